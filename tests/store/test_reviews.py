"""What people say about sentences is kept, counted, taken back, and carried along."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import threading

import pytest
from stored import FIRST, LETTER, SECOND, THIRD, labelled

from pipeline.records import Actor, Commitment, Label, Run, Span
from pipeline.reviews import Attached, Review
from pipeline.store import (
    ConflictError,
    StatementFilter,
    Store,
    UnstorableError,
    documents,
    judgements,
    reviews,
    save,
    statements,
    successions,
)

NAME = "kst-99101-7"
START = dt.datetime(2025, 3, 5, 10, tzinfo=dt.UTC)
NUMBERS = itertools.count(1)


def said(sentence: str, by: str, *labels: Label, **more: object) -> Review:
    number = next(NUMBERS)
    values = {"kind": "decision", "id": f"r-{number}", "at": START + dt.timedelta(minutes=number), **more}
    return Review(sentence_id=sentence, by=by, labels=labels, **values)


def put(store: Store, *those: Review) -> None:
    with store.writing() as tx:
        for one in those:
            assert reviews.append(tx, one)


def relabel(store: Store, *sentences: str, run: Run = SECOND, separator: str = " ") -> None:
    with store.writing() as tx:
        save(tx, labelled(sentences or LETTER, run=run, separator=separator))


@pytest.fixture
def ids(store: Store) -> list[str]:
    """The ids of the sentences of a letter in the store."""
    letter = labelled()
    with store.writing() as tx:
        save(tx, letter)
    return [statement.sentence.id for statement in letter.statements]


def held(store: Store, sentence: str) -> list[tuple[str, str, tuple[str, ...]]]:
    with store.reading() as tx:
        return [(one.by, one.kind, one.labels) for one in judgements.of_sentences(tx, [sentence]).get(sentence, ())]


def test_a_review_comes_back_as_it_was_said(store: Store, ids: list[str]) -> None:
    frame = Commitment(Actor("Ik"), Span("onderzoeken", 60, 71), "weak", "act")
    review = said(ids[1], "anna", "commitment", based_on=FIRST, commitment=frame, cue="reminder", note="zie ook r. 3")
    put(store, review)
    with store.reading() as tx:
        assert reviews.get(tx, review.id) == Attached(review, ids[1], "same", 1.0)
        assert reviews.of_sentence(tx, ids[1]) == reviews.of_document(tx, NAME) == tuple(reviews.every(tx))
        assert reviews.of_sentence(tx, ids[0]) == ()
        assert reviews.get(tx, "r-0") is None


def test_the_same_review_sent_twice_is_one(store: Store, ids: list[str]) -> None:
    review = said(ids[1], "anna", "commitment")
    put(store, review)
    with store.writing() as tx:
        assert reviews.append(tx, review) is False
    other = dataclasses.replace(review, labels=("claim",))
    with pytest.raises(ConflictError, match=review.id), store.writing() as tx:
        reviews.append(tx, other)
    with store.reading() as tx:
        assert [one.review for one in reviews.every(tx)] == [review]


def test_the_last_word_of_each_person_counts(store: Store, ids: list[str]) -> None:
    put(store, said(ids[1], "bram", "claim"), said(ids[1], "anna", "claim"), said(ids[1], "anna", "commitment"))
    put(store, said(ids[1], "carla", kind="unsure"), said(ids[1], "dirk", kind="skip"))
    assert held(store, ids[1]) == [
        ("anna", "decision", ("commitment",)),
        ("bram", "decision", ("claim",)),
        ("carla", "unsure", ()),
    ]
    with store.reading() as tx:
        row = statements.get(tx, ids[1])
    assert row is not None
    assert (row.judges, row.disputed) == (2, True)


def test_an_undo_is_a_word_too_and_can_be_undone(store: Store, ids: list[str]) -> None:
    first, second = said(ids[1], "anna", "claim"), said(ids[1], "anna", "commitment")
    undo = said(ids[1], "anna", kind="undo", undoes=second.id)
    put(store, first, second, undo)
    assert held(store, ids[1]) == [("anna", "decision", ("claim",))]
    put(store, said(ids[1], "anna", kind="undo", undoes=undo.id))
    assert held(store, ids[1]) == [("anna", "decision", ("commitment",))]
    put(store, said(ids[1], "anna", kind="undo", undoes=first.id), said(ids[1], "anna", kind="undo", undoes=second.id))
    assert held(store, ids[1]) == []
    with store.reading() as tx:
        assert len(reviews.of_sentence(tx, ids[1])) == 6
        row = statements.get(tx, ids[1])
    assert row is not None
    assert row.judges == 0


def test_a_third_settles_what_two_dispute(store: Store, ids: list[str]) -> None:
    put(store, said(ids[0], "anna", "claim"), said(ids[0], "bram"))
    with store.reading() as tx:
        assert statements.count(tx, StatementFilter(disputed=True)) == 1
    put(store, said(ids[0], "carla", "claim", kind="adjudication"))
    with store.reading() as tx:
        assert statements.count(tx, StatementFilter(disputed=True)) == 0
        assert statements.count(tx, StatementFilter(judges=3)) == 1


def test_statements_are_listed_by_who_judged_them(store: Store, ids: list[str]) -> None:
    put(store, said(ids[0], "anna"), said(ids[1], "anna"), said(ids[1], "bram"), said(ids[2], "bram", kind="skip"))

    def found(**wanted: object) -> set[str]:
        with store.reading() as tx:
            listed = statements.listed(tx, StatementFilter(**wanted))
            assert statements.count(tx, StatementFilter(**wanted)) == len(listed)
            return {row.statement.sentence.id for row in listed}

    assert found(judged=True) == found(judged_by="anna") == {ids[0], ids[1]}
    assert found(judged_by="bram") == {ids[1]}
    assert found(not_judged_by="bram") == {ids[0], ids[2], ids[3]}
    assert found(judged=False) == {ids[2], ids[3]}
    assert found(judges=2) == {ids[1]}


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({"sentence": "s-0"}, "s-0"),
        ({"based_on": SECOND}, "linear-2"),
        ({"kind": "undo"}, "undo"),
        ({"undoes": "r-9"}, "undo"),
        ({"kind": "undo", "undoes": "r-9"}, "r-9"),
    ],
)
def test_a_review_of_what_is_not_there_is_refused(
    store: Store, ids: list[str], more: dict[str, object], names: str
) -> None:
    more = dict(more)
    review = said(str(more.pop("sentence", ids[0])), "anna", **more)
    with pytest.raises(UnstorableError, match=names), store.writing() as tx:
        reviews.append(tx, review)


def test_people_take_back_their_own_words_only(store: Store, ids: list[str]) -> None:
    first = said(ids[0], "anna")
    put(store, first)
    with pytest.raises(UnstorableError, match="own reviews"), store.writing() as tx:
        reviews.append(tx, said(ids[0], "bram", kind="undo", undoes=first.id))


def test_another_model_keeps_what_was_said(store: Store, ids: list[str]) -> None:
    review = said(ids[1], "anna", "commitment", based_on=FIRST)
    put(store, review)
    relabel(store)
    with store.reading() as tx:
        assert reviews.of_sentence(tx, ids[1]) == (Attached(review, ids[1], "same", 1.0),)
        row = statements.get(tx, ids[1])
    assert row is not None
    assert (row.run, row.judges) == (SECOND, 1)
    assert held(store, ids[1]) == [("anna", "decision", ("commitment",))]


def test_a_review_follows_its_sentence_when_boundaries_move(store: Store, ids: list[str]) -> None:
    review = said(ids[1], "anna", "commitment", based_on=FIRST)
    put(store, review, said(ids[2], "anna", "refusal"))
    joined = (LETTER[0], f"{LETTER[1]} {LETTER[2]}", LETTER[3])
    with store.writing() as tx:
        saved = save(tx, labelled(joined, run=SECOND))
    assert (saved.moved, saved.lost) == (2, 0)
    new = labelled(joined).statements[1].sentence.id
    with store.reading() as tx:
        found = reviews.of_sentence(tx, new)
        assert [(one.review.sentence_id, one.sentence_id, one.how) for one in found] == [
            (ids[1], new, "overlap"),
            (ids[2], new, "overlap"),
        ]
        assert successions.current_sentences(tx, [ids[1]])[ids[1]][0] == new
    assert held(store, new) == [("anna", "decision", ("refusal",))]
    relabel(store, run=THIRD)  # the old boundaries are back
    with store.reading() as tx:
        assert reviews.of_sentence(tx, ids[1]) == (Attached(review, ids[1], "same", 1.0),)
        assert reviews.of_sentence(tx, new) == ()
    assert held(store, ids[1]) == [("anna", "decision", ("commitment",))]
    assert held(store, new) == []


def test_a_review_follows_its_sentence_into_a_new_version(store: Store, ids: list[str]) -> None:
    put(store, said(ids[1], "anna", "commitment"))
    relabel(store, "Een voorblad.", *LETTER)
    with store.reading() as tx:
        (found,) = reviews.of_document(tx, NAME)
        assert (found.how, found.share) == ("same_text", 1.0)
        now = documents.labelled(tx, NAME)
    assert now is not None
    assert found.sentence_id == now.statements[2].sentence.id


def test_what_is_lost_is_kept_and_reported(store: Store, ids: list[str]) -> None:
    review = said(ids[1], "anna", "commitment")
    put(store, review)
    with store.writing() as tx:
        saved = save(tx, labelled(("De brug is weer open.",), run=SECOND))
    assert (saved.moved, saved.lost) == (0, 1)
    with store.reading() as tx:
        assert reviews.lost(tx) == (Attached(review, None, "lost", 0.0),)
        assert reviews.of_document(tx, NAME) == reviews.lost(tx)
    relabel(store, *LETTER, "En een slot.", run=THIRD)  # found again, from what the person saw
    with store.reading() as tx:
        assert reviews.lost(tx) == ()
        (found,) = reviews.of_document(tx, NAME)
        assert (found.sentence_id, found.how) == (ids[1], "same")


def test_a_review_of_a_page_that_is_out_of_date_still_lands(store: Store, ids: list[str]) -> None:
    joined = (LETTER[0], f"{LETTER[1]} {LETTER[2]}", LETTER[3])
    relabel(store, *joined)
    put(store, said(ids[1], "anna", "commitment", based_on=FIRST))
    new = labelled(joined).statements[1].sentence.id
    assert held(store, new) == [("anna", "decision", ("commitment",))]
    with store.reading() as tx:
        row = statements.get(tx, new)
    assert row is not None
    assert row.judges == 1


def test_many_people_at_once_lose_nothing(store: Store, ids: list[str]) -> None:
    names = [f"persoon-{number}" for number in range(6)]

    def judge(name: str) -> None:
        for sentence in ids:
            put(store, said(sentence, name, "claim"))

    threads = [threading.Thread(target=judge, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.reading() as tx:
        assert len(list(reviews.every(tx))) == 24
        assert [row.judges for row in statements.of_document(tx, NAME)] == [6] * 4
        assert {len(of) for of in judgements.of_sentences(tx, ids).values()} == {6}
