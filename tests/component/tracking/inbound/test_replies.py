"""Every status's reply, in both languages, for every agency the province ever had."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from services.tracking import gsm
from services.tracking.inbound.status_text import status_text
from shared.dossier.dossier import Dossier, Supplement
from shared.dossier.status import FeeState, Status
from shared.identity.people import Language
from shared.reference import store
from shared.reference.fees import FeeLine
from shared.reference.model import FeeKind
from tests.component.tracking import lives
from tests.component.tracking.inbound.texting import PERSONAL
from tests.support.publishing import province

pytestmark = pytest.mark.usefixtures("cloud")
NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
BEFORE, AFTER = datetime(2026, 11, 10, 3, tzinfo=UTC), datetime(2026, 12, 30, 10, tzinfo=UTC)
LANGUAGES: tuple[Language, ...] = ("vi", "en")
FEE = (
    FeeLine(
        item="fee",
        kind=FeeKind.FEE,
        name="Phí",
        name_en="Fee",
        amount=1_050_000,
        full_amount=1_050_000,
        legal_ref="",
    ),
)
DUE: dict[str, Any] = {"fee_state": FeeState.DUE, "fees": FEE}


def supplement(deadline: datetime) -> Supplement:
    """A supplement that was asked for."""
    return Supplement(asked_at=BEFORE, deadline=deadline)


S = Status
CASES: dict[str, dict[str, Any]] = {
    "registered": {"status": S.REGISTERED, "reception_due_at": AFTER},
    "registered, fee due": {"status": S.REGISTERED, "reception_due_at": AFTER, **DUE},
    "registered, late": {"status": S.REGISTERED, "reception_due_at": BEFORE},
    "accepted": {"status": S.ACCEPTED, "due_at": AFTER},
    "accepted, fee due": {"status": S.ACCEPTED, "due_at": AFTER, **DUE},
    "accepted, late": {"status": S.ACCEPTED, "due_at": BEFORE, **DUE},
    "accepted, no date": {"status": S.ACCEPTED, "due_at": None},
    "refused": {"status": S.REFUSED},
    "processing": {"status": S.PROCESSING, "due_at": AFTER},
    "processing, late, fee due": {"status": S.PROCESSING, "due_at": BEFORE, **DUE},
    "processing, no date": {"status": S.PROCESSING, "due_at": None},
    "supplement": {"status": S.SUPPLEMENT, "supplement": supplement(AFTER)},
    "supplement, late": {"status": S.SUPPLEMENT, "supplement": supplement(BEFORE)},
    "supplement, no date": {"status": S.SUPPLEMENT, "supplement": None},
    "financial duty": {"status": S.FINANCIAL_DUTY},
    "withdrawn": {"status": S.WITHDRAWN},
    "stopped": {"status": S.STOPPED},
    "resolved": {"status": S.RESOLVED},
    "resolved, fee due": {"status": S.RESOLVED, **DUE},
    "returned by post": {"status": S.RETURNED, "closed_at": BEFORE, "return_method": "post"},
    "returned, no date": {"status": S.RETURNED, "closed_at": None, "return_method": "counter"},
}
DATES = {
    "registered": ("17:00 30/12/2026", "17:00 30 Dec 2026"),
    "registered, late": ("10:00 10/11/2026", "10:00 10 Nov 2026"),
    "accepted": ("17:00 30/12/2026", "17:00 30 Dec 2026"),
    "accepted, late": ("10:00 10/11/2026", "10:00 10 Nov 2026"),
    "processing": ("17:00 30/12/2026", "17:00 30 Dec 2026"),
    "processing, late, fee due": ("10:00 10/11/2026", "10:00 10 Nov 2026"),
    "supplement": ("30/12/2026", "30 Dec 2026"),
    "supplement, late": ("10/11/2026", "10 Nov 2026"),
    "returned by post": ("10/11/2026", "10 Nov 2026"),
}


@pytest.fixture
def dossier(cloud: dict[str, str]) -> Dossier:
    """A dossier to make others of."""
    return lives.accepted()


def written(dossier: Dossier, case: str, language: Language, **changes: Any) -> str:
    """The reply about the dossier in that case."""
    made = msgspec.structs.replace(dossier, **CASES[case], **changes)
    return status_text(made, language, store.messaging(), NOW)


@pytest.mark.parametrize("case", CASES)
def test_it_is_one_message_with_code_and_date_whatever_the_agency(
    dossier: Dossier, case: str
) -> None:
    for agency in province()["agencies"]:
        code = f"{agency['code']}-261120-100001"
        for language in LANGUAGES:
            text = written(dossier, case, language, agency_code=agency["code"], dossier_id=code)
            assert gsm.is_gsm(text)
            assert gsm.length(text) <= gsm.SINGLE, text
            assert code in text
            assert DATES.get(case, ("", ""))[language == "en"] in text
            assert not text.endswith(gsm.CUT), text
            assert [word for word in PERSONAL if word in text] == []


def test_every_status_has_its_reply() -> None:
    assert {case["status"] for case in CASES.values()} == set(Status)


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("registered", "cho Phuong Thuy Nguyen tiep nhan, cham nhat 17:00 30/12/2026. Ban chua"),
        ("registered, fee due", "Moi nop phi, le phi 1.050.000 dong."),
        ("registered, late", "Phuong Thuy Nguyen cham tiep nhan, han la 10:00 10/11/2026; xin loi"),
        ("accepted", "Hen tra ket qua 17:00 30/12/2026. Ban chua can lam gi."),
        ("processing", "Phuong Thuy Nguyen dang giai quyet. Hen tra"),
        ("processing, late, fee due", "da qua hen tra 10:00 10/11/2026; xin loi ban."),
        ("supplement", "bo sung giay to cho Phuong Thuy Nguyen cham nhat 30/12/2026; qua han"),
        ("supplement, late", "da het han bo sung giay to 10/11/2026."),
        ("financial duty", "thuc hien nghia vu tai chinh theo thong bao"),
        ("refused", "khong tiep nhan. Dang nhap de xem ly do"),
        ("withdrawn", "da duoc rut."),
        ("stopped", "dang dung xu ly."),
        ("resolved", "Moi nhan tai Bo phan Mot cua, Phuong Thuy Nguyen, mang giay hen"),
        ("resolved, fee due", "Moi nop 1.050.000 dong phi, le phi va nhan tai"),
        ("returned by post", "da tra ket qua qua buu chinh ngay 10/11/2026."),
    ],
)
def test_it_says_what_the_citizen_needs(dossier: Dossier, case: str, said: str) -> None:
    assert said in written(dossier, case, "vi")


def test_a_reception_that_waits_for_its_fee_promises_no_date(dossier: Dossier) -> None:
    rules = msgspec.structs.replace(dossier.rules, pay_before="reception")
    text = written(dossier, "registered, fee due", "vi", rules=rules)
    assert "17:00" not in text
    assert "Moi nop phi" in text


def test_the_hotline_is_added_where_it_fits(dossier: Dossier) -> None:
    hotline = "DT 0225.3821.055"
    assert written(dossier, "withdrawn", "vi").endswith(hotline)
    assert hotline not in written(dossier, "accepted, late", "vi", agency_code="H24.X001")
