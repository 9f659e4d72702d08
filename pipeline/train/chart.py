"""Small square plots as SVG: axes from 0 to 1, dots with intervals, lines, bars; black on white, text as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from lxml import etree
from lxml.builder import ElementMaker

from pipeline.train.curves import Interval

NAMESPACE = "http://www.w3.org/2000/svg"
SIDE = 240.0
"""Length of an axis."""

STRIP = 44.0
"""Height of the bars under a plot."""

GREY = "#767676"
"""The lightest grey that keeps a contrast of 4.5 with white (WCAG 2.2, 1.4.3)."""

SMALL = "9"
_E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_TICKS = tuple(number / 5 for number in range(6))
_CAP = 3.0
Element: TypeAlias = Any
"""An element of lxml, which has no public name for its type."""


@dataclass(slots=True)
class Plot:
    """A square of which both axes run from 0 to 1, left upper corner at ``left``, ``top``."""

    left: float
    top: float
    parts: list[Element] = field(default_factory=list)

    def x(self, value: float) -> float:
        """Where a value stands, from the left."""
        return self.left + SIDE * value

    def y(self, value: float) -> float:
        """Where a value stands, from the top."""
        return self.top + SIDE * (1.0 - value)

    def frame(self, heading: str, across: str, up: str) -> None:
        """Axes with their names, and a heading above."""
        self.parts.append(
            _E.rect(x=_n(self.left), y=_n(self.top), width=_n(SIDE), height=_n(SIDE), fill="none", stroke="black")
        )
        self.text(self.left, self.top - 10, heading, **{"font-weight": "bold"})
        for value in _TICKS:
            self.text(
                self.x(value), self.top + SIDE + 14, f"{value:.1f}", **{"text-anchor": "middle", "font-size": SMALL}
            )
            self.text(self.left - 6, self.y(value) + 3, f"{value:.1f}", **{"text-anchor": "end", "font-size": SMALL})
            self.line((value, 0.0), (value, 0.015))
            self.line((0.0, value), (0.015, value))
        self.text(self.left + SIDE / 2, self.top + SIDE + 28, across, **{"text-anchor": "middle"})
        place = f"rotate(-90 {_n(self.left - 32)} {_n(self.top + SIDE / 2)})"
        self.text(self.left - 32, self.top + SIDE / 2, up, transform=place, **{"text-anchor": "middle"})

    def text(self, x: float, y: float, words: str, **look: str) -> None:
        """Words at a place in the picture."""
        self.parts.append(_E.text(words, x=_n(x), y=_n(y), **look))

    def line(self, start: tuple[float, float], end: tuple[float, float], **look: str) -> None:
        """A straight line between two pairs of values."""
        ends = {
            "x1": _n(self.x(start[0])),
            "y1": _n(self.y(start[1])),
            "x2": _n(self.x(end[0])),
            "y2": _n(self.y(end[1])),
        }
        self.parts.append(_E.line(**{"stroke": "black", **ends, **look}))

    def path(self, points: Sequence[tuple[float, float]], **look: str) -> None:
        """A line through pairs of values."""
        places = " ".join(f"{_n(self.x(one))},{_n(self.y(other))}" for one, other in points)
        self.parts.append(_E.polyline(points=places, **{"fill": "none", "stroke": "black", **look}))

    def dot(
        self, point: tuple[float, float], said: str, *, up: Interval | None = None, across: Interval | None = None
    ) -> None:
        """A dot with its intervals, and words that are shown when it is pointed at and read aloud."""
        x, y = self.x(point[0]), self.y(point[1])
        group = _E.g(_E.title(said))
        if up is not None:
            low, high = self.y(up[0]), self.y(up[1])
            group.append(_bar(x, low, x, high))
            group.extend(_bar(x - _CAP, end, x + _CAP, end) for end in (low, high))
        if across is not None:
            low, high = self.x(across[0]), self.x(across[1])
            group.append(_bar(low, y, high, y))
            group.extend(_bar(end, y - _CAP, end, y + _CAP) for end in (low, high))
        group.append(_E.circle(cx=_n(x), cy=_n(y), r="3.5", fill="white", stroke="black", **{"stroke-width": "1.5"}))
        self.parts.append(group)

    def bars(self, counts: Sequence[tuple[float, float, int]], name: str) -> None:
        """Counts between two values of the horizontal axis, as bars under the plot, their height by square root."""
        floor = self.top + SIDE + 44 + STRIP
        most = max((count for _, _, count in counts), default=1)
        for low, high, count in counts:
            height = (STRIP - 10) * (count / most) ** 0.5
            place = {"x": _n(self.x(low) + 1), "y": _n(floor - height), "width": _n(SIDE * (high - low) - 2)}
            self.parts.append(_E.rect(**place, height=_n(height), fill="#d0d0d0", stroke="black"))
            self.text(
                self.x((low + high) / 2), floor - height - 2, str(count), **{"text-anchor": "middle", "font-size": "8"}
            )
        self.text(self.left + SIDE / 2, floor + 14, name, **{"text-anchor": "middle", "font-size": SMALL})


def picture(name: str, title: str, description: str, plots: Sequence[Plot], size: tuple[float, float]) -> bytes:
    """A whole SVG: ``title`` and ``description`` for who cannot see it, then the plots; the same input, the same bytes.

    ``name`` begins the ids, so that two pictures can stand in one page.
    """
    ids = f"{name}-title", f"{name}-description"
    width, height = map(_n, size)
    root = _E.svg(
        _E.title(title, id=ids[0]),
        _E.desc(description, id=ids[1]),
        _E.rect(width=width, height=height, fill="white"),
        _E.text(title, x="16", y="24", **{"font-size": "14", "font-weight": "bold"}),
        *(part for plot in plots for part in plot.parts),
        viewBox=f"0 0 {width} {height}",
        role="img",
        lang="en",
        width=width,
        height=height,
        fill="black",
        **{"aria-labelledby": " ".join(ids), "font-family": "sans-serif", "font-size": "11"},
    )
    drawn: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return drawn


def _bar(x1: float, y1: float, x2: float, y2: float) -> Element:
    return _E.line(x1=_n(x1), y1=_n(y1), x2=_n(x2), y2=_n(y2), stroke="black")


def _n(value: float) -> str:
    """A number in a picture: two places at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
