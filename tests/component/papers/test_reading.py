"""Who may see a dossier's papers, and what they get."""

from __future__ import annotations

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from shared.dossier import ledger, moves, queries
from shared.reference import store
from tests.component.papers.making import SYSTEM, fetch, make_all, names, read
from tests.component.payments.paying import filed
from tests.component.tracking import lives
from tests.support.calling import Who
from tests.support.people import (
    ADMINISTRATOR,
    JUSTICE_OFFICER,
    LAN,
    LEADER,
    MINH,
    WARD,
    WARD_OFFICER,
)

pytestmark = pytest.mark.usefixtures("papers")
CASHIER = Who("cashier-ward", "cashier", agency=WARD, name="Trần Thị Quỹ")
OTHER_CASHIER = Who("cashier-justice", "cashier", agency="H24.D02", name="Lê Văn Quỹ")
RECEPTION = "reception-000002"
READERS = [LAN, WARD_OFFICER, LEADER]
STRANGERS = [MINH, JUSTICE_OFFICER, OTHER_CASHIER]


def received() -> str:
    """A dossier with its reception paper."""
    dossier_id = lives.accepted().dossier_id
    make_all(dossier_id)
    return dossier_id


def paid() -> str:
    """A dossier with a receipt and a request for supplement."""
    dossier = filed()
    change = moves.pay_fee(dossier, SYSTEM, lives.now(), store.calendar(), payment="VNP-1")
    lives.waiting(ledger.append(change))
    make_all(dossier.dossier_id)
    return dossier.dossier_id


def test_a_list_names_each_paper_in_both_languages() -> None:
    answer = read(received())
    (paper,) = answer.json["items"]
    assert paper | {"made_at": ""} == {
        "paper_id": RECEPTION,
        "form": "reception",
        "number": "01",
        "title": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "title_en": "Receipt of the dossier and appointment for the result",
        "edition": "tt03-2025",
        "circular": "Thông tư số 03/2025/TT-VPCP",
        "made_at": "",
    }
    assert paper["made_at"].endswith("+07:00")


def test_a_dossier_without_papers_has_an_empty_list() -> None:
    assert read(lives.submitted().dossier_id).json["items"] == []


@pytest.mark.parametrize("who", READERS, ids=lambda w: w.subject)
def test_its_owner_and_its_agency_read(who: Who) -> None:
    dossier_id = received()
    assert names(read(dossier_id, who)) == [RECEPTION]
    assert fetch(dossier_id, RECEPTION, who).status == 200


@pytest.mark.parametrize("who", STRANGERS, ids=lambda w: w.subject)
def test_strangers_do_not(who: Who) -> None:
    dossier_id = received()
    for answer in (read(dossier_id, who), fetch(dossier_id, RECEPTION, who)):
        assert (answer.status, answer.json["type"]) == (403, "urn:motcua:problem:not-entitled")


@pytest.mark.parametrize(("who", "status"), [(None, 401), (ADMINISTRATOR, 403)])
def test_without_a_fitting_role_nobody_reads(who: Who | None, status: int) -> None:
    assert read(received(), who).status == status


def test_a_cashier_of_the_agency_sees_receipts_only() -> None:
    dossier_id = paid()
    assert names(read(dossier_id, LAN)) == ["receipt-000002", "supplement-000003"]
    assert names(read(dossier_id, CASHIER)) == ["receipt-000002"]
    assert fetch(dossier_id, "receipt-000002", CASHIER).status == 200
    assert fetch(dossier_id, "supplement-000003", CASHIER).status == 404


def test_an_agency_that_holds_the_dossier_reads_its_papers() -> None:
    dossier = lives.forwarded(lives.processing(lives.accepted()), "H24.CA")
    make_all(dossier.dossier_id)
    holder = Who("officer-linked", "officer", agency="H24.CA", name="Bùi Văn An")
    assert RECEPTION in names(read(dossier.dossier_id, holder))


def test_a_link_lives_five_minutes_and_names_its_file() -> None:
    dossier_id = received()
    answer = fetch(dossier_id, RECEPTION)
    link = urlsplit(answer.json["url"])
    query = parse_qs(link.query)
    assert answer.json["expires_in"] == 300 and query["X-Amz-Expires"] == ["300"]
    assert unquote(link.path).endswith(f"/papers/{dossier_id}/{RECEPTION}.pdf")
    assert query["response-content-disposition"] == [
        f"attachment; filename*=UTF-8''{dossier_id}-{RECEPTION}.pdf"
    ]


def test_who_asks_for_a_link_is_recorded() -> None:
    dossier_id = received()
    before = len(list(queries.accesses(dossier_id)))
    fetch(dossier_id, RECEPTION, WARD_OFFICER)
    *_, last = queries.accesses(dossier_id)
    assert len(list(queries.accesses(dossier_id))) == before + 1
    assert last.subject == WARD_OFFICER.subject
    assert last.route == f"GET /papers/dossiers/{{dossier_id}}/{RECEPTION}"


def test_a_list_alone_is_not_recorded_as_reading() -> None:
    dossier_id = received()
    before = len(list(queries.accesses(dossier_id)))
    read(dossier_id, WARD_OFFICER)
    assert len(list(queries.accesses(dossier_id))) == before


@pytest.mark.parametrize("paper_id", ["reception-000099", "x", "..", "reception-000002.pdf"])
def test_an_unknown_paper_is_not_found(paper_id: str) -> None:
    answer = fetch(received(), paper_id)
    assert (answer.status, answer.json["detail_en"]) == (404, "The dossier has no such paper.")


@pytest.mark.parametrize(
    ("code", "status"), [("H24.X001-261125-9999", 404), ("H24.X001", 400), ("' OR 1=1", 400)]
)
def test_a_code_that_is_no_dossiers(code: str, status: int) -> None:
    assert read(code).status == status


def test_a_list_costs_a_read_and_a_query() -> None:
    dossier_id = received()
    read(dossier_id)
    with lives.counted_calls() as calls:
        read(dossier_id)
    assert calls == {"GetItem": 1, "Query": 1}
