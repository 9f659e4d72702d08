"""What people put down carries what its sentence says by now: its deadline and who takes over, as people decided."""

import datetime as dt

import pytest
from ledger_site import PASSWORD, client, csrf, sign_in
from promises import TAKEN_OVER, Line, labelled, promise, take_in
from said import speaker
from typer.testing import CliRunner

from pipeline.cli.app import app
from pipeline.entries import entry_id
from pipeline.ledger import Person, accept, link, propose
from pipeline.records import Actor, Commitment, Deadline, Span
from pipeline.store import ProposalFilter, Store, events, proposals, reviews, save, users
from pipeline.users import User
from pipeline.web.passwords import hashed
from pipeline.web.settings import WebSettings

PERSON = Person("Akke", dt.datetime(2031, 9, 1, 9, tzinfo=dt.UTC))
FIRST = labelled(
    "kst-99101-7",
    dt.date(2031, 3, 3),
    [promise("Voor 1 juli 2031 stuur ik uw Kamer de verkenning naar de veerdienst over het Wantij.")],
    dossiers=("99101",),
)
LATER = labelled(
    "kst-99101-9",
    dt.date(2031, 6, 20),
    [promise("De verkenning naar de veerdienst over het Wantij stuur ik uw Kamer uiterlijk 31 januari 2032.")],
    dossiers=("99101",),
)
ENTRY = entry_id(FIRST.statements[0].sentence.id)
SENTENCE = LATER.statements[0].sentence
AS_WRITTEN = dt.date(2032, 1, 31)
CORRECTED = dt.date(2032, 3, 31)


def frame(sentence, words, latest, actor="ik"):
    """What a person fills in on the review page."""
    start = sentence.start + sentence.text.index(words)
    due = Deadline(words, start, start + len(words), None, latest, "day")
    return Commitment(Actor(actor), Span(sentence.text, sentence.start, sentence.end), "firm", "act", deadline=due)


def decide(store, *words):
    with store.writing() as tx:
        for word in words:
            reviews.append(tx, word)


def waiting(store, document=LATER):
    with store.reading() as tx:
        (found,) = proposals.waiting(tx, ProposalFilter(document=document.document.id))
    return found


@pytest.fixture
def say():
    return speaker(SENTENCE.id)


@pytest.fixture
def correction(say):
    return say("an", "commitment", commitment=frame(SENTENCE, "uiterlijk 31 januari 2032", CORRECTED))


def accepted(store, **fields):
    found = waiting(store)
    with store.writing() as tx:
        return accept(tx, found.id, PERSON, **fields)


def linked(store, **fields):
    with store.writing() as tx:
        return link(tx, ENTRY, "postponed", PERSON, sentence=SENTENCE.id, **fields)


PUT_DOWN = pytest.mark.parametrize("put_down", [accepted, linked])


@PUT_DOWN
def test_a_deadline_that_was_corrected_is_the_one_that_counts(store, correction, put_down):
    take_in(store, FIRST, LATER)
    decide(store, correction)
    event = put_down(store)
    assert (event.deadline.latest, event.deadline.text) == (CORRECTED, "uiterlijk 31 januari 2032")
    assert event.sentence_id == SENTENCE.id


@PUT_DOWN
def test_a_correction_waits_for_as_many_judges_as_are_needed(store, correction, put_down):
    take_in(store, FIRST, LATER)
    decide(store, correction)
    with store.reading() as tx:
        assert proposals.waiting(tx, ProposalFilter())[0].deadline.latest == AS_WRITTEN
    assert put_down(store, judges_needed=2).deadline.latest == AS_WRITTEN


@PUT_DOWN
def test_a_correction_that_was_seconded_counts_with_two_judges(store, say, correction, put_down):
    take_in(store, FIRST, LATER)
    decide(store, correction, say("bo", "commitment"))
    assert put_down(store, judges_needed=2).deadline.latest == CORRECTED


@PUT_DOWN
def test_the_day_that_a_person_gives_goes_first(store, correction, put_down):
    take_in(store, FIRST, LATER)
    decide(store, correction)
    assert put_down(store, until=dt.date(2032, 5, 1)).deadline.latest == dt.date(2032, 5, 1)


def test_a_new_proposal_shows_the_corrected_deadline(store, correction):
    take_in(store, FIRST, LATER)
    decide(store, correction)
    with store.writing() as tx:
        propose(tx)
    assert waiting(store).deadline.latest == CORRECTED


def test_a_new_proposal_waits_for_as_many_judges_as_are_needed(store, correction):
    take_in(store, FIRST, LATER)
    decide(store, correction)
    with store.writing() as tx:
        propose(tx, judges_needed=2)
    assert waiting(store).deadline.latest == AS_WRITTEN


def test_what_people_decided_without_a_cue_is_still_proposed(store, say):
    asking = Line("Hoe staat het met de toegezegde verkenning naar de veerdienst over het Wantij?", cue="reminder")
    reminding = labelled("kst-99101-11", dt.date(2031, 8, 1), [asking], dossiers=("99101",))
    take_in(store, FIRST, reminding)
    before = waiting(store, reminding)
    decide(store, say("an", sentence_id=reminding.statements[0].sentence.id))
    with store.writing() as tx:
        propose(tx)
    assert waiting(store, reminding) == before
    assert before.kind == "reminded"


