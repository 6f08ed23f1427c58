"""The public dashboard's figures, and that it stays small in a large province."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from services.reports.boards.public import MONTHS, PublicBoard, board
from services.reports.counting.figures import Line
from services.reports.periods import months_before
from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency, AgencyKind, Field, Tier

NOW = datetime(2026, 11, 25, 3, tzinfo=UTC)
TODAY = date(2026, 11, 25)
ENDED = date(2025, 7, 1)
LONG_NAME = "Ủy ban nhân dân phường có tên dài như tên dài nhất của thành phố"


def agency(code: str, **different: Any) -> Agency:
    usual = {
        "name": LONG_NAME,
        "name_en": "People's Committee of the ward with the longest name of all",
        "kind": AgencyKind.PEOPLES_COMMITTEE,
        "tier": Tier.COMMUNE,
        "parent": "H24",
        "valid_from": date(2020, 1, 1),
        "source": "test",
    }
    return Agency(code=code, **{**usual, **different})


def line(agency: str = "", field: str = "", channel: str = "online", **flow: int) -> Line:
    return Line(
        agency_code=agency, field_code=field, level=4, channel=channel, opening={}, flow=flow
    )


def made(lines: list[Line], by_field: list[Line], *agencies: Agency) -> PublicBoard:
    """A dashboard whose last month has the lines."""
    months = [(period, ()) for period in months_before(TODAY, MONTHS)]
    filled = (*months[:-1], (months[-1][0], tuple(lines)))
    fields = [Field(code="TP", name="Hộ tịch", name_en="Civil status")]
    return board(filled, by_field, AgencyTree(agencies), fields, NOW, TODAY)


def test_the_share_on_time_is_of_results_and_the_share_online_of_receptions() -> None:
    lines = [
        line("H24.X1", received=6, early=2, on_time=3, late=1),
        line("H24.X1", channel="counter", received=3, late=2),
    ]
    total = made(lines, [], agency("H24.X1")).total
    assert (total.received, total.resolved, total.late) == (9, 8, 3)
    assert (total.on_time, total.online) == (0.625, 0.6667)


@pytest.mark.parametrize("flow", [{"received": 2}, {"withdrawn": 2}])
def test_of_nothing_there_is_no_share(flow: dict[str, int]) -> None:
    lines = [msgspec.structs.replace(line("H24.X1"), flow=flow)]
    total = made(lines, [], agency("H24.X1")).total
    assert total.on_time is None
    assert total.online == (1 if "received" in flow else None)


def test_what_an_ended_agency_left_stands_under_its_one_successor() -> None:
    old = agency("H24.X1", valid_to=ENDED, successors=("H24.X2",))
    lines = [line("H24.X1", received=2), line("H24.X2", received=3)]
    (found,) = made(lines, [], old, agency("H24.X2")).agencies
    assert (found.code, found.received) == ("H24.X2", 5)


def test_who_received_and_resolved_nothing_is_left_out() -> None:
    lines = [line("H24.X1", submitted=2), line("H24.X2", received=1)]
    found = made(lines, [], agency("H24.X1"), agency("H24.X2")).agencies
    assert [each.code for each in found] == ["H24.X2"]


def test_fields_are_named_and_an_unknown_one_is_its_code() -> None:
    found = made([], [line(field="TP", received=1), line(field="ZZ", received=1)]).fields
    assert [(each.code, each.name, each.name_en) for each in found] == [
        ("TP", "Hộ tịch", "Civil status"),
        ("ZZ", "ZZ", "ZZ"),
    ]


def test_a_province_of_three_hundred_agencies_and_fields_stays_below_100_kb() -> None:
    codes = [f"H24.X{n:03}" for n in range(300)]
    lines = [line(code, received=12345, early=6789, late=1234) for code in codes]
    by_field = [line(field=f"F{n:03}", received=12345, early=6789) for n in range(120)]
    found = made(lines, by_field, *map(agency, codes))
    assert len(found.agencies) == len(codes)
    assert len(msgspec.json.encode(found)) < 100_000
