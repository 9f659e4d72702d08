"""The meanings that an entry of ``deadlines.toml`` may name."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.frame.deadline import counted, days, events, months
from pipeline.frame.deadline.reckon import Reckoned, Reckoner

MEANINGS: dict[str, Callable[[Reckoner], Reckoned]] = {
    "budget": events.budget,
    "dated_event": events.dated_event,
    "day": days.day,
    "event": events.event,
    "half_month": months.half_month,
    "half_year": months.half_year,
    "month": months.month,
    "near_day": days.near_day,
    "near_month": months.near_month,
    "near_quarter": months.near_quarter,
    "near_week": days.near_week,
    "next_recess": events.next_recess,
    "numbered_week": days.numbered_week,
    "numeric": days.numeric,
    "over": counted.over,
    "quarter": months.quarter,
    "recess": events.recess,
    "rule": events.rule,
    "season": months.season,
    "turn_of_year": events.turn_of_year,
    "week_of_day": days.week_of_day,
    "weekday": days.weekday,
    "within": counted.within,
    "year": months.year,
}
