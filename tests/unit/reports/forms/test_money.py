"""Phí and lệ phí by way of paying and by agency."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Sheet, Value
from tests.unit.reports.forms.samples import COMMUNE, OTHER_COMMUNE, line, material, styles, table

ONLINE = line(agency_code=COMMUNE, paid_online=2, fee_online=300_000, charge_online=16_000)
CASH = line(agency_code=COMMUNE, channel="counter", paid_cash=1, charge_cash=8_000)
CARD = line(agency_code=OTHER_COMMUNE, paid_card=1, fee_card=50_000, charge_card=1_000)
OLD = line(agency_code=COMMUNE, paid_otherwise=1, money_otherwise=70_000)
BACK = line(agency_code=COMMUNE, refunds=2, money_refunded=20_000)


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
        "Đã hoàn trả trong kỳ": (0, None, None, 0),
        "Còn lại sau hoàn trả": (None, None, None, 375_000),
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
        "refunded": 0,
        "net": 324_000,
    }


def test_agencies_that_took_nothing_are_left_out() -> None:
    grid = sheet(ONLINE, line(agency_code=OTHER_COMMUNE, received=3)).grids[1]
    assert ("item", "Xã Hai") not in styles(grid)


def test_refunds_stand_below_the_total_with_their_number_and_what_remains() -> None:
    rows = table(sheet(ONLINE, CASH, BACK).grids[0])
    assert list(rows)[-3:] == ["Tổng số", "Đã hoàn trả trong kỳ", "Còn lại sau hoàn trả"]
    assert values(rows["Tổng số"]) == (3, 300_000, 24_000, 324_000)
    assert values(rows["Đã hoàn trả trong kỳ"]) == (2, None, None, 20_000)
    assert values(rows["Còn lại sau hoàn trả"]) == (None, None, None, 304_000)


def test_unknown_money_remains_after_refunds_too() -> None:
    rows = table(sheet(OLD, BACK).grids[0])
    assert values(rows["Còn lại sau hoàn trả"])[-1] == 50_000


def test_every_agency_has_its_refunds_and_what_remains() -> None:
    rows = table(sheet(ONLINE, CARD, BACK).grids[1])
    found = {name: (row["refunded"], row["net"]) for name, row in rows.items()}
    assert found["Phường Mới"] == (20_000, 296_000)
    assert found["Xã Hai"] == (0, 51_000)
    assert found["Tổng số"] == (20_000, 347_000)


def test_an_agency_that_only_gave_back_is_shown_below_nothing() -> None:
    row = table(sheet(BACK).grids[1])["Phường Mới"]
    assert (row["total"], row["refunded"], row["net"]) == (0, 20_000, -20_000)


def test_refunds_before_the_period_are_not_of_it() -> None:
    before = line({"refunds": 1, "money_refunded": 9_000}, agency_code=COMMUNE)
    rows = table(sheet(ONLINE, before).grids[0])
    assert values(rows["Đã hoàn trả trong kỳ"]) == (0, None, None, 0)


def test_the_form_says_which_refunds_it_counts() -> None:
    vi, en = sheet(ONLINE).grids[0].notes[0]
    assert "khoản thu kỳ trước" in vi
    assert "an earlier period took it" in en


@given(
    taken=st.integers(0, 10**9),
    back=st.lists(
        st.tuples(st.sampled_from([COMMUNE, OTHER_COMMUNE]), st.integers(1, 10**6)), max_size=5
    ),
)
def test_both_tables_remain_with_the_same_whole(taken: int, back: list[tuple[str, int]]) -> None:
    lines = [line(agency_code=code, refunds=1, money_refunded=money) for code, money in back]
    by_way, by_agency = sheet(line(paid_cash=1, fee_cash=taken), *lines).grids
    net = table(by_way)["Còn lại sau hoàn trả"]["total"]
    assert net == taken - sum(money for _, money in back)
    assert net == (table(by_agency)["Tổng số"]["net"] if by_agency.rows else 0)


def test_money_columns_are_money() -> None:
    assert {column.kind for column in sheet(ONLINE).grids[1].columns[2:]} == {"money"}
