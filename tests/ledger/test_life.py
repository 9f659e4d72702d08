"""A day of ledger life, on SQLite and on PostgreSQL."""

import dataclasses
import datetime as dt

import pytest
from promises import MEMBER, TAKEN_OVER, Line, labelled, promise, take_in

from pipeline.entries import EntryFilter, entry_id
from pipeline.ledger import (
    LedgerError,
    Person,
    accept,
    entry_page,
    link,
    refresh,
    reject,
    retract,
)
from pipeline.ledger.lists import listing
from pipeline.reviews import Review
from pipeline.store import ProposalFilter, entries, events, proposals, reviews

START = dt.datetime(2031, 9, 1, 9, 0, tzinfo=dt.UTC)


def person(minute):
    return Person("Akke", START + dt.timedelta(minutes=minute))


def made(model="linear-1", minute=0, *, also=()):
    lines = [
        Line("Geachte voorzitter,"),
        promise("Voor 1 juli 2031 stuur ik uw Kamer de verkenning naar de veerdienst over het Wantij."),
        Line("De veerdienst vaart al sinds 1950 over het Wantij.", ("claim",)),
        *also,
    ]
    return labelled("kst-99101-7", dt.date(2031, 3, 3), lines, dossiers=("99101",), model=model, minute=minute)


QUESTIONS = labelled(
    "kv-tk-2031Z04512",
    dt.date(2031, 5, 12),
    [
        Line(
            "Wat is de stand van zaken van de toegezegde verkenning naar de veerdienst over het Wantij?",
            speaker=MEMBER,
            kind="question",
            numbers=("1",),
            cue="reminder",
        )
    ],
    kind="written_questions",
    dossiers=("99101",),
)
LATER = labelled(
    "kst-99101-9",
    dt.date(2031, 6, 20),
    [
        promise("De verkenning naar de veerdienst over het Wantij stuur ik uw Kamer uiterlijk 31 januari 2032."),
        promise("Ik laat de steigers bij Dordrecht dit jaar schilderen."),
    ],
    dossiers=("99101",),
)
DONE = labelled(
    "kst-99101-12",
    dt.date(2032, 1, 20),
    [
        Line(
            "Hierbij stuur ik u de toegezegde verkenning naar de veerdienst over het Wantij (Kamerstuk 99 101, nr. 7).",
            ("claim",),
            cue="fulfilment",
        )
    ],
    dossiers=("99101",),
)


def waiting(store, document):
    with store.reading() as tx:
        return proposals.waiting(tx, ProposalFilter(document=document))


def on(store, today, **wanted):
    with store.reading() as tx:
        found = listing(tx, EntryFilter(today=today, **wanted))
    return {one.entry.id: one for one in found}


@pytest.fixture
def first():
    return entry_id(made().statements[1].sentence.id)


