"""What Hải Phòng published of 2020, put in as dossiers' events and read back from the forms.

585 online services are 165 of level 4 and 420 of level 3; the information department received 733
dossiers, returned 716 and had 15 in process, which leaves two that a reader would ask about; of
Cát Hải district's dossiers its communes resolved 24,322 of 24,323, the district 1,841 of 2,038.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

import pytest
from msgspec.structs import replace

from services.reports.asked import FormName, Scope
from services.reports.forms.building import build
from services.reports.forms.material import Material
from services.reports.periods import between
from services.reports.sheet import Sheet
from shared.dossier.events import EventData, EventType, PublicActor, PublicEvent
from shared.dossier.numbering import local_day
from shared.dossier.status import Party, Status
from shared.reference.agencies import AgencyTree
from shared.reference.model import Tier
from tests.unit.reports.forms.samples import (
    CITY,
    ROOT,
    agency,
    counted,
    entry,
    material,
    styles,
    table,
)

DEPARTMENT, DISTRICT, COMMUNE = "H24.D11", "H24.Q317", "H24.Q317.01"
TREE: Final = AgencyTree(
    [
        CITY,
        agency(DEPARTMENT, "Sở Thông tin và Truyền thông", Tier.PROVINCE),
        agency(DISTRICT, "Huyện Cát Hải", Tier.DISTRICT),
        agency(COMMUNE, "Xã, thị trấn thuộc huyện Cát Hải", Tier.COMMUNE, DISTRICT),
    ]
)
SERVICES: Final = tuple(
    entry(f"1.{nth:06}", f"Dịch vụ {nth}", 4 if nth <= 165 else 3, competent_agencies=(DEPARTMENT,))
    for nth in range(1, 586)
)
RECEIVED = datetime(2020, 2, 3, 2, tzinfo=UTC)
RETURNED, WITHDRAWN, OPEN = "returned", "withdrawn", "open"
Life = list[PublicEvent]


def life(agency_code: str, nth: int, end: str, *, online: bool, term: int = 400) -> Life:
    """A dossier received in 2020 that was returned or withdrawn two days later, or is open."""
    due = RECEIVED + timedelta(days=term)
    ends = {
        RETURNED: [
            (EventType.RESOLVED, Status.PROCESSING, Status.RESOLVED),
            (EventType.RETURNED, Status.RESOLVED, Status.RETURNED),
        ],
        WITHDRAWN: [(EventType.WITHDRAWN, Status.PROCESSING, Status.WITHDRAWN)],
        OPEN: [],
    }
    moves: list[tuple[EventType, Status | None, Status]] = [
        (EventType.SUBMITTED, None, Status.REGISTERED),
        (EventType.ACCEPTED, Status.REGISTERED, Status.ACCEPTED),
        (EventType.ASSIGNED, Status.ACCEPTED, Status.PROCESSING),
        *ends[end],
    ]
    return [
        PublicEvent(
            dossier_id=f"{agency_code}-200203-{nth:05}",
            number=number,
            type=kind,
            at=RECEIVED + timedelta(days=max(0, number - 2)),
            business_date=local_day(RECEIVED + timedelta(days=max(0, number - 2))),
            agency_code=agency_code,
            held_by=agency_code,
            procedure_code=f"1.{1 + nth % 585:06}",
            field_code="HOTICH",
            level=4 if 1 + nth % 585 <= 165 else 3,
            channel="online" if online else "counter",
            applicant_type="citizen",
            status_before=before,
            status_after=after,
            due_before=due if number > 2 else None,
            due_after=due if number > 1 else None,
            data=EventData(in_time=True),
            actor=PublicActor(party=Party.OFFICER, agency_code=agency_code),
        )
        for number, (kind, before, after) in enumerate(moves, 1)
    ]


def department() -> Iterator[Life]:
    """733 received, 716 returned, two withdrawn, 15 in process; 566 of them came online."""
    ends = [RETURNED] * 716 + [WITHDRAWN] * 2 + [OPEN] * 15
    for nth, end in enumerate(ends):
        yield life(DEPARTMENT, nth, end, online=nth < 566)


def cat_hai() -> Iterator[Life]:
    """The communes' 24,323 and the district's 2,038; every second one it has open is overdue."""
    for nth in range(24_323):
        yield life(COMMUNE, nth, RETURNED if nth < 24_322 else OPEN, online=False)
    for nth in range(2_038):
        end, term = (RETURNED, 400) if nth < 1_841 else (OPEN, 30 if nth % 2 else 400)
        yield life(DISTRICT, nth, end, online=False, term=term)


def sheet(form: FormName, lives: Iterator[Life], last: date, code: str = ROOT) -> Sheet:
    period = between(date(2020, 1, 1), last)
    asked: Material = material(form, period, Scope(agency_code=code))
    figures = counted(list(lives), period)
    figures = replace(figures, year_agencies=figures.agencies, year_procedures=figures.procedures)
    return build(replace(asked, agencies=TREE, procedures=SERVICES, figures=figures))


def test_585_online_services_are_165_of_level_4_and_420_of_level_3() -> None:
    rows = table(sheet(FormName.ONLINE, department(), date(2020, 12, 15)).grids[0])
    found = {name: row["procedures"] for name, row in rows.items()}
    assert (found["Mức độ 4"], found["Mức độ 3"], found["Tổng số"]) == (165, 420, 585)


def test_more_than_77_per_cent_of_the_departments_dossiers_came_online() -> None:
    rows = table(sheet(FormName.ONLINE, department(), date(2020, 12, 15)).grids[0])
    rate: Any = rows["Tổng số"]["online_rate"]
    assert (rate.part, rate.whole) == (566, 733)
    assert rate.share > 0.77


@pytest.fixture(scope="module")
def summary() -> dict[str, object]:
    """The department's balance: what stands where."""
    found = sheet(FormName.BALANCE, department(), date(2020, 12, 15), DEPARTMENT).grids[0]
    return {str(row.values[1]): row.values[2] for row in found.rows}


