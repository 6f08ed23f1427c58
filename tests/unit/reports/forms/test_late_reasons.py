"""Form II.07: late results by reason, and what is overdue still."""

from __future__ import annotations

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Sheet
from tests.unit.reports.forms.samples import by_procedure, material, table


def sheet(*lines: Line) -> Sheet:
    return build(material(FormName.LATE_REASONS, procedures=lines))


def test_every_reason_has_its_column_and_those_without_one_are_counted_too() -> None:
    late = by_procedure(received=9, late=5, late_staff=2, late_regulation=1, overdue=3)
    assert table(sheet(late).grids[0])["Hộ tịch"] == {
        "late": 5,
        "late_regulation": 1,
        "late_coordination": 0,
        "late_staff": 2,
        "late_technical": 0,
        "late_applicant": 0,
        "late_force_majeure": 0,
        "late_other": 0,
        "late_unsaid": 2,
        "open_overdue": 3,
    }


def test_what_became_overdue_before_the_period_is_overdue_still() -> None:
    old = by_procedure({"received": 1, "overdue": 1})
    assert table(sheet(old).grids[0])["Hộ tịch"]["open_overdue"] == 1


def test_fields_that_kept_every_term_are_left_out() -> None:
    assert sheet(by_procedure(received=3, early=3)).grids[0].rows == ()


def test_the_form_has_its_official_number() -> None:
    assert sheet().code == "II.07/VPCP/KSTT"
