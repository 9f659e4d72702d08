"""Documents in the real style, made from sentences of our own: as many as are asked for, always the same."""

from __future__ import annotations

import random
import sys
from pathlib import Path

PLACES = ("Veere", "Lith", "Grave", "Tiel", "Sluis", "Heusden", "Doesburg", "Hasselt", "Genemuiden", "Woudrichem")
THEMES = ("de sluis", "het veer", "de dijk", "de brug", "het gemaal", "de haven", "het spoor", "de tunnel")
QUESTIONS = (
    "Klopt het dat {theme} bij {place} al sinds {month} buiten gebruik is?",
    "Bent u bereid de Kamer vóór {month} te informeren over {theme} bij {place}?",
    "Hoeveel klachten zijn er in {year} binnengekomen over {theme}, en welke daarvan zijn gegrond verklaard?",
    "Deelt u de mening dat omwonenden van {theme} in {place} te laat zijn ingelicht? Zo nee, waarom niet?",
    "Welke maatregelen neemt u om herhaling bij {theme} te voorkomen?",
)
ANSWERS = (
    "Ja.",
    "Nee, dat beeld herken ik niet.",
    "Het onderhoud aan {theme} bij {place} is in {month} {year} afgerond.",
    "Ik zal uw Kamer vóór {month} over de uitkomsten informeren.",
    "Daarover ben ik in gesprek met de gemeente {place}, de provincie en Rijkswaterstaat.",
    "Zoals ik in mijn brief van 12 {month} jl. schreef, ligt de verantwoordelijkheid bij het waterschap.",
    "Ik zie geen aanleiding om het besluit over {theme} te herzien.",
    "In {year} zijn {number} meldingen gedaan, waarvan ongeveer een derde over geluid ging.",
    "Op basis van artikel 3, lid 2, van de vergunning mag {theme} niet langer dan zes weken dicht zijn.",
    "Het kabinet verkent op dit moment welke mogelijkheden er zijn om {theme} eerder open te stellen.",
    "De kosten worden geraamd op {number} mln. euro, exclusief btw.",
    "Na de zomer ontvangt u hierover een brief, mede namens de Minister van Financiën.",
)
MONTHS = ("januari", "maart", "mei", "juni", "september", "november")


def write_documents(folder: Path, count: int, *, seed: int = 1, pairs: int = 12) -> int:
    """Write ``count`` answer documents, each with up to ``pairs`` questions; gives how many bytes they have."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)  # noqa: S311 - no secret
    size = 0
    for number in range(count):
        content = answers(chance, number, pairs).encode()
        (folder / f"{number:04d}.txt").write_bytes(content)
        size += len(content)
    return size


def repeat_documents(folder: Path, originals: list[Path], count: int) -> int:
    """Copy the files of folders, in turn, until there are ``count``; a space or more at the end makes each another."""
    folder.mkdir(parents=True, exist_ok=True)
    files = sorted(path for original in originals for path in original.rglob("*") if path.is_file())
    size = 0
    for number in range(count):
        path = files[number % len(files)]
        content = path.read_bytes() + b" " * (number // len(files))
        (folder / f"{number:04d}-{path.name}").write_bytes(content)
        size += len(content)
    return size


def answers(chance: random.Random, number: int, pairs: int) -> str:
    """One document with questions and answers."""
    theme, place = chance.choice(THEMES), chance.choice(PLACES)
    lines = [
        f"Antwoord van de Minister van Infrastructuur en Waterstaat op vragen over {theme} bij {place}",
        f"(2025Z{90000 + number:05d})",
        "",
    ]
    for question in range(1, chance.randint(pairs // 2, pairs) + 1):
        lines += [f"Vraag {question}", filled(chance, QUESTIONS), "", f"Antwoord {question}"]
        lines += [" ".join(filled(chance, ANSWERS) for _ in range(chance.randint(3, 8))), ""]
    return "\n".join(lines)


def filled(chance: random.Random, sentences: tuple[str, ...]) -> str:
    """A sentence with its gaps filled."""
    return chance.choice(sentences).format(
        theme=chance.choice(THEMES),
        place=chance.choice(PLACES),
        month=chance.choice(MONTHS),
        year=chance.randint(2015, 2025),
        number=chance.randint(2, 900),
    )


if __name__ == "__main__":
    write_documents(Path(sys.argv[1]), int(sys.argv[2]))
