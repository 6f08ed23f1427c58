"""Asking by SMS: who may see what, and what is said when something is wrong."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.tracking import gsm
from services.tracking.inbound.model import Verdict
from shared.dossier import ledger, lookups
from shared.dossier.dossier import Dossier
from shared.dossier.items import head_item
from shared.dossier.tables import HEAD, Head
from shared.identity.keys import lookup_code
from tests.component.tracking import lives
from tests.component.tracking.inbound.texting import (
    OWN_PHONE,
    OWN_TAIL,
    PERSONAL,
    STRANGE_PHONE,
    WRONG_TAIL,
    ask,
    ask_about,
    publish_policy,
    stored_text,
)
from tests.support.logs import log_lines
from tests.support.people import MINH, person

pytestmark = pytest.mark.usefixtures("cloud")
UNKNOWN = "H24.X001-260105-9999"
SHOWN = ("Phuong Thuy Nguyen", "Hen tra", "tiep nhan", "giai quyet")


def minhs_dossier() -> Dossier:
    """A dossier of somebody else, with another phone."""
    applicant = person(MINH) | {"phone": "0933000111"}
    return lives.accepted(MINH, applicant=applicant)


@pytest.mark.parametrize("sender", [OWN_PHONE, "84912345678", "+84 912 345 678"])
def test_the_registered_phone_needs_no_secret(sender: str) -> None:
    dossier = lives.accepted()
    reply = ask(f"TTHS {dossier.dossier_id}", sender)
    assert reply.verdict is Verdict.ANSWERED
    assert reply.charge
    assert reply.text.startswith(f"Ho so {dossier.dossier_id}: Phuong Thuy Nguyen da tiep nhan.")


@pytest.mark.parametrize("secret", [OWN_TAIL, OWN_PHONE, "84912345678", "0912 345 678"])
def test_another_phone_needs_the_end_of_the_registered_one_or_all_of_it(secret: str) -> None:
    assert ask_about(lives.accepted(), secret) is Verdict.ANSWERED


def test_another_phone_may_show_the_look_up_code_instead() -> None:
    dossier = lives.accepted()
    assert ask_about(dossier, lookup_code(dossier.dossier_id)) is Verdict.ANSWERED


def test_an_old_dossier_without_contact_is_seen_by_its_look_up_code_alone() -> None:
    dossier = msgspec.structs.replace(lives.accepted(), contact=None)
    head_item(dossier).save()
    assert ask_about(dossier, "", OWN_PHONE) is Verdict.UNPROVEN
    assert ask_about(dossier, OWN_TAIL) is Verdict.PROOF_WRONG
    assert ask_about(dossier, lookup_code(dossier.dossier_id)) is Verdict.ANSWERED


@pytest.mark.parametrize(
    ("secret", "verdict"),
    [
        ("", Verdict.UNPROVEN),
        ("abcd", Verdict.UNPROVEN),
        ("123", Verdict.PROOF_UNREADABLE),
        ("12345678", Verdict.PROOF_UNREADABLE),
        (WRONG_TAIL, Verdict.PROOF_WRONG),
        ("000000", Verdict.PROOF_WRONG),
        (STRANGE_PHONE, Verdict.PROOF_WRONG),
        ("0900045678", Verdict.PROOF_WRONG),
    ],
)
def test_without_the_right_secret_nothing_of_the_dossier_is_said(
    secret: str, verdict: Verdict
) -> None:
    dossier = lives.accepted()
    reply = ask(f"TTHS {dossier.dossier_id} {secret}")
    assert (reply.verdict, reply.charge, reply.dossier_id) == (verdict, False, "")
    assert f"VD: TTHS {dossier.dossier_id} 1234 gui 8085" in reply.text
    assert not any(word in reply.text for word in SHOWN)


def test_the_secret_of_one_dossier_opens_no_other() -> None:
    mine, other = lives.accepted(), minhs_dossier()
    assert ask_about(other, OWN_TAIL) is Verdict.PROOF_WRONG
    assert ask_about(other, lookup_code(mine.dossier_id)) is Verdict.PROOF_WRONG
    assert ask_about(other, "", OWN_PHONE) is Verdict.UNPROVEN


def test_an_ambiguous_code_means_the_dossier_that_the_sender_may_see() -> None:
    mine = lives.accepted()
    twin = mine.dossier_id.replace("X001", "X0.01")
    head_item(msgspec.structs.replace(minhs_dossier(), dossier_id=twin)).save()
    glued = mine.dossier_id.replace(".", "").replace("-", "")
    assert ask(f"TTHS {glued}", OWN_PHONE).dossier_id == mine.dossier_id
    assert ask(f"TTHS {glued} {OWN_TAIL}").dossier_id == mine.dossier_id


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("TTHS", "Tra cuu ho so: soan TTHS <ma ho so> <4 so cuoi SDT da dang ky>. VD:"),
        ("", "Tin nhan trong."),
        ("TTHS" + " x" * 200, "Tin nhan qua dai."),
        ("bao gio co so do", "Tin nhan chua dung."),
        ("TTHS bao gio co", "Thieu ma ho so"),
        ("TTHS H24.X001-261399-0001", "Ma ho so chua dung;"),
        (f"TTHS {UNKNOWN} 1234", f"Khong tim thay ho so {UNKNOWN};"),
        ("HELP", "To ask about a dossier send TTHS <code>"),
        (f"TTHS dossier {UNKNOWN}", f"There is no dossier {UNKNOWN};"),
    ],
)
def test_what_is_wrong_is_said_with_an_example(text: str, said: str) -> None:
    reply = ask(text)
    assert reply.text.startswith(said)
    assert "TTHS H24.15-" in reply.text
    assert "-0001 1234" in reply.text
    assert not reply.charge


def test_the_example_is_the_provinces_own() -> None:
    publish_policy(keyword="MOTCUA", short_code="", unit_prefix="H40")
    assert "soan: MOTCUA H40.15-" in ask("xin chao").text
    assert "1234 gui 8085" in ask("xin chao").text


def test_a_province_replaces_a_text_but_fills_only_places_that_are_there() -> None:
    publish_policy(texts={"reply.no_keyword.vi": "Chào! Soạn {example}"})
    assert ask("xin chao").text.startswith("Chao! Soan TTHS H24.15-")
    publish_policy(texts={"reply.no_keyword.vi": "Chào {name}"})
    assert ask("xin chao").text.startswith("Tin nhan chua dung.")


def test_who_asked_to_be_told_in_english_is_answered_in_english() -> None:
    dossier = lives.accepted(notify={"language": "en"})
    assert "accepted by Thuy Nguyen Ward" in ask(f"TTHS {dossier.dossier_id}", OWN_PHONE).text
    assert "registered phone" in ask(f"TTHS {dossier.dossier_id}").text


def test_the_status_is_as_the_last_move_left_it() -> None:
    dossier = lives.accepted()
    assert "da tiep nhan" in ask(f"TTHS {dossier.dossier_id}", OWN_PHONE).text
    dossier = lives.processing(dossier)
    assert "dang giai quyet" in ask(f"TTHS {dossier.dossier_id}", OWN_PHONE).text
    lives.resolved(dossier)
    assert "da co ket qua" in ask(f"TTHS {dossier.dossier_id}", OWN_PHONE).text


@pytest.mark.parametrize(
    "text", ["TTHS {code} " + OWN_TAIL, "TTHS {glued}" + OWN_TAIL, "TTHS {code}", "TTHS " + UNKNOWN]
)
def test_a_question_costs_one_read(text: str) -> None:
    code = lives.accepted().dossier_id
    asked = text.format(code=code, glued=code.replace(".", "").replace("-", ""))
    ask("TTHS")  # reference data is cached
    with lives.counted_calls() as calls:
        ask(asked)
    assert calls["BatchGetItem"] == 1
    assert {"GetItem", "Query", "Scan", "TransactWriteItems"}.isdisjoint(calls)


def test_only_heads_of_dossiers_are_found_and_in_one_read() -> None:
    dossier = lives.accepted()
    with lives.counted_calls() as calls:
        found = lookups.heads([UNKNOWN, dossier.dossier_id])
    assert found == {dossier.dossier_id: dossier}
    assert calls == {"BatchGetItem": 1}
    assert lookups.heads([]) == {}


def test_no_reply_log_or_record_names_a_person() -> None:
    with log_lines() as lines:
        found = [
            ask(f"TTHS {life.dossier_id} {secret} {MINH.name}", sender).text
            for life in (lives.accepted(), lives.resolved(lives.processing(lives.accepted())))
            for secret in (OWN_TAIL, OWN_PHONE, WRONG_TAIL)
            for sender in (OWN_PHONE, STRANGE_PHONE)
        ]
    everything = " ".join([*found, lines.getvalue(), stored_text()])
    assert [word for word in PERSONAL if word in everything] == []
    assert "SMS answered" in lines.getvalue()


FUZZ = st.text(max_size=60) | st.lists(
    st.sampled_from(["TTHS ", "{code}", "{glued}", " ", "1234", "-", WRONG_TAIL, "000000", "Lan"]),
    max_size=8,
).map("".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(before=st.text(max_size=10), text=FUZZ)
def test_no_text_of_a_stranger_fails_or_shows_a_dossier(before: str, text: str) -> None:
    publish_policy(sms_per_hour=1000)
    dossier = _one_dossier()
    glued = dossier.dossier_id.replace(".", "").replace("-", "")
    asked = text.replace("{code}", dossier.dossier_id).replace("{glued}", glued)
    reply = ask(before + asked)
    assert reply.verdict is not Verdict.ANSWERED
    assert gsm.is_gsm(reply.text)
    assert 0 < gsm.length(reply.text) <= gsm.SINGLE
    assert not any(word in reply.text for word in (*SHOWN, *PERSONAL))


def _one_dossier() -> Dossier:
    """The same dossier in every example; it is written once."""
    found = [h.dossier_id for h in Head.scan(Head.item == HEAD)]
    return ledger.load(found[0]) if found else lives.accepted()
