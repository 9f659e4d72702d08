import datetime as dt

import pytest
from promises import CHAIR, MEMBER, OTHER, Line, labelled, promise

from pipeline.ledger.founding import found_entries
from pipeline.ledger.linking import Known, Linker
from pipeline.ledger.sequels import sequels
from pipeline.ledger.weighing import ministry_findings
from pipeline.records import Speaker

FIRST = labelled(
    "kst-99101-7",
    dt.date(2031, 3, 3),
    [promise("Voor 1 juli 2031 stuur ik uw Kamer de verkenning naar de veerdienst over het Wantij.")],
    dossiers=("99101",),
    question_ids=("2031Z00007",),
)


def linker(*documents, number=None):
    entries = [entry for document in documents for entry in found_entries(document)]
    return Linker([Known(entry, entry.deadline and entry.deadline.latest, number) for entry in entries])


def proposals(*lines, date=dt.date(2031, 9, 1), against=None, **fields):
    document = labelled("kst-99101-30", date, lines, **fields)
    return (against or linker(FIRST)).propose(sequels(document, found_entries(document)))


@pytest.mark.parametrize(
    ("text", "kind", "labels"),
    [
        ("Zoals toegezegd kijk ik naar de veerdienst over het Wantij; dat liep.", "reminded", ("claim",)),
        ("Hiermee doe ik mijn toezegging over de verkenning naar de veerdienst gestand.", "fulfilled", ("claim",)),
        ("De toezegging over de verkenning naar de veerdienst is deels nagekomen.", "partly_fulfilled", ("claim",)),
        ("De toegezegde verkenning naar de veerdienst over het Wantij gaat niet door.", "withdrawn", ("refusal",)),
        ("De toegezegde verkenning naar de veerdienst is vertraagd.", "postponed", ("claim",)),
        ("Ik stuur de verkenning naar de veerdienst over het Wantij.", "repeated", ("commitment",)),
        ("Ik stuur de verkenning naar de veerdienst over het Wantij voor 1 mei 2032.", "postponed", ("commitment",)),
        ("Ik stuur de verkenning naar de veerdienst over het Wantij voor 1 juni 2031.", "sharpened", ("commitment",)),
    ],
)
def test_what_a_sentence_does_to_an_entry(text, kind, labels):
    date = dt.date(2031, 4, 1) if kind == "sharpened" else dt.date(2031, 9, 1)
    (found,) = proposals(Line(text, labels), dossiers=("99101",), date=date)
    assert found.kind == kind


def test_a_proposal_carries_both_sentences_and_why():
    text = "Wanneer komt de toegezegde verkenning naar de veerdienst over het Wantij (Kamerstuk 99 101, nr. 7)?"
    (found,) = proposals(Line(text, speaker=MEMBER, kind="question"), kind="written_questions", dossiers=("99101",))
    assert found.quote == text
    assert found.entry_text == FIRST.statements[0].sentence.text
    assert found.entry_id == found_entries(FIRST)[0].id
    kinds = {one.kind: one.matched for one in found.evidence}
    assert kinds["reference"] == "kamerstuk 99 101, nr. 7"
    assert kinds["dossier"] == "99101"
    assert "veerdienst" in kinds["likeness"]
    assert 0.9 < found.probability <= 1


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("(Kamerstuk 99 101, nr. 7)", "paper"),
        ("uit mijn antwoorden op 2031Z00007", "question-number"),
        ("uit mijn brief van 3 maart jl.", "letter-of"),
        ("met nummer TZ203103-012", "register-number"),
    ],
)
def test_an_explicit_reference_makes_it_likelier(words, rule):
    lines = [Line("Waar blijft de toegezegde verkenning {}?", speaker=MEMBER, kind="turn", turn=1)]
    both = linker(FIRST, number="TZ203103-012")

    def likely(text):
        line = Line(lines[0].text.format(text), speaker=MEMBER, kind="turn", turn=1)
        document = labelled("kst-99101-30", dt.date(2031, 9, 1), [line])
        return both.propose(sequels(document))

    plain = likely("")
    (found,) = likely(words)
    assert rule in {one.rule for one in found.evidence}
    assert not plain or found.probability > plain[0].probability


def test_a_renamed_ministry_is_the_same():
    minister = Speaker("Bos", "minister", "Economische Zaken en Klimaat", "government")
    letter = labelled("kst-1-1", dt.date(2023, 5, 1), [promise("Ik stuur de kabelkaart.", speaker=minister)])
    (entry,) = found_entries(letter)
    rules = [
        ministry_findings(name, entry, dt.date(2025, 1, 1))[0].evidence.rule
        for name in ("Economische Zaken", "Economische Zaken en Klimaat", "Defensie")
    ]
    assert rules == ["same-ministry", "same-ministry", "other-ministry"]
    assert ministry_findings(None, entry, None) == []


def test_nothing_is_proposed_for_what_was_promised_later_or_elsewhere():
    text = "Zoals toegezegd loopt de verkenning naar de veerdienst over het Wantij."
    assert proposals(Line(text, ("claim",)), date=dt.date(2031, 3, 2)) == ()
    assert proposals(Line("Zoals toegezegd is de belasting op suiker verlaagd.", ("claim",), OTHER)) == ()
    assert Linker([]).propose(sequels(FIRST, found_entries(FIRST))) == ()


def test_what_was_decided_does_not_come_back():
    text = "Zoals toegezegd loopt de verkenning naar de veerdienst over het Wantij."
    document = labelled("kst-99101-30", dt.date(2031, 9, 1), [Line(text, ("claim",))])
    (found,) = linker(FIRST).propose(sequels(document))
    assert linker(FIRST).propose(sequels(document), decided=[found.id]) == ()
    shifted = labelled("kst-99101-30", dt.date(2031, 9, 1), [Line("Aanhef."), Line(text, ("claim",))])
    assert linker(FIRST).propose(sequels(shifted), decided=[found.id]) == ()


def test_the_closing_list_of_a_debate_recalls_its_own_commitments():
    debate = labelled(
        "h-tk-1",
        dt.date(2031, 3, 3),
        [
            promise("Ik stuur voor de zomer de verkenning naar de veerdienst.", kind="turn", turn=1),
            Line("Dank aan de minister voor haar komst.", kind="turn", turn=2, speaker=CHAIR),
            Line("Ik lees de toezeggingen voor.", kind="turn", turn=4, speaker=CHAIR),
            Line(
                "De minister stuurt voor de zomer de verkenning naar de veerdienst.", kind="turn", turn=4, speaker=CHAIR
            ),
        ],
        kind="debate",
    )
    entries = found_entries(debate)
    (found,) = linker(debate).propose(sequels(debate, entries))
    assert (found.kind, found.entry_id) == ("reminded", entries[0].id)
    assert found.sentence_id == debate.statements[3].sentence.id


def test_one_proposal_for_two_entries_however_often_they_mention_it():
    lines = [
        promise("Ik stuur de verkenning naar de veerdienst over het Wantij.", kind="turn", turn=1),
        promise("De verkenning naar de veerdienst over het Wantij stuur ik u dus.", kind="turn", turn=3),
    ]
    assert len(proposals(*lines, kind="debate")) == 1
