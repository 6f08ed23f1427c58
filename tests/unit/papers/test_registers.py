"""What a register says of a dossier, and which periods one may ask for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from services.papers.contents import RegisterEntry
from services.papers.register_filling import entry, register
from services.papers.register_model import MOST_DAYS, Asked, Line, Row
from services.papers.register_routes import faults
from services.papers.registers import name_of
from shared.clock import TermUnit
from shared.dossier.status import Status
from tests.support.paper_samples import CALENDAR, PERSONAL, agencies

TODAY = date(2026, 3, 31)
ASKED = Asked(
    register_id="0" * 32,
    agency_code="H24.X001",
    first=date(2026, 3, 1),
    last=TODAY,
    asked_by="officer",
    asked_at=datetime(2026, 3, 31, 3, 0, tzinfo=UTC),
)
LINE = Line(
    dossier_id="H24.X001-260302-0001",
    status=int(Status.RETURNED),
    procedure_name="Đăng ký khai sinh",
    accepted_at=datetime(2026, 3, 2, 1, 35, tzinfo=UTC),
    term_unit=TermUnit.WORKING_DAYS,
    due_at=datetime(2026, 3, 9, 1, 35, tzinfo=UTC),
    resolved_at=datetime(2026, 3, 6, 1, 0, tzinfo=UTC),
    closed_at=datetime(2026, 3, 12, 2, 0, tzinfo=UTC),
    return_method="post",
)


def written(forwarded_at: datetime | None = None, **different: Any) -> RegisterEntry:
    row = Row(line=replace(LINE, **different), forwarded_at=forwarded_at, received_back_at=None)
    return entry(ASKED, row, PERSONAL.applicant, agencies(), CALENDAR)


def test_a_line_says_who_what_and_when() -> None:
    found = written(forwarded_at=datetime(2026, 3, 3, 1, 0, tzinfo=UTC))
    assert found == RegisterEntry(
        dossier_id="H24.X001-260302-0001",
        procedure_name="Đăng ký khai sinh",
        applicant="Nguyễn Thị Lan",
        contact="Số 12, ngõ 34 đường Bạch Đằng, phường Thủy Nguyên, thành phố Hải Phòng, 0912345678",
        agency="Ủy ban nhân dân phường Thủy Nguyên",
        received_at="08:35 02/03/2026",
        due_at="08:35 09/03/2026",
        forwarded_at="08:00 03/03/2026",
        received_back_at="",
        returned_at="09:00 12/03/2026",
        return_method="post",
        remark="",
    )


def test_who_has_neither_address_nor_phone_has_no_contact() -> None:
    person = replace(PERSONAL.applicant, address="", phone=None)
    row = Row(line=LINE, forwarded_at=None, received_back_at=None)
    assert entry(ASKED, row, person, agencies(), CALENDAR).contact == ""


@pytest.mark.parametrize(
    ("different", "remark"),
    [
        ({"resolved_at": datetime(2026, 3, 10, 1, 0, tzinfo=UTC)}, "late"),
        ({"status": 4, "resolved_at": None, "closed_at": None}, "late"),
        ({"status": 4, "due_at": None, "resolved_at": None, "closed_at": None}, ""),
        ({"status": 5, "resolved_at": None, "closed_at": None}, ""),
        ({"status": 7, "resolved_at": None}, "withdrawn"),
        ({"status": 8, "resolved_at": None, "closed_at": None}, "stopped"),
    ],
)
def test_a_remark(different: dict[str, Any], remark: str) -> None:
    assert written(**different).remark == remark


def test_what_is_not_returned_has_no_date_of_return() -> None:
    assert written(status=int(Status.WITHDRAWN), resolved_at=None).returned_at == ""


@pytest.mark.parametrize(
    ("last", "form", "circular"),
    [
        (date(2025, 9, 14), "06", "Thông tư số 01/2018/TT-VPCP"),
        (date(2025, 9, 15), "07", "Thông tư số 03/2025/TT-VPCP"),
    ],
)
def test_a_registers_last_date_decides_its_edition(last: date, form: str, circular: str) -> None:
    found = register(replace(ASKED, last=last), (), agencies())
    assert (found.form, found.circular) == (form, circular)


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (TODAY, TODAY, []),
        (TODAY - timedelta(days=MOST_DAYS - 1), TODAY, []),
        (TODAY - timedelta(days=MOST_DAYS), TODAY, [("/to", "maximum")]),
        (TODAY, TODAY - timedelta(days=1), [("/to", "minimum")]),
        (TODAY, TODAY + timedelta(days=1), [("/to", "maximum")]),
        (
            TODAY + timedelta(days=2),
            TODAY + timedelta(days=1),
            [("/from", "maximum"), ("/to", "maximum"), ("/to", "minimum")],
        ),
    ],
)
def test_every_fault_of_a_period_is_told_at_once(
    first: date, last: date, wrong: list[tuple[str, str]]
) -> None:
    assert [(f.field, f.rule) for f in faults(first, last, TODAY)] == wrong


def test_a_request_and_its_repeats_name_the_same_register() -> None:
    assert name_of("a", "key-1") == name_of("a", "key-1")
    assert len({name_of("a", "key-1"), name_of("a", "key-2"), name_of("b", "key-1")}) == 3
