"""The page of all that was sent, and its form."""

from __future__ import annotations

from html import unescape

import pytest

from infra.sandbox.messages.ledger import Exchange, Ledger, Sms
from infra.sandbox.messages.page import SHOWN, inbox_page
from tests.unit.sandbox.messages.world import BROWSER, PHONE, TEXT, World, until

HOSTILE = "<script>alert('x')</script> & \"quoted\""


def press(world: World, **form: str) -> int:
    """Send the page's form."""
    answer = BROWSER.post(f"{world.settings.base_url}/send", data=form)
    return answer.status_code


def test_an_empty_inbox_says_so_in_vietnamese_first(world: World) -> None:
    page = world.page()
    assert '<html lang="vi">' in page
    assert 'name="viewport" content="width=device-width' in page
    assert page.index("Tin nhắn thử") < page.index('lang="en">Demo messages')
    assert page.count("Chưa có gì.") == 3
    assert "<script" not in page


def test_an_sms_is_shown_with_its_length_and_its_receipt(world: World) -> None:
    world.esms()
    until(lambda: world.kept("sms")[0]["receipt"] == "taken")
    page = unescape(world.page())
    assert TEXT in page
    assert f"{len(TEXT)} ký tự GSM-7, 1 tin" in page
    assert "eSMS" in page
    assert "Đến máy" in page
    assert "hệ thống đã nhận báo" in page


@pytest.mark.parametrize(
    ("outcome", "status", "shown"),
    [
        ("failed", 200, "Không đến máy"),
        ("none", 200, "không báo"),
        ("late", 200, "chờ báo"),
        ("delivered", 503, "hệ thống không nhận báo"),
    ],
)
def test_the_state_of_a_receipt_is_shown(
    world: World, outcome: str, status: int, shown: str
) -> None:
    world.system.statuses = [status] * 6
    world.control("receipts", provider="speedsms", outcome=outcome)
    world.speedsms()
    until(lambda: shown in world.page())


def test_the_newest_comes_first(world: World) -> None:
    for text in ("Mot", "Hai", "Ba"):
        world.esms(Content=f"Tin so {text}")
    page = world.page()
    assert page.index("Tin so Ba") < page.index("Tin so Hai") < page.index("Tin so Mot")


def test_an_email_is_shown_whole(world: World) -> None:
    world.mail(subject="Hồ sơ đã có kết quả", text="Kính gửi ông/bà\n\nMời đến nhận.")
    page = world.page()
    assert "citizen-1@example.vn" in page
    assert "Hồ sơ đã có kết quả" in page
    assert "Kính gửi ông/bà\n\nMời đến nhận." in page


def test_whatever_was_sent_is_shown_as_text(world: World) -> None:
    world.esms(Content=HOSTILE.replace("'", ""))
    world.mail(subject=HOSTILE, text=HOSTILE)
    world.system.answer = f"0;72;{HOSTILE};"
    world.say(HOSTILE, sender="0900000001")
    page = world.page(phone=HOSTILE) + world.page()
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 5


def test_one_phone_alone_can_be_shown(world: World) -> None:
    world.esms(Content="Tin cua so mot")
    world.esms(Content="Tin cua so hai", Phone="0900000002")
    world.mail(subject="Thư của mọi người")
    world.say("HSMC cua so hai", sender="0900000002")
    page = world.page(phone="84900000002")
    assert "Tin cua so hai" in page
    assert "HSMC cua so hai" in page
    assert "Tin cua so mot" not in page
    assert "Thư của mọi người" not in page
    assert f'href="/?phone={PHONE}"' in world.page()


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("0;71;Dang xu ly;", "Tính phí người gửi"),
        ("0;72;Sai cu phap;", "Hoàn phí người gửi"),
        ("<html>", "not the answer of a callback"),
    ],
)
@pytest.mark.parametrize("way", ["get", "post"])
def test_a_person_sends_an_sms_and_reads_its_reply(
    world: World, answer: str, shown: str, way: str
) -> None:
    world.system.answer = answer
    url = f"{world.settings.base_url}/send"
    form = {"phone": PHONE, "text": "HSMC 1", "way": way}
    page = BROWSER.post(url, data=form, follow_redirects=True)
    assert page.history[0].status_code == 303
    assert page.url.path == "/"
    assert shown in page.text
    assert answer.split(";")[-2 if ";" in answer else 0].replace("<html>", "") in page.text
    assert f'value="{PHONE}"' in page.text


def test_an_sms_by_the_topic_says_where_its_reply_comes() -> None:
    ledger = Ledger()
    ledger.add(Exchange("topic", "84900000001", "HSMC 1", "1"))
    assert "Trả lời sẽ đến thành một tin nhắn SMS" in inbox_page(ledger, [])


def test_an_sms_that_failed_says_why() -> None:
    ledger = Ledger()
    ledger.add(Exchange("topic", "84900000001", "HSMC 1", "1", fault="no such topic"))
    assert 'Lỗi <span lang="en">no such topic</span>' in inbox_page(ledger, [])


def test_the_form_offers_the_ways_that_have_an_address(world: World) -> None:
    page = world.page()
    assert 'value="get" checked' in page
    assert 'value="post"' in page
    assert 'value="topic"' not in page


def test_without_an_address_there_is_no_form() -> None:
    page = inbox_page(Ledger(), [])
    assert "<form" not in page
    assert "Chưa cấu hình nơi nhận tin nhắn" in page


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"phone": PHONE, "way": "get"},
        {"text": "HSMC 1", "way": "get"},
        {"phone": " ", "text": "HSMC 1", "way": "get"},
        {"phone": PHONE, "text": "HSMC 1", "way": "pigeon"},
    ],
)
def test_a_form_that_is_not_complete_is_refused(world: World, form: dict[str, str]) -> None:
    assert press(world, **form) == 400
    assert world.system.calls == []


def test_a_full_inbox_shows_only_the_newest() -> None:
    ledger = Ledger()
    for number in range(SHOWN + 1):
        ledger.add(Sms("esms", str(number), PHONE, f"Tin so {number}."))
    page = inbox_page(ledger, [])
    assert f"Tin so {SHOWN}." in page
    assert "Tin so 0." not in page
