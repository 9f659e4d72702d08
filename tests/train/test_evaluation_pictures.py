"""The pictures: well-formed, told in words, the same every time, and there for the smallest input."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from pipeline.classify.decide import Verdict
from pipeline.records import LABELS, Scores
from pipeline.train.chart import SIDE, Plot, picture
from pipeline.train.evaluation import compare
from pipeline.train.gold import gold_rows
from pipeline.train.pictures import precision_recall, reliability_diagram, write_pictures

SVG = {"s": "http://www.w3.org/2000/svg"}


def measured(count, *, labels=("claim",)):
    lines = [
        json.dumps({"document": f"d{number % 4}", "text": "De brug is dicht.", "labels": labels if number % 2 else []})
        for number in range(count)
    ]
    verdicts = []
    for number in range(count):
        score = (number % 10) / 10 + 0.05
        scores = Scores(**dict.fromkeys(LABELS, score))
        verdicts.append(Verdict(tuple(sorted(labels)) if score > 0.5 else (), scores, needs_review=False))
    return compare(gold_rows(lines).rows, verdicts, model="m & <n>")


@pytest.mark.parametrize("draw", [reliability_diagram, precision_recall])
def test_a_picture_says_in_words_what_it_shows(draw):
    root = etree.fromstring(draw(measured(40), "all"))
    title, description = root[0], root[1]
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert "m & <n>" in title.text
    for label in LABELS:
        assert f"{label}: " in description.text
    assert "20 of 40 sentences have it" in description.text


@pytest.mark.parametrize("draw", [reliability_diagram, precision_recall])
def test_text_is_text_and_colours_are_greys(draw):
    root = etree.fromstring(draw(measured(40), "all"))
    words = " ".join(root.xpath("//s:text/text()", namespaces=SVG))
    assert all(name in words for name in ("toezegging", "weigering", "bewering"))
    colours = set(root.xpath("//@fill | //@stroke"))
    assert colours <= {"none", "black", "white", "#767676", "#d0d0d0"}


def test_every_bin_has_its_dot_interval_and_count():
    root = etree.fromstring(reliability_diagram(measured(40), "all"))
    dots = root.xpath("//s:g[s:circle]/s:title/text()", namespaces=SVG)
    assert len(dots) == 10 * len(LABELS)
    assert dots[0] == "score 0.0 to 0.1: 4 sentences, share 0.00 [0.00, 0.49]"
    assert root.xpath("//s:text/text()", namespaces=SVG).count("4") == 10 * len(LABELS)


def test_the_point_of_work_stands_at_its_figures():
    found = measured(40)
    claim = found.figures["all"]["claim"]
    root = etree.fromstring(precision_recall(found, "all"))
    (circle,) = [one for one in root.iter("{*}circle") if "claim" in one.getparent()[0].text]
    plot = Plot(56.0 + 2 * (SIDE + 84.0), 64.0)
    assert float(circle.get("cx")) == pytest.approx(plot.x(claim.recall.value), abs=0.01)
    assert float(circle.get("cy")) == pytest.approx(plot.y(claim.precision.value), abs=0.01)


def test_the_same_figures_give_the_same_bytes(tmp_path):
    names = [path.name for path in write_pictures(measured(40), tmp_path / "a")]
    assert names == [
        "reliability-all.svg",
        "precision-recall-all.svg",
        "reliability-written.svg",
        "precision-recall-written.svg",
    ]
    write_pictures(measured(40), tmp_path / "b")
    assert all((tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes() for name in names)


@pytest.mark.parametrize("count", [1, 2])
@pytest.mark.parametrize("labels", [(), ("refusal",)])
def test_one_sentence_or_no_true_one_is_drawn_all_the_same(count, labels):
    found = measured(count, labels=labels)
    words = etree.fromstring(precision_recall(found, "all")).xpath("string()")
    assert "no sentence has this label" in words
    assert etree.fromstring(reliability_diagram(found, "all")) is not None


def test_without_figures_nothing_is_drawn(tmp_path):
    assert write_pictures(measured(0), tmp_path) == ()
    assert list(tmp_path.iterdir()) == []


def test_words_are_escaped_and_the_picture_stays_whole():
    plot = Plot(0.0, 0.0)
    plot.text(0, 0, "<b> & é")
    root = etree.fromstring(picture("x", "a < b", "c & d", [plot], (10.0, 10.0)))
    assert root.xpath("string(//s:text[2])", namespaces=SVG) == "<b> & é"
    assert root.xpath("string(//s:desc)", namespaces=SVG) == "c & d"
