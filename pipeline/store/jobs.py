"""Jobs: a run of the flow, an import, a delivery of the register; what it did, and what went wrong."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sqlalchemy import insert, select

from pipeline.store.database import Transaction
from pipeline.store.tables.jobs import jobs

JobOutcome = Literal["done", "partly", "failed"]
"""All went well; some was set aside; it ended before its end."""


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something that a job left out: which rule it breaks, with what value, and where."""

    source: str
    reason: str
    rule: str
    value: str | None = None
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something that was done: its name ("label", "import", "register"), on what, when (UTC), and its figures."""

    name: str
    source: str
    started_at: dt.datetime
    ended_at: dt.datetime
    outcome: JobOutcome
    figures: Mapping[str, int] = field(default_factory=dict)
    set_aside: tuple[SetAside, ...] = ()
    error: str | None = None


def put(tx: Transaction, job: Job) -> None:
    """Put a job down."""
    values = {name: getattr(job, name) for name in Job.__dataclass_fields__}
    tx.execute(insert(jobs).values(values))


def listed(tx: Transaction, *, name: str | None = None, limit: int | None = 50) -> tuple[Job, ...]:
    """Jobs, the last one first."""
    query = select(jobs).order_by(jobs.c.started_at.desc(), jobs.c.id.desc()).limit(limit)
    if name is not None:
        query = query.where(jobs.c.name == name)
    return tuple(
        Job(
            name=row["name"],
            source=row["source"],
            started_at=row["started_at"],
            ended_at=row["ended_at"],
            outcome=row["outcome"],
            figures=row["figures"],
            set_aside=tuple(SetAside(**one) for one in row["set_aside"]),
            error=row["error"],
        )
        for row in tx.execute(query).mappings()
    )
