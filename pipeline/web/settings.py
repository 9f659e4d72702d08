"""What the web application may be told from outside (``GESTAND_…``)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.settings import JudgesNeeded

_PACKAGE = Path(__file__).resolve().parents[1]
_MODELS = _PACKAGE.parent / "models" if (_PACKAGE.parent / "models").is_dir() else _PACKAGE / "models"


class WebSettings(BaseSettings):
    """Every setting can be given as an environment variable ``GESTAND_<NAME>``."""

    model_config = SettingsConfigDict(env_prefix="GESTAND_", frozen=True, extra="ignore")

    database_url: str | None = Field(
        default=None, description="the store: sqlite:///PATH or postgresql://…; None: out/gestand.sqlite"
    )
    host: str = Field(default="127.0.0.1", description="address that is listened on")
    port: int = Field(default=8080, ge=0, le=65535, description="port that is listened on; 0: any that is free")
    workers: int = Field(default=1, ge=1, le=64, description="processes that answer; more than one needs PostgreSQL")
    base_url: str = Field(default="", description="address that readers use, for feeds; empty: as it was asked for")
    proxies: str = Field(default="127.0.0.1", description="addresses whose X-Forwarded-… headers are believed")
    public_reading: bool = Field(default=True, description="whether everybody may read, or only who signed in")
    hide_proposal: bool = Field(default=True, description="whether the machine's proposal waits for the annotator's")
    session_hours: int = Field(default=12, ge=1, le=720, description="how long somebody stays signed in")
    login_attempts: int = Field(default=5, ge=1, description="failed attempts per name before it has to wait")
    login_wait_minutes: int = Field(default=15, ge=1, description="how long failed attempts count")
    soon_days: int = Field(
        default=30, ge=0, le=366, description="days before its deadline that a commitment is due soon"
    )
    judges_needed: JudgesNeeded = 1
    models: Path = Field(default=_MODELS, description="folder with model folders, for their cards")
    model: Path | None = Field(default=None, description="model folder whose card is shown; None: the best that ships")
