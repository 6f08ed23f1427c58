"""What an event adds: in any order, sums up to any day are what a plain recount finds."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from services.reports.counting.effects import Uncountable, effects
from services.reports.counting.measures import STOCKS, Measure
from shared.dossier.dossier import Change
from shared.dossier.events import EventData, EventType, PublicEvent, public
from shared.dossier.status import Action, Status
from tests.support.histories import Life, happened, lives, many_lives, stock
from tests.unit.dossier.moving import (
    FRIDAY,
    LINKED,
    NEXT_MONDAY,
    OWN,
    at,
    in_status,
    make,
    owing,
    processing,
    waiting,
)

COUNTED = [
    "received", "refused", "abandoned", "withdrawn", "early", "on_time", "late", "returned",
]  # fmt: skip
Sums = Counter[tuple[date, str]]


def summed(events: list[PublicEvent]) -> Sums:
    found: Sums = Counter()
    for event in events:
        for effect in effects(event):
            found[effect.day, effect.measure.value] += effect.amount
    return found


def days(life: Life) -> list[date]:
    first = life[0].business_date
    span = (life[-1].business_date - first).days + 40
    return [first + timedelta(days=n) for n in range(span)]


@given(lives(), st.randoms())
def test_on_every_day_flows_and_stocks_are_what_a_recount_finds(life: Life, chance: Random) -> None:
    events = list(life)
    chance.shuffle(events)
    sums, standing = summed(events), Counter[str]()
    for day in days(life):
        standing.update({m.value: sums[day, m.value] for m in STOCKS})
        assert +standing == stock(life, day), day
        found = happened(life, day)
        assert {m: sums[day, m] for m in COUNTED} == {m: found[Measure(m)] for m in COUNTED}, day


@given(many_lives())
def test_what_was_received_is_resolved_withdrawn_or_open(found: list[Life]) -> None:
    for life in found:
        total = Counter[str]()
        for (_, measure), amount in summed(life).items():
            total[measure] += amount
        ended = sum(total[m] for m in ("early", "on_time", "late", "withdrawn"))
        is_open = life[-1].status_after in (2, 4, 5, 6, 8)
        received = any(event.type is EventType.ACCEPTED for event in life)
        assert total["received"] - ended == int(is_open and received)


def only(change: Change) -> PublicEvent:
    (event,) = change.events
    return public(event)


def measures(event: PublicEvent) -> dict[str, int]:
    return {effect.measure.value: effect.amount for effect in effects(event)}


def test_a_linked_agency_has_no_part_in_the_count() -> None:
    event = only(make(Action.FORWARD, processing()))
    assert event.held_by == LINKED
    assert {effect.cell.agency_code for effect in effects(event)} == {OWN}
    assert measures(event) == {"forwarded": 1}


def test_a_result_in_time_takes_its_dossier_out_before_it_was_ever_overdue() -> None:
    found = effects(only(make(Action.RESOLVE, processing(), when=FRIDAY)))
    assert {(e.day, e.measure.value, e.amount) for e in found} == {
        (date(2026, 3, 6), "early", 1),
        (date(2026, 3, 10), "overdue", -1),
    }


def test_a_result_on_the_due_date_is_on_time() -> None:
    assert "on_time" in measures(only(make(Action.RESOLVE, processing(), when=NEXT_MONDAY)))


def test_a_late_result_leaves_the_overdue_stock_on_its_own_day() -> None:
    late = at("2026-03-12 09:00")
    found = effects(only(make(Action.RESOLVE, processing(), when=late)))
    assert {(e.day, e.measure.value, e.amount) for e in found} == {
        (date(2026, 3, 12), "late", 1),
        (date(2026, 3, 12), "overdue", -1),
    }


def test_a_withdrawal_before_reception_is_none_of_the_received() -> None:
    asked = waiting(Status.REGISTERED)
    assert measures(only(make(Action.WITHDRAW, asked))) == {"abandoned": 1}
    after = waiting(Status.PROCESSING)
    assert measures(only(make(Action.WITHDRAW, after))) == {"withdrawn": 1, "supplement": -1}


def test_a_fee_paid_at_a_gateway_counts_as_online_with_its_money_by_kind() -> None:
    event = only(make(Action.PAY_FEE, owing()))
    assert measures(event) == {"paid_online": 1, "charge_online": 8000} | (
        {"fee_online": event.data.fee_amount} if event.data.fee_amount else {}
    )


def test_a_payment_that_does_not_say_how_keeps_its_money_apart() -> None:
    event = only(make(Action.PAY_FEE, owing()))
    old = replace(event, data=EventData(fee_total=8000, payment="x"))
    assert measures(old) == {"paid_otherwise": 1, "money_otherwise": 8000}


def test_a_refund_counts_what_went_back_and_takes_no_payment_away() -> None:
    event = only(make(Action.REFUND_FEE, make(Action.PAY_FEE, owing()).after))
    assert measures(event) == {"refunds": 1, "money_refunded": 5_000}


def test_a_rating_counts_once_under_each_question() -> None:
    event = only(make(Action.RATE, in_status(Status.RETURNED)))
    assert measures(event) == {
        "overall_very_satisfied": 1,
        "convenience_satisfied": 1,
        "attitude_dissatisfied": 1,
    }


def test_a_correction_that_does_not_say_of_which_day_cannot_be_counted() -> None:
    done = make(Action.RESOLVE, processing(), when=FRIDAY).after
    event = only(make(Action.CORRECT, done, when=NEXT_MONDAY))
    with pytest.raises(Uncountable):
        effects(replace(event, data=EventData()))


def test_a_correction_takes_the_result_back_on_its_own_day() -> None:
    done = make(Action.RESOLVE, processing(), when=FRIDAY).after
    found = effects(only(make(Action.CORRECT, done, when=NEXT_MONDAY)))
    assert {(e.day, e.measure.value, e.amount) for e in found} == {
        (date(2026, 3, 6), "early", -1),
        (date(2026, 3, 10), "overdue", 1),
    }