def test_a_day_of_ledger_life(store, first):
    take_in(store, made())
    (one,) = on(store, dt.date(2031, 3, 4)).values()
    assert (one.entry.id, one.entry.ministry) == (first, "Infrastructuur en Waterstaat")
    assert (one.state.latest, one.standing.urgency) == (dt.date(2031, 6, 30), None)

    take_in(store, QUESTIONS)  # remind
    (reminder,) = waiting(store, QUESTIONS.document.id)
    assert (reminder.kind, reminder.entry_id) == ("reminded", first)
    with store.writing() as tx:
        accept(tx, reminder.id, person(1))
    assert on(store, dt.date(2031, 6, 10))[first].state.reminded == 1
    assert on(store, dt.date(2031, 6, 10))[first].standing.urgency == "binnenkort"
    assert on(store, dt.date(2031, 7, 10))[first].standing.late_days == 10

    take_in(store, LATER)  # postpone
    assert len(on(store, dt.date(2031, 6, 21))) == 3
    (moved,) = waiting(store, LATER.document.id)
    assert (moved.kind, moved.entry_id) == ("postponed", first)
    with store.writing() as tx:
        accept(tx, moved.id, person(2))
    listed = on(store, dt.date(2031, 7, 10))
    assert len(listed) == 2  # the later promise is the same commitment
    state = listed[first].state
    assert (state.said, state.slipped_days, state.latest) == (2, 215, dt.date(2032, 1, 31))
    assert listed[first].standing.urgency is None

    take_in(store, DONE)  # fulfil
    (fulfilled,) = waiting(store, DONE.document.id)
    assert (fulfilled.kind, fulfilled.entry_id) == ("fulfilled", first)
    with store.writing() as tx:
        accept(tx, fulfilled.id, person(3))
    done = on(store, dt.date(2032, 2, 1))[first].state
    assert (done.status, done.settled_on) == ("afgedaan", dt.date(2032, 1, 20))

    before = everything(store)
    again = made("linear-2", 30, also=(promise("Ik bezoek de gemalen graag in mei."),))
    take_in(store, again, QUESTIONS, LATER, DONE)  # label again, with another model
    after = everything(store)
    assert after["events"] == before["events"]
    assert set(after["entries"]) - set(before["entries"]) == {entry_id(again.statements[3].sentence.id)}
    assert on(store, dt.date(2032, 2, 1))[first].state == done
    answered = [one.entry_id for each in (QUESTIONS, LATER, DONE) for one in waiting(store, each.document.id)]
    assert first not in answered

    blind = labelled(  # a model that sees no commitment at all
        "kst-99101-7",
        dt.date(2031, 3, 3),
        [dataclasses.replace(line, labels=()) for line in lines_of(made())],
        dossiers=("99101",),
        model="linear-3",
        minute=50,
    )
    take_in(store, blind)
    assert on(store, dt.date(2032, 2, 1))[first].state == done
    assert everything(store)["events"] == before["events"]


def lines_of(document):
    return [Line(one.sentence.text, one.labels) for one in document.statements]


def everything(store):
    with store.reading() as tx:
        return {
            "events": [one.id for one in events.every(tx)],
            "entries": [one.entry.id for one in entries.every(tx)],
        }


def test_a_rejected_proposal_never_returns(store, first):
    take_in(store, made(), QUESTIONS)
    (reminder,) = waiting(store, QUESTIONS.document.id)
    with store.writing() as tx:
        reject(tx, reminder.id, person(1), reason="gaat over een andere veerdienst")
    take_in(store, made("linear-2", 10), QUESTIONS)
    assert not waiting(store, QUESTIONS.document.id)
    with store.writing() as tx, pytest.raises(LedgerError, match="rejected"):
        accept(tx, reminder.id, person(2))
    assert on(store, dt.date(2031, 6, 1))[first].state.reminded == 0


def test_a_proposal_is_accepted_once(store):
    take_in(store, made(), QUESTIONS)
    (reminder,) = waiting(store, QUESTIONS.document.id)
    with store.writing() as tx:
        accept(tx, reminder.id, person(1))
    with store.writing() as tx, pytest.raises(LedgerError, match="accepted"):
        accept(tx, reminder.id, person(2))
    with store.reading() as tx:
        assert len(list(events.every(tx))) == 1


def test_what_was_accepted_can_be_taken_back_and_accepted_again(store, first):
    take_in(store, made(), LATER)
    (moved,) = waiting(store, LATER.document.id)
    with store.writing() as tx:
        event = accept(tx, moved.id, person(1))
    with store.writing() as tx:
        retract(tx, event.id, person(2), note="toch iets anders")
    listed = on(store, dt.date(2031, 7, 10))
    assert len(listed) == 3
    assert listed[first].state.slipped_days == 0
    with store.writing() as tx, pytest.raises(LedgerError, match="once"):
        retract(tx, event.id, person(3))
    with store.writing() as tx:
        accept(tx, moved.id, person(4), until=dt.date(2031, 12, 1))
    assert on(store, dt.date(2031, 7, 10))[first].state.latest == dt.date(2031, 12, 1)
    with store.reading() as tx:
        page = entry_page(tx, first, today=dt.date(2031, 7, 10), soon_days=30)
    assert [(one.event.kind, one.counts) for one in page.history] == [
        ("postponed", False),
        ("postponed", True),
        ("retracted", False),
    ]


