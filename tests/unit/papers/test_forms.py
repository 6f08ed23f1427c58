"""Each event calls for its form, in the edition in force on its local date."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from services.papers.forms import Edition, Form, blank, blanks, called_for, edition_on
from services.papers.typesetting import OURS
from shared.dossier.events import Event, EventType
from shared.dossier.status import Status
from tests.support.paper_samples import life

E, F = EventType, Form
LAST_OF_2018 = datetime(2025, 9, 14, 16, 59, tzinfo=UTC)
FIRST_OF_2025 = datetime(2025, 9, 14, 17, 0, tzinfo=UTC)
EVENT = life(Form.RECEPTION, Edition.TT03_2025).events[-1]


CALLS: list[tuple[EventType, Form | None]] = [
    (E.ACCEPTED, F.RECEPTION),
    (E.SUPPLEMENT_REQUESTED, F.SUPPLEMENT),
    (E.REFUSED, F.REFUSAL),
    (E.EXTENDED, F.APOLOGY),
    (E.FORWARDED, F.CONTROL),
    (E.RECEIVED_BACK, F.CONTROL),
    (E.RESOLVED, F.CONTROL),
    (E.RETURNED, F.CONTROL),
    (E.WITHDRAWN, F.CONTROL),
    (E.FEE_PAID, F.RECEIPT),
    (E.SUBMITTED, None),
    (E.ASSIGNED, None),
    (E.SUPPLEMENT_RECEIVED, None),
    (E.FINANCIAL_DUTY_REQUESTED, None),
    (E.FINANCIAL_DUTY_CONFIRMED, None),
    (E.RESUMED, None),
    (E.CORRECTED, None),
    (E.FEE_REFUNDED, None),
    (E.RATED, None),
]


def event(kind: EventType, at: datetime = FIRST_OF_2025, **different: Any) -> Event:
    return replace(EVENT, type=kind, at=at, **different)


def test_the_edition_changes_at_local_midnight_of_15_september_2025() -> None:
    assert edition_on(date(2025, 9, 14)) is Edition.TT01_2018
    assert edition_on(date(2025, 9, 15)) is Edition.TT03_2025
    assert called_for(event(E.STOPPED, LAST_OF_2018)) is None
    assert called_for(event(E.STOPPED, FIRST_OF_2025)) is Form.STOP


@pytest.mark.parametrize("at", [LAST_OF_2018, FIRST_OF_2025])
@pytest.mark.parametrize(
    ("kind", "form"),
    CALLS,
)
def test_an_event_calls_for(kind: EventType, form: Form | None, at: datetime) -> None:
    assert called_for(event(kind, at)) is form


def test_every_type_of_event_was_thought_of() -> None:
    assert {kind for kind, _ in CALLS} | {E.STOPPED, E.SUPPLEMENT_EXPIRED} == set(EventType)


@pytest.mark.parametrize(
    ("status", "at", "form"),
    [
        (Status.REFUSED, LAST_OF_2018, F.REFUSAL),
        (Status.REFUSED, FIRST_OF_2025, F.REFUSAL),
        (Status.STOPPED, LAST_OF_2018, None),
        (Status.STOPPED, FIRST_OF_2025, F.STOP),
    ],
)
def test_an_unanswered_request_refuses_or_stops(
    status: Status, at: datetime, form: Form | None
) -> None:
    expired = event(E.SUPPLEMENT_EXPIRED, at, status_after=int(status))
    assert called_for(expired) is form


def test_the_numbers_are_the_circulars() -> None:
    old = {f: blank(e, f).number for e, f in blanks() if e is Edition.TT01_2018 and f != F.RECEIPT}
    new = {f: blank(e, f).number for e, f in blanks() if e is Edition.TT03_2025 and f != F.RECEIPT}
    assert sorted(old.values()) == [f"0{n}" for n in range(1, 7)]
    assert sorted(new.values()) == [f"0{n}" for n in range(1, 8)]
    assert (old[F.CONTROL], new[F.STOP], new[F.CONTROL]) == ("05", "05", "06")


def test_every_form_has_its_template_and_every_template_its_form() -> None:
    wanted = {blank(edition, form).template for edition, form in blanks()} | {"lib.typ"}
    assert {str(path.relative_to(OURS)) for path in OURS.rglob("*") if path.is_file()} == wanted


def test_every_form_is_named_in_both_languages() -> None:
    names = [(blank(e, f).title, blank(e, f).title_en) for e, f in blanks()]
    assert all(vi and en and vi != en for vi, en in names)
