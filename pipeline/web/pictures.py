"""The pictures of the front page (grafieken): what is overdue, what is due when, who has how much to do."""

from __future__ import annotations

import datetime as dt

from pipeline.ledger.figures import BACK, LedgerFigures
from pipeline.web.asked import EntryQuery
from pipeline.web.charts import Chart, Series
from pipeline.web.notation import number, short_day


def charts(asked: EntryQuery, figures: LedgerFigures) -> dict[str, Chart]:
    """The pictures, by name."""
    return {
        "overdue": _overdue(asked, figures),
        "months": _months(asked, figures),
        "ministries": _loads(asked, figures, "ministerie"),
        "ministers": _loads(asked, figures, "bewindspersoon"),
        "flow": _flow(figures),
    }


def _overdue(asked: EntryQuery, figures: LedgerFigures) -> Chart:
    total = sum(age.count for age in figures.overdue)
    return Chart(
        name="Hoe lang te laat",
        said="Eén toezegging is te laat." if total == 1 else f"{number(total)} toezeggingen zijn te laat.",
        labels=tuple(age.words for age in figures.overdue),
        series=(Series("Te laat", tuple(age.count for age in figures.overdue), "tone-late"),),
        across=True,
        addresses=tuple(
            asked.address("/", status=["te_laat"], van=age.due_from, tot=age.due_to, pagina=1)
            for age in figures.overdue
        ),
    )


def _months(asked: EntryQuery, figures: LedgerFigures) -> Chart:
    now = BACK
    counts = [one.count for one in figures.months]
    earlier, later = number(figures.earlier), number(figures.later)
    return Chart(
        name="Termijnen op de tijdlijn",
        said=f"Termijnen van wat openstaat, per maand; eerder: {earlier}, later: {later}.",
        labels=tuple(_month(month.first) for month in figures.months),
        series=(
            Series("Eerdere maanden", (*counts[:now], *(0 for _ in counts[now:])), "tone-late"),
            Series("Deze maand en later", (*(0 for _ in counts[:now]), *counts[now:]), "tone-open"),
        ),
        every=6,
        marked=now,
        addresses=tuple(
            asked.address("/", van=month.first, tot=_last_day(month.first), pagina=1) for month in figures.months
        ),
    )


def _loads(asked: EntryQuery, figures: LedgerFigures, whose: str) -> Chart:
    loads = figures.ministries if whose == "ministerie" else figures.ministers
    return Chart(
        name=f"Per {whose}",
        said="Openstaande toezeggingen, met apart wat te laat is.",
        labels=tuple(one.name or "onbekend" for one in loads),
        series=(
            Series("Te laat", tuple(one.overdue for one in loads), "tone-late"),
            Series("Overig open", tuple(one.open - one.overdue for one in loads), "tone-open"),
        ),
        across=True,
        addresses=tuple(asked.address("/", **{whose: one.name}, pagina=1) if one.name else "" for one in loads),
    )


def _flow(figures: LedgerFigures) -> Chart:
    return Chart(
        name="Toegezegd, nagekomen, uitgesteld",
        said="Per maand hoeveel toezeggingen er bij kwamen, hoeveel er zijn nagekomen en hoeveel er zijn uitgesteld.",
        labels=tuple(_month(one.first) for one in figures.flow),
        series=(
            Series("Toegezegd", tuple(one.made for one in figures.flow), "tone-open"),
            Series("Nagekomen", tuple(one.fulfilled for one in figures.flow), "tone-done"),
            Series("Uitgesteld", tuple(one.slipped for one in figures.flow), "tone-soon"),
        ),
        wide=True,
        stacked=False,
        every=2,
    )


def _month(first: dt.date) -> str:
    return short_day(first).split(" ", 1)[1]


def _last_day(first: dt.date) -> dt.date:
    following = (first.replace(day=28) + dt.timedelta(days=4)).replace(day=1)
    return following - dt.timedelta(days=1)
