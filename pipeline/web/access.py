"""Who is asking, and what they may do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Annotated

from fastapi import Depends, Request

from pipeline.store import sessions
from pipeline.users import Role, User
from pipeline.web.site import Here

COOKIE = "gestand_session"
"""The cookie of a session; over TLS with a prefix, so that no neighbouring site can have set it."""
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SignInNeededError(Exception):
    """A page that is only for who signed in."""


class ForbiddenError(Exception):
    """A page that the signed-in account has not the role for."""

    def __init__(self, needed: Role) -> None:
        self.needed = needed
        super().__init__(needed)


def secure(request: Request | None) -> bool:
    """Whether cookies are only sent over TLS: always, but on this very machine."""
    return request is None or request.url.scheme == "https" or request.url.hostname not in _LOOPBACK


def cookie_name(request: Request) -> str:
    """The name of the cookie that keeps a session."""
    return f"__Host-{COOKIE}" if secure(request) else COOKIE


def session_token(request: Request) -> str | None:
    """The token of the session that a request says it is of; ``None`` without one."""
    return request.cookies.get(cookie_name(request)) or None


def digest(token: str) -> str:
    """What the store keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def current_user(request: Request, here: Here) -> User | None:
    """The account that is signed in; ``None`` for a visitor."""
    if hasattr(request.state, "user"):
        known: User | None = request.state.user
        return known
    token = session_token(request)
    found = None
    if token:
        with here.store.reading() as tx:
            found = sessions.user(tx, digest(token), at=here.now())
    request.state.user = found
    return found


Visitor = Annotated[User | None, Depends(current_user)]


def reading(here: Here, user: Visitor) -> User | None:
    """The visitor, where reading is public; else the signed-in account. Raises :class:`SignInNeededError`."""
    if user is None and not here.settings.public_reading:
        raise SignInNeededError
    return user


def require(role: Role) -> Callable[..., User]:
    """A dependency that gives the signed-in account when it has a role.

    ``user: Annotated[User, Depends(require("annotator"))]``. It raises :class:`SignInNeededError` or
    :class:`ForbiddenError`, which become the sign-in page (401 for programs) and a page with status 403.
    """

    def needed(user: Visitor) -> User:
        if user is None:
            raise SignInNeededError
        if not user.may(role):
            raise ForbiddenError(role)
        return user

    return needed


Reader = Annotated[User | None, Depends(reading)]
Annotator = Annotated[User, Depends(require("annotator"))]
Adjudicator = Annotated[User, Depends(require("adjudicator"))]
