"""Payment of fees: due, paid, paid online."""

from __future__ import annotations

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Rate, Sheet
from tests.unit.reports.forms.samples import (
    COMMUNE,
    DEATH,
    OTHER_COMMUNE,
    by_procedure,
    line,
    material,
    table,
)


def sheet(procedures: tuple[Line, ...] = (), agencies: tuple[Line, ...] = ()) -> Sheet:
    return build(material(FormName.PAYMENT, procedures=procedures, agencies=agencies))


def test_a_field_counts_dossiers_and_procedures_that_were_due_paid_and_paid_online() -> None:
    found = sheet(
        procedures=(
            by_procedure(fee_due=5, paid_online=2, paid_cash=1, paid_otherwise=1),
            by_procedure(procedure_code=DEATH, fee_due=3, paid_card=1, paid_transfer=1),
        )
    )
    assert table(found.grids[0])["Hộ tịch"] == {
        "procedures_due": 2,
        "procedures_paid": 2,
        "procedures_paid_online": 1,
        "due": 8,
        "paid": 6,
        "paid_online": 2,
        "paid_rate": Rate(6, 8),
        "online_rate": Rate(2, 6),
    }


def test_fields_without_fees_are_left_out() -> None:
    free = by_procedure(field_code="DATDAI", received=3)
    assert sheet(procedures=(free,)).grids[0].rows == ()


def test_agencies_have_their_own_rates_and_a_total() -> None:
    rows = table(
        sheet(
            agencies=(
                line(agency_code=COMMUNE, fee_due=4, paid_online=1, paid_cash=1),
                line(agency_code=OTHER_COMMUNE, fee_due=2),
            )
        ).grids[1]
    )
    assert rows["Phường Mới"]["online_rate"] == Rate(1, 2)
    assert rows["Xã Hai"]["online_rate"] == Rate(0, 0)
    assert rows["Tổng số"]["paid_rate"] == Rate(2, 6)
