from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from pipeline.read.hints import Hints
from pipeline.read.xml import read_xml
from pipeline.records import Speaker
from pipeline.settings import ReadLimits


def read(text, source="proef.xml"):
    data = text.encode()
    return read_xml(data, source=source, sha256=hashlib.sha256(data).hexdigest(), limits=ReadLimits(), hints=Hints())


def rows(document):
    return [(p.kind, p.form, p.numbers, document.text[p.start : p.end]) for p in document.passages]


PAPER = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie>
  <metadata>{meta}</metadata>
  <kamerstuk>
    <kamerstukkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2023-2024</tekstregel></kamerstukkop>
    <dossier>
      <dossiernummer><dossiernr>36 999</dossiernr>{chapter}</dossiernummer>
      <titel>Proefveld Noord</titel>
    </dossier>
    <stuk>
      <stuknr>Nr. <ondernummer kamer="2">17</ondernummer></stuknr>
      <titel>{title}</titel>
      <datumtekst>{moment} <datum isodatum="2024-03-05">5 maart 2024</datum></datumtekst>
      <algemeen><vrije-tekst><tekst status="goed">{body}</tekst></vrije-tekst></algemeen>
    </stuk>
  </kamerstuk>
</officiele-publicatie>"""

MOTION_BODY = """<al>De Kamer,</al><al>gehoord de beraadslaging,</al>
<al>verzoekt de regering de proef met een jaar te verlengen,
<noot><noot.nr>1</noot.nr><noot.al>Bron: eigen telling.</noot.al></noot></al>
<al>en gaat over tot de orde van de dag.</al>
<al-groep><al>Van der Toets</al><al>Proef-Monster</al></al-groep>"""


def paper(title="MOTIE VAN HET LID VAN DER TOETS C.S.", body=MOTION_BODY, meta="", chapter="", moment="Voorgesteld"):
    return read(PAPER.format(title=title, body=body, meta=meta, chapter=chapter, moment=moment))


def test_a_motion_knows_its_number_date_and_movers():
    document = paper(chapter="<begrotingshoofdstuk>XII</begrotingshoofdstuk>")
    assert (document.id, document.kind, document.date) == ("kst-36999-XII-17", "paper", dt.date(2024, 3, 5))
    assert document.dossiers == ("36999-XII",)
    assert document.title == "Proefveld Noord; MOTIE VAN HET LID VAN DER TOETS C.S."
    assert document.askers == (
        Speaker("Van der Toets", "Kamerlid", None, "member"),
        Speaker("Proef-Monster", "Kamerlid", None, "member"),
    )
    assert rows(document)[-6:] == [
        ("other", "paragraph", (), "gehoord de beraadslaging,"),
        ("other", "paragraph", (), "verzoekt de regering de proef met een jaar te verlengen,"),
        ("other", "footnote", (), "Bron: eigen telling."),
        ("other", "paragraph", (), "en gaat over tot de orde van de dag."),
        ("other", "signature", (), "Van der Toets"),
        ("other", "signature", (), "Proef-Monster"),
    ]
    assert {p.speaker.role for p in document.passages if p.speaker} == {"member"}


def test_the_record_goes_before_the_print():
    meta = '<meta name="OVERHEIDop.externMetadataRecord" content="https://x.nl/kst-36999-18/metadata.xml"/>'
    meta += '<meta name="OVERHEIDop.documenttitel" content="Motie over de proef"/>'
    document = paper(meta=meta)
    assert (document.id, document.title) == ("kst-36999-18", "Motie over de proef")


def test_a_council_number_belongs_to_the_dossier():
    document = paper(chapter="-<raadnr>20</raadnr>")
    assert (document.dossiers, document.id) == (("36999-20",), "kst-36999-20-17")


LETTER_BODY = """<al>Aan de Voorzitter van de Tweede Kamer der Staten-Generaal</al><al>Den Haag, 5 maart 2024</al>
<tussenkop>De proef</tussenkop>
<al>Hierbij stuur ik uw Kamer het verslag van de proef, zoals mijn voorganger u heeft gemeld.</al>
<lijst><li><li.nr>1.</li.nr><al>Het veld wordt verlengd.</al></li>
<li><li.nr>–</li.nr><al>De kosten dalen.</al></li></lijst>
<table><tgroup><colspec/><tbody><row><entry><al>Jaar</al></entry><entry><al>2024</al></entry></row></tbody></tgroup></table>
<ondertekening><functie>De Minister van Infrastructuur en Waterstaat,</functie>
<naam><voornaam>A.B.</voornaam><achternaam>van Proef</achternaam></naam></ondertekening>"""


def test_a_letter_is_spoken_by_who_signs_it():
    document = paper(
        title="BRIEF VAN DE MINISTER VAN INFRASTRUCTUUR EN WATERSTAAT", body=LETTER_BODY, moment="Den Haag,"
    )
    minister = Speaker("A.B. van Proef", "minister", "Infrastructuur en Waterstaat", "government")
    assert document.kind == "letter"
    assert document.answerers == (minister,)
    assert rows(document)[-9:] == [
        ("front", "paragraph", (), "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal"),
        ("front", "paragraph", (), "Den Haag, 5 maart 2024"),
        ("heading", "heading", (), "De proef"),
        (
            "letter",
            "paragraph",
            (),
            "Hierbij stuur ik uw Kamer het verslag van de proef, zoals mijn voorganger u heeft gemeld.",
        ),
        ("letter", "bullet", (), "1. Het veld wordt verlengd."),
        ("letter", "bullet", (), "De kosten dalen."),
        ("letter", "table", (), "Jaar | 2024"),
        ("letter", "signature", (), "De Minister van Infrastructuur en Waterstaat,"),
        ("letter", "signature", (), "A.B. van Proef"),
    ]
    assert {p.speaker for p in document.passages if p.kind == "letter"} == {minister}
    assert ("mark of a list item", 1) in [(o.reason, o.count) for o in document.omissions]


def test_a_letter_without_signature_takes_its_heading():
    document = paper(
        title="BRIEF VAN DE STAATSSECRETARIS VAN FINANCIËN", body="<al>Hierbij bied ik u het verslag aan.</al>"
    )
    assert document.answerers == (Speaker(None, "staatssecretaris", "Financiën", "government"),)


def test_unknown_elements_keep_their_words_and_are_reported():
    document = paper(
        title="VERSLAG",
        body="<al>Een <zwaai>twee</zwaai> drie.</al><kader><al>Vier.</al></kader><raadsel>Vijf</raadsel>",
    )
    assert document.text.endswith("Een twee drie.\nVier.\nVijf")
    reasons = {omission.reason for omission in document.omissions}
    assert "mark-up of <zwaai>, unknown; its words are kept" in reasons
    assert "mark-up of <raadsel>, unknown; its words are kept" in reasons


NEW_ANSWERS = """<officiele-publicatie><kamervragen>
<kamervraagkop><tekstregel inhoud="vergaderjaar">Vergaderjaar 2024–2025</tekstregel></kamervraagkop>
<kamervraagnummer>1999</kamervraagnummer>
<kamervraagomschrijving type="vraag">Vragen van de leden <naam><achternaam>Van Proef</achternaam></naam> (SP) en
 <naam><achternaam>Toets</achternaam></naam> (D66) aan de Minister van Financiën over <kamervraagonderwerp>het
 bericht «Proef (VVD) mislukt»</kamervraagonderwerp> (ingezonden
 <datum isodatum="2024-10-24">24 oktober 2024</datum>).</kamervraagomschrijving>
