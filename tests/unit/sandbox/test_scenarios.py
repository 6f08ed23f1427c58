"""Every button of the sandbox's payment page, at both gateways, seen from our server."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl, urlsplit

import pytest

from services.payments.gateways.protocol import Arrived, Outcome, Verdict
from services.payments.gateways.vnpay import Shown, Vnpay
from tests.unit.sandbox.world import BROWSER, RETURN_URL, World, until

CONFIRMED, AGAIN = Verdict.CONFIRMED, Verdict.ALREADY_CONFIRMED


def test_paying_confirms_and_sends_the_browser_back(world: World) -> None:
    made, answer = world.play("pay")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(f"{RETURN_URL}&")
    world.wait_for(1, CONFIRMED)
    notice = world.receiver.settled[made.reference]
    assert (notice.outcome, notice.amount) == (Outcome.SUCCESS, 15_000)


@pytest.mark.parametrize(("outcome", "code"), [("cancel", "24"), ("insufficient", "51")])
def test_not_paying_is_confirmed_as_a_failure(world: World, outcome: str, code: str) -> None:
    made, answer = world.play(outcome)
    assert f"={code}" in answer.headers["location"]
    world.wait_for(1, CONFIRMED)
    notice = world.receiver.settled[made.reference]
    assert (notice.outcome, notice.code) == (Outcome.FAILURE, code)
    assert world.settlement()[1:] == []


def test_paying_and_closing_the_tab_still_confirms(world: World) -> None:
    _, answer = world.play("no_return")
    assert answer.status_code == 200
    assert "Đã thanh toán" in answer.text
    world.wait_for(1, CONFIRMED)


def test_paying_twice_settles_two_transactions(world: World) -> None:
    made, _ = world.play("twice")
    world.wait_for(2, CONFIRMED, AGAIN)
    lines = world.settlement()[1:]
    assert [line[0] for line in lines] == [made.reference] * 2
    assert len({line[1] for line in lines}) == 2


def test_a_delayed_confirmation_comes_later(world: World) -> None:
    began = time.monotonic()
    world.play("delayed", delay=1)
    assert world.receiver.verdicts == []
    world.wait_for(1, CONFIRMED)
    assert time.monotonic() - began >= 1


def test_a_repeated_confirmation_comes_three_times_at_once(world: World) -> None:
    world.play("repeated")
    world.wait_for(3, CONFIRMED, AGAIN, AGAIN)
    assert world.receiver.outcomes == [Outcome.SUCCESS]


def test_an_old_failure_overtaken_by_the_success_comes_last(world: World) -> None:
    world.play("out_of_order")
    world.wait_for(2, CONFIRMED, AGAIN)
    assert world.receiver.verdicts == [CONFIRMED, AGAIN]
    assert world.receiver.outcomes == [Outcome.SUCCESS]


def test_a_lost_confirmation_is_found_by_asking(world: World) -> None:
    made, _ = world.play("lost")
    finding = world.gateway.query(world.question(made))
    assert (finding.outcome, finding.amount) == (Outcome.SUCCESS, 15_000)
    assert world.receiver.verdicts == []


def test_a_confirmation_of_another_amount_is_tried_again_in_vain(world: World) -> None:
    world.play("wrong_amount")
    world.wait_for(4, *[Verdict.WRONG_AMOUNT] * 4)
    assert world.receiver.settled == {}


def test_a_forged_confirmation_settles_nothing(world: World) -> None:
    made, _ = world.play("forged")
    world.wait_for(4, *[Verdict.BAD_SIGNATURE] * 4)
    assert world.gateway.query(world.question(made)).outcome is Outcome.PENDING


def test_an_unacknowledged_confirmation_is_sent_again(world: World) -> None:
    world.receiver.outages = 2
    world.play("pay")
    world.wait_for(3, Verdict.ERROR, Verdict.ERROR, CONFIRMED)
    until(lambda: world.known()["confirmations"][0]["delivered"])


def test_an_unfinished_payment_is_pending(world: World) -> None:
    made, url = world.start()
    BROWSER.get(url)
    assert world.gateway.query(world.question(made)).outcome is Outcome.PENDING


def test_the_same_payment_can_be_resumed(world: World) -> None:
    made, url = world.start()
    pages = [BROWSER.get(url, follow_redirects=True).url for _ in range(2)]
    assert pages[0] == pages[1]
    assert world.gateway.start(made).url == url


def test_a_payment_ends_once(world: World) -> None:
    _, url = world.start()
    page = BROWSER.get(url, follow_redirects=True).url
    answers = [BROWSER.post(page, data={"outcome": way}).status_code for way in ("cancel", "pay")]
    assert answers == [303, 200]
    world.wait_for(1, CONFIRMED)
    assert world.receiver.outcomes == [Outcome.FAILURE]


def test_the_page_says_what_is_paid_in_vietnamese_first(world: World) -> None:
    made, url = world.start()
    page = BROWSER.get(url, follow_redirects=True).text
    assert '<html lang="vi">' in page
    assert 'name="viewport" content="width=device-width' in page
    assert "15.000 đồng" in page
    assert made.reference in page
    assert page.index("Thanh toán thử") < page.index('lang="en">Demo payment')


def test_vnpays_return_url_displays_what_happened(vnpay_world: World) -> None:
    made, answer = vnpay_world.play("cancel")
    query = dict(parse_qsl(urlsplit(answer.headers["location"]).query))
    assert isinstance(vnpay_world.gateway, Vnpay)
    shown = vnpay_world.gateway.displayed(Arrived(query=query))
    assert (shown, query["order"]) == (Shown(made.reference, "24"), "1")
