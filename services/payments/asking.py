"""Asking a gateway how an attempt stands; its answer moves money as a notice does."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from services.payments import choice, settling
from services.payments.book import Place, Record
from services.payments.gateways.protocol import Finding, Notice, Question, Verdict
from services.payments.model import Attempt, Order, Said

OUR_ADDRESS = "127.0.0.1"
"""What the gateways want to know of who asks; a function has no address of its own."""


def ask(place: Place, attempt: Attempt) -> tuple[Verdict, Order]:
    """Ask and settle.

    Raises:
        GatewayError: no answer, or none that can be trusted.
        Problem: 503 where the gateway's agreement is gone.
        InFlight: other writes to the order kept coming first.
    """
    now = datetime.now(UTC)
    question = Question(
        request_id=secrets.token_hex(16),
        reference=attempt.reference,
        created_at=attempt.started_at,
        asked_at=now,
        ip=OUR_ADDRESS,
    )
    finding = choice.gateway(attempt.gateway).query(question)
    record = Record(at=now, gateway=attempt.gateway, way="query", reference=attempt.reference)
    return settling.learn(place, said(finding), record)


def said(told: Notice | Finding) -> Said:
    """What a gateway says, as orders understand it."""
    return Said(
        outcome=told.outcome,
        amount=told.amount,
        transaction=told.gateway_transaction,
        bank=told.bank,
        code=told.code,
        paid_at=told.paid_at,
    )
