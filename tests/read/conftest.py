"""Files made for the tests of reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Protocol

import pytest

Print = tuple[float, float, float, str]
"""x, y, letter size, text; points from the lower left corner."""


class PdfMaker(Protocol):
    def __call__(self, *pages: Sequence[Print], encrypted: bool = False) -> bytes: ...


class ZipMaker(Protocol):
    def __call__(self, **files: bytes) -> bytes: ...


def _content(page: Sequence[Print]) -> bytes:
    parts = []
    for x, y, size, text in page:
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        parts.append(f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm ({escaped}) Tj ET")
    return "\n".join(parts).encode("cp1252")


def _build(pages: Sequence[Sequence[Print]], *, encrypted: bool) -> bytes:
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for index, page in enumerate(pages):
        content = _content(page)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>"
            f"/Contents {5 + 2 * index} 0 R>>".encode()
        )
        objects.append(f"<</Length {len(content)}>>stream\n".encode() + content + b"\nendstream")
    extra = ""
    if encrypted:
        objects.append(f"<</Filter/Standard/V 1/R 2/P -4/O<{'ab' * 32}>/U<{'cd' * 32}>>>".encode())
        extra = f"/Encrypt {len(objects)} 0 R/ID[<{'01' * 16}><{'01' * 16}>]"
    file = io.BytesIO()
    file.write(b"%PDF-1.4\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(file.tell())
        file.write(f"{number} 0 obj".encode() + content + b"\nendobj\n")
    start = file.tell()
    file.write(f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode())
    file.writelines(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    file.write(f"trailer<</Size {len(objects) + 1}/Root 1 0 R{extra}>>\nstartxref\n{start}\n%%EOF\n".encode())
    return file.getvalue()


@pytest.fixture(scope="session")
def make_pdf() -> PdfMaker:
    """A PDF with text at given places."""

    def make(*pages: Sequence[Print], encrypted: bool = False) -> bytes:
        return _build(pages, encrypted=encrypted)

    return make


@pytest.fixture(scope="session")
def make_zip() -> ZipMaker:
    """A ZIP of files; "__" in a name stands for "/" and "_dot_" for "."."""

    def make(**files: bytes) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in files.items():
                package.writestr(name.replace("__", "/").replace("_dot_", "."), content)
        return buffer.getvalue()

    return make
