"""One commitment (toezegging): its words in context, its history, and what reviewers do with it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import Field

from pipeline.entries import EventKind, LinkKind
from pipeline.ledger.acting import LedgerError, Person, accept, link, reject, retract
from pipeline.ledger.book import head_of
from pipeline.ledger.listing import address_of, slippage, standing_words
from pipeline.ledger.page import EntryPage, entry_page
from pipeline.store import ConflictError, Transaction, UnstorableError, entries, statements
from pipeline.web import wording
from pipeline.web.access import Annotator, Reader
from pipeline.web.asked import IDENTIFIER, Blank
from pipeline.web.gone import answer_gone
from pipeline.web.pages import page, redirect
from pipeline.web.quoting import citation, confirmed, quotes, said_by, who_acts
from pipeline.web.site import Here, Site

router = APIRouter(prefix="/toezeggingen", include_in_schema=False)

Id = Annotated[str, Path(pattern=IDENTIFIER)]
Note = Annotated[str, Form(max_length=2000)]
OptionalId = Annotated[Annotated[str, Field(pattern=IDENTIFIER)] | None, Blank, Form()]
Day = Annotated[dt.date | None, Blank, Form()]
RECORDED: tuple[LinkKind, ...] = (
    "fulfilled",
    "partly_fulfilled",
    "postponed",
    "sharpened",
    "repeated",
    "reminded",
    "withdrawn",
    "taken_over",
)
_ID = re.compile(r"e-[0-9A-Za-z_.-]+")
_FAULTS = (LedgerError, UnstorableError, ConflictError)


@router.get("/{entry}")
def show(request: Request, here: Here, entry: Id, user: Reader) -> Response:
    """Everything about one commitment."""
    with here.store.reading() as tx:
        found = entry_page(tx, entry, today=here.today, soon_days=here.settings.soon_days)
        if found is None:
            return answer_gone(request, tx, entry)
        asked = tuple(one.sentence for one in statements.asked(tx, found.entry.mentions[0].sentence_id))
        said = quotes(tx, found.mentions, {one.id for one in asked})
        heard = statements.by_ids(tx, (one.sentence_id for one in found.proposals if one.sentence_id))
        sure = found.entry.id in confirmed(tx, [found.entry], judges_needed=here.settings.judges_needed)
    address = here.settings.base_url.rstrip("/") or str(request.base_url).rstrip("/")
    return page(
        request,
        "entry.html",
        found=found,
        entry=found.entry,
        state=found.standing.state,
        asked=tuple(one.text for one in asked),
        quotes=said,
        heard=heard,
        confirmed=sure,
        who=said_by(found.entry),
        acts=who_acts(found.entry),
        source=_source(found),
        standing_words=wording.capital(standing_words(found.standing).replace("afgedaan", "nagekomen")),
        slippage=slippage(found.standing.state),
        citation=citation(found.entry, said[0].words, _source(found), f"{address}/toezeggingen/{entry}", here.today),
        judging=user is not None and user.may("annotator"),
        recorded=RECORDED,
        address_of=address_of,
    )


@router.post("/{entry}/voorstellen/{proposal}")
def answer(
    *,
    request: Request,
    here: Here,
    entry: Id,
    proposal: Id,
    user: Annotator,
    antwoord: Annotated[str, Form(pattern="^(ja|nee)$")],
    als: Annotated[EventKind | None, Blank, Form()] = None,
    waarom: Note = "",
) -> Response:
    """Accept a proposal, as what it says or as something else, or reject it."""
    person = Person(user.name, here.now())
    try:
        with here.store.writing() as tx:
            if antwoord == "ja":
                accept(tx, proposal, person, kind=als, note=waarom, judges_needed=here.settings.judges_needed)
            else:
                reject(tx, proposal, person, reason=waarom)
    except _FAULTS as error:
        return _refused(request, entry, error)
    said = "Voorstel overgenomen." if antwoord == "ja" else "Voorstel afgewezen; het komt niet terug."
    return redirect(f"/toezeggingen/{entry}#voorstellen", said, request=request)


@router.post("/{entry}/gebeurtenissen")
def record(
    *,
    request: Request,
    here: Here,
    entry: Id,
    user: Annotator,
    wat: Annotated[LinkKind, Form()],
    zin: OptionalId = None,
    dag: Day = None,
    termijn: Day = None,
    bewijs: Note = "",
) -> Response:
    """Put down what happened, with the sentence that says it or with a note of where it can be read.

    Without a day it is that of the sentence's document, and without a sentence today.
    """
    on = dag or (None if zin else here.today)
    try:
        if on is not None and on > here.today:
            raise LedgerError("Wat is gebeurd, heeft een dag tot en met vandaag", value=on)
        with here.store.writing() as tx:
            person = Person(user.name, here.now())
            link(
                tx,
                entry,
                wat,
                person,
                sentence=zin,
                date=on,
                until=termijn,
                note=bewijs.strip(),
                judges_needed=here.settings.judges_needed,
            )
    except _FAULTS as error:
        return _refused(request, entry, error)
    return redirect(
        f"/toezeggingen/{entry}#geschiedenis", f"Vastgelegd: {wording.EVENTS[wat].lower()}.", request=request
    )


@router.post("/{entry}/terugdraaien")
def take_back(
    *, request: Request, here: Here, entry: Id, user: Annotator, gebeurtenis: Annotated[str, Form(pattern=IDENTIFIER)]
) -> Response:
    """Take an event back; it stays in the history."""
    try:
        with here.store.writing() as tx:
            retract(tx, gebeurtenis, Person(user.name, here.now()))
    except _FAULTS as error:
        return _refused(request, entry, error)
    return redirect(
        f"/toezeggingen/{entry}#geschiedenis", "Teruggedraaid; het blijft in de geschiedenis.", request=request
    )


@router.post("/{entry}/samenvoegen")
def merge(
    *, request: Request, here: Here, entry: Id, user: Annotator, met: Annotated[str, Form(max_length=500)]
) -> Response:
    """Say that this commitment repeats another, given by its id or its address."""
    named = _ID.search(met)
    try:
        with here.store.writing() as tx:
            into = head_of(tx, named.group()) if named else ""
            _merge(tx, here, entry, into, user.name)
    except _FAULTS as error:
        return _refused(request, entry, error)
    return redirect(f"/toezeggingen/{into}#geschiedenis", "Samengevoegd.", request=request)


def _merge(tx: Transaction, here: Site, entry: str, into: str, name: str) -> None:
    mine, other = entries.get(tx, entry), entries.get(tx, into)
    if mine is None or other is None:
        raise LedgerError("Er is geen toezegging met dat nummer of adres", value=into)
    if head_of(tx, entry) == into:
        raise LedgerError("Dit is al dezelfde toezegging", value=into)
    if mine.state.merged_into is not None:
        raise LedgerError("Deze toezegging is intussen met een andere samengevoegd", value=mine.state.merged_into)
    sentence = mine.entry.mentions[0].sentence_id
    person, needed = Person(name, here.now()), here.settings.judges_needed
    link(tx, into, "repeated", person, sentence=sentence, judges_needed=needed)


def _source(found: EntryPage) -> str | None:
    return found.mentions[0].address if found.mentions else None


def _refused(request: Request, entry: str, error: Exception) -> RedirectResponse:
    """Back to the page with what was wrong; mostly somebody else was first."""
    rule = getattr(error, "rule", "")
    said = next((words for start, words in _SAID.items() if rule.startswith(start)), rule)
    return redirect(f"/toezeggingen/{entry}", f"Niet gelukt. {said}.", "warning", request=request)


_SAID = {
    "a proposal is answered once": "Dit voorstel is intussen al beantwoord",
    "a proposal that is answered": "Dit voorstel is er niet meer",
    "an event is taken back once": "Dit is al teruggedraaid",
    "an event that is taken back": "Deze gebeurtenis is er niet",
    "an event has a sentence": "Geef een zin, of schrijf op waaruit het blijkt",
    "an entry is in the ledger": "Deze toezegging is er niet",
    "a sentence is in the store": "Er is geen zin met dat nummer",
    "only a row of the register": "Een regel uit het register wordt alleen gekoppeld",
}
