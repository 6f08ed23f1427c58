"""Paying by bank transfer: a VietQR that a banking app can read."""

from __future__ import annotations

import pytest

from services.payments.app import app
from services.payments.gateways import vietqr
from tests.component.payments.paying import AMOUNT, ORDER, agree, filed, owing
from tests.support.calling import Answer, Who, call
from tests.support.people import LAN, MINH, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("far_ends")

ACCOUNT = {"bin": "970436", "bank": "Vietcombank", "number": "0011001234567", "holder": "KHO BAC"}


def shown(dossier_id: str, who: Who = LAN) -> Answer:
    path = {"dossier_id": dossier_id}
    return call(app, "GET", ORDER + "/transfer", path=path, who=who)


def test_the_code_asks_for_exactly_what_is_due_under_the_dossiers_code() -> None:
    agree(transfer=ACCOUNT)
    dossier_id = owing()
    answer = shown(dossier_id).json
    asked = vietqr.read(answer["vietqr"])
    assert (asked.bank, asked.account, asked.amount) == ("970436", "0011001234567", AMOUNT)
    assert asked.purpose == dossier_id.replace(".", "").replace("-", "")
    assert answer["image"].startswith("<svg")


def test_an_agency_may_have_its_own_account() -> None:
    own = {**ACCOUNT, "number": "0099"}
    agree(transfer=ACCOUNT, agencies={"H24.X001": {"transfer": own}})
    assert shown(owing()).json["account"] == "0099"


def test_where_no_account_takes_transfers_it_is_said_so() -> None:
    agree()
    assert shown(owing()).status == 503


def test_before_the_order_is_opened_there_is_nothing_to_transfer() -> None:
    agree(transfer=ACCOUNT)
    assert shown(filed().dossier_id).status == 404


@pytest.mark.parametrize("who", [MINH, WARD_OFFICER])
def test_it_is_shown_to_its_owner_only(who: Who) -> None:
    agree(transfer=ACCOUNT)
    assert shown(owing(), who).status == 403
