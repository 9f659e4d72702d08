"""What goes wrong becomes a page in Dutch for people and JSON (RFC 9457) for programs; never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from pipeline.errors import GestandError
from pipeline.store import ConflictError, UnavailableStoreError
from pipeline.web.access import ForbiddenError, SignInNeededError
from pipeline.web.forgery import ForgeryError
from pipeline.web.headers import HEADERS
from pipeline.web.pages import page, redirect

TITLES = {
    400: "Deze aanvraag kan niet",
    401: "Meld u eerst aan",
    403: "Dit mag u niet",
    404: "Deze pagina is er niet",
    405: "Dit kan hier niet",
    409: "Iemand was u voor",
    410: "Deze zin staat niet bij de toezeggingen",
    413: "Dit is te groot",
    422: "Dit kan niet worden gelezen",
    429: "Even wachten",
    500: "Er ging iets mis",
    503: "De gegevens zijn nu niet te bereiken",
}
BROKEN = {
    "less_than_equal": "hoogstens {le}",
    "greater_than_equal": "minstens {ge}",
    "string_too_long": "hoogstens {max_length} tekens",
    "too_long": "hoogstens {max_length}",
    "string_pattern_mismatch": "heeft niet de vorm die hier hoort",
    "literal_error": "bestaat hier niet",
    "int_parsing": "schrijf een getal",
    "bool_parsing": "schrijf true of false",
    "date_from_datetime_parsing": "schrijf een datum als 2031-03-01",
    "date_parsing": "schrijf een datum als 2031-03-01",
    "missing": "ontbreekt",
    "extra_forbidden": "bestaat hier niet",
}
"""Rules of pydantic, by their names, as a visitor reads them."""

ROLE_NAMES = {"reader": "lezer", "annotator": "beoordelaar", "adjudicator": "scheidsrechter", "admin": "beheerder"}


def answer_faults(app: FastAPI) -> None:
    """Hang the answers on an application."""
    app.add_exception_handler(SignInNeededError, _sign_in)
    app.add_exception_handler(ForbiddenError, _forbidden)
    app.add_exception_handler(ForgeryError, _forged)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(GestandError, _broken_rule)
    app.add_exception_handler(Exception, _unforeseen)


def wants_json(request: Request) -> bool:
    """Whether a program asks: the API, or somebody who accepts JSON and not HTML."""
    accept = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("application/json" in accept and "text/html" not in accept)


def problem(request: Request, status: int, detail: str = "", **more: object) -> Response:
    """The answer to something that went wrong."""
    title = TITLES.get(status, TITLES[500])
    if wants_json(request):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
        return JSONResponse(body, status, media_type="application/problem+json")
    return page(request, "problem.html", status, title=title, detail=detail, number=status)


def _sign_in(request: Request, _error: Exception) -> Response:
    if wants_json(request) or request.method != "GET":
        return problem(request, 401, "Hiervoor is een account nodig.")
    to = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return redirect(f"/aanmelden?naar={quote(to, safe='')}")


def _forbidden(request: Request, error: Exception) -> Response:
    needed = ROLE_NAMES[error.needed] if isinstance(error, ForbiddenError) else ""
    return problem(request, 403, f"Hiervoor is de rol {needed} nodig.")


def _forged(request: Request, _error: Exception) -> Response:
    return problem(
        request, 403, "Het formulier is verlopen of kwam van een andere site. Ga terug en probeer het nog eens."
    )


def _invalid(request: Request, error: Exception) -> Response:
    faults = error.errors() if isinstance(error, RequestValidationError) else []
    told = [{"place": [str(part) for part in one["loc"]], "rule": str(one["msg"])} for one in faults]
    detail = "; ".join(dict.fromkeys(f"{''.join(map(str, one['loc'][1:2]))}: {_in_dutch(one)}" for one in faults))
    return problem(request, 422, detail, errors=told)


def _in_dutch(fault: Mapping[str, Any]) -> str:
    """What is wrong with a value; in the words of the library where we have none of our own."""
    words = BROKEN.get(fault["type"])
    return words.format(**fault.get("ctx", {})) if words else str(fault["msg"])


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    said = str(error.detail) if isinstance(error, HTTPException) and status not in {404, 405} else ""
    response = problem(request, status, said)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


def _broken_rule(request: Request, error: Exception) -> Response:
    if isinstance(error, UnavailableStoreError):
        request.state.user = None  # who this is stands in the store too: the page is that of a visitor
        return problem(request, 503)
    status = 409 if isinstance(error, ConflictError) else 400
    return problem(request, status, error.rule if isinstance(error, GestandError) else "")


def _unforeseen(request: Request, _error: Exception) -> Response:
    if wants_json(request):
        body = {"title": TITLES[500], "status": 500}
        return JSONResponse(body, 500, headers=HEADERS, media_type="application/problem+json")
    said = f"{TITLES[500]}. Probeer het later nog eens."
    return Response(said, 500, headers=HEADERS, media_type="text/plain; charset=utf-8")
