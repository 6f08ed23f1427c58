"""The public look-up: anybody with a code, nobody's personal data."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from services.tracking import lookup
from shared.dossier.errors import DossierNotFound
from shared.dossier.tables import Item, RateItem
from shared.settings import settings
from shared.web.problems import Problem
from tests.component.intake.filings import ANSWERS
from tests.component.tracking import lives
from tests.component.tracking.lives import look_up
from tests.support.logs import log_lines
from tests.support.people import JUSTICE, LAN, LAN_ID, MINH, person

pytestmark = pytest.mark.usefixtures("cloud")
UNKNOWN = "H24.X001-260105-9999"
PERSONAL = (
    LAN.name,
    LAN_ID,
    "0912345678",
    str(person(LAN)["address"]),
    str(ANSWERS["child_name"]),
    lives.OFFICER_NAME,
    lives.REASON,
    LAN.subject,
)


@pytest.fixture
def three_misses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three wrong codes an hour."""
    monkeypatch.setenv("LOOKUP_MISSES_PER_HOUR", "3")
    settings.cache_clear()


def every_kind() -> list[Any]:
    """Dossiers in different statuses, written one after another."""
    return [
        lives.submitted(),
        lives.accepted(),
        lives.processing(lives.accepted()),
        lives.waiting(lives.processing(lives.accepted())),
        lives.forwarded(lives.processing(lives.accepted()), JUSTICE),
        lives.resolved(lives.processing(lives.accepted())),
        lives.withdrawn(lives.accepted()),
    ]


def test_anybody_sees_where_a_dossier_stands() -> None:
    dossier = lives.accepted()
    answer = look_up(dossier.dossier_id)
    assert answer.status == 200
    assert (answer.json["status"], answer.json["status_name_en"]) == (2, "Accepted")
    assert answer.json["agency_name"] == "Phường Thủy Nguyên"
    assert answer.json["procedure_name"] == "Đăng ký khai sinh"
    assert answer.json["accepted_at"].endswith("+07:00")


def test_the_due_date_explains_itself_in_both_languages() -> None:
    clock = look_up(lives.accepted().dossier_id).json["clock"]
    assert clock["due_at"].endswith("+07:00")
    assert clock["explanation"].startswith("Nhận lúc")
    assert clock["explanation_en"].startswith("Received at")


def test_no_status_shows_personal_data() -> None:
    for dossier in every_kind():
        text = look_up(dossier.dossier_id).text
        assert f'"status":{int(dossier.status)}' in text
        assert [secret for secret in PERSONAL if secret in text] == []


def test_every_status_says_what_to_do_next_in_both_languages() -> None:
    for dossier in every_kind():
        answer = look_up(dossier.dossier_id).json
        assert answer["next_step"].endswith(".") and answer["next_step_en"].endswith(".")


def test_who_must_supplement_is_told_until_when() -> None:
    dossier = lives.waiting(lives.processing(lives.accepted()))
    assert "chậm nhất 23:59" in look_up(dossier.dossier_id).json["next_step"]


def test_a_status_is_visible_right_after_the_write_that_made_it() -> None:
    dossier = lives.accepted()
    moves = (
        lives.processing,
        lives.waiting,
        lives.withdrawn,
    )
    for move in moves:
        dossier = move(dossier)
        assert look_up(dossier.dossier_id).json["status"] == int(dossier.status)


@pytest.mark.parametrize(
    "typing",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: code.replace("-", " ").replace(".", " "),
        lambda code: code.replace("-", "–"),
        lambda code: code.replace(".", "").replace("-", ""),
        lambda code: f"%20{code.lower()}%20",
    ],
)
def test_a_code_is_found_as_people_type_it(typing: Any) -> None:
    code = lives.submitted().dossier_id
    answer = look_up(typing(code))
    assert (answer.status, answer.json["dossier_id"]) == (200, code)


def test_a_hit_is_one_read() -> None:
    code = lives.accepted().dossier_id
    look_up(code)
    with lives.counted_calls() as calls:
        assert look_up(code).status == 200
    assert calls == {"BatchGetItem": 1}


