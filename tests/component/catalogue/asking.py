"""Asking the catalogue as people and administrators do."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from services.catalogue.app import app
from shared.reference import store
from shared.reference.store import ReferenceItem
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR

PROCEDURES = "/catalogue/procedures"
PROCEDURE = "/catalogue/procedures/{procedure_code}"
FEES = "/catalogue/procedures/{procedure_code}/fees"
AGENCIES = "/catalogue/agencies"
AGENCY = "/catalogue/agencies/{agency_code}"
CALENDAR = "/catalogue/calendar"
DUE_DATE = "/catalogue/due-date"
IMPORTS = "/catalogue/imports"
DAY = "/catalogue/calendar/days/{date}"
VERSIONS = "/catalogue/versions"


def ask(
    resource: str, query: Mapping[str, str] | None = None, *, who: Who | None = None, **path: str
) -> Answer:
    """Read a route, as somebody without an account unless told else."""
    return call(app, "GET", resource, query=query, path=path, who=who)


def send(body: Any, *, who: Who | None = ADMINISTRATOR, key: str | None = "fresh") -> Answer:
    """Import content."""
    return call(app, "POST", IMPORTS, body=body, who=who, key=key)


def decide(day: str, kind: str, *, who: Who | None = ADMINISTRATOR, **changes: Any) -> Answer:
    """Decide one day of the calendar."""
    body = {"kind": kind, "name": "Ngày Văn hóa Việt Nam", "source": "Luật sửa Điều 112", **changes}
    return call(app, "PUT", DAY, body=body, path={"date": day}, who=who)


def stored() -> dict[tuple[str, str], bytes]:
    """Everything in the reference table."""
    return {(item.name, item.version): bytes(item.body) for item in ReferenceItem.scan()}


def version() -> int:
    """The version in force, as another function reads it."""
    store.forget()
    return store.manifest().version


def places(answer: Answer) -> set[tuple[str, str]]:
    """Field and rule of every fault in a refusal."""
    return {(fault["field"], fault["rule"]) for fault in answer.json["errors"]}