def test_the_department_received_733_returned_716_and_has_15_in_process(
    summary: dict[str, object],
) -> None:
    received = sum(int(str(v)) for name, v in summary.items() if name.startswith("Trong kỳ"))
    assert received == 733
    assert summary["Đã có kết quả"] == 716
    assert summary["Đang giải quyết cuối kỳ"] == 15


def test_the_two_that_a_reader_would_ask_about_are_named(summary: dict[str, object]) -> None:
    assert summary["Rút sau khi tiếp nhận"] == 2
    found = sheet(FormName.BALANCE, department(), date(2020, 12, 15), DEPARTMENT).grids[0]
    ((vietnamese, _),) = found.notes
    assert "733 − đã có kết quả 716 − rút sau khi tiếp nhận 2 = đang giải quyết 15" in vietnamese


def test_form_II_06_of_the_department_balances_with_them() -> None:
    found = sheet(FormName.BY_FIELD, department(), date(2020, 12, 15), DEPARTMENT).grids[0]
    total = table(found)["Tổng số"]
    assert [total[k] for k in ("received", "resolved", "open", "open_overdue")] == [733, 718, 15, 0]


def test_cat_hais_communes_and_district_have_resolved_what_was_published() -> None:
    found = sheet(FormName.BY_AGENCY, cat_hai(), date(2020, 10, 25), DISTRICT).grids[0]
    rows = table(found)
    read = {n: (r["resolved"], r["received"]) for n, r in rows.items()}
    assert read["Xã, thị trấn thuộc huyện Cát Hải"] == (24_322, 24_323)
    assert read["Huyện Cát Hải"] == (1_841, 2_038)
    assert rows["Huyện Cát Hải"]["open"] == 197
    assert rows["Huyện Cát Hải"]["open_overdue"] == 99
    assert ("total", "Tổng số") in styles(found)
