"""The texts of replies: in both languages, of the SMS alphabet, and short enough."""

from __future__ import annotations

import pytest

from services.tracking import gsm
from services.tracking.inbound import wording
from services.tracking.inbound.model import Verdict
from shared.identity.people import Language
from shared.reference.messaging import Messaging

LANGUAGES: tuple[Language, ...] = ("vi", "en")


@pytest.mark.parametrize("name", wording.texts())
def test_every_text_is_there_in_both_languages_with_the_same_places(name: str) -> None:
    text = wording.texts()[name]
    assert set(text) == set(LANGUAGES)
    assert text["vi"] != text["en"]
    assert all(gsm.is_gsm(text[language]) for language in LANGUAGES)
    assert gsm.places(text["en"]) <= gsm.places(text["vi"])


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.ANSWERED, Verdict.SILENCED}))
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_wrong_is_said_whole_under_the_longest_policy(
    verdict: Verdict, language: Language
) -> None:
    policy = Messaging(keyword="TRACUUHOSO", short_code="12345678", hotline="0225.3821.055")
    code = "H24.Q304.13-261120-100001"
    values = {
        "keyword": policy.keyword,
        "to": f"gui {policy.short_code}",
        "code": code,
        "example": f"{policy.keyword} H24.15-261120-0001 1234",
        "question": f"{policy.keyword} {code} 1234",
        "limit": "1000",
        "time": "10:00",
    }
    text = wording.write(verdict, language, policy, values)
    assert gsm.length(text) <= gsm.SINGLE
    assert not text.endswith(gsm.CUT)


def test_the_hotline_follows_where_there_is_one_and_it_fits() -> None:
    policy = Messaging(hotline="0225.3821.055")
    assert wording.write("busy", "vi", policy, {}).endswith("it phut. DT 0225.3821.055")
    assert wording.write("busy", "en", policy, {}).endswith("minutes. Call 0225.3821.055")
    assert wording.write("busy", "vi", Messaging(), {}).endswith("it phut.")
    long = Messaging(hotline="0225.3821.055", texts={"reply.busy.vi": "x" * 145})
    assert wording.write("busy", "vi", long, {}) == "x" * 145


def test_a_province_replaces_a_text_in_one_language() -> None:
    policy = Messaging(texts={"reply.unknown.vi": "Không có {code}"})
    assert wording.write("unknown", "vi", policy, {"code": "X"}) == "Khong co X"
    assert wording.template("unknown", "en", policy) == wording.texts()["unknown"]["en"]


def test_a_replacement_with_a_place_of_its_own_is_not_taken() -> None:
    policy = Messaging(texts={"reply.unknown.vi": "Khong co {code} cua {name}"})
    assert wording.template("unknown", "vi", policy) == wording.texts()["unknown"]["vi"]
