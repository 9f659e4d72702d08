"""Pages out of templates, redirects, and messages that the next page shows once."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Literal

import orjson
from fastapi import Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from pipeline.web import access, forgery
from pipeline.web.site import site

FLASH = "gestand_flash"
Kind = Literal["done", "warning", "error"]


def page(request: Request, template: str, /, status: int = 200, **context: Any) -> HTMLResponse:  # noqa: ANN401
    """A template with ``context``, and what the layout needs: ``user``, ``csrf_token``, ``flash``, ``path``.

    A page is never kept by a browser or proxy when somebody is signed in.
    """
    here = site(request)
    user = access.current_user(request, here)
    flash = _flash(request)
    content = here.templates.get_template(template).render(
        request=request,
        user=user,
        csrf_token=forgery.token(request),
        flash=flash,
        path=request.url.path,
        settings=here.settings,
        today=here.today,
        **context,
    )
    response = HTMLResponse(content, status)
    response.headers["Cache-Control"] = "private, no-store" if user else "private, no-cache"
    _set_cookies(request, response, shown=flash is not None)
    return response


def redirect(to: str, message: str = "", kind: Kind = "done", *, request: Request | None = None) -> RedirectResponse:
    """Off to another page of ours with a message that it shows; only addresses of this site are gone to."""
    response = RedirectResponse(local(to), 303)
    if message:
        value = base64.urlsafe_b64encode(orjson.dumps({"kind": kind, "text": message})).decode()
        response.set_cookie(FLASH, value, max_age=60, httponly=True, samesite="lax", secure=access.secure(request))
    return response


def local(address: str) -> str:
    r"""An address if it is of this site, else the front page.

    >>> local("/weigeringen?pagina=2"), local("//elders.nl"), local("https://elders.nl/"), local(r"/\elders.nl")
    ('/weigeringen?pagina=2', '/', '/', '/')
    """
    safe = address.startswith("/") and not address.startswith("//") and "\\" not in address
    return address if safe and address.isprintable() else "/"


def _flash(request: Request) -> dict[str, str] | None:
    try:
        found = orjson.loads(base64.urlsafe_b64decode(request.cookies.get(FLASH, "")))
        kind, text = found["kind"], found["text"]
    except (ValueError, binascii.Error, TypeError, KeyError):
        return None
    known = isinstance(text, str) and isinstance(kind, str) and kind in {"done", "warning", "error"}
    return {"kind": kind, "text": text} if known else None


def _set_cookies(request: Request, response: Response, *, shown: bool) -> None:
    if shown:
        response.delete_cookie(FLASH)
    secret = getattr(request.state, "form_secret", None)
    if secret is not None:
        response.set_cookie(
            forgery.FORM_COOKIE, secret, httponly=True, samesite="strict", secure=access.secure(request)
        )
