"""What a journalist quotes: whose words, in what order, and nothing of somebody else."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from promises import CHAIR, MINISTER, OTHER, Line, labelled, promise

from pipeline.entries import Entry, Mention
from pipeline.ledger import entry_page, refresh
from pipeline.records import Actor, Speaker
from pipeline.store import Store, entries, save
from pipeline.web.quoting import citation, quotes, said_by, who_acts

DAY = dt.date(2031, 5, 14)


def entry(speaker: Speaker | None = MINISTER, **fields: object) -> Entry:
    mention = Mention(sentence_id="s-1", document_id="kst-99101-7", start=0, end=9, text="Dat doe ik.", speaker=speaker)
    given = {"minister": speaker.name if speaker else None, "made": DAY, "title": "De brug", **fields}
    return Entry(id="e-1", document_id="kst-99101-7", mentions=(mention,), action="dat", **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("speaker", "fields", "said"),
    [
        (MINISTER, {}, "Haringa, minister van Infrastructuur en Waterstaat"),
        (CHAIR, {}, "Dijkema, voorzitter"),
        (Speaker("Bos", None, None), {"ministry": "Defensie"}, "Bos (Defensie)"),
        (Speaker(None, "minister", "Defensie"), {}, "Minister van Defensie"),
        (None, {}, ""),
    ],
)
def test_who_said_it(speaker: Speaker | None, fields: dict[str, str], said: str) -> None:
    assert said_by(entry(speaker, **fields)) == said


@pytest.mark.parametrize(("actor", "told"), [("Ik", ""), ("wij", ""), ("de inspectie", "De inspectie")])
def test_who_acts_is_told_when_it_is_somebody_else(actor: str, told: str) -> None:
    assert who_acts(entry(actor=Actor(actor, None, None))) == told


def test_a_citation_has_words_speaker_day_document_address_and_day_of_looking() -> None:
    told = citation(entry(), "Dat doe ik.", "https://example.org/7", "https://g.nl/e-1", dt.date(2031, 6, 1))
    assert told == (
        "“Dat doe ik.” Haringa, minister van Infrastructuur en Waterstaat. 14 mei 2031. De brug. "
        "https://example.org/7. Gestand: https://g.nl/e-1, geraadpleegd op 1 juni 2031."
    )


def test_words_of_others_are_left_out_and_sentences_that_touch_are_one_quote(tmp_path: Path) -> None:
    lines = [
        Line("De brug is dicht, zegt mijn collega.", speaker=OTHER),
        Line("Dat is waar."),
        promise("Ik laat de brug bij Graaflanden voor de zomer herstellen."),
        Line("Daar is geld voor."),
        promise("Over het herstel van de brug bij Graaflanden informeer ik u voor de zomer."),
        Line("Dank u wel.", speaker=OTHER),
    ]
    with Store(tmp_path / "quotes.sqlite") as store:
        store.prepare()
        with store.writing() as tx:
            found = labelled("kst-99101-8", DAY, lines)
            save(tx, found)
            refresh(tx, found)
            pages = [entry_page(tx, one.entry.id, today=DAY, soon_days=30) for one in entries.every(tx)]
            mentions = [mention for one in pages if one for mention in one.mentions]
            (quote,) = quotes(tx, mentions)
            assert quotes(tx, mentions, {found.statements[1].sentence.id})[0].parts == quote.parts[1:]
    assert [part.said for part in quote.parts] == [False, True, False, True]
    assert quote.words == f"{lines[2].text} (…) {lines[4].text}"
