"""Two sweeps find what no confirmation told: a payment found so has the effect of a notice.

Every 15 minutes attempts of the last 15 to 30 minutes are asked about, every night the rest. Both
also tell dossiers of payments and refunds they do not know of yet and ask again for refunds that no
gateway answered. One bad order stops nobody else's; a gateway that does not answer is left alone
until the next run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from services.payments import asking, book, refund_book, refunding, telling
from services.payments.book import Place
from services.payments.gateways.protocol import Unreachable, Verdict
from services.payments.model import GatewayName
from shared.observability import log_failure, logger

YOUNG, OLD = timedelta(minutes=15), timedelta(minutes=30)
RECENT: Final = "recent"


class SweepIncomplete(RuntimeError):
    """Something could not be looked after; it stays for the next sweep, and the alarm tells."""


class WrongAmount(RuntimeError):
    """A gateway says that another amount was paid than it was asked for."""


def sweep(event: dict[str, Any], _: object) -> dict[str, int]:
    """Lambda handler of both schedules; ``span`` is ``recent`` or ``old``.

    Raises:
        SweepIncomplete: at the end, if anything failed.
    """
    now, nightly = datetime.now(UTC), event.get("span") != RECENT
    since, until = (None, now - OLD) if nightly else (now - OLD, now - YOUNG)
    asked, unasked = _ask_all(book.watched(since, until))
    told, untold = _tell_all(book.untold())
    unsent = _resume_all(refund_book.unanswered(), nightly)
    failed = unasked + untold + unsent
    logger.info("Payments swept", asked=asked, told=told, failed=failed)
    if failed:
        raise SweepIncomplete(f"{unasked} attempts, {untold} dossiers and {unsent} refunds")
    return {"asked": asked, "told": told}


def _ask_all(places: Iterator[Place]) -> tuple[int, int]:
    """How many attempts were asked about, and how many could not be."""
    asked = failed = 0
    silent: set[GatewayName] = set()
    for place in places:
        try:
            asked += _ask(place, silent)
        except Exception as error:
            failed += 1
            log_failure("Attempt not swept", error, dossier_id=place.order_id)
    return asked, failed


def _ask(place: Place, silent: set[GatewayName]) -> int:
    attempt = book.attempt(place)
    if not attempt.watched:
        return 0
    if attempt.gateway in silent:
        raise Unreachable(attempt.gateway)
    try:
        verdict, order = asking.ask(place, attempt)
    except Unreachable:
        silent.add(attempt.gateway)
        raise
    if verdict is Verdict.WRONG_AMOUNT:
        raise WrongAmount(attempt.reference)
    telling.tell_payment(order)
    return 1


def _tell_all(order_ids: Iterable[str]) -> tuple[int, int]:
    """How many dossiers were told of their money, and how many could not be."""
    told = failed = 0
    for order_id in order_ids:
        try:
            telling.tell(order_id)
            told += 1
        except Exception as error:
            failed += 1
            log_failure("Dossier not told by the sweep", error, dossier_id=order_id)
    return told, failed


def _resume_all(unanswered: Iterator[tuple[str, int]], nightly: bool) -> int:
    """How many refunds that wait for a gateway's answer could not be asked for again."""
    failed = 0
    for order_id, number in unanswered:
        try:
            refunding.resume(order_id, number, nightly=nightly)
            telling.tell(order_id)
        except Exception as error:
            failed += 1
            log_failure("Refund not swept", error, dossier_id=order_id)
    return failed
