"""PDF libraries side by side: glued words, order and speed on real documents.

    python tests/bench/pdf_libraries.py ../shared/corpus

Needs ``written/pdf`` and ``labels/written-pdf.jsonl`` in that folder. A library that is not installed is
left out. For every labelled sentence it is asked whether the library's text holds it with the blanks where
they belong (else words are glued or torn), and whether it holds its characters in their order at all (else
a foot, a note or a column stands in the middle of it).
"""

from __future__ import annotations

import importlib
import io
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2

from pipeline.read.pdf import extract_pdf
from pipeline.settings import ReadLimits

_HYPHEN = re.compile(r"[-\u00ad\ufffe\u0002]\s*")
_BULLET = re.compile(r"[^\w\s.,:;?!()«»\"“”‘’'/&%€+=@-]")
"""Bullets, which every library names differently."""

_FIGURES = re.compile(r"\d+")
_BEFORE_STOP = re.compile(r"\s+(?=[.,;:?!)])")


def with_pdfium(data: bytes) -> str:
    """The text as PDFium orders it, without our lay-out repair."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def with_gestand(data: bytes) -> str:
    """PDFium's glyphs with our lay-out repair."""
    return "\n".join(block.text for block in extract_pdf(data, source="", limits=ReadLimits()).blocks)


def with_pdfminer(data: bytes) -> str:
    """pdfminer.six with its default lay-out analysis."""
    text: str = importlib.import_module("pdfminer.high_level").extract_text(io.BytesIO(data))
    return text


def with_pdfplumber(data: bytes) -> str:
    """Pdfplumber's text, on top of pdfminer.six."""
    with importlib.import_module("pdfplumber").open(io.BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def with_pypdf(data: bytes) -> str:
    """Pypdf's text."""
    return "\n".join(page.extract_text() for page in importlib.import_module("pypdf").PdfReader(io.BytesIO(data)).pages)


LIBRARIES: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "pypdfium2": ("pypdfium2", with_pdfium),
    "pdfminer.six": ("pdfminer", with_pdfminer),
    "pdfplumber": ("pdfplumber", with_pdfplumber),
    "pypdf": ("pypdf", with_pypdf),
    "pypdfium2 + lay-out repair": ("pypdfium2", with_gestand),
}


def spaced(text: str) -> str:
    """A text with single blanks, without hyphens, bullets and figures (references to notes stick to words)."""
    words = _BULLET.sub(" ", _FIGURES.sub("", _HYPHEN.sub("", text)))
    return " ".join(_BEFORE_STOP.sub("", words).split())


def bare(text: str) -> str:
    """The letters of a text."""
    return re.sub(r"[\W\d_]", "", text)


def sentences(folder: Path) -> dict[str, list[str]]:
    """File name → its labelled sentences."""
    found = defaultdict(list)
    for line in (folder / "labels/written-pdf.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "ok":
            found[row["file"]].append(row["text"])
    return found


def rows(folder: Path) -> Iterator[tuple[str, float, float, float]]:
    """Library, share of sentences with their blanks, share in order, pages a second."""
    wanted = sentences(folder)
    files = {name: (folder / "written/pdf" / name).read_bytes() for name in wanted}
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in files.values())
    total = sum(map(len, wanted.values()))
    for name, (module, extract) in LIBRARIES.items():
        try:
            importlib.import_module(module)
        except ImportError:
            continue
        start = time.process_time()
        texts = {file: extract(data) for file, data in files.items()}
        seconds = time.process_time() - start
        exact = sum(spaced(text) in spaced(texts[file]) for file, group in wanted.items() for text in group)
        ordered = sum(bare(text) in bare(texts[file]) for file, group in wanted.items() for text in group)
        yield name, exact / total, ordered / total, pages / seconds


def main() -> None:
    """Print the table."""
    print("| library | sentences with their blanks | sentences in order | pages a second |")  # noqa: T201
    print("| --- | ---: | ---: | ---: |")  # noqa: T201
    for name, exact, ordered, speed in rows(Path(sys.argv[1])):
        print(f"| {name} | {exact:.1%} | {ordered:.1%} | {speed:.0f} |")  # noqa: T201


if __name__ == "__main__":
    main()
