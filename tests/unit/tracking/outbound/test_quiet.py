"""Quiet hours: when a message may be sent."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from services.tracking.outbound import quiet
from services.tracking.outbound.kinds import Kind
from shared.clock import local
from shared.reference.messaging import Messaging
from tests.unit.dossier.moving import at

NIGHT = Messaging()


class Told(Struct, frozen=True, kw_only=True):
    """What of a message matters."""

    kind: Kind = Kind.GRANTED
    channel: str = "sms"
    at: datetime = at("2026-03-02 12:00")


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-03-02 20:59", "2026-03-02 20:59"),
        ("2026-03-02 21:00", "2026-03-03 07:00"),
        ("2026-03-02 23:59", "2026-03-03 07:00"),
        ("2026-03-03 00:00", "2026-03-03 07:00"),
        ("2026-03-03 06:59", "2026-03-03 07:00"),
        ("2026-03-03 07:00", "2026-03-03 07:00"),
        ("2026-12-31 22:00", "2027-01-01 07:00"),
        ("2028-02-28 22:00", "2028-02-29 07:00"),
    ],
)
def test_a_night_passes_over_midnight_and_ends_at_seven(moment: str, until: str) -> None:
    assert quiet.until(at(moment), NIGHT) == at(until)


@pytest.mark.parametrize(
    ("moment", "until"), [("11:59", "11:59"), ("12:00", "13:30"), ("13:29", "13:30")]
)
def test_quiet_hours_may_lie_within_a_day(moment: str, until: str) -> None:
    noon = Messaging(quiet_from=time(12), quiet_until=time(13, 30))
    assert quiet.until(at(f"2026-03-02 {moment}"), noon) == at(f"2026-03-02 {until}")


@pytest.mark.parametrize("hour", range(24))
def test_hours_that_end_when_they_begin_never_begin(hour: int) -> None:
    never = Messaging(quiet_from=time(0), quiet_until=time(0))
    moment = at(f"2026-03-02 {hour:02d}:30")
    assert quiet.until(moment, never) == moment


def test_an_email_does_not_wait() -> None:
    night = at("2026-03-02 23:00")
    assert quiet.earliest(Told(channel="email"), night, NIGHT) == night


@pytest.mark.parametrize("kind", Kind)
def test_only_what_the_person_has_just_done_themselves_is_urgent(kind: Kind) -> None:
    night = at("2026-03-02 23:00")
    urgent = {Kind.SUBMITTED, Kind.PAID, Kind.SUPPLEMENT_RECEIVED, Kind.WITHDRAWN}
    goes_at_once = quiet.earliest(Told(kind=kind, at=night), night, NIGHT) == night
    assert goes_at_once == (kind in urgent)


@pytest.mark.parametrize(("minutes", "waits"), [(59, False), (60, False), (61, True)])
def test_an_hour_later_it_is_urgent_no_more(minutes: int, waits: bool) -> None:
    paid = Told(kind=Kind.PAID, at=at("2026-03-02 23:00"))
    moment = paid.at + timedelta(minutes=minutes)
    assert (quiet.earliest(paid, moment, NIGHT) > moment) == waits


@given(
    moment=st.datetimes(min_value=datetime(2020, 1, 1), max_value=datetime(2035, 1, 1)),
    begin=st.times(),
    end=st.times(),
)
def test_the_end_is_never_before_the_moment_nor_a_day_after_it_and_is_not_quiet(
    moment: datetime, begin: time, end: time
) -> None:
    policy = Messaging(quiet_from=begin, quiet_until=end.replace(microsecond=0))
    now = at(moment.isoformat())
    found = quiet.until(now, policy)
    assert now <= found <= now + timedelta(days=1)
    assert quiet.until(found, policy) == found
    assert found == now or local(found).time() == policy.quiet_until
