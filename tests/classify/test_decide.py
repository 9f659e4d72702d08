from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.classify import Band, Context, decide
from pipeline.records import LABELS

BANDS = {(label, kind): Band(0.5, 0.4, 0.8) for label in LABELS for kind in ("written", "debate")}
PROMISE = Context("Ik stuur u de cijfers.", "answer", role="government")


def verdict(context, *scores):
    (found,) = decide(np.array([scores or (0.9, 0.9, 0.9)], dtype=np.float32), [context], BANDS)
    return found


def test_labels_are_given_from_their_threshold_on_and_sorted():
    assert verdict(PROMISE, 0.5, 0.1, 0.95).labels == ("claim", "commitment")
    assert verdict(PROMISE, 0.49, 0.1, 0.1).labels == ()


@pytest.mark.parametrize(("score", "doubt"), [(0.39, False), (0.4, True), (0.79, True), (0.8, False)])
def test_a_score_inside_the_band_asks_for_review(score, doubt):
    assert verdict(PROMISE, score, 0.0, 0.0).needs_review is doubt


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"kind": "question"}, "rule:question"),
        ({"kind": "heading"}, "rule:heading"),
        ({"kind": "front"}, "rule:front"),
        ({"form": "footnote"}, "rule:footnote"),
        ({"form": "signature"}, "rule:signature"),
        ({"text": "Waarom zou ik dat doen?"}, "rule:question-mark"),
        ({"text": "«Gaat u dat doen?»"}, "rule:question-mark"),
        ({"text": "2."}, "rule:no-words"),
    ],
)
def test_what_is_no_statement_gets_nothing(change, rule):
    found = verdict(replace(PROMISE, **change))
    assert (found.labels, found.evidence, found.needs_review) == ((), (rule,), False)
    assert (found.scores.commitment, found.scores.refusal, found.scores.claim) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(("role", "rule"), [("member", "rule:member-speaks"), ("chair", "rule:chair-speaks")])
def test_a_member_or_the_chair_claims_at_most(role, rule):
    found = verdict(replace(PROMISE, role=role, kind="turn"))
    assert (found.labels, found.evidence) == (("claim",), (rule,))
    assert (found.scores.commitment, found.scores.refusal) == (0.0, 0.0)


@pytest.mark.parametrize("role", [None, "other"])
def test_a_promise_of_whom_it_is_not_known_who_speaks_asks_for_review(role):
    turn = replace(PROMISE, role=role, kind="turn")
    found = verdict(turn, 0.95, 0.0, 0.0)
    assert (found.labels, found.needs_review, found.evidence) == (("commitment",), True, ("rule:unknown-role",))
    refusal = verdict(turn, 0.0, 0.95, 0.0)
    assert (refusal.labels, refusal.needs_review, refusal.evidence) == (("refusal",), True, ("rule:unknown-role",))
    claim = verdict(turn, 0.1, 0.1, 0.95)
    assert (claim.labels, claim.needs_review, claim.evidence) == (("claim",), False, ())


@pytest.mark.parametrize("change", [{"role": "government", "kind": "turn"}, {"role": None}, {"role": "other"}])
def test_a_promise_of_the_government_or_on_paper_needs_no_such_review(change):
    found = verdict(replace(PROMISE, **change), 0.95, 0.0, 0.0)
    assert (found.labels, found.needs_review, found.evidence) == (("commitment",), False, ())


STAGE = Context("De beraadslaging wordt gesloten.", "other", document_kind="debate")


@pytest.mark.parametrize("role", [None, "other"])
def test_what_a_debate_prints_around_its_turns_gets_nothing(role):
    found = verdict(replace(STAGE, role=role))
    assert (found.labels, found.evidence, found.needs_review) == ((), ("rule:outside-turn",), False)
    assert (found.scores.commitment, found.scores.refusal, found.scores.claim) == (0.0, 0.0, 0.0)


def test_what_a_minister_reads_out_in_a_debate_may_be_a_commitment():
    assert "commitment" in verdict(replace(STAGE, role="government")).labels


def test_a_motion_may_claim():
    motion = verdict(replace(STAGE, text="constaterende dat de brug al drie jaar dicht is;", role="member"))
    assert (motion.labels, motion.evidence) == (("claim",), ("rule:member-speaks",))


def test_a_paper_outside_a_debate_is_read_as_before():
    assert verdict(replace(STAGE, document_kind="paper")).evidence == ()


def test_a_reporter_may_tell_of_a_commitment():
    assert "commitment" in verdict(Context("Het kabinet gaat dat regelen.", "other", document_kind="news")).labels


def test_nothing_gives_nothing():
    assert decide(np.zeros((0, 3), dtype=np.float32), [], BANDS) == ()


NOTICE = Context("Ik streef ernaar de vragen zo spoedig mogelijk te beantwoorden.", "letter", unanswered=True)


def test_a_notice_of_delay_says_only_when_the_answers_come():
    found = verdict(NOTICE)
    assert (found.labels, found.evidence) == (("claim",), ("rule:extension-notice",))


@pytest.mark.parametrize(
    "change",
    [
        {"unanswered": False},
        {"kind": "other"},
        {"text": "Ik zal de inspectie vragen de sluis te controleren."},
    ],
)
def test_a_promise_outside_a_notice_of_delay_is_one(change):
    found = verdict(replace(NOTICE, **change))
    assert (found.labels, found.evidence) == (("claim", "commitment", "refusal"), ())
