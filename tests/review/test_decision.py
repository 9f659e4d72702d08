from __future__ import annotations

from dataclasses import replace

from said import speaker
from stored import labelled

from pipeline.records import Actor
from pipeline.review import decide, decided, independent, is_adjudicable, is_revealed, version, visible
from pipeline.reviews import Review


def ids(reviews: tuple[Review, ...]) -> list[str]:
    return [review.id for review in reviews]


def test_nobody_said_anything() -> None:
    decision = decide([])
    assert (decision.state, decision.labels, decision.settled) == ("open", None, False)


def test_one_person_decides_alone() -> None:
    say = speaker()
    decision = decide([say("an", "claim")])
    assert (decision.state, decision.labels, decision.by) == ("single", ("claim",), ("an",))


def test_two_say_the_same() -> None:
    say = speaker()
    assert decide([say("an"), say("bo")]).state == "agreed"
    assert decide([say("an"), say("bo")]).labels == ()


def test_two_differ_until_a_third_decides() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo", "claim", "commitment")]
    assert (decide(said).state, decide(said).labels) == ("disputed", None)
    said.append(say("cas", "commitment", kind="adjudication"))
    assert (decide(said).state, decide(said).labels, decide(said).by) == ("adjudicated", ("commitment",), ("cas",))


def test_an_adjudication_stands_whatever_a_judge_says_later() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo"), say("cas", "refusal", kind="adjudication"), say("bo", "claim")]
    assert decide(said).labels == ("refusal",)


def test_an_adjudication_that_is_taken_back_opens_the_dispute_again() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo"), say("cas", "refusal", kind="adjudication")]
    said.append(say("cas", kind="undo", undoes="r3"))
    assert decide(said).state == "disputed"


def test_the_last_word_of_a_person_counts_and_an_undo_gives_the_one_before_back() -> None:
    say = speaker()
    said = [say("an", "claim"), say("an", "refusal")]
    assert decide(said).labels == ("refusal",)
    assert decide([*said, say("an", kind="undo", undoes="r2")]).labels == ("claim",)


def test_skips_say_nothing_and_doubt_decides_nothing() -> None:
    say = speaker()
    assert decide([say("an", kind="skip")]).state == "open"
    doubt = decide([say("an", kind="unsure"), say("bo", kind="skip")])
    assert (doubt.state, doubt.unsure) == ("unsure", ("an",))


def test_a_corrected_frame_takes_the_place_of_the_machines() -> None:
    promise = labelled().statements[1]
    assert promise.commitment is not None
    frame = replace(promise.commitment, actor=Actor("De Dienst Sluizen"))
    say = speaker()
    outcome = decided(promise, decide([say("an", "commitment", commitment=frame), say("bo", "commitment")]))
    assert outcome is not None
    assert (outcome.commitment, outcome.labels, outcome.needs_review) == (frame, ("commitment",), False)


def test_a_frame_goes_with_its_label_and_stays_with_it() -> None:
    promise = labelled().statements[1]
    say = speaker()
    other = decided(promise, decide([say("an", "claim")]))
    same = decided(promise, decide([say("an", "commitment")]))
    assert other is not None
    assert same is not None
    assert other.commitment is None
    assert same.commitment == promise.commitment
    assert decided(promise, decide([])) is None


def test_work_is_blind_until_both_have_judged() -> None:
    say = speaker()
    first, second, skipped = say("an", "claim"), say("bo"), say("cas", kind="skip")
    assert ids(visible([first], "bo")) == []
    assert ids(visible([first], "an")) == ["r1"]
    assert ids(visible([first, second], "bo")) == ["r1", "r2"]
    assert ids(visible([first, second, skipped], "cas")) == ["r3"]
    assert not is_revealed([first, second, skipped], "cas")
    assert visible([first, second], None) == ()


def test_who_adjudicates_sees_words_once_there_are_two() -> None:
    say = speaker()
    said = [say("an", "claim")]
    assert visible(said, "cas", adjudicating=True) == ()
    said.append(say("bo"))
    assert ids(visible(said, "cas", adjudicating=True)) == ["r1", "r2"]


def test_a_word_that_is_taken_back_hides_the_others_again() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo"), say("bo", kind="undo", undoes="r2")]
    assert ids(visible(said, "bo")) == ["r2", "r3"]


def test_doubt_is_no_peephole() -> None:
    say = speaker()
    said = [say("an", kind="unsure"), say("bo", "claim")]
    assert not is_revealed(said, "an")
    assert ids(visible(said, "an")) == ["r1"]
    assert is_revealed(said, "bo")
    said += [say("cas", "refusal"), say("an", "refusal")]
    assert is_revealed(said, "an")
    assert independent(said)["an"].labels == ("refusal",)
    assert not is_revealed([*said, say("an", kind="unsure")], "an")


def test_who_adjudicated_is_no_longer_blind() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo"), say("cas", "claim", kind="adjudication")]
    said += [say("cas", kind="undo", undoes="r3"), say("cas", "claim")]
    assert sorted(independent(said)) == ["an", "bo"]


def test_one_word_is_nothing_to_adjudicate() -> None:
    say = speaker()
    said = [say("an", "claim")]
    assert not is_adjudicable([])
    assert not is_adjudicable([*said, say("bo", kind="skip")])
    assert is_adjudicable([*said, say("bo", kind="unsure")])
    settled = [*said, say("bo"), say("cas", kind="adjudication")]
    assert is_adjudicable([*settled, say("bo", kind="undo", undoes="r2")])


def test_anothers_word_is_no_new_version_but_an_adjudication_is() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo")]
    assert version(said, "an") == "r1"
    assert version(said, "cas", adjudicating=True) == "r2"
    assert version([*said, say("cas", kind="adjudication")], "an") == "r3"
    assert version([], "an") == ""


def test_only_words_said_blind_are_compared() -> None:
    say = speaker()
    said = [say("an", "claim"), say("an", "refusal"), say("bo", "claim"), say("an", "claim")]
    assert {name: word.id for name, word in independent(said).items()} == {"an": "r2", "bo": "r3"}


def test_a_third_person_who_comes_later_is_blind_too() -> None:
    say = speaker()
    said = [say("an", "claim"), say("bo"), say("cas", "refusal"), say("cas", "claim")]
    assert independent(said)["cas"].labels == ("refusal",)


def test_a_slip_that_was_taken_back_in_time_does_not_count_and_doubt_is_no_decision() -> None:
    say = speaker()
    slip = [say("an", "claim"), say("an", kind="undo", undoes="r1"), say("bo", "claim")]
    assert list(independent(slip)) == ["bo"]
    say = speaker()
    assert list(independent([say("an", kind="unsure"), say("bo", "claim")])) == ["bo"]
