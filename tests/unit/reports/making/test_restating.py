"""What changed between two editions: which figures, by how much, in which words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.making import restating
from services.reports.making.model import Edition
from services.reports.making.restating import MOST_SHOWN, Change
from services.reports.sheet import Column, Grid, Rate, Row, Sheet, Value

COLUMNS = (
    Column(key="nth", heads=(("TT", "No."),), kind="text", number="1"),
    Column(key="name", heads=(("Lĩnh vực", "Field"),), kind="text", number="2"),
    Column(key="late", heads=(("Đã giải quyết", "Resolved"), ("Quá hạn", "Late")), kind="count"),
    Column(key="rate", heads=(("Tỷ lệ", "Rate"),), kind="rate"),
)
EARLIER = Edition(
    report_id="r",
    number=1,
    made_at=datetime(2026, 12, 1, tzinfo=UTC),
    issued_on=date(2026, 12, 1),
    provisional=False,
    content="c",
    seal="s",
)


def row(nth: str, name: str, late: Value, rate: Value = None) -> Row:
    return Row(values=(nth, name, late, rate))


def sheet(*rows: Row) -> Sheet:
    return Sheet(
        form="II.06a",
        code="II.06a",
        title=("Biểu", "Form"),
        reporting=("Sở", "Department"),
        first=date(2026, 11, 1),
        last=date(2026, 11, 30),
        issued_on=date(2026, 12, 1),
        unit=("hồ sơ", "dossiers"),
        grids=(Grid(columns=COLUMNS, rows=rows),),
    )


def changes(before: Sheet, after: Sheet) -> list[tuple[str, Value, Value]]:
    return [(c.row, c.before, c.after) for c in restating.changes(before, after)]


def told(before: Sheet, after: Sheet) -> list[str]:
    return [vi for vi, _ in restating.restatement(EARLIER, restating.changes(before, after))]


def test_a_sheet_says_the_same_whenever_it_was_issued() -> None:
    one = sheet(row("1", "Hộ tịch", 3))
    other = replace(one, issued_on=date(2027, 1, 1), edition=2, restates=(("a", "b"),))
    assert restating.digest(one) == restating.digest(other)
    assert restating.sealed(one) != restating.sealed(other)


@pytest.mark.parametrize(
    "other",
    [
        sheet(row("1", "Hộ tịch", 4)),
        sheet(row("1", "Đất đai", 3)),
        replace(sheet(row("1", "Hộ tịch", 3)), provisional=True),
    ],
)
def test_another_figure_word_or_standing_is_another_content(other: Sheet) -> None:
    assert restating.digest(sheet(row("1", "Hộ tịch", 3))) != restating.digest(other)


def test_a_figure_that_changed_is_told_with_row_column_and_difference() -> None:
    before, after = sheet(row("1", "Hộ tịch", 1716)), sheet(row("1", "Hộ tịch", 1715))
    assert told(before, after) == [
        "So với lần 1 lập ngày 01/12/2026: 1 số liệu thay đổi.",
        "Hộ tịch, Đã giải quyết – Quá hạn: 1.716 → 1.715 (−1)",
    ]


def test_both_languages_tell_the_same_change() -> None:
    found = restating.changes(sheet(row("1", "Hộ tịch", 3)), sheet(row("1", "Hộ tịch", 1003)))
    _, (vi, en) = restating.restatement(EARLIER, found)
    assert vi == "Hộ tịch, Đã giải quyết – Quá hạn: 3 → 1.003 (+1.000)"
    assert en == "Hộ tịch, Resolved – Late: 3 → 1.003 (+1.000)"


def test_a_share_is_told_by_its_two_numbers() -> None:
    before = sheet(row("1", "Hộ tịch", 0, Rate(1, 4)))
    after = sheet(row("1", "Hộ tịch", 0, Rate(2, 1004)))
    assert told(before, after)[1] == "Hộ tịch, Tỷ lệ: 1/4 → 2/1.004"


def test_a_row_that_is_new_moves_no_others_figures() -> None:
    before = sheet(row("1", "Hộ tịch", 3))
    after = sheet(row("1", "Đất đai", 2), row("2", "Hộ tịch", 3))
    assert changes(before, after) == [("Đất đai", None, 2)]
    assert "Đất đai, Đã giải quyết – Quá hạn: – → 2 (+2)" in told(before, after)


def test_a_row_that_is_gone_is_told_too() -> None:
    assert changes(sheet(row("1", "Hộ tịch", 3)), sheet()) == [("Hộ tịch", 3, None)]


def test_rows_of_one_name_are_told_apart_by_their_group() -> None:
    def grouped(late: int) -> Sheet:
        groups = [Row(values=(n, g, None, None), style="group") for n, g in GROUPS]
        return sheet(groups[0], row("1", "Hộ tịch", 1), groups[1], row("2", "Hộ tịch", late))

    assert changes(grouped(5), grouped(6)) == [("Cấp xã · Hộ tịch", 5, 6)]


GROUPS = (("I", "Cấp tỉnh"), ("II", "Cấp xã"))


def test_rows_that_say_the_same_are_counted() -> None:
    before = sheet(row("1", "Khác", 1), row("2", "Khác", 2))
    after = sheet(row("1", "Khác", 1), row("2", "Khác", 7))
    assert changes(before, after) == [("Khác · (2)", 2, 7)]


def test_only_words_that_changed_are_said_to_be_only_words() -> None:
    (line,) = restating.restatement(EARLIER, ())
    assert line[0].endswith("chỉ thay đổi cách ghi.")
    assert line[1].endswith("only words changed.")


def test_more_changes_than_can_be_shown_are_counted() -> None:
    change = Change(row="Hộ tịch", column=("Quá hạn", "Late"), before=1, after=2)
    lines = restating.restatement(EARLIER, (change,) * (MOST_SHOWN + 7))
    assert len(lines) == MOST_SHOWN + 2
    assert lines[-1] == ("… và 7 số liệu khác.", "… and 7 other figures.")


names = st.lists(
    st.sampled_from(["Đất đai", "Hộ tịch", "Xây dựng", "Y tế"]), unique=True, max_size=5
)


@given(names, names, st.data())
def test_a_change_is_told_exactly_where_the_figures_differ(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    counts = st.integers(0, 2)
    before = {name: data.draw(counts) for name in old}
    after = {name: data.draw(counts) for name in new}
    found = changes(
        sheet(*(row(str(n), name, c) for n, (name, c) in enumerate(before.items(), 1))),
        sheet(*(row(str(n), name, c) for n, (name, c) in enumerate(after.items(), 1))),
    )
    assert sorted(found) == sorted(
        (name, before.get(name), after.get(name))
        for name in before.keys() | after.keys()
        if before.get(name) != after.get(name)
    )
