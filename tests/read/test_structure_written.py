from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.blocks import Block, Extraction
from pipeline.read.hints import Hints
from pipeline.read.structure import build_document
from pipeline.records import Document, SourceRun, Speaker

ASKED = (
    "Vragen van de leden Van Proef (SP) en Testman (D66) aan de Ministers van Financiën en van Defensie over de "
    "veerdienst (ingezonden 3 maart 2031)."
)
REPLIED = "Antwoord van Minister Van Toets (Financiën), mede namens de Minister van Defensie (ontvangen 24 maart 2031)."
HEAD = (ASKED, REPLIED)
OFFER = (
    "Hierbij bied ik u, mede namens de minister van Defensie, de antwoorden aan op de vragen van het lid Proef (SP) "
    "over de veerdienst."
)


def read(*lines: str | Block, name: str = "map/bestand.txt", **hints: object) -> Document:
    blocks = tuple(Block(line) if isinstance(line, str) else line for line in lines)
    return build_document(Extraction(blocks), source=name, sha256="00", hints=Hints(**hints))  # type: ignore[arg-type]


def passages(document: Document, *kinds: str) -> list[tuple[str, str, str]]:
    return [
        (passage.kind, ",".join(passage.numbers), document.text[passage.start : passage.end])
        for passage in document.passages
        if not kinds or passage.kind in kinds
    ]


def test_the_front_gives_people_dates_and_title() -> None:
    document = read(*HEAD, "Vraag 1", "Klopt dit?", "Antwoord 1", "Ja.")
    assert document.kind == "written_answers"
    assert (document.asked, document.answered) == (dt.date(2031, 3, 3), dt.date(2031, 3, 24))
    assert document.date == dt.date(2031, 3, 24)
    assert [(person.name, person.party) for person in document.askers] == [("Van Proef", "SP"), ("Testman", "D66")]
    assert document.answerers == (
        Speaker("Van Toets", "minister", "Financiën", "government"),
        Speaker(None, "minister", "Defensie", "government"),
    )
    assert document.title is not None
    assert document.title.startswith("Vragen van de leden Van Proef")
    assert document.title.endswith("over de veerdienst")


def test_speakers_of_questions_and_answers() -> None:
    document = read(*HEAD, "Vraag 1", "Klopt dit?", "Antwoord 1", "Ja.")
    by_kind = {passage.kind: passage.speaker for passage in document.passages}
    assert by_kind["question"] == Speaker("Van Proef", "Kamerlid", None, "member", "SP")
    assert by_kind["answer"] == Speaker("Van Toets", "minister", "Financiën", "government")
    assert by_kind["heading"] is None


def test_nobody_named_is_still_government_and_member() -> None:
    document = read("Vraag 1", "Klopt dit?", "Antwoord 1", "Ja.")
    roles = {passage.kind: passage.speaker.role for passage in document.passages if passage.speaker}
    assert roles == {"question": "member", "answer": "government"}


def test_a_joint_answer_is_tied_to_all_its_questions() -> None:
    document = read("Vraag 2", "Klopt dit?", "Vraag 3", "En dat?", "Antwoord vragen 2 en 3", "Ja.", "Beide kloppen.")
    assert passages(document, "answer") == [("answer", "2,3", "Ja."), ("answer", "2,3", "Beide kloppen.")]
    headings = [passage for passage in document.passages if passage.kind == "heading"]
    assert [(passage.form, passage.numbers) for passage in headings] == [
        ("heading", ("2",)),
        ("heading", ("3",)),
        ("heading", ("2", "3")),
    ]


def test_a_bare_answer_answers_the_questions_since_the_last_answer() -> None:
    document = read("Vraag 1", "A?", "Antwoord", "Ja.", "Vraag 2", "B?", "Vraag 3", "C?", "Antwoord:", "Nee.")
    assert passages(document, "answer") == [("answer", "1", "Ja."), ("answer", "2,3", "Nee.")]


