from __future__ import annotations

import datetime as dt

import pytest

from pipeline.read.blocks import Block, Extraction
from pipeline.read.hints import Hints
from pipeline.read.structure import build_document
from pipeline.records import Document, Omission, Speaker

TOETS = Speaker("A.B. Toets", "staatssecretaris", "Infrastructuur en Waterstaat", "government")
LETTER = (
    "> Retouradres Postbus 1 2500 AA Den Haag",
    "De voorzitter van de Tweede Kamer der Staten-Generaal",
    "2500 EA DEN HAAG",
    "Datum 3 maart 2031",
    "Onderwerp Stand van zaken veerdiensten",
    "Geachte voorzitter,",
    "Met deze brief informeer ik uw Kamer, mede namens de minister van Financiën, over de stand van de veerdiensten.",
    "Planning",
    "Ik stuur uw Kamer voor de zomer een tweede brief over de kosten van de veerdiensten.",
    "Hoogachtend,",
    "de staatssecretaris van Infrastructuur en Waterstaat,",
    "mr. A.B. Toets",
)


def read(*lines: str | Block, properties: dict[str, str] | None = None, name: str = "brief.txt") -> Document:
    blocks = tuple(Block(line) if isinstance(line, str) else line for line in lines)
    return build_document(Extraction(blocks, (), properties or {}), source=name, sha256="00", hints=Hints())


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(passage.kind, document.text[passage.start : passage.end]) for passage in document.passages]


def test_a_letter_has_front_paragraphs_and_signature() -> None:
    document = read(*LETTER)
    assert document.kind == "letter"
    assert document.title == "Stand van zaken veerdiensten"
    assert document.date == dt.date(2031, 3, 3)
    assert document.answerers == (TOETS, Speaker(None, "minister", "Financiën", "government"))
    assert [passage.kind for passage in document.passages] == ["front"] * 6 + [
        "letter",
        "heading",
        "letter",
        "letter",
        "letter",
        "letter",
    ]
    assert [passage.form for passage in document.passages[-3:]] == ["signature"] * 3
    assert {passage.speaker for passage in document.passages if passage.kind == "letter"} == {TOETS}


def test_two_ministers_of_one_ministry_both_sign() -> None:
    document = read(
        "99 123 Veerdiensten",
        "Nr. 7 BRIEF VAN DE MINISTERS VAN BUITENLANDSE ZAKEN EN VOOR BUITENLANDSE HANDEL",
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal",
        "Den Haag, 3 maart 2031",
        "Op 21 februari verzocht de Kamer de regering om een overzicht van de veerdiensten te maken.",
        Block("» Een overzicht van alle veerdiensten is niet te maken.", "bullet"),
        "De Minister van Buitenlandse Zaken,",
        "W.X. Proef",
        "De Minister voor Buitenlandse Handel, Y.Z. Toets",
        Block("1 Kamerstuk 99 123, nr. 6.", "footnote"),
    )
    assert document.kind == "letter"
    assert document.id == "kst-99123-7"
    assert document.dossiers == ("99123",)
    assert document.title == "Veerdiensten"
    assert document.date == dt.date(2031, 3, 3)
    assert [person.name for person in document.answerers] == ["W.X. Proef", "Y.Z. Toets"]
    bullet, *_, note = [passage for passage in document.passages if passage.form in ("bullet", "footnote")]
    assert (bullet.kind, note.kind) == ("letter", "other")
    assert bullet.speaker is not None
    assert bullet.speaker.name == "W.X. Proef"


def test_a_dossier_that_a_sentence_mentions_is_not_the_letters_own() -> None:
    document = read(*LETTER[:-3], "Zie de motie met Kamerstuk 99 999, nr. 145 van het lid Proef over de veerdienst.")
    assert document.dossiers == ()


