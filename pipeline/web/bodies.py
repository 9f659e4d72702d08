"""What is sent here has a size: nobody fills the memory or the disk with a form."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pipeline.web.faults import problem

TOO_LARGE = 413
DIGITS = 18
"""Digits of a length that are looked at: enough to be too large."""


class BoundedBodies:
    """Answers 413 to a request that says it is longer than ``most`` bytes, or turns out to be while it is read."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app = app
        self._most = most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _announced(scope) > self._most:
            response = await run_in_threadpool(problem, Request(scope), TOO_LARGE)
            response.headers["Connection"] = "close"
            await response(scope, receive, send)
            return
        read = 0

        async def receive_counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self._most:
                raise HTTPException(TOO_LARGE, headers={"Connection": "close"})
            return message

        await self._app(scope, receive_counted, send)


def _announced(scope: Scope) -> int:
    """The length in the headers; 0 without one or with one that is no number (the server refuses that itself)."""
    found = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return int(found[:DIGITS]) if found.isdigit() else 0
