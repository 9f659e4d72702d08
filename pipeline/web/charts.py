"""Charts as SVG, drawn by pygal, without its styles and scripts: colours come from our style sheet.

A chart is a picture with a name; the numbers stand in a table behind it (``charts.html``).
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from lxml import etree
from markupsafe import Markup

from pipeline.ledger.listing import without_controls

NARROW, WIDE, TEXT, LABEL = 620, 1240, 15, 30
"""Widths of a picture, size of its letters, and characters of a label."""

_SVG = "{http://www.w3.org/2000/svg}"
_DROPPED = {f"{_SVG}{name}" for name in ("defs", "script", "style", "desc", "title")}
_UNUSED = {"tooltip", "background", "legends"}


@dataclass(frozen=True, slots=True)
class Series:
    """A row of values under one name; ``tone`` is its colour in the style sheet (``chart-late``…)."""

    name: str
    values: tuple[int, ...]
    tone: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over labels; ``said`` tells in a sentence what they show, ``every`` which labels are written."""

    name: str
    said: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    across: bool = False
    wide: bool = False
    stacked: bool = True
    every: int = 1
    marked: int | None = None
    addresses: tuple[str, ...] = ()

    @property
    def svg(self) -> Markup:
        """The picture."""
        return _drawn(replace(self, addresses=()))


@lru_cache(maxsize=1024)
def _drawn(chart: Chart) -> Markup:
    pygal = _library()
    series, labels = chart.series, tuple(without_controls(one) for one in chart.labels)
    if chart.across:  # the library draws from the bottom up
        labels, series = labels[::-1], tuple(replace(one, values=one.values[::-1]) for one in series)
    kind = pygal.HorizontalStackedBar if chart.across else pygal.StackedBar if chart.stacked else pygal.Bar
    drawing = kind(_config(chart, labels))
    height = sum if chart.stacked else max
    most = max((height(values) for values in zip(*(one.values for one in series), strict=True)), default=0)
    drawing.range = (0, max(most, 4))
    for one in series:
        drawing.add(one.name, list(one.values))
    root = etree.fromstring(drawing.render(is_unicode=False))
    _clean(root, {f"serie-{place}": one.tone for place, one in enumerate(series)})
    if not chart.across:
        _thin(root, chart.every, chart.marked)
    return _named(root, chart)


@cache
def _library() -> Any:  # noqa: ANN401 - a module without types
    """The library, loaded when the first chart is drawn; its own old hook in Python's imports only warns."""
    import pygal  # noqa: PLC0415 - start-up is quick
    import pygal.style  # noqa: PLC0415

    for finder in [one for one in sys.meta_path if type(one).__module__ == "pygal"]:
        sys.meta_path.remove(finder)

    return pygal


def _config(chart: Chart, labels: tuple[str, ...]) -> Any:  # noqa: ANN401 - the library has no types
    pygal = _library()
    config = pygal.Config(
        css=[],
        js=[],
        style=pygal.style.Style(label_font_size=TEXT, major_label_font_size=TEXT),
        width=WIDE if chart.wide else NARROW,
        height=48 + 34 * len(labels) if chart.across else 260,
        no_prefix=True,
        explicit_size=False,
        show_legend=False,
        spacing=12,
        margin=8,
        x_labels=[label if len(label) <= LABEL else f"{label[: LABEL - 1]}…" for label in labels],
        max_scale=6,
        truncate_label=2 * LABEL,
    )
    config.formatter = lambda value: f"{value:.0f}"
    return config


def _clean(root: etree._Element, tones: dict[str, str]) -> None:
    """Take out what our policy refuses or nobody needs, and name the colours."""
    for node in list(root.iter()):
        parent = node.getparent()
        if parent is None:
            continue
        classes = set((node.get("class") or "").split())
        if not isinstance(node.tag, str) or node.tag in _DROPPED or classes & _UNUSED:
            parent.remove(node)
            continue
        node.attrib.pop("style", None)
        for known, tone in tones.items():
            if known in classes:
                node.set("class", f"{node.get('class')} {tone}")
    for group in root.iter(f"{_SVG}g"):
        if "text-overlay" in (group.get("class") or ""):
            group.clear()


def _thin(root: etree._Element, every: int, marked: int | None) -> None:
    """Write one label in ``every``, and mark the one of today."""
    for axis in root.iter(f"{_SVG}g"):
        if (axis.get("class") or "").split()[:2] != ["axis", "x"]:
            continue
        texts = list(axis.iter(f"{_SVG}text"))
        for place, text in enumerate(texts):
            if place == marked:
                text.set("class", "marked")
            elif place % every or (marked is not None and abs(place - marked) < every):
                text.text = ""
            elif text is texts[-1]:
                text.set("class", "last")


def _named(root: etree._Element, chart: Chart) -> Markup:
    root.attrib.pop("id", None)
    root.set("class", "chart-svg chart-wide" if chart.wide else "chart-svg")
    root.set("role", "img")
    root.set("aria-label", f"{chart.name}. {chart.said}")
    root.set("focusable", "false")
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - drawn here, texts escaped by lxml
