"""The words of accounts (accounts en rollen): frozen records, standard library only."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal, get_args

from pipeline.errors import GestandError

Role = Literal["reader", "annotator", "adjudicator", "admin"]
"""What somebody may do; each role may also do what those before it may: read (lezer), judge and answer proposals
(beoordelaar), decide where others differ (scheidsrechter), manage (beheerder)."""
ROLES: tuple[Role, ...] = get_args(Role)

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,39}")


class InvalidUserError(GestandError):
    """An account that breaks a rule."""


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account. ``name`` stands beside every decision; ``active`` is false for one that may no longer sign in."""

    name: str
    role: Role
    created_at: dt.datetime
    active: bool = True

    def may(self, needed: Role) -> bool:
        """Whether this account has at least the role ``needed``.

        >>> ann = User(name="ann", role="annotator", created_at=dt.datetime(2031, 1, 1, tzinfo=dt.UTC))
        >>> ann.may("reader"), ann.may("adjudicator")
        (True, False)
        """
        return self.active and ROLES.index(self.role) >= ROLES.index(needed)


def user_name(text: str) -> str:
    """A name for an account, in lower case; raises :class:`InvalidUserError`.

    >>> user_name(" J.Jansen ")
    'j.jansen'
    """
    name = text.strip().lower()
    if not _NAME.fullmatch(name):
        rule = (
            "a user name has 1 to 40 letters, digits, dots, hyphens or underscores, and begins with a letter or digit"
        )
        raise InvalidUserError(rule, value=text)
    return name
