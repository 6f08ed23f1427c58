"""The sentences of a timeline: one for every event, in both languages, naming nobody."""

from __future__ import annotations

import string

import pytest

from shared.dossier.events import Event, EventType, public
from shared.dossier.status import Action, Status
from shared.dossier.wording import SENTENCES, sentence
from tests.unit.dossier.moving import (
    SECRET_NAME,
    SECRET_NUMBER,
    at,
    forwarded,
    make,
    processing,
    resolved,
    submitted,
    waiting,
)
from tests.unit.dossier.test_moves_events import every_event


def names(code: str) -> tuple[str, str]:
    return f"cơ quan {code}", f"agency {code}"


def said(action: Action, dossier: object = None, when: str = "2026-03-02 08:00") -> tuple[str, str]:
    change = make(action, dossier or processing(), when=at(when))  # type: ignore[arg-type]
    found = sentence(change.events[0], names)
    return found.vi, found.en


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_every_event_says_something_in_both_languages(event: Event) -> None:
    found = sentence(event, names)
    for text in (found.vi, found.en):
        assert text.endswith(".")
        assert "{" not in text and "  " not in text and " ." not in text


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_no_sentence_names_a_person(event: Event) -> None:
    found = sentence(event, names)
    for secret in (SECRET_NAME, SECRET_NUMBER, "Lê Thị Một Cửa", "Phạm Văn Sở"):
        assert secret not in found.vi + found.en


@pytest.mark.parametrize("event", every_event(), ids=lambda event: event.type)
def test_the_bus_is_enough_to_say_it(event: Event) -> None:
    assert sentence(public(event), names) == sentence(event, names)


def test_every_type_of_event_has_its_sentences() -> None:
    assert {kind for kind, _ in SENTENCES} == set(EventType)


@pytest.mark.parametrize("key", list(SENTENCES), ids=str)
def test_both_languages_tell_the_same_facts(key: tuple[EventType, str]) -> None:
    vi, en = ({f for _, f, _, _ in string.Formatter().parse(text)} for text in SENTENCES[key])
    assert vi == en or key[0] is EventType.RECEIVED_BACK


def test_acceptance_tells_when_the_result_is_due() -> None:
    vi, en = said(Action.ACCEPT, submitted())
    assert vi == ("cơ quan H24.X001 đã tiếp nhận hồ sơ. Hẹn trả kết quả 08:00 thứ Hai 09/03/2026.")
    assert en == ("Accepted by agency H24.X001. The result is due 08:00 on Monday 9 March 2026.")


def test_a_request_for_supplement_tells_until_when() -> None:
    vi, en = said(Action.ASK_SUPPLEMENT)
    assert "chậm nhất 23:59 thứ Tư 01/04/2026" in vi
    assert "at the latest 23:59 on Wednesday 1 April 2026" in en


def test_an_extension_tells_the_old_and_the_new_due_date() -> None:
    vi, _ = said(Action.EXTEND)
    assert "từ 08:00 thứ Hai 09/03/2026 đến 08:00 thứ Sáu 20/03/2026" in vi
    assert vi.count("20/03/2026") == 1


def test_going_on_after_a_pause_tells_the_new_due_date() -> None:
    vi, _ = said(Action.SUPPLEMENT, waiting(), "2026-03-06 08:00")
    assert vi == "Đã nhận giấy tờ bổ sung. Hẹn trả kết quả 08:00 thứ Sáu 13/03/2026."


def test_a_dossier_that_is_over_is_told_no_due_date() -> None:
    vi, _ = said(Action.WITHDRAW, waiting(), "2026-03-06 08:00")
    assert vi == "Hồ sơ được rút theo yêu cầu của người nộp."


def test_both_agencies_of_a_hand_over_are_named() -> None:
    assert (
        said(Action.FORWARD)[1] == "Forwarded to agency H24.D02, which takes part in the decision."
    )
    back = said(Action.RECEIVE_BACK, forwarded())[1]
    assert back == "agency H24.X001 received the dossier back from agency H24.D02."


def test_an_expired_request_tells_how_it_ended() -> None:
    refused = said(Action.EXPIRE_SUPPLEMENT, waiting(Status.REGISTERED), "2026-05-04 08:00")
    stopped = said(Action.EXPIRE_SUPPLEMENT, waiting(), "2026-05-04 08:00")
    assert "refused" in refused[1]
    assert "stopped" in stopped[1]


def test_the_way_of_return_is_told() -> None:
    assert said(Action.RETURN_RESULT, resolved())[1] == "The result was handed over at the counter."
