"""How often signing in may fail (aanmeldpogingen), so that passwords are not guessed and nobody is locked out.

Three counts at once: at one name from one address, strict; at one name from everywhere, looser, because strangers
count in it too; from one address at all names. Names that have no account count alike. Refused attempts count nowhere.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import ipaddress
from dataclasses import dataclass

from fastapi import Request

from pipeline.store import Transaction, sessions
from pipeline.web.settings import WebSettings
from pipeline.web.site import Site

PER_NAME = 10
"""So many times as many failures are allowed at one name from everywhere as from one address, unless it is set."""
PER_ADDRESS = 4
"""So many times as many failures are allowed from one address at all names as at one, unless it is set."""
IPV6_BITS = 64
"""What one client of IPv6 is given: it changes the rest of its address as it likes."""


@dataclass(frozen=True, slots=True)
class Bound:
    """So many failures of ``who`` (a digest) are allowed in a period."""

    who: str
    most: int
    period: dt.timedelta


def bounds(settings: WebSettings, name: str, address: str) -> tuple[Bound, Bound, Bound]:
    """The bounds of an attempt: of this name from this address, of the name, of the address."""
    usual = settings.login_wait_minutes
    return (
        Bound(_digest("pair", name, address), settings.login_attempts, dt.timedelta(minutes=usual)),
        Bound(
            _digest("name", name),
            settings.login_attempts_per_name or settings.login_attempts * PER_NAME,
            dt.timedelta(minutes=settings.login_wait_minutes_per_name or usual),
        ),
        Bound(
            _digest("address", address),
            settings.login_attempts_per_address or settings.login_attempts * PER_ADDRESS,
            dt.timedelta(minutes=settings.login_wait_minutes_per_address or usual),
        ),
    )


def wait(here: Site, name: str, address: str) -> dt.timedelta | None:
    """``None`` when an attempt may be made, else how long to wait.

    The attempt is put down as failed until :func:`succeeded`, so that many at once count as many.
    """
    found = bounds(here.settings, name, address)
    with here.store.reading() as tx:
        long = _reached(tx, found, here.now())
    if long is not None:
        return long
    with here.store.writing() as tx:
        sessions.hold_failures(tx)
        now = here.now()
        long = _reached(tx, found, now)
        if long is None:
            forget = now - max(bound.period for bound in found)
            sessions.add_failure(tx, [bound.who for bound in found], at=now, forget=forget)
    return long


def succeeded(tx: Transaction, settings: WebSettings, name: str, address: str) -> None:
    """The attempt was right: forget it, and what failed before at this name from this address.

    What others did at the name, or somebody at other names from this address, stays.
    """
    pair, *others = bounds(settings, name, address)
    sessions.forgive(tx, pair.who)
    for bound in others:
        sessions.forgive_one(tx, bound.who)


def client_address(request: Request) -> str:
    """Where a request comes from, as far as that tells clients apart; ``""`` when it is not known.

    Of a proxy that the setting ``proxies`` names it is the address that the proxy gives.
    """
    return client_network(request.client.host) if request.client else ""


def client_network(host: str) -> str:
    """An address without the part that a client chooses itself; what is no address stays as it is.

    >>> client_network("192.0.2.7"), client_network("::ffff:192.0.2.7"), client_network("2001:db8:1:2:3::4")
    ('192.0.2.7', '192.0.2.7', '2001:db8:1:2::/64')
    """
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((int(found), IPV6_BITS), strict=False))


def _reached(tx: Transaction, found: tuple[Bound, ...], now: dt.datetime) -> dt.timedelta | None:
    """The longest period of the bounds that are reached; ``None`` when none is."""
    reached = (
        bound.period for bound in found if sessions.failures(tx, bound.who, since=now - bound.period) >= bound.most
    )
    return max(reached, default=None)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
