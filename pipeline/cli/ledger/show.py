"""``gestand ledger show``: one entry with its mentions in context, its history and its addresses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.faults import wrong_usage
from pipeline.cli.ledger.options import KINDS, Address, Today, reading, today_or
from pipeline.cli.store import settings

if TYPE_CHECKING:
    from pipeline.ledger.page import EntryPage, Happened, InContext


def show(
    entry: Annotated[str, typer.Argument(metavar="TOEZEGGING", help="Id van de toezegging (e-…).")],
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Voor machines.")] = False,
    today: Today = None,
    store: Address = None,
) -> None:
    """Toon één toezegging: wie, wat, wanneer, waar het staat, en wat ervan geworden is."""
    with reading(store) as tx:
        from pipeline.ledger import entry_page  # noqa: PLC0415 - start-up is quick

        page = entry_page(tx, entry, today=today_or(today), soon_days=settings().soon_days)
    if page is None:
        raise wrong_usage(f"{entry} staat niet in het register")
    if as_json:
        typer.echo(json.dumps(asdict(page), ensure_ascii=False, indent=2, default=str))
        return
    for line in _lines(page):
        typer.echo(line)


def _lines(page: EntryPage) -> Iterator[str]:
    from pipeline.ledger.listing import slippage, standing_words  # noqa: PLC0415 - start-up is quick

    entry, state = page.entry, page.standing.state
    yield f"{entry.id}  {standing_words(page.standing)}"
    deadline = entry.deadline.text if entry.deadline else None
    interval = " … ".join(str(one) if one else "?" for one in (state.earliest, state.latest))
    facts = {
        "toezegging": " ".join(entry.action.split()),
        "wie": entry.actor.text if entry.actor else None,
        "bewindspersoon": entry.minister,
        "ministerie": state.ministry,
        "aan": entry.recipient,
        "voorwaarde": entry.condition,
        "gedaan op": entry.made,
        "termijn": f"{deadline or ''} ({interval})".strip() if state.earliest or state.latest else deadline,
        "verloop": slippage(state) or None,
        "herinneringen": state.reminded or None,
        "dossiers": ", ".join(entry.dossiers) or None,
        "vragen": ", ".join(entry.question_ids) or None,
        "onderdeel van": page.merged_into,
    }
    yield from (f"  {name}: {value}" for name, value in facts.items() if value is not None)
    yield from _places("Gezegd", page.mentions)
    if page.history:
        yield "Geschiedenis"
        for happened in page.history:
            yield from _happened(happened)
    if page.register is not None:
        row = page.register
        yield f"Register van de Kamer: {row.number or row.id}, {row.status_text or 'zonder status'}"
        yield f"  {row.text or ''}"
    if page.proposals:
        yield "Voorstellen"
        yield from (f"  {one.id}  {one.probability:.0%}  {KINDS[one.kind]}: {one.quote}" for one in page.proposals)


def _places(title: str, places: tuple[InContext, ...]) -> Iterator[str]:
    yield title
    for place in places:
        yield f"  {place.title or place.document_id} ({place.address or place.document_id})"
        yield from (f"      {text}" for text in place.before)
        yield f"    > {place.text}"
        yield from (f"      {text}" for text in place.after)


def _happened(happened: Happened) -> Iterator[str]:
    event = happened.event
    taken = "" if happened.counts else " (telt niet mee)"
    when = (event.date or event.at.date()).isoformat()
    until = f", termijn {event.deadline.latest or event.deadline.text}" if event.deadline else ""
    yield f"  {when}  {KINDS[event.kind]}{until}{taken}  [{event.id}; {event.by}, {event.at:%Y-%m-%d %H:%M}]"
    if event.quote:
        address = happened.said.address if happened.said else None
        yield f"    > {event.quote}" + (f" ({address or event.document_id})" if event.document_id else "")
    if event.note:
        yield f"    {event.note}"
