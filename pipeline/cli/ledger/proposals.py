"""``gestand ledger refresh``, ``propose`` and ``proposals``: what the machine makes of the documents in the store."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.ledger.options import KINDS, Address, opened_store, reading, writing
from pipeline.cli.store import settings
from pipeline.cli.wording import amount

if TYPE_CHECKING:
    from pipeline.entries import Proposal

Documents = Annotated[
    list[str] | None, typer.Argument(metavar="[DOCUMENT]...", help="Ids van documenten; anders alle.")
]


def refresh(documents: Documents = None, *, store: Address = None) -> None:
    """Maak de toezeggingen van documenten opnieuw uit hun zinnen; wat mensen zeiden, blijft."""
    with reading(store) as tx:
        from pipeline.store import DocumentFilter  # noqa: PLC0415 - start-up is quick
        from pipeline.store import documents as stored  # noqa: PLC0415

        names = documents or [row.id for row in stored.listed(tx, DocumentFilter())]
    entries, gone, needed = 0, 0, settings().judges_needed
    for name in names:
        with writing(store) as tx:
            from pipeline.ledger import refresh_document  # noqa: PLC0415 - start-up is quick

            found = refresh_document(tx, name, judges_needed=needed)
        if found is None:
            typer.echo(f"gestand: {name} staat niet in de opslag", err=True)
            continue
        entries, gone = entries + found.entries, gone + len(found.gone)
    done = amount(len(names), "document", "documenten")
    typer.echo(f"{done}: {amount(entries, 'toezegging', 'toezeggingen')}, {gone} vervielen als voorstel van de machine")


def propose(documents: Documents = None, *, store: Address = None) -> None:
    """Zoek in documenten naar wat er van eerdere toezeggingen geworden is; mensen beslissen."""
    with opened_store(store) as target:
        from pipeline.ledger.proposing import propose_in_store  # noqa: PLC0415 - start-up is quick

        found = propose_in_store(target, documents, judges_needed=settings().judges_needed)
    looked = amount(found.looked_at, "zin", "zinnen")
    typer.echo(f"{looked} bekeken, {amount(found.written, 'voorstel', 'voorstellen')}, {found.removed} weggehaald")


def proposals(
    *,
    entry: Annotated[str | None, typer.Option(metavar="TOEZEGGING", help="Van één toezegging.")] = None,
    document: Annotated[str | None, typer.Option(metavar="ID", help="Uit één document.")] = None,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Hoogstens zoveel.")] = 20,
    as_json: Annotated[bool, typer.Option("--json", help="Voor machines.")] = False,
    store: Address = None,
) -> None:
    """Toon voorstellen waarover nog niemand besliste, het waarschijnlijkste eerst."""
    with reading(store) as tx:
        from pipeline.store import ProposalFilter  # noqa: PLC0415 - start-up is quick
        from pipeline.store import proposals as stored  # noqa: PLC0415

        wanted = ProposalFilter(entry=entry, document=document, limit=limit)
        found = stored.waiting(tx, wanted)
        total = stored.count_waiting(tx, wanted)
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=2, default=str))
        return
    for one in found:
        for line in _lines(one):
            typer.echo(line)
    typer.echo(f"{amount(total, 'voorstel', 'voorstellen')} zonder beslissing")


def _lines(proposal: Proposal) -> list[str]:
    from pipeline.web.notation import chance  # noqa: PLC0415 - start-up is quick
    from pipeline.web.wording import reason  # noqa: PLC0415

    why = "; ".join(filter(None, map(reason, proposal.evidence)))
    source = proposal.document_id or f"register {proposal.register_id}"
    return [
        f"{proposal.id}  {chance(proposal.probability)}  {KINDS[proposal.kind]}  {proposal.entry_id}",
        f"  toegezegd: {proposal.entry_text}",
        f"  {source}: {proposal.quote}",
        f"  waarom: {why}",
        "",
    ]
