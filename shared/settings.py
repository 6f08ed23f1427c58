"""The environment a function runs in, read once and checked at cold start.

Every variable has one name here, in the templates and nowhere else; a contract test holds the
templates to it.
"""

from __future__ import annotations

import os
from functools import cache

import msgspec
from msgspec import Struct


class Settings(Struct, frozen=True, kw_only=True):
    """What the templates tell a function. An empty value means this function has no such thing."""

    stage: str = "local"
    dossier_table: str = ""
    outbox_table: str = ""
    reference_table: str = ""
    register_table: str = ""
    payments_table: str = ""
    messages_table: str = ""
    papers_table: str = ""
    reports_table: str = ""
    documents_bucket: str = ""
    event_bus: str = ""
    parked_queue_url: str = ""
    data_key: str = ""
    identity_secret: str = ""
    gateways_secret: str = ""
    messaging_secret: str = ""
    issuer: str = ""
    jwks_url: str = ""
    audience: str = ""
    roles_claim: str = "roles"
    agency_claim: str = "agency"
    identity_claim: str = "identity_number"
    role_names: str = ""
    trusted_proxies: int = 1
    lookup_misses_per_hour: int = 30
    payment_return_url: str = ""
    payment_minutes: int = 15
    public_url: str = ""
    register_queue_url: str = ""
    report_queue_url: str = ""
    rebuild_queue_url: str = ""
    fee_series: str = "P"
    charge_series: str = "LP"


class MissingSetting(RuntimeError):
    """The template forgot a variable this function needs."""


@cache
def settings() -> Settings:
    """This function's settings.

    Raises:
        msgspec.ValidationError: a variable has the wrong type.
    """
    fields = Settings.__struct_fields__
    found = {f: os.environ[f.upper()] for f in fields if f.upper() in os.environ}
    return msgspec.convert(found, Settings, strict=False)


def need(name: str) -> str:
    """A setting that must not be empty.

    Raises:
        MissingSetting: it is.
    """
    value = str(getattr(settings(), name))
    if not value:
        raise MissingSetting(f"environment variable {name.upper()} is not set")
    return value
