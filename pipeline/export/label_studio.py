"""Label Studio's JSON: tasks with the machine's predictions and people's annotations, and back.

Format: https://labelstud.io/guide/task_format and https://labelstud.io/guide/predictions. A task is a sentence; its
``data`` also holds every review whole, so that nothing is lost in a tool that knows nothing of them. The id of a
region begins with the id of its review: Label Studio keeps those ids, so that what comes back is known again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

import orjson

from pipeline.export.label_studio_result import PREDICTED, fields_in, result_of
from pipeline.export.review_fields import InvalidReviewError, fields_of, said_in
from pipeline.export.tasks import Edited, Returned, Task, events, moment_in, reviews_in, run_in
from pipeline.records import LABELS, Cue, Polarity, Precision, Scores, Strength
from pipeline.reviews import Review

CONFIG_NAME = "label-studio.xml"


def labelling_config() -> str:
    """The labelling interface (XML) that these tasks are made for."""
    texts = ("actor", "office", "ministry", "recipient", "condition", "earliest", "latest", "refused", "reason")
    lines = [
        "<View>",
        '  <Header value="$where"/>',
        '  <Text name="asked" value="$asked"/>',
        '  <Text name="before" value="$before"/>',
        '  <Text name="text" value="$text"/>',
        '  <Text name="after" value="$after"/>',
        *_choices("labels", (*LABELS, "none"), "multiple", hotkeys="1230"),
        *_choices("kind", ("decision", "unsure", "skip", "adjudication"), "single"),
        '  <Labels name="spans" toName="text"><Label value="action"/><Label value="deadline"/></Labels>',
        *_choices("strength", get_args(Strength), "single"),
        *_choices("polarity", get_args(Polarity), "single"),
        *_choices("precision", get_args(Precision), "single"),
        *_choices("cue", get_args(Cue), "single"),
        *_choices("frames", LABELS, "multiple"),
        *(
            f'  <TextArea name="{name}" toName="text" maxSubmissions="1" placeholder="{name}"/>'
            for name in (*texts, "attribution", "note", "elsewhere")
        ),
        "</View>",
    ]
    return "\n".join(lines) + "\n"


def label_studio_json(tasks: Iterable[Task]) -> Iterator[bytes]:
    """The tasks as one JSON list, part by part."""
    between = b"[\n"
    for task in tasks:
        yield between + orjson.dumps(_task(task))
        between = b",\n"
    yield b"[]\n" if between == b"[\n" else b"\n]\n"


def parse_label_studio(content: bytes, *, place: str = "") -> Returned:
    """What an export of Label Studio (JSON) holds; raises :class:`InvalidReviewError` naming task and rule."""
    try:
        tasks = orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise InvalidReviewError("Label Studio's export is JSON", value=str(error), place=place) from error
    if not isinstance(tasks, list):
        raise InvalidReviewError("Label Studio's export is a list of tasks", place=place)
    found = [_returned(task, f"{place}, task {number}") for number, task in enumerate(tasks, start=1)]
    return Returned(
        tuple(review for one in found for review in one.reviews),
        tuple(word for one in found for word in one.edited),
    )


def _choices(name: str, values: tuple[str, ...], choice: str, hotkeys: str = "") -> list[str]:
    keys = [f' hotkey="{key}"' for key in hotkeys] or [""] * len(values)
    inner = "".join(f'<Choice value="{value}"{key}/>' for value, key in zip(values, keys, strict=True))
    return [f'  <Choices name="{name}" toName="text" choice="{choice}">{inner}</Choices>']


def _task(task: Task) -> dict[str, Any]:
    statement, document = task.statement, task.document
    predicted = {name: getattr(statement, name) for name in ("labels", "cue", *LABELS)}
    shown = Review(
        id=PREDICTED, sentence_id=statement.sentence.id, by="", at=task.run.created_at, kind="decision", **predicted
    )
    version = f"{task.run.model} ({task.run.pipeline_version})"
    return {
        "data": _data(task),
        "predictions": [
            {
                "model_version": version,
                "score": _sureness(statement.scores),
                "result": result_of(fields_of(shown), PREDICTED, statement.sentence),
            }
        ],
        "annotations": [_annotation(review, task) for review in task.last],
        "meta": {"document": document.id},
    }


def _data(task: Task) -> dict[str, Any]:
    sentence, document, speaker = task.statement.sentence, task.document, task.speaker
    name = ", ".join(part for part in (speaker.name, speaker.office, speaker.ministry) if part) if speaker else ""
    return {
        "text": sentence.text,
        "asked": task.asked,
        "before": task.before,
        "after": task.after,
        "where": " · ".join(part for part in (document.title, name) if part) or document.id,
        "speaker": name,
        "sentence_id": sentence.id,
        "start": sentence.start,
        "end": sentence.end,
        "document": document.id,
        "document_kind": document.kind,
        "date": document.date.isoformat() if document.date else None,
        "source": document.source,
        "passage": sentence.passage.kind,
        "numbers": list(sentence.passage.numbers),
        "scores": {label: round(float(getattr(task.statement.scores, label)), 4) for label in LABELS},
        "evidence": list(task.statement.evidence),
        "run": {
            "pipeline_version": task.run.pipeline_version,
            "model": task.run.model,
            "created_at": task.run.created_at.isoformat(),
        },
        "reviews": events(task.reviews),
    }


def _annotation(review: Review, task: Task) -> dict[str, Any]:
    return {
        "unique_id": review.id,
        "result": result_of(fields_of(review), review.id, task.statement.sentence),
        "was_cancelled": review.kind == "skip",
        "ground_truth": review.kind == "adjudication",
        "created_at": review.at.isoformat(),
    }


def _sureness(scores: Scores) -> float:
    """How sure the model is of the label that it is least sure of, 0.5…1."""
    values = (scores.commitment, scores.refusal, scores.claim)
    return round(min(max(value, 1 - value) for value in values), 4)


def _returned(task: object, place: str) -> Returned:
    data = task.get("data") if isinstance(task, Mapping) else None
    if not isinstance(task, Mapping) or not isinstance(data, Mapping) or not isinstance(data.get("sentence_id"), str):
        raise InvalidReviewError("a task has data with a sentence_id", place=place)
    place = f"{place} ({data['sentence_id']})"
    annotations = task.get("annotations") or []
    if not isinstance(annotations, list):
        raise InvalidReviewError("annotations are a list", place=place)
    words = tuple(_edited(one, data, place) for one in annotations)
    return Returned(reviews_in(data.get("reviews"), place=place), words)


def _edited(annotation: object, data: Mapping[str, Any], place: str) -> Edited:
    if not isinstance(annotation, Mapping) or not isinstance(annotation.get("result"), list):
        raise InvalidReviewError("an annotation has a result", place=place)
    of, fields = fields_in(annotation["result"], data, place)
    if annotation.get("was_cancelled"):
        fields["kind"] = "skip"
    by = annotation.get("completed_by")
    return Edited(
        sentence_id=str(data["sentence_id"]),
        of=of or annotation.get("unique_id"),
        said=said_in(fields, place=place),
        by=str(by["email"]) if isinstance(by, Mapping) and by.get("email") else None,
        at=moment_in(annotation.get("updated_at") or annotation.get("created_at"), place=place),
        based_on=run_in(data.get("run"), place=place),
    )
