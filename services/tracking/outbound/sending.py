"""The way out for messages: SMS through the first provider that takes them, and e-mail.

A provider that cannot be connected to is left alone for `SILENT_SECONDS`, so that a whole batch
does not wait for it in turn.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from typing import Final
from urllib.parse import quote

from services.tracking.outbound import posting
from services.tracking.outbound.protocol import (
    ESMS,
    NEVER_TWICE,
    RECEIPTS,
    TELLS_REPEATS,
    Sms,
    SmsProvider,
)
from services.tracking.outbound.providers.esms import Esms
from services.tracking.outbound.providers.speedsms import Speedsms
from shared.messaging import agreements
from shared.messaging.agreements import NoAgreement, Provider
from shared.messaging.handing import Handed, NotHanded, Silent, Uncertain, Unreachable
from shared.messaging.mail import MAIL, Mail
from shared.observability import logger
from shared.settings import settings

SILENT_SECONDS: Final = 20.0
_silent_until: Final[dict[str, float]] = {}


def send_sms(
    sms: Sms, skip: Collection[str] = (), about_to: Callable[[str], None] | None = None
) -> Handed:
    """Hand an SMS to the first provider, in the agreements' order, that takes it.

    ``about_to`` is told the name of a provider that must not be asked twice, before it is asked.

    Raises:
        Unreachable: none of those that are not skipped could be asked.
        Uncertain: one may have sent it; nobody else was asked after that.
        Rejected: nobody will ever take it.
        NoAgreement: there is no provider at all.
    """
    agreed = agreements.agreements()
    if not agreed.providers:
        raise NoAgreement("no SMS provider")
    last = Unreachable("every provider is to be left out")
    for provider in map(_provider, agreed.providers):
        if provider.name in skip:
            continue
        try:
            return _ask(provider, sms, about_to)
        except Unreachable as error:
            last = error
    raise last


def send_mail(mail: Mail) -> Handed:
    """Hand an e-mail to the mail server.

    Raises:
        NotHanded: as the server answered, or did not.
        NoAgreement: there is no mail server.
    """
    from shared.messaging import smtp

    server = agreements.agreements().mail
    if server is None:
        raise NoAgreement("no mail server")
    _check_silence(MAIL)
    return _timed(MAIL, lambda: smtp.send(server, mail))


def receipts_url(provider: str) -> str:
    """Where a provider tells what became of a message."""
    token = quote(agreements.agreements().receipts_token, safe="")
    return f"{settings().public_url}/api{RECEIPTS}/{provider}/{token}"


def forget() -> None:
    """Drop what is remembered of providers, for tests."""
    _silent_until.clear()


def _provider(agreement: Provider) -> SmsProvider:
    if isinstance(agreement, agreements.Esms):
        return Esms(agreement, posting.post, receipts_url(ESMS))
    return Speedsms(agreement, posting.post)


def _ask(provider: SmsProvider, sms: Sms, about_to: Callable[[str], None] | None) -> Handed:
    """Ask one provider; one that tells repeats is asked once more at once when in doubt."""
    _check_silence(provider.name)
    if provider.name in NEVER_TWICE and about_to is not None:
        about_to(provider.name)
    try:
        return _timed(provider.name, lambda: provider.send(sms))
    except Uncertain:
        if provider.name not in TELLS_REPEATS:
            raise
        return _ask_again(provider, sms)


def _ask_again(provider: SmsProvider, sms: Sms) -> Handed:
    """Ask again what may have been sent; that it cannot be asked leaves the doubt."""
    try:
        return _timed(provider.name, lambda: provider.send(sms))
    except Unreachable as error:
        raise Uncertain(str(error), provider.name) from error


def _check_silence(name: str) -> None:
    if time.monotonic() < _silent_until.get(name, 0.0):
        raise Unreachable("was silent just now", name)


def _timed(name: str, send: Callable[[], Handed]) -> Handed:
    """Send, and log how that went; every failure names its provider."""
    began, outcome = time.perf_counter(), "fault"
    try:
        handed = send()
        outcome = "handed"
        return handed
    except NotHanded as error:
        error.provider, outcome = name, f"{type(error).__name__}: {error}"
        if isinstance(error, Silent):
            _silent_until[name] = time.monotonic() + SILENT_SECONDS
        raise
    finally:
        took = round((time.perf_counter() - began) * 1000, 1)
        logger.info("Message offered", provider=name, outcome=outcome, milliseconds=took)
