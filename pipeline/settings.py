"""Settings: limits and paths, read once at the top (faces) and handed down.

Every setting can be given as an environment variable ``GESTAND_<NAME>``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MEBIBYTE = 1024 * 1024

JudgesNeeded = Annotated[
    int, Field(ge=1, le=2, description="people who have to say the same of a sentence before the ledger follows them")
]


class ReadLimits(BaseSettings):
    """What a reader accepts before it sets a document aside (``GESTAND_READ_…``)."""

    model_config = SettingsConfigDict(env_prefix="GESTAND_READ_", frozen=True, extra="forbid")

    max_bytes: int = Field(default=64 * MEBIBYTE, gt=0, description="largest source file, in bytes")
    max_unpacked_bytes: int = Field(
        default=256 * MEBIBYTE, gt=0, description="largest content of a ZIP container, in bytes"
    )
    max_characters: int = Field(default=20_000_000, gt=0, description="longest text of one document, in code points")
    max_pages: int = Field(default=5_000, gt=0, description="most pages of one PDF")
    max_xml_depth: int = Field(default=250, gt=0, description="deepest nesting of elements")
    max_sentence_characters: int = Field(default=10_000, gt=0, description="longest run without a sentence end")
    languages: tuple[str, ...] = Field(default=("nl",), description="languages that are read; others are set aside")


class Settings(BaseSettings):
    """Everything that a run may be told from outside (``GESTAND_…``)."""

    model_config = SettingsConfigDict(env_prefix="GESTAND_", frozen=True, extra="ignore")

    read: ReadLimits = Field(default_factory=ReadLimits)
    model: Path | None = Field(default=None, description="model folder; None: the best one that ships in models/")
    database_url: str | None = Field(
        default=None, description="the store: sqlite:///PATH or postgresql://…; None: gestand.sqlite beside the output"
    )
    soon_days: int = Field(default=30, ge=0, description="a commitment is due soon (binnenkort) within this many days")
    judges_needed: JudgesNeeded = 1
    batch_documents: int = Field(default=16, gt=0, description="documents per task of the flow")
