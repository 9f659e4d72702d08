"""Accounts: made, changed, listed. The store keeps hashes of passwords and never sees a password."""

from __future__ import annotations

from sqlalchemy import RowMapping, delete, insert, select, update

from pipeline.store.database import Transaction
from pipeline.store.faults import ConflictError, UnstorableError
from pipeline.store.tables.users import sessions, users
from pipeline.users import Role, User


def add(tx: Transaction, user: User, password: str) -> None:
    """Make an account; ``password`` is the hash. Raises :class:`ConflictError` when the name is taken."""
    if get(tx, user.name) is not None:
        raise ConflictError("a user name belongs to one account", value=user.name)
    values = {"name": user.name, "role": user.role, "active": user.active, "created_at": user.created_at}
    tx.execute(insert(users).values(**values, password=password))


def get(tx: Transaction, name: str) -> User | None:
    """The account with this name; ``None`` when there is none."""
    row = tx.execute(select(users).where(users.c.name == name)).mappings().first()
    return None if row is None else user_of(row)


def password_of(tx: Transaction, name: str) -> str | None:
    """The hash of an account's password; ``None`` when there is no such account or it is not active."""
    query = select(users.c.password).where(users.c.name == name, users.c.active)
    return tx.execute(query).scalar()


def set_password(tx: Transaction, name: str, password: str) -> None:
    """Give an account another password (its hash) and end its sessions; raises :class:`UnstorableError`."""
    number = _change(tx, name, password=password)
    tx.execute(delete(sessions).where(sessions.c.user_id == number))


def set_role(tx: Transaction, name: str, role: Role) -> None:
    """Give an account another role; raises :class:`UnstorableError` when there is no such account."""
    _change(tx, name, role=role)


def set_active(tx: Transaction, name: str, *, active: bool) -> None:
    """Let an account in or out, which ends its sessions; raises :class:`UnstorableError`."""
    number = _change(tx, name, active=active)
    tx.execute(delete(sessions).where(sessions.c.user_id == number))


def rehash(tx: Transaction, name: str, password: str) -> None:
    """Keep the same password under a newer hash; sessions go on."""
    _change(tx, name, password=password)


def listed(tx: Transaction) -> tuple[User, ...]:
    """All accounts by name."""
    return tuple(user_of(row) for row in tx.execute(select(users).order_by(users.c.name)).mappings())


def user_of(row: RowMapping) -> User:
    """An account from its row."""
    return User(name=row["name"], role=row["role"], active=row["active"], created_at=row["created_at"])


def _change(tx: Transaction, name: str, **values: object) -> int:
    number = tx.execute(select(users.c.id).where(users.c.name == name)).scalar()
    if number is None:
        raise UnstorableError("an account that is changed is there", value=name)
    tx.execute(update(users).where(users.c.id == number).values(**values))
    return int(number)
