"""Paid dossiers and what officers and leaders do to give the money back."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from services.payments import refund_book, refunding
from services.payments.app import app
from services.payments.gateways import vnpay_signing
from services.payments.gateways.protocol import Post, Unreachable
from services.payments.model import Refund
from shared.clock import local
from tests.component.payments.far_ends import SECRET, FarEnds, ipn, tell_vnpay, transaction
from tests.component.payments.paying import AMOUNT, ORDER, owing, started
from tests.support.calling import Answer, Who, call
from tests.support.people import LEADER, WARD, WARD_OFFICER

WARD_LEADER = Who("leader-ward", "officer leader", agency=WARD, name="Bùi Thị Nga")
OTHER_LEADER = Who("leader-other", "leader", agency="H24.X002", name="Ngô Văn Tài")


def paid() -> str:
    """A dossier whose fee was paid at VNPAY."""
    dossier_id = owing()
    reference = started(dossier_id)
    assert tell_vnpay(ipn(reference, AMOUNT)).json["RspCode"] == "00"
    return dossier_id


def paid_twice() -> str:
    """A dossier whose fee was paid twice under one reference."""
    dossier_id = owing()
    reference = started(dossier_id)
    for number in (transaction(reference), "777"):
        tell_vnpay(ipn(reference, AMOUNT, vnp_TransactionNo=number))
    return dossier_id


def ask(dossier_id: str, amount: Any = AMOUNT, who: Who = WARD_OFFICER, **more: Any) -> Answer:
    """Ask for money back."""
    body = {"amount": amount, "reason": "Nộp nhầm hồ sơ"}
    path = {"dossier_id": dossier_id}
    return call(app, "POST", ORDER + "/refunds", path=path, body=body, who=who, **more)


def _decide(dossier_id: str, number: Any, what: str, body: Any, who: Who, **more: Any) -> Answer:
    path = {"dossier_id": dossier_id, "number": str(number)}
    resource = f"{ORDER}/refunds/{{number}}/{what}"
    return call(app, "POST", resource, path=path, body=body, who=who, **more)


def approve(dossier_id: str, number: Any = 1, who: Who = LEADER, **more: Any) -> Answer:
    """Approve a refund."""
    return _decide(dossier_id, number, "approval", None, who, **more)


def reject(dossier_id: str, number: Any = 1, who: Who = LEADER) -> Answer:
    """Reject a refund."""
    return _decide(dossier_id, number, "rejection", {"reason": "Đã trả kết quả"}, who)


def end(
    dossier_id: str, outcome: str = "done", reference: str = "FT26001", number: int = 1
) -> Answer:
    """Record what a statement shows of a refund."""
    body = {"outcome": outcome, "reference": reference}
    return _decide(dossier_id, number, "outcome", body, WARD_OFFICER)


def listed(who: Who = WARD_OFFICER, **query: str) -> Answer:
    """List refunds."""
    return call(app, "GET", "/payments/refunds", query=query, who=who)


def refund(dossier_id: str, number: int = 1) -> Refund:
    return refund_book.of_order(dossier_id)[number - 1]


def set_clock(monkeypatch: pytest.MonkeyPatch, **ahead: float) -> None:
    """The refunds' clock goes on from noon, far from midnight."""
    began = datetime.now(UTC)
    noon = local(began).replace(hour=12, minute=0) + timedelta(**ahead)
    monkeypatch.setattr(refunding, "now", lambda: noon + (datetime.now(UTC) - began))


class RefundDesk:
    """VNPAY's refunds in memory: it knows an asking by its name for a day, as the real one does.

    ``fates`` are the (code, status) of the next refunds, usually on its way (00, 05); ``lost`` is
    how many of the next answers do not reach us.
    """

    def __init__(self, ends: FarEnds) -> None:
        self.ends = ends
        self.fates: list[tuple[str, str]] = []
        self.lost = 0
        self.made: dict[str, dict[str, str]] = {}

    def send(self, post: Post) -> bytes:
        """Stands for ``sending.send``."""
        asked = json.loads(post.body)
        if asked.get("vnp_Command") != "refund":
            return self.ends.send(post)
        told = self._told(asked)
        if self.lost:
            self.lost -= 1
            raise Unreachable("the answer was lost for the test")
        signed = vnpay_signing.fields_signature(told, vnpay_signing.REFUND_ANSWER_FIELDS, SECRET)
        return msgspec.json.encode({**told, "vnp_SecureHash": signed})

    def _told(self, asked: dict[str, str]) -> dict[str, str]:
        about = {name: asked[name] for name in ("vnp_TxnRef", "vnp_TmnCode")}
        if asked["vnp_RequestId"] in self.made:
            return {**about, "vnp_ResponseCode": "94"}
        code, status = self.fates.pop(0) if self.fates else ("00", "05")
        self.made[asked["vnp_RequestId"]] = asked | {"code": code}
        number = f"8{len(self.made)}"
        told = {"vnp_TransactionStatus": status, "vnp_TransactionNo": number}
        return {**about, "vnp_ResponseCode": code, **told}

    @property
    def given_back(self) -> int:
        """VND that left."""
        took = (asked for asked in self.made.values() if asked["code"] == "00")
        return sum(int(asked["vnp_Amount"]) // 100 for asked in took)
