"""Every due date can say how it was reached."""

import datetime as dt

import msgspec
import pytest

from shared.clock import (
    CalendarDay,
    DayKind,
    Due,
    Explanation,
    LegalClock,
    Step,
    TermUnit,
    WorkingCalendar,
    extend,
)
from tests.unit.clock.samples import (
    CALENDAR,
    Case,
    at,
    calendar_with,
    culture_day,
    day,
    started,
)


def explained(clock: LegalClock, calendar: WorkingCalendar = CALENDAR) -> Explanation:
    """Return the explanation of a clock's due date."""
    return Case(clock, calendar).due.explanation


def steps(explanation: Explanation, kind: str) -> list[Step]:
    """Return the steps of one kind."""
    return [step for step in explanation.steps if step.kind == kind]


def test_tet_in_vietnamese() -> None:
    assert explained(started("2020-01-20 10:05", 5)).vi == (
        "Nhận lúc 10:05 thứ Hai 20/01/2020; thời hạn 5 ngày làm việc; "
        "không tính 23–29/01 (nghỉ Tết Nguyên đán) và thứ Bảy, Chủ nhật; "
        "hẹn trả 10:05 thứ Hai 03/02/2020"
    )


def test_tet_in_english() -> None:
    assert explained(started("2020-01-20 10:05", 5)).en == (
        "Received at 10:05 on Monday 20 January 2020; term: 5 working days; "
        "not counted: 23–29 January (Lunar New Year) and Saturdays and Sundays; "
        "due at 10:05 on Monday 3 February 2020"
    )


def test_nothing_skipped_nothing_said() -> None:
    assert explained(started("2020-12-15 10:05", 1)).vi == (
        "Nhận lúc 10:05 thứ Ba 15/12/2020; thời hạn 1 ngày làm việc; "
        "hẹn trả 10:05 thứ Tư 16/12/2020"
    )
    assert "1 working day;" in explained(started("2020-12-15 10:05", 1)).en


def test_consecutive_days_of_one_reason_are_one_step_across_a_weekend() -> None:
    names = [day(f"2020-01-{n}") for n in (23, 24, 27, 28, 29)]
    calendar = WorkingCalendar.of(
        CalendarDay(date=date, kind=DayKind.OFF, name="Tết Nguyên đán") for date in names
    )
    first = steps(explained(started("2020-01-20 10:05", 5), calendar), "skipped")[0]
    assert (first.from_, first.until) == (day("2020-01-23"), day("2020-01-29"))


def test_days_of_different_reasons_are_different_steps() -> None:
    text = explained(started("2020-04-28 10:05", 3)).vi
    assert "không tính 30/04 (nghỉ Ngày Chiến thắng), 01/05 (nghỉ Ngày Quốc tế Lao động)" in text


def test_days_off_apart_are_different_steps_though_named_alike() -> None:
    calendar = WorkingCalendar.of(
        CalendarDay(date=day(date), kind=DayKind.OFF, name="Nghỉ bão", name_en="storm")
        for date in ("2020-12-15", "2020-12-17")
    )
    text = explained(started("2020-12-14 10:05", 2), calendar)
    assert "không tính 15/12 (nghỉ bão) và 17/12 (nghỉ bão)" in text.vi
    assert "not counted: 15 December (storm) and 17 December (storm)" in text.en


def test_run_across_two_months_names_both() -> None:
    calendar = WorkingCalendar.of(
        CalendarDay(date=day(date), kind=DayKind.OFF, name="Nghỉ lễ", name_en="holiday")
        for date in ("2020-04-30", "2020-05-01")
    )
    text = explained(started("2020-04-28 10:05", 3), calendar)
    assert "30/04–01/05 (nghỉ lễ)" in text.vi
    assert "30 April–1 May (holiday)" in text.en


def test_day_off_of_the_next_year_carries_its_year() -> None:
    text = explained(started("2020-12-30 10:05", 3))
    assert "không tính 01/01/2021 (nghỉ Tết Dương lịch)" in text.vi
    assert "1 January 2021" in text.en


def test_make_up_saturday_is_said_to_count() -> None:
    text = explained(started("2025-04-24 10:05", 2))
    assert "có tính 26/04/2025 (làm bù)" in text.vi
    assert "counted: 26 April 2025 (make-up working day)" in text.en
    assert "thứ Bảy, Chủ nhật" not in text.vi


def test_undecided_day_is_named() -> None:
    text = explained(started("2026-11-20 10:05", 3), calendar_with(culture_day(DayKind.UNDECIDED)))
    assert [step.on for step in steps(text, "undecided")] == [day("2026-11-24")]
    assert (
        "24/11/2026 (Ngày Văn hóa Việt Nam) chưa có quyết định nghỉ, tạm tính như ngày thường"
        in text.vi
    )
    assert "24 November 2026 (Vietnam Culture Day) not yet decided" in text.en


def test_undecided_day_outside_the_count_is_not_named() -> None:
    calendar = calendar_with(culture_day(DayKind.UNDECIDED))
    assert not steps(explained(started("2026-11-16 10:05", 3), calendar), "undecided")


def test_culture_day_off_is_named_with_its_reason() -> None:
    text = explained(started("2026-11-20 10:05", 3), calendar_with(culture_day(DayKind.OFF)))
    assert "24/11 (nghỉ Ngày Văn hóa Việt Nam)" in text.vi


