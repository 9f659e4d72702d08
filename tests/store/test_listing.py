"""Lists of statements: every filter, every order, and search that means the same on both databases."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from stored import FIRST, LETTER, SECOND, labelled

from pipeline.records import Label
from pipeline.store import Order, StatementFilter, Store, Transaction, save, statements
from pipeline.store.statement_filter import WORDS, conditions, ordering
from pipeline.store.tables import documents as tables
from pipeline.store.words import folded, is_frequent

TEXTS = (
    "De coördinatie van 36 600-XII ligt bij de Douane.",
    "Ik zal binnen zes weken het douanebeleid herzien.",
    "Dat vergt zes maanden, binnen de termijn van weken.",
    "Één IJmuidense sluis is ’s nachts dicht.",
    "Geen van deze woorden.",
)


def put(store: Store, *names: str, date: dt.date | None = dt.date(2025, 3, 4)) -> None:
    with store.writing() as tx:
        for name in names:
            save(tx, labelled(name=name, date=date))


def found(store: Store, **wanted: object) -> list[str]:
    """The sentences that a filter gives, and a count that agrees."""
    with store.reading() as tx:
        listed = statements.listed(tx, StatementFilter(**wanted))
        assert statements.count(tx, StatementFilter(**wanted)) == len(listed)
    return [row.statement.sentence.text for row in listed]


def test_filters_of_what_the_machine_said(store: Store) -> None:
    labels: list[tuple[Label, ...]] = [(), ("commitment", "claim"), ("refusal",), ("claim",)]
    with store.writing() as tx:
        save(tx, labelled(labels=labels))
    one = {"order": "document"}
    assert found(store, labels=("commitment",), **one) == [LETTER[1]]
    assert found(store, labels=("commitment", "refusal"), **one) == [LETTER[1], LETTER[2]]
    assert found(store, labelled=False, **one) == [LETTER[0]]
    assert found(store, labelled=True, **one) == list(LETTER[1:])
    assert found(store, needs_review=True, **one) == [LETTER[0]]
    assert found(store, band=(0.8, 1.0), band_label="claim", **one) == [LETTER[1], LETTER[3]]
    assert found(store, band=(0.3, 0.8), **one) == []
    assert found(store, strength="firm", **one) == [LETTER[1]]
    assert found(store, due_from=dt.date(2025, 6, 30), due_to=dt.date(2025, 6, 30), **one) == [LETTER[1]]
    assert found(store, due_from=dt.date(2025, 7, 1), **one) == []
    assert found(store, cue="reminder", **one) == []


def test_filters_of_where_it_stands(store: Store) -> None:
    put(store, "a")
    put(store, "b", date=dt.date(2025, 5, 1))
    put(store, "c", date=None)
    with store.writing() as tx:
        save(tx, labelled(name="c", date=None, run=SECOND))
    assert len(found(store)) == 12
    assert found(store, document="b", order="document") == list(LETTER)
    assert len(found(store, date_from=dt.date(2025, 3, 5))) == len(found(store, date_to=dt.date(2025, 3, 5))) == 4
    assert len(found(store, ministry="Infrastructuur en Waterstaat", minister="De Wolf", kind="letter")) == 12
    assert found(store, minister="De Beer") == found(store, kind="debate") == found(store, document="d") == []
    assert len(found(store, number="99101")) == 12
    assert found(store, number="99102") == []
    assert len(found(store, model=SECOND.model)) == 4
    assert len(found(store, model=FIRST.model)) == 8


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("newest", ["b", "a", "c"]),
        ("document", ["a", "b", "c"]),
        ("deadline", ["a", "b", "c"]),
        ("uncertain", ["c", "b", "a"]),
    ],
)
def test_orders_are_whole_and_pages_do_not_overlap(store: Store, order: Order, expected: list[str]) -> None:
    put(store, "a")
    put(store, "b", date=dt.date(2025, 5, 1))
    put(store, "c", date=None)
    with store.reading() as tx:
        pages = [
            row.document
            for offset in range(3)
            for row in statements.listed(
                tx, StatementFilter(labels=("commitment",), order=order, limit=1, offset=offset)
            )
        ]
    assert pages == expected


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("douane", [0, 1]),
        ("DOUANE", [0, 1]),
        ("coordinatie", [0]),
        ("Coördinatie 36", [0]),
        ("600-xii", [0]),
        ("zes weken", [1, 2]),
        ('"zes weken"', [1]),
        ('"weken zes"', []),
        ('"binnen zes weken" douane', [1]),
        ('douane "', [0, 1]),
        ("een sluis", [3]),
        ("’s", [3]),
        ("ijmuid", [3]),
        ("x OR y", []),
        ("sluis NOT dicht", []),
        ("NEAR(zes weken)", []),
        ("zes:* & weken", [1, 2]),
        ("'; DROP TABLE sentences; --", []),
        ("woorden*", [4]),
        ("", [0, 1, 2, 3, 4]),
        ("— !", [0, 1, 2, 3, 4]),
    ],
)
def test_search(store: Store, question: str, numbers: list[int]) -> None:
    with store.writing() as tx:
        save(tx, labelled(TEXTS))
    assert found(store, text=question, order="document") == [TEXTS[number] for number in numbers]


ANYTHING = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ANYTHING, question=ANYTHING)
def test_any_text_is_found_by_its_own_words_and_any_question_is_answered(
    store: Store, text: str, question: str
) -> None:
    with store.writing() as tx:
        save(tx, labelled((text,), name=text))
    with store.reading() as tx:
        statements.count(tx, StatementFilter(text=question))
        for asked in (text.replace('"', " "), f'"{text.replace(chr(34), " ")}"'):
            assert statements.count(tx, StatementFilter(document=text, text=asked)) == 1, folded(text)


def test_a_very_long_text_is_found_by_its_last_word(store: Store) -> None:
    text = " ".join(f"woord{number}" for number in range(20_000)) + " slot"
    with store.writing() as tx:
        save(tx, labelled((text, "a" * 5000)))
    assert found(store, text="slot") == [text]
    assert found(store, text="a" * 5000) == ["a" * 5000]


@pytest.mark.parametrize("order", ["newest", "document", "uncertain", "deadline"])
@pytest.mark.parametrize(("question", "every"), [("slu", 2), ("sluis", 3), ("sluis oever", 6), ("oever", 6)])
def test_frequent_words_and_seldom_ones_are_listed_alike(store: Store, order: Order, question: str, every: int) -> None:
    """A page of a search is a page of everything, less what the words are not in."""
    texts = [f"Zin {n} gaat over {'sluizen' if n % 2 else 'een sluis'}." for n in range(24)]
    texts = [text + (" De sluis ligt aan de oever." if n % every == 0 else "") for n, text in enumerate(texts)]
    labels: list[tuple[Label, ...]] = [("commitment",) if n % 5 == 0 else ("claim",) for n in range(24)]
    with store.writing() as tx:
        for name in "abc":
            save(tx, labelled(texts, name=name, labels=labels, date=dt.date(2025, 3, ord(name) - 90)))
    words = question.split()
    with store.reading() as tx:
        everything = statements.listed(tx, StatementFilter(order=order, limit=100))
        expected = [
            row.statement.sentence.id
            for row in everything
            if all(any(one.startswith(word) for one in folded(row.statement.sentence.text)) for word in words)
        ]
        wanted = StatementFilter(text=question, order=order, limit=7, offset=3)
        assert 7 <= len(expected) <= len(everything)
        assert [row.statement.sentence.id for row in statements.listed(tx, wanted)] == expected[3:10]
        assert statements.count(tx, wanted) == len(expected)
        one = StatementFilter(text=question, order=order, document="b", labels=("commitment",))
        assert {row.statement.sentence.id for row in statements.listed(tx, one)} == {
            row.statement.sentence.id
            for row in everything
            if row.document == "b" and row.statement.labels == ("commitment",) and row.statement.sentence.id in expected
        }


def test_a_page_of_a_frequent_word_is_not_sorted_by_sqlite(tmp_path: Path) -> None:
    """It is read in the order of an index; sorting all that a word begins takes five times as long."""
    with Store(tmp_path / "words.sqlite") as store:
        store.prepare()
        with store.writing() as tx:
            save(tx, labelled([f"Sluis {n} is {'open' if n else 'dicht'}." for n in range(40)]))
        with store.reading() as tx:
            assert is_frequent(tx, WORDS, "op", 38)
            assert not is_frequent(tx, WORDS, "op", 39)
            assert not is_frequent(tx, WORDS, "...", 0)
            plans = [_plan(tx, StatementFilter(text=question)) for question in ("op", "dicht")]
    assert ["B-TREE" in plan for plan in plans] == [False, True]


def _plan(tx: Transaction, wanted: StatementFilter) -> str:
    page = select(tables.statements.c.id).where(*conditions(tx, wanted)).order_by(*ordering(wanted.order)).limit(50)
    asked = page.compile(tx, compile_kwargs={"literal_binds": True})
    return "\n".join(row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}"))


def test_what_stands_around(store: Store) -> None:
    put(store, "a", "b")
    ids = [statement.sentence.id for statement in labelled(name="a").statements]
    with store.reading() as tx:
        assert [one.sentence.id for one in statements.around(tx, ids[1], before=1, after=1)] == ids[:3]
        assert [one.sentence.id for one in statements.around(tx, ids[3])] == ids
        assert statements.around(tx, "s-0") == ()
        assert [row.ordinal for row in statements.of_document(tx, "a")] == [0, 1, 2, 3]
        assert statements.by_ids(tx, [*ids, "s-0"]).keys() == set(ids)
        row = statements.get(tx, ids[1])
    assert row is not None
    assert row.statement == labelled(name="a").statements[1]
    assert (row.document, row.dossiers, row.minister) == ("a", ("99101",), "De Wolf")