<kamervraagomschrijving type="antwoord">Antwoord van Minister Monster (Financiën), mede namens de Staatssecretaris
 van Justitie en Veiligheid (ontvangen <datum isodatum="2024-11-14">14 november 2024</datum>).</kamervraagomschrijving>
<vraag><nr>Vraag 1</nr><al>Kent u dit bericht?<nootref refid="n1">1</nootref></al></vraag>
<vraag><nr>Vraag 2</nr><al>Bent u bereid de proef te staken?</al></vraag>
<vraag><nr>Vraag 3</nr><al>Wanneer?</al><al>En hoe?</al></vraag>
<antwoord><nr>Antwoord 1</nr><al>Ja.</al></antwoord>
<antwoord><nr>Antwoord 2 en 3</nr>
<al-groep><al>Ik zal dit doen:</al>
<lijst><li><li.nr>a.</li.nr><al>de proef staken;</al></li></lijst></al-groep></antwoord>
<noot id="n1"><noot.nr>1</noot.nr><noot.al>Proefblad, 1 oktober 2024.</noot.al></noot>
</kamervragen></officiele-publicatie>"""

OLD_ANSWERS = """<officiele-publicatie><vragen><kop><titel>2011</titel></kop><vraagnummer>2011Z12345</vraagnummer>
<omschr>Vragen van het lid Van 't Monster (PVV) aan de minister van Veiligheid en Justitie over een proef.
 (Ingezonden 3 mei 2011)</omschr>
