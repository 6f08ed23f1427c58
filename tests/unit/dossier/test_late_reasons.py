"""Why a result is late: named by the officer, counted once, taken back exactly."""

from __future__ import annotations

from datetime import datetime

import msgspec
import pytest

from shared.dossier import moves
from shared.dossier.dossier import Change, Dossier
from shared.dossier.events import Event, encode_public
from shared.dossier.status import LATE_REASON_NAMES, Action, LateReason
from tests.unit.dossier.moving import (
    CALENDAR,
    DOCUMENT,
    EXTENDED_TO,
    FRIDAY,
    LEADER,
    OFFICER,
    RESULT,
    accepted,
    at,
    make,
    processing,
    with_rules,
)

LATE = at("2026-03-30 08:00")


def resolve(
    dossier: Dossier, late_reason: LateReason | None = None, when: datetime = LATE
) -> Change:
    return moves.resolve(
        dossier,
        OFFICER,
        when,
        CALENDAR,
        result=RESULT,
        documents=(DOCUMENT,),
        late_reason=late_reason,
    )


def extended(late_reason: LateReason | None) -> Dossier:
    return moves.extend(
        processing(),
        OFFICER,
        FRIDAY,
        CALENDAR,
        new_due=EXTENDED_TO,
        apology="Xin lỗi",
        late_reason=late_reason,
    ).after


def reason(change: Change) -> str | None:
    return change.events[0].data.late_reason


def corrected(resolved: Change) -> Event:
    return moves.correct(resolved.after, LEADER, LATE, CALENDAR, reason="Ghi nhầm").events[0]


@pytest.mark.parametrize("named", list(LateReason))
def test_a_late_result_says_the_reason_that_the_officer_names(named: LateReason) -> None:
    assert reason(resolve(processing(), named)) == named


def test_a_result_in_time_carries_no_reason_whatever_was_named() -> None:
    assert reason(resolve(processing(), LateReason.STAFF, FRIDAY)) is None
    assert reason(resolve(extended(LateReason.STAFF), LateReason.OTHER, EXTENDED_TO)) is None


def test_a_result_that_is_late_after_its_extension_has_the_extensions_reason() -> None:
    assert reason(resolve(extended(LateReason.REGULATION))) == LateReason.REGULATION


def test_what_the_resolution_names_replaces_what_the_extension_named() -> None:
    assert reason(resolve(extended(LateReason.REGULATION), LateReason.TECHNICAL)) == (
        LateReason.TECHNICAL
    )


def test_a_late_result_without_any_reason_leaves_it_out() -> None:
    change = resolve(extended(None))
    assert change.events[0].data.in_time is False
    assert "late_reason" not in encode_public(change.events[0])


def test_a_dossier_without_a_term_is_never_late() -> None:
    dossier = accepted(rules=with_rules(term=None))
    assert reason(resolve(dossier, LateReason.STAFF)) is None


@pytest.mark.parametrize(
    ("when", "carried"), [(LATE, LateReason.STAFF), (FRIDAY, None)], ids=["late", "in time"]
)
def test_a_correction_repeats_exactly_what_the_resolution_carried(
    when: datetime, carried: LateReason | None
) -> None:
    resolved = resolve(processing(), LateReason.STAFF, when)
    assert reason(resolved) == corrected(resolved).data.late_reason == carried


def test_each_correction_repeats_its_own_resolution() -> None:
    first = resolve(processing(), LateReason.STAFF)
    back = make(Action.CORRECT, first.after, when=LATE).after
    second = resolve(back, LateReason.COORDINATION)
    assert corrected(second).data.late_reason == LateReason.COORDINATION


def test_a_reason_once_named_outlives_the_correction() -> None:
    back = make(Action.CORRECT, resolve(processing(), LateReason.STAFF).after, when=LATE).after
    assert back.result_late_reason is None
    assert reason(resolve(back)) == LateReason.STAFF


def test_the_head_keeps_the_reasons_as_it_is_stored() -> None:
    dossier = resolve(processing(), LateReason.FORCE_MAJEURE).after
    stored = msgspec.json.decode(msgspec.json.encode(dossier), type=Dossier)
    assert (stored.late_reason, stored.result_late_reason) == (
        LateReason.FORCE_MAJEURE,
        LateReason.FORCE_MAJEURE,
    )


def test_a_head_and_an_event_without_reasons_are_stored_as_before_there_were_any() -> None:
    change = make(Action.RESOLVE, processing(), when=FRIDAY)
    assert b"late_reason" not in msgspec.json.encode(change.after)
    assert b"late_reason" not in msgspec.json.encode(change.events[0])


def test_every_reason_has_words_of_its_own_in_both_languages() -> None:
    assert set(LATE_REASON_NAMES) == set(LateReason)
    words = [word for names in LATE_REASON_NAMES.values() for word in names]
    assert all(words) and len(set(words)) == len(words)
