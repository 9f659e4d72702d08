"""Signing in and out (aanmelden, afmelden)."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from pipeline.store import sessions, users
from pipeline.web import access, forgery, passwords, throttling
from pipeline.web.access import Visitor
from pipeline.web.pages import local, page, redirect
from pipeline.web.site import Here, Site

router = APIRouter(include_in_schema=False)


@router.get("/aanmelden")
def form(request: Request, user: Visitor, naar: str = "/") -> Response:
    """The form."""
    return redirect(naar) if user else page(request, "login.html", to=local(naar), name="", fault=None)


@router.post("/aanmelden")
def sign_in(
    request: Request,
    here: Here,
    naam: Annotated[str, Form(max_length=100)] = "",
    wachtwoord: Annotated[str, Form(max_length=1000)] = "",
    naar: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Check the name and the password; who fails too often waits."""
    name = naam.strip().lower()
    address = throttling.client_address(request)
    if (wait := throttling.wait(here, name, address)) is not None:
        minutes = int(wait.total_seconds()) // 60
        again = page(request, "login.html", 429, to=local(naar), name=naam, fault="wait", minutes=minutes)
        again.headers["Retry-After"] = str(minutes * 60)
        return again
    if not _known(here, name, wachtwoord):
        return page(request, "login.html", 401, to=local(naar), name=naam, fault="wrong")
    token = secrets.token_urlsafe(32)
    lasting = dt.timedelta(hours=here.settings.session_hours)
    with here.store.writing() as tx:
        throttling.succeeded(tx, here.settings, name, address)
        if (former := access.session_token(request)) is not None:
            sessions.end(tx, access.digest(former))
        sessions.begin(tx, access.digest(token), name, at=here.now(), until=here.now() + lasting)
    response = redirect(naar, f"Aangemeld als {name}.", request=request)
    age = int(lasting.total_seconds())
    name_of_cookie, only_tls = access.cookie_name(request), access.secure(request)
    response.set_cookie(name_of_cookie, token, max_age=age, httponly=True, samesite="lax", secure=only_tls)
    response.delete_cookie(forgery.FORM_COOKIE)
    return response


@router.post("/afmelden")
def sign_out(request: Request, here: Here) -> Response:
    """End the session, here and in the browser."""
    token = access.session_token(request)
    if token:
        with here.store.writing() as tx:
            sessions.end(tx, access.digest(token))
    response = redirect("/", "Afgemeld.", request=request)
    response.delete_cookie(access.cookie_name(request), secure=access.secure(request), httponly=True)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _known(here: Site, name: str, password: str) -> bool:
    with here.store.reading() as tx:
        known = users.password_of(tx, name)
    if not passwords.fits(password, known):
        return False
    if known is not None and passwords.outdated(known):
        with here.store.writing() as tx:
            users.rehash(tx, name, passwords.hashed(password))
    return True
