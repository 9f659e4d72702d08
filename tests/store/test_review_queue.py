from __future__ import annotations

import datetime as dt

from said import NOON, speaker
from stored import SECOND, labelled

from pipeline.store import StatementFilter, Store, review_queue, reviews, save

LETTER = labelled()
FACT, PROMISE, REFUSAL, LAST = (one.sentence.id for one in LETTER.statements)
IN_ORDER = StatementFilter(order="document")


def put(store: Store, *said: object) -> None:
    with store.writing() as tx:
        for one in said:
            reviews.append(tx, one)  # type: ignore[arg-type]


def fill(store: Store) -> None:
    with store.writing() as tx:
        save(tx, LETTER)


def test_what_somebody_judged_is_no_longer_theirs_to_do(store: Store) -> None:
    fill(store)
    put(store, speaker(FACT)("an", "claim"), speaker(PROMISE)("bo", id="b1"))
    with store.reading() as tx:
        todo = review_queue.ids(tx, StatementFilter(order="document", not_judged_by="an"))
        mine = review_queue.ids(tx, StatementFilter(order="document", judged_by="an"))
    assert (todo, mine) == ((PROMISE, REFUSAL, LAST), (FACT,))


def test_what_somebody_skipped_stays_away_from_them_for_a_while(store: Store) -> None:
    fill(store)
    skip = speaker(FACT)("an", kind="skip")
    put(store, skip)
    with store.reading() as tx:
        soon = review_queue.ids(tx, IN_ORDER, skipped_by="an", since=NOON)
        later = review_queue.ids(tx, IN_ORDER, skipped_by="an", since=NOON + dt.timedelta(hours=12))
        others = review_queue.ids(tx, IN_ORDER, skipped_by="bo", since=NOON)
    assert (len(soon), len(later), len(others)) == (3, 4, 4)
    put(store, speaker(FACT)("an", kind="undo", undoes=skip.id, id="u1"))
    with store.reading() as tx:
        assert FACT in review_queue.ids(tx, IN_ORDER, skipped_by="an", since=NOON)


def test_labels_are_counted(store: Store) -> None:
    fill(store)
    with store.reading() as tx:
        assert review_queue.label_counts(tx) == ({"commitment": 1, "refusal": 1, "claim": 2}, 4)


def test_the_last_word_of_somebody_is_one_that_stands(store: Store) -> None:
    fill(store)
    say = speaker(FACT)
    put(store, say("an", "claim"), say("an"), say("bo"), say("an", kind="undo", undoes="r2"))
    with store.reading() as tx:
        last = review_queue.last_by(tx, "an")
        assert last is not None
        assert last.review.id == "r1"
        assert review_queue.last_by(tx, "cas") is None
        assert review_queue.mark(tx) >= 4


def test_a_sentence_that_nobody_spoke_of_is_found_with_its_new_boundaries(store: Store) -> None:
    fill(store)
    first, second, third, last = (one.sentence.text for one in LETTER.statements)
    joined = labelled((first, f"{second} {third}", last), run=SECOND)
    with store.writing() as tx:
        save(tx, joined)
        assert review_queue.current(tx, PROMISE) == joined.statements[1].sentence.id
        assert review_queue.current(tx, REFUSAL) == joined.statements[1].sentence.id
        assert review_queue.current(tx, FACT) == FACT
        assert review_queue.current(tx, "s-nergens") is None
        seen = review_queue.last_seen(tx, PROMISE)
        assert seen is not None
        assert seen.statement == LETTER.statements[1]


def test_who_speaks_sees_all_that_was_said_before(store: Store) -> None:
    fill(store)
    put(store, speaker(FACT)("an", "claim"))
    with store.writing() as tx:
        assert [one.review.by for one in review_queue.held(tx, FACT)] == ["an"]
        assert review_queue.held(tx, "s-nergens") == ()


def test_what_somebody_decided_is_not_what_they_only_doubt(store: Store) -> None:
    fill(store)
    put(store, speaker(FACT)("an", "claim"), speaker(PROMISE)("an", id="a2", kind="unsure"))
    put(store, speaker(FACT)("bo", id="b1"), speaker(PROMISE)("bo", "claim", id="b2"))
    with store.reading() as tx:
        decided = review_queue.ids(tx, StatementFilter(order="document", decided_by="an"))
        judged = review_queue.ids(tx, StatementFilter(order="document", judged_by="an"))
        disputes = [
            review_queue.count(tx, StatementFilter(disputed=True, decided_by=name)) for name in ("an", "bo", "cas")
        ]
    assert (decided, judged, disputes) == ((FACT,), (FACT, PROMISE), [1, 1, 0])
