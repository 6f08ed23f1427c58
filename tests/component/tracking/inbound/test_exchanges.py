"""The record of what came in: by keyed hash, without what was typed, and once per message."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.tracking.inbound import answering, exchanges
from services.tracking.inbound.model import Reply, Verdict
from services.tracking.message_table import ExchangeItem, RateItem
from shared.dossier import lookups
from shared.identity.keys import phone_key
from tests.component.tracking import lives
from tests.component.tracking.inbound import texting
from tests.component.tracking.inbound.texting import (
    OWN_PHONE,
    OWN_TAIL,
    STRANGE_PHONE,
    WRONG_TAIL,
    ask,
    publish_policy,
    sms,
    stored_text,
)

pytestmark = pytest.mark.usefixtures("cloud")
AT = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)


def counted(sender: str = STRANGE_PHONE) -> int:
    """How many messages of a sender were counted in the hour."""
    return int(RateItem.get(f"RATE#sms#{phone_key(sender)}#2026112003", "RATE").times)


def attempts(code: str) -> int:
    """How many wrong secrets were counted for a dossier in the hour."""
    return int(RateItem.get(f"RATE#secret#{code}#2026112003", "RATE").times)


def test_an_exchange_is_recorded_with_what_became_of_it() -> None:
    code = lives.accepted().dossier_id
    ask(f"TTHS {code} {OWN_TAIL}", at=AT)
    ask(f"TTHS {code} {WRONG_TAIL}", at=AT + timedelta(seconds=1))
    assert texting.exchanges() == [
        {
            "at": "2026-11-20T03:30:00Z",
            "door": "http",
            "service_number": "8085",
            "verdict": "answered",
            "charge": True,
            "dossier_id": code,
        },
        {
            "at": "2026-11-20T03:30:01Z",
            "door": "http",
            "service_number": "8085",
            "verdict": "proof_wrong",
        },
    ]


def test_it_is_kept_four_hundred_days() -> None:
    ask("TTHS", at=AT)
    (item,) = ExchangeItem.query(f"SMS#{phone_key(STRANGE_PHONE)}")
    assert item.expires == int((AT + timedelta(days=400)).timestamp())


def test_neither_the_phone_nor_what_was_typed_is_kept() -> None:
    ask("TTHS toi ten la Pham Van Bi Mat so 4711", id="m-1")
    stored = stored_text()
    for secret in (STRANGE_PHONE, STRANGE_PHONE[1:], "Bi Mat", "4711", "m-1"):
        assert secret not in stored


def test_two_exchanges_of_one_moment_are_two_records() -> None:
    ask("TTHS", at=AT)
    ask("TTHS", at=AT)
    assert len(texting.exchanges()) == 2


def test_a_message_brought_again_has_the_answer_it_had_and_counts_once() -> None:
    dossier = lives.accepted()
    text = f"TTHS {dossier.dossier_id} {OWN_TAIL}"
    first = ask(text, id="m-1", at=AT)
    lives.processing(dossier)
    again = ask(text, id="m-1", at=AT + timedelta(minutes=20))
    assert again == first
    assert counted() == 1
    assert len(texting.exchanges()) == 1


def test_a_wrong_secret_brought_again_counts_once() -> None:
    code = lives.accepted().dossier_id
    for _ in range(4):
        assert ask(f"TTHS {code} {WRONG_TAIL}", id="m-1", at=AT).verdict is Verdict.PROOF_WRONG
    assert attempts(code) == 1


@pytest.mark.parametrize(
    ("id", "text", "sender"),
    [
        ("m-2", "TTHS", STRANGE_PHONE),
        ("m-1", "HS", STRANGE_PHONE),
        ("m-1", "TTHS", "0987654322"),
        ("", "TTHS", STRANGE_PHONE),
    ],
)
def test_another_id_text_or_sender_is_another_message(id: str, text: str, sender: str) -> None:
    ask("TTHS", id="m-1", at=AT)
    ask(text, sender, id, at=AT)
    assert len(texting.exchanges()) + len(texting.exchanges("0987654322")) == 2


def test_a_message_without_id_is_new_each_time() -> None:
    for _ in range(3):
        ask("TTHS", at=AT)
    assert counted() == 3


def test_a_message_whose_answer_failed_is_answered_later_and_counts_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    code = lives.accepted().dossier_id

    def fail(codes: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(lookups, "heads", fail)
        with pytest.raises(ConnectionError):
            ask(f"TTHS {code} {OWN_TAIL}", id="m-1", at=AT)
    later = AT + timedelta(minutes=5)
    assert ask(f"TTHS {code} {OWN_TAIL}", id="m-1", at=later).verdict is Verdict.ANSWERED
    assert counted() == 1
    assert [e["at"] for e in texting.exchanges()] == ["2026-11-20T03:30:00Z"]


def test_a_secret_counts_once_though_its_answer_was_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    code = lives.accepted().dossier_id

    def fail(*_: object) -> None:
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(exchanges, "settle", fail)
        for _ in range(3):
            with pytest.raises(ConnectionError):
                ask(f"TTHS {code} {WRONG_TAIL}", id="m-1", at=AT)
    assert ask(f"TTHS {code} {WRONG_TAIL}", id="m-1", at=AT).verdict is Verdict.PROOF_WRONG
    assert attempts(code) == 1


def test_a_message_that_found_us_busy_is_answered_when_it_comes_again() -> None:
    publish_policy(sms_per_minute=1)
    ask("TTHS", "0900000001", at=AT)
    assert ask("TTHS", id="m-1", at=AT).verdict is Verdict.BUSY
    assert ask("TTHS", id="m-1", at=AT + timedelta(minutes=3)).verdict is Verdict.HELP
    assert counted() == 1
    assert [e["verdict"] for e in texting.exchanges()] == ["help"]


def test_of_two_deliveries_at_once_the_first_answer_stands() -> None:
    message = sms("TTHS", id="m-1")
    known, is_new = exchanges.meet(message, AT)
    same, is_new_again = exchanges.meet(message, AT)
    assert (is_new, is_new_again) == (True, False)
    first = answering.answer(message, AT)
    other = exchanges.settle(message, same, Reply(text="x", verdict=Verdict.EMPTY))
    assert other == first
    assert known == same


def test_a_reply_is_called_the_same_for_every_delivery_and_tells_nothing() -> None:
    name = exchanges.reference(sms("TTHS", OWN_PHONE, "m-1"))
    assert name == exchanges.reference(sms("TTHS", OWN_PHONE, "m-1"))
    assert name != exchanges.reference(sms("TTHS", OWN_PHONE, "m-2"))
    assert len(name) == 35
    assert OWN_PHONE not in name