def test_the_page_shows_the_ledger_as_it_was(store, first):
    take_in(store, made(), QUESTIONS, DONE)
    for document in (QUESTIONS, DONE):
        with store.writing() as tx:
            accept(tx, waiting(store, document.document.id)[0].id, person(1))
    with store.reading() as tx:
        then = entry_page(tx, first, today=dt.date(2031, 6, 1), soon_days=30)
        now = entry_page(tx, first, today=dt.date(2032, 6, 1), soon_days=30)
    assert (then.standing.state.status, then.standing.urgency) == ("openstaand", "binnenkort")
    assert now.standing.state.status == "afgedaan"
    (mention,) = now.mentions
    assert mention.before == ("Geachte voorzitter,",)
    assert mention.after == ("De veerdienst vaart al sinds 1950 over het Wantij.",)
    assert mention.address == "https://zoek.officielebekendmakingen.nl/kst-99101-7.html"
    assert [one.event.kind for one in now.history] == ["reminded", "fulfilled"]


def test_people_put_down_what_the_machine_missed(store, first):
    take_in(store, made(), DONE)
    sentence = DONE.statements[0].sentence.id
    with store.writing() as tx:
        event = link(tx, first, "partly_fulfilled", person(1), sentence=sentence)
    assert (event.date, event.quote) == (dt.date(2032, 1, 20), DONE.statements[0].sentence.text)
    assert on(store, dt.date(2032, 2, 1))[first].state.status == "deels_afgedaan"
    with store.writing() as tx:
        link(tx, first, "withdrawn", person(2), date=dt.date(2032, 3, 1), note="in een gesprek gezegd")
    assert on(store, dt.date(2032, 4, 1))[first].state.status == "vervallen"
    with store.writing() as tx, pytest.raises(LedgerError, match="note"):
        link(tx, first, "reminded", person(3))


def test_what_people_decide_about_a_sentence_makes_and_unmakes_entries(store):
    document = made()
    take_in(store, document)
    missed = document.statements[2].sentence.id
    with store.writing() as tx:
        for sentence, labels in ((missed, ("commitment",)), (document.statements[1].sentence.id, ())):
            review = Review(
                id=f"r-{sentence}", sentence_id=sentence, by="Akke", at=START, kind="decision", labels=labels
            )
            reviews.append(tx, review)
        refresh(tx, document)
    assert set(on(store, dt.date(2031, 4, 1))) == {entry_id(missed)}


def test_another_ministry_takes_over(store, first):
    take_in(store, made(), TAKEN_OVER)
    (over,) = waiting(store, TAKEN_OVER.document.id)
    assert over.kind == "taken_over"
    with store.writing() as tx:
        accept(tx, over.id, person(1))
    listed = on(store, dt.date(2031, 9, 1), ministry="financien")
    assert set(listed) == {first}


def test_a_changed_text_keeps_its_history(store, first):
    take_in(store, made(), QUESTIONS)
    with store.writing() as tx:
        accept(tx, waiting(store, QUESTIONS.document.id)[0].id, person(1))
    longer = labelled(
        "kst-99101-7",
        dt.date(2031, 3, 3),
        [Line("Een nieuwe aanhef, die alles opschuift."), *lines_of(made())],
        dossiers=("99101",),
        minute=20,
    )
    take_in(store, longer)
    listed = on(store, dt.date(2031, 6, 10))
    assert list(listed) == [first]
    assert listed[first].state.reminded == 1
