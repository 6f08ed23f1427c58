"""The rules of single moves: limits, reasons, results, linked agencies."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from shared.clock import Term, TermUnit, reception_deadline
from shared.dossier import moves
from shared.dossier.dossier import Dossier
from shared.dossier.errors import IllegalMove, MoveRefused, NotEntitled
from shared.dossier.status import Action, Party, Status
from tests.unit.dossier.moving import (
    CALENDAR,
    FRIDAY,
    LINKED,
    MONDAY,
    OFFICER,
    OWN,
    OWNER,
    RESULT,
    TUESDAY,
    accepted,
    at,
    by,
    forwarded,
    make,
    processing,
    resolved,
    story,
    submitted,
    waiting,
    with_rules,
)


def refusal(dossier: Dossier, action: Action, when: object = MONDAY) -> str:
    """The rule that forbids the move."""
    with pytest.raises(MoveRefused) as caught:
        make(action, dossier, when=when)  # type: ignore[arg-type]
    return caught.value.rule


def test_submission_is_version_one_and_the_first_event() -> None:
    change = moves.submit(submitted(), OWNER.actor, ())
    assert (change.before, change.after.version, change.events[0].number) == (None, 1, 1)
    assert change.after.status is Status.REGISTERED


def test_acceptance_starts_the_clock_and_prints_the_due_date() -> None:
    dossier = accepted()
    assert (dossier.accepted_at, dossier.due_at) == (MONDAY, at("2026-03-09 08:00"))


def test_acceptance_says_whether_it_kept_the_reception_deadline() -> None:
    deadline = submitted().reception_due_at
    assert deadline is not None
    assert make(Action.ACCEPT, submitted(), when=deadline).events[0].data.in_time
    late = make(Action.ACCEPT, submitted(), when=deadline + timedelta(seconds=1))
    assert late.events[0].data.in_time is False


def test_a_dossier_handed_in_at_the_counter_is_always_received_in_time() -> None:
    change = make(Action.ACCEPT, submitted(reception_due_at=None), when=FRIDAY)
    assert change.events[0].data.in_time


def test_a_procedure_without_a_term_has_no_due_date() -> None:
    assert accepted(rules=with_rules(term=None)).due_at is None


def test_the_first_assignment_starts_processing_and_the_next_changes_the_officer() -> None:
    dossier = processing()
    assert (dossier.assigned_to, dossier.assignee_name) == ("officer-7", "Phạm Văn Sở")
    again = moves.assign(dossier, OFFICER, FRIDAY, CALENDAR, assignee="o", assignee_name="Khác")
    assert (again.after.assigned_to, again.after.status) == ("o", Status.PROCESSING)


@pytest.mark.parametrize("allowed", [0, 1, 2])
def test_supplements_after_acceptance_are_limited_by_the_procedure(allowed: int) -> None:
    dossier = processing(rules=with_rules(max_supplements=allowed))
    dossier, _ = story(dossier, *[Action.ASK_SUPPLEMENT, Action.SUPPLEMENT] * allowed)
    assert dossier.supplements_used == allowed
    assert refusal(dossier, Action.ASK_SUPPLEMENT) == "supplement_limit"


def test_guidance_before_acceptance_is_not_counted_as_a_supplement() -> None:
    dossier, _ = story(submitted(), *[Action.ASK_SUPPLEMENT, Action.SUPPLEMENT] * 3, Action.ACCEPT)
    assert dossier.supplements_used == 0
    assert make(Action.ASK_SUPPLEMENT, dossier).after.supplements_used == 1


def test_a_spent_limit_never_hides_that_the_move_is_illegal() -> None:
    dossier, _ = story(processing(), Action.ASK_SUPPLEMENT, Action.SUPPLEMENT, Action.RESOLVE)
    with pytest.raises(IllegalMove):
        make(Action.ASK_SUPPLEMENT, dossier)


def test_a_stranger_to_the_move_is_told_so_before_any_rule() -> None:
    spent, _ = story(processing(), Action.ASK_SUPPLEMENT, Action.SUPPLEMENT)
    with pytest.raises(NotEntitled):
        make(Action.ASK_SUPPLEMENT, spent, OWNER)
    with pytest.raises(NotEntitled):
        make(Action.EXPIRE_SUPPLEMENT, waiting(), by(Party.LEADER))


def test_the_applicant_has_until_midnight_of_the_last_day_to_supplement() -> None:
    asked = waiting().supplement
    assert asked is not None
    assert asked.deadline == at("2026-04-01 23:59:59")


def test_a_supplement_on_the_last_second_is_taken_and_one_later_is_not() -> None:
    asked = waiting().supplement
    assert asked is not None
    assert make(Action.SUPPLEMENT, waiting(), when=asked.deadline).after.supplement is None
    late = asked.deadline + timedelta(seconds=1)
    assert refusal(waiting(), Action.SUPPLEMENT, late) == "supplement_expired"


@pytest.mark.parametrize("resume_to", [Status.REGISTERED, Status.ACCEPTED, Status.PROCESSING])
def test_after_a_supplement_the_dossier_goes_on_where_it_stopped(resume_to: Status) -> None:
    dossier = make(Action.SUPPLEMENT, waiting(resume_to)).after
    assert (dossier.status, dossier.resume_to, dossier.supplement) == (resume_to, None, None)


def test_a_supplement_before_acceptance_gives_a_fresh_reception_deadline() -> None:
    dossier = make(Action.SUPPLEMENT, waiting(Status.REGISTERED), when=FRIDAY).after
    assert dossier.reception_due_at == reception_deadline(FRIDAY, CALENDAR)


def test_a_supplement_after_acceptance_leaves_the_reception_deadline_alone() -> None:
    before = waiting(Status.PROCESSING)
    after = make(Action.SUPPLEMENT, before, when=FRIDAY).after
    assert after.reception_due_at == before.reception_due_at


def test_a_supplement_brings_its_documents_into_the_same_write() -> None:
    change = make(Action.SUPPLEMENT, waiting())
    assert len(change.documents) == change.events[0].data.document_count == 1


@pytest.mark.parametrize(
    ("resume_to", "closed_as"),
    [
        (Status.REGISTERED, Status.REFUSED),
        (Status.ACCEPTED, Status.STOPPED),
        (Status.PROCESSING, Status.STOPPED),
    ],
)
def test_an_unanswered_request_refuses_or_stops_the_dossier(
    resume_to: Status, closed_as: Status
) -> None:
    dossier = make(Action.EXPIRE_SUPPLEMENT, waiting(resume_to), when=at("2026-05-04 08:00")).after
    assert (dossier.status, dossier.supplement, dossier.resume_to) == (closed_as, None, None)


def test_a_request_does_not_expire_while_the_applicant_still_has_time() -> None:
    asked = waiting().supplement
    assert asked is not None
    assert refusal(waiting(), Action.EXPIRE_SUPPLEMENT, asked.deadline) == "supplement_still_open"


def test_an_accepted_dossier_can_no_longer_be_refused() -> None:
    for dossier in (accepted(), processing(), waiting(Status.ACCEPTED)):
        with pytest.raises(IllegalMove):
            make(Action.REFUSE, dossier)


def test_a_forwarded_dossier_stays_with_the_agency_that_answers_for_it() -> None:
    dossier = forwarded()
    assert (dossier.agency_code, dossier.held_by, dossier.is_forwarded) == (OWN, LINKED, True)
    assert dossier.due_at == processing().due_at


def test_a_dossier_cannot_be_forwarded_to_its_own_agency() -> None:
    with pytest.raises(MoveRefused, match="forward_to_itself"):
        moves.forward(processing(), OFFICER, MONDAY, CALENDAR, to_agency=OWN)


def test_a_dossier_that_comes_back_is_held_by_its_own_agency() -> None:
    change = make(Action.RECEIVE_BACK, forwarded())
    assert (change.after.held_by, change.after.is_forwarded) == (OWN, False)
    assert (change.events[0].data.from_agency, change.events[0].data.to_agency) == (LINKED, OWN)


def test_withdrawing_a_forwarded_dossier_takes_it_back() -> None:
    dossier = make(Action.WITHDRAW, forwarded()).after
    assert (dossier.status, dossier.held_by) == (Status.WITHDRAWN, OWN)


def test_the_due_date_is_extended_once() -> None:
    dossier = make(Action.EXTEND, processing()).after
    assert dossier.due_at == at("2026-03-20 08:00")
    assert refusal(dossier, Action.EXTEND) == "already_extended"


@pytest.mark.parametrize(
    ("when", "in_time"),
    [("2026-03-08 23:59", True), ("2026-03-09 00:00", False), ("2026-03-11 08:00", False)],
)
def test_the_apology_is_in_time_until_the_day_before_the_due_date(when: str, in_time: bool) -> None:
    assert make(Action.EXTEND, processing(), when=at(when)).events[0].data.in_time is in_time


@pytest.mark.parametrize("new_due", ["2026-03-09 08:00", "2026-03-06 10:00"])
def test_an_extension_must_be_later_than_the_due_date(new_due: str) -> None:
    with pytest.raises(MoveRefused, match="not_later"):
        moves.extend(
            processing(), OFFICER, MONDAY, CALENDAR, new_due=at(new_due), apology="Xin lỗi"
        )


def test_an_extension_must_lie_in_the_future() -> None:
    assert refusal(processing(), Action.EXTEND, at("2026-03-20 08:00")) == "not_later"


def test_a_dossier_without_a_term_has_nothing_to_extend() -> None:
    assert refusal(processing(rules=with_rules(term=None)), Action.EXTEND) == "no_due_date"


def test_what_was_not_accepted_is_illegal_to_extend_not_merely_undated() -> None:
    with pytest.raises(IllegalMove):
        make(Action.EXTEND, submitted())


def test_a_dossier_is_not_resolved_without_a_result_document() -> None:
    with pytest.raises(MoveRefused, match="result_document_missing"):
        moves.resolve(processing(), OFFICER, MONDAY, CALENDAR, result=RESULT, documents=())


@pytest.mark.parametrize(
    ("when", "in_time"), [("2026-03-09 23:59", True), ("2026-03-10 00:00", False)]
)
def test_a_result_is_in_time_until_the_end_of_the_due_date(when: str, in_time: bool) -> None:
    assert make(Action.RESOLVE, processing(), when=at(when)).events[0].data.in_time is in_time


def test_resolved_is_not_returned() -> None:
    dossier = resolved()
    assert (dossier.status, dossier.is_open, dossier.closed_at) == (Status.RESOLVED, True, None)
    returned = make(Action.RETURN_RESULT, dossier, when=TUESDAY).after
    assert (returned.status, returned.is_open, returned.closed_at) == (
        Status.RETURNED,
        False,
        TUESDAY,
    )


def test_a_correction_is_the_leaders_alone_and_takes_the_result_back() -> None:
    for party in set(Party) - {Party.LEADER}:
        with pytest.raises(NotEntitled):
            make(Action.CORRECT, resolved(), by(party))
    dossier = make(Action.CORRECT, resolved(), by(Party.LEADER)).after
    assert (dossier.status, dossier.result, dossier.resolved_at) == (Status.PROCESSING, None, None)


def test_a_correction_gives_no_time_back() -> None:
    corrected = make(Action.CORRECT, resolved(), when=FRIDAY).after
    assert corrected.due_at == processing().due_at


def test_a_returned_result_cannot_be_corrected() -> None:
    with pytest.raises(IllegalMove):
        make(Action.CORRECT, make(Action.RETURN_RESULT, resolved()).after)


def test_moves_never_change_the_dossier_they_were_given() -> None:
    dossier = processing()
    copy = msgspec.structs.replace(dossier)
    make(Action.RESOLVE, dossier)
    assert dossier == copy


def test_a_term_in_working_hours_gives_a_due_hour() -> None:
    dossier = accepted(rules=with_rules(term=Term(4, TermUnit.HOURS)))
    assert dossier.due_at == at("2026-03-02 14:00")
