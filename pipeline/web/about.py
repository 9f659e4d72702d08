"""How fresh and how good (gegevens): what is in the store, which runs failed and why, and the model's card; the API."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request, Response

from pipeline.classify.card import ModelCard, read_card
from pipeline.errors import InvalidModelError
from pipeline.records import LABELS
from pipeline.store import DocumentFilter, RunCounts, documents, figures, jobs, runs
from pipeline.web.access import Reader
from pipeline.web.api.routes import routes
from pipeline.web.keeping import remembered
from pipeline.web.pages import page
from pipeline.web.site import Here, Site

router = APIRouter(include_in_schema=False)
CARD_SECONDS = 3600
"""How long a card is good for: it hardly ever changes while the application runs."""
TEXTS = {"all": "alle teksten", "written": "schriftelijk", "debate": "debat", "letter": "brieven"}


@dataclass(frozen=True, slots=True)
class Quality:
    """How good a model is at a label in a kind of text: values with their 95 % interval."""

    text: str
    label: str
    support: int
    precision: tuple[float, float, float] | None
    recall: tuple[float, float, float] | None
    f1: tuple[float, float, float] | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A model's card for people. ``exact`` is false when the labels were made by another version of the model.

    ``limits`` are in the language of the card.
    """

    name: str
    exact: bool
    rows: int | None
    needs_review: float | None
    figures: tuple[Quality, ...]
    limits: tuple[str, ...]


@router.get("/gegevens")
def about(request: Request, here: Here, _user: Reader) -> Response:
    """How fresh, how complete and how good."""
    with here.store.reading() as tx:
        counts = figures(tx)
        ran = runs.listed(tx)
        done = jobs.listed(tx, limit=20)
        newest = documents.listed(tx, DocumentFilter(limit=1))
    failed = [one for one in done if one.outcome == "failed"]
    left_out = [(job, one) for job in done for one in job.set_aside]
    return page(
        request,
        "about.html",
        counts=counts,
        newest=newest[0].date if newest else None,
        runs=ran[:10],
        jobs=done,
        failed=failed,
        left_out=left_out[:100],
        left_out_total=len(left_out),
        model=_model(here, ran),
    )


@router.get("/api")
def api(request: Request, _user: Reader) -> Response:
    """How programs read along."""
    return page(request, "api.html", routes=routes(request))


def _model(here: Site, ran: tuple[RunCounts, ...]) -> Shown | None:
    """The card of the model that made the newest labels."""
    wanted = ran[0].run.model if ran else ""
    return remembered(here, ("card", wanted), CARD_SECONDS, lambda: _shown(_folder(here, wanted), wanted))


def _folder(here: Site, wanted: str) -> Path | None:
    """The folder of the model of this name, else of another version of it; ``None`` when neither is here."""
    folders = [here.settings.model] if here.settings.model else sorted(here.settings.models.glob("*/"))
    akin = None
    for folder in folders:
        try:
            card = read_card(folder)
        except InvalidModelError:
            continue
        if wanted == card.full_name:
            return folder
        if wanted.startswith(f"{card.name}-"):
            akin = folder
    return akin


def _shown(folder: Path | None, wanted: str) -> Shown | None:
    if folder is None:
        return None
    card = read_card(folder)
    told = _figures(card)
    return Shown(
        name=card.full_name,
        exact=card.full_name == wanted,
        rows=told.get("rows"),
        needs_review=told.get("needs_review"),
        figures=tuple(_qualities(told.get("figures", {}))),
        limits=_limits(folder / "README.md"),
    )


def _figures(card: ModelCard) -> dict[str, Any]:
    found = (card.model_extra or {}).get("figures")
    return found if isinstance(found, dict) else {}


def _qualities(told: dict[str, Any]) -> list[Quality]:
    return [
        Quality(
            TEXTS.get(text, text),
            label,
            one["support"],
            *(_interval(one, name) for name in ("precision", "recall", "f1")),
        )
        for text, labels in told.items()
        for label in LABELS
        if isinstance(one := labels.get(label), dict) and one.get("support")
    ]


def _interval(one: dict[str, Any], name: str) -> tuple[float, float, float] | None:
    value, bounds = one.get(name), one.get(f"{name}_95")
    return (value, bounds[0], bounds[1]) if isinstance(value, float) and bounds and len(bounds) == 2 else None


def _limits(path: Path) -> tuple[str, ...]:
    """The points under "Limits" in the text of a card."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return ()
    part = text.partition("\n## Limits\n")[2].partition("\n## ")[0]
    points = (" ".join(one.split()).removeprefix("- ") for one in part.split("\n- "))
    return tuple(one for one in points if one)
