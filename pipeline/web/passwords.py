"""Passwords, hashed with argon2id as its library recommends."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pipeline.users import InvalidUserError

SHORTEST, LONGEST = 12, 256


def hashed(password: str) -> str:
    """The hash of a password; raises :class:`InvalidUserError` for one that is too short or too long."""
    if not SHORTEST <= len(password) <= LONGEST:
        rule = f"a password has {SHORTEST} to {LONGEST} characters"
        raise InvalidUserError(rule, value=f"{len(password)} characters")
    return _hasher().hash(password)


def fits(password: str, known: str | None) -> bool:
    """Whether a password is the one of this hash. Takes as long when there is no hash, so that no name is betrayed."""
    try:
        _hasher().verify(known or _nobody(), password[:LONGEST])
    except (VerificationError, InvalidHashError):
        return False
    return known is not None


def outdated(known: str) -> bool:
    """Whether a hash was made with weaker parameters than today's."""
    return _hasher().check_needs_rehash(known)


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
