"""What a list is asked for, in the address: filters, order and page; the same for pages, exports and the API."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pipeline.entries import EntryFilter, Status, Urgency
from pipeline.records import DocumentKind, Label, Strength
from pipeline.store import EntryOrder, Order, StatementFilter

PER_PAGE = 25
MOST_PER_PAGE = 200
LAST_PAGE = 10_000
FED = 5_000
"""Most rows of a calendar or a feed."""


def _blank(value: object) -> object:
    """A field of a form that was left empty asks for nothing."""
    return None if isinstance(value, str) and not value.strip() else value


def _without_blanks(value: object) -> object:
    return [one for one in value if one != ""] if isinstance(value, list) else value


Blank = BeforeValidator(_blank)
NUMBER = r"^[0-9A-Za-z][0-9A-Za-z .\-]{0,59}$"
IDENTIFIER = r"^[0-9A-Za-z][0-9A-Za-z_.\-]{0,199}$"

Words = Annotated[Annotated[str, Field(max_length=200)] | None, Blank]
Number = Annotated[Annotated[str, Field(pattern=NUMBER)] | None, Blank]
Identifier = Annotated[Annotated[str, Field(pattern=IDENTIFIER)] | None, Blank]
Day = Annotated[dt.date | None, Blank]
Kind = Annotated[DocumentKind | None, Blank]
Firmness = Annotated[Strength | None, Blank]
Sure = Annotated[bool | None, Blank]


class Page(BaseModel):
    """Which page of a list."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    pagina: int = Field(default=1, ge=1, le=LAST_PAGE, description="bladzijde, vanaf 1")
    aantal: int = Field(default=PER_PAGE, ge=1, le=MOST_PER_PAGE, description="regels per bladzijde")

    @property
    def offset(self) -> int:
        """How many rows stand before this page."""
        return (self.pagina - 1) * self.aantal

    def address(self, path: str, /, **changes: Any) -> str:  # noqa: ANN401 - any parameter
        """The address of this list with some parameters changed; what is as usual is left out."""
        values = self.model_dump(mode="json", exclude_defaults=True) | _written(changes)
        pairs = {name: value for name, value in values.items() if value not in (None, "", [], ())}
        if pairs.get("pagina") == 1:
            del pairs["pagina"]
        return f"{path}?{urlencode(pairs, doseq=True)}" if pairs else path

    @property
    def filters(self) -> str:
        """What is asked for but page and order, as one text: the same for lists of the same rows."""
        return self.model_dump_json(exclude={"pagina", "aantal", "volgorde"})

    @property
    def filtering(self) -> bool:
        """Whether anything but page and order is asked for."""
        return bool(self.model_dump(exclude_defaults=True).keys() - {"pagina", "aantal", "volgorde"})


class EntryQuery(Page):
    """Which commitments (toezeggingen)."""

    status: Annotated[list[Status | Urgency], BeforeValidator(_without_blanks)] = Field(
        default_factory=list, max_length=7, description="stand; van meer dan één is er een genoeg"
    )
    ministerie: Words = Field(default=None, description="ministerie, of woorden daaruit")
    bewindspersoon: Words = Field(default=None, description="naam van wie toezegde, of een deel daarvan")
    dossier: Number = Field(default=None, description="dossier (36045) of Kamervragen (2024Z01911)")
    document: Identifier = Field(default=None, description="id van een document")
    soort: Kind = Field(default=None, description="soort document")
    stelligheid: Firmness = Field(default=None, description="hoe stellig")
    van: Day = Field(default=None, description="termijn op of na deze dag")
    tot: Day = Field(default=None, description="termijn op of voor deze dag")
    zoek: Words = Field(default=None, description="woorden; tussen aanhalingstekens precies zo")
    volgorde: EntryOrder = Field(default="deadline", description="volgorde")

    def wanted(self, today: dt.date, soon_days: int) -> EntryFilter:
        """The same in the words of the ledger; ``limit`` and ``offset`` are those of the page."""
        return EntryFilter(
            today=today,
            soon_days=soon_days,
            statuses=tuple(self.status),
            ministry=self.ministerie,
            minister=self.bewindspersoon,
            document=self.document,
            dossier=self.dossier,
            due_from=self.van,
            due_to=self.tot,
            text=self.zoek,
            kind=self.soort,
            strength=self.stelligheid,
            limit=self.aantal,
            offset=self.offset,
        )


class StatementQuery(Page):
    """Which refusals or claims (weigeringen, beweringen)."""

    ministerie: Words = Field(default=None, description="ministerie, zoals het document het schrijft")
    bewindspersoon: Words = Field(default=None, description="wie spreekt, zoals het document het schrijft")
    dossier: Number = Field(default=None, description="dossier of Kamervragen")
    document: Identifier = Field(default=None, description="id van een document")
    soort: Kind = Field(default=None, description="soort document")
    van: Day = Field(default=None, description="uitgesproken op of na deze dag")
    tot: Day = Field(default=None, description="uitgesproken op of voor deze dag")
    zeker: Sure = Field(default=None, description="alleen wat zeker genoeg is, of juist niet")
    zoek: Words = Field(default=None, description="woorden; tussen aanhalingstekens precies zo")
    volgorde: Order = Field(default="newest", description="volgorde")

    def wanted(self, label: Label) -> StatementFilter:
        """The same in the words of the store."""
        return StatementFilter(
            labels=(label,),
            ministry=self.ministerie,
            minister=self.bewindspersoon,
            number=self.dossier,
            document=self.document,
            kind=self.soort,
            date_from=self.van,
            date_to=self.tot,
            needs_review=None if self.zeker is None else not self.zeker,
            text=self.zoek,
            order=self.volgorde,
            limit=self.aantal,
            offset=self.offset,
        )


def _written(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in changes.items()}
