from __future__ import annotations

import json

import pytest

from pipeline.classify import contexts
from pipeline.errors import InvalidLabelError
from pipeline.read import Hints, read_document
from pipeline.segment import segment_document
from pipeline.settings import ReadLimits
from pipeline.train.corpus import UNSURE, join
from pipeline.train.gold import read_gold
from pipeline.train.gold_file import write_joined
from pipeline.train.standoff import LabelledSpan, letters_hash, read_standoff, text_hash

LETTER = (
    "Geachte voorzitter,\n\nDe sluis bij Rietvoorde is sinds maart gestremd. Ik zal uw Kamer vóór de zomer over het "
    "herstel informeren. De kosten bedragen drie miljoen euro.\n\nDe kosten bedragen drie miljoen euro.\n"
)
LIMITS = ReadLimits()


def document(text=LETTER, name="brief-1.txt"):
    return read_document(text.encode(), source=name, limits=LIMITS, hints=Hints(kind="letter"))


def label(text, start, **changes):
    values = {
        "document": "brief-1",
        "file": "brief-1",
        "start": start,
        "end": start + len(text),
        "sha256": text_hash(text),
        "letters": letters_hash(text),
        "role": "letter",
        "labels": ["claim"],
        "strength": None,
        "polarity": None,
        "cue": None,
        "unsure": False,
        "agree": None,
        "annotators": ["A"],
        "date": "2026-11-21",
    }
    return LabelledSpan.model_validate(values | changes)


@pytest.fixture
def labels():
    sentences = [one for one in segment_document(document()) if one.text.endswith(".")]
    return tuple(label(one.text, one.start, unsure=number == 0) for number, one in enumerate(sentences))


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "documenten" / ".git").mkdir(parents=True)
    (tmp_path / "documenten" / ".git" / "brief-1.txt").write_text("Niet deze.")
    return tmp_path / "documenten"


def joined(labels, folder, text=LETTER):
    (folder / "brief-1.txt").write_text(text, encoding="utf-8")
    return join(labels, [folder], limits=LIMITS)


def test_labels_find_their_sentences_with_the_context_of_the_document(labels, folder):
    (found,) = joined(labels, folder)
    assert [one.how for one in found.joined] == ["in_place"] * 4
    assert (found.lost, found.adjudicate, found.error) == (0, 0, None)
    segmented = [one for one in segment_document(document()) if one.text.endswith(".")]
    texts = {one.text for one in segmented}
    expected = [one for one in contexts(document(), segment_document(document())) if one.text in texts]
    assert [one.row.context.before for one in found.joined] == [one.before for one in expected]
    assert [one.row.weight for one in found.joined] == [UNSURE, 1.0, 1.0, 1.0]
    assert all(one.row.document == "brief-1" and not one.row.own for one in found.joined)


def test_a_sentence_that_has_moved_is_found_elsewhere_and_none_gets_two_labels(labels, folder):
    (found,) = joined(labels, folder, text=LETTER.replace("Geachte voorzitter", "Zeer geachte mevrouw de voorzitter"))
    assert [one.how for one in found.joined] == ["moved"] * 4
    assert len({one.row.id for one in found.joined}) == 4


def test_a_sentence_is_found_in_another_spelling_of_spaces_and_hyphens(labels, folder):
    (found,) = joined(labels, folder, text=LETTER.replace("drie miljoen euro.\n\nDe", "drie  mil-joen euro.\n\nDe"))
    assert sorted(one.how for one in found.joined) == ["alike", "in_place", "in_place", "moved"]


def test_a_sentence_that_is_gone_is_counted_as_lost(labels, folder):
    (found,) = joined(labels, folder, text=LETTER.replace("gestremd", "weer open"))
    assert (len(found.joined), found.lost) == (3, 1)


