"""The page of all that was sent, and the form by which a person sends an SMS to the system."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta, timezone
from html import escape
from itertools import islice
from typing import TypeVar
from urllib.parse import urlencode

from infra.sandbox.messages.alphabet import parts, septets
from infra.sandbox.messages.ledger import (
    GIVEN_UP,
    NO_RECEIPT,
    TAKEN,
    WAITING,
    Exchange,
    Ledger,
    Mail,
    Sms,
)
from infra.sandbox.messages.markup import (
    EMPTY,
    EXCHANGE,
    FORM,
    MAIL,
    NOWHERE,
    ONE_PHONE,
    PAGE,
    SMS,
    STATE,
    WAY,
)
from infra.sandbox.messages.two_way import GET, POST, TOPIC, is_from

GMT_7 = timezone(timedelta(hours=7))
SHOWN = 100
"""How many of each kind the page shows."""
PROVIDERS = {"esms": "eSMS", "speedsms": "SpeedSMS"}
WAYS = {
    GET: ("Tổng đài gọi GET", "The aggregator calls GET"),
    POST: ("Tổng đài gọi POST", "The aggregator calls POST"),
    TOPIC: ("Chủ đề SNS của AWS", "AWS's SNS topic"),
}
RECEIPTS = {
    NO_RECEIPT: ("không báo", "no receipt"),
    WAITING: ("chờ báo", "receipt to come"),
    TAKEN: ("hệ thống đã nhận báo", "receipt taken by the system"),
    GIVEN_UP: ("hệ thống không nhận báo", "receipt not taken by the system"),
}
FATES = {True: ("Đến máy", "Delivered"), False: ("Không đến máy", "Not delivered")}
CHARGES = {
    True: ("Tính phí người gửi", "Sender charged"),
    False: ("Hoàn phí người gửi", "Sender refunded"),
    None: ("", ""),
}
REPLY_BELOW = ("Trả lời sẽ đến thành một tin nhắn SMS bên dưới", "The reply comes as an SMS below")
Kept = TypeVar("Kept", Sms, Mail, Exchange)


def inbox_page(ledger: Ledger, ways: Iterable[str], phone: str = "") -> str:
    """Everything newest first; with a phone (`09…`) what it got and sent alone."""
    own = ONE_PHONE.format(phone=escape(phone)) if phone else ""
    sms = (each for each in reversed(ledger.sms) if phone in ("", each.phone))
    exchanges = (e for e in reversed(ledger.exchanges) if not phone or is_from(e, phone))
    mails = () if phone else reversed(ledger.mails)
    return PAGE.format(
        form=_form(ways, phone) + own,
        exchanges=_listed(exchanges, _exchange),
        sms=_listed(sms, _sms),
        mails=_listed(mails, _mail),
        shown=SHOWN,
    )


def _form(ways: Iterable[str], phone: str) -> str:
    """The form, or in words that there is nowhere to send to."""
    choices = "\n".join(
        WAY.format(value=way, checked=" checked" * (n == 0), vi=WAYS[way][0], en=WAYS[way][1])
        for n, way in enumerate(ways)
    )
    return FORM.format(phone=escape(phone), ways=choices) if choices else NOWHERE


def _listed(kept: Iterable[Kept], show: Callable[[Kept], str]) -> str:
    return "\n".join(show(each) for each in islice(kept, SHOWN)) or EMPTY


def _sms(sms: Sms) -> str:
    fate = "" if sms.receipt in (NO_RECEIPT, WAITING) else _state(*FATES[sms.delivered])
    return SMS.format(
        at=_time(sms.at),
        provider=PROVIDERS[sms.provider],
        link=escape(f"/?{urlencode({'phone': sms.phone})}"),
        phone=escape(sms.phone),
        text=escape(sms.text),
        septets=septets(sms.text),
        parts=parts(sms.text),
        state=fate + _state(*RECEIPTS[sms.receipt]),
    )


def _mail(mail: Mail) -> str:
    return MAIL.format(
        at=_time(mail.at),
        to=escape(", ".join(mail.to)),
        subject=escape(mail.subject),
        text=escape(mail.text),
    )


def _exchange(exchange: Exchange) -> str:
    told = CHARGES[exchange.charged] if exchange.way != TOPIC else REPLY_BELOW
    if exchange.fault:
        told = ("Lỗi", exchange.fault)
    return EXCHANGE.format(
        at=_time(exchange.at),
        sender=escape(exchange.sender),
        way=WAYS[exchange.way][0],
        text=escape(exchange.text),
        reply=f"<blockquote>{escape(exchange.reply)}</blockquote>" if exchange.reply else "",
        state=_state(*told),
    )


def _state(vi: str, en: str) -> str:
    return STATE.format(vi=escape(vi), en=escape(en)) if vi else ""


def _time(at: float) -> str:
    return f"{datetime.fromtimestamp(at, GMT_7):%d/%m/%Y %H:%M:%S}"
