from __future__ import annotations

import datetime as dt

from stored import labelled

from pipeline.records import LABELS
from pipeline.review import Priority, priority, rarity

TODAY = dt.date(2025, 6, 20)
FACT, PROMISE, REFUSAL, _ = labelled().statements
RARE = rarity({"claim": 600, "commitment": 200, "refusal": 20}, 1000)


def worth(statement=PROMISE, **change: object) -> Priority:
    given = {"uncertainty": 0.0, "judges": 0, "disputed": False, "rare": {}, "today": dt.date(2026, 1, 1), **change}
    return priority(statement, **given)


def test_a_sure_fact_that_nobody_saw_is_worth_nothing() -> None:
    assert worth(FACT) == Priority(0.0, ())


def test_each_reason_is_said() -> None:
    assert worth(uncertainty=0.9).reasons == ("uncertain",)
    assert worth(judges=1).reasons == ("half",)
    assert worth(disputed=True, judges=2).reasons == ("disputed",)
    assert worth(today=TODAY).reasons == ("deadline",)
    assert worth(REFUSAL, rare=RARE).reasons == ("rare",)


def test_the_weightiest_comes_first() -> None:
    assert worth(uncertainty=0.9, disputed=True, today=TODAY).reasons == ("disputed", "uncertain", "deadline")


def test_more_reasons_are_worth_more() -> None:
    one, both = worth(uncertainty=0.9), worth(uncertainty=0.9, today=TODAY)
    assert both.value > one.value


def test_a_deadline_counts_before_and_after_its_day_and_not_far_from_it() -> None:
    days = [dt.date(2025, 6, 30) + dt.timedelta(days=days) for days in (-70, -10, 0, 10, 70)]
    values = [worth(today=day).value for day in days]
    assert values[0] == values[-1] == 0
    assert values[1] == values[3] < values[2]


def test_rarity_lies_between_nothing_and_one_and_falls_with_the_count() -> None:
    found = [rarity({"claim": count}, 1000)["claim"] for count in (0, 1, 20, 100, 400, 1000)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (1.0, 0.0)
    assert rarity(dict.fromkeys(LABELS, 0), 0) == {}