def test_joint_questions_answered_apart_and_a_question_without_answer() -> None:
    document = read(
        "Vraag 1, 2 en 3", "A? B? C?", "Antwoord 1", "Ja.", "Antwoord 2", "Nee.", "Vraag 4", "D?", name="x.txt"
    )
    assert passages(document, "question", "answer") == [
        ("question", "1,2,3", "A? B? C?"),
        ("answer", "1", "Ja."),
        ("answer", "2", "Nee."),
        ("question", "4", "D?"),
    ]


def test_a_question_that_stands_again_above_its_answer_is_a_question() -> None:
    question = "Bent u bereid de veerdienst naar het eiland te hervatten?"
    document = read("Vraag 1", question, "Antwoord 1", question, "Ja, daartoe ben ik bereid.")
    assert passages(document, "question", "answer") == [
        ("question", "1", question),
        ("question", "1", question),
        ("answer", "1", "Ja, daartoe ben ik bereid."),
    ]


def test_an_answer_whose_header_was_forgotten() -> None:
    reply = "Het ministerie overlegt met de reders over een nieuwe dienstregeling en betrekt daarbij de eilandbewoners."
    document = read("Vraag 1", "Klopt dit?", "Antwoord op vraag 1", "Ja.", "Vraag 2", "Wat doet u?", reply)
    assert passages(document, "answer")[-1] == ("answer", "2", reply)


def test_a_long_question_without_its_answer_stays_a_question() -> None:
    tail = (
        "De dienstregeling is immers al drie keer achtereen gewijzigd zonder dat de bewoners werden gehoord hierover."
    )
    document = read("Vraag 1", "Wat doet u?", tail, "Vraag 2", "En dan?")
    assert document.kind == "written_questions"
    assert passages(document, "question")[1] == ("question", "1", tail)


def test_questions_without_numbers_get_running_ones() -> None:
    document = read(
        "2031Z00042",
        "(ingezonden 3 maart 2031)",
        "Vragen van het lid Proef (SP) aan de minister van Financiën over geld",
        "Kent u het bericht over geld?",
        "Klopt dat?",
        "1) Dagblad De Toets, 2 maart 2031, «Geld op»",
    )
    assert document.kind == "written_questions"
    assert document.id == "kv-tk-2031Z00042"
    assert document.question_ids == ("2031Z00042",)
    assert passages(document, "question") == [
        ("question", "1", "Kent u het bericht over geld?"),
        ("question", "2", "Klopt dat?"),
    ]
    assert document.passages[-1].form == "footnote"
    assert document.date == dt.date(2031, 3, 3)


def test_a_notice_of_delay_is_a_letter_of_the_government() -> None:
    notice = "De vragen kunnen niet binnen de gebruikelijke termijn worden beantwoord."
    document = read(*HEAD[:1], "Vraag 1", "Klopt dit?", "Mededeling", notice)
    assert passages(document, "answer") == []
    assert passages(document, "letter") == [("letter", "", notice)]
    assert document.passages[-1].speaker == Speaker(role="government")


def test_a_notice_alone_is_filed_with_the_answers() -> None:
    notice = "Op 2 maart jl. hebben de leden Proef en Testman (beiden SP) schriftelijke vragen gesteld over geld."
    document = read("AH 12", "2031Z00042", "Mededeling van minister Toets (Financiën) (ontvangen 9 maart 2031)", notice)
    assert document.kind == "written_answers"
    assert document.date == dt.date(2031, 3, 9)
    assert passages(document, "letter") == [("letter", "", notice)]
    assert [(person.name, person.party) for person in document.askers] == [("Proef", "SP"), ("Testman", "SP")]


def test_an_explanation_behind_the_questions_belongs_to_nobody() -> None:
    text = "Deze vragen dienen ter aanvulling op eerdere vragen van het lid Proef (SP)."
    document = read("Vraag 1", "Klopt dit?", "Antwoord 1", "Ja.", "Toelichting:", text)
    assert passages(document)[-1] == ("other", "", text)


