"""The door by which aggregators bring SMS: their HTTP callback and its plain-text answer.

``contentType;messageType;info;``, where content type 0 is text, and message type 71 lets the
operator charge the sender while 72 refunds them.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl

from services.tracking.gsm import plain
from services.tracking.inbound import answering
from services.tracking.inbound.model import Inbound
from shared.messaging.agreements import Callback, NoAgreement, agreements
from shared.observability import log_failure, logger
from shared.web.api import PUBLIC, Api
from shared.web.plain import Plain
from shared.web.request import Request

PATH: Final = "/tracking/sms/inbound"
CHARGE, REFUND = 71, 72
NEEDED: Final = ("serviceNumber", "info", "userId")
MOST_FIELDS: Final = 30
FORBIDDEN: Final = 403
_SEPARATORS: Final = str.maketrans(";|", ",/")


def declare(api: Api) -> None:
    """Declare the door's routes."""
    api.get(PATH)(bring)
    api.post(PATH, allow=PUBLIC, keyed=False)(bring_form)


def bring(request: Request) -> Plain:
    """An SMS that an aggregator brings, with its account in ``user`` and ``password``.

    ``serviceNumber`` is the short code, ``commandCode`` the keyword, ``info`` the whole text and
    ``userId`` the sender; ``requestId`` or ``smsid``, where there is one, tells a repeat. The
    answer is ``contentType;messageType;info;``: type 71 charges the sender, 72 refunds them.
    """
    return _answer(request.parameters)


def bring_form(request: Request) -> Plain:
    """The same as a form, in the body or in the query. No Idempotency-Key is needed."""
    return _answer({**request.parameters, **_form(request.raw_body)})


def _answer(fields: Mapping[str, str]) -> Plain:
    """What the aggregator is answered; a failure of ours is answered too, and refunds."""
    try:
        return _refusal(fields) or _reply(fields)
    except Exception as error:
        log_failure("SMS failed", error, door="http")
        return _line(REFUND, answering.failed(fields.get("info", "")))


def _refusal(fields: Mapping[str, str]) -> Plain | None:
    """Why the call is none that an aggregator of ours would make, if so."""
    callback = _callback()
    if callback is None:
        logger.warning("SMS came before there was an agreement")
        return _line(REFUND, "He thong chua cau hinh")
    given = (fields.get("user", ""), fields.get("password", ""))
    if not _same(given, (callback.user, callback.password)):
        logger.warning("SMS callback refused")
        return Plain(_line(REFUND, "Sai tai khoan").text, FORBIDDEN)
    missing = [name for name in NEEDED if name not in fields]
    return _line(REFUND, f"Thieu tham so {', '.join(missing)}") if missing else None


def _callback() -> Callback | None:
    try:
        return agreements().callback
    except NoAgreement:
        return None


def _reply(fields: Mapping[str, str]) -> Plain:
    reply = answering.answer(_message(fields), datetime.now(UTC))
    return _line(CHARGE if reply.charge else REFUND, reply.text)


def _message(fields: Mapping[str, str]) -> Inbound:
    return Inbound(
        sender=fields["userId"],
        text=_text(fields["info"], fields.get("commandCode", "")),
        service_number=fields["serviceNumber"],
        door="http",
        id=fields.get("requestId") or fields.get("smsid") or "",
    )


def _text(info: str, command: str) -> str:
    """The whole text; some aggregators cut the keyword off."""
    begins = plain(info).upper().startswith(plain(command).upper())
    return info if begins else f"{command} {info}"


def _same(given: tuple[str, str], ours: tuple[str, str]) -> bool:
    """Whether both are ours, in a time that tells nothing of either."""
    pairs = zip(given, ours, strict=True)
    return all([hmac.compare_digest(theirs.encode(), own.encode()) for theirs, own in pairs])


def _form(body: bytes) -> dict[str, str]:
    """The fields of a form; none of what is no form."""
    try:
        found = parse_qsl(
            body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="replace"
        )
    except ValueError:
        return {}
    return dict(found)


def _line(message_type: int, text: str) -> Plain:
    return Plain(f"0;{message_type};{text.translate(_SEPARATORS)};")
