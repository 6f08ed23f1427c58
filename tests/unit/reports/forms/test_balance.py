"""The summary and its balancing line."""

from __future__ import annotations

from services.reports.asked import FormName
from services.reports.counting.figures import Line
from services.reports.forms.building import build
from services.reports.sheet import Row, Sheet
from tests.unit.reports.forms.samples import COMMUNE, DEPARTMENT, line, material, table

LINES = (
    line(
        {"submitted": 9, "received": 8, "early": 3, "refused": 1, "overdue": 1},
        agency_code=COMMUNE,
        submitted=14,
        received=10,
        early=4,
        on_time=2,
        late=1,
        returned=6,
        withdrawn=1,
        refused=2,
        abandoned=1,
        supplement=1,
        duty=1,
        stopped=1,
        overdue=1,
    ),
    line(agency_code=COMMUNE, channel="counter", submitted=2, received=2, on_time=2),
    line(agency_code=COMMUNE, channel="postal", submitted=1, received=1),
)


def sheet(*lines: Line) -> Sheet:
    return build(material(FormName.BALANCE, agencies=lines))


def read(rows: tuple[Row, ...]) -> list[tuple[object, ...]]:
    return [row.values for row in rows]


def test_the_summary_tells_everything_that_came_in_and_what_became_of_it() -> None:
    assert read(sheet(*LINES).grids[0].rows) == [
        ("I", "Nhận giải quyết", 18),
        ("1", "Từ kỳ trước", 5),
        ("2", "Trong kỳ, trực tuyến", 10),
        ("3", "Trong kỳ, trực tiếp", 2),
        ("4", "Trong kỳ, bưu chính", 1),
        ("II", "Đã có kết quả", 9),
        ("1", "Trước hạn", 4),
        ("2", "Đúng hạn", 4),
        ("3", "Quá hạn", 1),
        ("III", "Rút sau khi tiếp nhận", 1),
        ("IV", "Đang giải quyết cuối kỳ", 8),
        ("1", "Trong hạn", 3),
        ("2", "Quá hạn", 2),
        ("3", "Chờ bổ sung", 1),
        ("4", "Chờ nghĩa vụ tài chính", 1),
        ("5", "Dừng xử lý", 1),
        ("V", "Ngoài cân đối", None),
        ("1", "Đã trả kết quả", 6),
        ("2", "Từ chối tiếp nhận", 2),
        ("3", "Rút trước tiếp nhận", 1),
        ("4", "Chưa tiếp nhận", 1),
    ]


def test_the_balancing_line_explains_the_published_figures_of_2020() -> None:
    """Sở Thông tin và Truyền thông, 2020: received 733, resolved 716, in process 15."""
    lines = line(agency_code=DEPARTMENT, submitted=733, received=733, early=716, withdrawn=2)
    (note,) = sheet(lines).grids[0].notes
    assert note == (
        "Cân đối (I = II + III + IV): từ kỳ trước 0 + tiếp nhận trong kỳ 733"
        " − đã có kết quả 716 − rút sau khi tiếp nhận 2 = đang giải quyết 15.",
        "Balance (I = II + III + IV): carried over 0 + received 733"
        " − resolved 716 − withdrawn after reception 2 = in process 15.",
    )


def test_agencies_have_the_same_figures_as_columns() -> None:
    grid = sheet(*LINES).grids[1]
    assert table(grid)["Phường Mới"] == {
        "incoming": 18,
        "carried_over": 5,
        "online": 10,
        "counter": 2,
        "postal": 1,
        "resolved": 9,
        "early": 4,
        "on_time": 4,
        "late": 1,
        "withdrawn": 1,
        "open": 8,
        "running": 3,
        "overdue": 2,
        "supplement": 1,
        "duty": 1,
        "stopped": 1,
        "returned": 6,
        "refused": 2,
        "abandoned": 1,
        "unreceived": 1,
    }


def test_a_dossier_that_waits_for_reception_is_reported_though_nothing_happened() -> None:
    waiting = line({"submitted": 1}, agency_code=COMMUNE)
    assert table(sheet(waiting).grids[1])["Phường Mới"]["unreceived"] == 1


def test_the_summary_of_nothing_is_noughts() -> None:
    assert {row.values[2] for row in sheet().grids[0].rows} == {0, None}
