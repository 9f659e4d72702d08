"""Headers that keep pages safe, on every answer."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TLS = "max-age=31536000; includeSubDomains"
PRIVATE, SIGNED_IN = "private, no-cache", "private, no-store"
"""No proxy keeps an answer; of who signed in no browser does either. What an answer says of itself goes first."""
STATIC_PATH = "/static/"
"""Files below this are the same for everybody."""


class SafeHeaders:
    """Adds :data:`HEADERS`, says who may keep the answer, and over TLS says to stay there."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with the headers added."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        state = scope.setdefault("state", {})

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if not scope["path"].startswith(STATIC_PATH):
                    headers.add_vary_header("Cookie")
                    headers.setdefault("Cache-Control", SIGNED_IN if state.get("user") else PRIVATE)
                if scope.get("scheme") == "https":
                    headers.setdefault("Strict-Transport-Security", TLS)
            await send(message)

        await self._app(scope, receive, send_safely)
