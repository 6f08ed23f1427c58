"""What an unpaid fee holds up, what its payment sets free, and what is given back. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from shared.clock import WorkingCalendar, reception_deadline
from shared.dossier import lifecycle
from shared.dossier.dossier import By, Change, Dossier
from shared.dossier.errors import MoveRefused
from shared.dossier.events import EventData
from shared.dossier.lifecycle import move
from shared.dossier.status import Action, FeeState, Status
from shared.reference.model import FeeKind

STAGES: Final = ("reception", "processing", "return")
"""The stages before which a procedure may want its fee (thu trước, thu sau), in their order."""


def check_paid(dossier: Dossier, stage: str) -> None:
    """Hold up a stage that the fee has to be paid before.

    At the counter and by post a dossier is taken in before the cashier takes its fee: there only
    the return of the result is held up.

    Raises:
        MoveRefused: ``fee_unpaid``.
    """
    wanted = dossier.rules.pay_before
    if dossier.fee_state is not FeeState.DUE or wanted == "none":
        return
    if dossier.channel != "online" and stage != "return":
        return
    if STAGES.index(wanted) <= STAGES.index(stage):
        raise MoveRefused("fee_unpaid", fee_total=dossier.fee_total)


def pay_fee(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    payment: str,
    paid_by: str | None = None,
) -> Change:
    """Record that the whole fee was paid (đã nộp phí, lệ phí); ``payment`` names the payment.

    ``paid_by`` is the way it was paid, as in ``EventData``; None where nobody recorded it.

    The reception deadline of a dossier that waited for its fee is counted anew from the payment.

    It is legal in every status, but only while the fee is due: it is recorded once.
    """
    waited = dossier.status is Status.REGISTERED and dossier.rules.pay_before == "reception"
    restarted = reception_deadline(at, calendar).astimezone(UTC)
    reception = restarted if waited else dossier.reception_due_at
    return move(
        dossier,
        Action.PAY_FEE,
        by,
        at,
        calendar,
        data=EventData(
            fee_total=dossier.fee_total,
            fee_amount=_sum(dossier, FeeKind.FEE),
            charge_amount=_sum(dossier, FeeKind.CHARGE),
            payment=payment,
            paid_by=paid_by,
            reception_due_at=reception if waited else None,
        ),
        fee_state=FeeState.PAID,
        reception_due_at=reception,
    )


def refund_fee(
    dossier: Dossier,
    by: By,
    at: datetime,
    calendar: WorkingCalendar,
    *,
    refund: int,
    amount: int,
    payment: str,
) -> Change:
    """Record that ``amount`` VND of the fee left for whoever paid (đã hoàn trả), once a refund.

    ``refund`` is its number among the order's, ``payment`` names the payment it gave back.

    Raises:
        MoveRefused: ``refund_recorded``.
    """
    lifecycle.row_for(dossier, Action.REFUND_FEE, by)
    if refund in dossier.refunds:
        raise MoveRefused("refund_recorded")
    return move(
        dossier,
        Action.REFUND_FEE,
        by,
        at,
        calendar,
        data=EventData(fee_total=amount, payment=payment, refund=refund),
        refunds=(*dossier.refunds, refund),
    )


def _sum(dossier: Dossier, kind: FeeKind) -> int:
    return sum(line.amount for line in dossier.fees if line.kind is kind)
