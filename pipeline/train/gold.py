"""Labelled sentences (gold, JSONL) become contexts with their labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, cast

from pipeline.classify.decide import UNBOUND
from pipeline.classify.protocol import Context
from pipeline.errors import InvalidLabelError
from pipeline.records import LABELS, Cue, DocumentKind, Label, PassageKind, Role

Spans = tuple[tuple[int, int], ...]
"""Half-open places in a text, in their order."""

_ROLES: dict[str, tuple[PassageKind, Role | None, DocumentKind]] = {
    "answer": ("answer", "government", "written_answers"),
    "question": ("question", "member", "written_questions"),
    "letter": ("letter", "government", "letter"),
    "government": ("turn", "government", "debate"),
    "member": ("turn", "member", "debate"),
    "chair": ("turn", "chair", "debate"),
    "quote": ("quote", None, "news"),
    "news": ("other", None, "news"),
    "paper": ("other", None, "paper"),
    "stage": ("other", None, "debate"),
    "motion": ("other", "member", "debate"),
    "heading": ("heading", None, "other"),
    "other": ("other", None, "other"),
}
"""What a row's ``role`` says of the passage, the speaker and the document."""

_ASKED = frozenset({"answer", "turn"})
_SPEAKER_PREFIX = re.compile(r"^(?:De heer|Mevrouw|De voorzitter|Minister|Staatssecretaris)[^:]{0,60}:\s+")
_OFFICES = ("minister-president", "viceminister-president", "staatssecretaris", "minister")
_SERIAL = re.compile(r"#(\d+)$")


@dataclass(frozen=True, slots=True)
class GoldRow:
    """One labelled sentence: ``labels`` sorted, ``line`` counted from 1.

    ``own`` marks sentences that were written for this project; ``test_only`` those of them that no model may
    learn from (``part`` = gold). ``weight`` (above 0, at most 1) is how much a row counts in training.
    ``ruling`` is what a sentence of our own was written for (its ``note``); empty for others. ``rationales``
    are the words that carry a label, where readers marked them.
    """

    id: str
    document: str
    context: Context
    labels: tuple[Label, ...]
    cue: Cue | None = None
    line: int = 0
    own: bool = False
    test_only: bool = False
    weight: float = 1.0
    ruling: str = ""
    rationales: Mapping[str, Spans] = field(default_factory=dict)

    @property
    def values(self) -> tuple[int, ...]:
        """One 0 or 1 per label, in the order of ``records.LABELS``."""
        return tuple(int(label in self.labels) for label in LABELS)

    @property
    def may_promise(self) -> bool:
        """False for words that by rule neither commit nor refuse: of a member or the chair, or outside the turns."""
        return self.context.role not in UNBOUND and not self.context.unspoken


@dataclass(frozen=True, slots=True)
class Gold:
    """The rows that could be used, and an error for each that could not."""

    rows: tuple[GoldRow, ...]
    errors: tuple[InvalidLabelError, ...] = ()


