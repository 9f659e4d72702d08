"""Runs: which version of the program and which model made labels, and when."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from pipeline.records import Run
from pipeline.store.database import Transaction
from pipeline.store.rows import run_of
from pipeline.store.sql import insert_or_pass
from pipeline.store.tables.documents import labellings, runs


@dataclass(frozen=True, slots=True)
class RunCounts:
    """A run with what stands of it: documents that it labelled, and for how many of them it is the newest."""

    run: Run
    documents: int
    current: int


def listed(tx: Transaction) -> tuple[RunCounts, ...]:
    """All runs, newest first."""
    query = (
        select(
            runs,
            func.count(labellings.c.id).label("documents"),
            func.count(labellings.c.id).filter(labellings.c.is_current).label("current"),
        )
        .outerjoin(labellings)
        .group_by(runs.c.id)
        .order_by(runs.c.created_at.desc(), runs.c.id.desc())
    )
    return tuple(RunCounts(run_of(row), row["documents"], row["current"]) for row in tx.execute(query).mappings())


def number_of(tx: Transaction, run: Run) -> int:
    """The number of a run in this database, which is made when it is not there; for the store's own use."""
    columns = {"pipeline_version": run.pipeline_version, "model": run.model, "created_at": run.created_at}
    query = select(runs.c.id).filter_by(**columns)
    found = tx.execute(query).scalar()
    if found is None:
        tx.execute(insert_or_pass(tx, runs, *columns).values(columns))
        found = tx.execute(query).scalar_one()
    return int(found)
