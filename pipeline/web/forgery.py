"""Forms of other sites are refused (CSRF): every change carries a token that only our pages know."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from fastapi import Request

from pipeline.web.access import session_token

FIELD = "csrf"
HEADER = "x-csrf-token"
FORM_COOKIE = "gestand_form"
_SAFE = {"GET", "HEAD", "OPTIONS", "TRACE"}


class ForgeryError(Exception):
    """A change without the token of this session."""


def token(request: Request) -> str:
    """The token for the forms of this page. Of a visitor it hangs on a cookie that :func:`pipeline.web.pages` sets."""
    secret = _secret(request)
    if secret is None:
        secret = request.state.form_secret = getattr(request.state, "form_secret", None) or secrets.token_urlsafe(32)
    return _token(secret)


async def checked(request: Request) -> None:
    """A dependency of the whole application; raises :class:`ForgeryError` for a change that is not from our pages."""
    if request.method in _SAFE:
        return
    _check_origin(request)
    secret = _secret(request)
    given = request.headers.get(HEADER) or await _field(request)
    if secret is None or not hmac.compare_digest(_token(secret).encode(), given.encode()):
        raise ForgeryError


def _secret(request: Request) -> str | None:
    return session_token(request) or request.cookies.get(FORM_COOKIE)


def _token(secret: str) -> str:
    return hmac.new(secret.encode(), b"gestand form", hashlib.sha256).hexdigest()


async def _field(request: Request) -> str:
    kind = request.headers.get("content-type", "")
    if not kind.startswith(("application/x-www-form-urlencoded", "multipart/form-data")):
        return ""
    given = (await request.form()).get(FIELD)
    return given if isinstance(given, str) else ""


def _check_origin(request: Request) -> None:
    origin = request.headers.get("origin")
    if origin is not None and _place(origin) != request.headers.get("host"):
        raise ForgeryError
    if request.headers.get("sec-fetch-site") == "cross-site":
        raise ForgeryError


def _place(origin: str) -> str | None:
    """The host and port of an origin; ``None`` of what is none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None