def test_a_cover_letter_with_the_answers_behind_it() -> None:
    document = read(
        "Datum 3 april 2031",
        "Betreft Beantwoording vragen over de veerdienst",
        "Uw Referentie",
        "2031Z00042",
        OFFER,
        "De Minister van Financiën,",
        "A.B. van den Toets",
        "Antwoorden van de minister van Financiën op vragen van het lid Proef (SP) over de veerdienst.",
        "Vraag 1",
        "Klopt dit?",
        "Antwoord",
        "Ja.",
    )
    assert document.kind == "written_answers"
    assert document.title == "Beantwoording vragen over de veerdienst"
    assert document.date == dt.date(2031, 4, 3)
    assert document.answerers[0].name == "A.B. van den Toets"
    assert document.answerers[1].ministry == "Defensie"
    kinds = [(passage.kind, passage.form) for passage in document.passages]
    assert kinds[4:8] == [
        ("letter", "paragraph"),
        ("letter", "signature"),
        ("letter", "signature"),
        ("front", "paragraph"),
    ]
    assert kinds[-1] == ("answer", "paragraph")


def test_a_list_of_sources_at_the_end_is_footnotes() -> None:
    document = read("Vraag 1", "Klopt dit?", "Antwoord 1", "Ja.", "1. www.toets.example.nl", "2. De Toets, maart 2031")
    assert [passage.form for passage in document.passages[-2:]] == ["footnote", "footnote"]


def test_the_annex_number_makes_the_id() -> None:
    document = read(
        "Vergaderjaar 2030–2031 Aanhangsel van de Handelingen",
        "Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven antwoorden",
        "546",
        *HEAD,
        "Vraag 1",
        "Klopt dit?",
        "Antwoord 1",
        "Ja.",
    )
    assert document.id == "ah-tk-20302031-546"


def test_hints_overrule_kind_and_id_and_fill_the_date() -> None:
    document = read("Vraag 1", "Klopt dit?", kind="paper", id="kst-1-2", date=dt.date(2031, 1, 1), title="Titel")
    assert (document.kind, document.id, document.date) == ("paper", "kst-1-2", dt.date(2031, 1, 1))
    assert document.title == "Titel"
    dated = read(*HEAD, "Vraag 1", "Klopt dit?", date=dt.date(2031, 1, 1))
    assert dated.date == dt.date(2031, 3, 24)


def test_offsets_lead_back_to_the_source() -> None:
    source = "Vraag 1 Klopt dit? Antwoord 1 Ja."
    document = read(Block(source, runs=(SourceRun(0, 0, len(source)),)))
    for run in document.source_map:
        assert document.text[run.start : run.start + run.length] == source[run.source : run.source + run.length]
    assert document.text == "Vraag 1\nKlopt dit?\nAntwoord 1\nJa."


def test_a_paragraph_broken_in_mid_sentence_is_joined_with_its_offsets() -> None:
    first, second = "Het kabinet stelt voor om", "de veerdienst te hervatten."
    runs = (SourceRun(0, 100, len(first)),), (SourceRun(0, 200, len(second)),)
    document = read("Vraag 1", "Wat doet u?", "Antwoord 1", Block(first, runs=runs[0]), Block(second, runs=runs[1]))
    assert passages(document, "answer") == [("answer", "1", f"{first} {second}")]
    start = document.passages[-1].start
    assert document.source_map == (
        SourceRun(start, 100, len(first)),
        SourceRun(start + len(first) + 1, 200, len(second)),
    )


LINES = st.sampled_from(
    [
        *HEAD,
        "Vraag 1",
        "Vraag 2 en 3",
        "Antwoord",
        "Antwoord 2",
        "Klopt dit?",
        "Ja.",
        "De Minister van Financiën,",
        "A. Toets",
        "1.",
        "Mededeling",
        "Toelichting",
        "De voorzitter:",
        '"Dat doen wij", zegt minister Toets.',
        "BRIEF VAN DE MINISTER",
    ]
)


@given(st.lists(st.one_of(LINES, st.text(max_size=60)), max_size=14))
def test_any_blocks_become_a_document_whose_passages_cover_its_text(lines: list[str]) -> None:
    document = read(*(" ".join(line.split()) for line in lines))
    position = 0
    for passage in document.passages:
        assert passage.start == position
        assert document.text[passage.start : passage.end].strip()
        position = passage.end + 1
    assert position == (len(document.text) + 1 if document.text else 0)
