"""JSON Lines as Prodigy's ``choice`` interface takes and gives them, and back.

Format: https://prodi.gy/docs/api-interfaces#choice. One line for each word of each person, one without an answer for
a sentence that nobody judged. ``spans`` count from the beginning of the sentence. Keys that Prodigy does not know it
keeps as they are: ``gestand`` holds every review of the sentence whole.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import orjson

from pipeline.export.label_studio_result import SPANS
from pipeline.export.review_fields import NAMES, Fields, InvalidReviewError, fields_of, said_in
from pipeline.export.tasks import Edited, Returned, Task, events, moment_in, reviews_in, run_in
from pipeline.records import LABELS, Label
from pipeline.reviews import Review

DUTCH: Mapping[Label, str] = {"commitment": "toezegging", "refusal": "weigering", "claim": "bewering"}
"""What the choices are called."""

_ANSWERS = {"unsure": "ignore", "skip": "ignore"}


def prodigy_jsonl(tasks: Iterable[Task]) -> Iterator[bytes]:
    """The tasks, a line for each word, or for a sentence without one."""
    for task in tasks:
        for review in task.last or (None,):
            yield orjson.dumps(_line(task, review), option=orjson.OPT_APPEND_NEWLINE)


def parse_prodigy(content: bytes, *, place: str = "") -> Returned:
    """What a file that came back holds; raises :class:`InvalidReviewError` naming line and rule."""
    reviews: dict[str, Review] = {}
    words: list[Edited] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        where = f"{place}, line {number}"
        row = _object(line, where)
        own = row["gestand"]
        reviews.update({one.id: one for one in reviews_in(own.get("reviews"), place=where)})
        if row.get("answer") is not None:
            words.append(_edited(row, own, where))
    return Returned(tuple(reviews.values()), tuple(words))


def _line(task: Task, review: Review | None) -> dict[str, Any]:
    sentence, statement = task.statement.sentence, task.statement
    fields = fields_of(review) if review else {}
    row: dict[str, Any] = {
        "text": sentence.text,
        "meta": {"document": task.document.id, "sentence": sentence.id, "asked": task.asked, "before": task.before},
        "options": [{"id": label, "text": DUTCH[label]} for label in LABELS],
        "accept": list(review.labels) if review else list(statement.labels),
        "spans": _spans(fields, sentence.start, sentence.end),
        "gestand": {
            "review": review.id if review else None,
            "start": sentence.start,
            "fields": {name: value for name, value in fields.items() if value},
            "scores": {label: round(float(getattr(statement.scores, label)), 4) for label in LABELS},
            "run": {
                "pipeline_version": task.run.pipeline_version,
                "model": task.run.model,
                "created_at": task.run.created_at.isoformat(),
            },
            "reviews": events(task.reviews),
        },
    }
    if review:
        row |= {"answer": _ANSWERS.get(review.kind, "accept"), "_annotator_id": review.by}
        row["_timestamp"] = int(review.at.timestamp())
    return row


def _spans(fields: Fields, start: int, end: int) -> list[dict[str, Any]]:
    found = []
    for name in SPANS:
        if fields.get(f"{name}_start"):
            first, last = int(fields[f"{name}_start"]), int(fields[f"{name}_end"])
            if start <= first <= last <= end:
                found.append({"start": first - start, "end": last - start, "label": name})
    return found


def _object(line: bytes, place: str) -> dict[str, Any]:
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise InvalidReviewError("a line is one JSON object", value=line[:60], place=place) from error
    own = row.get("gestand") if isinstance(row, dict) else None
    meta = row.get("meta") if isinstance(row, dict) else None
    if not isinstance(own, dict) or not isinstance(meta, dict) or not isinstance(meta.get("sentence"), str):
        raise InvalidReviewError("a line keeps its keys meta.sentence and gestand", value=line[:60], place=place)
    return row  # type: ignore[no-any-return]


def _edited(row: Mapping[str, Any], own: Mapping[str, Any], place: str) -> Edited:
    fields = {str(name): str(value) for name, value in dict(own.get("fields") or {}).items() if name in NAMES}
    fields["labels"] = ",".join(map(str, row.get("accept") or []))
    kind, answer = fields.get("kind"), row["answer"]
    if _ANSWERS.get(kind or "", "accept") != answer or not kind:
        fields["kind"] = "decision" if answer == "accept" else "skip"
    if answer == "reject":
        fields |= {"kind": "decision", "labels": ""}
    fields |= _moved(row, own, fields, place)
    stamp = row.get("_timestamp")
    by = row.get("_annotator_id") or row.get("_session_id")
    return Edited(
        sentence_id=str(row["meta"]["sentence"]),
        of=own.get("review"),
        said=said_in(fields, place=place),
        by=str(by) if by else None,
        at=_moment(stamp, place),
        based_on=run_in(own.get("run"), place=place),
    )


def _moved(row: Mapping[str, Any], own: Mapping[str, Any], fields: Fields, place: str) -> Fields:
    """The spans as they came back, for those that the frame has."""
    found: Fields = {}
    offset, text = int(own.get("start", 0)), str(row.get("text", ""))
    for span in row.get("spans") or []:
        name = span.get("label")
        if name not in SPANS or not isinstance(span.get("start"), int) or not isinstance(span.get("end"), int):
            raise InvalidReviewError("a span is an action or a deadline, from start to end", value=name, place=place)
        if not fields.get("strength"):
            continue
        start, end = span["start"], span["end"]
        found |= {name: text[start:end], f"{name}_start": str(start + offset), f"{name}_end": str(end + offset)}
        if name == "deadline" and not fields.get("precision"):
            found["precision"] = "unresolved"
    return found


def _moment(stamp: object, place: str) -> dt.datetime | None:
    """A moment as Prodigy writes it: seconds since 1970."""
    if stamp is None:
        return None
    if not isinstance(stamp, int | float):
        return moment_in(stamp, place=place)
    return dt.datetime.fromtimestamp(stamp, dt.UTC)
