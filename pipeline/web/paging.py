"""Pages of a list: where we are, and the addresses of the others."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.web.asked import LAST_PAGE, Page


def settled(asked: Page, counted: int, rows: int) -> int:
    """How many rows a list has, from a count that may be some seconds old and a page that was just read.

    >>> settled(Page(), 1, 0), settled(Page(pagina=2), 25, 3), settled(Page(), 24, 25), settled(Page(pagina=9), 30, 0)
    (0, 28, 25, 30)
    """
    ends_here = rows < asked.aantal and (rows > 0 or asked.pagina == 1)
    return asked.offset + rows if ends_here else max(counted, asked.offset + rows if rows else 0)


@dataclass(frozen=True, slots=True)
class Pager:
    """A list of ``total`` rows under ``path``; ``least`` when it has more, and this page may lie beyond them."""

    asked: Page
    path: str
    total: int
    least: bool = False

    @property
    def last(self) -> int:
        """The number of the last page that is known to be there, at least 1."""
        here = self.asked.pagina if self.least else 1
        return min(max(here, -(-self.total // self.asked.aantal)), LAST_PAGE)

    @property
    def first_row(self) -> int:
        """The number of the first row on this page, 0 for an empty page."""
        return self.asked.offset + 1 if self.least or self.asked.offset < self.total else 0

    @property
    def last_row(self) -> int:
        """The number of the last row on this page."""
        reached = self.asked.offset + self.asked.aantal
        return reached if self.least else min(reached, self.total)

    @property
    def previous(self) -> str | None:
        """The address of the page before."""
        return self.to(min(self.asked.pagina - 1, self.last)) if self.asked.pagina > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the page after."""
        last = LAST_PAGE if self.least else self.last
        return self.to(self.asked.pagina + 1) if self.asked.pagina < last else None

    def to(self, number: int) -> str:
        """The address of a page."""
        return self.asked.address(self.path, pagina=number)

    def near(self) -> list[int | None]:
        """The numbers to offer: first, last and those round this one; ``None`` where some are left out.

        >>> Pager(Page(pagina=6), "/", 300).near()
        [1, None, 5, 6, 7, None, 12]
        >>> beyond = Pager(Page(pagina=500), "/", 10_000, least=True)
        >>> beyond.near(), beyond.next, beyond.first_row
        ([1, None, 499, 500], '/?pagina=501', 12476)
        """
        here = min(self.asked.pagina, self.last)
        wanted = sorted({1, self.last, *(one for one in (here - 1, here, here + 1) if 1 <= one <= self.last)})
        found: list[int | None] = []
        for number in wanted:
            if found and found[-1] is not None and number - found[-1] > 1:
                found.append(None)
            found.append(number)
        return found
