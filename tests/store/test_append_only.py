"""What people said can be added to and not changed: the database refuses, whoever asks."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Connection, text
from stored import FIRST, labelled

from pipeline.entries import Entry, LedgerEvent, Mention, Proposal, Rejection, State
from pipeline.reviews import Review
from pipeline.store import ConflictError, Kept, Store, entries, events, proposals, reviews, save

AT = dt.datetime(2025, 3, 5, 10, tzinfo=dt.UTC)
TABLES = ("reviews", "events", "rejections")


@pytest.fixture
def spoken(store: Store) -> Store:
    """A store with a row in every table that only grows."""
    letter = labelled()
    sentence = letter.statements[1].sentence
    mention = Mention(sentence_id=sentence.id, document_id="kst-99101-7", start=0, end=9, text=sentence.text)
    entry = Entry(id="e-1", document_id="kst-99101-7", mentions=(mention,), action="onderzoeken")
    proposal = Proposal(
        id="p-1", entry_id="e-1", kind="reminded", quote="q", entry_text="e", probability=0.5, evidence=()
    )
    with store.writing() as tx:
        save(tx, letter)
        reviews.append(tx, Review(id="r-1", sentence_id=sentence.id, by="anna", at=AT, kind="decision", based_on=FIRST))
        entries.put(tx, [Kept(entry, State())])
        events.append(tx, LedgerEvent(id="v-1", entry_id="e-1", kind="reminded", by="anna", at=AT))
        proposals.put(tx, [proposal])
        proposals.reject(tx, Rejection(proposal_id="p-1", by="anna", at=AT))
    return store


def rows(tx: Connection, table: str) -> list[tuple[object, ...]]:
    return [tuple(row) for row in tx.execute(text(f"SELECT * FROM {table}"))]  # noqa: S608 - a name of ours


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    "asks",
    [
        "UPDATE {} SET \"by\" = 'bram'",
        'UPDATE {} SET "by" = "by"',
        "DELETE FROM {}",
        "TRUNCATE {} CASCADE",
        "INSERT OR REPLACE INTO {} SELECT * FROM {}",
        "REPLACE INTO {} SELECT * FROM {}",
    ],
)
def test_no_row_is_changed_removed_or_replaced(spoken: Store, table: str, asks: str) -> None:
    if ("TRUNCATE" in asks and spoken.dialect == "sqlite") or ("REPLACE" in asks and spoken.dialect == "postgresql"):
        return  # not in that language
    with spoken.reading() as tx:
        before = rows(tx, table)
    assert len(before) == 1

    def ask() -> None:
        with spoken.writing() as tx:
            tx.execute(text(asks.format(table, table)))

    with pytest.raises(ConflictError, match=f"{table} only grows"):
        ask()
    with spoken.reading() as tx:
        assert rows(tx, table) == before


def test_a_row_may_not_take_the_name_of_another(spoken: Store) -> None:
    if spoken.dialect == "postgresql":
        return  # there the unique key refuses it

    def ask() -> None:
        with spoken.writing() as tx:
            columns = ", ".join(row[1] for row in tx.execute(text("PRAGMA table_info(events)")) if row[1] != "id")
            quoted = ", ".join(f'"{column}"' for column in columns.split(", "))
            tx.execute(text(f"REPLACE INTO events ({quoted}) SELECT {quoted} FROM events"))  # noqa: S608

    with pytest.raises(ConflictError, match="events only grows"):
        ask()
