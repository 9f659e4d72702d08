"""The result of a Label Studio annotation: fields as choices, spans and texts, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.export.review_fields import Fields, InvalidReviewError
from pipeline.records import Sentence

PREDICTED = "machine"
"""What the ids of regions of a prediction begin with."""

CHOICES = ("labels", "kind", "strength", "polarity", "precision", "cue", "frames")
TEXTS = (
    "actor",
    "office",
    "ministry",
    "recipient",
    "condition",
    "earliest",
    "latest",
    "refused",
    "reason",
    "attribution",
    "note",
)
SPANS = ("action", "deadline")
NONE = "none"


def result_of(fields: Fields, owner: str, sentence: Sentence) -> list[dict[str, Any]]:
    """The regions for fields; ``owner`` is the id of the review that they belong to.

    Spans count from the beginning of the sentence. One that does not lie in it goes into the text ``elsewhere``.
    """
    found: list[dict[str, Any]] = []
    elsewhere: list[str] = []
    for name in CHOICES:
        values = [one for one in fields[name].split(",") if one]
        if name == "labels" and not values:
            values = [NONE]
        if values:
            found.append(_region(owner, name, name, "choices", {"choices": values}))
    for name in SPANS:
        if not fields[f"{name}_start"]:
            continue
        start, end = int(fields[f"{name}_start"]), int(fields[f"{name}_end"])
        if sentence.start <= start <= end <= sentence.end:
            value = {"start": start - sentence.start, "end": end - sentence.start, "text": fields[name]}
            found.append(_region(owner, name, "spans", "labels", {**value, "labels": [name]}))
        else:
            elsewhere.append(f"{name}|{start}|{end}|{fields[name]}")
    texts = [name for name in TEXTS if fields[name]]
    found.extend(_region(owner, name, name, "textarea", {"text": [fields[name]]}) for name in texts)
    if elsewhere:
        found.append(_region(owner, "elsewhere", "elsewhere", "textarea", {"text": elsewhere}))
    return found


def fields_in(result: Sequence[Any], data: Mapping[str, Any], place: str) -> tuple[str | None, Fields]:
    """The id of the review that regions belong to, ``None`` for a new one, and their fields.

    Raises :class:`InvalidReviewError` for a region that is not of this interface.
    """
    fields: Fields = {"kind": "decision"}
    owners: set[str] = set()
    for region in result:
        if not isinstance(region, Mapping) or not isinstance(region.get("value"), Mapping):
            raise InvalidReviewError("a region has a value", place=place)
        owner, colon, _ = str(region.get("id", "")).rpartition(":")
        if colon and owner != PREDICTED:
            owners.add(owner)
        fields |= _fields(region, data, place)
    if fields.get("labels") == NONE:
        fields["labels"] = ""
    _complete(fields)
    return (owners.pop() if len(owners) == 1 else None), fields


def _region(owner: str, name: str, from_name: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": f"{owner}:{name}", "from_name": from_name, "to_name": "text", "type": kind, "value": value}


def _fields(region: Mapping[str, Any], data: Mapping[str, Any], place: str) -> Fields:
    name, value = str(region.get("from_name")), region["value"]
    if name in CHOICES:
        chosen = [str(one) for one in value.get("choices") or []]
        return {name: ",".join(one for one in chosen if one != NONE or len(chosen) == 1)}
    if name in TEXTS:
        texts = value.get("text") or []
        return {name: "\n".join(map(str, texts)) if isinstance(texts, list) else str(texts)}
    if name == "spans":
        return _span(value, data, place)
    if name == "elsewhere":
        return _elsewhere(value, place)
    raise InvalidReviewError("a region is of the interface that the tasks came with", value=name, place=place)


def _span(value: Mapping[str, Any], data: Mapping[str, Any], place: str) -> Fields:
    """A span counts in code points; some versions of browsers count in UTF-16, which the words give away."""
    names = value.get("labels") or []
    name = str(names[0]) if names else ""
    start, end = value.get("start"), value.get("end")
    if name not in SPANS or not isinstance(start, int) or not isinstance(end, int):
        raise InvalidReviewError("a span is an action or a deadline, from start to end", value=name, place=place)
    text, words = str(data.get("text", "")), value.get("text")
    if words is not None and text[start:end] != words:
        wide = text.encode("utf-16-le")
        start, end = (len(wide[: 2 * at].decode("utf-16-le", errors="ignore")) for at in (start, end))
        if text[start:end] != words:
            raise InvalidReviewError("a span holds the words that it says", value=words, place=place)
    offset = int(data.get("start", 0))
    return {name: text[start:end], f"{name}_start": str(start + offset), f"{name}_end": str(end + offset)}


def _elsewhere(value: Mapping[str, Any], place: str) -> Fields:
    found: Fields = {}
    for line in value.get("text") or []:
        parts = str(line).split("|", 3)
        if len(parts) != 4 or parts[0] not in SPANS:
            raise InvalidReviewError("a span elsewhere is name|start|end|words", value=line, place=place)
        name, start, end, words = parts
        found |= {name: words, f"{name}_start": start, f"{name}_end": end}
    return found


def _complete(fields: Fields) -> None:
    """What a person need not fill in: a frame is there when its parts are, and is firm and an act unless said."""
    frames = {one for one in fields.get("frames", "").split(",") if one}
    if fields.get("action_start"):
        frames.add("commitment")
    if fields.get("refused") or fields.get("reason"):
        frames.add("refusal")
    if fields.get("attribution"):
        frames.add("claim")
    if "commitment" in frames:
        fields["strength"] = fields.get("strength") or "firm"
        fields["polarity"] = fields.get("polarity") or "act"
    if fields.get("deadline_start") and not fields.get("precision"):
        fields["precision"] = "day" if fields.get("earliest") or fields.get("latest") else "unresolved"
    fields["frames"] = ",".join(sorted(frames))
