"""The figures of an evaluation, on verdicts made up by hand."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline.classify.decide import Verdict
from pipeline.classify.protocol import Context
from pipeline.cli.app import app
from pipeline.records import LABELS, Scores
from pipeline.train.calibration import expected_calibration_error
from pipeline.train.curves import BINS, MOST_POINTS, curves, share_interval
from pipeline.train.evaluation import KINDS, compare, evaluate_files, kind_of
from pipeline.train.gold import GoldRow, gold_rows
from pipeline.train.hard_negatives import OTHER, hard_negatives


def row(text, *labels, document="d", role="answer", **more):
    (found,) = gold_rows(
        [json.dumps({"document": document, "text": text, "labels": labels, "role": role, **more})]
    ).rows
    return found


def verdict(*labels, review=False):
    scores = {label: 0.9 if label in labels else 0.1 for label in LABELS}
    return Verdict(tuple(sorted(labels)), Scores(**scores), review)


@pytest.fixture
def mixed():
    """Four sentences of two documents with the verdicts on them."""
    rows = [
        row("Ik zal de brug laten herstellen.", "commitment"),
        row("De brug is in maart gesloten.", "claim"),
        row("Gemeenten zullen de veren betalen.", document="e", role="government"),
        row("Dat verzoek wijs ik af.", "refusal", document="e", role="government"),
    ]
    given = [verdict("commitment"), verdict("claim", review=True), verdict("commitment"), verdict("refusal")]
    return rows, given


def test_figures_by_kind_of_text_by_hand(mixed):
    found = compare(*mixed, model="m")
    assert list(found.figures) == ["all", "written", "debate"]
    promise = found.figures["all"]["commitment"]
    assert (promise.support, promise.given, promise.precision.value, promise.recall.value) == (1, 2, 0.5, 1.0)
    assert found.figures["debate"]["commitment"].support == 0
    assert found.figures["written"]["commitment"].precision.value == 1.0
    assert found.confusion == {
        ("claim", "claim"): 1,
        ("commitment", "commitment"): 1,
        ("none", "commitment"): 1,
        ("refusal", "refusal"): 1,
    }


def test_what_lies_outside_the_review_band(mixed):
    found = compare(*mixed, model="m")
    band = found.review["all"]
    assert (band.rows, band.reviewed, band.share.value) == (4, 1, 0.25)
    assert band.outside["claim"].support == 0
    assert (band.outside["commitment"].given, band.outside["commitment"].precision.value) == (2, 0.5)
    assert found.review["debate"].reviewed == 0
    assert found.needs_review == 0.25


def test_a_hard_negative_is_counted_in_its_class(mixed):
    (third,) = [one for one in compare(*mixed, model="m").hard_negatives if one.id == "third-party"]
    assert (third.lacks, third.rows) == ("commitment", 1)
    assert (third.wrong["commitment"].given, third.wrong["commitment"].rate) == (1, 1.0)
    assert (third.wrong["claim"].given, third.wrong["claim"].count) == (0, 1)


@pytest.mark.parametrize(
    ("found", "kind"),
    [
        (row("Ja."), "written"),
        (row("Ja.", role="paper"), "written"),
        (row("Ja.", role="letter"), "letter"),
        (row("Ja.", role="news"), "news"),
        (row("Ja.", role="quote"), "news"),
        (row("Ja.", role="member"), "debate"),
        (GoldRow("a", "a", Context("Ja.", "letter", document_kind="written_answers"), ()), "letter"),
    ],
)
def test_the_kind_of_text_of_a_row(found, kind):
    assert kind_of(found) == kind
    assert kind in KINDS


def test_a_class_by_ruling_cue_and_speaker():
    rows = [
        row("Dat komt er in het voorjaar.", origin="own", note="third-party"),
        row("Dat komt er in het voorjaar.", note="third-party"),
        row("De brief ligt er.", "claim", cue="fulfilment"),
        row("Ik kom daarop terug.", role="chair"),
        row("Dat komt er in het voorjaar.", "commitment", origin="own", note="third-party"),
    ]
    found = {(one.id, one.lacks): one for one in hard_negatives(rows, [verdict("commitment")] * 5)}
    assert found["third-party", "commitment"].rows == 1
    assert found["earlier-promise", "commitment"].rows == 1
    assert found["chair", "commitment"].wrong["commitment"].given == 1
    assert found[OTHER, "commitment"].rows == 1


@pytest.mark.parametrize("rows", [[], [row("Ja.")], [row("Ja.", "claim")], [row("Nee.", "refusal", role="news")] * 2])
def test_few_sentences_or_one_label_give_figures_all_the_same(rows):
    found = compare(rows, [verdict("claim")] * len(rows), model="m")
    assert found.rows == len(rows)
    assert ("claim" in found.as_table()) is bool(rows)
    assert json.loads(json.dumps(found.as_dict()))["figures"].keys() == found.figures.keys()


LABEL_SETS = st.sets(st.sampled_from(LABELS)).map(tuple)
SENTENCES = st.sampled_from(["Ja.", "Gemeenten zullen betalen.", "Ik hoop dat het lukt.", "Komt dat goed?"])


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            LABEL_SETS, LABEL_SETS, st.booleans(), st.sampled_from("ab"), st.sampled_from(["answer", "chair", "letter"])
        ),
        max_size=12,
    ),
    SENTENCES,
)
def test_counts_of_any_verdicts_add_up(pairs, text):
    rows = [row(text, *true, document=name, role=role) for true, _, _, name, role in pairs]
    found = compare(rows, [verdict(*given, review=doubt) for _, given, doubt, _, _ in pairs], model="m")
    assert sum(found.confusion.values()) == len(rows)
    for label in LABELS if rows else ():
        kinds = [figures[label] for kind, figures in found.figures.items() if kind != "all"]
        whole = found.figures["all"][label]
        assert whole.support == sum(one.support for one in kinds)
        assert whole.given == sum(one.given for one in kinds)
        assert 0 <= whole.calibration_error <= 1
        assert found.review["all"].outside[label].given <= whole.given
        assert sum(one.count for one in whole.curves.bins) == len(rows)
    for one in found.hard_negatives:
        assert all(wrong.given <= wrong.count <= one.rows for wrong in one.wrong.values())
        assert one.wrong[one.lacks].count == one.rows
    assert found.as_table()
    assert json.loads(json.dumps(found.as_dict()))["rows"] == len(rows)


def test_what_cannot_be_told_is_no_figure_in_the_table():
    table = compare([row("Ja.", "claim")], [verdict("claim", review=True)], model="m").as_table().splitlines()
    line = next(line for line in table if line.startswith("all      refusal"))
    assert line.split() == ["all", "refusal", "0", "0", "–", "–", "–", "–", "0.100"]


def test_json_has_what_the_contract_asks(mixed):
    plain = json.loads(json.dumps(compare(*mixed, model="m").as_dict()))
    label = plain["figures"]["all"]["commitment"]
    assert (label["precision"], label["recall"], label["f1"]) == (0.5, 1.0, 0.6667)
    assert label["precision_95"] == [0.0, 1.0]
    assert label["calibration_error"] == 0.25
    assert [(one["low"], one["count"], one["share"]) for one in label["bins"]] == [(0.1, 2, 0.0), (0.9, 2, 0.5)]
    assert plain["review"]["all"]["share"] == 0.25
    assert plain["review"]["written"]["share_95"] is None
    assert plain["hard_negatives"][0]["wrong"]["commitment"].keys() == {"count", "given", "rate", "rate_95"}
    assert sum(one["count"] for one in plain["confusion"]) == 4


def test_bins_and_calibration_error_are_of_one_mind():
    random = np.random.default_rng(4)
    scores = random.random(500)
    truth = (random.random(500) < scores**2).astype(np.int64)
    bins = curves(scores, truth).bins
    assert len(bins) == BINS
    assert sum(one.count for one in bins) == 500
    gaps = sum(abs(one.score - one.share) * one.count for one in bins) / 500
    assert gaps == pytest.approx(expected_calibration_error(scores, truth))
    assert all(one.interval[0] <= one.share <= one.interval[1] for one in bins)


def test_a_curve_falls_from_the_highest_threshold_and_is_thinned_out():
    points = curves(np.array([0.9, 0.8, 0.7, 0.6]), np.array([1, 0, 1, 0])).points
    assert points[0] == (0.5, 1.0)
    assert points[-1] == (1.0, 0.5)
    random = np.random.default_rng(1)
    many = curves(random.random(5000), (random.random(5000) < 0.5).astype(np.int64)).points
    assert len(many) <= MOST_POINTS
    assert [recall for recall, _ in many] == sorted(recall for recall, _ in many)
    assert many[-1][0] == 1.0


def test_an_interval_of_a_share_by_hand():
    low, high = share_interval(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)


def test_only_the_listed_documents_and_each_file_once(shipped_model, tmp_path):
    path = tmp_path / "gold.jsonl"
    rows = [{"document": name, "text": "De brug is dicht.", "labels": ["claim"], "role": "answer"} for name in "aab"]
    path.write_text("\n".join([*map(json.dumps, rows), "{"]))
    assert evaluate_files([path, path], shipped_model).rows == 3
    found = evaluate_files([path], shipped_model, only=frozenset("b"))
    assert (found.rows, found.documents, len(found.left_out)) == (1, 1, 1)


def gestand(*words):
    return CliRunner().invoke(app, ["evaluate", *(str(word) for word in words)])


def test_the_command_measures_draws_and_says_what_it_left_out(root, tmp_path):
    lines = (root / "annotations" / "own.jsonl").read_text().splitlines()
    gold = tmp_path / "gold.jsonl"
    written = [line for line in lines if '"role": "answer"' in line]
    gold.write_text("\n".join([*written[:40], "{broken"]))
    shown = gestand(gold, "--figures", tmp_path / "figuren")
    assert shown.exit_code == 0, shown.output
    assert "outside the review band" in shown.stdout
    assert "overgeslagen: gold.jsonl, line 41" in shown.stderr
    assert sorted(path.name for path in (tmp_path / "figuren").iterdir()) == [
        "precision-recall-all.svg",
        "precision-recall-written.svg",
        "reliability-all.svg",
        "reliability-written.svg",
    ]
    machine = gestand(gold, "--json", "--model", root / "models" / "cues")
    assert json.loads(machine.stdout)["model"].startswith("cues-")


def test_the_command_measures_on_held_out_documents_alone(tmp_path):
    row = {"text": "De brug is dicht.", "labels": ["claim"], "role": "answer"}
    gold = tmp_path / "gold.jsonl"
    gold.write_text("\n".join(json.dumps({"document": name, **row}) for name in "aab"))
    held = tmp_path / "apart.json"
    held.write_text(json.dumps({"written": ["b"], "debates": []}))
    result = gestand(gold, "--held-out", held, "--json")
    assert json.loads(result.stdout)["rows"] == 1


def test_wrong_usage_is_told_before_anything_is_measured(tmp_path):
    (tmp_path / "gold.jsonl").write_text("")
    (tmp_path / "figuren").write_text("")
    assert gestand(tmp_path / "geen.jsonl").exit_code == 2
    result = gestand(tmp_path / "gold.jsonl", "--figures", tmp_path / "figuren")
    assert (result.exit_code, "is geen map" in result.stderr) == (2, True)


def test_nothing_to_measure_is_said_and_drawn_as_nothing(tmp_path):
    (tmp_path / "gold.jsonl").write_text("")
    result = gestand(tmp_path / "gold.jsonl", "--figures", tmp_path / "figuren")
    assert result.exit_code == 0, result.output
    assert "0 sentences of 0 documents" in result.stdout
    assert list((tmp_path / "figuren").iterdir()) == []
