"""``gestand user``: accounts of the web application."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.faults import faults_shown, wrong_usage
from pipeline.cli.store import Database, opened

if TYPE_CHECKING:
    from pipeline.store import Store
    from pipeline.users import Role

user = typer.Typer(no_args_is_help=True, help="Accounts van de webtoepassing: wie mag beoordelen.")

Name = Annotated[str, typer.Argument(metavar="NAAM", help="Gebruikersnaam; staat bij elke beslissing.")]
RoleOption = Annotated[
    str, typer.Option("--role", "-r", metavar="ROL", help="reader, annotator, adjudicator of admin.")
]
FromInput = Annotated[
    bool, typer.Option("--stdin", help="Lees het wachtwoord van de standaardinvoer in plaats van het te vragen.")
]


@user.command()
def add(name: Name, *, role: RoleOption = "annotator", stdin: FromInput = False, database: Database = None) -> None:
    """Maak een account; het wachtwoord (ten minste 12 tekens) wordt gevraagd."""
    with faults_shown(), opened(database) as target:
        from pipeline.store import users  # noqa: PLC0415 - start-up is quick
        from pipeline.users import User, user_name  # noqa: PLC0415
        from pipeline.web.passwords import hashed  # noqa: PLC0415

        made = User(name=user_name(name), role=_role(role), created_at=dt.datetime.now(dt.UTC))
        password = hashed(_password(stdin=stdin))
        target.prepare()
        with target.writing() as tx:
            users.add(tx, made, password)
    typer.echo(f"{made.name}: {made.role}")


@user.command("list")
def list_(*, database: Database = None) -> None:
    """Toon alle accounts met hun rol."""
    with faults_shown(), opened(database) as target:
        from pipeline.store import users  # noqa: PLC0415 - start-up is quick

        _must_exist(target)
        with target.reading() as tx:
            found = users.listed(tx)
    for one in found:
        typer.echo(f"{one.name}\t{one.role}\t{'actief' if one.active else 'afgesloten'}")


@user.command()
def password(name: Name, *, stdin: FromInput = False, database: Database = None) -> None:
    """Geef een account een ander wachtwoord; wie ermee is aangemeld, moet opnieuw."""
    with faults_shown(), opened(database) as target:
        from pipeline.store import users  # noqa: PLC0415 - start-up is quick
        from pipeline.users import user_name  # noqa: PLC0415
        from pipeline.web.passwords import hashed  # noqa: PLC0415

        _must_exist(target)
        made = hashed(_password(stdin=stdin))
        with target.writing() as tx:
            users.set_password(tx, user_name(name), made)
    typer.echo("wachtwoord veranderd")


@user.command()
def role(name: Name, new: Annotated[str, typer.Argument(metavar="ROL")], *, database: Database = None) -> None:
    """Geef een account een andere rol: reader, annotator, adjudicator of admin."""
    with faults_shown(), opened(database) as target:
        from pipeline.store import users  # noqa: PLC0415 - start-up is quick
        from pipeline.users import user_name  # noqa: PLC0415

        _must_exist(target)
        with target.writing() as tx:
            users.set_role(tx, user_name(name), _role(new))
    typer.echo(f"{user_name(name)}: {new}")


@user.command()
def close(
    name: Name,
    *,
    reopen: Annotated[bool, typer.Option("--reopen", help="Laat het account weer toe.")] = False,
    database: Database = None,
) -> None:
    """Sluit een account af; wat het besliste, blijft."""
    with faults_shown(), opened(database) as target:
        from pipeline.store import users  # noqa: PLC0415 - start-up is quick
        from pipeline.users import user_name  # noqa: PLC0415

        _must_exist(target)
        with target.writing() as tx:
            users.set_active(tx, user_name(name), active=reopen)
    typer.echo(f"{user_name(name)}: {'actief' if reopen else 'afgesloten'}")


def _role(text: str) -> Role:
    from pipeline.users import ROLES  # noqa: PLC0415 - start-up is quick

    for one in ROLES:
        if one == text:
            return one
    raise wrong_usage(f"een rol is {', '.join(ROLES)}, niet {text}")


def _password(*, stdin: bool) -> str:
    if stdin:
        return typer.get_text_stream("stdin").readline().rstrip("\r\n")
    text: str = typer.prompt("Wachtwoord", hide_input=True, confirmation_prompt="Nog eens")
    return text


def _must_exist(target: Store) -> None:
    if not target.exists():
        raise wrong_usage(f"er is nog geen opslag: {target.place}")
    target.check()
