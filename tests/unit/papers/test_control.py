"""The control slip follows the dossier from desk to desk."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from services.papers.contents import Handover
from services.papers.control import handovers
from services.papers.forms import Edition, Form
from shared.dossier import moves
from shared.dossier.events import EventType
from tests.support.paper_samples import CALENDAR, Life, life

NEW = Edition.TT03_2025


def rows(dossier: Life) -> list[Handover]:
    return list(handovers(dossier.events, lambda code: code, CALENDAR))


def way(row: Handover) -> tuple[str, str]:
    return row.giver.name or row.giver.kind, row.taker.name or row.taker.kind


def test_every_hand_over_is_a_row() -> None:
    dossier = life(Form.CONTROL, NEW)
    assert [way(row) for row in rows(dossier)] == [
        ("applicant", "counter"),
        ("counter", "H24.X001"),
        ("H24.X001", "H24.CA"),
        ("H24.CA", "H24.X001"),
        ("H24.X001", "counter"),
    ]


def test_the_result_goes_back_to_the_applicant() -> None:
    dossier = life(Form.CONTROL, NEW).move(moves.return_result, method="counter")
    assert way(rows(dossier)[-1]) == ("counter", "applicant")


def test_a_second_assignment_is_no_hand_over() -> None:
    dossier = Life(NEW).accept().assign()
    before = len(rows(dossier))
    assert len(rows(dossier.assign())) == before


def test_a_withdrawal_ends_the_slip() -> None:
    last = rows(Life(NEW).accept().move(moves.withdraw))[-1]
    assert (way(last), last.withdrawn) == (("counter", "applicant"), True)


def test_the_reception_says_when_it_is_due() -> None:
    first, *others = rows(life(Form.CONTROL, NEW))
    assert first.due_at == "08:35 09/03/2026"
    assert not any(row.due_at for row in others)


@pytest.mark.parametrize(
    ("late_by", "result"),
    [
        (timedelta(days=-1), "early"),
        (timedelta(hours=2), "on_time"),
        (timedelta(days=1), "late"),
    ],
)
def test_an_agencys_work_is_judged_by_the_due_date(late_by: timedelta, result: str) -> None:
    dossier = life(Form.CONTROL, NEW)
    due = dossier.dossier.due_at
    assert due is not None
    resolved = replace(dossier.events[-1], at=due + late_by)
    (row,) = handovers([resolved], str, CALENDAR)
    assert row.result == result


def test_only_what_an_agency_finished_is_judged() -> None:
    dossier = life(Form.CONTROL, NEW)
    judged = {
        event.type
        for event in dossier.events
        for row in handovers([event], str, CALENDAR)
        if row.result
    }
    assert judged == {EventType.RECEIVED_BACK, EventType.RESOLVED}


def test_without_a_due_date_nothing_is_judged() -> None:
    dossier = life(Form.CONTROL, NEW)
    (row,) = handovers([replace(dossier.events[-1], due_before=None)], str, CALENDAR)
    assert row.result == ""
