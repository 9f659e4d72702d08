"""The application: its parts put together."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from pipeline import __version__
from pipeline.store import Store
from pipeline.web import about, dashboard, entry, exports, forgery, health, login, saying
from pipeline.web.api import routes as api
from pipeline.web.bodies import BoundedBodies
from pipeline.web.faults import answer_faults
from pipeline.web.headers import SafeHeaders
from pipeline.web.heads import Heads
from pipeline.web.journal import Journal
from pipeline.web.review import router as review_router
from pipeline.web.settings import WebSettings
from pipeline.web.site import STATIC, Site, environment, static_addresses

DESCRIPTION = """Toezeggingen, weigeringen en beweringen van de Nederlandse regering, zoals Gestand ze vond en mensen ze
beoordeelden. Alleen lezen; ids blijven wat ze zijn; lijsten komen in bladzijden."""


def create_app(
    settings: WebSettings, store: Store, *, now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC)
) -> FastAPI:
    """The application over a store that has its tables; who makes the store closes it."""
    app = FastAPI(
        title="Gestand",
        version=__version__,
        description=DESCRIPTION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        dependencies=[Depends(forgery.checked)],
        lifespan=_life,
        redirect_slashes=False,
    )
    app.state.site = Site(settings, store, now, environment())
    for part in (health, login, dashboard, exports, entry, saying, about, api):
        app.include_router(part.router)
    app.include_router(review_router)
    app.mount("/static", _Static(STATIC), name="static")
    answer_faults(app)
    app.add_middleware(BoundedBodies, most=settings.form_bytes)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(SafeHeaders)
    app.add_middleware(Heads)
    app.add_middleware(Journal)
    return app


class _Static(StaticFiles):
    """Files whose address changes with their content: browsers keep them for a year."""

    def __init__(self, folder: Path) -> None:
        super().__init__(directory=folder)
        self._current = frozenset(static_addresses().values())

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        asked = f"/static/{path}?{scope.get('query_string', b'').decode('latin-1')}"
        if asked in self._current:  # an address of another version is not kept: it will have other content
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    """On the way out, connections are let go of when the last answer is given."""
    yield
    app.state.site.store.close()
