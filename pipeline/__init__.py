"""Gestand: finds what the Dutch government promised, refused or stated, and keeps the ledger of it."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("gestand")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0"