def read_gold(path: Path) -> Gold:
    """Read a file of labelled sentences, one JSON object a line; empty lines are passed over.

    A row has ``text``, ``labels`` and ``document``; ``id``, ``role`` (default ``other``), ``context`` (the
    question, or the previous turn; looked at for answers and turns), ``before`` (the sentence before),
    ``function``, ``cue`` and ``weight`` may be there, and what else stands in it is not looked at. Where the key
    ``before`` is absent it is the text of the previous line, if its number (``…#7``) is the one before and its question
    or turn the same. Raises InvalidLabelError when the file cannot be read at all; rows
    that break a rule are in ``errors``.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLabelError("a gold file is readable UTF-8", value=str(error), place=str(path)) from error
    return gold_rows(lines, place=path.name)


def gold_rows(lines: Iterable[str], *, place: str = "gold") -> Gold:
    """Labelled sentences from lines of JSON; see :func:`read_gold`.

    >>> gold = gold_rows(['{"document": "d", "text": "Ja.", "labels": ["claim"], "role": "answer"}', '{"text": 3}'])
    >>> [row.labels for row in gold.rows], str(gold.errors[0])
    ([('claim',)], 'gold, line 2: a row has a text (got 3)')
    """
    rows: list[GoldRow] = []
    errors: list[InvalidLabelError] = []
    before: tuple[object, str] | None = None
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            raw = _object(line, f"{place}, line {number}")
            row = _row(raw, number, f"{place}, line {number}")
        except InvalidLabelError as error:
            errors.append(error)
            before = None
            continue
        unit, follows = _unit(raw)
        same = before is not None and before[0] == follows
        previous = row.context.before if "before" in raw else before[1] if same and before else ""
        rows.append(replace(row, context=replace(row.context, before=previous, first=not previous)))
        before = (unit, row.context.text)
    return Gold(tuple(rows), tuple(errors))


def role_of(context: Context) -> str:
    """The ``role`` under which a context stands in a gold file; ``other`` where there is no name for it.

    >>> role_of(Context("Ja.", "answer", role="government")), role_of(Context("Ja.", "turn", role="chair"))
    ('answer', 'chair')
    >>> role_of(Context("De vergadering wordt geschorst.", "other", document_kind="debate"))
    'stage'
    >>> role_of(Context("overwegende dat de brug dicht is;", "other", role="member", document_kind="debate"))
    'motion'
    """
    if context.outside_turns:
        return "stage" if context.unspoken else "motion"
    same = [role for role, (kind, _, _) in _ROLES.items() if kind == context.kind]
    if context.kind == "turn":
        return context.role if context.role in same else "other"
    exact = (role for role in same if _ROLES[role][2] == context.document_kind)
    return next(exact, same[0] if same else "other")


def _object(line: str, place: str) -> dict[str, Any]:
    try:
        raw = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidLabelError("a row is one JSON object", value=line[:60], place=place) from error
    if not isinstance(raw, dict):
        raise InvalidLabelError("a row is one JSON object", value=line[:60], place=place)
    return raw


def _text(raw: dict[str, Any], key: str, place: str, *, needed: bool = False) -> str:
    value = raw.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise InvalidLabelError(f"a row has a {key}", value=value, place=place)
    return value


def _labels(raw: dict[str, Any], place: str) -> tuple[Label, ...]:
    labels = raw.get("labels")
    if not isinstance(labels, list) or not set(map(str, labels)) <= set(LABELS):
        raise InvalidLabelError(f"labels are a list of {', '.join(LABELS)}", value=labels, place=place)
    return tuple(sorted(set(cast("Sequence[Label]", labels))))


def _row(raw: dict[str, Any], line: int, place: str) -> GoldRow:
    text = _text(raw, "text", place, needed=True)
    document = _text(raw, "document", place, needed=True)
    role = _text(raw, "role", place) or "other"
    if role not in _ROLES:
        raise InvalidLabelError(f"a role is one of {', '.join(_ROLES)}", value=role, place=place)
    kind, speaks, document_kind = _ROLES[role]
    cue = raw.get("cue")
    if cue not in {None, "fulfilment", "reminder"}:
        raise InvalidLabelError("a cue is fulfilment, reminder or null", value=cue, place=place)
    function = _text(raw, "function", place).lower()
    context = Context(
        text=text,
        kind=kind,
        role=speaks,
        asked=_SPEAKER_PREFIX.sub("", _text(raw, "context", place)) if kind in _ASKED else "",
        before=_text(raw, "before", place),
        office=next((office for office in _OFFICES if function.startswith(office)), None),
        document_kind=document_kind,
    )
    labels = _labels(raw, place)
    return GoldRow(
        id=_text(raw, "id", place) or f"{document}#{line}",
        document=document,
        context=context,
        labels=labels,
        cue=cue,
        line=line,
        own=raw.get("origin") == "own",
        test_only=raw.get("part") == "gold",
        weight=_weight(raw, place),
        ruling=str(raw.get("note") or "") if raw.get("origin") == "own" else "",
    )


def _weight(raw: dict[str, Any], place: str) -> float:
    weight = raw.get("weight", 1.0)
    if isinstance(weight, bool) or not isinstance(weight, (int, float)) or not 0 < weight <= 1:
        raise InvalidLabelError("a weight is above 0 and at most 1", value=weight, place=place)
    return float(weight)


def _unit(raw: dict[str, Any]) -> tuple[object, object]:
    """The key of this row, and the key that a row must have to be the one before it."""
    serial = _SERIAL.search(str(raw.get("id", "")))
    part = (raw.get("document"), raw.get("role"), str(raw.get("question")), str(raw.get("seq")))
    if serial is None:
        return (part, None), None
    return (part, int(serial[1])), (part, int(serial[1]) - 1)
