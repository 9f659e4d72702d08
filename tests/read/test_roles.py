"""In what quality people speak, out of the chair's words and their own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.floor import agrees, called_up, movers, named_members
from pipeline.read.roles import Utterance, infer
from pipeline.records import Speaker

CHAIR = "AnVoorzit"


def told(*turns, house="TK"):
    """Roles inferred from (who, words); the chair is ``CHAIR``."""
    return infer([Utterance(who, "chair" if who == CHAIR else None, words) for who, words in turns], house)


@pytest.mark.parametrize(
    ("words", "who", "speaker"),
    [
        ("Het woord is aan mevrouw Van Proef van de SP-fractie.", "EefvanProef", ("member", "Kamerlid", None, "SP")),
        ("Dan de heer Toets van de Partij van de Arbeid.", "JoToets", ("member", "Kamerlid", None, "PvdA")),
        ("Meneer Jan van Toets, afrondend.", "JanvanToets", ("member", "Kamerlid", None, None)),
        ("Mevrouw Toets-Proef namens D66.", "JoToets-Proef", ("member", "Kamerlid", None, "D66")),
        ("Het woord is aan de minister van Financiën.", "BoStaal", ("government", "minister", "Financiën", None)),
        ("Dank u wel. De staatssecretaris.", "BoStaal", ("government", "staatssecretaris", None, None)),
        ("Dan gaan we naar minister Staal.", "BoStaal", ("government", "minister", None, None)),
        ("Staatssecretaris Staal van Defensie.", "BoStaal", ("government", "staatssecretaris", "Defensie", None)),
        (
            "Het woord is aan de minister-president.",
            "BoStaal",
            ("government", "minister-president", "Algemene Zaken", None),
        ),
    ],
)
def test_the_chair_gives_the_floor(words, who, speaker):
    found = told((CHAIR, words), (who, "Dank u wel."))[who]
    assert (found.role, found.office, found.ministry, found.party) == speaker


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Het woord is aan mevrouw Van Proef.", "JoToets"),
        ("Het woord is aan de heer Toets, lid van het Europees Parlement.", "JoToets"),
        ("Het woord is aan de gevolmachtigde minister van Aruba.", "JoToets"),
        ("Ik geef straks het woord aan de minister. Eerst is er een interruptie.", "JoToets"),
        ("Het woord is aan de minister. Of had de heer Proef nog een vraag?", "JoToets"),
        ("Ik geef het woord aan de minister en de staatssecretaris.", "JoToets"),
        ("De minister knikt.", "JoToets"),
        ("Gaat uw gang.", "JoToets"),
        ("", "JoToets"),
    ],
)
def test_who_is_called_up_must_be_who_speaks(words, who):
    assert who not in told((CHAIR, words), (who, "Dank u wel."))


def test_a_role_holds_for_all_turns_and_nothing_counts_over_a_gap():
    call = Utterance(CHAIR, "chair", "Het woord is aan de minister.")
    assert infer([call, Utterance("BoStaal", None, "Zo.", follows=False)]) == {
        CHAIR: Speaker(None, "Kamerlid", None, "member")
    }
    assert infer([call, Utterance("", None, "Zo.")]).keys() == {CHAIR}


def test_the_chair_thanks_who_has_spoken():
    assert told(("BoStaal", "Zo is het."), (CHAIR, "Dank u wel, minister."))["BoStaal"].office == "minister"


def test_who_defends_a_bill_or_moves_a_motion_is_a_member():
    turns = (
        (CHAIR, "Ik heet de initiatiefnemer, de heer Toets, en de minister van Financiën van harte welkom."),
        ("JoToets", "Ik dank de Kamer."),
        ("EefProef", "Ik begin. Deze motie is voorgesteld door de leden Proef en Van Elders."),
        ("PiavanElders", "Zo is het."),
        ("OlStil", "Ik ook."),
    )
    found = told(*turns)
    assert {who: speaker.role for who, speaker in found.items()} == dict.fromkeys(
        (CHAIR, "JoToets", "EefProef", "PiavanElders"), "member"
    )


def test_a_name_that_two_bear_tells_nothing():
    assert told(("AnProef", "Deze motie is voorgesteld door het lid Proef."), ("BoProef", "Ja.")) == {}


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Mijn fractie is daar niet voor.", "member"),
        ("Daarom de volgende motie.", "member"),
        (
            "De Kamer, gehoord de beraadslaging, verzoekt de regering iets, en gaat over tot de orde van de dag.",
            "member",
        ),
        ("Ik spreek mede namens de fractie van het CDA.", "member"),
        ("Op mijn ministerie weet men dat.", "government"),
        ("Ik als staatssecretaris sta daarvoor.", "government"),
        ("Ik heb mijn Franse ambtgenoot gebeld.", "government"),
        ("Namens het kabinet zeg ik dat.", "government"),
        ("Ik heb uw Kamer geschreven en kom bij uw Kamer terug.", "government"),
        ("Ik heb uw Kamer geschreven.", None),
        ('Zij zei: «mijn fractie is tegen». Of: "op mijn ministerie".', None),
        ("De fractie van de heer Bol is tegen. Als minister moet je dat weten.", None),
        ("Mijn fractie vroeg dat, en op mijn ministerie wist men het.", None),
    ],
)
def test_what_somebody_says_of_himself(words, role):
    found = told(("BoStaal", words)).get("BoStaal")
    assert (found and found.role) == role


def test_in_the_eerste_kamer_a_member_who_defends_a_bill_says_your_house_too():
    assert told(("BoStaal", "Ik schreef uw Kamer en kom bij uw Kamer terug."), house="EK") == {}


def test_what_is_certain_goes_before_what_another_may_have_taken():
    interrupted = ((CHAIR, "De minister."), ("JoToets", "Mijn fractie vraagt zich iets af."))
    assert told(*interrupted)["JoToets"].role == "member"
    courteous = ((CHAIR, "Het woord is aan de heer Staal."), ("BoStaal", "Mijn ministerie zoekt dat uit."))
    assert told(*courteous)["BoStaal"] == Speaker(role="government")
    torn = ((CHAIR, "De heer Staal."), ("BoStaal", "Ja."), (CHAIR, "De minister."), ("BoStaal", "Nee."))
    assert "BoStaal" not in told(*torn)


def test_who_interrupts_a_minister_is_not_one():
    turns = ((CHAIR, "De minister."), ("BoStaal", "Ja.")) * 2
    assert told(*turns, (CHAIR, "De minister."), ("JoToets", "Nee!")).keys() == {CHAIR, "BoStaal"}
    assert told(*turns, (CHAIR, "De staatssecretaris."), ("JoToets", "Nee."))["JoToets"].role == "government"
    assert told(*turns, (CHAIR, "De minister van Defensie."), ("JoToets", "Nee."))["JoToets"].ministry == "Defensie"


def test_the_only_minister_has_the_ministry_that_the_chair_named():
    turns = ((CHAIR, "Welkom aan de minister van Defensie. De minister."), ("BoStaal", "Dank u."))
    assert told(*turns)["BoStaal"].ministry == "Defensie"
    two = (*turns, (CHAIR, "Dan gaan we naar minister Toets."), ("JoToets", "Dank u."))
    assert told(*two)["BoStaal"].ministry is None


def test_who_presides_at_another_moment_is_a_member_and_a_guest_stays_one():
    turns = [
        Utterance(CHAIR, "chair", "De heer Toets."),
        Utterance("JoToets", "other", "Dank u."),
        Utterance(CHAIR, None, "Ik ook."),
    ]
    assert infer(turns) == {CHAIR: Speaker(None, "Kamerlid", None, "member")}


@pytest.mark.parametrize(
    ("name", "who", "same"),
    [
        ("Van den Toets", "AnnavandenToets", True),
        ("de Graaf", "ThomdeGraaf", True),
        ("Graaf", "ThomdeGraaf", True),
        ("Öztekin", "SelçukÖztekin", True),
        ("Dik-Proef", "CarlaDik-Proef", True),
        ("Dik-Proef", "CarlaDikProef", True),
        ("Os", "PietBos", False),
        ("Toets", "AnToetsProef", False),
        ("", "AnToets", False),
        ("123", "AnToets", False),
    ],
)
def test_names_and_ids(name, who, same):
    assert agrees(name, who) is same


def test_words_that_call_up_nobody():
    assert called_up("") is None
    assert list(named_members("")) == []
    assert list(movers("Dit is voorgesteld door het kabinet.")) == []


@given(st.lists(st.tuples(st.sampled_from([CHAIR, "JoToets", "BoStaal", ""]), st.text(max_size=60)), max_size=6))
def test_any_words_give_members_or_government_at_most(turns):
    assert {speaker.role for speaker in told(*turns).values()} <= {"member", "government"}
