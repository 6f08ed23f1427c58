"""Floods and guessing: exact counts per sender, for everybody, and per dossier."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from services.tracking.inbound import rates
from services.tracking.inbound.model import Verdict
from services.tracking.message_table import RateItem
from shared.identity.keys import lookup_code, phone_key
from tests.component.tracking import lives
from tests.component.tracking.inbound.texting import (
    OWN_PHONE,
    OWN_TAIL,
    STRANGE_PHONE,
    WRONG_TAIL,
    ask,
    publish_policy,
)

pytestmark = pytest.mark.usefixtures("cloud")
AT = datetime(2026, 11, 20, 3, 30, tzinfo=UTC)
OTHERS = [f"09{n:08d}" for n in range(40)]


def test_a_sender_is_told_once_that_it_is_too_much_and_then_nothing() -> None:
    publish_policy(sms_per_hour=3)
    found = [ask("TTHS", at=AT) for _ in range(6)]
    assert [r.verdict for r in found[:3]] == [Verdict.HELP] * 3
    assert [r.verdict for r in found[3:]] == [Verdict.LIMITED, *[Verdict.SILENCED] * 2]
    assert found[3].text.startswith("Ban da nhan tin qua 3 lan trong mot gio.")
    assert "sau 11:00" in found[3].text
    assert not any(r.charge for r in found)


def test_a_limited_sender_sees_no_dossier_not_even_their_own() -> None:
    publish_policy(sms_per_hour=1)
    code = lives.accepted().dossier_id
    assert ask(f"TTHS {code}", OWN_PHONE, at=AT).verdict is Verdict.ANSWERED
    assert ask(f"TTHS {code}", OWN_PHONE, at=AT).verdict is Verdict.LIMITED


def test_others_and_the_next_hour_are_not_limited() -> None:
    publish_policy(sms_per_hour=1)
    assert [ask("TTHS", at=AT).verdict for _ in range(2)] == [Verdict.HELP, Verdict.LIMITED]
    assert ask("TTHS", OTHERS[0], at=AT).verdict is Verdict.HELP
    assert ask("TTHS", at=AT + timedelta(hours=1)).verdict is Verdict.HELP


def test_a_number_counts_as_one_sender_however_it_is_written() -> None:
    publish_policy(sms_per_hour=1)
    assert ask("TTHS", "0987654321", at=AT).verdict is Verdict.HELP
    assert ask("TTHS", "+84987654321", at=AT).verdict is Verdict.LIMITED


def test_many_senders_together_are_limited_by_the_minute() -> None:
    publish_policy(sms_per_minute=5)
    found = [ask("TTHS", sender, at=AT).verdict for sender in OTHERS[:7]]
    assert found == [*[Verdict.HELP] * 5, *[Verdict.BUSY] * 2]
    assert ask("TTHS", OTHERS[7], at=AT + timedelta(minutes=1)).verdict is Verdict.HELP


def test_a_flood_from_one_number_leaves_the_others_their_answers() -> None:
    publish_policy(sms_per_hour=2, sms_per_minute=5)
    flood = [ask("TTHS", at=AT).verdict for _ in range(30)]
    assert flood.count(Verdict.SILENCED) == 27
    assert ask("TTHS", OTHERS[0], at=AT).verdict is Verdict.HELP


def test_two_messages_in_one_second_are_both_answered_and_both_counted() -> None:
    code = lives.accepted().dossier_id
    found = [ask(f"TTHS {code}", OWN_PHONE, at=AT) for _ in range(2)]
    assert [r.verdict for r in found] == [Verdict.ANSWERED] * 2
    assert RateItem.get(f"RATE#sms#{phone_key(OWN_PHONE)}#2026112003", "RATE").times == 2
    assert RateItem.get("RATE#sms#all#202611200330", "RATE").times == 2


def test_counts_are_forgotten_within_hours() -> None:
    ask("TTHS", at=AT)
    ends = {item.about: item.expires for item in RateItem.scan()}
    assert len(ends) == 2
    assert all(AT.timestamp() + 3600 < end <= AT.timestamp() + 3 * 3600 for end in ends.values())


def test_ten_wrong_secrets_lock_a_dossier_for_everybody_but_its_own_phone() -> None:
    dossier = lives.accepted()
    code = dossier.dossier_id
    wrong = [ask(f"TTHS {code} {WRONG_TAIL}", sender, at=AT).verdict for sender in OTHERS[:10]]
    assert set(wrong) == {Verdict.PROOF_WRONG}
    locked = ask(f"TTHS {code} {OWN_TAIL}", OTHERS[10], at=AT)
    assert (locked.verdict, locked.dossier_id) == (Verdict.LOCKED, "")
    assert "Thu lai sau 11:00" in locked.text
    assert ask(f"TTHS {code} {lookup_code(code)}", at=AT).verdict is Verdict.LOCKED
    assert ask(f"TTHS {code}", OWN_PHONE, at=AT).verdict is Verdict.ANSWERED
    assert ask(f"TTHS {code} {OWN_TAIL}", at=AT + timedelta(hours=1)).verdict is Verdict.ANSWERED


def test_the_lock_of_one_dossier_leaves_others_open() -> None:
    locked, other = lives.accepted(), lives.accepted()
    for sender in OTHERS[:11]:
        ask(f"TTHS {locked.dossier_id} {WRONG_TAIL}", sender, at=AT)
    assert ask(f"TTHS {other.dossier_id} {OWN_TAIL}", at=AT).verdict is Verdict.ANSWERED


def test_right_secrets_do_not_lock() -> None:
    code = lives.accepted().dossier_id
    found = [ask(f"TTHS {code} {OWN_TAIL}", sender, at=AT).verdict for sender in OTHERS[:15]]
    assert set(found) == {Verdict.ANSWERED}


def test_what_is_no_secret_at_all_does_not_lock() -> None:
    code = lives.accepted().dossier_id
    for sender in OTHERS[:12]:
        ask(f"TTHS {code} 123", sender, at=AT)
    assert ask(f"TTHS {code} {OWN_TAIL}", STRANGE_PHONE, at=AT).verdict is Verdict.ANSWERED


def test_no_more_than_ten_secrets_are_looked_at_however_many_try() -> None:
    code = lives.accepted().dossier_id
    found = [ask(f"TTHS {code} {WRONG_TAIL}", s, at=AT).verdict for s in OTHERS[:30]]
    assert found.count(Verdict.PROOF_WRONG) == rates.WRONG_SECRETS
    assert found.count(Verdict.LOCKED) == 20
