"""``gestand store``: make and mend the store, fill it from labelled JSON, and say what is in it."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.faults import SET_ASIDE, faults_shown, there, wrong_usage
from pipeline.cli.paths import store_address
from pipeline.cli.wording import amount, number

if TYPE_CHECKING:
    from pipeline.batch import Report
    from pipeline.settings import Settings
    from pipeline.store import Imported, Job, Store, Taken, Transaction

store = typer.Typer(no_args_is_help=True, help="De opslag: documenten, uitspraken, beoordelingen en toezeggingen.")

Database = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="ADRES",
        help="sqlite:///PAD, een PAD of postgresql://…; anders GESTAND_DATABASE_URL, anders out/gestand.sqlite.",
    ),
]


@store.command("import")
def import_(
    folder: Annotated[Path, typer.Argument(metavar="MAP", help="Map met gelabelde documenten (JSON).")],
    *,
    database: Database = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Toon alleen wat misgaat.")] = False,
) -> None:
    """Neem gelabelde documenten op in de opslag, met hun toezeggingen; wat er al zo in staat, blijft zoals het is.

    Eindigt met 0 als alles is opgenomen, 1 als er bestanden terzijde zijn gelegd, 2 bij verkeerd gebruik.
    """
    there([folder])
    if not folder.is_dir():
        raise wrong_usage(f"{folder} is geen map")
    with faults_shown(), opened(database) as target:
        from pipeline.ledger import Follower  # noqa: PLC0415 - start-up is quick
        from pipeline.store import import_folder, jobs  # noqa: PLC0415

        started = dt.datetime.now(dt.UTC)
        target.prepare()
        follow = Follower(judges_needed=judges_needed())
        figures = import_folder(target, folder, _show_refused, also=follow)
        follow.propose(target)
        with target.writing() as tx:
            jobs.put(tx, import_job("import", str(folder), started, dt.datetime.now(dt.UTC), figures))
        if not quiet:
            typer.echo(imported_line(figures, target.place))
    if figures.refused:
        raise typer.Exit(SET_ASIDE)


@store.command()
def upgrade(*, database: Database = None) -> None:
    """Maak de tabellen, of breng ze naar de versie van dit programma; alles of niets."""
    with faults_shown(), opened(database) as target:
        before = target.revision
        target.upgrade()
        after = target.revision
    was = "leeg" if before is None else before
    typer.echo(f"al bij: {after}" if before == after else f"bijgewerkt: {was} → {after}")


@store.command()
def info(*, database: Database = None) -> None:
    """Toon waar de opslag is, welke versie, en hoeveel erin staat."""
    with faults_shown(), opened(database) as target:
        if not target.exists():
            raise wrong_usage(f"er is nog geen opslag: {target.place}")
        target.check()
        with target.reading() as tx:
            lines = [("adres", target.place), ("versie", target.revision or ""), *_counted(tx)]
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        typer.echo(f"{name:<{width}}  {value}")


def opened(database: str | None, out: Path | None = None) -> Store:
    """The store that the command line or the settings name."""
    from pipeline.store import Store  # noqa: PLC0415 - start-up is quick

    return Store(store_address(database or settings().database_url, out))


def judges_needed() -> int:
    """How many people have to say the same before the ledger follows them, by the settings."""
    return settings().judges_needed


def settings() -> Settings:
    """The settings of this moment; one that cannot be ends the program."""
    from pydantic import ValidationError  # noqa: PLC0415 - start-up is quick

    from pipeline.settings import Settings  # noqa: PLC0415

    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors()[0]
        name = "_".join(map(str, fault["loc"])).upper()
        prefix = "GESTAND_READ_" if error.title == "ReadLimits" else "GESTAND_"
        raise wrong_usage(f"{prefix}{name} kan niet {fault['input']} zijn: {fault['msg']}") from None


def imported_line(figures: Imported, place: str) -> str:
    """What was taken in, in a line."""
    parts = [
        (figures.added, "nieuw", "nieuw"),
        (figures.relabelled, "opnieuw gelabeld", "opnieuw gelabeld"),
        (figures.older, "ouder dan wat er staat", "ouder dan wat er staat"),
        (figures.unchanged, "ongewijzigd", "ongewijzigd"),
        (len(figures.refused), "terzijde gelegd", "terzijde gelegd"),
        (figures.moved, "beoordeelde zin verplaatst", "beoordeelde zinnen verplaatst"),
        (figures.lost, "beoordeelde zin niet meer gevonden", "beoordeelde zinnen niet meer gevonden"),
    ]
    said = ", ".join(amount(count, one, many) for count, one, many in parts if count)
    return f"{said or 'geen documenten'}: {place}"


def shown(address: str) -> str:
    """An address as it may be shown: without its password."""
    from pipeline.store import Store  # noqa: PLC0415 - start-up is quick

    with Store(address) as target:
        return target.place


def save_run(address: str, report: Report, source: str, started: dt.datetime) -> Imported:
    """Take in what a run of the flow labelled or found labelled, with its commitments, and remember the run."""
    from pipeline.ledger import Follower  # noqa: PLC0415 - start-up is quick
    from pipeline.store import SetAside, Store, import_files, jobs  # noqa: PLC0415

    with Store(address) as target:
        target.prepare()
        paths = [report.out / f"{entry.id}.json" for entry in (*report.labelled, *report.unchanged)]
        follow = Follower(judges_needed=judges_needed())
        figures = import_files(target, paths, also=follow)
        follow.propose(target)
        job = import_job("label", source, started, dt.datetime.now(dt.UTC), figures)
        left_out = [SetAside(row.source, row.reason, row.rule, row.value, row.place) for row in report.rejected]
        outcome = "partly" if left_out else job.outcome
        job = dataclasses.replace(job, outcome=outcome, set_aside=(*left_out, *job.set_aside))
        with target.writing() as tx:
            jobs.put(tx, job)
    return figures


def remember_failure(address: str, source: str, started: dt.datetime, error: BaseException) -> None:
    """Remember a run of the flow that ended before its end; without a store to remember it in, nothing happens."""
    from pipeline.store import Job, Store, StoreError, jobs  # noqa: PLC0415 - start-up is quick

    job = Job(
        name="label",
        source=source,
        started_at=started,
        ended_at=dt.datetime.now(dt.UTC),
        outcome="failed",
        error=f"{type(error).__name__}: {error}"[:2000],
    )
    with contextlib.suppress(StoreError), Store(address) as target:
        target.prepare()
        with target.writing() as tx:
            jobs.put(tx, job)


def import_job(name: str, source: str, started: dt.datetime, ended: dt.datetime, figures: Imported) -> Job:
    """An import as the store remembers it."""
    from pipeline.store import Job, SetAside  # noqa: PLC0415 - start-up is quick

    counted = ("added", "relabelled", "unchanged", "older", "sentences", "moved", "lost")
    return Job(
        name=name,
        source=source,
        started_at=started,
        ended_at=ended,
        outcome="partly" if figures.refused else "done",
        figures={one: getattr(figures, one) for one in counted},
        set_aside=tuple(
            SetAside(str(taken.path), "refused", taken.error.rule, _brief(taken.error.value), taken.error.place)
            for taken in figures.refused
            if taken.error is not None
        ),
    )


def _counted(tx: Transaction) -> list[tuple[str, str]]:
    from pipeline.store import figures  # noqa: PLC0415 - start-up is quick

    found = figures(tx)
    named = {
        "documenten": found.documents,
        "zinnen": found.statements,
        "runs": found.runs,
        "beoordelingen": found.reviews,
        "toezeggingen": found.entries,
        "gebeurtenissen": found.events,
        "voorstellen": found.proposals,
        "register": found.register_entries,
    }
    newest = found.labelled_at.isoformat(timespec="seconds") if found.labelled_at else "nooit"
    return [*((name, number(count)) for name, count in named.items()), ("gelabeld", newest)]


def _show_refused(taken: Taken) -> None:
    if taken.error is not None:
        typer.echo(f"gestand: {taken.error}", err=True)


def _brief(value: object) -> str | None:
    return None if value is None else str(value)[:200]
