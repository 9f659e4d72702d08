"""What people decided about a sentence, its frame included, is what its entry shows."""

import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from promises import Line, labelled, promise
from said import speaker

from pipeline.entries import EntryFilter
from pipeline.ledger import refresh_document, update
from pipeline.ledger.decided import as_decided, decided_labels
from pipeline.ledger.lists import listing
from pipeline.records import Actor, Commitment, Deadline, Span, Words
from pipeline.store import Store, reviews, save

DAY = dt.date(2031, 3, 3)
TODAY = dt.date(2031, 6, 10)
NAME = "kst-99101-7"
TEXT = "Voor het reces stuur ik u, als de provincie instemt, de verkenning naar de veerdienst bij het Wantij."


def letter(before=(), **fields):
    lines = [*(Line(words) for words in before), promise(TEXT, ministry="Infrastructuur en Waterstaat")]
    made = labelled(NAME, DAY, [*lines, Line("De pont is oud.", ("claim",))], **fields)
    (position,) = (number for number, one in enumerate(made.statements) if one.commitment)
    statements = list(made.statements)
    frame = statements[position].commitment
    due = deadline(statements[position], dt.date(2031, 7, 4))
    statements[position] = dataclasses.replace(
        statements[position], commitment=dataclasses.replace(frame, deadline=due)
    )
    return dataclasses.replace(made, statements=tuple(statements))


def deadline(statement, latest, words="Voor het reces"):
    start = statement.sentence.start + statement.sentence.text.index(words)
    return Deadline(words, start, start + len(words), None, latest, "day")


LETTER = letter()
PROMISE, FACT = LETTER.statements
SENTENCE = PROMISE.sentence.id
MACHINE = PROMISE.commitment
EARLY = deadline(PROMISE, dt.date(2031, 5, 1))
LATER = deadline(PROMISE, dt.date(2031, 9, 1))


def frame(**changes):
    return dataclasses.replace(MACHINE, **changes)


@pytest.fixture
def say():
    return speaker(SENTENCE)


@pytest.fixture
def store(tmp_path):
    with Store(tmp_path / "ledger.sqlite") as made:
        made.prepare()
        with made.writing() as tx:
            save(tx, LETTER)
        yield made


def shown(store, *words, needed=1):
    """The entry and its urgency after these words were put down."""
    with store.writing() as tx:
        for word in words:
            reviews.append(tx, word)
        refresh_document(tx, NAME, judges_needed=needed)
    with store.reading() as tx:
        return listing(tx, EntryFilter(today=TODAY))


def urgency(store, *words, needed=1):
    (one,) = shown(store, *words, needed=needed)
    return one.standing.urgency


def test_a_corrected_deadline_makes_an_entry_late_and_undo_takes_that_back(store, say):
    assert urgency(store) == "binnenkort"
    word = say("an", "commitment", commitment=frame(deadline=EARLY))
    (late,) = shown(store, word)
    assert (late.standing.urgency, late.standing.late_days) == ("te_laat", 40)
    assert late.entry.deadline == EARLY
    undo = say("an", kind="undo", undoes=word.id)
    assert urgency(store, undo) == "binnenkort"
    assert urgency(store, say("an", kind="undo", undoes=undo.id)) == "te_laat"


def test_a_corrected_deadline_takes_an_entry_away_from_late(store, say):
    assert urgency(store, say("an", "commitment", commitment=frame(deadline=EARLY))) == "te_laat"
    assert urgency(store, say("an", "commitment", commitment=frame(deadline=LATER))) is None
    assert urgency(store, say("an", "commitment", commitment=frame(deadline=None))) == "zonder_termijn"


def test_who_adjudicates_goes_first_and_who_differs_in_labels_leaves_it_to_the_machine(store, say):
    assert urgency(store, say("an", "commitment", commitment=frame(deadline=EARLY))) == "te_laat"
    assert urgency(store, say("bo", "claim")) == "binnenkort"
    settled = say("cas", "commitment", kind="adjudication", commitment=frame(deadline=LATER))
    (one,) = shown(store, settled)
    assert one.entry.deadline == LATER


def test_of_two_who_agree_the_one_who_gave_a_frame_is_followed(store, say):
    one = say("an", "commitment", commitment=frame(deadline=EARLY))
    assert urgency(store, one, say("bo", "commitment")) == "te_laat"


def test_another_model_and_other_text_keep_what_people_said(store, say):
    shown(store, say("an", "commitment", commitment=frame(deadline=EARLY, actor=Actor("de minister van Financiën"))))
    with store.writing() as tx:
        save(tx, letter(before=("Een nieuwe aanhef, die alles opschuift.",), model="encoder-2", minute=20))
    (one,) = shown(store)
    assert (one.standing.urgency, one.entry.ministry) == ("te_laat", "Financiën")
    moved = one.entry.deadline.start - one.entry.mentions[0].start
    assert (moved, one.entry.deadline.text, one.entry.deadline.latest) == (0, "Voor het reces", dt.date(2031, 5, 1))


def test_every_field_of_the_frame_is_followed(store, say):
    action = Span("de verkenning naar de veerdienst", *place("de verkenning naar de veerdienst"))
    given_ = frame(action=action, strength="conditional", condition=Words("als de provincie instemt"))
    (one,) = shown(store, say("an", "commitment", commitment=given_))
    found = (one.entry.action, one.entry.strength, one.entry.condition)
    assert found == (action.text, "conditional", "als de provincie instemt")


