"""What a run shows: its progress, its table of counts, and what was set aside."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich import box
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from pipeline.batch.plan import Plan
from pipeline.batch.report import Counts, Report
from pipeline.batch.work import Labelled, SetAside
from pipeline.cli.wording import KINDS, REASONS, amount, duration, number
from pipeline.export import REJECTED_FILE, Rejection, read_labelled
from pipeline.records import LabelledDocument, Statement

COLUMNS = ("stukken", "zinnen", "toezeggingen", "weigeringen", "beweringen", "nakijken")


class Watch:
    """Shows how a run goes: a bar on a terminal, and with ``verbose`` a line for each document."""

    def __init__(self, console: Console, *, quiet: bool = False, verbose: bool = False) -> None:
        self._console = console
        self._verbose = verbose
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        self._task = self._progress.add_task("zoeken", total=None)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def planned(self, plan: Plan) -> None:
        """What will be done."""
        self._progress.update(self._task, description="labelen", total=len(plan.todo))
        if self._verbose:
            for entry in plan.unchanged:
                self._say(f"ongewijzigd  {entry.source}")

    def done(self, result: Labelled | SetAside) -> None:
        """One more document."""
        self._progress.advance(self._task)
        if self._verbose and isinstance(result, Labelled):
            sentences = amount(result.counts.sentences, "zin", "zinnen")
            self._say(f"gelabeld  {result.source.name}  {result.id}  {KINDS[result.kind]}, {sentences}")

    def _say(self, line: str) -> None:
        self._console.print(Text(line), soft_wrap=True)


def show_report(report: Report, console: Console) -> None:
    """The table of counts per kind, where it was written, and how long it took."""
    console.print(counts_table(report))
    console.print(Text(summary(report)), soft_wrap=True)


def show_rejected(report: Report, console: Console, *, quiet: bool = False) -> None:
    """Every document that was set aside, each on a line with its reason; unless ``quiet``, copies too."""
    for duplicate in () if quiet else report.duplicates:
        line = f"overgeslagen: {duplicate.source}: zelfde inhoud als {duplicate.same_as}"
        console.print(Text(line), soft_wrap=True)
    for rejection in report.rejected:
        console.print(Text(f"terzijde gelegd: {explained(rejection)}", style="red"), soft_wrap=True)


def show_examples(report: Report, console: Console, *, documents: int = 20, sentences: int = 5) -> None:
    """The surest commitments of the first documents, one of each at most, to see what was found."""
    entries = [entry for entry in (*report.labelled, *report.unchanged) if entry.counts.commitments][:documents]
    found = [_surest(read_labelled(report.out / f"{entry.id}.json")) for entry in entries]
    for statement, document_id in sorted(found, key=lambda pair: -pair[0].scores.commitment)[:sentences]:
        score = number(statement.scores.commitment, 2)
        console.print(Text(f"toezegging ({score}) in {document_id}:\n  {statement.sentence.text}"), soft_wrap=True)


def counts_table(report: Report) -> Table:
    """Counts per kind of document; a last row adds them up."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True)
    table.add_column("soort", no_wrap=True)
    for column in COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for kind, counts in report.by_kind.items():
        table.add_row(KINDS[kind], *_cells(counts))
    table.add_section()
    table.add_row("totaal", *_cells(sum(report.by_kind.values(), Counts())))
    return table


def summary(report: Report) -> str:
    """What was done, in a few lines of text."""
    parts = [
        f"{amount(len(report.labelled), 'document', 'documenten')} gelabeld",
        f"{number(len(report.unchanged))} ongewijzigd",
        f"{number(len(report.duplicates))} dubbel",
        f"{number(len(report.rejected))} terzijde gelegd",
    ]
    lines = [f"{', '.join(parts)}; {duration(report.timings.wall)}", f"resultaat: {report.out}"]
    lines.extend(f"tabel: {path}" for path in report.tables)
    if report.rejected:
        lines.append(f"redenen: {report.out / REJECTED_FILE}")
    return "\n".join(lines)


def explained(rejection: Rejection) -> str:
    """Why a document was set aside, on one line: the reason, the rule that it breaks, the value and the place."""
    value = f" ({rejection.value})" if rejection.value else ""
    place = f", in {rejection.place}" if rejection.place not in {"", rejection.source} else ""
    line = f"{rejection.source}: {REASONS[rejection.reason]} [{rejection.reason}: {rejection.rule}{value}{place}]"
    return " ".join(line.split())


def _surest(labelled: LabelledDocument) -> tuple[Statement, str]:
    made = [statement for statement in labelled.statements if "commitment" in statement.labels]
    return max(made, key=lambda statement: statement.scores.commitment), labelled.document.id


def _cells(counts: Counts) -> tuple[str, ...]:
    values = (counts.documents, counts.sentences, counts.commitments, counts.refusals, counts.claims, counts.to_review)
    return tuple(number(value) for value in values)
