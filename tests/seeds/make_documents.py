"""Writes the two seeds that no editor can write by hand: an official-looking PDF and a ministry's Word file.

Run it after a change of ``aanhangsel.txt`` or ``ministry-answers.txt``: ``python tests/seeds/make_documents.py``
(needs ``reportlab`` and ``python-docx``). Each line of these files is a paragraph; ``# `` opens a heading, ``[1] ``
a footnote, ``@ `` a row of the address table, ``• `` a bullet, ``---`` a new page; ``|`` is a place where a word may
be broken, ``**bold**`` and ``^1^`` are bold and a footnote mark.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).resolve().parent
DOCUMENTS = Path(__file__).resolve().parents[2] / "seeds" / "documents"
PDF_NAME = "ah-tk-20242025-9002.pdf"
DOCX_NAME = "seed-answers-001.docx"

PAGE = (558.4, 771.0)
LEFT, RIGHT, TOP, BOTTOM = 203.0, 512.0, 735.0, 95.0
SIZE, LEADING = 9.0, 10.0
FONTS = {"plain": "Helvetica", "bold": "Helvetica-Bold", "mark": "Helvetica"}


@dataclass(frozen=True)
class Piece:
    """A run of characters in one style; ``glue`` means no space before it."""

    text: str
    style: str
    glue: bool


def pdf_paragraphs() -> list[str]:
    """Headings and paragraphs of the PDF, with soft hyphens."""
    text = (TEXTS / "aanhangsel.txt").read_text(encoding="utf-8").replace("|", "\u00ad")
    return [line for line in text.splitlines() if not line.startswith("[")]


def pdf_notes() -> dict[str, str]:
    """Footnotes of the PDF by their mark."""
    text = (TEXTS / "aanhangsel.txt").read_text(encoding="utf-8")
    return dict(re.findall(r"^\[(\w+)\] (.+)$", text, re.MULTILINE))


def pieces(text: str) -> list[Piece]:
    """Words of marked-up text, in order."""
    found: list[Piece] = []
    for bold, mark, plain in re.findall(r"\*\*(.+?)\*\*|\^(\w+)\^|((?:[^*^])+)", text):
        style = "bold" if bold else "mark" if mark else "plain"
        run = bold or mark or plain
        for number, word in enumerate(run.split()):
            glue = number == 0 and (style == "mark" or not run[0].isspace()) and bool(found)
            found.append(Piece(word, style, glue and style != "bold"))
    return found


def fit(piece: Piece, room: float, width: Any) -> tuple[str, str]:
    """The part of a word that fits on the line (with its hyphen), and the rest."""
    syllables = re.split(r"\u00ad|(?<=[A-Za-z]-)(?=[a-z])", piece.text)
    for cut in range(len(syllables) - 1, 0, -1):
        head = "".join(syllables[:cut])
        head = head if head.endswith("-") else head + "-"
        if width(head, piece.style) <= room:
            return head, "\u00ad".join(syllables[cut:])
    return "", piece.text


def lines(text: str, room: float, width: Any) -> list[list[Piece]]:
    """Marked-up text broken into lines of at most ``room`` points."""
    out: list[list[Piece]] = [[]]
    used = 0.0
    for piece in pieces(text):
        gap = 0.0 if piece.glue or not out[-1] else width(" ", "plain")
        word = piece.text.replace("\u00ad", "")
        if used + gap + width(word, piece.style) <= room:
            out[-1].append(Piece(word, piece.style, piece.glue))
            used += gap + width(word, piece.style)
            continue
        head, rest = fit(piece, room - used - gap, width)
        if head:
            out[-1].append(Piece(head, piece.style, piece.glue))
        rest = rest.replace("\u00ad", "")
        out.append([Piece(rest, piece.style, glue=True)])
        used = width(rest, piece.style)
    return out


def write_pdf(path: Path) -> None:
    """Two or more pages in the shape of an Aanhangsel: head, footers, footnotes, broken words."""
    from reportlab.pdfbase.pdfmetrics import stringWidth
    from reportlab.pdfgen.canvas import Canvas

    def width(text: str, style: str) -> float:
        return float(stringWidth(text, FONTS[style], 5.5 if style == "mark" else SIZE))

    canvas = Canvas(str(path), pagesize=PAGE, invariant=1)
    canvas.setTitle("Aanhangsel van de Handelingen 9002")
    y, page = first_page_head(canvas), 1
    marks: list[str] = []
    notes = pdf_notes()
    for text in pdf_paragraphs():
        y -= LEADING if text.startswith("# ") else 0
        for line in lines(text.removeprefix("# "), RIGHT - LEFT, width):
            if y < BOTTOM + 10 * len(marks):
                page_foot(canvas, page, [(mark, notes[mark]) for mark in marks])
                canvas.showPage()
                y, page, marks = TOP, page + 1, []
            draw_line(canvas, line, y, width)
            marks += [piece.text for piece in line if piece.style == "mark"]
            y -= LEADING
    page_foot(canvas, page, [(mark, notes[mark]) for mark in marks])
    canvas.save()


def draw_line(canvas: Any, line: list[Piece], y: float, width: Any) -> None:
    x = LEFT
    for number, piece in enumerate(line):
        x += 0 if piece.glue or number == 0 else width(" ", "plain")
        mark = piece.style == "mark"
        canvas.setFont(FONTS[piece.style], 5.5 if mark else SIZE)
        canvas.drawString(x, y + (3 if mark else 0), piece.text)
        x += width(piece.text, piece.style)


def first_page_head(canvas: Any) -> float:
    canvas.setFont("Helvetica-Bold", 18)
    canvas.drawString(37, 727, "Tweede Kamer der Staten-Generaal")
    canvas.setFont("Helvetica-Bold", 48)
    canvas.drawString(490, 705, "2")
    canvas.line(37, 686, RIGHT, 686)
    canvas.setFont("Helvetica", 9)
    canvas.drawString(37, 670, "Vergaderjaar 2024–2025")
    canvas.setFont("Helvetica-Bold", 9)
    canvas.drawString(LEFT, 670, "Aanhangsel van de Handelingen")
    canvas.line(37, 632, RIGHT, 632)
    canvas.drawString(LEFT, 613, "Vragen gesteld door de leden der Kamer, met de daarop door de")
    canvas.drawString(LEFT, 604, "regering gegeven antwoorden")
    canvas.setFont("Helvetica-Bold", 13)
    canvas.drawString(LEFT, 502, "9002")
    return 473.0


def page_foot(canvas: Any, page: int, notes: list[tuple[str, str]]) -> None:
    y = 72.0 + 9 * len(notes)
    if notes:
        canvas.line(LEFT, y + 8, LEFT + 57, y + 8)
    for mark, note in notes:
        canvas.setFont("Helvetica", 4.5)
        canvas.drawString(LEFT, y + 2.8, mark)
        canvas.setFont("Helvetica", 7)
        canvas.drawString(LEFT + 6, y, note)
        y -= 9
    if page == 1:
        canvas.setFont("Helvetica", 5.5)
        for row, text in enumerate(("ah-tk-20242025-9002", "ISSN 0921 - 7398", "’s-Gravenhage 2024")):
            canvas.drawString(37, 46 - 6.5 * row, text)
    canvas.setFont("Helvetica", 8.4)
    canvas.drawString(LEFT, 33, "Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel")
    canvas.drawString(517, 33, str(page))


def write_docx(path: Path) -> None:
    """A covering letter with an address table and a footer, and the answers after a page break."""
    from docx import Document
    from docx.enum.text import WD_BREAK
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    content = (TEXTS / "ministry-answers.txt").read_text(encoding="utf-8").splitlines()
    address = [line.removeprefix("@ ") for line in content if line.startswith("@ ")]
    document = Document()
    table = document.add_table(rows=len(address), cols=1)
    for row, text in zip(table.rows, address, strict=True):
        row.cells[0].text = text.replace(" / ", "\n")
    document.add_paragraph()
    for line in content[len(address) :]:
        if line == "---":
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        elif line.startswith("# "):
            document.add_paragraph()
            document.add_paragraph().add_run(line.removeprefix("# ")).bold = True
        else:
            style = "List Bullet" if line.startswith("• ") else None
            document.add_paragraph(line.removeprefix("• "), style=style)
    footer = document.sections[0].footer.paragraphs[0]
    footer.add_run("Pagina ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    properties = document.core_properties
    properties.title = "Antwoorden op Kamervragen over gokbedrijven die betaaldiensten aanbieden"
    properties.author = "Ministerie van Justitie en Veiligheid"
    properties.created = properties.modified = dt.datetime(2025, 3, 4, 12, 0)  # noqa: DTZ001 - OOXML has no zone
    document.save(str(path))


if __name__ == "__main__":
    write_pdf(DOCUMENTS / PDF_NAME)
    write_docx(DOCUMENTS / DOCX_NAME)