@pytest.mark.parametrize(
    ("words", "office", "ministry"),
    [
        ("de staatssecretaris van Financiën", "staatssecretaris", "Financiën"),
        ("ik", "minister", "Infrastructuur en Waterstaat"),
        ("het kabinet", "kabinet", "Infrastructuur en Waterstaat"),
        ("de Stichting Veerpont Wantij", None, None),
    ],
)
def test_a_corrected_actor_gets_the_office_and_ministry_behind_the_words(store, say, words, office, ministry):
    (one,) = shown(store, say("an", "commitment", commitment=frame(actor=Actor(words))))
    assert one.entry.actor == Actor(words, office, ministry)
    assert one.entry.ministry == (ministry or "Infrastructuur en Waterstaat")


def test_the_frame_that_a_person_gave_goes_before_that_of_another_mention(tmp_path):
    lines = [
        promise("Ik stuur u de verkenning naar de veerdienst bij het Wantij voor 1 mei 2031."),
        promise("De verkenning naar de veerdienst bij het Wantij stuur ik u dus uiterlijk 1 mei 2031 toe."),
    ]
    document = labelled(NAME, DAY, lines)
    first = document.statements[0].sentence
    words = "voor 1 mei 2031"
    start = first.start + first.text.index(words)
    due = Deadline(words, start, start + len(words), None, dt.date(2031, 6, 30), "day")
    given_ = Commitment(Actor("Ik"), Span(first.text, first.start, first.end), "firm", "act", deadline=due)
    with Store(tmp_path / "two.sqlite") as store:
        store.prepare()
        with store.writing() as tx:
            save(tx, document)
        (one,) = shown(store)
        assert (len(one.entry.mentions), one.entry.deadline.latest) == (2, dt.date(2031, 5, 1))
        (one,) = shown(store, speaker(first.id)("an", "commitment", commitment=given_))
        assert (len(one.entry.mentions), one.entry.deadline) == (2, due)


def place(words):
    start = PROMISE.sentence.start + PROMISE.sentence.text.index(words)
    return start, start + len(words)


def test_with_two_judges_needed_one_word_is_not_followed(store, say):
    early = say("an", "commitment", commitment=frame(deadline=EARLY))
    assert urgency(store, early, needed=2) == "binnenkort"
    assert urgency(store, say("bo", "commitment"), needed=2) == "te_laat"
    assert shown(store, say("bo"), say("an"), needed=2) == ()
    assert len(shown(store, say("bo", "claim"), needed=2)) == 1


def test_with_two_judges_needed_an_adjudicator_decides_alone(store, say):
    assert shown(store, say("cas", kind="adjudication"), needed=2) == ()


def test_updating_follows_as_many_judges_as_it_is_told(store, say):
    with store.writing() as tx:
        reviews.append(tx, say("an"))
    assert update(store, [NAME], judges_needed=2).entries == 1
    assert update(store, [NAME]).entries == 0


WORDS = st.tuples(
    st.sampled_from(["an", "bo", "cas"]),
    st.sampled_from(["decision", "adjudication", "unsure", "skip", "undo"]),
    st.sets(st.sampled_from(["commitment", "claim"])),
)


def put_together(drawn):
    """Words in the order of saying; who undoes takes back their own last word."""
    say, said = speaker(SENTENCE), []
    for by, kind, labels in drawn:
        own = [one.id for one in said if one.by == by]
        if kind != "undo":
            said.append(say(by, *labels, kind=kind))
        elif own:
            said.append(say(by, kind=kind, undoes=own[-1]))
    return say, said


@given(st.lists(WORDS, max_size=7), st.sampled_from([1, 2, 3]), st.sets(st.sampled_from(["commitment", "claim"])))
def test_what_is_followed_follows_the_rule(drawn, needed, labels):
    say, said = put_together(drawn)
    followed = as_decided(FACT, said, judges_needed=needed)
    if followed is not FACT:  # who asks for fewer judges follows the same
        assert as_decided(FACT, said) == followed
    nothing = [say("dirk", kind="unsure"), say("dirk", kind="skip")]
    assert as_decided(FACT, said + nothing, judges_needed=needed) == followed
    settled = say("dirk", *labels, kind="adjudication")
    assert as_decided(FACT, [*said, settled], judges_needed=needed).labels == settled.labels
    back = say("dirk", kind="undo", undoes=settled.id)
    assert as_decided(FACT, [*said, settled, back], judges_needed=needed) == followed
    agreed = [say(name, *labels) for name in ("dirk", "eef", "fop")]
    assert as_decided(FACT, agreed, judges_needed=needed).labels == settled.labels
    assert as_decided(FACT, [], judges_needed=needed) is FACT


def test_lists_follow_what_entries_follow(store, say):
    fact = FACT.sentence.id
    words = [say("an", "claim"), say("bo", "commitment"), say("an", sentence_id=fact), say("bo", sentence_id=fact)]
    early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with store.writing() as tx:
        for word in words:
            reviews.append(tx, word)
    with store.reading() as tx:
        assert decided_labels(tx, [SENTENCE, fact, "s-0"]) == {fact: ()}
        assert decided_labels(tx, [SENTENCE, fact], judges_needed=2) == {fact: ()}
        assert decided_labels(tx, [SENTENCE, fact], judges_needed=3) == {}
        assert decided_labels(tx, []) == {}
    last = [say("cas", "claim", kind="adjudication"), say("dirk", "commitment", kind="adjudication", at=early)]
    with store.writing() as tx:
        for word in last:  # what is put down last decides, also when it was taken in later than it was said
            reviews.append(tx, word)
        assert decided_labels(tx, [SENTENCE], judges_needed=2) == {SENTENCE: ("commitment",)}
    assert as_decided(PROMISE, words[:2] + last).labels == ("commitment",)
