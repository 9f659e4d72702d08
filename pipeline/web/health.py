"""Whether the program runs, and whether it can work."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from pipeline.store import StoreError
from pipeline.web.site import Here

router = APIRouter(include_in_schema=False)


@router.get("/healthz")
def alive() -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


@router.get("/readyz")
def ready(here: Here) -> JSONResponse:
    """The store answers and has this program's tables; else 503."""
    try:
        here.store.check()
    except StoreError as error:
        rule = {"status": "unavailable", "rule": error.rule}
        return JSONResponse(rule, 503, headers={"Cache-Control": "no-store"})
    return JSONResponse({"status": "ready"}, headers={"Cache-Control": "no-store"})
