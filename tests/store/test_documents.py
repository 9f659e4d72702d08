"""What goes into the store comes out of it: once, whole, and with its history."""

from __future__ import annotations

import dataclasses
import datetime as dt
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stored import FIRST, LETTER, MINISTER, SECOND, THIRD, labelled

from pipeline.export import labelled_json, parse_labelled
from pipeline.records import Document, LabelledDocument, Passage, Sentence, Speaker, Statement, sentence_id
from pipeline.store import (
    DocumentFilter,
    RunCounts,
    Saved,
    StatementFilter,
    Store,
    UnstorableError,
    documents,
    runs,
    save,
    statements,
)

NAME = "kst-99101-7"


def put(store: Store, *those: LabelledDocument) -> list[Saved]:
    with store.writing() as tx:
        return [save(tx, one) for one in those]


def rows(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table, to see that nothing changed."""
    from sqlalchemy import select

    from pipeline.store.tables.base import metadata

    with store.reading() as tx:
        return {name: [tuple(row) for row in tx.execute(select(table))] for name, table in metadata.tables.items()}


def test_a_document_comes_back_as_it_went_in(store: Store) -> None:
    letter = labelled()
    assert put(store, letter) == [Saved(NAME, "added", 4)]
    with store.reading() as tx:
        assert documents.labelled(tx, NAME) == letter
        assert documents.get(tx, NAME) == letter.document
        assert documents.get(tx, "kst-99101-8") is None


@pytest.mark.parametrize("separator", [" ", "\n", " \U0001f600 "])
def test_offsets_are_code_points(store: Store, separator: str) -> None:
    letter = labelled(("Één zin. ", "Twéé zinnen 🌊!"), separator=separator)
    put(store, letter)
    with store.reading() as tx:
        assert documents.labelled(tx, NAME) == letter


def test_the_same_twice_changes_nothing(store: Store) -> None:
    put(store, labelled())
    before = rows(store)
    assert put(store, labelled()) == [Saved(NAME, "unchanged", 0)]
    assert rows(store) == before


def test_the_same_labels_of_a_later_hour_change_nothing(store: Store) -> None:
    put(store, labelled())
    before = rows(store)
    later = dataclasses.replace(FIRST, created_at=dt.datetime(2025, 12, 1, tzinfo=dt.UTC))
    assert put(store, labelled(run=later)) == [Saved(NAME, "unchanged", 0)]
    assert rows(store) == before


def test_half_a_transaction_leaves_nothing(store: Store) -> None:
    before = rows(store)

    def cut_off() -> None:
        with store.writing() as tx:
            save(tx, labelled())
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError, match="power cut"):
        cut_off()
    assert rows(store) == before


def test_another_model_adds_a_run_and_becomes_current(store: Store) -> None:
    put(store, labelled())
    other = labelled(run=SECOND, labels=[(), ("commitment",), ("refusal",), ("commitment",)])
    assert put(store, other) == [Saved(NAME, "relabelled", 4)]
    with store.reading() as tx:
        assert documents.labelled(tx, NAME) == other
        assert [(one.run, one.current) for one in documents.history(tx, NAME)] == [(SECOND, True), (FIRST, False)]
        assert runs.listed(tx) == (RunCounts(SECOND, 1, 1), RunCounts(FIRST, 1, 0))
        assert statements.count(tx, StatementFilter()) == 4
        assert statements.count(tx, StatementFilter(labels=("commitment",))) == 2


def test_an_older_run_joins_the_history_only(store: Store) -> None:
    put(store, labelled(run=SECOND))
    older = labelled(run=FIRST, labels=[()] * 4)
    assert put(store, older) == [Saved(NAME, "older", 4)]
    assert put(store, older) == [Saved(NAME, "unchanged", 0)]
    with store.reading() as tx:
        assert [(one.run, one.current) for one in documents.history(tx, NAME)] == [(SECOND, True), (FIRST, False)]


def test_back_to_the_first_model_makes_its_labels_current_again(store: Store) -> None:
    again = dataclasses.replace(FIRST, created_at=THIRD.created_at)
    outcomes = [saved.outcome for saved in put(store, labelled(), labelled(run=SECOND), labelled(run=again))]
    assert outcomes == ["added", "relabelled", "relabelled"]
    with store.reading() as tx:
        found = documents.labelled(tx, NAME)
        assert found is not None
        assert found.run == again


def test_a_new_version_keeps_the_text_of_the_old(store: Store) -> None:
    put(store, labelled(), labelled((*LETTER, "Een bijlage volgt."), run=SECOND))
    with store.reading() as tx:
        history = documents.history(tx, NAME)
        assert [one.sentences for one in history] == [5, 4]
        assert len({one.sha256 for one in history}) == 2
        assert documents.count(tx) == 1


def test_a_document_without_sentences(store: Store) -> None:
    empty = labelled(())
    assert put(store, empty) == [Saved(NAME, "added", 0)]
    assert put(store, empty) == [Saved(NAME, "unchanged", 0)]
    with store.reading() as tx:
        assert documents.labelled(tx, NAME) == empty


@pytest.mark.parametrize("broken", ["offset", "nul", "surrogate", "schema"])
def test_what_breaks_the_contract_is_refused_by_name(store: Store, broken: str) -> None:
    letter = labelled()
    document, statement = letter.document, letter.statements[0]
    if broken == "offset":
        sentence = dataclasses.replace(statement.sentence, start=1)
        letter = dataclasses.replace(letter, statements=(dataclasses.replace(statement, sentence=sentence),))
    elif broken == "nul":
        letter = labelled(("Een\x00zin.",))
    elif broken == "surrogate":
        letter = labelled(("Een zin.",))
        title = dataclasses.replace(letter.document, title="\ud800")
        letter = dataclasses.replace(letter, document=title)
    else:
        letter = dataclasses.replace(letter, document=dataclasses.replace(document, sha256="kort"))
    before = rows(store)
    with pytest.raises(UnstorableError) as error:
        put(store, letter)
    assert NAME in str(error.value)
    assert rows(store) == before


def test_six_letters_that_look_like_nul_are_not_nul(store: Store) -> None:
    letter = labelled(("Er staat \\u0000 in de tekst.",))
    assert put(store, letter)[0].outcome == "added"


def test_two_writers_of_one_document(store: Store) -> None:
    """Many threads save the same documents at once: each is there once."""
    letters = [labelled(name=f"kst-99101-{number}") for number in range(6)]
    outcomes: list[str] = []

    def write() -> None:
        for letter in letters:
            outcomes.extend(saved.outcome for saved in put(store, letter))

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["added"] * 6 + ["unchanged"] * 18
    with store.reading() as tx:
        assert documents.count(tx) == 6
        assert statements.count(tx, StatementFilter()) == 24
        assert len(runs.listed(tx)) == 1


def test_documents_are_listed_by_filter(store: Store) -> None:
    put(
        store,
        labelled(name="a", date=dt.date(2025, 1, 1)),
        labelled(name="b", date=dt.date(2025, 2, 1)),
        labelled(name="c", date=None),
    )

    def names(**wanted: object) -> list[str]:
        with store.reading() as tx:
            assert documents.count(tx, DocumentFilter(**wanted)) >= len(documents.listed(tx, DocumentFilter(**wanted)))
            return [row.id for row in documents.listed(tx, DocumentFilter(**wanted))]

    assert names() == ["b", "a", "c"]
    assert names(date_from=dt.date(2025, 1, 2)) == ["b"]
    assert names(date_to=dt.date(2025, 1, 2)) == ["a"]
    assert names(number="99101") == names(number="2025Z09999") == ["b", "a", "c"]
    assert names(number="9910") == []
    assert names(kind="letter", limit=1, offset=1) == ["a"]
    assert names(kind="debate") == []


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs",)), min_size=1)
SPEAKERS = st.builds(
    Speaker,
    st.none() | WORDS,
    st.none() | WORDS,
    st.none() | WORDS,
    st.sampled_from(["government", "member", "chair", "other"]),
    st.none() | WORDS,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), texts=st.lists(WORDS, max_size=6), name=WORDS)
def test_any_document_that_can_be_a_file_can_be_stored(
    store: Store, data: st.DataObject, texts: list[str], name: str
) -> None:
    """What the store gives back is what the JSON file gives back."""
    template = labelled(texts or ("x",), name=name).statements
    made: list[Statement] = []
    for statement in template:
        sentence = statement.sentence
        numbers = tuple(data.draw(st.lists(WORDS, max_size=2)))
        speaker = data.draw(st.none() | SPEAKERS)
        passage = Passage(
            sentence.start, sentence.end, "turn", "bullet", numbers, speaker, data.draw(st.integers(0, 9))
        )
        made.append(dataclasses.replace(statement, sentence=dataclasses.replace(sentence, passage=passage)))
    letter = dataclasses.replace(labelled(texts or ("x",), name=name), statements=tuple(made))
    put(store, letter)
    with store.reading() as tx:
        assert documents.labelled(tx, name) == parse_labelled(labelled_json(letter))


def test_an_answer_leads_to_its_question(store: Store) -> None:
    """The question that an answer belongs to is found by its number."""
    front = "Kunt u toezeggen dat de sluis opengaat?"
    answer = "Ja, dat zeg ik toe."
    text = f"{front}\n{answer}"
    passages = (
        Passage(0, len(front), "question", numbers=("1",)),
        Passage(len(front) + 1, len(text), "answer", numbers=("1", "2"), speaker=None),
    )
    sentences = [
        Sentence(sentence_id("ah-1", one.start, one.end, text[one.start : one.end]), one.start, one.end,
                 text[one.start : one.end], one)
        for one in passages
    ]  # fmt: skip
    template = labelled()
    made = tuple(
        dataclasses.replace(template.statements[0], sentence=sentence, labels=("commitment",) if number else ())
        for number, sentence in enumerate(sentences)
    )
    document = Document(
        **{
            **{field.name: getattr(template.document, field.name) for field in dataclasses.fields(Document)},
            "id": "ah-1",
            "text": text,
            "passages": passages,
            "kind": "written_answers",
            "answerers": (MINISTER,),
        }
    )
    put(store, LabelledDocument(document, FIRST, made))
    with store.reading() as tx:
        assert [one.sentence.text for one in statements.asked(tx, sentences[1].id)] == [front]
        assert statements.asked(tx, sentences[0].id) == ()
        assert statements.get(tx, sentences[1].id).minister == "De Wolf"
