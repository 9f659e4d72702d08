"""The flows: when Gestand runs, on what, and what it reports (Prefect lives here only).

``python flows.py run SOURCE --out DIR`` labels once; ``python flows.py serve --source DIR --out DIR`` labels on a
schedule. Prefect keeps its own files in ``out/.prefect`` unless ``PREFECT_HOME`` says otherwise, and reports
nothing to its makers unless it is told to.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from pipeline.cli.orchestration import running, server_is_set, settle, start_server

HERE = Path(__file__).resolve().parent
settle(HERE if (HERE / "pyproject.toml").is_file() else Path.cwd())
COMMAND = sys.argv[1] if __name__ == "__main__" and len(sys.argv) > 2 else None
SERVER = None
if COMMAND in {"run", "serve"} and not server_is_set():
    SERVER = start_server(scheduler=COMMAND == "serve")  # it starts while Prefect and the model are loaded

import typer  # noqa: E402
from prefect import flow, task  # noqa: E402
from prefect import serve as serve_deployments  # noqa: E402
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy  # noqa: E402
from prefect.deployments.runner import RunnerDeployment  # noqa: E402
from prefect.runtime import task_run  # noqa: E402
from prefect.schedules import Cron, Interval, Schedule  # noqa: E402
from prefect.settings import PREFECT_API_URL  # noqa: E402
from rich.console import Console  # noqa: E402

from pipeline.batch import Batch, Outcome, Recipe, Report, Request, Work, find_sources, in_order, label_all  # noqa: E402
from pipeline.cli.faults import SET_ASIDE, faults_shown  # noqa: E402
from pipeline.cli.paths import models_dir, store_address  # noqa: E402
from pipeline.cli.show import Watch, show_examples, show_rejected, show_report, summary  # noqa: E402
from pipeline.cli.store import imported_line, remember_failure, save_run, shown  # noqa: E402
from pipeline.read import Hints  # noqa: E402
from pipeline.settings import Settings  # noqa: E402

TIME_ZONE = "Europe/Amsterdam"
WORKING_HOURS = "0 7-19 * * 1-5"
"""On the hour from 7 to 19, Monday to Friday."""

ONE_AT_A_TIME = ConcurrencyLimitConfig(
    limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW, grace_period_seconds=60
)
RETRY_SECONDS: list[float] = [2, 10, 30]
LONGEST_SECONDS = 55 * 60
"""A scheduled run ends before the next one starts; what it did stays, and the next goes on from there."""


class PassingTroubleError(OSError):
    """Files that could not be read just now: vanished, being written, or on a share that does not answer."""


def in_tasks(work: Work, batches: Sequence[Batch], at_once: int) -> Iterator[Outcome]:
    """A mapper that makes each batch a task, tried again where what went wrong can pass."""

    @task(
        name="label-batch",
        task_run_name="label-batch-{number}",
        retries=len(RETRY_SECONDS),
        retry_delay_seconds=RETRY_SECONDS,
        retry_jitter_factor=0.5,
        cache_policy=NO_CACHE,
        persist_result=False,
    )
    def label_batch(number: int) -> Outcome:
        outcome = work(batches[number])
        if outcome.passing and task_run.run_count <= len(RETRY_SECONDS):
            names = ", ".join(result.source.name for result in outcome.passing)
            raise PassingTroubleError(f"not readable just now: {names}")
        return outcome

    if at_once == 1:
        yield from map(label_batch, range(len(batches)))
    else:
        yield from in_order(range(len(batches)), lambda number: label_batch.submit(number).result, ahead=2 * at_once)


@task(
    name="save",
    retries=len(RETRY_SECONDS),
    retry_delay_seconds=RETRY_SECONDS,
    cache_policy=NO_CACHE,
    persist_result=False,
)
def save(address: str, report: Report, source: str, started: dt.datetime) -> None:
    """Take what stands in the output folder into the store; what is there already is passed over."""
    figures = save_run(address, report, source, started)
    typer.echo(f"opslag: {imported_line(figures, shown(address))}", err=True)


@flow(name="label-documents", persist_result=False)
def label_documents(
    source: Path | list[Path],
    out: Path,
    *,
    force: bool = False,
    workers: int | None = None,
    store: bool = True,
    database: str | None = None,
) -> Report:
    """Label the documents under ``source`` into ``out``: what is new or changed, or with ``force`` everything.

    ``workers`` is the number of processes, None for as many as pay. With ``store`` the documents go into the
    store after their JSON was written: at ``database``, else where the settings say, else ``gestand.sqlite``
    beside ``out``.
    """
    address = store_address(database or Settings().database_url, out) if store else None
    return label_and_publish(source, out, force=force, workers=workers, address=address)


@flow(name="label-documents-on-schedule", persist_result=False, timeout_seconds=LONGEST_SECONDS)
def label_on_schedule(
    source: Path,
    out: Path,
    *,
    force: bool = False,
    workers: int | None = None,
    store: bool = True,
    database: str | None = None,
) -> Report:
    """The same, for a run that another will follow: it ends in time."""
    address = store_address(database or Settings().database_url, out) if store else None
    return label_and_publish(source, out, force=force, workers=workers, address=address)


def label_and_publish(
    source: Path | list[Path], out: Path, *, force: bool, workers: int | None, address: str | None
) -> Report:
    """The body of both flows."""
    started = dt.datetime.now(dt.UTC)
    paths = source if isinstance(source, list) else [source]
    named = ", ".join(str(path) for path in paths)
    try:
        report = label(paths, out, force=force, workers=workers)
    except Exception as error:
        if address is not None:
            remember_failure(address, named, started, error)
        raise
    publish(report)
    if address is not None:
        save(address, report, named, started)
    return report


def label(paths: list[Path], out: Path, *, force: bool, workers: int | None) -> Report:
    """Find, label and write."""
    settings = Settings()
    request = Request(
        found=find_sources(paths, hints=Hints(), without=out),
        out=out,
        recipe=Recipe(models_dir(), settings.read, settings.model),
        created_at=dt.datetime.now(dt.UTC),
        batch_documents=settings.batch_documents,
        force=force,
        workers=workers,
    )
    with Watch(Console(stderr=True)) as watch:
        return label_all(request, mapper=in_tasks, watcher=watch)


def publish(report: Report) -> None:
    """The run as artifacts: counts per kind, what was set aside and why, and what was done in what time."""
    counts = [{"kind": kind, **dataclasses.asdict(counts)} for kind, counts in report.by_kind.items()]
    create_table_artifact(counts, key="label-documents-counts", description="Labelled documents per kind")
    if report.rejected:
        rows = [dataclasses.asdict(row) | {"at": row.at.isoformat()} for row in report.rejected]
        create_table_artifact(rows, key="label-documents-rejected", description="Documents that were set aside")
    times = dataclasses.asdict(report.timings).items()
    lines = [
        summary(report),
        "",
        "| time | seconds |",
        "| --- | --- |",
        *(f"| {key} | {value:.2f} |" for key, value in times),
    ]
    create_markdown_artifact("\n".join(lines), key="label-documents-report", description="What a run did")


def deployment(source: Path, out: Path, *, every: int | None = None) -> RunnerDeployment:
    """The flow on its schedule: hourly in working hours, or ``every`` so many seconds.

    One run at a time: a run that starts while another is busy is cancelled, and one that died lets go of its
    place when its lease runs out.
    """
    schedule: Schedule = Interval(every) if every else Cron(WORKING_HOURS, timezone=TIME_ZONE)
    made = label_on_schedule.to_deployment(
        "label-documents",
        schedule=schedule,
        parameters={"source": str(source.absolute()), "out": str(out.absolute())},
        concurrency_limit=ONE_AT_A_TIME,
        description="Labels new and changed documents.",
    )
    assert isinstance(made, RunnerDeployment)  # noqa: S101 - a coroutine only inside an event loop
    return made


app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.command()
def run(
    source: Annotated[list[Path], typer.Argument(exists=True, metavar="PAD...", help="Bestanden en mappen.")],
    *,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="MAP", help="Waar de JSON komt.")],
    force: Annotated[bool, typer.Option("--force", help="Label ook wat al gelabeld is.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, metavar="N", help="Aantal processen; anders wat loont.")] = None,
    store: Annotated[bool, typer.Option(help="Schrijf het resultaat ook in de opslag.")] = True,
    database: Annotated[
        str | None,
        typer.Option(metavar="ADRES", help="De opslag; anders GESTAND_DATABASE_URL, anders gestand.sqlite naast MAP."),
    ] = None,
) -> None:
    """Label eenmaal, en toon wat er gevonden is en waar het staat."""
    for name in ("prefect", "prefect.flow_runs", "prefect.task_runs"):
        logging.getLogger(name).setLevel(logging.WARNING)
    with faults_shown():
        settings = Settings()
        Recipe(models_dir(), settings.read, settings.model).labeller()  # loaded while the server starts
        with running(SERVER):
            report = label_documents(source, out, force=force, workers=workers, store=store, database=database)
    show_rejected(report, Console(stderr=True))
    show_report(report, Console())
    show_examples(report, Console())
    if report.rejected:
        raise typer.Exit(SET_ASIDE)


@app.command()
def serve(
    *,
    source: Annotated[Path, typer.Option(exists=True, metavar="MAP", help="Waar de documenten komen.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="MAP", help="Waar de JSON komt.")],
    every: Annotated[int | None, typer.Option(min=1, metavar="SECONDEN", help="In plaats van elk uur.")] = None,
) -> None:
    """Blijf draaien en label op schema: elk uur op werkdagen van 7 tot 19 uur (Europe/Amsterdam)."""
    with faults_shown(), running(SERVER):
        typer.echo(f"Prefect: {PREFECT_API_URL.value()}", err=True)
        serve_deployments(deployment(source, out, every=every))


if __name__ == "__main__":
    app()
