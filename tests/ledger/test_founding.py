"""From sentences to entries, and keeping them apart and together."""

import dataclasses
import datetime as dt

from promises import MEMBER, OTHER, Line, labelled, promise

from pipeline.entries import entry_id
from pipeline.ledger.founding import found_entries
from pipeline.ledger.identity import keep_ids

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


def test_people_decide_what_is_a_promise():
    letter = labelled("kst-1-1", DAY, [promise("Ik stuur u het plan."), Line("De kade wordt hersteld.")])
    one, other = (statement.sentence.id for statement in letter.statements)
    (entry,) = found_entries(letter, decisions={one: (), other: ("commitment",)})
    assert entry.id == entry_id(other)


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
