"""Paragraphs, headings, bullets, tables, signatures and footnotes of official publications (op-xsd)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from pipeline.read.inline import NOTES, Words, flatten, flatten_run, local_name
from pipeline.read.reading import Reading
from pipeline.records import Form

HEADS = frozenset({"titel", "tussenkop", "subtitel", "kop", "item-titel", "kopje"})
ROWS = frozenset({"row", "tr"})
SIGNING = frozenset({"ondertekening", "slotondertekening", "dagtekening"})
HIDDEN = frozenset({"metadata", "colspec", "plaatje", "illustratie", "figuur", "kolom"})
"""Elements without words of the document: properties, column widths, pictures."""
MARKERS = frozenset({"li.nr", "lidnr"})
INLINE = frozenset(
    {"nadruk", "extref", "intref", "sup", "inf", "sub", "ondernummer", "datum", "isodatum", "naam", "voornaam"}
    | {"achternaam", "voorvoegsels", "politiek", "organisatie", "kamervraagonderwerp", "ondw", "term", "functie"}
    | {
        "dossiernr",
        "begrotingshoofdstuk",
        "raadnr",
        "rijkswetnr",
        "marge",
        "unl",
        "onderstreept",
        "cur",
        "vet",
        "super",
    }
    | {"plaats", "verwijzing", "redactie", "label", "nr", "stuknummer", "dossiernummer", "ref", "definitie-term"}
)
BLOCKS = (
    frozenset(
        {"al", "al-groep", "lijst", "li", "table", "tgroup", "thead", "tbody", "tfoot", "entry", "td", "th", "box"}
        | {
            "divisie",
            "tekst",
            "vrije-tekst",
            "algemeen",
            "bijlage",
            "artikel",
            "lid",
            "citaat",
            "paragraaf",
            "hoofdstuk",
        }
        | {
            "vraag",
            "antwoord",
            "stuk",
            "dossier",
            "stuknr",
            "datumtekst",
            "motie",
            "motie-info",
            "tekstregel",
            "onderwerp",
        }
        | {"kamerstuk", "kamerstukkop", "kamervragen", "kamervraagkop", "kamervraagnummer", "kamervraagomschrijving"}
        | {"kamervraagopmerking", "opmerking", "vragen", "reactie", "omschr", "toelicht", "toelichting", "handelingen"}
        | {"agendapunt", "opening", "sluiting", "vergadering", "vergadering-nummer", "vergaderdatum", "vergadertijd"}
        | {
            "handeling_bijlage",
            "aanhef",
            "considerans",
            "considerans.al",
            "wij",
            "amendement",
            "wijziging",
            "wat",
            "alinea",
        }
        | {"definitielijst", "definitie-item", "definitie", "structuurtekst", "titeldeel", "afdeling", "voorstel-wet"}
        | {"wettekst", "tekst-sluiting", "regeling", "circulaire", "adres", "officiele-inhoudsopgave", "spreekbeurt"}
        | {"vraagdoc", "vraagnummer", "verslag", "inleiding", "bijlage-sluiting", "publicatiegegevens", "tussenvoegsel"}
    )
    | HEADS
    | ROWS
    | SIGNING
    | NOTES
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A block with words: its text, its form, and the name of the element that held it."""

    text: str
    form: Form
    name: str


def pieces(element: etree._Element, reading: Reading, form: Form = "paragraph") -> Iterator[Piece]:
    """All blocks inside an element, in order; the words of unknown elements come too and are reported."""
    name = local_name(element)
    if not name:
        return
    if name in HIDDEN:
        reading.leave_out(f"<{name}> without words of the document", 1 if name != "colspec" else 0)
    elif name in NOTES:
        yield from _note(element)
    elif name in ROWS:
        yield from _row(element, reading)
    elif name in HEADS:
        yield from _finish(_flatten_head(element), "heading", name, reading)
    elif name in SIGNING:
        yield from (replace(piece, form="signature") for piece in _signature(element, reading))
    elif name == "li":
        yield from _item(element, reading)
    else:
        yield from _mixed(element, form, reading)


