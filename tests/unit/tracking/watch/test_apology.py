"""The draft of an apology: what it says, what it leaves to the officer, whom it does not name."""

from __future__ import annotations

import pytest

from services.tracking.watch import apology
from services.tracking.watch.apology import Draft
from shared.clock import LegalClock, TermUnit, local
from shared.dossier import moves
from shared.dossier.dossier import Dossier
from tests.unit.clock.samples import CALENDAR
from tests.unit.dossier.moving import OFFICER, SECRET_NAME, at, with_rules
from tests.unit.tracking.watch.planning import accepted, submitted


def drafted(dossier: Dossier, moment: str = "2026-03-05 07:35", days: int = 5) -> Draft:
    """The draft as it is made at a local moment."""
    found = apology.draft(dossier, CALENDAR, days, at(moment))
    assert found is not None
    return found


def test_it_says_what_was_promised_and_what_is_proposed() -> None:
    text = drafted(accepted("2026-03-02 08:00", 5)).vi
    assert "Hồ sơ H24.X001-260302-0001 (Đăng ký khai sinh)" in text
    assert "tiếp nhận lúc 08:00 thứ Hai 02/03/2026" in text
    assert "hẹn trả kết quả lúc 08:00 thứ Hai 09/03/2026" in text
    assert "quả vào lúc 08:00 thứ Hai 16/03/2026" in text


def test_it_says_the_same_in_english() -> None:
    text = drafted(accepted("2026-03-02 08:00", 5)).en
    assert "received at 08:00 on Monday 2 March 2026" in text
    assert "due at 08:00 on Monday 9 March 2026" in text
    assert "return the result at 08:00 on Monday 16 March 2026" in text


def test_the_reason_is_left_to_the_officer_in_one_marked_place() -> None:
    draft = drafted(accepted())
    assert draft.vi.count("[lý do]") == draft.en.count("[reason]") == 1


@pytest.mark.parametrize(
    ("moment", "law", "law_en"),
    [
        ("2025-06-30 23:59", "Điều 19 Nghị định số 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP"),
        ("2025-07-01 00:00", "Nghị định số 118/2025/NĐ-CP", "Decree 118/2025/NĐ-CP"),
    ],
)
def test_the_legal_basis_is_that_of_the_day(moment: str, law: str, law_en: str) -> None:
    draft = drafted(accepted(), moment)
    assert f"Căn cứ: {law}." in draft.vi
    assert f"Legal basis: {law_en}" in draft.en


@pytest.mark.parametrize(
    ("received", "days", "proposed"),
    [
        pytest.param("2026-03-02 08:00", 1, "2026-03-10 08:00", id="next_working_day"),
        pytest.param("2026-03-02 10:05", 5, "2026-03-16 10:05", id="keeps_its_time_of_day"),
        pytest.param("2027-01-22 09:00", 3, "2027-02-03 09:00", id="before_tet"),
        pytest.param("2027-01-22 09:00", 5, "2027-02-12 09:00", id="over_tet"),
        pytest.param("2020-12-21 09:00", 5, "2021-01-05 09:00", id="over_the_years_end"),
    ],
)
def test_the_proposal_is_so_many_working_days_after_the_due_date(
    received: str, days: int, proposed: str
) -> None:
    draft = drafted(accepted(received, 5), received, days)
    assert draft.proposed_due_at == at(proposed)


def test_the_proposal_is_one_that_the_extension_accepts() -> None:
    dossier = accepted("2026-03-02 08:00", 5)
    draft = drafted(dossier)
    after = moves.extend(
        dossier,
        OFFICER,
        at("2026-03-05 09:00"),
        CALENDAR,
        new_due=draft.proposed_due_at,
        apology=draft.vi,
    ).after
    assert after.due_at == draft.proposed_due_at


def test_it_names_nobody() -> None:
    draft = drafted(accepted())
    assert SECRET_NAME not in draft.vi + draft.en


def test_a_dossier_without_a_due_date_needs_no_apology() -> None:
    dossier = moves.accept(
        submitted(rules=with_rules(term=None)), OFFICER, at("2026-03-02 08:00"), CALENDAR
    ).after
    assert dossier.clock == LegalClock(started_at=at("2026-03-02 08:00"), term=None)
    assert apology.draft(dossier, CALENDAR, 5, at("2026-03-03 08:00")) is None


def test_calendar_days_get_a_proposal_in_working_days_too() -> None:
    dossier = accepted("2026-03-02 08:00", 10, TermUnit.DAYS)
    assert dossier.due_at == at("2026-03-12 08:00")
    assert local(drafted(dossier).proposed_due_at) == at("2026-03-19 08:00")
