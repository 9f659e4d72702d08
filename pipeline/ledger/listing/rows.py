"""An entry as a row: its fields, its state and how it stands on a day; rows as JSON and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from pipeline.entries import Entry, Standing, State
from pipeline.export.spreadsheet import cell

_OFFICIAL = re.compile(r"(?:ah|kv|h|ag|ga)-[te]k-[0-9A-Za-z-]+|kst-[0-9A-Za-z-]+|blg-[0-9A-Za-z-]+")
_CONTROLS = {code: None for code in (*range(32), *range(127, 160), 0xFFFE, 0xFFFF) if code not in {9, 10, 13}}


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry in a list."""

    entry: Entry
    standing: Standing

    @property
    def state(self) -> State:
        """What its events come to."""
        return self.standing.state


def address_of(document: str) -> str | None:
    """Where an official publication can be read, by its id; ``None`` for other documents.

    >>> address_of("kst-36045-156"), address_of("seed-letter-001")
    ('https://zoek.officielebekendmakingen.nl/kst-36045-156.html', None)
    """
    return f"https://zoek.officielebekendmakingen.nl/{document}.html" if _OFFICIAL.fullmatch(document) else None


def slippage(state: State) -> str:
    """How often it was promised and how far its day moved, as the ledger says it; ``""`` when once and unmoved.

    >>> slippage(State(said=3, slipped_days=214)), slippage(State(said=1, slipped_days=0))
    ('3 keer toegezegd, 214 dagen verschoven', '')
    >>> slippage(State(said=2, slipped_days=-1))
    '2 keer toegezegd, 1 dag vervroegd'
    """
    parts = [f"{state.said} keer toegezegd"] if state.said > 1 else []
    days = abs(state.slipped_days)
    if days:
        moved = "verschoven" if state.slipped_days > 0 else "vervroegd"
        parts.append(f"{days} {'dag' if days == 1 else 'dagen'} {moved}")
    return ", ".join(parts)


def standing_words(standing: Standing) -> str:
    """How an entry stands on a day, in Dutch.

    >>> import datetime as dt
    >>> standing_words(Standing(state=State(), today=dt.date(2031, 1, 1), urgency="te_laat", late_days=61))
    'openstaand, 61 dagen te laat'
    """
    status = standing.state.status.replace("_", " ")
    if standing.urgency == "te_laat":
        return f"{status}, {_days(standing.late_days or 0)} te laat"
    if standing.urgency == "zonder_termijn":
        return f"{status}, zonder termijn" + (
            f" ({_days(standing.age_days)} oud)" if standing.age_days is not None else ""
        )
    if standing.due_in_days is not None:
        due = "uiterlijk vandaag" if standing.due_in_days == 0 else f"nog {_days(standing.due_in_days)}"
        return f"{status}, {due}"
    return status


def row_of(listed: Listed) -> dict[str, Any]:
    """The fields of an entry in a list, in the order of the columns; dates are dates, lists are tuples."""
    entry, state, standing = listed.entry, listed.state, listed.standing
    return {
        "id": entry.id,
        "status": state.status,
        "urgency": standing.urgency,
        "late_days": standing.late_days,
        "due_in_days": standing.due_in_days,
        "age_days": standing.age_days,
        "earliest": state.earliest,
        "latest": state.latest,
        "deadline": entry.deadline.text if entry.deadline else None,
        "said": state.said,
        "reminded": state.reminded,
        "slipped_days": state.slipped_days,
        "slippage": slippage(state) or None,
        "made": entry.made,
        "settled_on": state.settled_on,
        "ministry": state.ministry,
        "minister": entry.minister,
        "actor": entry.actor.text if entry.actor else None,
        "action": entry.action,
        "text": entry.text,
        "context": entry.context or None,
        "recipient": entry.recipient,
        "condition": entry.condition,
        "strength": entry.strength,
        "polarity": entry.polarity,
        "probability": round(entry.probability, 4),
        "mentions": tuple(mention.sentence_id for mention in entry.mentions),
        "document": entry.document_id,
        "title": entry.title,
        "dossiers": entry.dossiers,
        "questions": entry.question_ids,
        "registered": state.registered,
        "address": address_of(entry.document_id),
    }


def without_controls(text: str) -> str:
    r"""A text without the characters that neither XML nor iCalendar allows.

    >>> without_controls("een\x00 \x1btwee\x85\ufffe\n")
    'een twee\n'
    """
    return text.translate(_CONTROLS)


def as_json(listed: Sequence[Listed], *, indent: bool = True) -> bytes:
    """A JSON array of rows, UTF-8; an empty list is ``[]``."""
    option = orjson.OPT_APPEND_NEWLINE | (orjson.OPT_INDENT_2 if indent else 0)
    return orjson.dumps([row_of(one) for one in listed], option=option)


def as_csv(listed: Sequence[Listed]) -> str:
    """CSV with a header (RFC 4180, UTF-8), also of an empty list; lists are joined by "; ".

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    out = io.StringIO(newline="")
    columns = list(_columns())
    writer = csv.DictWriter(out, columns, lineterminator="\r\n")
    writer.writeheader()
    for one in listed:
        writer.writerow({name: cell(value) for name, value in row_of(one).items()})
    return out.getvalue()


def _columns() -> Sequence[str]:
    return (
        "id", "status", "urgency", "late_days", "due_in_days", "age_days", "earliest", "latest", "deadline", "said",
        "reminded", "slipped_days", "slippage", "made", "settled_on", "ministry", "minister", "actor", "action", "text",
        "context", "recipient", "condition", "strength", "polarity", "probability", "mentions", "document", "title",
        "dossiers", "questions", "registered", "address",
    )  # fmt: skip


def _days(count: int) -> str:
    return f"{count} {'dag' if count == 1 else 'dagen'}"
