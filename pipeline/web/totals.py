"""How many statements a list has, counted only as far as somebody waits for."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.store import StatementFilter, Transaction, statements
from pipeline.web.asked import Page
from pipeline.web.paging import Pager

MOST = 10_000
"""Rows that are counted of a search in the text; it takes a database long to count more."""


@dataclass(frozen=True, slots=True)
class Total:
    """How many rows pass; ``least`` when they are more than ``number``."""

    number: int
    least: bool = False

    def seen(self, asked: Page, rows: int) -> Total:
        """The same once a page was read: one that is not full, but has rows, is the last.

        >>> Total(10_000, least=True).seen(Page(pagina=500), 3)
        Total(number=12478, least=False)
        """
        ends = self.least and 0 < rows < asked.aantal
        return Total(asked.offset + rows) if ends else self

    def pager(self, asked: Page, path: str, rows: int) -> Pager:
        """The pages of this list, from a page with so many rows."""
        return Pager(asked, path, self.number, least=self.least and rows > 0)


def counted(tx: Transaction, wanted: StatementFilter) -> Total:
    """How many statements pass a filter; no further than :data:`MOST` where their text is searched."""
    if wanted.text is None:
        return Total(statements.count(tx, wanted))
    found = statements.count(tx, wanted, at_most=MOST + 1)
    return Total(min(found, MOST), least=found > MOST)
