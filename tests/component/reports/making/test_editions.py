"""Editions: the same bytes tomorrow, and a correction shows with its difference."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from services.reports.asked import FormName
from services.reports.making import book, editions, restating
from services.reports.making.model import FILES, Edition
from services.reports.sheet import Sheet
from tests.component.reports.making.reporting import (
    AFTER,
    all_files,
    asked,
    count,
    figures,
    later_life,
    made,
    newest,
    sheet_of,
)
from tests.component.reports.rebuilding.samples import WARD

pytestmark = pytest.mark.usefixtures("reports")
MONTH_LATER = AFTER + timedelta(days=30)
RUNNING = datetime(2026, 11, 6, 3, tzinfo=UTC)
"""Within the week, which is over on the 9th."""


@pytest.fixture(autouse=True)
def counted(reports: Any) -> None:
    count()


def test_a_report_has_a_file_of_every_format_and_its_sheet() -> None:
    edition = made(asked())
    assert edition.number == 1
    names = {key.rpartition("/")[2] for key in all_files(edition)}
    assert names == {f"report.{extension}" for extension in FILES} | {"sheet.json"}
    assert f"/{edition.report_id}/1/" in edition.file("pdf")


@pytest.mark.parametrize("form", list(FormName), ids=lambda form: form.name)
def test_every_form_can_be_made(form: FormName) -> None:
    edition = made(asked(form))
    assert sheet_of(edition).form == form.value
    assert all(content for content in all_files(edition).values())


@pytest.mark.parametrize("form", list(FormName), ids=lambda form: form.name)
def test_a_report_of_a_past_period_is_the_same_bytes_a_month_later(form: FormName) -> None:
    first = made(asked(form))
    before = all_files(first)
    assert made(asked(form), MONTH_LATER) == first
    assert all_files(newest(asked(form))) == before


def test_a_figure_that_changed_makes_a_new_edition_with_its_difference() -> None:
    first = made(asked())
    count(later_life())
    second = made(asked(), MONTH_LATER)
    assert (second.number, second.restated > 0) == (2, True)
    restates = sheet_of(second).restates
    assert f"lần 1 lập ngày {first.issued_on:%d/%m/%Y}" in restates[0][0]
    assert any("→" in vi and "(+1)" in vi for vi, _ in restates[1:])
    assert all(en for _, en in restates)


def test_the_earlier_edition_stays_byte_for_byte() -> None:
    first = made(asked())
    before = all_files(first)
    count(later_life())
    made(asked(), MONTH_LATER)
    assert [e.number for e in book.editions(first.report_id)] == [1, 2]
    assert all_files(first) == before


def test_a_restatement_compares_with_the_edition_before() -> None:
    made(asked())
    count(later_life(90))
    made(asked(), MONTH_LATER)
    count(later_life(95))
    third = made(asked(), MONTH_LATER + timedelta(days=1))
    assert "lần 2" in sheet_of(third).restates[0][0]


def test_a_report_of_a_running_period_is_provisional_and_holds_nothing_to_come() -> None:
    edition = made(asked(), RUNNING)
    sheet = sheet_of(edition)
    assert edition.provisional and sheet.provisional
    assert (f"{sheet.first}", f"{sheet.last}") == ("2026-11-02", "2026-11-06")


def test_a_provisional_edition_is_replaced_without_a_restatement() -> None:
    made(asked(), RUNNING)
    second = made(asked(), AFTER)
    assert (second.number, second.provisional, second.restated) == (1, False, 0)
    assert sheet_of(second).restates == ()
    assert len(book.editions(second.report_id)) == 1


def test_the_last_day_of_a_period_is_not_over() -> None:
    assert made(asked(), datetime(2026, 11, 8, 16, 59, tzinfo=UTC)).provisional
    assert not made(asked(), datetime(2026, 11, 8, 17, 1, tzinfo=UTC)).provisional


def test_two_makers_at_once_serve_one_edition(monkeypatch: pytest.MonkeyPatch) -> None:
    made(asked())
    count(later_life())
    other = faster(monkeypatch)
    mine = made(asked(), MONTH_LATER)
    assert other == [mine]
    assert [e.number for e in book.editions(mine.report_id)] == [1, 2]


def test_the_files_of_a_slower_maker_do_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    edition = made(asked())
    count(later_life())
    faster(monkeypatch)
    mine = made(asked(), MONTH_LATER)
    assert sheet_of(mine).edition == 2
    assert restating.sealed(sheet_of(mine)) == mine.seal
    assert restating.sealed(sheet_of(edition)) == edition.seal


def faster(monkeypatch: pytest.MonkeyPatch) -> list[Edition]:
    """Have another maker enter its edition just before ours; what it entered."""
    entered: list[Edition] = []
    enter = book.enter

    def late(edition: Edition, instead_of: Edition | None) -> bool:
        monkeypatch.setattr(book, "enter", enter)
        count(later_life(96))
        entered.append(made(asked(), MONTH_LATER + timedelta(hours=1)))
        return enter(edition, instead_of)

    monkeypatch.setattr(book, "enter", late)
    return entered


def test_who_died_before_its_edition_was_entered_leaves_nothing_to_be_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def die(*_: object) -> bool:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(book, "enter", die)
        with pytest.raises(RuntimeError):
            made(asked())
    assert book.newest(asked().report_id) is None
    assert made(asked(), MONTH_LATER).number == 1


def test_another_name_for_something_makes_an_edition_that_says_so() -> None:
    first = made(asked())
    sheet = sheet_of(first)
    renamed: Sheet = replace(sheet, title=("Khác", "Other"))
    second = editions.keep(first.report_id, renamed, MONTH_LATER, lambda: None)
    (line,) = sheet_of(second).restates
    assert "chỉ thay đổi cách ghi" in line[0]


def test_an_agencys_report_holds_its_own_dossiers_alone() -> None:
    whole, ward = made(asked()), made(asked(agency=WARD, subtree=False))
    assert figures(sheet_of(whole)) != figures(sheet_of(ward))
    assert whole.report_id != ward.report_id
