"""From sentences to entries, and keeping them apart and together."""

import dataclasses
import datetime as dt

from promises import MEMBER, OTHER, Line, labelled, promise

from pipeline.entries import entry_id
from pipeline.ledger.founding import found_entries
from pipeline.ledger.identity import keep_ids
from pipeline.ledger.status import standing, state
from pipeline.records import Deadline

DAY = dt.date(2031, 3, 3)


def debate(*lines):
    return labelled("h-tk-20302031-9-3", DAY, lines, kind="debate")


def said(text, turn, **fields):
    return promise(text, kind="turn", turn=turn, **fields)


def test_a_letter_gives_an_entry_for_each_promise():
    letter = labelled(
        "kst-99101-7",
        DAY,
        [
            Line("De sluizen zijn oud.", ("claim",)),
            promise("Ik laat dit najaar de sluizen bij Tiel doorrekenen."),
            promise("Verder zal ik met de waterschappen een convenant over muskusratten sluiten."),
        ],
        dossiers=("99101",),
    )
    first, second = found_entries(letter)
    assert first.id == entry_id(letter.statements[1].sentence.id)
    assert (first.minister, first.ministry, first.made) == ("Haringa", "Infrastructuur en Waterstaat", DAY)
    assert (first.deadline.earliest, first.deadline.latest) == (dt.date(2031, 9, 23), dt.date(2031, 12, 20))
    assert letter.document.text[first.deadline.start : first.deadline.end] == "dit najaar"
    assert second.deadline is None
    assert second.dossiers == ("99101",)
    assert found_entries(labelled("leeg", DAY, [Line("Geachte voorzitter,")])) == ()


def test_what_is_said_again_in_a_debate_is_one_entry():
    found = found_entries(
        debate(
            Line("Wil de minister kijken naar het slib in de havens?", kind="turn", turn=1, speaker=MEMBER),
            said("Ja.", 2),
            said("Ik laat onderzoeken hoeveel slib er in de zeehavens ligt.", 2),
            Line("Dank u wel.", kind="turn", turn=3, speaker=MEMBER),
            said("Een geheel ander punt: ik ga de bedieningstijden van bruggen verruimen.", 4),
            said("Dat onderzoek naar het slib in de zeehavens stuur ik u voor de zomer.", 6),
            said("Dat zeg ik toe.", 6),
        )
    )
    assert [len(entry.mentions) for entry in found] == [4, 1]
    assert found[0].text == "Ja."
    assert "slib" in found[0].action
    assert found[0].deadline.text == "voor de zomer"


def test_another_speaker_makes_another_entry():
    text = "Ik laat onderzoeken hoeveel slib er in de zeehavens ligt."
    found = found_entries(debate(said(text, 1), said(text, 2, speaker=OTHER)))
    assert [entry.ministry for entry in found] == ["Infrastructuur en Waterstaat", "Financiën"]


def test_deadlines_that_exclude_each_other_keep_promises_apart():
    found = found_entries(
        debate(
            said("In april 2031 stuur ik de voortgang van de bruggen en de kades.", 1),
            said("In oktober 2031 stuur ik de voortgang van de kades en de beschoeiing.", 5),
        )
    )
    assert len(found) == 2


def test_where_some_act_and_others_refrain_what_is_due_counts():
    """A promise to keep from something until then hides no day on which something is due."""
    letter = labelled(
        "kst-1-1",
        DAY,
        [
            promise("Die brief ontvangt uw Kamer uiterlijk 1 mei 2031."),
            promise(
                "Tot die tijd neem ik geen besluiten over het sluiten van afzonderlijke veerdiensten of steigers.",
                polarity="abstain",
            ),
        ],
    )
    (entry,) = found_entries(letter)
    assert len(entry.mentions) == 2
    assert (entry.polarity, entry.deadline.latest) == ("act", dt.date(2031, 5, 1))
    assert entry.action == "Die brief ontvangt uw Kamer uiterlijk 1 mei 2031."
    found = standing(entry, state(entry, []), today=dt.date(2031, 5, 10), soon_days=30)
    assert (found.urgency, found.late_days) == ("te_laat", 9)


def test_the_end_of_an_abstention_is_no_day_on_which_something_is_due():
    lines = [
        promise("Ik stuur u de verkenning naar de veerdienst bij het Wantij in 2031.", ministry="Financiën"),
        promise("Dat stuk ontvangt u in mei 2031.", ministry="Financiën"),
        promise("Tot die tijd sluit ik geen veerdienst bij het Wantij.", polarity="abstain"),
        promise("Dat zeg ik toe.", ministry="Financiën"),
    ]
    frame = labelled("kst-1-1", DAY, lines)
    last = frame.statements[2]
    until = Deadline("Tot die tijd", last.sentence.start, last.sentence.start + 12, None, dt.date(2031, 12, 31), "day")
    ends = dataclasses.replace(last, commitment=dataclasses.replace(last.commitment, deadline=until))
    first = frame.statements[0]
    due = Deadline("in 2031", first.sentence.end - 8, first.sentence.end - 1, DAY, dt.date(2031, 6, 30), "year")
    acts = dataclasses.replace(first, commitment=dataclasses.replace(first.commitment, deadline=due))
    whole = dataclasses.replace(frame, statements=(acts, frame.statements[1], ends, frame.statements[3]))
    (entry,) = found_entries(whole)
    assert (len(entry.mentions), entry.polarity, entry.deadline) == (4, "act", due)


def test_who_only_refrains_and_says_so_again_refrains():
    lines = [promise("Ik verlaag de bijdrage aan de veerdiensten niet.", polarity="abstain")]
    lines.append(promise("Dat zeg ik toe.", ministry="Financiën"))
    (entry,) = found_entries(labelled("kst-1-1", DAY, lines))
    assert (len(entry.mentions), entry.polarity) == (2, "abstain")


def test_an_entry_keeps_its_id_when_an_earlier_mention_is_found():
    lines = [
        promise("De verkenning naar de kades van Gorinchem komt eraan."),
        Line("De kades zijn oud.", ("claim",)),
        promise("Ik stuur uw Kamer de verkenning naar de kades van Gorinchem."),
    ]
    before = found_entries(
        labelled("kst-1-1", DAY, [dataclasses.replace(lines[0], labels=()), *lines[1:]], kind="letter")
    )
    after = found_entries(labelled("kst-1-1", DAY, lines))
    assert after[0].id != before[0].id
    (kept,) = keep_ids(after, before)
    assert kept.id == before[0].id
    assert len(kept.mentions) == 2


def test_two_entries_never_get_one_id():
    text = [promise("Ik stuur de verkenning naar de kades."), promise("Ik laat bruggen in Friesland schilderen.")]
    both = found_entries(labelled("kst-1-1", DAY, text))
    joined = dataclasses.replace(both[0], mentions=(*both[0].mentions, *both[1].mentions))
    kept = keep_ids(both, (joined,))
    assert len({entry.id for entry in kept}) == 2
    assert kept[0].id == joined.id


def test_the_same_document_gives_the_same_entries():
    letter = debate(said("Ik stuur de verkenning naar de kades.", 1), said("Dat doe ik voor 1 mei.", 1))
    found = found_entries(letter)
    assert keep_ids(found_entries(letter), found) == found
