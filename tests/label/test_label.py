"""The composition: what goes in, what comes out, and that documents do not touch each other."""

import datetime as dt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.classify import Band, Context
from pipeline.errors import UnreadableDocumentError
from pipeline.label import Labeller
from pipeline.read import Hints
from pipeline.records import LABELS, Actor

AT = dt.datetime(2025, 7, 2, 9, 30, tzinfo=dt.UTC)
QUESTIONS = """Antwoord op vragen van het lid De Wit over de veerdienst

Vraag 1
Bent u bereid de Kamer te informeren over de veerdienst?

Antwoord 1
Ja.

Vraag 2
Klopt het dat de brug dicht is?

Antwoord 2
De brug is sinds maart dicht. Ik zal de Kamer hierover informeren.
"""


class Words:
    """A classifier that goes by single words."""

    name = "words 1"

    def __init__(self):
        self.calls = 0
        self.thresholds = {(label, kind): Band(0.5, 0.4, 0.6) for label in LABELS for kind in ("written", "debate")}

    def predict(self, contexts):
        self.calls += 1
        rows = [[0.9 * ("zal" in c.text), 0.9 * ("niet" in c.text), 0.5 * (" is " in c.text)] for c in contexts]
        return np.array(rows, dtype=np.float32).reshape(-1, 3)

    def explain(self, context: Context):
        return ("word:zal",) if "zal" in context.text else ()


@pytest.fixture
def labeller():
    return Labeller(Words(), pipeline_version="9.9")


def test_a_document_comes_out_labelled_sentence_by_sentence(labeller):
    labelled = labeller.label(QUESTIONS.encode(), source="veer.txt", hints=Hints(), created_at=AT)
    by_text = {statement.sentence.text: statement for statement in labelled.statements}
    assert labelled.document.kind == "written_answers"
    assert by_text["Ik zal de Kamer hierover informeren."].labels == ("commitment",)
    evidence = ("word:zal", "actor:speaker", "strength:zal", "recipient:chamber")
    assert by_text["Ik zal de Kamer hierover informeren."].evidence == evidence
    assert by_text["De brug is sinds maart dicht."].labels == ("claim",)
    assert by_text["De brug is sinds maart dicht."].needs_review
    assert by_text["Klopt het dat de brug dicht is?"].labels == ()
    assert by_text["Klopt het dat de brug dicht is?"].evidence == ("rule:question",)


def test_the_run_names_versions_and_the_time_that_was_handed_in(labeller):
    run = labeller.label(b"Ik zal dit doen.", source="a.txt", hints=Hints(), created_at=AT).run
    assert (run.pipeline_version, run.model, run.created_at) == ("9.9", "words 1", AT)


def test_every_label_has_its_frame_and_no_other_is_made(labeller):
    labelled = labeller.label(QUESTIONS.encode(), source="veer.txt", hints=Hints(), created_at=AT)
    for statement in labelled.statements:
        frames = {"commitment": statement.commitment, "refusal": statement.refusal, "claim": statement.claim}
        assert tuple(sorted(label for label, made in frames.items() if made is not None)) == statement.labels


ANSWER = """Antwoord van Minister De Proef (Financiën) op vragen van het lid De Wit (ontvangen 4 maart 2025)

Vraag 1
Klopt het dat de brug dicht is?

Antwoord 1
Zodra dat kan, zal het kabinet uw Kamer voor 1 mei 2025 over de brug informeren.
"""


def test_a_frame_is_read_from_sentence_and_document(labeller):
    labelled = labeller.label(ANSWER.encode(), source="brug.txt", hints=Hints(), created_at=AT)
    (frame,) = [statement.commitment for statement in labelled.statements if statement.commitment]
    text = labelled.document.text
    assert frame.actor == Actor("het kabinet", "kabinet", "Financiën")
    assert frame.deadline is not None
    assert (str(frame.deadline.latest), frame.deadline.precision) == ("2025-04-30", "day")
    for words in (frame.action, frame.deadline):
        assert text[words.start : words.end] == words.text
    assert frame.recipient is not None
    assert frame.recipient.text == "uw Kamer"
    assert (frame.strength, frame.polarity) == ("firm", "act")


