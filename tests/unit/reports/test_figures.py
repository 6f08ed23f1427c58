"""Lines added up, and what follows from them."""

from __future__ import annotations

from services.reports.counting.figures import Line, Sums, add, total
from services.reports.counting.measures import Measure


def line(opening: dict[str, int] | None = None, **flow: int) -> Line:
    return Line(level=4, channel="online", opening=opening or {}, flow=flow)


def sums(opening: dict[str, int] | None = None, **flow: int) -> Sums:
    return total([line(opening, **flow)])


def test_tallies_are_added_measure_by_measure() -> None:
    assert add({"early": 1}, {"early": 2, "late": 1}) == {"early": 3, "late": 1}


def test_lines_are_added_before_and_within_the_period_apart() -> None:
    found = total([line({"received": 2}, early=1), line({"received": 3}, early=4)])
    assert (found.opening, found.flow) == ({"received": 5}, {"early": 5})


def test_adding_leaves_the_lines_as_they_were() -> None:
    one = line({"received": 2}, early=1)
    total([one, one])
    assert one == line({"received": 2}, early=1)


def test_the_sum_of_no_lines_is_nothing() -> None:
    assert total([]).is_empty


def test_carried_over_is_what_was_received_before_and_had_not_ended() -> None:
    found = sums({"received": 10, "early": 2, "on_time": 1, "late": 1, "withdrawn": 1}, received=9)
    assert found.carried_over == 5


def test_refused_and_abandoned_dossiers_were_never_received() -> None:
    assert sums({"submitted": 5, "refused": 2, "abandoned": 3}).carried_over == 0


def test_open_is_what_is_left_at_the_end() -> None:
    found = sums({"received": 4}, received=6, early=1, on_time=1, late=1, withdrawn=2)
    assert (found.received, found.resolved, found.open) == (6, 3, 5)


def test_returning_a_result_changes_nothing_of_what_is_open() -> None:
    assert sums(received=2, early=1, returned=1).open == 1


def test_overdue_stock_is_the_sum_of_its_changes_up_to_the_end() -> None:
    found = sums({"received": 3, "overdue": 2}, overdue=-1)
    assert (found.open_overdue, found.open_in_term) == (1, 2)


def test_what_waits_is_within_the_term() -> None:
    found = sums({"received": 4, "supplement": 1}, duty=1, stopped=1)
    assert (found.waiting, found.open_in_term) == (3, 4)


def test_unreceived_is_what_still_stands_at_the_counter() -> None:
    found = sums({"submitted": 3, "received": 1}, submitted=5, received=2, refused=1, abandoned=1)
    assert found.unreceived == 3


def test_before_happened_and_at_the_end_are_three_sums() -> None:
    found = sums({"early": 2, "late": 1}, early=4)
    assert found.before(Measure.EARLY, Measure.LATE) == 3
    assert found.happened(Measure.EARLY, Measure.LATE) == 4
    assert found.at_end(Measure.EARLY, Measure.LATE) == 7


def test_a_line_of_open_dossiers_alone_is_not_empty() -> None:
    assert not sums({"received": 1}).is_empty
    assert not sums({"submitted": 1}).is_empty


def test_a_line_whose_dossiers_all_ended_before_the_period_is_empty() -> None:
    assert sums({"submitted": 1, "received": 1, "late": 1}, early=0).is_empty
