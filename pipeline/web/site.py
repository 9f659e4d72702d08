"""What every page needs: the store, the settings, the clock, the templates."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pipeline.store import Store
from pipeline.web import filters
from pipeline.web.keeping import Shelf
from pipeline.web.notation import AMSTERDAM
from pipeline.web.settings import WebSettings

HERE = Path(__file__).parent
STATIC = HERE / "static"


@dataclass(frozen=True)
class Site:
    """The application's parts; one per process. ``now`` is the clock (UTC), ``today`` follows Dutch days."""

    settings: WebSettings
    store: Store
    now: Callable[[], dt.datetime]
    templates: Environment
    kept: Shelf = field(default_factory=Shelf)

    @property
    def today(self) -> dt.date:
        """The day in the Netherlands."""
        return self.now().astimezone(AMSTERDAM).date()


def site(request: Request) -> Site:
    """The parts of the application that a request came to."""
    found: Site = request.app.state.site
    return found


Here = Annotated[Site, Depends(site)]


def environment() -> Environment:
    """Templates with escaping on and the filters of :mod:`pipeline.web.filters`; an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(filters.FILTERS)
    made.globals.update(filters.GLOBALS)
    made.globals["static"] = static_addresses().__getitem__
    return made


def static_addresses() -> dict[str, str]:
    """The address of each static file, which changes with its content so that browsers may keep it."""
    found = {}
    for path in STATIC.rglob("*"):
        if path.is_file():
            name = path.relative_to(STATIC).as_posix()
            found[name] = f"/static/{name}?v={hashlib.sha256(path.read_bytes()).hexdigest()[:12]}"
    return found
