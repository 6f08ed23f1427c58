"""Starting to pay: one attempt at a time, resumed as long as it lives, whatever the gateway does."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from services.payments import starting
from services.payments.model import Attempt, AttemptState, Order, OrderState
from tests.component.payments.far_ends import FarEnds, cancellation, ipn, tell_vnpay
from tests.component.payments.paying import (
    AMOUNT,
    agree,
    attempt,
    dues,
    fee_paid_events,
    filed,
    later,
    order,
    owing,
    start,
    started,
    swept,
    view,
)
from tests.support.people import JUSTICE_OFFICER, LAN, MINH, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("far_ends")


def national() -> None:
    agree(gateway="national")


def test_dues_show_what_the_caller_has_to_pay_line_by_line() -> None:
    dossier_id = owing()
    (due,) = dues().json["items"]
    assert (due["dossier_id"], due["amount"]) == (dossier_id, AMOUNT)
    assert [(line["kind"], line["amount"]) for line in due["lines"]] == [("fee", AMOUNT)]
    assert due["agency_name"]


def test_dues_are_ones_own_and_come_in_pages() -> None:
    first, second = owing(), owing()
    assert dues(MINH).json["items"] == []
    page = dues(limit="1").json
    rest = dues(limit="1", next=page["next"]).json
    assert [page["items"][0]["dossier_id"], rest["items"][0]["dossier_id"]] == [first, second]
    assert dues(MINH, next=page["next"]).status == 400


def test_what_is_paid_is_due_no_more() -> None:
    dossier_id = owing()
    tell_vnpay(ipn(started(dossier_id), AMOUNT))
    assert dues().json["items"] == []


def test_starting_gives_the_gateways_page_for_exactly_the_amount() -> None:
    answer = start(owing())
    query = parse_qs(urlsplit(answer.json["redirect_url"]).query)
    assert query["vnp_Amount"] == [str(AMOUNT * 100)]
    assert query["vnp_ReturnUrl"] == ["https://dvc.example.vn/pay/vnpay"]
    assert answer.json["expires_at"].endswith("+07:00")


def test_an_order_can_be_paid_before_the_queue_came_round() -> None:
    dossier_id = filed().dossier_id
    assert view(dossier_id).status == 404
    assert start(dossier_id).status == 200
    assert order(dossier_id).state is OrderState.OPEN


def test_starting_again_resumes_the_same_page() -> None:
    dossier_id = owing()
    assert start(dossier_id).json == start(dossier_id).json
    assert order(dossier_id).attempts == 1


def test_of_two_clicks_at_once_one_opens_the_page_and_the_other_is_told_to_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier_id, new = owing(), starting._new
    statuses: list[int] = []

    def overtaken(found: Order) -> Attempt:
        if not statuses:
            statuses.append(0)
            statuses[0] = start(dossier_id).status
        return new(found)

    monkeypatch.setattr(starting, "_new", overtaken)
    answer = start(dossier_id)
    assert (answer.status, statuses) == (409, [200])
    assert answer.headers["Retry-After"]
    assert start(dossier_id).json["number"] == order(dossier_id).attempts == 1


def test_after_a_cancellation_a_new_attempt_can_be_made() -> None:
    dossier_id = owing()
    tell_vnpay(cancellation(started(dossier_id), AMOUNT))
    assert start(dossier_id).json["number"] == 2


def test_after_its_fifteen_minutes_an_attempt_is_renewed() -> None:
    dossier_id = owing()
    start(dossier_id)
    with later(minutes=16):
        answer = start(dossier_id)
    assert answer.json["number"] == 2
    assert attempt(dossier_id, 1).state is AttemptState.EXPIRED


def test_who_paid_and_closed_the_tab_is_not_asked_to_pay_again(far_ends: FarEnds) -> None:
    dossier_id = owing()
    far_ends.paid[started(dossier_id)] = AMOUNT
    with later(minutes=16):
        answer = start(dossier_id)
    assert (answer.status, answer.json["type"]) == (409, "urn:motcua:problem:already-paid")
    assert order(dossier_id).state is OrderState.PAID
    swept()
    assert fee_paid_events(dossier_id) == 1


def test_no_second_page_is_opened_while_the_gateway_cannot_say_of_the_first(
    far_ends: FarEnds,
) -> None:
    dossier_id = owing()
    start(dossier_id)
    far_ends.down = True
    with later(minutes=16):
        assert start(dossier_id).status == 503
    assert order(dossier_id).attempts == 1


def test_a_gateway_that_is_down_is_said_clearly_and_the_order_is_resumed(far_ends: FarEnds) -> None:
    national()
    dossier_id, far_ends.down = owing(), True
    answer = start(dossier_id)
    assert (answer.status, answer.json["type"]) == (503, "urn:motcua:problem:gateway-unreachable")
    assert answer.json["detail"] and answer.json["detail_en"] and answer.headers["Retry-After"]
    far_ends.down = False
    assert start(dossier_id).json["number"] == 1
    references = [json.loads(post.body)["MaThamChieu"] for post in far_ends.posts]
    assert len(set(references)) == 1


def test_an_attempt_that_the_gateway_refuses_is_over(far_ends: FarEnds) -> None:
    national()
    dossier_id, far_ends.refuses = owing(), True
    assert start(dossier_id).status == 503
    assert (attempt(dossier_id).state, attempt(dossier_id).code) == (AttemptState.FAILED, "94")


def test_the_national_platform_gets_the_receipts_particulars(far_ends: FarEnds) -> None:
    national()
    dossier_id = owing()
    assert start(dossier_id).json["gateway"] == "national"
    told = json.loads(far_ends.posts[0].body)["ThongTinBienLai"]
    assert (told["MaHoSo"], told["HoTenNguoiNop"]) == (dossier_id, LAN.name)
    assert told["TKThuHuong"] == "3751"


def test_an_agency_may_use_another_gateway_and_account() -> None:
    account = {"number": "7", "holder": "UBND PHUONG", "bank": "BIDV"}
    agree(agencies={"H24.X001": {"gateway": "national", "account": account}})
    assert start(owing()).json["gateway"] == "national"


def test_before_any_agreement_payment_is_closed_and_says_so() -> None:
    agree(vnpay=None)
    dossier_id = owing()
    assert start(dossier_id).status == 503
    assert order(dossier_id).attempts == 0


def test_only_the_owner_starts_to_pay() -> None:
    dossier_id = owing()
    for who, status in ((MINH, 403), (WARD_OFFICER, 403), (None, 401)):
        assert start(dossier_id, who).status == status
    assert order(dossier_id).attempts == 0


def test_the_owner_and_the_agency_read_the_order_and_nobody_else() -> None:
    dossier_id = owing()
    start(dossier_id)
    seen = view(dossier_id).json
    assert (seen["state"], seen["overpaid"], len(seen["attempts"])) == ("open", False, 1)
    assert view(dossier_id, WARD_OFFICER).json == seen
    assert view(dossier_id, MINH).status == 403
    assert view(dossier_id, JUSTICE_OFFICER).status == 403
    assert view(dossier_id, None).status == 401


def test_a_paid_order_cannot_be_paid_again() -> None:
    dossier_id = owing()
    tell_vnpay(ipn(started(dossier_id), AMOUNT))
    assert start(dossier_id).json["type"] == "urn:motcua:problem:already-paid"
