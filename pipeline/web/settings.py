"""What the web application may be told from outside (``GESTAND_…``)."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from pydantic import Field, ValidationInfo, field_validator
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
    login_attempts: int = Field(
        default=5, ge=1, le=1000, description="failed attempts at one name from one address before it has to wait"
    )
    login_attempts_per_name: int | None = Field(
        default=None, ge=2, le=100_000, description="the same at one name from everywhere; None: ten times as many"
    )
    login_attempts_per_address: int | None = Field(
        default=None, ge=1, le=100_000, description="the same from one address at all names; None: four times as many"
    )
    login_wait_minutes: int = Field(default=15, ge=1, le=1440, description="how long failed attempts count")
    login_wait_minutes_per_name: int | None = Field(
        default=None, ge=1, le=1440, description="the same for login_attempts_per_name; None: as login_wait_minutes"
    )
    login_wait_minutes_per_address: int | None = Field(
        default=None, ge=1, le=1440, description="the same for login_attempts_per_address; None: as login_wait_minutes"
    )
    soon_days: int = Field(
        default=30, ge=0, le=366, description="days before its deadline that a commitment is due soon"
    )
    judges_needed: JudgesNeeded = 1
    form_bytes: int = Field(
        default=1_048_576, ge=262_144, le=67_108_864, description="largest form that is read, in bytes"
    )
    figures_seconds: int = Field(
        default=30, ge=0, le=3600, description="how old counts may be for visitors; who signed in sees them as they are"
    )
    models: Path = Field(default=_MODELS, description="folder with model folders, for their cards")
    model: Path | None = Field(default=None, description="model folder whose card is shown; None: the best that ships")

    @field_validator("proxies")
    @classmethod
    def _named(cls, value: str) -> str:
        """Who believes everybody's ``X-Forwarded-For`` lets everybody choose an address."""
        for one in filter(None, (part.strip() for part in value.split(","))):
            try:
                ipaddress.ip_network(one)
            except ValueError as error:
                raise ValueError(f"proxies are addresses or networks with commas between, not {one}") from error
        return value

    @field_validator("login_attempts_per_name", "login_attempts_per_address")
    @classmethod
    def _looser(cls, value: int | None, info: ValidationInfo) -> int | None:
        """Else one stranger locks somebody out, or the strict bound is never reached."""
        strict, most = info.data.get("login_attempts"), value
        by_name = info.field_name == "login_attempts_per_name"
        if strict is not None and most is not None and (most <= strict if by_name else most < strict):
            raise ValueError(f"it is {'more than' if by_name else 'at least'} login_attempts, {strict}")
        return value