def test_year_beyond_the_calendar_is_called_provisional() -> None:
    text = explained(started("2027-12-30 10:05", 5))
    assert [step.from_ for step in steps(text, "provisional")] == [day("2028-01-01")]
    assert "chưa có lịch nghỉ năm 2028, tạm tính theo thứ trong tuần" in text.vi
    assert "days off of 2028 not known, counted by weekday alone" in text.en


def test_reception_out_of_hours_is_explained() -> None:
    text = explained(started("2020-12-18 18:20", 1))
    assert "18:20 thứ Sáu 18/12/2020, tính từ 07:30 thứ Hai 21/12/2020" in text.vi
    assert "counted from 07:30 on Monday 21 December 2020" in text.en


def test_same_day_after_the_cutoff_is_explained() -> None:
    text = explained(started("2020-12-15 15:20", 0, TermUnit.SAME_DAY))
    assert "ngay trong ngày; nhận sau 15:00 nên trả trong ngày làm việc tiếp theo" in text.vi
    assert "the same day; received after 15:00" in text.en


def test_calendar_days_name_only_the_days_off_at_the_end() -> None:
    text = explained(started("2020-12-15 10:05", 11, TermUnit.DAYS)).vi
    assert text == (
        "Nhận lúc 10:05 thứ Ba 15/12/2020; thời hạn 11 ngày; "
        "không tính thứ Bảy, Chủ nhật; hẹn trả 10:05 thứ Hai 28/12/2020"
    )


def test_calendar_days_ending_on_a_working_day_skip_nothing() -> None:
    assert not steps(explained(started("2020-12-15 10:05", 7, TermUnit.DAYS)), "skipped")


def test_paused_calendar_days_skip_nothing_yet() -> None:
    clock = started("2020-12-15 10:05", 11, TermUnit.DAYS).pause(at("2020-12-19 09:00"), "5")
    assert not steps(explained(clock), "skipped")


def test_pauses_and_resumptions_are_explained() -> None:
    clock = started("2020-12-15 10:05", 3)
    text = explained(clock.pause(at("2020-12-16 09:00"), "5").resume(at("2020-12-17 09:00")))
    assert text.vi == (
        "Nhận lúc 10:05 thứ Ba 15/12/2020; thời hạn 3 ngày làm việc; "
        "tạm dừng từ 09:00 thứ Tư 16/12/2020 (chờ bổ sung giấy tờ); "
        "tính tiếp từ 09:00 thứ Năm 17/12/2020; "
        "không tính thứ Bảy, Chủ nhật; hẹn trả 10:05 thứ Hai 21/12/2020"
    )
    assert "paused from 09:00 on Wednesday 16 December 2020 (waiting for supplements)" in text.en
    assert "resumed at 09:00 on Thursday 17 December 2020" in text.en


def test_days_off_inside_a_pause_are_not_listed() -> None:
    clock = started("2020-01-20 10:05", 5).pause(at("2020-01-22 09:00"), "6")
    text = explained(clock.resume(at("2020-02-03 09:00")))
    assert "Tết" not in text.vi
    assert "chờ thực hiện nghĩa vụ tài chính" in text.vi


def test_unknown_pause_reason_is_shown_as_given() -> None:
    text = explained(started("2020-12-15 10:05", 3).pause(at("2020-12-16 09:00"), "force_majeure"))
    assert "(force_majeure)" in text.vi


def test_extension_is_explained_with_both_dates() -> None:
    clock = extend(
        started("2020-12-14 10:05", 3),
        CALENDAR,
        at=at("2020-12-16 09:00"),
        new_due=at("2020-12-23 16:00"),
    )
    text = explained(clock)
    assert (
        "ngày 16/12/2020 gia hạn từ 10:05 thứ Năm 17/12/2020 đến 16:00 thứ Tư 23/12/2020" in text.vi
    )
    assert (
        "extended from 10:05 on Thursday 17 December 2020 to 16:00 on Wednesday 23 December 2020"
        in text.en
    )
    assert [step.on for step in steps(text, "due")] == [day("2020-12-23")]


def test_pause_of_an_extended_clock_is_explained() -> None:
    clock = extend(
        started("2020-12-14 10:05", 3),
        CALENDAR,
        at=at("2020-12-16 09:00"),
        new_due=at("2020-12-23 16:00"),
    )
    text = explained(clock.pause(at("2020-12-17 09:00"), "8").resume(at("2020-12-18 09:00")))
    kinds = [step.kind for step in text.steps]
    assert kinds == ["start", "counted", "extension", "pause", "resume", "due"]


@pytest.mark.parametrize("unit", list(TermUnit))
def test_explanation_begins_with_the_start_and_ends_with_the_due_date(unit: TermUnit) -> None:
    text = explained(started("2020-01-20 10:05", 0 if unit is TermUnit.SAME_DAY else 5, unit))
    assert text.steps[0].kind == "start"
    assert text.steps[-1].kind == "due"


def test_due_date_survives_json() -> None:
    found = Case(started("2020-01-20 10:05", 5).pause(at("2020-01-30 09:00"), "5")).due
    assert msgspec.json.decode(msgspec.json.encode(found), type=Due) == found


def test_step_is_encoded_without_its_empty_dates() -> None:
    step = Step(kind="due", vi="hẹn trả", en="due", on=dt.date(2020, 2, 3))
    assert msgspec.json.decode(msgspec.json.encode(step)) == {
        "kind": "due",
        "vi": "hẹn trả",
        "en": "due",
        "on": "2020-02-03",
    }