<vraag><nummer>1</nummer><al>Klopt dit?</al></vraag>
<vraag><nummer>2</nummer><al>Zo ja, sinds wanneer?</al></vraag>
<toelicht><al>Toelichting: zie ook eerdere vragen.</al></toelicht>
<reactie><omschr>Antwoord van minister Proef (Veiligheid en Justitie) (ontvangen 31 mei 2011)</omschr>
<antwoord><al>1</al><al>Ja.</al></antwoord>
<antwoord><al>Antwoord op vraag 2: Sinds 2009.</al></antwoord></reactie></vragen></officiele-publicatie>"""


def test_new_questions_and_answers():
    document = read(NEW_ANSWERS)
    assert (document.id, document.kind) == ("ah-tk-20242025-1999", "written_answers")
    assert (document.asked, document.answered, document.date) == (
        dt.date(2024, 10, 24),
        dt.date(2024, 11, 14),
        dt.date(2024, 11, 14),
    )
    assert [(p.name, p.party) for p in document.askers] == [("Van Proef", "SP"), ("Toets", "D66")]
    assert [(p.name, p.office, p.ministry) for p in document.answerers] == [
        ("Monster", "minister", "Financiën"),
        (None, "staatssecretaris", "Justitie en Veiligheid"),
    ]
    assert rows(document)[4:] == [
        ("heading", "heading", ("1",), "Vraag 1"),
        ("question", "paragraph", ("1",), "Kent u dit bericht?"),
        ("heading", "heading", ("2",), "Vraag 2"),
        ("question", "paragraph", ("2",), "Bent u bereid de proef te staken?"),
        ("heading", "heading", ("3",), "Vraag 3"),
        ("question", "paragraph", ("3",), "Wanneer?"),
        ("question", "paragraph", ("3",), "En hoe?"),
        ("heading", "heading", ("1",), "Antwoord 1"),
        ("answer", "paragraph", ("1",), "Ja."),
        ("heading", "heading", ("2", "3"), "Antwoord 2 en 3"),
        ("answer", "paragraph", ("2", "3"), "Ik zal dit doen:"),
        ("answer", "bullet", ("2", "3"), "a. de proef staken;"),
        ("other", "footnote", (), "Proefblad, 1 oktober 2024."),
    ]
    assert {p.speaker.name for p in document.passages if p.kind == "answer"} == {"Monster"}
    assert {p.speaker.role for p in document.passages if p.kind == "question"} == {"member"}


def test_old_questions_and_answers():
    document = read(OLD_ANSWERS, source="map/ah-tk-20102011-2500.xml")
    assert (document.id, document.kind, document.question_ids) == (
        "ah-tk-20102011-2500",
        "written_answers",
        ("2011Z12345",),
    )
    assert (document.asked, document.answered) == (dt.date(2011, 5, 3), dt.date(2011, 5, 31))
    assert [(p.name, p.party) for p in document.askers] == [("Van 't Monster", "PVV")]
    assert [(p.name, p.ministry) for p in document.answerers] == [("Proef", "Veiligheid en Justitie")]
    assert [row for row in rows(document) if row[0] in ("question", "answer", "other")] == [
        ("question", "paragraph", ("1",), "Klopt dit?"),
        ("question", "paragraph", ("2",), "Zo ja, sinds wanneer?"),
        ("other", "paragraph", (), "Toelichting: zie ook eerdere vragen."),
        ("answer", "paragraph", ("1",), "Ja."),
        ("answer", "paragraph", ("2",), "Sinds 2009."),
    ]


def test_a_bare_answer_takes_the_open_questions():
    body = "<vraag><al>Een?</al></vraag><antwoord><nr>Antwoord</nr><al>Ja.</al></antwoord>"
    body += "<vraag><nr>2</nr><al>Twee?</al></vraag><vraag><nr>3</nr><al>Drie?</al></vraag>"
    body += "<antwoord><nr>Antwoord:</nr><al>Nee.</al></antwoord>"
    document = read(f"<officiele-publicatie><kamervragen>{body}</kamervragen></officiele-publicatie>")
    assert [p.numbers for p in document.passages if p.kind == "answer"] == [("1",), ("2", "3")]


@pytest.mark.parametrize(
    ("label", "numbers"),
    [
        ("Antwoord 4 en 5", ("4", "5")),
        ("Antwoord vraag 2-4:", ("2", "3", "4")),
        ("Antwoord 7, 8, 9 10 en 11", ("7", "8", "9", "10", "11")),
        ("1, 2", ("1", "2")),
        ("Antwoord op vragen 2 t/m 4", ("2", "3", "4")),
    ],
)
def test_joint_answers_are_tied_to_all_their_questions(label, numbers):
    for answer in (
        f"<antwoord><nr>{label}</nr><al>Ja.</al></antwoord>",
        f"<antwoord nr='{label}'><al>Ja.</al></antwoord>",
    ):
        document = read(f"<officiele-publicatie><kamervragen>{answer}</kamervragen></officiele-publicatie>")
        assert [p.numbers for p in document.passages if p.kind == "answer"] == [numbers]


def test_questions_alone_and_extension_notices():
    questions = "<vraagnummer>2024Z54321</vraagnummer><vraag><nr>1</nr><al>Klopt dit?</al></vraag>"
    document = read(f"<officiele-publicatie><kamervragen>{questions}</kamervragen></officiele-publicatie>")
    assert (document.kind, document.id) == ("written_questions", "kv-tk-2024Z54321")
    notice = (
        questions + "<kamervraagopmerking><al>Mededeling</al><al>Het antwoord volgt later.</al></kamervraagopmerking>"
    )
    document = read(f"<officiele-publicatie><kamervragen>{notice}</kamervragen></officiele-publicatie>")
    assert document.kind == "written_answers"
    assert [(p.kind, p.speaker.role) for p in document.passages[-1:]] == [("letter", "government")]


@pytest.mark.corpus
def test_real_papers(shared):
    files = sorted((shared / "corpus" / "papers").glob("*.xml"))
    documents = [read(path.read_text(encoding="utf-8"), source=path.name) for path in files]
    assert len(documents) == 20
    for document in documents:
        assert document.kind == "paper"
        assert document.id.startswith("kst-")
        assert document.date is not None
        assert document.askers
        assert document.dossiers[0] in document.id
        assert any(p.form == "signature" for p in document.passages)
        assert document.omissions == ()
