"""One line of JSON per request: which kind of page, how it went, how long; no address, no name, no search words."""

from __future__ import annotations

import logging
import secrets
import time

import orjson
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger("gestand.web")


class Journal:
    """Writes a line for each answer; an error that nobody caught is named by its class, with its place."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and write the line."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, number = time.perf_counter(), secrets.token_hex(8)
        status = 500

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)["X-Request-Id"] = number
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        except Exception as error:
            logger.exception(_line(scope, number, status, began, type(error).__name__))  # noqa: LOG004,TRY401,RUF100
            raise
        logger.info(_line(scope, number, status, began))


def _line(scope: Scope, number: str, status: int, began: float, error: str | None = None) -> str:
    route = scope.get("route")
    line = {
        "request": number,
        "method": scope["method"],
        "route": getattr(route, "path", None),
        "status": status,
        "milliseconds": round((time.perf_counter() - began) * 1000, 1),
    }
    return orjson.dumps(line if error is None else line | {"error": error}).decode()
