"""Running the application: one process, or several that share a PostgreSQL store; a graceful stop."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from types import TracebackType

import orjson
import uvicorn
from fastapi import FastAPI

from pipeline.errors import GestandError
from pipeline.store import Store
from pipeline.web.app import create_app
from pipeline.web.settings import WebSettings

STOPPING = 20
"""Seconds that running answers get when the program is told to stop."""
KEPT_OPEN = 20
"""Seconds that a connection stays open between two pages: who reads longer than uvicorn's own five seconds would now
and then send a request into a connection that is just being closed."""


class Lines(logging.Formatter):
    """Every line of the log is a JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; an exception is told by its class and place, without the values that were in play."""
        line = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"), "level": record.levelname, "by": record.name}
        message = record.getMessage()
        said = orjson.loads(message) if record.name == "gestand.web" else {"message": message}
        if record.exc_info and record.exc_info[2] is not None:
            said["place"] = _place(record.exc_info[2])
        return orjson.dumps(line | said).decode()


def run(settings: WebSettings) -> None:
    """Serve until told to stop. Raises :class:`GestandError` for settings that do not go together, StoreError."""
    address = settings.database_url
    if address is None:
        raise GestandError("the web application has a store")
    with Store(address) as store:
        store.prepare()
        if settings.workers > 1 and store.dialect == "sqlite":
            raise GestandError("more than one worker needs a PostgreSQL store", value=settings.workers)
    if settings.workers > 1:  # the other processes read their settings from the environment
        os.environ.update(_environment(settings))
    uvicorn.run(
        "pipeline.web.serving:application" if settings.workers > 1 else _application(settings),
        factory=settings.workers > 1,
        host=settings.host,
        port=settings.port,
        workers=settings.workers if settings.workers > 1 else None,
        proxy_headers=True,
        forwarded_allow_ips=settings.proxies,
        access_log=False,
        server_header=False,
        date_header=True,
        log_config=LOGGING,
        timeout_keep_alive=KEPT_OPEN,
        timeout_graceful_shutdown=STOPPING,
        timeout_worker_healthcheck=60,
        limit_concurrency=1000,
    )


def application() -> FastAPI:
    """The application with the settings of the environment, for a process among several."""
    return _application(WebSettings())


def _application(settings: WebSettings) -> FastAPI:
    return create_app(settings, Store(settings.database_url or ""))


def _environment(settings: WebSettings) -> dict[str, str]:
    values = settings.model_dump(mode="json", exclude_none=True)
    return {f"GESTAND_{name.upper()}": str(value) for name, value in values.items()}


def _place(trace: TracebackType) -> str:
    last: TracebackType | None = trace
    found = ""
    while last is not None:
        found, last = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}", last.tb_next
    return found


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "pipeline.web.serving.Lines"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "lines", "stream": "ext://sys.stderr"}},
    "loggers": {
        name: {"handlers": ["out"], "level": "INFO", "propagate": False}
        for name in ("gestand.web", "uvicorn", "uvicorn.error")
    },
}