def _mixed(element: etree._Element, form: Form, reading: Reading) -> Iterator[Piece]:
    """Words between blocks are paragraphs of their own."""
    name = local_name(element)
    run: list[etree._Element | str] = [element.text or ""]
    for child in element:
        if _is_block(child, element):
            yield from _finish(flatten_run(run), form, name, reading)
            run = []
            yield from pieces(child, reading, form)
        elif local_name(child) in MARKERS:
            pass
        else:
            _report_unknown(child, reading)
            run.append(child)
        run.append(child.tail or "")
    yield from _finish(flatten_run(run), form, name, reading)


def _is_block(child: etree._Element, parent: etree._Element) -> bool:
    name = local_name(child)
    if not name or name in INLINE or name in MARKERS:
        return False
    if name in NOTES:
        return local_name(parent) not in ("al", "entry", "td", "titel")
    if name in BLOCKS or name in HIDDEN:
        return True
    if any(local_name(below) in BLOCKS for below in child.iterdescendants()):
        return True
    words_beside = (parent.text or "").strip() or any((other.tail or "").strip() for other in parent)
    return not words_beside and local_name(parent) != "al"


def _report_unknown(child: etree._Element, reading: Reading) -> None:
    for element in child.iter():
        name = local_name(element)
        if (
            name
            and name not in INLINE
            and name not in BLOCKS
            and not name.startswith(("noot", "voet"))
            and name != "br"
        ):
            reading.leave_out(f"mark-up of <{name}>, unknown; its words are kept")


def _finish(words: Words, form: Form, name: str, reading: Reading) -> Iterator[Piece]:
    reading.leave_out("mark of a footnote", words.marks)
    if words.text:
        if name not in BLOCKS and name not in INLINE:
            reading.leave_out(f"mark-up of <{name}>, unknown; its words are kept")
        yield Piece(words.text, form, name)
    for note in words.notes:
        yield from _note(note)


def _note(note: etree._Element) -> Iterator[Piece]:
    words = flatten(note)
    if words.text:
        yield Piece(words.text, "footnote", local_name(note))
    for inner in words.notes:
        yield from _note(inner)


def _flatten_head(element: etree._Element) -> Words:
    """Label, number and title of a heading, with blanks between them."""
    run: list[etree._Element | str] = [element.text or ""]
    for child in element:
        run += [" ", child, " ", child.tail or ""]
    return flatten_run(run)


def _row(row: etree._Element, reading: Reading) -> Iterator[Piece]:
    cells = []
    notes: list[Piece] = []
    for cell in row:
        found = list(_mixed(cell, "table", reading)) if local_name(cell) else []
        cells.append(" ".join(piece.text for piece in found if piece.form != "footnote"))
        notes += [piece for piece in found if piece.form == "footnote"]
    text = " | ".join(cell for cell in cells if cell)
    if text:
        yield Piece(text, "table", "row")
    yield from notes


def _item(item: etree._Element, reading: Reading) -> Iterator[Piece]:
    """A list item; its number stays, a dash or dot does not."""
    marker = " ".join(flatten(child).text for child in item if local_name(child) in MARKERS)
    counts = any(character.isalnum() for character in marker)
    reading.leave_out("mark of a list item", 1 if marker and not counts else 0)
    for index, piece in enumerate(_mixed(item, "bullet", reading)):
        numbered = counts and index == 0 and piece.form == "bullet"
        yield replace(piece, text=f"{marker} {piece.text}") if numbered else piece


def _signature(element: etree._Element, reading: Reading) -> Iterator[Piece]:
    """Office, name, place and date, a line each."""
    run: list[etree._Element | str] = [element.text or ""]
    for child in element:
        if local_name(child):
            yield from _finish(flatten_run(run), "signature", "ondertekening", reading)
            yield from pieces(child, reading, "signature")
            run = []
        run.append(child.tail or "")
    yield from _finish(flatten_run(run), "signature", "ondertekening", reading)
