"""What providers tell of an SMS they took (báo cáo gửi tin): whether it was delivered.

A receipt may come twice, late, out of order, or before its notice can be found; then it is answered
with an error, and the provider comes again. What was delivered stays so.
"""

from __future__ import annotations

import hmac
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import unquote

import msgspec
from msgspec import Struct

from services.tracking.outbound import book, notice
from services.tracking.outbound.protocol import ESMS, RECEIPTS, SPEEDSMS
from services.tracking.outbound.providers import esms, speedsms
from shared.messaging.agreements import NoAgreement, agreements
from shared.observability import logger
from shared.web.api import PUBLIC, Api
from shared.web.plain import Plain
from shared.web.problems import Problem
from shared.web.request import Request

REPORT: Final = "report"
TAKEN: Final = Plain("OK")


class EsmsReceipt(Struct, frozen=True):
    """The query parameters of an eSMS receipt that we read."""

    request_id: str = msgspec.field(name="RequestId")
    status: str = msgspec.field(name="SendStatus")
    delivered: int = msgspec.field(name="SendSuccess", default=0)
    failed: int = msgspec.field(name="SendFailed", default=0)


class SpeedsmsReceipt(Struct, frozen=True, rename="camel"):
    """What we read of the body of a SpeedSMS receipt."""

    type: str
    tran_id: str | int = ""
    status: int = -1


def declare(api: Api) -> None:
    """Give the service the routes of the providers' receipts."""
    api.get(f"{RECEIPTS}/esms/{{token}}")(take_esms)
    api.post(f"{RECEIPTS}/speedsms/{{token}}", allow=PUBLIC, keyed=False)(take_speedsms)


def take_esms(request: Request) -> Plain:
    """eSMS tells what became of an SMS; it comes again until it is answered 200."""
    _check(request)
    try:
        told = msgspec.convert(request.parameters, EsmsReceipt, strict=False)
    except msgspec.ValidationError as error:
        raise _malformed() from error
    return _record(ESMS, told.request_id, esms.fate(told.status, told.delivered, told.failed))


def take_speedsms(request: Request) -> Plain:
    """SpeedSMS tells what became of an SMS, or something else, which is taken and forgotten.

    No Idempotency-Key is needed: it sends none, and a receipt that comes twice changes nothing.
    """
    _check(request)
    try:
        told = msgspec.json.decode(request.raw_body, type=SpeedsmsReceipt)
    except msgspec.DecodeError as error:
        raise _malformed() from error
    if told.type != REPORT:
        return TAKEN
    return _record(SPEEDSMS, str(told.tran_id), speedsms.fate(told.status))


def _record(provider: str, name_there: str, delivered: bool | None) -> Plain:
    """Note a receipt in its notice; one that says nothing final is taken and forgotten.

    Raises:
        Problem: 404 for an SMS that we do not know, or not yet.
    """
    if delivered is None:
        return TAKEN
    place = book.named(provider, name_there)
    kept = book.find(place) if place is not None else None
    if kept is None:
        raise Problem("not-found", "Không có tin nhắn này.", "There is no such message.")
    now = datetime.now(UTC)
    found = book.change(kept, lambda n: notice.reported(n, provider, delivered, now)).notice
    logger.info(
        "Receipt taken",
        dossier_id=found.dossier_id,
        provider=provider,
        delivered=delivered,
        state=found.state,
    )
    return TAKEN


def _check(request: Request[Any, Any]) -> None:
    """Let in who knows the token, in a time that tells nothing of it.

    Raises:
        Problem: 404 for anybody else.
    """
    try:
        ours = agreements().receipts_token
    except NoAgreement:
        ours = ""
    given = unquote(request.path["token"])
    if not (ours and hmac.compare_digest(given.encode(), ours.encode())):
        raise Problem("not-found")


def _malformed() -> Problem:
    return Problem(
        "invalid-input", "Báo cáo không đúng cấu trúc.", "The receipt is not in its form."
    )
