"""One accepted dossier with its history, and the calls that API Gateway makes about it."""

from __future__ import annotations

import json
import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from shared.clock import Term, TermUnit, WorkingCalendar, reception_deadline
from shared.dossier import items, moves
from shared.dossier.dossier import By, Change, Dossier, Rules
from shared.dossier.events import Actor
from shared.dossier.lifecycle import then
from shared.dossier.status import Party, Status
from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency, AgencyKind, Tier

CODE: Final = "H24.X001-260302-0001"
AGENCY: Final = "H24.X001"
CALENDAR: Final = WorkingCalendar()
MONDAY: Final = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
OFFICER: Final = By(
    actor=Actor(subject="officer", party=Party.OFFICER, agency_code=AGENCY, name="Phạm Thu Hà"),
    parties=frozenset({Party.OFFICER}),
)
AGENCIES: Final = AgencyTree(
    [
        Agency(
            code=AGENCY,
            name="UBND phường Thủy Nguyên",
            kind=AgencyKind.PEOPLES_COMMITTEE,
            tier=Tier.COMMUNE,
            valid_from=date(2025, 7, 1),
            source="bench",
        )
    ]
)
DRAFT: Final = Dossier(
    dossier_id=CODE,
    version=1,
    status=Status.REGISTERED,
    agency_code=AGENCY,
    held_by=AGENCY,
    procedure_code="1.001193",
    procedure_name="Đăng ký khai sinh",
    field_code="HOTICH",
    level=4,
    channel="online",
    catalogue_version=1,
    applicant_type="citizen",
    applicant_key="k" * 43,
    applicant_name="Nguyễn Thị Lan",
    sealed=(b"s" * 900,),
    rules=Rules(term=Term(5, TermUnit.WORKING_DAYS), max_supplements=1, supplement_days=30),
    submitted_at=MONDAY,
    reception_due_at=reception_deadline(MONDAY, CALENDAR),
)


def submitted() -> Change:
    """The dossier just handed in."""
    return moves.submit(DRAFT, OFFICER.actor, ())


def lived() -> Change:
    """The dossier after a week's work: six events."""
    story, day = submitted(), timedelta(days=1)
    for step in range(1, 6):
        at, dossier = MONDAY + step * day, story.after
        if step == 1:
            change = moves.accept(dossier, OFFICER, at, CALENDAR)
        else:
            change = moves.assign(
                dossier, OFFICER, at, CALENDAR, assignee=f"o-{step}", assignee_name="Đỗ Quốc Việt"
            )
        story = then(story, change)
    return story


def head(change: Change) -> dict[str, Any]:
    """The dossier's head as DynamoDB holds it."""
    return dict(items.head_item(change.after).serialize())


def history(change: Change) -> list[dict[str, Any]]:
    """Head and events as DynamoDB holds them, in key order."""
    return [head(change), *(dict(items.event_item(e).serialize()) for e in change.events)]


def gateway_event(method: str, resource: str, body: Any = None) -> dict[str, Any]:
    """What API Gateway hands a function for an officer's call about the dossier."""
    authorizer = {
        "subject": "officer",
        "roles": "officer",
        "agency": AGENCY,
        "name": "Phạm Thu Hà",
        "identity_key": "",
        "expires_at": "4102444800",
    }
    headers = {
        "Content-Type": "application/json",
        "X-Forwarded-For": "203.0.113.7",
        "Idempotency-Key": uuid.uuid4().hex,
    }
    return {
        "resource": resource,
        "path": resource.format(dossier_id=CODE),
        "httpMethod": method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": {"dossier_id": CODE},
        "stageVariables": None,
        "requestContext": {
            "resourcePath": resource,
            "httpMethod": method,
            "requestId": uuid.uuid4().hex,
            "identity": {"sourceIp": "10.0.0.1"},
            "authorizer": authorizer,
        },
        "body": None if body is None else json.dumps(body),
        "isBase64Encoded": False,
    }
