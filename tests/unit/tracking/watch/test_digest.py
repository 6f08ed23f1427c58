"""The e-mail that names what an agency's people were warned of: to whom, and what it says."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from services.tracking.watch import digest
from services.tracking.watch.apology import Draft
from services.tracking.watch.plan import StageKind
from services.tracking.watch.warned import Warned
from shared.reference.agencies import AgencyTree
from shared.reference.messaging import Mailboxes, Messaging
from shared.reference.model import Agency
from tests.unit.catalogue.samples import agency, city
from tests.unit.dossier.moving import at

TODAY = date(2026, 3, 9)
CITY, WARD = "H24", "H24.X001"
URL = "https://motcua.example.vn"
MISSED = (StageKind.DUE_MISSED, StageKind.RECEPTION_MISSED)
SOON = (StageKind.DUE_SOON, StageKind.RECEPTION_SOON, StageKind.APOLOGY_DRAFT)


def warned(kind: StageKind = StageKind.DUE_SOON, **different: Any) -> Warned:
    """A ward is warned of a birth registration."""
    usual = Warned(
        kind=kind,
        dossier_id="H24.X001-260302-0001",
        agency_code=WARD,
        procedure_code="1.001193",
        procedure_name="Đăng ký khai sinh",
        deadline=at("2026-03-10 08:00"),
        warned_at=at("2026-03-09 08:00"),
    )
    return msgspec.structs.replace(usual, **different)


def tree(*more: dict[str, Any]) -> AgencyTree:
    """The city and its ward, with others."""
    return AgencyTree(msgspec.convert([city(), agency(), *more], list[Agency]))


def policy(**mailboxes: Mailboxes) -> Messaging:
    """Mailboxes by agency, dots written as underscores."""
    return Messaging(mailboxes={code.replace("_", "."): m for code, m in mailboxes.items()})


OFFICERS = Mailboxes(officers=("officers@example.vn",))
LEADERS = Mailboxes(leaders=("leaders@example.vn",))
BOTH = Mailboxes(officers=("officers@example.vn",), leaders=("leaders@example.vn",))


@pytest.mark.parametrize("kind", SOON)
def test_what_comes_near_is_told_to_the_agencys_officers(kind: StageKind) -> None:
    to = digest.mailbox(warned(kind), tree(), policy(H24_X001=BOTH, H24=BOTH), TODAY)
    assert to == ("officers@example.vn",)


@pytest.mark.parametrize("kind", MISSED)
def test_what_was_missed_is_told_to_the_agencys_leaders(kind: StageKind) -> None:
    to = digest.mailbox(warned(kind), tree(), policy(H24_X001=BOTH), TODAY)
    assert to == ("leaders@example.vn",)


@pytest.mark.parametrize("kind", MISSED)
def test_an_agency_without_leaders_has_the_nearest_above(kind: StageKind) -> None:
    middle = agency(code="H24.D02", name="Sở Tư pháp", tier="province")
    below = agency(code="H24.D02.01", parent="H24.D02")
    boxes = policy(H24_D02=LEADERS, H24=Mailboxes(leaders=("city@example.vn",)))
    for code, leader in (("H24.D02.01", "leaders@example.vn"), (WARD, "city@example.vn")):
        found = digest.mailbox(warned(kind, agency_code=code), tree(middle, below), boxes, TODAY)
        assert found == (leader,)


def test_officers_of_another_agency_are_not_told() -> None:
    assert digest.mailbox(warned(), tree(), policy(H24=BOTH), TODAY) == ()


def test_where_no_mailbox_was_published_nobody_is_told() -> None:
    for kind in StageKind:
        assert digest.mailbox(warned(kind), tree(), Messaging(), TODAY) == ()


def test_who_took_over_an_agencys_work_gets_its_warnings() -> None:
    former = agency(code="H24.Q1", valid_to="2025-07-01", successors=[WARD])
    found = warned(agency_code="H24.Q1")
    boxes = policy(H24_X001=OFFICERS, H24_Q1=Mailboxes(officers=("gone@example.vn",)))
    assert digest.mailbox(found, tree(former), boxes, TODAY) == ("officers@example.vn",)


def test_leaders_above_a_former_agency_are_those_of_its_last_parent() -> None:
    former = agency(code="H24.Q1", valid_to="2025-07-01", successors=[WARD])
    found = warned(StageKind.DUE_MISSED, agency_code="H24.Q1")
    assert digest.mailbox(found, tree(former), policy(H24=LEADERS), TODAY) == LEADERS.leaders


def text(*warnings: Warned) -> str:
    """What the digest of some warnings says."""
    return digest.compose(("a@example.vn",), warnings, URL).text


def test_a_warning_is_a_code_a_procedure_a_due_date_and_a_link() -> None:
    assert (
        "- H24.X001-260302-0001 · Đăng ký khai sinh · hạn 08:00 thứ Ba 10/03/2026\n"
        "  https://motcua.example.vn/api/tracking/lookup/H24.X001-260302-0001/page"
    ) in text(warned())


def test_all_kinds_stand_under_their_names_missed_ones_first() -> None:
    found = text(*(warned(kind) for kind in (*SOON, *MISSED)))
    names = ("Quá hạn trả", "Sắp đến hạn trả", "Cần xin lỗi")
    places = [found.index(name) for name in names]
    assert places == sorted(places)
    assert "Result overdue (1)" in found and "Reception deadline near (1)" in found


def test_the_most_urgent_dossier_comes_first() -> None:
    late = warned(dossier_id="H24.X001-260302-0002", deadline=at("2026-03-09 17:00"))
    found = text(warned(), late)
    assert found.index("0002") < found.index("0001 ·")


def test_a_flood_is_counted_not_listed() -> None:
    many = [warned(dossier_id=f"H24.X001-260302-{n:04d}") for n in range(1, digest.LINES + 31)]
    found = text(*many)
    assert found.count("- H24.X001") == digest.LINES
    assert "… và 30 hồ sơ khác / and 30 more" in found
    assert digest.compose((), many, URL).subject.startswith(f"{len(many)} cảnh báo")


def test_the_same_warnings_make_the_same_reference_whatever_their_order() -> None:
    one, other = warned(), warned(StageKind.APOLOGY_DRAFT)
    first, second, third = (
        digest.compose(("a@example.vn",), some, URL).reference
        for some in ((one, other), (other, one), (one,))
    )
    assert first == second != third


def test_the_draft_is_not_mailed() -> None:
    draft = Draft(vi="Kính gửi", en="Dear", proposed_due_at=at("2026-03-16 08:00"))
    found = text(warned(StageKind.APOLOGY_DRAFT, draft=draft))
    assert "Kính gửi" not in found and "Dear" not in found
