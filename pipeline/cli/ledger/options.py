"""What the commands of the ledger have in common: the store, today, who does it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from pipeline.cli.faults import faults_shown, wrong_usage
from pipeline.cli.store import Database, opened
from pipeline.cli.wording import date as parsed_date

if TYPE_CHECKING:
    from pipeline.ledger import Person
    from pipeline.store import Store, Transaction

KINDS: dict[str, str] = {
    "repeated": "herhaald",
    "reminded": "in herinnering gebracht",
    "sharpened": "aangescherpt",
    "postponed": "uitgesteld",
    "partly_fulfilled": "deels nagekomen",
    "fulfilled": "nagekomen",
    "withdrawn": "ingetrokken",
    "taken_over": "overgenomen",
    "registered": "in het register",
    "retracted": "teruggedraaid",
}
"""What the ledger calls what happened."""

LinkName = Literal[
    "repeated", "reminded", "sharpened", "postponed", "partly_fulfilled", "fulfilled", "withdrawn", "taken_over"
]


def day(value: str) -> dt.date:
    """A date on the command line."""
    try:
        return parsed_date(value)
    except ValueError:
        raise wrong_usage(f"{value}: geen datum; schrijf JJJJ-MM-DD, bijvoorbeeld 2025-07-02") from None


Address = Database
Today = Annotated[
    dt.date | None, typer.Option(parser=day, metavar="JJJJ-MM-DD", help="De dag waarop geteld wordt; anders vandaag.")
]
By = Annotated[str, typer.Option("--by", metavar="NAAM", help="Wie dit zegt.")]
Note = Annotated[str, typer.Option("--note", metavar="TEKST", help="Waarom.")]
Until = Annotated[
    dt.date | None, typer.Option(parser=day, metavar="JJJJ-MM-DD", help="De nieuwe termijn, als die verschoof.")
]


def today_or(given: dt.date | None) -> dt.date:
    """The day that was given, else today in the Netherlands."""
    return given or dt.datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def person(name: str) -> Person:
    """Who does something, now."""
    from pipeline.ledger import Person  # noqa: PLC0415 - start-up is quick

    return Person(name, dt.datetime.now(dt.UTC))


@contextmanager
def opened_store(address: str | None) -> Iterator[Store]:
    """The store, which must be there; faults are shown and end the program."""
    with faults_shown(), opened(address) as store:
        if not store.exists():
            raise wrong_usage(f"er is nog geen opslag: {store.place}; maak haar met 'gestand store import MAP'")
        store.check()
        yield store


@contextmanager
def reading(address: str | None) -> Iterator[Transaction]:
    """A transaction that reads."""
    with opened_store(address) as store, store.reading() as tx:
        yield tx


@contextmanager
def writing(address: str | None) -> Iterator[Transaction]:
    """A transaction that writes, in a store that is made when it is not there: all of it or nothing."""
    with faults_shown(), opened(address) as store:
        store.prepare()
        with store.writing() as tx:
            yield tx
