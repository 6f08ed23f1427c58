"""A run of the watch: what has come due is done once, and nothing else is looked at."""

from __future__ import annotations

from itertools import count
from typing import Any

import pytest

from services.tracking.message_table import WarningItem
from services.tracking.watch import acting, book, keeper, run
from services.tracking.watch.run import WatchIncomplete
from shared.clock import TermUnit
from shared.dossier import ledger, moves, queries
from shared.dossier.errors import InFlight, StaleVersion
from shared.dossier.events import EventType
from shared.dossier.status import FeeState, Status
from shared.dossier.tables import HEAD, Head
from shared.messaging.handing import Rejected, Uncertain, Unreachable
from tests.component.tracking import lives
from tests.component.tracking.watch import watched
from tests.component.tracking.watch.watched import Far, kinds, look, made, row, warnings
from tests.support.calling import Context
from tests.support.logs import log_lines
from tests.support.people import JUSTICE
from tests.unit.dossier.moving import FEES, OFFICER, SECRET_NAME, at, with_rules

WARD_OFFICERS, CITY_LEADERS = "phuong-thuy-nguyen@example.vn", "lanh-dao@example.vn"
LONG_ENOUGH = run.ROOM_FOR_MAILS
DEADLINE = "2026-04-02 23:59:59"
"""Of a supplement asked for on 3 March 2026."""


# Before and after a deadline


def test_nothing_is_done_before_its_moment(far: Far) -> None:
    dossier = watched.submitted("2026-03-02 08:00")
    assert look("2026-03-02 14:00") == {"acts": 0, "mails": 0}
    assert (kinds(dossier), far.mails) == ([], [])


def test_officers_are_warned_before_the_reception_deadline(far: Far) -> None:
    dossier = watched.submitted("2026-03-02 08:00")
    assert look("2026-03-02 14:05") == {"acts": 1, "mails": 1}
    (warned,) = warnings(dossier)
    assert (warned.kind, warned.deadline) == ("RECEPTION_SOON", dossier.reception_due_at)
    (text,) = far.mailed_to(WARD_OFFICERS)
    assert dossier.dossier_id in text and "hạn 08:00 thứ Ba 03/03/2026" in text


def test_leaders_are_told_of_a_reception_deadline_missed(far: Far) -> None:
    dossier = watched.submitted("2026-03-02 08:00")
    look("2026-03-02 14:05")
    look("2026-03-03 08:05")
    assert kinds(dossier) == ["RECEPTION_MISSED", "RECEPTION_SOON"]
    (text,) = far.mailed_to(CITY_LEADERS)
    assert "Quá hạn tiếp nhận" in text
    assert len(far.mailed_to(WARD_OFFICERS)) == 1


def test_a_dossier_received_in_time_is_not_missed(far: Far) -> None:
    dossier = watched.submitted("2026-03-02 08:00")
    watched.moved(moves.accept, dossier, "2026-03-02 15:00")
    look("2026-03-03 08:05")
    assert kinds(dossier) == []


def test_no_agency_is_blamed_while_a_fee_holds_up_reception(far: Far) -> None:
    rules = with_rules(pay_before="reception")
    dossier = watched.submitted(fees=FEES, fee_state=FeeState.DUE, rules=rules)
    look("2026-03-05 08:00")
    assert kinds(dossier) == []