def test_date_subject_and_address_may_stand_in_the_running_heads() -> None:
    margin = "De voorzitter van de Tweede Kamer\nDatum\n3 maart 2031\nBetreft\nStand van zaken veerdiensten"
    document = read(LETTER[6], LETTER[8], properties={"margin": margin})
    assert document.kind == "letter"
    assert document.date == dt.date(2031, 3, 3)
    assert document.title == "Stand van zaken veerdiensten"


def test_a_foot_that_was_left_among_the_blocks_names_the_paper() -> None:
    document = read(*LETTER, "Tweede Kamer, vergaderjaar 2030—2031, 99 123 XII, nr. 156 2")
    assert document.id == "kst-99123-XII-156"
    assert document.dossiers == ("99123-XII",)
    assert document.omissions == (Omission("page furniture", 1),)


def test_a_motion_is_a_paper_of_its_member() -> None:
    document = read(
        "99 123 Veerdiensten",
        "Nr. 14 MOTIE VAN HET LID PROEF",
        "Voorgesteld 3 maart 2031",
        "De Kamer,",
        "gehoord de beraadslaging,",
        "verzoekt de regering de veerdienst te hervatten,",
        "en gaat over tot de orde van de dag.",
    )
    assert (document.kind, document.id, document.date) == ("paper", "kst-99123-14", dt.date(2031, 3, 3))
    body = [passage for passage in document.passages if passage.kind == "other"]
    assert body
    assert {passage.speaker.role for passage in body if passage.speaker} == {"member"}


@pytest.mark.parametrize(
    ("line", "role"),
    [("MEMORIE VAN TOELICHTING", "government"), ("AMENDEMENT VAN DE LEDEN PROEF EN TOETS", "member")],
)
def test_the_author_of_a_paper(line: str, role: str) -> None:
    text = "Met dit voorstel wordt de veerdienst naar het eiland weer elke dag gevaren."
    document = read("99 123 Veerdiensten", line, text)
    assert document.kind == "paper"
    assert document.passages[-1].speaker is not None
    assert document.passages[-1].speaker.role == role


def test_a_debate_has_turns_with_speakers() -> None:
    document = read(
        "Tweede Kamer, Veerdiensten",
        "Woensdag 3 maart 2031",
        "De voorzitter: Ik open de vergadering.",
        "Mevrouw Proef (D66):",
        "Kan de minister toezeggen dat de boot weer vaart?",
        "Minister Van Toets:",
        "Dat zeg ik toe.",
        "Daar ben ik blij mee.",
        "De heer Van der Keur (VVD): Wanneer?",
        "Mevrouw Proef: Dat wil ik ook weten.",
    )
    assert (document.kind, document.date) == ("debate", dt.date(2031, 3, 3))
    assert document.title == "Tweede Kamer, Veerdiensten"
    turns = [passage for passage in document.passages if passage.kind == "turn"]
    assert [(passage.turn, passage.speaker.name if passage.speaker else "") for passage in turns] == [
        (0, None),
        (1, "Proef"),
        (2, "Van Toets"),
        (2, "Van Toets"),
        (3, "Van der Keur"),
        (4, "Proef"),
    ]
    assert [passage.speaker.role for passage in turns if passage.speaker] == [
        "chair",
        "member",
        "government",
        "government",
        "member",
        "member",
    ]
    assert turns[-1].speaker == Speaker("Proef", "Kamerlid", None, "member", "D66")
    assert [person.name for person in document.answerers] == ["Van Toets"]


def test_an_unknown_kind_keeps_its_paragraphs() -> None:
    document = read("Notulen van de buurtvereniging.", "Er is gesproken over de speeltuin.", name="a b.txt")
    assert document.kind == "other"
    assert kinds(document) == [
        ("other", "Notulen van de buurtvereniging."),
        ("other", "Er is gesproken over de speeltuin."),
    ]
    assert document.date is None
    assert document.id.startswith("a-b")


def test_no_blocks_give_an_empty_document() -> None:
    document = read()
    assert (document.text, document.passages, document.kind) == ("", (), "other")
