"""What can be wrong with a store, or with what it is asked to keep."""

from __future__ import annotations

from pipeline.errors import GestandError


class StoreError(GestandError):
    """Something about the store (opslag)."""


class StoreAddressError(StoreError):
    """An address of a database that cannot be used."""


class UnavailableStoreError(StoreError):
    """A database that does not answer, is locked for too long, or has no room."""


class SchemaError(StoreError):
    """Tables of another version than this program's."""


class UnstorableError(StoreError):
    """A record that breaks a rule of the store; nothing of it was written."""


class ConflictError(StoreError):
    """A record that is there already and says something else."""
