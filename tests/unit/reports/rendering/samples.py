"""Sheets to be rendered: form II.06a with its thirteen columns, and smaller ones."""

from __future__ import annotations

from datetime import date
from typing import Any, Final, Literal

from msgspec.structs import replace

from services.reports.sheet import Chart, Column, Grid, Row, Series, Sheet, Words

ISSUED_ON: Final = date(2026, 11, 24)
FIELDS: Final = (
    "Chứng thực",
    "Hộ tịch",
    "Đất đai",
    "Thành lập và hoạt động của doanh nghiệp",
    "Giáo dục và đào tạo thuộc hệ thống giáo dục quốc dân và các cơ sở giáo dục khác",
)
RECEIVED: Final = ("Số hồ sơ nhận giải quyết", "Received")
RESOLVED: Final = ("Số lượng hồ sơ đã giải quyết", "Resolved")
IN_PROCESS: Final = ("Số lượng hồ sơ đang giải quyết", "In process")
TOTAL: Final = ("Tổng số", "Total")
IN_PERIOD: Final = ("Trong kỳ", "In the period")
LATE: Final = ("Quá hạn", "Late")
NAME: Final = ("Lĩnh vực, công việc giải quyết theo cấp", "Field")

Kind = Literal["text", "count", "money", "rate"]


def column(*heads: Words, kind: Kind = "count", number: str = "") -> Column:
    return Column(key=heads[-1][1], heads=heads, kind=kind, number=number)


COLUMNS: Final = (
    column(("TT", "No."), kind="text", number="(1)"),
    column(NAME, kind="text", number="(2)"),
    column(RECEIVED, TOTAL, number="(3)=(4)+(5)+(6)"),
    column(RECEIVED, IN_PERIOD, ("Trực tuyến", "Online"), number="(4)"),
    column(RECEIVED, IN_PERIOD, ("Trực tiếp, dịch vụ bưu chính", "Counter, post"), number="(5)"),
    column(RECEIVED, ("Từ kỳ trước", "Carried over"), number="(6)"),
    column(RESOLVED, TOTAL, number="(7)=(8)+(9)+(10)"),
    column(RESOLVED, ("Trước hạn", "Early"), number="(8)"),
    column(RESOLVED, ("Đúng hạn", "On time"), number="(9)"),
    column(RESOLVED, LATE, number="(10)"),
    column(IN_PROCESS, TOTAL, number="(11)=(12)+(13)"),
    column(IN_PROCESS, ("Trong hạn", "In term"), number="(12)"),
    column(IN_PROCESS, LATE, number="(13)"),
)


def item(n: int) -> Row:
    """A line whose figures add up as the form's columns do."""
    online, counter, before, late = 1200 * n + 733, 91 * n, 15 + n, 2 * n
    done, left = online + counter, before
    early = done // 2
    name = FIELDS[n % len(FIELDS)]
    received = (done + left, online, counter, before)
    resolved = (done, early, done - early - late, late)
    return Row(values=(str(n + 1), name, *received, *resolved, left, left, 0))


def rows(count: int) -> tuple[Row, ...]:
    """A group, its items, and their total."""
    items = tuple(item(n) for n in range(count))
    sums = [sum(figures) for figures in zip(*(row.values[2:] for row in items), strict=True)]
    return (
        Row(style="group", values=("I", "Thủ tục hành chính cấp tỉnh", *(None,) * 11)),
        *items,
        Row(style="total", values=(None, TOTAL[0], *sums)),
    )


CHART: Final = Chart(
    title=("Kết quả giải quyết theo lĩnh vực", "Results by field"),
    kind="stacked",
    categories=FIELDS[:3],
    series=(
        Series(name=("Trước hạn", "Early"), values=(366.0, 966.0, 1566.0)),
        Series(name=LATE, values=(0.0, 2.0, 4.0)),
    ),
)
GRID: Final = Grid(
    columns=COLUMNS,
    rows=rows(5),
    notes=(("Đã rút: 2 hồ sơ.", "Withdrawn: 2 dossiers."),),
)
SHEET: Final = Sheet(
    form="II.06a",
    code="II.06a/VPCP/KSTT",
    title=("Tình hình, kết quả giải quyết thủ tục hành chính", "Procedures settled"),
    basis=("Ban hành kèm theo Thông tư số 01/2020/TT-VPCP", "Circular 01/2020/TT-VPCP"),
    reporting=("Ủy ban nhân dân thành phố Hải Phòng", "People's Committee of Hải Phòng"),
    receiving=("Văn phòng Chính phủ", "Government Office"),
    first=date(2026, 10, 15),
    last=date(2026, 11, 14),
    issued_on=ISSUED_ON,
    unit=("Số hồ sơ TTHC", "Dossiers"),
    scope=(("Toàn thành phố", "The whole city"), ("Mức độ: toàn trình", "Level: full")),
    grids=(GRID,),
    chart=CHART,
)


def sheet(**different: Any) -> Sheet:
    """The sheet of form II.06a, some of it different."""
    return replace(SHEET, **different)


def table(kind: Kind, *values: Any) -> Grid:
    """A table of one named column; each value is a row."""
    return Grid(
        columns=(column(("Tên", "Name"), kind="text"), column(("Giá trị", "Value"), kind=kind)),
        rows=tuple(Row(values=(f"dòng {n}", value)) for n, value in enumerate(values)),
    )


def plain(*grids: Grid) -> Sheet:
    """A sheet that is nothing but tables."""
    return sheet(grids=grids, chart=None)
