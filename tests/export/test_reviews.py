"""Reviews out to other tools and back: nothing is lost, and a correction is a new word."""

from __future__ import annotations

import copy
import csv
import datetime as dt
import io
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from said import speaker
from stored import FIRST, SECOND, labelled

from pipeline.export.label_studio import label_studio_json, labelling_config, parse_label_studio
from pipeline.export.prodigy import parse_prodigy, prodigy_jsonl
from pipeline.export.review_fields import NAMES, InvalidReviewError, fields_of, said_in
from pipeline.export.reviewed_json import corrections, parse_reviewed, reviewed_json
from pipeline.export.reviews_csv import parse_reviews_csv, reviews_csv
from pipeline.export.tasks import Returned, Task, new_reviews
from pipeline.records import (
    LABELS,
    Actor,
    Claim,
    Commitment,
    Deadline,
    Refusal,
    Run,
    Span,
    Words,
)
from pipeline.reviews import REVIEW_KINDS, Review

NOW = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)
LETTER = labelled(("Emoji 🚢 vooraf.", "Ik zal voor 1 juli 2025 de 🚢 onderzoeken."), labels=[(), ("commitment",)])
PROMISE = LETTER.statements[1]
WHERE = PROMISE.sentence.start

texts = st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=20)
words = st.none() | st.builds(Words, texts.filter(bool))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Words of the sentence, or of somewhere else in the document."""
    text = LETTER.document.text
    start = draw(st.integers(0, len(text) - 1))
    end = draw(st.integers(start + 1, len(text)))
    return Span(text[start:end], start, end)


@st.composite
def deadlines(draw: st.DrawFn) -> Deadline:
    span = draw(spans())
    dates = st.none() | st.dates()
    precision = draw(st.sampled_from(["day", "event", "unresolved"]))
    return Deadline(span.text, span.start, span.end, draw(dates), draw(dates), precision)


commitments = st.builds(
    Commitment,
    actor=st.builds(Actor, texts, st.none() | texts.filter(bool), st.none() | texts.filter(bool)),
    action=spans(),
    strength=st.sampled_from(["firm", "weak", "conditional"]),
    polarity=st.sampled_from(["act", "abstain"]),
    recipient=words,
    deadline=st.none() | deadlines(),
    condition=words,
)
said = st.builds(
    Review,
    id=st.uuids().map(str),
    sentence_id=st.just(PROMISE.sentence.id),
    by=st.sampled_from(["an", "bo", "cas"]),
    at=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 1), timezones=st.just(dt.UTC)),  # noqa: DTZ001
    kind=st.sampled_from([kind for kind in REVIEW_KINDS if kind != "undo"]),
    labels=st.sets(st.sampled_from(LABELS)).map(sorted).map(tuple),
    cue=st.sampled_from([None, "fulfilment", "reminder"]),
    commitment=st.none() | commitments,
    refusal=st.none() | st.builds(Refusal, words, words),
    claim=st.none() | st.builds(Claim, words),
    based_on=st.sampled_from([None, FIRST, SECOND]),
    note=texts,
)


@st.composite
def stories(draw: st.DrawFn) -> tuple[Review, ...]:
    """What people said of a sentence, and took back."""
    found = draw(st.lists(said, max_size=4, unique_by=lambda one: one.id))
    if found and draw(st.booleans()):
        gone = draw(st.sampled_from(found))
        found.append(Review(id=f"{gone.id}-undo", sentence_id=gone.sentence_id, by=gone.by, at=NOW, kind="undo",
                            undoes=gone.id))  # fmt: skip
    return tuple(found)


def task(reviews: Iterable[Review] = ()) -> Task:
    return Task(
        document=LETTER.document,
        statement=PROMISE,
        run=LETTER.run,
        asked="Bent u daartoe bereid?",
        before="Emoji 🚢 vooraf.",
        reviews=tuple(reviews),
    )


def through_label_studio(reviews: Iterable[Review]) -> Returned:
    return parse_label_studio(b"".join(label_studio_json([task(reviews)])))


def through_prodigy(reviews: Iterable[Review]) -> Returned:
    return parse_prodigy(b"".join(prodigy_jsonl([task(reviews)])))


def through_csv(reviews: Iterable[Review]) -> Returned:
    return parse_reviews_csv(b"".join(reviews_csv([task(reviews)])))


def through_labelled(reviews: Iterable[Review]) -> Returned:
    document, found = parse_reviewed(reviewed_json(LETTER, reviews))
    return corrections(document, parse_reviewed(reviewed_json(LETTER, ()))[0], found)


WAYS = [through_label_studio, through_prodigy, through_csv, through_labelled]


@pytest.mark.parametrize("way", WAYS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(story=stories())
def test_nothing_is_lost_on_the_way_and_nothing_is_added(
    way: Callable[[Iterable[Review]], Returned], story: tuple[Review, ...]
) -> None:
    assert new_reviews(way(story), by=None, at=NOW) == story


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(said)
def test_fields_hold_all_that_a_review_says(review: Review) -> None:
    fields = fields_of(review)
    assert tuple(fields) == NAMES
    again = replace(review, **said_in(fields))
    assert again == review


def test_a_sentence_that_nobody_judged_is_a_task_with_a_prediction() -> None:
    (made,) = json.loads(b"".join(label_studio_json([task()])))
    assert made["annotations"] == []
    (prediction,) = made["predictions"]
    assert prediction["model_version"] == "cues-1 (0.1.0)"
    assert prediction["score"] == 0.8
    choice = next(one for one in prediction["result"] if one["from_name"] == "labels")
    assert choice["value"] == {"choices": ["commitment"]}
    spans = [one["value"] for one in prediction["result"] if one["from_name"] == "spans"]
    text = made["data"]["text"]
    assert [text[one["start"] : one["end"]] for one in spans] == [one["text"] for one in spans]
    assert made["data"]["asked"] == "Bent u daartoe bereid?"


def corrected_in_label_studio(change: Callable[[dict[str, Any]], None], *said: Review) -> tuple[Review, ...]:
    tasks = json.loads(b"".join(label_studio_json([task(said)])))
    change(tasks[0])
    returned = parse_label_studio(json.dumps(tasks).encode())
    return new_reviews(returned, by="dora", at=NOW)


def test_a_choice_that_was_changed_in_label_studio_is_a_new_word() -> None:
    say = speaker(PROMISE.sentence.id)

    def change(made: dict[str, Any]) -> None:
        made["annotations"][0]["result"][0]["value"]["choices"] = ["refusal", "claim"]

    before, after = corrected_in_label_studio(change, say("an", "commitment"))
    assert before.labels == ("commitment",)
    assert (after.by, after.labels, after.kind) == ("dora", ("claim", "refusal"), "decision")
    assert after.based_on == FIRST


def test_an_annotation_that_label_studio_made_is_a_new_word() -> None:
    def change(made: dict[str, Any]) -> None:
        made["id"], made["project"] = 7, 3
        made["annotations"] = [
            {
                "id": 12,
                "completed_by": {"id": 1, "email": "dora@example.org"},
                "result": [
                    {"id": "Dx_aB91ISN", "type": "choices", "from_name": "labels", "to_name": "text",
                     "origin": "manual", "value": {"choices": ["commitment"]}},
                    {"id": "k3lf_0", "type": "labels", "from_name": "spans", "to_name": "text", "origin": "manual",
                     "value": {"start": 24, "end": 40, "text": "de 🚢 onderzoeken", "labels": ["action"]}},
                    {"id": "k3lf_1", "type": "textarea", "from_name": "actor", "to_name": "text",
                     "value": {"text": ["Ik"]}},
                ],
                "was_cancelled": False,
                "ground_truth": False,
                "created_at": "2026-11-19T09:12:00.528388Z",
                "updated_at": "2026-11-19T09:13:00.528388Z",
                "lead_time": 4.2,
            }
        ]  # fmt: skip

    (word,) = corrected_in_label_studio(change)
    assert word.at == dt.datetime(2026, 11, 19, 9, 13, 0, 528388, dt.UTC)
    assert word.commitment is not None
    assert (word.commitment.actor.text, word.commitment.strength) == ("Ik", "firm")
    action = word.commitment.action
    assert LETTER.document.text[action.start : action.end] == action.text == "de 🚢 onderzoeken"


def test_spans_that_a_browser_counted_in_utf_16_are_found_by_their_words() -> None:
    def change(made: dict[str, Any]) -> None:
        span = {"start": 24, "end": 41, "text": "de 🚢 onderzoeken", "labels": ["action"]}
        made["annotations"] = [{"result": [
            {"id": "a", "type": "labels", "from_name": "spans", "to_name": "text", "value": span},
            {"id": "b", "type": "choices", "from_name": "labels", "to_name": "text",
             "value": {"choices": ["commitment"]}},
        ]}]  # fmt: skip

    (word,) = corrected_in_label_studio(change)
    assert word.commitment is not None
    assert word.commitment.action.text == "de 🚢 onderzoeken"


def test_a_file_that_is_read_twice_says_everything_once() -> None:
    def change(made: dict[str, Any]) -> None:
        made["annotations"] = [{"result": [{"id": "a", "type": "choices", "from_name": "labels", "to_name": "text",
                                            "value": {"choices": ["claim"]}}]}]  # fmt: skip

    assert corrected_in_label_studio(change)[0].id == corrected_in_label_studio(change)[0].id


@pytest.mark.parametrize(
    ("break_", "rule"),
    [
        (lambda made: made.pop("data"), "sentence_id"),
        (lambda made: made.update(annotations=[{}]), "result"),
        (lambda made: made.update(annotations=[{"result": [{"from_name": "labels"}]}]), "value"),
        (lambda made: made.update(annotations=[{"result": [{"from_name": "sentiment", "value": {}}]}]), "interface"),
        (lambda made: made["data"].update(reviews=[{"id": 3}]), "whole"),
        (lambda made: made.update(annotations=[{"result": [], "created_at": "gisteren"}]), "ISO"),
    ],
)
def test_what_is_not_ours_is_said_with_its_place(break_: Callable[[dict[str, Any]], object], rule: str) -> None:
    tasks = json.loads(b"".join(label_studio_json([task()])))
    break_(tasks[0])
    with pytest.raises(InvalidReviewError, match=rule) as error:
        parse_label_studio(json.dumps(tasks).encode(), place="uit.json")
    assert "uit.json, task 1" in str(error.value)


def test_label_studio_itself_finds_nothing_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own software development kit checks every prediction and annotation against the interface."""
    monkeypatch.syspath_prepend(Path(sys.prefix) / "label-studio")
    interface = pytest.importorskip("label_studio_sdk.label_interface").LabelInterface(labelling_config())
    interface.validate()
    say = speaker(PROMISE.sentence.id)
    frame = PROMISE.commitment
    assert frame is not None
    assert frame.deadline is not None
    whole = replace(frame, recipient=Words("uw Kamer"), condition=Words("mits er geld is"))
    reviews = [
        say("an", "commitment", commitment=whole, note="goed\nnagekeken"),
        say("bo"),
        say("cas", kind="unsure"),
        say("dora", "claim", kind="adjudication", claim=Claim(Words("het RIVM"))),
    ]
    for made in json.loads(b"".join(label_studio_json([task(reviews)]))):
        assert interface.validate_task({"data": made["data"]})
        for annotation in made["annotations"]:
            assert interface.validate_annotation(annotation)
        for prediction in made["predictions"]:
            assert interface.validate_prediction(prediction, return_errors=True) == []


