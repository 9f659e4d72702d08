"""Lists of statements: every filter, every order, and search that means the same on both databases."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored import FIRST, LETTER, SECOND, labelled

from pipeline.records import Label
from pipeline.store import Order, StatementFilter, Store, save, statements
from pipeline.store.words import folded

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
