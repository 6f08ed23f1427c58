"""Phí and lệ phí by way of paying and by agency."""

from __future__ import annotations

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Sheet, Value
from tests.unit.reports.forms.samples import COMMUNE, OTHER_COMMUNE, line, material, styles, table

ONLINE = line(agency_code=COMMUNE, paid_online=2, fee_online=300_000, charge_online=16_000)
CASH = line(agency_code=COMMUNE, channel="counter", paid_cash=1, charge_cash=8_000)
CARD = line(agency_code=OTHER_COMMUNE, paid_card=1, fee_card=50_000, charge_card=1_000)
OLD = line(agency_code=COMMUNE, paid_otherwise=1, money_otherwise=70_000)


def sheet(*lines: Line) -> Sheet:
    return build(material(FormName.MONEY, agencies=lines))


def values(row: dict[str, Value]) -> tuple[Value, ...]:
    return tuple(row.values())


def test_every_way_of_paying_has_its_dossiers_and_its_money_by_kind() -> None:
    rows = table(sheet(ONLINE, CASH, CARD).grids[0])
    assert {name: values(row) for name, row in rows.items()} == {
        "Trực tuyến": (2, 300_000, 16_000, 316_000),
        "Tiền mặt": (1, 0, 8_000, 8_000),
        "Thẻ": (1, 50_000, 1_000, 51_000),
        "Chuyển khoản": (0, 0, 0, 0),
        "Cộng tại quầy (thu ngân)": (2, 50_000, 9_000, 59_000),
        "Tổng số": (4, 350_000, 25_000, 375_000),
    }


def test_money_of_events_that_do_not_say_how_stands_apart_and_in_the_total() -> None:
    rows = table(sheet(ONLINE, OLD).grids[0])
    assert values(rows["Không rõ hình thức, loại thu"]) == (1, None, None, 70_000)
    assert values(rows["Tổng số"]) == (3, 300_000, 16_000, 386_000)


def test_what_is_unknown_is_explained_only_where_there_is_some() -> None:
    assert len(sheet(ONLINE).grids[0].notes) == 1
    assert sheet(OLD).grids[0].notes[1][0].startswith("Không rõ")


def test_unknown_money_is_a_column_only_where_there_is_some() -> None:
    assert "unknown" not in [c.key for c in sheet(ONLINE).grids[1].columns]
    assert table(sheet(ONLINE, OLD).grids[1])["Phường Mới"]["unknown"] == 70_000


def test_every_agency_has_its_money_by_kind_and_way() -> None:
    row = table(sheet(ONLINE, CASH, CARD).grids[1])["Phường Mới"]
    assert row == {
        "fee_online": 300_000,
        "fee_cash": 0,
        "fee_card": 0,
        "fee_transfer": 0,
        "charge_online": 16_000,
        "charge_cash": 8_000,
        "charge_card": 0,
        "charge_transfer": 0,
        "counter": 8_000,
        "total": 324_000,
    }


def test_agencies_that_took_nothing_are_left_out() -> None:
    grid = sheet(ONLINE, line(agency_code=OTHER_COMMUNE, received=3)).grids[1]
    assert ("item", "Xã Hai") not in styles(grid)


def test_the_form_says_that_refunds_are_not_taken_off() -> None:
    assert "chưa trừ" in sheet(ONLINE).grids[0].notes[0][0]


def test_money_columns_are_money() -> None:
    assert {column.kind for column in sheet(ONLINE).grids[1].columns[2:]} == {"money"}