def test_what_prodigy_changed_is_a_new_word() -> None:
    say = speaker(PROMISE.sentence.id)
    line = json.loads(b"".join(prodigy_jsonl([task([say("an", "commitment")])])))
    assert line["accept"] == ["commitment"]
    assert line["answer"] == "accept"
    line |= {"accept": ["claim"], "_annotator_id": "dora", "_timestamp": 1795000000}
    returned = parse_prodigy(json.dumps(line).encode())
    _, word = new_reviews(returned, by=None, at=NOW)
    assert (word.by, word.labels) == ("dora", ("claim",))
    assert word.at == dt.datetime.fromtimestamp(1795000000, dt.UTC)


@pytest.mark.parametrize(("answer", "kind", "labels"), [("ignore", "skip", ()), ("reject", "decision", ())])
def test_other_answers_of_prodigy(answer: str, kind: str, labels: tuple[str, ...]) -> None:
    line = json.loads(b"".join(prodigy_jsonl([task()]))) | {"answer": answer, "accept": []}
    (word,) = new_reviews(parse_prodigy(json.dumps(line).encode()), by="dora", at=NOW)
    assert (word.kind, word.labels) == (kind, labels)


def test_a_line_of_prodigy_without_an_answer_says_nothing() -> None:
    assert new_reviews(through_prodigy([]), by="dora", at=NOW) == ()


