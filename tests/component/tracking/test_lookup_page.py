"""The look-up as a page: where a paper's QR code leads."""

from __future__ import annotations

import re

import pytest

from services.tracking.app import app
from shared.settings import settings
from tests.component.tracking import lives
from tests.component.tracking.test_lookup import PERSONAL, UNKNOWN, every_kind
from tests.support.calling import Answer, call

pytestmark = pytest.mark.usefixtures("cloud")


def page(code: str) -> Answer:
    return call(app, "GET", "/tracking/lookup/{code}/page", path={"code": code}, parse=False)


def words(answer: Answer) -> str:
    """What a person reads on it."""
    return re.sub(r"\s+", " ", re.sub(r"<style>.*?</style>|<[^>]+>", " ", answer.text, flags=re.S))


def test_a_person_reads_where_the_dossier_stands_and_what_to_do() -> None:
    dossier = lives.accepted()
    answer = page(dossier.dossier_id)
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    for said in (dossier.dossier_id, "Được tiếp nhận", "Accepted", "Đăng ký khai sinh"):
        assert said in words(answer)
    assert "Bạn chưa cần làm gì" in words(answer)


def test_the_due_date_stands_there_with_its_reason() -> None:
    assert "Ngày hẹn trả kết quả" in words(page(lives.accepted().dossier_id))
    assert "Nhận lúc" in words(page(lives.accepted().dossier_id))


def test_before_acceptance_it_says_until_when_it_must_be_accepted() -> None:
    said = words(page(lives.submitted().dossier_id))
    assert "Tiếp nhận chậm nhất" in said and "Ngày hẹn trả" not in said


def test_no_status_shows_personal_data() -> None:
    for dossier in every_kind():
        assert [secret for secret in PERSONAL if secret in page(dossier.dossier_id).text] == []


@pytest.mark.parametrize("typed", [UNKNOWN, "không phải mã", "<script>alert(1)</script>"])
def test_a_code_that_is_none_gets_a_page_that_says_so(typed: str) -> None:
    answer = page(typed)
    assert answer.status == 404
    assert "Không tìm thấy" in words(answer) and "<script" not in answer.text


def test_who_guesses_too_often_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOOKUP_MISSES_PER_HOUR", "1")
    settings.cache_clear()
    page(UNKNOWN)
    assert page(UNKNOWN).status == 429


def test_the_page_runs_and_loads_nothing() -> None:
    answer = page(lives.accepted().dossier_id)
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not re.search(r"<script|<link|src=|https?://", answer.text)
