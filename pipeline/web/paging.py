"""Pages of a list: where we are, and the addresses of the others."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.web.asked import LAST_PAGE, Page


@dataclass(frozen=True, slots=True)
class Pager:
    """A list of ``total`` rows under ``path``."""

    asked: Page
    path: str
    total: int

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return min(max(1, -(-self.total // self.asked.aantal)), LAST_PAGE)

    @property
    def first_row(self) -> int:
        """The number of the first row on this page, 0 for an empty page."""
        return self.asked.offset + 1 if self.asked.offset < self.total else 0

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        return min(self.asked.offset + self.asked.aantal, self.total)

    @property
    def previous(self) -> str | None:
        """The address of the page before."""
        return self.to(min(self.asked.pagina - 1, self.last)) if self.asked.pagina > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the page after."""
        return self.to(self.asked.pagina + 1) if self.asked.pagina < self.last else None

    def to(self, number: int) -> str:
        """The address of a page."""
        return self.asked.address(self.path, pagina=number)

    def near(self) -> list[int | None]:
        """The numbers to offer: first, last and those round this one; ``None`` where some are left out.

        >>> Pager(Page(pagina=6), "/", 300).near()
        [1, None, 5, 6, 7, None, 12]
        """
        here = min(self.asked.pagina, self.last)
        wanted = sorted({1, self.last, *(one for one in (here - 1, here, here + 1) if 1 <= one <= self.last)})
        found: list[int | None] = []
        for number in wanted:
            if found and found[-1] is not None and number - found[-1] > 1:
                found.append(None)
            found.append(number)
        return found
