"""Documents: passages by themselves, exact offsets, stable ids; and the spaCy component."""

from __future__ import annotations

import spacy
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Document, Form, Passage, sentence_id
from pipeline.segment import segment_document

WORDS = st.lists(
    st.sampled_from(["De wet", "geldt", ".", "?", " ", "nr. 3", "«", "»", "Ja", "1"]), min_size=1, max_size=12
)


def document(*passages: tuple[str, Form]) -> Document:
    text, records = "", []
    for content, form in passages:
        text += "\n" if text else ""
        records.append(Passage(len(text), len(text) + len(content), "answer", form))
        text += content
    return Document(
        id="ah-tk-20252026-1", kind="written_answers", title=None, date=None, language="nl", source="antwoord.txt",
        sha256="0" * 64, text=text, passages=tuple(records),
    )  # fmt: skip


def test_every_passage_is_split_by_itself():
    read = document(("Antwoord 1", "heading"), ("Ja. Het kabinet blijft", "paragraph"), ("daarbij. Nee.", "paragraph"))
    sentences = segment_document(read)
    assert [item.text for item in sentences] == ["Antwoord 1", "Ja.", "Het kabinet blijft", "daarbij.", "Nee."]
    assert [item.passage for item in sentences] == [read.passages[i] for i in (0, 1, 1, 2, 2)]


def test_ids_come_from_document_and_span():
    (sentence,) = segment_document(document(("Ja.", "paragraph")))
    assert sentence.id == sentence_id("ah-tk-20252026-1", 0, 3, "Ja.")


def test_headings_and_signatures_are_one_sentence():
    read = document(("1. Inleiding. Wat speelt er?", "heading"), ("W.B. Kooistra. Minister.", "signature"))
    assert [item.text for item in segment_document(read)] == [
        "1. Inleiding. Wat speelt er?",
        "W.B. Kooistra. Minister.",
    ]


def test_footnotes_have_sentences_of_their_own():
    read = document(("1 Kamerstuk 36 045, nr. 12. Zie ook blz. 4.", "footnote"))
    assert [item.text for item in segment_document(read)] == ["1 Kamerstuk 36 045, nr. 12.", "Zie ook blz. 4."]


def test_no_passages_no_sentences():
    assert segment_document(document()) == ()


def test_the_limit_holds_in_headings_too():
    sentences = segment_document(document(("woord " * 5, "heading")), max_sentence_characters=12)
    assert [item.text for item in sentences] == ["woord woord", "woord woord", "woord"]


@given(st.lists(WORDS.map("".join), max_size=5))
def test_offsets_give_the_text_back_inside_one_passage(contents: list[str]):
    read = document(*((content, "paragraph") for content in contents))
    for sentence in segment_document(read):
        assert read.text[sentence.start : sentence.end] == sentence.text
        assert sentence.passage.start <= sentence.start < sentence.end <= sentence.passage.end


def test_the_component_sets_sentence_starts():
    nlp = spacy.blank("nl")
    nlp.add_pipe("gestand_sentences")
    doc = nlp("De motie-Verhoeven c.s. is aangenomen. Dat kost 25 mln. Het kabinet betaalt.")
    assert [item.text for item in doc.sents] == [
        "De motie-Verhoeven c.s. is aangenomen.",
        "Dat kost 25 mln.",
        "Het kabinet betaalt.",
    ]
    assert list(nlp("").sents) == []