def test_every_sentence_is_the_text_at_its_offsets(labeller):
    labelled = labeller.label(QUESTIONS.encode(), source="veer.txt", hints=Hints(), created_at=AT)
    text = labelled.document.text
    assert all(text[s.sentence.start : s.sentence.end] == s.sentence.text for s in labelled.statements)


def test_hints_say_what_the_document_does_not(labeller):
    hints = Hints(kind="letter", date=dt.date(2025, 3, 4))
    document = labeller.label(b"Ik zal dit doen.", source="a.txt", hints=hints, created_at=AT).document
    assert (document.kind, document.date) == ("letter", dt.date(2025, 3, 4))


def test_an_empty_file_is_an_error_with_its_reason(labeller):
    with pytest.raises(UnreadableDocumentError) as caught:
        labeller.label(b"", source="leeg.txt", hints=Hints(), created_at=AT)
    assert caught.value.reason == "empty"


def test_many_documents_take_one_prediction():
    words = Words()
    labeller = Labeller(words)
    documents = [labeller.read(QUESTIONS.encode(), source=f"{n}.txt", hints=Hints(id=f"d{n}")) for n in range(3)]
    labelled = labeller.label_documents(documents, created_at=AT)
    assert words.calls == 1
    assert [one.document.id for one in labelled] == ["d0", "d1", "d2"]
    assert {len(one.statements) for one in labelled} == {len(labelled[0].statements)}


def test_no_documents_give_nothing(labeller):
    assert labeller.label_documents([], created_at=AT) == ()


SENTENCES = ["Ik zal de Kamer informeren.", "De sluis is dicht.", "Dat doe ik niet.", "Wij zien dat anders.", "Ja."]


@given(st.lists(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4), min_size=1, max_size=4))
def test_what_a_document_gets_does_not_depend_on_the_others(contents):
    labeller = Labeller(Words())
    read = [
        labeller.read("\n".join(lines).encode(), source=f"{n}.txt", hints=Hints(id=f"d{n}", kind="letter"))
        for n, lines in enumerate(contents)
    ]
    together = labeller.label_documents(read, created_at=AT)
    alone = tuple(labeller.label_documents([document], created_at=AT)[0] for document in read)
    assert together == alone


ITEM = """<officiele-publicatie><handelingen><agendapunt><item-titel>De kade bij Oudveen</item-titel>
<spreekbeurt nieuw="ja">
<spreker><voorvoegsels>De</voorvoegsels><naam><achternaam>voorzitter</achternaam></naam>:</spreker>
<tekst><al-groep><al>Het woord is aan de minister van Defensie. De motie op stuk nr. 6 is al behandeld.</al></al-groep>
</tekst></spreekbeurt>
<spreekbeurt nieuw="ja">
<spreker><voorvoegsels>Minister</voorvoegsels><naam><achternaam>Proef</achternaam></naam>:</spreker>
<tekst><al-groep><al>Dan de motie op stuk nr. 8 over de kade. De kade wordt al jaren gebruikt.</al></al-groep>
<al-groep><al>Die motie kan ik niet steunen. Ik zal de Kamer hierover informeren.</al></al-groep></tekst></spreekbeurt>
</agendapunt></handelingen></officiele-publicatie>"""


def test_what_a_minister_turns_down_is_the_motion_of_the_same_turn(labeller):
    labelled = labeller.label(ITEM.encode(), source="item.xml", hints=Hints(), created_at=AT)
    by_text = {statement.sentence.text: statement for statement in labelled.statements}
    refusal = by_text["Die motie kan ik niet steunen."].refusal
    assert refusal is not None
    assert refusal.refused is not None
    assert refusal.refused.text == "de motie op stuk nr. 8"
    promised = by_text["Ik zal de Kamer hierover informeren."].commitment
    assert promised is not None
    assert promised.actor == Actor("Ik", "minister", "Defensie")
