import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.entries import STATUSES, Entry, LedgerEvent, Mention, State
from pipeline.ledger.status import in_force, standing, state
from pipeline.records import Actor, Deadline

MENTION = Mention(sentence_id="s-1", document_id="kst-1", start=0, end=3, text="Ik.")


def due(latest, earliest=None):
    return Deadline("dan", 0, 3, earliest, latest, "day")


def entry(deadline=None, polarity="act", made=dt.date(2031, 1, 1)):
    return Entry(
        id="e-1",
        document_id="kst-1",
        mentions=(MENTION,),
        action="Ik.",
        made=made,
        ministry="Financiën",
        deadline=deadline,
        polarity=polarity,
    )


def event(number, kind, **fields):
    at = dt.datetime(2031, 6, 1, 12, 0, tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    fields.setdefault("date", dt.date(2031, 2, 1) + dt.timedelta(days=number))
    return LedgerEvent(id=f"v-{number}", entry_id="e-1", kind=kind, by="Akke", at=at, **fields)


@pytest.mark.parametrize(
    ("kinds", "status"),
    [
        ([], "openstaand"),
        (["reminded"], "openstaand"),
        (["partly_fulfilled"], "deels_afgedaan"),
        (["partly_fulfilled", "fulfilled"], "afgedaan"),
        (["fulfilled", "partly_fulfilled"], "afgedaan"),
        (["withdrawn"], "vervallen"),
        (["fulfilled", "reminded"], "afgedaan"),
        (["fulfilled", "repeated"], "openstaand"),
        (["withdrawn", "taken_over"], "openstaand"),
        (["partly_fulfilled", "postponed"], "deels_afgedaan"),
        (["registered"], "openstaand"),
    ],
)
def test_the_last_word_settles(kinds, status):
    assert state(entry(), [event(number, kind) for number, kind in enumerate(kinds)]).status == status


def test_said_and_slipped():
    events = [
        event(1, "repeated"),
        event(2, "reminded"),
        event(3, "postponed", deadline=due(dt.date(2031, 12, 1))),
    ]
    found = state(entry(due(dt.date(2031, 5, 1))), events)
    assert (found.said, found.reminded, found.slipped_days) == (3, 1, 214)
    assert found.latest == dt.date(2031, 12, 1)


def test_a_deadline_without_a_day_leaves_the_day_that_stands():
    vague = Deadline("binnenkort", 0, 10, None, None, "unresolved")
    found = state(entry(due(dt.date(2031, 5, 1))), [event(1, "repeated", deadline=vague)])
    assert (found.latest, found.slipped_days) == (dt.date(2031, 5, 1), 0)


def test_a_first_day_is_no_slippage():
    found = state(entry(), [event(1, "sharpened", deadline=due(dt.date(2031, 5, 1)))])
    assert (found.latest, found.slipped_days) == (dt.date(2031, 5, 1), 0)


def test_who_took_over_answers():
    taken = event(1, "taken_over", actor=Actor("de Minister", "minister", "Defensie"))
    assert state(entry(), [taken]).ministry == "Defensie"


def test_events_count_in_the_order_of_their_days():
    late = event(1, "fulfilled", date=dt.date(2031, 9, 1))
    early = event(2, "repeated", date=dt.date(2031, 3, 1))
    assert state(entry(), [late, early]).status == "afgedaan"


def test_a_retraction_takes_back_and_can_be_taken_back():
    events = [event(1, "fulfilled"), event(2, "retracted", retracts="v-1")]
    assert state(entry(), events).status == "openstaand"
    assert state(entry(), [*events, event(3, "retracted", retracts="v-2")]).status == "afgedaan"
    assert state(entry(), events).touched


@pytest.mark.parametrize(
    ("latest", "urgency", "late", "left"),
    [
        (dt.date(2031, 4, 30), "te_laat", 1, None),
        (dt.date(2031, 5, 1), "binnenkort", None, 0),
        (dt.date(2031, 5, 31), "binnenkort", None, 30),
        (dt.date(2031, 6, 1), None, None, 31),
    ],
)
def test_standing_on_a_day(latest, urgency, late, left):
    one = entry(due(latest))
    found = standing(one, state(one, []), today=dt.date(2031, 5, 1), soon_days=30)
    assert (found.urgency, found.late_days, found.due_in_days) == (urgency, late, left)


def test_without_a_day_the_age_is_told():
    after = entry(due(None, dt.date(2031, 2, 1)))
    found = standing(after, state(after, []), today=dt.date(2031, 1, 11), soon_days=30)
    assert (found.urgency, found.age_days) == ("zonder_termijn", 10)
    undated = entry(made=None)
    assert standing(undated, state(undated, []), today=dt.date(2031, 1, 11), soon_days=30).age_days is None


def test_what_is_settled_or_an_abstention_is_never_late():
    one = entry(due(dt.date(2031, 2, 1)))
    settled = standing(one, state(one, [event(1, "fulfilled")]), today=dt.date(2031, 5, 1), soon_days=30)
    assert (settled.urgency, settled.late_days) == (None, None)
    kept = entry(due(dt.date(2031, 2, 1)), polarity="abstain")
    assert standing(kept, state(kept, []), today=dt.date(2031, 5, 1), soon_days=30).urgency is None


KINDS = ("repeated", "reminded", "postponed", "partly_fulfilled", "fulfilled", "withdrawn", "taken_over")


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 400)), max_size=8), st.randoms())
def test_the_order_of_writing_down_does_not_matter_when_days_differ(drawn, random):
    days = {day: kind for kind, day in drawn}
    events = [event(number, kind, date=dt.date(2031, 1, 1) + dt.timedelta(days=day))
              for number, (day, kind) in enumerate(days.items())]  # fmt: skip
    mixed = list(events)
    random.shuffle(mixed)
    found = state(entry(), mixed)
    assert found == state(entry(), events)
    assert found.status in STATUSES
    assert found.said == 1 + sum(one.kind in {"repeated", "postponed"} for one in events)


@given(st.lists(st.sampled_from(KINDS), min_size=1, max_size=6))
def test_taking_everything_back_leaves_an_untouched_state_but_for_the_touch(kinds):
    events = [event(number, kind) for number, kind in enumerate(kinds)]
    back = [event(50 + number, "retracted", retracts=one.id) for number, one in enumerate(events)]
    assert in_force([*events, *back]) == ()
    assert state(entry(), [*events, *back]) == State(ministry="Financiën", touched=True)
