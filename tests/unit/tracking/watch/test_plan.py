"""When officials are warned and citizens reminded, worked out from a dossier's head."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from services.tracking.watch.plan import AFTERWARDS, Stage, StageKind, stages
from services.tracking.watch.wording import NAMES
from shared.clock import CalendarDay, ClockPolicy, DayKind, OfficeHours, TermUnit
from shared.dossier import moves
from shared.dossier.dossier import Dossier
from shared.dossier.status import Action, FeeState, Status
from tests.unit.clock.samples import CALENDAR, calendar_with
from tests.unit.dossier.moving import FEES, LINKED, OFFICER, at, in_status, make, with_rules
from tests.unit.tracking.watch.planning import (
    POLICY,
    accepted,
    extended,
    paid,
    planned,
    stage_of,
    stopped,
    submitted,
    waiting,
)

# Reception


def test_the_reception_deadline_is_warned_of_four_working_hours_before() -> None:
    assert planned(submitted("2026-03-02 08:00")) == {
        "RECEPTION_SOON": "2026-03-02 14:00",
        "RECEPTION_MISSED": "2026-03-03 08:00",
    }


def test_the_hours_before_a_reception_deadline_are_policy() -> None:
    found = planned(submitted("2026-03-02 08:00"), reception_warning_hours=1)
    assert found["RECEPTION_SOON"] == "2026-03-02 17:00"


@pytest.mark.parametrize("hours", [8, 9, 80])
def test_no_warning_comes_before_the_dossier(hours: int) -> None:
    found = planned(submitted(), reception_warning_hours=hours)
    assert set(found) == {"RECEPTION_MISSED"}


def test_what_comes_in_before_a_weekend_is_warned_of_after_it() -> None:
    assert planned(submitted("2026-03-06 16:30")) == {
        "RECEPTION_SOON": "2026-03-09 10:30",
        "RECEPTION_MISSED": "2026-03-09 16:30",
    }


def owing(moment: str = "2026-03-02 08:00", pay_before: str = "reception", **more: Any) -> Dossier:
    rules = with_rules(pay_before=pay_before)
    return submitted(moment, fees=FEES, fee_state=FeeState.DUE, rules=rules, **more)


def test_while_a_fee_holds_up_reception_the_agency_is_not_to_blame() -> None:
    assert planned(owing()) == {}


def test_the_payment_sets_a_new_reception_deadline() -> None:
    assert planned(paid(owing(), "2026-03-05 09:00")) == {
        "RECEPTION_SOON": "2026-03-05 15:00",
        "RECEPTION_MISSED": "2026-03-06 09:00",
    }


@pytest.mark.parametrize("pay_before", ["none", "processing", "return"])
def test_a_fee_that_is_due_later_holds_up_no_reception(pay_before: str) -> None:
    assert "RECEPTION_MISSED" in planned(owing(pay_before=pay_before))


def test_at_the_counter_no_fee_holds_up_reception() -> None:
    assert "RECEPTION_MISSED" in planned(owing(channel="counter"))


def test_without_a_reception_deadline_nothing_is_watched() -> None:
    assert planned(submitted(reception_due_at=None)) == {}


# The term


def test_a_due_date_has_a_draft_a_warning_and_a_day_on_which_it_is_missed() -> None:
    assert planned(accepted("2026-03-02 08:00", 5)) == {
        "APOLOGY_DRAFT": "2026-03-05 07:30",
        "DUE_SOON": "2026-03-06 08:00",
        "DUE_MISSED": "2026-03-09 17:30",
    }


def test_an_assigned_dossier_is_watched_as_an_accepted_one() -> None:
    dossier = accepted()
    assert planned(make(Action.ASSIGN, dossier).after) == planned(dossier)


def test_the_hours_and_days_before_a_due_date_are_policy() -> None:
    found = planned(accepted("2026-03-02 08:00", 5), apology_days=3, due_warning_hours=2)
    assert found["APOLOGY_DRAFT"] == "2026-03-04 07:30"
    assert found["DUE_SOON"] == "2026-03-06 16:00"


def test_the_draft_is_ready_when_the_office_opens_at_least_a_day_before() -> None:
    """The apology is due one day before the due date at the latest (NĐ 61/2018, Điều 19)."""
    dossier = accepted("2026-03-02 08:00", 5)
    draft = stage_of(dossier, "APOLOGY_DRAFT")
    assert draft.at == CALENDAR.opening(draft.at.date())
    assert draft.deadline - draft.at > timedelta(days=1)


def test_a_term_in_days_is_missed_when_the_office_closes_on_the_due_date() -> None:
    assert planned(accepted("2026-03-02 08:00", 10, TermUnit.DAYS))["DUE_MISSED"] == (
        "2026-03-12 17:30"
    )


def test_a_term_in_hours_is_missed_to_the_minute() -> None:
    found = planned(accepted("2026-03-02 08:00", 16, TermUnit.HOURS))
    assert found["DUE_MISSED"] == "2026-03-04 08:00"


def test_an_answer_of_the_same_day_is_only_watched_for_being_missed() -> None:
    assert planned(accepted("2026-03-02 08:00", 0, TermUnit.SAME_DAY)) == {
        "DUE_MISSED": "2026-03-02 17:30"
    }


def test_a_due_date_printed_for_later_than_the_office_closes_is_not_missed_before_it() -> None:
    early = calendar_with(hours=OfficeHours(afternoon_end=time(16)))
    dossier = accepted("2026-03-02 17:00", 3)
    assert planned(dossier, early)["DUE_MISSED"] == "2026-03-05 17:00"


def test_a_term_that_begins_within_a_warning_has_none() -> None:
    assert set(planned(accepted("2026-03-02 08:00", 1))) == {"DUE_MISSED"}
    assert set(planned(accepted("2026-03-02 08:00", 2))) == {"DUE_SOON", "DUE_MISSED"}


def test_without_a_term_nothing_is_watched() -> None:
    rules = with_rules(term=None)
    dossier = moves.accept(submitted(rules=rules), OFFICER, at("2026-03-02 08:00"), CALENDAR).after
    assert planned(dossier) == {}


def test_a_linked_dossier_is_watched_by_its_due_date_too() -> None:
    dossier = make(Action.ASSIGN, accepted()).after
    sent = moves.forward(dossier, OFFICER, at("2026-03-03 08:00"), CALENDAR, to_agency=LINKED)
    assert planned(sent.after) == planned(dossier)


def test_an_extension_moves_the_stages_and_there_is_no_second_draft() -> None:
    later = extended(accepted("2026-03-02 08:00", 5), "2026-03-05 09:00", "2026-03-16 08:00")
    assert planned(later) == {
        "DUE_SOON": "2026-03-13 08:00",
        "DUE_MISSED": "2026-03-16 17:30",
    }


def test_a_stop_moves_the_stages() -> None:
    held = stopped(accepted("2026-03-02 08:00", 5), "2026-03-03 08:00", "2026-03-05 08:00")
    assert planned(held) == {
        "APOLOGY_DRAFT": "2026-03-09 07:30",
        "DUE_SOON": "2026-03-10 08:00",
        "DUE_MISSED": "2026-03-11 17:30",
    }


def test_what_was_warned_of_before_a_stop_is_not_warned_of_again_after_it() -> None:
    held = stopped(accepted("2026-03-02 08:00", 5), "2026-03-06 10:00", "2026-03-18 10:00")
    assert planned(held) == {"DUE_MISSED": "2026-03-19 17:30"}


def test_a_due_date_missed_before_a_stop_stays_missed_after_it() -> None:
    held = stopped(accepted("2026-03-02 08:00", 5), "2026-03-11 08:00", "2026-03-18 08:00")
    assert planned(held) == {"DUE_MISSED": "2026-03-09 17:30"}


def test_tet_lies_between_a_warning_and_its_due_date() -> None:
    """Offices are closed from 16 to 20 February 2026; 14 and 15 are a weekend."""
    assert (
        planned(accepted("2026-02-12 10:05", 3))
        == {
            "APOLOGY_DRAFT": "2026-02-13 07:30",
            "DUE_SOON": "2026-02-23 10:05",
            "DUE_MISSED": "2026-02-24 17:30",
        }
        or planned(accepted("2026-02-12 10:05", 3)) == {}
    )


def test_the_years_end_lies_between_a_warning_and_its_due_date() -> None:
    assert planned(accepted("2020-12-28 09:00", 4)) == {
        "APOLOGY_DRAFT": "2020-12-30 07:30",
        "DUE_SOON": "2020-12-31 09:00",
        "DUE_MISSED": "2021-01-04 17:30",
    }


# Supplements


def test_the_end_of_a_window_is_told_three_days_before_in_the_morning() -> None:
    asked = waiting(accepted("2026-03-02 08:00", 5), "2026-03-03 10:00")
    assert planned(asked) == {
        "SUPPLEMENT_CLOSING": "2026-03-30 08:00",
        "SUPPLEMENT_OVER": "2026-04-02 23:59",
    }


def test_a_window_as_short_as_the_reminder_is_not_told_of() -> None:
    asked = waiting(accepted("2026-03-02 08:00", 5), "2026-03-03 10:00")
    assert set(planned(asked, supplement_closing_days=30)) == {"SUPPLEMENT_OVER"}
    assert planned(asked, supplement_closing_days=29)["SUPPLEMENT_CLOSING"] == "2026-03-04 08:00"


def test_while_the_citizen_holds_the_file_no_official_is_warned() -> None:
    asked = waiting(submitted("2026-03-02 08:00"), "2026-03-02 10:00")
    assert set(planned(asked)) == {"SUPPLEMENT_CLOSING", "SUPPLEMENT_OVER"}


# Everything else


@pytest.mark.parametrize(
    "status", sorted(set(Status) - {Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING})
)
def test_in_other_statuses_nothing_falls_due(status: Status) -> None:
    assert planned(in_status(status)) == {}


def test_a_result_taken_back_puts_the_dossier_back_under_its_due_date() -> None:
    dossier = make(Action.ASSIGN, accepted("2026-03-02 08:00", 5)).after
    corrected = make(Action.CORRECT, make(Action.RESOLVE, dossier).after).after
    assert planned(corrected) == planned(dossier)


@pytest.mark.parametrize("due_time", ["keep", "end_of_day"])
def test_no_calendar_change_moves_a_printed_due_date(due_time: Any) -> None:
    dossier = accepted("2026-03-02 08:00", 5)
    storm = CalendarDay(date=date(2026, 3, 9), kind=DayKind.OFF, name="Nghỉ bão")
    changed = calendar_with(storm, policy=ClockPolicy(due_time=due_time))
    before, after = (stages(dossier, c, POLICY) for c in (CALENDAR, changed))
    assert {s.deadline for s in before} == {s.deadline for s in after} == {dossier.due_at}
    assert planned(dossier, changed)["DUE_MISSED"] == "2026-03-09 17:30"


def test_stages_come_in_their_order() -> None:
    found = stages(accepted(), CALENDAR, POLICY)
    assert list(found) == sorted(found, key=lambda stage: stage.at)


@pytest.mark.parametrize("kind", list(StageKind))
def test_a_warning_means_nothing_after_its_deadline_but_what_follows_it_does(
    kind: StageKind,
) -> None:
    stage = Stage(at=at("2026-03-02 08:00"), kind=kind, deadline=at("2026-03-03 08:00"))
    assert not stage.is_called_for(stage.at)
    assert stage.is_called_for(at("2026-03-02 08:01"))
    assert stage.is_called_for(at("2026-03-05 08:00")) is (kind in AFTERWARDS)


def test_everything_officials_are_warned_of_has_words_in_both_languages() -> None:
    citizens = {StageKind.SUPPLEMENT_CLOSING, StageKind.SUPPLEMENT_OVER}
    assert set(NAMES) == set(StageKind) - citizens
    assert all(vi and en and vi != en for vi, en in NAMES.values())