def table(*said: Review) -> list[dict[str, str]]:
    text = b"".join(reviews_csv([task(said)])).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def as_csv(rows: list[dict[str, str]], delimiter: str = ";") -> bytes:
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return buffer.getvalue().encode()


@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_row_that_was_added_by_hand(delimiter: str) -> None:
    (row,) = table()
    assert row["machine"] == "commitment"
    row |= {"by": "dora", "kind": "decision", "labels": "claim, commitment", "at": "2026-11-19"}
    (word,) = new_reviews(parse_reviews_csv(as_csv([row], delimiter)), by=None, at=NOW)
    assert (word.by, word.labels) == ("dora", ("claim", "commitment"))


def test_no_cell_runs_in_a_spreadsheet() -> None:
    say = speaker(PROMISE.sentence.id)
    (row,) = table(say("an", note="=HYPERLINK(1)"))
    assert row["note"] == "'=HYPERLINK(1)"


def test_a_word_of_nobody_is_refused() -> None:
    (row,) = table()
    row |= {"kind": "decision", "labels": "claim"}
    with pytest.raises(InvalidReviewError, match="--by"):
        new_reviews(parse_reviews_csv(as_csv([row])), by=None, at=NOW)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"\xff\xfe", "UTF-8"),
        (b"a;b\n1;2\n", "columns"),
        (b"sentence;review;by;kind;labels\ns;;an;ja;\n", "kind is one"),
    ],
)
def test_a_table_that_is_not_ours(content: bytes, rule: str) -> None:
    with pytest.raises(InvalidReviewError, match=rule):
        parse_reviews_csv(content, place="t.csv")


