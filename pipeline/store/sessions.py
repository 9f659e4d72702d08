"""Who is signed in, and who tried in vain. Tokens, names and addresses come in as digests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import delete, func, insert, select, text

from pipeline.store.database import Transaction
from pipeline.store.faults import UnstorableError
from pipeline.store.tables.users import login_failures, sessions, users
from pipeline.store.users import user_of
from pipeline.users import User

MOST_FAILURES = 100_000
"""Rows of failed attempts that are kept, whoever guesses from however many addresses."""


def begin(tx: Transaction, digest: str, name: str, *, at: dt.datetime, until: dt.datetime) -> None:
    """Sign an account in, and forget the sessions that have run out; raises :class:`UnstorableError`."""
    number = tx.execute(select(users.c.id).where(users.c.name == name, users.c.active)).scalar()
    if number is None:
        raise UnstorableError("who signs in has an active account", value=name)
    tx.execute(delete(sessions).where(sessions.c.expires_at <= at))
    tx.execute(insert(sessions).values(digest=digest, user_id=number, created_at=at, expires_at=until))


def user(tx: Transaction, digest: str, *, at: dt.datetime) -> User | None:
    """Whose session this is; ``None`` when it is not there, has run out, or the account is no longer active."""
    query = (
        select(users)
        .join(sessions, sessions.c.user_id == users.c.id)
        .where(sessions.c.digest == digest, sessions.c.expires_at > at, users.c.active)
    )
    row = tx.execute(query).mappings().first()
    return None if row is None else user_of(row)


def end(tx: Transaction, digest: str) -> None:
    """Sign out; nothing happens when the session is not there."""
    tx.execute(delete(sessions).where(sessions.c.digest == digest))


def failures(tx: Transaction, who: str, *, since: dt.datetime) -> int:
    """How often these failed to sign in since a moment; ``who`` is a digest of a name, an address, or both."""
    query = select(func.count()).select_from(login_failures)
    return int(tx.execute(query.where(login_failures.c.who == who, login_failures.c.at > since)).scalar_one())


def hold_failures(tx: Transaction) -> None:
    """Nobody else puts failed attempts down until the transaction ends; on SQLite that is so for all who write."""
    if tx.dialect.name == "postgresql":
        tx.execute(text("LOCK TABLE login_failures IN SHARE ROW EXCLUSIVE MODE"))


def add_failure(
    tx: Transaction, who: Iterable[str], *, at: dt.datetime, forget: dt.datetime, most: int = MOST_FAILURES
) -> None:
    """Put a failed attempt down for these, and remove those from before ``forget`` and all but the last ``most``."""
    tx.execute(delete(login_failures).where(login_failures.c.at <= forget))
    tx.execute(insert(login_failures), [{"who": one, "at": at} for one in who])
    last = select(func.max(login_failures.c.id)).scalar_subquery()
    tx.execute(delete(login_failures).where(login_failures.c.id <= last - most))


def forgive_one(tx: Transaction, who: str) -> None:
    """Forget the last attempt of these, which turned out not to fail."""
    last = select(func.max(login_failures.c.id)).where(login_failures.c.who == who).scalar_subquery()
    tx.execute(delete(login_failures).where(login_failures.c.id == last))


def forgive(tx: Transaction, who: str) -> None:
    """Forget all failed attempts of these."""
    tx.execute(delete(login_failures).where(login_failures.c.who == who))
