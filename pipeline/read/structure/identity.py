"""Which publication a document is: official numbers in its feet, its head, its name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.read.blocks import Block
from pipeline.read.identify import compose_id, official_id, slug
from pipeline.read.structure.facts import Facts, front_pieces
from pipeline.read.structure.pieces import Piece
from pipeline.records import DocumentKind
from pipeline.resources.structure import structure_rules

_PAPER_ID = re.compile(r"kst-(\d{5}(?:-[IVXAB]{1,6})?)-")


@dataclass(frozen=True, slots=True)
class Feet:
    """Feet of pages that stood among the blocks: how many, and the publication that they name."""

    count: int = 0
    id: str | None = None


def lift_feet(blocks: Iterable[Block]) -> tuple[tuple[Block, ...], Feet]:
    """Blocks without the feet of Kamerstukken that a reader left among them.

    >>> kept, feet = lift_feet([Block("Zo is het."), Block("Tweede Kamer, vergaderjaar 2030–2031, 99 999, nr. 7 2")])
    >>> len(kept), feet.id
    (1, 'kst-99999-7')
    """
    kept: list[Block] = []
    count, publication = 0, None
    for block in blocks:
        foot = _match_foot(block.text) if block.form != "footnote" else None
        if foot is None:
            kept.append(block)
            continue
        count += 1
        publication = publication or compose_id("kst", dossier=foot["dossier"], number=foot["number"])
    return tuple(kept), Feet(count, publication)


def _match_foot(text: str) -> re.Match[str] | None:
    return next((match for rule in structure_rules("foot") if (match := rule.regex.match(text.strip()))), None)


def identify(
    kind: DocumentKind, pieces: Sequence[Piece], facts: Facts, feet: Feet, properties: Mapping[str, str], *, source: str
) -> str:
    """The official id that the document bears; without one its file's name, made safe."""
    stem = PurePosixPath(source.replace("\\", "/").split("?")[0]).stem
    foot = official_id(properties.get("identifier", "")) or feet.id
    return foot or official_id(stem) or _composed(kind, pieces, facts) or slug(stem)


def own_dossier(publication: str) -> str | None:
    """The dossier that the id of a Kamerstuk names.

    >>> own_dossier("kst-99999-XII-7"), own_dossier("ah-tk-20302031-7")
    ('99999-XII', None)
    """
    match = _PAPER_ID.match(publication)
    return match[1] if match else None


def _composed(kind: DocumentKind, pieces: Sequence[Piece], facts: Facts) -> str | None:
    front = "\n".join(piece.text for piece in front_pieces(pieces))
    for rule in structure_rules("annex_number"):
        match = rule.regex.search(front)
        if match:
            return compose_id("ah-tk", session=match["session"], number=match["number"])
    paper = next((match for rule in structure_rules("paper_number") if (match := rule.regex.search(front))), None)
    if kind in ("letter", "paper") and paper and facts.dossiers:
        return compose_id("kst", dossier=facts.dossiers[0], number=paper["number"])
    if kind == "written_questions" and len(facts.question_ids) == 1:
        return compose_id("kv-tk", number=facts.question_ids[0])
    return None
