"""``gestand review``: take in what was judged elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from pipeline.cli.faults import SET_ASIDE, faults_shown, there, wrong_usage
from pipeline.cli.store import Database, judges_needed, opened
from pipeline.cli.wording import amount

if TYPE_CHECKING:
    from pipeline.export.tasks import Returned
    from pipeline.reviews import Review
    from pipeline.store import Store, Transaction

review = typer.Typer(no_args_is_help=True, help="Oordelen van mensen.")


@dataclass(frozen=True, slots=True)
class PutDown:
    """How many reviews were added, were there already, could not be put down; and what the new ones are about."""

    added: int = 0
    known: int = 0
    refused: int = 0
    documents: frozenset[str] = frozenset()

    def __add__(self, other: PutDown) -> PutDown:
        counts = (self.added + other.added, self.known + other.known, self.refused + other.refused)
        return PutDown(*counts, self.documents | other.documents)


Format = Literal["auto", "label-studio", "prodigy", "csv", "labelled"]


@review.callback()
def reviews() -> None:
    """Oordelen van mensen."""


@review.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="BESTAND…", help="Wat elders beoordeeld of verbeterd is.")],
    *,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAAM", help="Wiens oordelen het zijn, waar dat er niet bij staat.")
    ] = None,
    format_: Annotated[Format, typer.Option("--format", help="Vorm van de bestanden; auto kijkt zelf.")] = "auto",
    database: Database = None,
) -> None:
    """Neem oordelen op uit Label Studio, Prodigy, CSV of gelabelde JSON; wat er al is, komt er niet nog eens bij.

    De toezeggingen van de documenten waarover iets nieuws gezegd is, worden daarna opnieuw gemaakt.
    Eindigt met 0 als alles is opgenomen, 1 als er oordelen niet op te nemen waren, 2 bij verkeerd gebruik.
    """
    there(files)
    done = PutDown()
    with faults_shown(), opened(database) as store:
        store.check()
        try:
            for path in files:
                done += _put_down(store, _words(store, path, format_, by))
        finally:  # what earlier files said is in the store, also when a later one is broken
            _follow(store, done.documents)
    added = amount(done.added, "oordeel", "oordelen")
    typer.echo(f"{added} opgenomen, {done.known} waren er al, {done.refused} niet op te nemen")
    if done.refused:
        raise typer.Exit(SET_ASIDE)


def _words(store: Store, path: Path, format_: Format, by: str | None) -> tuple[Review, ...]:
    from pipeline.export.tasks import new_reviews  # noqa: PLC0415 - start-up is quick

    content = path.read_bytes()
    shape = _shape(content, path) if format_ == "auto" else format_
    returned = _returned(store, content, shape, str(path))
    return new_reviews(returned, by=by, at=dt.datetime.now(dt.UTC), place=str(path))


def _shape(content: bytes, path: Path) -> Format:
    """What a file is, by what it begins with."""
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"["):
        return "label-studio"
    if start.startswith(b"{"):
        return "labelled" if b'"schema_version"' in start else "prodigy"
    if start.startswith((b"sentence;", b"sentence,")):
        return "csv"
    raise wrong_usage(f"{path}: geen Label Studio, Prodigy, CSV of gelabelde JSON; zeg het met --format")


def _returned(store: Store, content: bytes, shape: Format, place: str) -> Returned:
    if shape == "label-studio":
        from pipeline.export.label_studio import parse_label_studio  # noqa: PLC0415 - start-up is quick

        return parse_label_studio(content, place=place)
    if shape == "prodigy":
        from pipeline.export.prodigy import parse_prodigy  # noqa: PLC0415

        return parse_prodigy(content, place=place)
    if shape == "csv":
        from pipeline.export.reviews_csv import parse_reviews_csv  # noqa: PLC0415

        return parse_reviews_csv(content, place=place)
    return _labelled(store, content, place)


def _labelled(store: Store, content: bytes, place: str) -> Returned:
    from pipeline.export.review_fields import InvalidReviewError  # noqa: PLC0415 - start-up is quick
    from pipeline.export.reviewed_json import corrections, parse_reviewed  # noqa: PLC0415
    from pipeline.store import documents  # noqa: PLC0415

    corrected, said = parse_reviewed(content, place=place)
    with store.reading() as tx:
        machine = documents.labelled(tx, corrected.document.id)
    if machine is None or machine.run != corrected.run:
        rule = "a corrected document is compared with the labelling that it came from, which must be the current one"
        raise InvalidReviewError(rule, value=corrected.document.id, place=place)
    return corrections(corrected, machine, said)


def _put_down(store: Store, words: Sequence[Review]) -> PutDown:
    """Put reviews down; those that cannot be are said."""
    added = known = refused = 0
    documents: set[str] = set()
    with store.writing() as tx:
        for word in words:
            outcome = _append(tx, word)
            added, known, refused = added + (outcome == 1), known + (outcome == 0), refused + (outcome == -1)
            if outcome == 1:
                documents.update(_document(tx, word))
    return PutDown(added, known, refused, frozenset(documents))


def _document(tx: Transaction, word: Review) -> tuple[str, ...]:
    """The document that a review is about; none when its sentence is gone."""
    from pipeline.store import reviews, statements  # noqa: PLC0415 - start-up is quick

    found = reviews.get(tx, word.id)
    row = statements.get(tx, found.sentence_id) if found is not None and found.sentence_id is not None else None
    return (row.document,) if row is not None else ()


def _follow(store: Store, documents: Collection[str]) -> None:
    """Make the entries of documents anew, each once."""
    from pipeline.ledger import update  # noqa: PLC0415 - start-up is quick

    update(store, sorted(documents), judges_needed=judges_needed())


def _append(tx: Transaction, word: Review) -> int:
    """1: added; 0: it was there, whenever it came; -1: it cannot be."""
    from pipeline.store import StoreError, reviews  # noqa: PLC0415 - start-up is quick

    before = reviews.get(tx, word.id)
    if before is not None and word.id.startswith("i-"):
        return 0
    try:
        return int(reviews.append(tx, word))
    except StoreError as error:
        typer.echo(f"gestand: {error}", err=True)
        return -1