def test_an_ambiguous_code_is_one_read_too() -> None:
    code = lives.accepted().dossier_id
    look_up(code)
    with lives.counted_calls() as calls:
        assert look_up(code.replace(".", "").replace("-", "")).status == 200
    assert calls == {"BatchGetItem": 1}


def test_wrong_malformed_and_unknown_codes_are_answered_exactly_alike() -> None:
    codes = (
        UNKNOWN,
        "H24.Z999-260105-0001",
        "000.00.15.H24-201216-0001",
        "xin chào",
        "H24",
        "%20",
        "9" * 5000,
        f"IDEM#{LAN.subject}",
        "../../dossiers",
    )
    answers = [look_up(code) for code in codes]
    for answer in answers:
        assert (answer.status, answer.headers) == (404, answers[0].headers)
        answer.json.pop("instance")
        assert answer.json == answers[0].json


def test_nobody_is_told_by_the_look_up_to_sign_in() -> None:
    assert look_up(lives.submitted().dossier_id, who=None).status == 200


@pytest.mark.usefixtures("three_misses")
def test_who_guesses_too_often_must_wait_even_with_a_right_code() -> None:
    code = lives.submitted().dossier_id
    assert [look_up("nothing").status for _ in range(4)] == [404, 404, 404, 429]
    answer = look_up(code)
    assert (answer.status, answer.json["type"]) == (429, "urn:motcua:problem:too-many-requests")
    assert 0 < int(answer.headers["Retry-After"]) <= 3601


@pytest.mark.usefixtures("three_misses")
def test_one_client_who_guesses_does_not_stop_another() -> None:
    code = lives.submitted().dossier_id
    for _ in range(4):
        look_up("nothing", address="203.0.113.7")
    assert look_up(code, address="203.0.113.7").status == 429
    assert look_up(code, address="203.0.1.137").status == 200


@pytest.mark.usefixtures("three_misses")
def test_an_address_that_the_client_makes_up_does_not_help() -> None:
    for n in range(4):
        look_up("nothing", address=f"198.51.100.{n}, 203.0.113.7")
    assert look_up("nothing", address="198.51.100.9, 203.0.113.7").status == 429


@pytest.mark.usefixtures("three_misses")
def test_hits_are_never_counted() -> None:
    code = lives.submitted().dossier_id
    assert {look_up(code).status for _ in range(6)} == {200}


@pytest.mark.usefixtures("three_misses")
def test_misses_are_forgotten_with_the_hour() -> None:
    before = datetime(2026, 11, 22, 9, 59, 30, tzinfo=UTC)
    for _ in range(3):
        with pytest.raises(DossierNotFound):
            lookup.find("nothing", "203.0.113.7", before)
    with pytest.raises(Problem) as refusal:
        lookup.find("nothing", "203.0.113.7", before)
    assert refusal.value.headers["Retry-After"] == "31"
    with pytest.raises(DossierNotFound):
        lookup.find("nothing", "203.0.113.7", before + timedelta(seconds=31))


def test_misses_are_kept_under_a_hash_and_expire() -> None:
    look_up("nothing", address="203.0.113.7")
    (row,) = (item for item in Item.scan() if isinstance(item, RateItem))
    assert "203.0.113" not in str(row.attribute_values)
    assert row.expires > datetime.now(UTC).timestamp()


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::2", "2001:db8:1:2::/64"),
        ("", "unknown"),
        ("nonsense", "unknown"),
    ],
)
def test_a_client_is_an_address_or_a_subscribers_network(address: str, client: str) -> None:
    assert lookup.network(address) == client


def test_codes_people_and_addresses_are_never_logged() -> None:
    code = lives.accepted().dossier_id
    with log_lines() as lines:
        look_up(code)
        look_up(f"{LAN.name} {LAN_ID}")
    text = lines.getvalue()
    assert text.count("Request answered") == 2
    seen = [s for s in (*PERSONAL, MINH.name, "203.0.113.7") if s in text]
    assert seen == []