def test_corrected_labels_in_a_labelled_document_are_new_words() -> None:
    content = json.loads(reviewed_json(LETTER, ()))
    corrected = copy.deepcopy(content)
    corrected["sentences"][0]["labels"] = ["claim"]
    corrected["sentences"][1]["commitment"]["strength"] = "weak"
    document, found = parse_reviewed(json.dumps(corrected).encode())
    machine, _ = parse_reviewed(json.dumps(content).encode())
    first, second = new_reviews(corrections(document, machine, found), by="dora", at=NOW)
    assert (first.labels, first.commitment, first.based_on) == (("claim",), None, FIRST)
    assert second.labels == ("commitment",)
    assert second.commitment is not None
    assert second.commitment.strength == "weak"


def test_a_plain_labelled_document_has_no_reviews() -> None:
    content = json.loads(reviewed_json(LETTER, ()))
    del content["reviews"]
    assert parse_reviewed(json.dumps(content).encode())[1] == ()


def all_names(config: str) -> Iterator[str]:
    for part in config.split('name="')[1:]:
        yield part.split('"')[0]


def test_every_field_has_its_place_in_the_interface() -> None:
    names = set(all_names(labelling_config()))
    assert set(NAMES) - names == {"action", "deadline", "action_start", "action_end", "deadline_start", "deadline_end"}


def test_runs_travel_whole() -> None:
    say = speaker(PROMISE.sentence.id)
    run = Run("0.3.0", "linear-x", dt.datetime(2026, 5, 1, 12, 30, 15, 123456, dt.UTC))
    story = (say("an", "claim", based_on=run),)
    assert new_reviews(through_label_studio(story), by=None, at=NOW) == story
