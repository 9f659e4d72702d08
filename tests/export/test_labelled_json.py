"""The contract's JSON: its keys and their order, its schema, and the way back."""

import dataclasses
import datetime as dt
import json

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.export import (
    InvalidLabelledDocumentError,
    labelled_json,
    parse_labelled,
    read_labelled,
    renamed,
    schema,
    write_whole,
)
from pipeline.records import Scores, sentence_id

CONTRACT = {
    "": ["schema_version", "document", "run", "sentences"],
    "document": ["id", "kind", "title", "date", "language", "source", "sha256", "text"],
    "run": ["pipeline_version", "model", "created_at"],
    "sentence": [
        "id",
        "start",
        "end",
        "text",
        "passage",
        "labels",
        "scores",
        "needs_review",
        "cue",
        "commitment",
        "refusal",
        "claim",
        "evidence",
    ],
    "passage": ["kind", "numbers", "speaker"],
    "speaker": ["name", "office", "ministry", "role"],
    "scores": ["commitment", "refusal", "claim"],
    "commitment": ["actor", "action", "recipient", "deadline", "condition", "strength", "polarity"],
    "actor": ["text", "office", "ministry"],
    "action": ["text", "start", "end"],
    "deadline": ["text", "start", "end", "earliest", "latest", "precision"],
}


def without_map(labelled):
    """What a file keeps: scores with four digits."""
    return dataclasses.replace(
        labelled,
        statements=tuple(
            dataclasses.replace(s, scores=Scores(*(round(v, 4) for v in dataclasses.astuple(s.scores))))
            for s in labelled.statements
        ),
    )


def test_keys_stand_in_the_order_of_the_contract_and_additions_come_last(labelled):
    content = json.loads(labelled_json(labelled))
    sentence = content["sentences"][1]
    objects = {
        "": content,
        "document": content["document"],
        "run": content["run"],
        "sentence": sentence,
        "passage": sentence["passage"],
        "speaker": sentence["passage"]["speaker"],
        "scores": sentence["scores"],
        "commitment": sentence["commitment"],
        "actor": sentence["commitment"]["actor"],
        "action": sentence["commitment"]["action"],
        "deadline": sentence["commitment"]["deadline"],
    }
    for name, value in objects.items():
        assert list(value)[: len(CONTRACT[name])] == CONTRACT[name], name
    assert list(content["document"])[8:] == [
        "asked",
        "answered",
        "askers",
        "answerers",
        "dossiers",
        "question_ids",
        "omissions",
    ]
    assert list(sentence["passage"])[3:] == ["form", "turn", "depth", "start", "end"]
    assert list(sentence) == CONTRACT["sentence"]


def test_values_are_those_of_the_contract(labelled):
    content = json.loads(labelled_json(labelled))
    assert content["schema_version"] == "1.0"
    assert content["document"]["date"] == "2025-03-04"
    assert content["run"]["created_at"] == "2025-07-02T09:30:00Z"
    assert content["sentences"][1]["scores"] == {"commitment": 0.9877, "refusal": 0.01, "claim": 0.2}
    assert content["sentences"][1]["passage"]["numbers"] == ["2", "3"]
    assert content["sentences"][1]["commitment"]["deadline"]["earliest"] is None
    assert content["sentences"][1]["commitment"]["deadline"]["latest"] == "2025-05-31"
    assert content["sentences"][2]["labels"] == ["claim", "refusal"]
    assert content["sentences"][0]["passage"]["speaker"] is None


def test_the_bytes_are_utf8_without_escapes(labelled):
    content = labelled_json(labelled)
    assert "vóór".encode() in content
    assert content.endswith(b"}\n")


def test_the_output_follows_the_schema(labelled):
    validator = jsonschema.Draft202012Validator(schema(), format_checker=jsonschema.FormatChecker())
    validator.check_schema(schema())
    validator.validate(json.loads(labelled_json(labelled)))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["sentences", 0, "labels"], ["promise"]),
        (["sentences", 0, "scores", "claim"], 1.5),
        (["document", "kind"], "speech"),
        (["document", "sha256"], "ab"),
        (["document", "extra"], 1),
        (["run", "model"], None),
        (["schema_version"], "2.0"),
        (["sentences", 0, "start"], -1),
    ],
)
def test_the_schema_and_the_reader_refuse_what_breaks_the_contract(labelled, path, value):
    content = json.loads(labelled_json(labelled))
    place = content
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    assert not jsonschema.Draft202012Validator(schema()).is_valid(content)
    with pytest.raises(InvalidLabelledDocumentError) as caught:
        parse_labelled(json.dumps(content).encode(), place="x.json")
    assert str(caught.value).startswith("x.json, " + ".".join(map(str, path)))


def test_a_record_that_breaks_the_contract_is_not_written(labelled):
    bad = dataclasses.replace(labelled, document=dataclasses.replace(labelled.document, sha256="no digest"))
    with pytest.raises(ValueError, match="sha256"):
        labelled_json(bad)


def test_what_was_written_can_be_read_back(labelled, tmp_path):
    path = tmp_path / "ah-tk-1.json"
    write_whole(path, labelled_json(labelled))
    assert read_labelled(path) == without_map(labelled)
    assert labelled_json(read_labelled(path)) == path.read_bytes()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b'{"schema_version":"1.0"}', b"\xff"])
def test_what_is_no_labelled_document_is_an_error(content):
    with pytest.raises(InvalidLabelledDocumentError):
        parse_labelled(content)


@given(st.floats(0, 1), st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_text_and_score_survive_the_way_there_and_back(score, title):
    labelled = _plain(title, score)
    back = parse_labelled(labelled_json(labelled))
    assert back.document.title == title
    assert back.statements[0].scores.claim == round(score, 4)


def _plain(title, score):
    from pipeline.records import Document, LabelledDocument, Passage, Run, Sentence, Statement

    passage = Passage(0, 3, "other")
    sentence = Sentence(sentence_id("d", 0, 3, "Ja."), 0, 3, "Ja.", passage)
    document = Document(
        id="d",
        kind="other",
        title=title,
        date=None,
        language="nl",
        source="-",
        sha256="0" * 64,
        text="Ja.",
        passages=(passage,),
    )
    statement = Statement(sentence, (), Scores(0, 0, score), needs_review=False)
    return LabelledDocument(document, Run("1", "m", dt.datetime(2025, 1, 1, tzinfo=dt.UTC)), (statement,))


def test_another_id_changes_the_ids_of_the_sentences(labelled):
    other = renamed(labelled, "ah-tk-1--abababab")
    sentence = other.statements[1].sentence
    assert other.document.id == "ah-tk-1--abababab"
    assert sentence.id == sentence_id("ah-tk-1--abababab", sentence.start, sentence.end, sentence.text)
    assert sentence.id != labelled.statements[1].sentence.id
    assert renamed(other, "ah-tk-1") == labelled
