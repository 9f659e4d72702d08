"""The state of the queue as an address: filters and order, so that a view can be shared."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Annotated, get_args
from urllib.parse import urlencode

from fastapi import Depends, Query

from pipeline.records import DocumentKind, Label
from pipeline.store import Order, StatementFilter
from pipeline.users import User
from pipeline.web.review.wording import BANDS, ORDERS, WHOSE
from pipeline.web.settings import WebSettings
from pipeline.web.site import Here

LABELS: dict[str, Label] = {"toezegging": "commitment", "weigering": "refusal", "bewering": "claim"}
_ORDERS: dict[str, Order] = {"onzeker": "uncertain", "termijn": "deadline", "nieuw": "newest", "document": "document"}
_SHORT = Query(max_length=200)


@dataclass(frozen=True, slots=True)
class QueueState:
    """What is looked at, by the names of the address; an unknown choice counts as none.

    ``voorstel`` is ``toon`` or ``verberg``: whether the machine's proposal is shown before the person's own word.
    """

    wie: str = "todo"
    volgorde: str = "waarde"
    document: str = ""
    soort: str = ""
    ministerie: str = ""
    label: str = ""
    zekerheid: str = ""
    zoek: str = ""
    voorstel: str = "verberg"

    def filter(self, user: User) -> StatementFilter:
        """What the store is asked for. Disputes that a person may not see (:func:`sees_disputes`) are left out."""
        band = None
        if "-" in self.zekerheid:
            low, high = self.zekerheid.split("-")
            band = int(low) / 100, int(high) / 100
        kind: DocumentKind | None = next((one for one in get_args(DocumentKind) if one == self.soort), None)
        label = LABELS.get(self.label)
        return StatementFilter(
            document=self.document or None,
            kind=kind,
            ministry=self.ministerie or None,
            labels=(label,) if label and band is None else (),
            labelled=False if self.label == "geen" else None,
            needs_review=True if self.zekerheid == "twijfel" else None,
            band=band,
            band_label=label if band else None,
            text=self.zoek or None,
            judged_by=user.name if self.wie == "mijn" else None,
            decided_by=user.name if self.wie == "oneens" and not sees_disputes(user) else None,
            not_judged_by=user.name if self.wie == "todo" else None,
            judges=2 if self.wie == "tweemaal" else None,
            disputed=True if self.wie == "oneens" else None,
            order=_ORDERS.get(self.volgorde, "uncertain"),
        )

    def query(self, **change: str) -> str:
        """The part of an address after the question mark, without what is as usual; ``""`` when all is."""
        values = asdict(replace(self, **change))
        usual = asdict(QueueState(voorstel=""))
        return urlencode({name: value for name, value in values.items() if value != usual[name]})

    def address(self, path: str = "", **change: str) -> str:
        """An address on the review pages that keeps this state."""
        query = self.query(**change)
        return f"/beoordelen{path}{'?' if query else ''}{query}"


def queue_state(
    here: Here,
    *,
    wie: Annotated[str, _SHORT] = "todo",
    volgorde: Annotated[str, _SHORT] = "waarde",
    document: Annotated[str, _SHORT] = "",
    soort: Annotated[str, _SHORT] = "",
    ministerie: Annotated[str, _SHORT] = "",
    label: Annotated[str, _SHORT] = "",
    zekerheid: Annotated[str, _SHORT] = "",
    zoek: Annotated[str, _SHORT] = "",
    voorstel: Annotated[str, _SHORT] = "",
) -> QueueState:
    """The state in the address of a request."""
    return QueueState(
        wie=wie if wie in WHOSE else "todo",
        volgorde=volgorde if volgorde in ORDERS else "waarde",
        document=document.strip(),
        soort=soort if soort in get_args(DocumentKind) else "",
        ministerie=ministerie.strip(),
        label=label if label in LABELS or label == "geen" else "",
        zekerheid=zekerheid if zekerheid in BANDS else "",
        zoek=zoek.strip(),
        voorstel=voorstel if voorstel in {"toon", "verberg"} else usual_proposal(here.settings),
    )


def sees_disputes(user: User) -> bool:
    """Whether a person may know that others differ about a sentence that they have not decided themselves.

    Only who adjudicates: it would tell the next annotator how the others judged (blind double review).
    """
    return user.may("adjudicator")


def usual_proposal(settings: WebSettings) -> str:
    """Whether the proposal is shown where the address does not say."""
    return "verberg" if settings.hide_proposal else "toon"


State = Annotated[QueueState, Depends(queue_state)]