def test_a_sentence_that_is_gone_leaves_what_was_proposed(store, correction):
    take_in(store, FIRST, LATER)
    decide(store, correction)
    found = waiting(store)
    rewritten = labelled(
        LATER.document.id, dt.date(2031, 6, 20), [Line("De veerpont is geschilderd.", ("claim",))], minute=20
    )
    with store.writing() as tx:
        save(tx, rewritten)
        event = accept(tx, found.id, PERSON)
    assert (event.deadline.latest, event.quote) == (AS_WRITTEN, SENTENCE.text)


@pytest.mark.parametrize(("kind", "latest"), [("reminded", None), ("fulfilled", None), ("repeated", AS_WRITTEN)])
def test_only_what_binds_anew_takes_a_deadline(store, kind, latest):
    take_in(store, FIRST, LATER)
    event = accepted(store, kind=kind)
    assert (event.deadline.latest if event.deadline else None) == latest
    assert event.actor is None


def test_who_takes_over_is_who_people_say_and_nobody_else_takes_over(store):
    take_in(store, FIRST, TAKEN_OVER)
    sentence = TAKEN_OVER.statements[0].sentence
    corrected = frame(sentence, "voor 1 maart 2032", CORRECTED, actor="de minister van Defensie")
    decide(store, speaker(sentence.id)("an", "commitment", commitment=corrected))
    found = waiting(store, TAKEN_OVER)
    with store.writing() as tx:
        event = accept(tx, found.id, PERSON)
        again = link(tx, ENTRY, "taken_over", PERSON, sentence=sentence.id)
        other = link(tx, ENTRY, "repeated", PERSON, sentence=sentence.id)
    assert event.actor == again.actor == Actor("de minister van Defensie", "minister", "Defensie")
    assert other.actor is None
    assert {one.deadline.latest for one in (event, again, other)} == {CORRECTED}


def test_who_takes_over_is_not_kept_of_what_is_accepted_as_something_else(store):
    take_in(store, FIRST, TAKEN_OVER)
    found = waiting(store, TAKEN_OVER)
    assert found.actor.ministry == "Financiën"
    gone = labelled(TAKEN_OVER.document.id, dt.date(2031, 8, 1), [Line("De pont is oud.")], minute=20)
    with store.writing() as tx:
        save(tx, gone)
        assert accept(tx, found.id, PERSON, kind="repeated").actor is None


@pytest.fixture
def corrected_file(tmp_path, correction):
    """A store in a file, in which one person corrected the deadline."""
    path = tmp_path / "ledger.sqlite"
    with Store(path) as made:
        made.prepare()
        take_in(made, FIRST, LATER)
        decide(made, correction)
    return path


def the_event(store):
    with store.reading() as tx:
        (found,) = events.of_entry(tx, ENTRY)
    return found


NEEDED = pytest.mark.parametrize(("needed", "latest"), [(1, CORRECTED), (2, AS_WRITTEN)])


@NEEDED
@pytest.mark.parametrize("command", ["accept", "link"])
def test_the_command_line_asks_for_as_many_judges_as_the_settings_say(
    corrected_file, monkeypatch, command, needed, latest
):
    monkeypatch.setenv("GESTAND_DATABASE_URL", str(corrected_file))
    monkeypatch.setenv("GESTAND_JUDGES_NEEDED", str(needed))
    with Store(corrected_file) as store:
        told = [waiting(store).id] if command == "accept" else [ENTRY, "--as", "postponed", "--sentence", SENTENCE.id]
        result = CliRunner().invoke(app, ["ledger", command, *told, "--by", "Akke"])
        assert result.exit_code == 0, result.output
        assert the_event(store).deadline.latest == latest


@NEEDED
@pytest.mark.parametrize("form", ["voorstellen", "gebeurtenissen", "samenvoegen"])
def test_the_pages_ask_for_as_many_judges_as_the_settings_say(corrected_file, form, needed, latest):
    with Store(corrected_file) as store:
        forms = {
            "voorstellen": (f"{ENTRY}/voorstellen/{waiting(store).id}", {"antwoord": "ja"}),
            "gebeurtenissen": (f"{ENTRY}/gebeurtenissen", {"wat": "postponed", "zin": SENTENCE.id}),
            "samenvoegen": (f"{entry_id(SENTENCE.id)}/samenvoegen", {"met": ENTRY}),
        }
        with store.writing() as tx:
            users.add(tx, User(name="akke", role="annotator", created_at=PERSON.at), hashed(PASSWORD))
        visitor = client(store, WebSettings(_env_file=None, judges_needed=needed), lambda: PERSON.at)
        assert sign_in(visitor, "akke") == 303
        where, data = forms[form]
        assert visitor.post(f"/toezeggingen/{where}", data={"csrf": csrf(visitor), **data}).status_code == 303
        assert the_event(store).deadline.latest == latest
