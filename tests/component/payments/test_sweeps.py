"""The sweeps: what no confirmation told is found, and one bad order is nobody else's trouble."""

from __future__ import annotations

import pytest

from services.payments import asking, sweeps
from services.payments.gateways.protocol import Malformed
from services.payments.model import AttemptState, OrderState
from services.payments.sweeps import SweepIncomplete
from tests.component.payments.far_ends import FarEnds, ipn, tell_vnpay
from tests.component.payments.paying import (
    AMOUNT,
    agree,
    attempt,
    entries,
    fee_paid_events,
    later,
    order,
    owing,
    records,
    start,
    started,
    swept,
)
from tests.support.people import LAN, MINH

pytestmark = pytest.mark.usefixtures("far_ends")


def test_a_payment_found_by_the_sweep_has_the_effect_of_a_notice(far_ends: FarEnds) -> None:
    dossier_id = owing()
    reference = started(dossier_id)
    far_ends.paid[reference] = AMOUNT
    with later(minutes=20):
        assert swept()["asked"] == 1
    assert order(dossier_id).state is OrderState.PAID
    assert fee_paid_events(dossier_id) == 1
    assert [record.way for record in records(dossier_id)] == ["query"]
    assert tell_vnpay(ipn(reference, AMOUNT)).json["RspCode"] == "02"
    assert len(entries(dossier_id)) == 2


@pytest.mark.parametrize(
    ("minutes", "span", "asked"),
    [
        (14, "recent", 0),
        (16, "recent", 1),
        (29, "recent", 1),
        (31, "recent", 0),
        (29, "old", 0),
        (31, "old", 1),
        (60 * 24 * 2, "old", 1),
    ],
)
def test_each_sweep_has_its_own_ages(minutes: int, span: str, asked: int) -> None:
    started(owing())
    with later(minutes=minutes):
        assert swept(span)["asked"] == asked


def test_what_the_gateway_does_not_know_expires_and_is_asked_about_no_more() -> None:
    dossier_id = owing()
    started(dossier_id)
    with later(minutes=20):
        swept()
        assert attempt(dossier_id).state is AttemptState.EXPIRED
        assert swept()["asked"] == 0


def test_what_failed_is_recorded(far_ends: FarEnds) -> None:
    dossier_id = owing()
    far_ends.failed.add(started(dossier_id))
    with later(minutes=20):
        swept()
    assert attempt(dossier_id).state is AttemptState.FAILED


def test_what_stays_open_at_the_national_platform_is_asked_about_for_three_days() -> None:
    agree(gateway="national")
    dossier_id = owing()
    started(dossier_id)
    for hours, watched in ((1, True), (71, True), (73, False)):
        with later(hours=hours):
            swept("old")
        assert attempt(dossier_id).watched is watched


def test_a_payment_found_at_the_national_platform_needs_no_number_to_count(
    far_ends: FarEnds,
) -> None:
    agree(gateway="national")
    dossier_id = owing()
    far_ends.paid[started(dossier_id)] = AMOUNT
    with later(minutes=20):
        swept()
    assert fee_paid_events(dossier_id) == 1


def test_one_bad_order_stops_nobody_else_and_is_reported(
    far_ends: FarEnds, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, good = owing(LAN), owing(MINH)
    bad_reference = started(bad)
    start(good, MINH)
    far_ends.paid[attempt(good).reference] = AMOUNT
    ask = asking.ask

    def sometimes(place: object, found: object) -> object:
        if getattr(found, "reference", "") == bad_reference:
            raise Malformed("for the test")
        return ask(place, found)  # type: ignore[arg-type]

    monkeypatch.setattr(asking, "ask", sometimes)
    with later(minutes=20), pytest.raises(SweepIncomplete):
        swept()
    assert order(good).state is OrderState.PAID
    assert order(bad).state is OrderState.OPEN


def test_a_silent_gateway_is_asked_once_and_left_alone(far_ends: FarEnds) -> None:
    for _ in range(3):
        started(owing())
    far_ends.down = True
    before = len(far_ends.posts)
    with later(minutes=20), pytest.raises(SweepIncomplete):
        swept()
    assert len(far_ends.posts) == before + 1


def test_a_wrong_amount_found_by_the_sweep_is_kept_and_reported(far_ends: FarEnds) -> None:
    dossier_id = owing()
    far_ends.paid[started(dossier_id)] = AMOUNT + 1_000
    with later(minutes=20), pytest.raises(SweepIncomplete):
        swept()
    assert order(dossier_id).state is OrderState.OPEN
    assert [record.verdict for record in records(dossier_id)] == ["wrong_amount"]


def test_without_a_span_everything_old_enough_is_looked_after() -> None:
    started(owing())
    with later(minutes=31):
        assert sweeps.sweep({}, None)["asked"] == 1