def test_a_life_without_a_result_is_warned_of_stage_by_stage(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    found = []
    for moment in ("2026-03-05 07:35", "2026-03-06 08:05", "2026-03-09 17:35", "2026-03-10 08:00"):
        look(moment)
        found.append(len(kinds(dossier)))
    assert found == [1, 2, 3, 3]
    assert kinds(dossier) == ["APOLOGY_DRAFT", "DUE_MISSED", "DUE_SOON"]
    assert row(dossier).next_at is None


def test_a_dossier_resolved_in_time_is_not_missed(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    watched.resolved(dossier, "2026-03-09 17:00")
    look("2026-03-09 17:35")
    assert "DUE_MISSED" not in kinds(dossier)


def test_a_term_in_hours_is_missed_to_the_minute(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00", amount=16, unit=TermUnit.HOURS)
    look("2026-03-04 08:00")
    assert "DUE_MISSED" not in kinds(dossier)
    look("2026-03-04 08:01")
    assert "DUE_MISSED" in kinds(dossier)


def test_a_draft_apology_is_ready_in_time(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-05 07:35")
    (warned,) = warnings(dossier)
    assert warned.draft is not None
    assert "[lý do]" in warned.draft.vi
    assert warned.draft.proposed_due_at == at("2026-03-16 08:00")


def test_an_extension_moves_the_warnings(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-05 07:35")
    watched.extended(dossier, "2026-03-05 09:00", "2026-03-16 08:00")
    look("2026-03-09 17:35")
    assert kinds(dossier) == ["APOLOGY_DRAFT"]
    look("2026-03-13 08:05")
    look("2026-03-16 17:35")
    assert kinds(dossier) == ["APOLOGY_DRAFT", "DUE_MISSED", "DUE_SOON"]
    assert {w.deadline for w in warnings(dossier)} == {dossier.due_at, at("2026-03-16 08:00")}


def test_a_new_deadline_is_warned_of_like_the_first(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-06 08:05")
    watched.extended(dossier, "2026-03-06 09:00", "2026-03-16 08:00")
    look("2026-03-13 08:05")
    assert kinds(dossier).count("DUE_SOON") == 2


def test_a_linked_agency_that_holds_the_dossier_is_warned_too(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    watched.moved(moves.forward, dossier, "2026-03-03 08:00", to_agency=JUSTICE)
    look("2026-03-06 08:05")
    agencies = {w.agency_code for w in warnings(dossier) if w.kind == "DUE_SOON"}
    assert agencies == {"H24.X001", JUSTICE}
    assert len(far.mailed_to("so-tu-phap@example.vn")) == 1


def test_a_run_that_comes_late_warns_of_what_still_means_something(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-20 08:00")
    assert kinds(dossier) == ["DUE_MISSED"]


def test_a_move_between_a_moment_and_its_run_loses_no_warning(far: Far) -> None:
    """The plan does not ask what time it is: the row of a later head still has the stage."""
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-05 07:35")
    watched.moved(
        moves.assign, dossier, "2026-03-06 08:02", assignee="o", assignee_name="Phạm Văn Sở"
    )
    look("2026-03-06 08:05")
    assert "DUE_SOON" in kinds(dossier)


def test_a_move_after_a_warning_gives_it_no_second_time(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    look("2026-03-06 08:05")
    mails = len(far.mails)
    watched.moved(
        moves.assign, dossier, "2026-03-06 08:07", assignee="o", assignee_name="Phạm Văn Sở"
    )
    look("2026-03-06 08:10")
    assert (kinds(dossier).count("DUE_SOON"), len(far.mails)) == (1, mails)


def test_a_head_the_watch_has_not_heard_of_yet_is_what_counts(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    ledger.append(made(moves.withdraw, dossier, "2026-03-04 08:00"))
    look("2026-03-06 08:05")
    assert kinds(dossier) == []
    assert row(dossier).version == dossier.version + 1
    assert row(dossier).next_at is None


# Supplements


def test_the_citizen_is_reminded_of_a_closing_window_once(far: Far) -> None:
    dossier = watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    look("2026-03-30 08:05")
    look("2026-03-31 08:05")
    assert far.notices == [(dossier.dossier_id, "CLOSING#2026-04-02T16:59:59.000000Z")]
    assert far.mails == []


def test_nobody_is_reminded_of_a_window_that_has_closed(far: Far) -> None:
    watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    look("2026-04-05 08:05")
    assert far.notices == []


def test_a_window_stays_open_until_its_last_second(far: Far) -> None:
    dossier = watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    look(DEADLINE)
    assert ledger.load(dossier.dossier_id).status is Status.SUPPLEMENT


@pytest.mark.parametrize(
    ("make", "closed"),
    [(watched.accepted, Status.STOPPED), (watched.submitted, Status.REFUSED)],
)
def test_an_unanswered_supplement_ends_by_itself(far: Far, make: Any, closed: Status) -> None:
    dossier = watched.waiting(make("2026-03-02 08:00"), "2026-03-03 10:00")
    look("2026-04-03 00:01")
    found = queries.history(dossier.dossier_id)[-1]
    assert (found.type, found.status_after) == (EventType.SUPPLEMENT_EXPIRED, closed)
    assert (found.actor.subject, found.actor.party) == ("watch", "system")


def test_a_supplement_ends_once_however_often_it_is_looked_at(far: Far) -> None:
    dossier = watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    for moment in ("2026-04-03 00:01", "2026-04-03 00:06"):
        look(moment)
    keeper.keep(dossier, at("2026-04-03 00:07"))
    look("2026-04-03 00:11")
    kinds_of_events = [event.type for event in queries.history(dossier.dossier_id)]
    assert kinds_of_events.count(EventType.SUPPLEMENT_EXPIRED) == 1


def test_an_answered_supplement_does_not_end(far: Far) -> None:
    dossier = watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    watched.moved(moves.supplement, dossier, "2026-04-02 23:00")
    look("2026-04-03 00:01")
    assert ledger.load(dossier.dossier_id).status is Status.ACCEPTED


@pytest.mark.parametrize("fault", [StaleVersion(1, None), InFlight("x")])
def test_ending_a_supplement_is_tried_again_when_others_write(
    far: Far, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    dossier = watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    append, tries = ledger.append, count()

    def disturbed(change: Any) -> Any:
        if next(tries) < 2:
            raise fault
        return append(change)

    monkeypatch.setattr(acting, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(ledger, "append", disturbed)
    look("2026-04-03 00:01")
    assert ledger.load(dossier.dossier_id).status is Status.STOPPED


def test_a_citizen_who_answers_at_the_same_moment_wins(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The ledger takes the supplement first; what the dossier has become is watched."""
    dossier = watched.waiting(watched.accepted("2026-03-02 08:00"), "2026-03-03 10:00")
    answer = made(moves.supplement, dossier, "2026-04-02 23:59")
    append = ledger.append

    def overtaken(change: Any) -> Any:
        monkeypatch.setattr(ledger, "append", append)
        append(answer)
        return append(change)

    monkeypatch.setattr(acting, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(ledger, "append", overtaken)
    look("2026-04-03 00:01")
    found = ledger.load(dossier.dossier_id)
    assert (found.status, row(found).version) == (Status.ACCEPTED, found.version)
    assert row(found).next_at is not None


def test_a_supplement_that_is_answered_and_asked_for_again_does_not_end(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = watched.waiting(watched.submitted("2026-03-02 08:00"), "2026-03-03 10:00")
    answer = made(moves.supplement, dossier, "2026-04-02 23:58")
    again = made(moves.ask_supplement, answer.after, "2026-04-02 23:59", reason="thiếu")
    append = ledger.append

    def overtaken(change: Any) -> Any:
        monkeypatch.setattr(ledger, "append", append)
        append(answer)
        append(again)
        return append(change)

    monkeypatch.setattr(acting, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(ledger, "append", overtaken)
    look("2026-04-03 00:01")
    assert ledger.load(dossier.dossier_id).version == again.after.version


# Faults


def test_one_bad_dossier_stops_nobody_elses_and_stays(far: Far) -> None:
    bad = watched.waiting(watched.accepted(number=1), "2026-03-03 10:00")
    good = [watched.waiting(watched.accepted(number=n), "2026-03-03 10:00") for n in (2, 3)]
    far.cannot_tell.add(bad.dossier_id)
    with pytest.raises(WatchIncomplete, match="1 dossiers and 0 mails"):
        look("2026-03-30 08:05")
    assert {code for code, _ in far.notices} == {d.dossier_id for d in good}
    far.cannot_tell.clear()
    look("2026-03-30 08:10")
    assert len(far.notices) == 3


def test_a_row_without_a_dossier_stays_and_tells(far: Far) -> None:
    dossier = watched.submitted("2026-03-02 08:00")
    Head.get(dossier.dossier_id, HEAD).delete()
    with pytest.raises(WatchIncomplete):
        look("2026-03-02 14:05")
    assert row(dossier).next_at is not None


@pytest.mark.parametrize("fault", [Unreachable("down"), Uncertain("perhaps")])
def test_while_the_mail_server_fails_warnings_are_recorded_and_mails_are_owed(
    far: Far, fault: Exception
) -> None:
    dossier = watched.submitted("2026-03-02 08:00")
    far.fails_with = fault
    with pytest.raises(WatchIncomplete, match="0 dossiers and 1 mails"):
        look("2026-03-02 14:05")
    assert kinds(dossier) == ["RECEPTION_SOON"]
    far.fails_with = None
    assert look("2026-03-02 14:10") == {"acts": 0, "mails": 1}
    assert look("2026-03-02 14:15") == {"acts": 0, "mails": 0}


def test_a_mail_that_will_never_be_taken_is_given_up_and_told(far: Far) -> None:
    watched.submitted("2026-03-02 08:00")
    far.fails_with = Rejected("no such mailbox")
    with pytest.raises(WatchIncomplete):
        look("2026-03-02 14:05")
    far.fails_with = None
    assert look("2026-03-02 14:10")["mails"] == 0


def test_a_crash_between_mail_and_note_repeats_the_mail_and_loses_none(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.submitted("2026-03-02 08:00")

    def crash(_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(book, "settle", crash)
        with pytest.raises(WatchIncomplete):
            look("2026-03-02 14:05")
    look("2026-03-02 14:10")
    first, again = far.mails
    assert first.reference == again.reference
    assert look("2026-03-02 14:15")["mails"] == 0


def test_what_another_run_has_mailed_meanwhile_is_not_owed_any_more(far: Far) -> None:
    for number in (1, 2):
        watched.submitted("2026-03-02 08:00", number)
    far.fails_with = Unreachable("down")
    with pytest.raises(WatchIncomplete):
        look("2026-03-02 14:05")
    listed = book.owing(10)
    first = next(listed)
    for owed in [first, *book.owing(10)]:
        book.settle(owed)
    assert list(listed) == []


def test_a_crash_between_act_and_row_does_nothing_twice(
    far: Far, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossier = watched.submitted("2026-03-02 08:00")

    def crash(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(keeper, "move_on", crash)
        with pytest.raises(WatchIncomplete):
            look("2026-03-02 14:05")
    assert look("2026-03-02 14:10") == {"acts": 1, "mails": 0}
    assert (kinds(dossier), len(far.mails)) == (["RECEPTION_SOON"], 1)


def test_two_runs_at_once_move_a_row_once(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    seen = keeper.find(dossier.dossier_id, at("2026-03-05 07:35"))
    assert seen is not None
    look("2026-03-06 08:05")
    keeper.move_on(seen, dossier, at("2026-03-05 07:35"))
    assert row(dossier).next_at == "2026-03-09T10:30:00.000000Z"


# Size


def test_one_mail_for_a_mailbox_names_all_its_dossiers(far: Far) -> None:
    dossiers = [watched.submitted("2026-03-02 08:00", n) for n in range(1, 6)]
    other = watched.submitted(
        number=6, dossier_id="H24.X008-260302-0001", agency_code="H24.X008", held_by="H24.X008"
    )
    assert look("2026-03-02 14:05") == {"acts": 6, "mails": 2}
    (text,) = far.mailed_to(WARD_OFFICERS)
    assert all(dossier.dossier_id in text for dossier in dossiers)
    assert other.dossier_id not in text


def test_an_agency_without_a_mailbox_has_its_list_and_owes_no_mail(far: Far) -> None:
    dossier = watched.submitted(agency_code="H24.X050", held_by="H24.X050")
    assert look("2026-03-02 14:05") == {"acts": 1, "mails": 0}
    assert kinds(dossier) == ["RECEPTION_SOON"]
    assert list(book.owing(10)) == []


def test_a_run_costs_what_has_come_due_however_much_waits(far: Far) -> None:
    watched.submitted("2026-03-02 08:00", 1)
    for number in range(2, 8):
        watched.submitted("2026-03-03 08:00", number)
    look("2026-03-02 08:05")
    with lives.counted_calls() as calls:
        look("2026-03-02 14:05")
    assert calls == {"Query": 8, "GetItem": 3, "PutItem": 2, "UpdateItem": 1}


def test_a_run_without_time_leaves_the_rest_to_the_next(far: Far) -> None:
    dossiers = [watched.submitted("2026-03-02 08:00", n) for n in range(1, 6)]
    times = iter([LONG_ENOUGH, LONG_ENOUGH])
    look("2026-03-02 14:05", lambda: next(times, 0))
    assert sum(len(kinds(dossier)) for dossier in dossiers) == 2
    assert far.mails == []
    look("2026-03-02 14:10")
    assert sum(len(kinds(dossier)) for dossier in dossiers) == 5
    (text,) = far.mailed_to(WARD_OFFICERS)
    assert all(dossier.dossier_id in text for dossier in dossiers)


def test_the_schedule_runs_the_watch_as_of_now(far: Far) -> None:
    dossier = watched.submitted("2026-03-02 08:00")

    class Patient(Context):
        def get_remaining_time_in_millis(self) -> int:
            return watched.LONG

    assert run.watch({}, Patient())["acts"] == 1  # type: ignore[arg-type]
    assert kinds(dossier) == ["RECEPTION_MISSED"]


def test_no_warning_mail_or_log_names_a_person(far: Far) -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    with log_lines() as lines:
        for moment in ("2026-03-05 07:35", "2026-03-06 08:05", "2026-03-09 17:35"):
            look(moment)
    told = " ".join([lines.getvalue(), *(m.subject + m.text for m in far.mails)])
    told += "".join(row.body or "" for row in WarningItem.query(dossier.dossier_id))
    for secret in (SECRET_NAME, dossier.applicant_key, OFFICER.actor.name):
        assert secret not in told