def test_a_span_is_found_where_sentences_are_cut_in_another_way(folder):
    text = "De sluis bij Rietvoorde is sinds maart gestremd. Ik zal uw Kamer vóór de zomer over het herstel informeren."
    start = document().text.index(text)
    (found,) = joined([label(text, start)], folder)
    (one,) = found.joined
    assert (one.how, one.row.context.text) == ("in_place", text)


def test_what_waits_for_a_decision_is_not_learned_from(labels, folder):
    waiting = [labels[0].model_copy(update={"adjudicate": True}), *labels[1:]]
    (found,) = joined(waiting, folder)
    assert (len(found.joined), found.lost, found.adjudicate) == (3, 0, 1)


def test_documents_that_are_missing_or_cannot_be_read_are_named(labels, folder):
    (missing,) = join(labels, [folder], limits=LIMITS)
    assert (missing.path, missing.lost, missing.joined) == (None, 4, ())
    (folder / "brief-1.pdf").write_bytes(b"%PDF-1.4 broken")
    (broken,) = join(labels, [folder], limits=LIMITS)
    assert broken.path == folder / "brief-1.pdf"
    assert broken.error is not None
    (folder / "brief-1.txt").write_text(LETTER, encoding="utf-8")
    (found,) = join(labels, [folder], limits=LIMITS)
    assert (found.path, len(found.joined), found.error) == (folder / "brief-1.txt", 4, None)


def test_joined_sentences_are_written_as_gold_and_read_back_the_same(labels, folder, tmp_path):
    joins = joined(labels, folder)
    assert write_joined(joins, tmp_path / "gold.jsonl") == 4
    gold = read_gold(tmp_path / "gold.jsonl")
    assert gold.errors == ()
    for read, one in zip(gold.rows, joins[0].joined, strict=True):
        assert (read.id, read.labels, read.weight) == (one.row.id, one.row.labels, one.row.weight)
        assert (read.context.text, read.context.before) == (one.row.context.text, one.row.context.before)
        assert (read.context.kind, read.context.asked) == (one.row.context.kind, one.row.context.asked)


def test_a_parquet_file_holds_the_same_rows(labels, folder, tmp_path):
    datasets = pytest.importorskip("datasets", reason="the extra `train` is not installed")
    joins = joined(labels, folder)
    assert write_joined(joins, tmp_path / "gold.parquet") == 4
    write_joined(joins, tmp_path / "gold.jsonl")
    found = datasets.Dataset.from_parquet(str(tmp_path / "gold.parquet"), cache_dir=str(tmp_path / "cache"))
    assert found.to_list() == [json.loads(line) for line in (tmp_path / "gold.jsonl").read_text().splitlines()]


def test_nothing_is_written_inside_a_working_tree(labels, folder, tmp_path):
    (tmp_path / ".git").write_text("gitdir: elsewhere")
    with pytest.raises(InvalidLabelError, match="outside a Git working tree"):
        write_joined(joined(labels, folder), tmp_path / "diep" / "er" / "gold.jsonl")
    assert not (tmp_path / "diep").exists()


@pytest.mark.parametrize(
    "change",
    [
        {"end": 0},
        {"sha256": "abc"},
        {"labels": ["promise"]},
        {"strength": "firm"},
        {"labels": ["commitment"]},
        {"agree": True},
        {"annotators": []},
        {"text": "Dit hoort hier niet."},
    ],
)
def test_a_row_that_breaks_the_format_is_named(tmp_path, labels, change):
    path = tmp_path / "labels.jsonl"
    rows = [labels[0].model_dump(mode="json"), labels[1].model_dump(mode="json") | change]
    path.write_text("\n".join(map(json.dumps, rows)))
    with pytest.raises(InvalidLabelError, match=r"labels\.jsonl, line 2"):
        read_standoff(path)


def test_a_file_that_is_no_text_is_an_error(tmp_path):
    (tmp_path / "labels.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InvalidLabelError, match="readable UTF-8"):
        read_standoff(tmp_path / "labels.jsonl")
