"""Reviews as a table (CSV as Dutch Excel opens it), a row for each review, and back without a loss.

A cell that a spreadsheet would run begins with an apostrophe, and so does one that began with an apostrophe; reading
takes it off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

import orjson

from pipeline.export.review_fields import NAMES, InvalidReviewError, fields_of, said_in
from pipeline.export.spreadsheet import is_formula
from pipeline.export.tables import BYTE_ORDER_MARK
from pipeline.export.tasks import Edited, Returned, Task, events, moment_in, reviews_in
from pipeline.records import LABELS
from pipeline.reviews import Review

SHOWN = ("sentence", "document", "date", "asked", "before", "text", "machine", *LABELS)
COLUMNS = (*SHOWN, "review", "by", "at", *NAMES, "stands", "event")
"""What stands in a row: the sentence and the machine's proposal, then a review; ``event`` is that review whole and
is left alone by who corrects. Whoever adds a word by hand leaves ``review`` and ``event`` empty and fills in ``by``."""


def reviews_csv(tasks: Iterable[Task]) -> Iterator[bytes]:
    """A row for each review, one without for a sentence that nobody spoke of."""
    yield (BYTE_ORDER_MARK + _row(COLUMNS)).encode()
    for task in tasks:
        last = {review.id for review in task.last}
        rows = (_row(_cells(task, review, last)) for review in task.reviews or (None,))
        yield "".join(rows).encode()


def parse_reviews_csv(content: bytes, *, place: str = "") -> Returned:
    """What a table that came back holds; raises :class:`InvalidReviewError` naming row and rule."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidReviewError("a table is UTF-8: save it as CSV UTF-8", place=place) from error
    head = text[: text.find("\n")]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") >= head.count(",") else ",")
    missing = {"sentence", "review", "by", "kind", "labels"} - set(reader.fieldnames or ())
    if missing:
        raise InvalidReviewError("a table has its columns", value=", ".join(sorted(missing)), place=place)
    reviews: dict[str, Review] = {}
    words: list[Edited] = []
    for number, row in enumerate(reader, start=2):
        cells = {name: _plain(value or "") for name, value in row.items() if isinstance(name, str)}
        where = f"{place}, row {number}"
        if cells.get("event"):
            reviews.update({one.id: one for one in reviews_in([_event(cells["event"], where)], place=where)})
        if cells.get("kind"):
            words.append(_edited(cells, where))
    return Returned(tuple(reviews.values()), tuple(word for word in words if word.said["kind"] != "undo"))


def _cells(task: Task, review: Review | None, last: set[str]) -> list[str]:
    statement, document = task.statement, task.document
    scores = [f"{getattr(statement.scores, label):.4f}".replace(".", ",") for label in LABELS]
    date = document.date.isoformat() if document.date else ""
    shown = [statement.sentence.id, document.id, date, task.asked, task.before, statement.sentence.text]
    shown += [", ".join(statement.labels), *scores]
    if review is None:
        return [*shown, *[""] * (len(COLUMNS) - len(SHOWN))]
    fields = fields_of(review)
    event = orjson.dumps(events([review])[0]).decode()
    stands = "ja" if review.id in last else "nee"
    return [*shown, review.id, review.by, review.at.isoformat(), *(fields[name] for name in NAMES), stands, event]


def _row(cells: Iterable[str]) -> str:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerow([_safe(cell) for cell in cells])
    return buffer.getvalue()


def _safe(cell: str) -> str:
    return f"'{cell}" if is_formula(cell) or cell.lstrip().startswith("'") else cell


def _plain(cell: str) -> str:
    return cell.removeprefix("'")


def _event(text: str, place: str) -> object:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise InvalidReviewError("the column event is left as it was", value=text[:60], place=place) from error


def _edited(cells: Mapping[str, str], place: str) -> Edited:
    return Edited(
        sentence_id=cells["sentence"],
        of=cells["review"] or None,
        said=said_in(cells, place=place),
        by=cells["by"] or None,
        at=None if cells["review"] else moment_in(cells.get("at"), place=place),
    )
