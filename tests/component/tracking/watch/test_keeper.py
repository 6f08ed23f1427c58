"""The row of a watched dossier: as new as the newest head that was seen, whatever their order."""

from __future__ import annotations

from itertools import permutations

import pytest

from services.tracking.message_table import WatchItem
from services.tracking.watch import keeper
from shared.dossier import moves
from shared.dossier.dossier import Dossier
from shared.dossier.items import sortable
from tests.component.tracking import lives
from tests.component.tracking.watch import watched
from tests.component.tracking.watch.watched import made, row
from tests.unit.dossier.moving import at

pytestmark = pytest.mark.usefixtures("cloud")


def life() -> list[Dossier]:
    """A dossier's heads: submitted, accepted, asked for a supplement, withdrawn."""
    first = watched.submitted()
    second = made(moves.accept, first, "2026-03-02 09:00").after
    third = made(moves.ask_supplement, second, "2026-03-03 09:00", reason="thiếu").after
    return [first, second, third, made(moves.withdraw, third, "2026-03-04 09:00").after]


def shown(dossier: Dossier) -> tuple[object, ...]:
    """What the row says."""
    found = row(dossier)
    return found.version, found.pending, found.next_at


def test_a_row_points_at_the_first_stage() -> None:
    found = row(watched.submitted("2026-03-02 08:00"))
    assert found.next_at == sortable(at("2026-03-02 14:00"))
    assert found.pending is not None and found.pending.startswith("WATCH#")


def test_a_later_head_moves_the_row() -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    assert row(dossier).next_at == sortable(at("2026-03-05 07:30"))


def test_an_older_head_changes_nothing() -> None:
    first, second, *_ = life()
    keeper.keep(second, at("2026-03-02 09:00"))
    before = shown(second)
    keeper.keep(first, at("2026-03-02 09:01"))
    assert shown(second) == before


def test_the_same_head_again_changes_nothing() -> None:
    dossier = watched.accepted("2026-03-02 08:00")
    watched.row(dossier).update(actions=[WatchItem.next_at.set("later")])
    keeper.keep(dossier, at("2026-03-02 08:01"))
    assert row(dossier).next_at == "later"


def test_heads_in_any_order_leave_the_row_of_the_newest() -> None:
    heads = life()
    keeper.keep(heads[-1], at("2026-03-04 09:00"))
    wanted = shown(heads[-1])
    for order in permutations(heads[1:]):
        row(heads[0]).delete()
        for head in order:
            keeper.keep(head, at("2026-03-04 09:00"))
        assert shown(heads[0]) == wanted


def test_a_dossier_with_nothing_to_watch_leaves_the_index_and_keeps_its_version() -> None:
    dossier = watched.resolved(watched.accepted("2026-03-02 08:00"), "2026-03-03 08:00")
    assert shown(dossier) == (dossier.version, None, None)
    assert row(dossier).expires is None


def test_the_row_of_a_closed_dossier_goes_in_time() -> None:
    dossier = watched.moved(moves.withdraw, watched.submitted(), "2026-03-02 10:00")
    kept = at("2026-03-02 10:00") + keeper.KEPT
    assert row(dossier).expires == kept.timestamp()


def test_the_rows_hold_and_tell_no_personal_data() -> None:
    dossier = watched.waiting(watched.accepted(), "2026-03-03 08:00")
    text = str(row(dossier).attribute_values)
    assert dossier.applicant_name not in text and dossier.applicant_key not in text


def test_keeping_is_one_write_and_nothing_else() -> None:
    dossier = watched.accepted()
    later = made(moves.withdraw, dossier, "2026-03-03 08:00").after
    with lives.counted_calls() as calls:
        keeper.keep(later, at("2026-03-03 08:00"))
        keeper.keep(dossier, at("2026-03-03 08:00"))
    assert calls == {"PutItem": 2}
