"""Reports that are asked for and made, over a week of lives that were counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from services.reports.app import app
from services.reports.asked import Asked, FormName, Scope
from services.reports.counting import applying
from services.reports.making import book, files, maker
from services.reports.making.model import Edition, Errand, Job, Kind
from services.reports.periods import named
from services.reports.sheet import Sheet
from shared import aws
from shared.dossier.events import PublicEvent
from shared.settings import settings
from tests.component.reports.rebuilding.samples import life, lives
from tests.support.calling import Answer, Who, call
from tests.support.people import LEADER
from tests.support.queueing import bodies_in, deliver_once

WEEK = "2026-11-02..2026-11-08"
AFTER = datetime(2026, 11, 20, 2, tzinfo=UTC)
REPORTS = "/reports/reports"
SUBSCRIPTION = "/reports/subscriptions/{subscription_id}"
CHIEF, DEPUTY = "chu-tich@example.vn", "pho-chu-tich@example.vn"
EVENTS = lives(21)


@dataclass(frozen=True)
class Reports:
    """The jobs' queue, and what works on it."""

    url: str

    def work(self) -> int:
        """Hand the waiting errands to the maker; how many there were."""
        return deliver_once(self.url, maker.make)

    def waiting(self) -> list[str]:
        """The errands that wait."""
        return bodies_in(self.url)


def count(events: list[PublicEvent] = EVENTS) -> None:
    """Count events."""
    assert applying.apply(events) == []


def later_life(number: int = 90) -> list[PublicEvent]:
    """A dossier of the same week that is counted late."""
    return life(number)


def body(**different: Any) -> dict[str, Any]:
    """A request for the week's balance of the province; ``None`` leaves a field out."""
    usual = {"form": "balance", "agency": "H24", "from": "2026-11-02", "to": "2026-11-08"}
    return {name: value for name, value in {**usual, **different}.items() if value is not None}


def ask(who: Who | None = LEADER, key: str = "fresh", **different: Any) -> Answer:
    return call(app, "POST", REPORTS, body=body(**different), who=who, key=key)


def look(report_id: str, who: Who | None = LEADER) -> Answer:
    path = {"report_id": report_id}
    return call(app, "GET", REPORTS + "/{report_id}", path=path, who=who)


def look_at_edition(report_id: str, number: object, who: Who | None = LEADER) -> Answer:
    path = {"report_id": report_id, "number": str(number)}
    return call(app, "GET", REPORTS + "/{report_id}/editions/{number}", path=path, who=who)


def asked(
    form: FormName = FormName.BALANCE, agency: str = "H24", period: str = WEEK, **scope: Any
) -> Asked:
    return Asked(form=form, scope=Scope(agency_code=agency, **scope), period=named(period))


def made(wanted: Asked, now: datetime = AFTER, kind: Kind | None = None) -> Edition:
    """A report that was asked for and made at a moment; its errand stays in the queue."""
    book.ask(wanted, now, kind)
    carry_out(wanted, now, kind)
    return newest(wanted)


def carry_out(wanted: Asked, now: datetime = AFTER, kind: Kind | None = None) -> None:
    """What the errand of a report asks for."""
    maker.carry_out(Errand(report_id=wanted.report_id, asked_at=now, kind=kind), now)


def newest(wanted: Asked) -> Edition:
    found = book.newest(wanted.report_id)
    assert found is not None
    return found


def job_of(wanted: Asked) -> Job:
    found = book.find(wanted.report_id)
    assert found is not None
    return found


def sheet_of(edition: Edition) -> Sheet:
    return files.sheet_of(edition)


def all_files(edition: Edition) -> dict[str, bytes]:
    """Every file of an edition, by its key."""
    bucket = settings().documents_bucket
    listed = aws.s3().list_objects_v2(Bucket=bucket, Prefix=edition.folder)
    return {found["Key"]: files.get(found["Key"]) for found in listed.get("Contents", [])}


def subscribe(name: str = "chairman", who: Who | None = LEADER, **different: Any) -> Answer:
    """Have the province's daily balance sent to the chairman."""
    usual = {"address": CHIEF, "form": "balance", "agency": "H24", "kinds": ["daily"]}
    path = {"subscription_id": name}
    return call(app, "PUT", SUBSCRIPTION, path=path, body={**usual, **different}, who=who)


def figures(sheet: Sheet) -> bytes:
    """What a sheet's tables hold."""
    return msgspec.json.encode(sheet.grids)
