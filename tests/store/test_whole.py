"""Whatever people and models do, in whatever order: no word is lost, and what is kept for speed is what follows."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from stored import FIRST, LETTER, labelled

from pipeline.records import LABELS, LabelledDocument
from pipeline.reviews import Review, disputed, judged
from pipeline.store import Store, documents, judgements, reviews, save, statements
from pipeline.store.judgements import renew_document
from pipeline.store.tables import documents as t
from pipeline.store.tables.reviews import judgements as held

NAME = "kst-99101-7"
START = dt.datetime(2025, 3, 5, tzinfo=dt.UTC)
CUTS = [
    LETTER,
    (f"{LETTER[0]} {LETTER[1]}", *LETTER[2:]),
    (*LETTER[:2], f"{LETTER[2]} {LETTER[3]}"),
    (LETTER[0], "Ik zal voor 1 juli 2025", "onderzoeken hoe dat kon gebeuren.", *LETTER[2:]),
    ("Een voorblad.", *LETTER),
    LETTER[:2],
    ("De brug is open.",),
]
RELABELS = st.tuples(st.just("label"), st.sampled_from(CUTS), st.integers(0, 3), st.integers(-5, 50))
SAYS = st.tuples(
    st.just("say"),
    st.sampled_from(["anna", "bram", "carla"]),
    st.sampled_from(["decision", "decision", "unsure", "skip", "adjudication"]),
    st.integers(0, 40),
    st.lists(st.sampled_from(LABELS), unique=True, max_size=2).map(lambda some: tuple(sorted(some))),
)
UNDOES = st.tuples(st.just("undo"), st.integers(0, 40))


class Life:
    """What happened to a document, beside the store that it happened in."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.said: list[Review] = []
        self.seen: list[str] = []
        self.hour = 0
        self.relabel(LETTER, 0, 0)

    def relabel(self, cut: tuple[str, ...], model: int, days: int) -> None:
        self.hour += 1
        at = FIRST.created_at + dt.timedelta(days=days, hours=self.hour)
        run = dataclasses.replace(FIRST, model=f"model-{model}", created_at=at)
        document: LabelledDocument = labelled(cut, run=run)
        with self.store.writing() as tx:
            save(tx, document)
        self.seen += [one.sentence.id for one in document.statements if one.sentence.id not in self.seen]

    def say(self, by: str, kind: Any, number: int, labels: tuple[Any, ...]) -> None:
        labels = labels if kind in {"decision", "adjudication"} else ()
        sentence = self.seen[number % len(self.seen)]
        self.put(Review(id=self.next, sentence_id=sentence, by=by, at=START, kind=kind, labels=labels))

    def undo(self, number: int) -> None:
        if self.said:
            said = self.said[number % len(self.said)]
            sentence = said.sentence_id
            self.put(Review(id=self.next, sentence_id=sentence, by=said.by, at=START, kind="undo", undoes=said.id))

    @property
    def next(self) -> str:
        return f"r-{len(self.said)}-{id(self)}"

    def put(self, review: Review) -> None:
        with self.store.writing() as tx:
            assert reviews.append(tx, review)
        self.said.append(review)


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(st.one_of(RELABELS, SAYS, SAYS, UNDOES), max_size=14))
def test_nothing_is_lost_and_what_is_kept_follows(tmp_path_factory: Any, steps: list[Any]) -> None:
    with Store(tmp_path_factory.mktemp("life") / "store.sqlite") as store:
        store.prepare()
        check(store, steps)


def test_a_long_life_on_both(store: Store) -> None:
    steps = [
        ("say", "anna", "decision", 1, ("commitment",)),
        ("say", "bram", "decision", 1, ()),
        ("label", CUTS[1], 1, 1),
        ("say", "carla", "adjudication", 4, ("claim",)),
        ("label", CUTS[3], 2, 2),
        ("undo", 1),
        ("label", CUTS[5], 2, 3),
        ("label", CUTS[6], 1, 4),
        ("say", "anna", "unsure", 0, ()),
        ("label", CUTS[4], 3, 5),
        ("undo", 3),
        ("undo", 5),
        ("label", CUTS[0], 0, -5),
        ("label", CUTS[0], 0, 6),
    ]
    check(store, steps)


def check(store: Store, steps: list[Any]) -> None:
    life = Life(store)
    for verb, *words in steps:
        {"label": life.relabel, "say": life.say, "undo": life.undo}[verb](*words)
    with store.writing() as tx:
        everything = [one for one in reviews.every(tx)]  # noqa: C416 - one by one
        assert [one.review for one in everything] == life.said
        here = {row.statement.sentence.id: row for row in statements.of_document(tx, NAME)}
        assert {one.sentence_id for one in everything} <= {*here, None}
        for one in everything:
            assert (one.how == "same") == (one.review.sentence_id in here)
        for sentence, row in here.items():
            last = judged([one.review for one in reviews.of_sentence(tx, sentence)])
            assert row.judges == sum(one.kind != "unsure" for one in last)
            assert row.disputed == disputed([(one.kind, one.labels) for one in last])
            found = judgements.of_sentences(tx, [sentence]).get(sentence, ())
            assert [(one.by, one.review_id) for one in found] == [(one.by, one.id) for one in last]
        before = sorted(map(repr, tx.execute(select(held))))
        number = tx.execute(select(t.documents.c.id).where(t.documents.c.name == NAME)).scalar_one()
        renew_document(tx, number)
        assert sorted(map(repr, tx.execute(select(held)))) == before
        assert [one.current for one in documents.history(tx, NAME)].count(True) == 1
