"""What the machine proposes for the ledger; what a person rejected stays rejected for ever."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, delete, func, select

from pipeline.entries import EventKind, Proposal, Rejection
from pipeline.store.database import Transaction
from pipeline.store.faults import UnstorableError
from pipeline.store.sql import insert_of, insert_or_pass
from pipeline.store.tables.ledger import entries, events, proposals, rejections

CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilter:
    """Which open proposals to list, the most probable first; ``None`` does not filter."""

    entry: str | None = None
    document: str | None = None
    register: str | None = None
    kind: EventKind | None = None
    least: float = 0.0
    limit: int | None = None
    offset: int = 0


def put(tx: Transaction, proposed: Iterable[Proposal]) -> int:
    """Write proposals, each in the place of the one with its id; gives how many were written.

    One that a person rejected or accepted is passed over. Raises :class:`UnstorableError` for an entry that is
    not there.
    """
    rows = list({proposal.id: proposal for proposal in proposed}.values())
    written = 0
    for start in range(0, len(rows), CHUNK):
        part = rows[start : start + CHUNK]
        answered = _answered(tx, [proposal.id for proposal in part])
        numbers = _entry_numbers(tx, part)
        values = [_values(proposal, numbers) for proposal in part if proposal.id not in answered]
        if values:
            query = insert_of(tx, proposals)
            changed = {name: query.excluded[name] for name in values[0] if name != "name"}
            tx.execute(query.on_conflict_do_update(index_elements=["name"], set_=changed), values)
        written += len(values)
    return written


def remove(tx: Transaction, ids: Iterable[str]) -> int:
    """Remove proposals that nobody answered, because the machine no longer makes them; gives how many."""
    wanted = list(dict.fromkeys(ids))
    removed = 0
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        open_ = set(part) - _answered(tx, part)
        removed += tx.execute(delete(proposals).where(proposals.c.name.in_(open_))).rowcount
    return removed


def get(tx: Transaction, proposal: str) -> Proposal | None:
    """The proposal with this id, answered or not; ``None`` when it is not there."""
    content = tx.execute(select(proposals.c.content).where(proposals.c.name == proposal)).scalar()
    return None if content is None else _proposal(content)


def waiting(tx: Transaction, wanted: ProposalFilter | None = None) -> tuple[Proposal, ...]:
    """Proposals that nobody answered yet, the most probable first."""
    wanted = wanted or ProposalFilter()
    query = select(proposals.c.content).where(*_conditions(wanted))
    query = query.order_by(proposals.c.probability.desc(), proposals.c.id).limit(wanted.limit).offset(wanted.offset)
    return tuple(_proposal(content) for content in tx.execute(query).scalars())


def count_waiting(tx: Transaction, wanted: ProposalFilter | None = None) -> int:
    """How many there are, whatever the limit."""
    query = select(func.count()).select_from(proposals).where(*_conditions(wanted or ProposalFilter()))
    return int(tx.execute(query).scalar_one())


def reject(tx: Transaction, rejection: Rejection) -> bool:
    """Put a rejection down; False when this very rejection is there already.

    Raises :class:`UnstorableError` for a proposal that is not there.
    """
    if get(tx, rejection.proposal_id) is None:
        raise UnstorableError("a rejection is of a proposal in the store", value=rejection.proposal_id)
    values = {"proposal": rejection.proposal_id, "by": rejection.by, "at": rejection.at, "reason": rejection.reason}
    query = insert_or_pass(tx, rejections, "proposal", "by", "at").values(values).returning(rejections.c.id)
    return tx.execute(query).first() is not None


def rejected(tx: Transaction, ids: Iterable[str] | None = None) -> dict[str, Rejection]:
    """The last rejection of each proposal, or of these, by proposal."""
    query = select(rejections).order_by(rejections.c.id)
    if ids is not None:
        query = query.where(rejections.c.proposal.in_(list(ids)))
    return {
        row["proposal"]: Rejection(proposal_id=row["proposal"], by=row["by"], at=row["at"], reason=row["reason"])
        for row in tx.execute(query).mappings()
    }


def _answered(tx: Transaction, ids: list[str]) -> set[str]:
    no = select(rejections.c.proposal).where(rejections.c.proposal.in_(ids))
    yes = select(events.c.proposal).where(events.c.proposal.in_(ids), _counts())
    return {*tx.execute(no).scalars(), *tx.execute(yes).scalars()}


def _conditions(wanted: ProposalFilter) -> list[ColumnElement[bool]]:
    columns = proposals.c
    no = select(rejections.c.id).where(rejections.c.proposal == columns.name).exists()
    yes = select(events.c.id).where(events.c.proposal == columns.name, _counts()).exists()
    found = [~no, ~yes, columns.probability >= wanted.least]
    if wanted.entry is not None:
        entry = select(entries.c.id).where(entries.c.name == wanted.entry).scalar_subquery()
        found.append(columns.entry_id == entry)
    given = {name: getattr(wanted, name) for name in ("document", "register", "kind")}
    return [*found, *(columns[name] == value for name, value in given.items() if value is not None)]


def _counts() -> ColumnElement[bool]:
    """The condition that an event was not taken back, or that taking it back was itself taken back."""
    back, forth = events.alias("back"), events.alias("forth")
    again = select(forth.c.id).where(forth.c.retracts == back.c.name).exists()
    return ~select(back.c.id).where(and_(back.c.retracts == events.c.name, ~again)).exists()


def _entry_numbers(tx: Transaction, proposed: Iterable[Proposal]) -> dict[str, int]:
    ids = {proposal.entry_id for proposal in proposed}
    rows = tx.execute(select(entries.c.name, entries.c.id).where(entries.c.name.in_(ids)))
    numbers: dict[str, int] = {row.name: row.id for row in rows}
    if missing := sorted(ids - numbers.keys()):
        raise UnstorableError("a proposal is about an entry in the store", value=missing[0])
    return numbers


def _values(proposal: Proposal, numbers: dict[str, int]) -> dict[str, Any]:
    return {
        "name": proposal.id,
        "entry_id": numbers[proposal.entry_id],
        "kind": proposal.kind,
        "document": proposal.document_id,
        "sentence": proposal.sentence_id,
        "register": proposal.register_id,
        "probability": proposal.probability,
        "content": proposal,
    }


def _proposal(content: Any) -> Proposal:  # noqa: ANN401 - JSON
    return _proposals().validate_python(content)


@cache
def _proposals() -> TypeAdapter[Proposal]:
    return TypeAdapter(Proposal)
