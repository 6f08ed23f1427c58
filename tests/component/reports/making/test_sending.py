"""What subscribers get: every edition once, whatever a mail server does."""

from __future__ import annotations

from datetime import timedelta
from email import message_from_bytes
from typing import Any

import pytest

from services.reports.asked import FormName
from services.reports.making import gathering
from services.reports.making.mailing import SendingIncomplete
from services.reports.making.model import Kind, State
from shared.messaging import smtp
from shared.messaging.agreements import NoAgreement, agreements
from shared.messaging.handing import Rejected, Uncertain, Unreachable
from tests.component.reports.making.post import SERVER, Post, agree
from tests.component.reports.making.reporting import (
    AFTER,
    CHIEF,
    DEPUTY,
    Reports,
    asked,
    carry_out,
    count,
    job_of,
    later_life,
    made,
    subscribe,
)
from tests.component.reports.rebuilding.samples import WARD
from tests.support.logs import log_lines


@pytest.fixture(autouse=True)
def post(reports: Reports, monkeypatch: pytest.MonkeyPatch) -> Post:
    """The week counted, and a mail server."""
    count()
    found = Post()
    monkeypatch.setattr(smtp, "send", found.send)
    agree(SERVER)
    return found


def sent_daily() -> None:
    """The week's balance as the daily schedule makes it."""
    made(asked(), kind=Kind.DAILY)


def test_a_scheduled_report_goes_to_its_subscribers_with_xlsx_and_pdf(post: Post) -> None:
    subscribe("chairman-1", address=CHIEF)
    subscribe("chairman-2", address=DEPUTY)
    sent_daily()
    assert sorted(post.receivers()) == sorted([CHIEF, DEPUTY])
    names = [file.name for file in post.sent[0].attachments]
    assert names == [f"balance-H24-2026-11-02_2026-11-08-1.{kind}" for kind in ("xlsx", "pdf")]
    assert post.sent[0].attachments[1].content.startswith(b"%PDF")


def test_the_letter_has_the_main_figures_in_both_languages(post: Post) -> None:
    subscribe()
    sent_daily()
    (mail,) = post.sent
    assert "Báo cáo ngày: Cân đối tiếp nhận, giải quyết hồ sơ" in mail.text
    assert "Daily report: Balance of dossiers" in mail.text
    assert "Từ ngày 02/11/2026 đến ngày 08/11/2026" in mail.text
    assert any(line.startswith("- ") and line[-1].isdigit() for line in mail.text.splitlines())
    assert "https://dvc.example.vn" in mail.text


def test_a_letter_is_a_message_with_two_files(post: Post) -> None:
    subscribe(form="II.06c")
    made(asked(FormName.BY_AGENCY), kind=Kind.DAILY)
    (mail,) = post.sent
    server = agreements().mail
    assert server is not None
    parsed = message_from_bytes(smtp._message(server, mail).as_bytes())
    kinds = [part.get_content_maintype() for part in parsed.walk()]
    assert kinds == ["multipart", "text", "application", "application"]


@pytest.mark.parametrize(
    "different",
    [{"form": "ranking"}, {"agency": WARD}, {"kinds": ["monthly", "statutory"]}],
)
def test_who_subscribed_to_something_else_gets_nothing(
    post: Post, different: dict[str, Any]
) -> None:
    subscribe(**different)
    sent_daily()
    assert post.sent == []


def test_a_report_on_demand_is_sent_to_nobody(post: Post) -> None:
    subscribe()
    made(asked())
    assert post.sent == []


def test_the_same_edition_is_sent_once_however_often_the_schedule_runs(post: Post) -> None:
    subscribe()
    for days in range(3):
        made(asked(), AFTER + timedelta(days=days), Kind.DAILY)
    assert post.receivers() == [CHIEF]


def test_a_new_edition_is_sent_with_what_it_restates(post: Post) -> None:
    subscribe()
    sent_daily()
    count(later_life())
    made(asked(), AFTER + timedelta(days=1), Kind.DAILY)
    first, second = post.sent
    assert first.reference != second.reference
    assert "(lần 2)" in second.subject
    assert "So với lần 1" in second.text and "→" in second.text


def test_a_mail_server_that_is_away_costs_no_report(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    subscribe()
    post.away[CHIEF] = Unreachable("away")
    with pytest.raises(SendingIncomplete):
        sent_daily()
    assert job_of(asked()).state is State.READY
    post.away.clear()
    monkeypatch.setattr(gathering, "gather", None)
    carry_out(asked(), kind=Kind.DAILY)
    assert post.receivers() == [CHIEF]


def test_a_retry_is_sent_only_to_those_who_got_nothing(post: Post) -> None:
    subscribe("chairman-1", address=CHIEF)
    subscribe("chairman-2", address=DEPUTY)
    post.away[CHIEF] = Unreachable("away")
    with pytest.raises(SendingIncomplete):
        sent_daily()
    post.away.clear()
    carry_out(asked(), kind=Kind.DAILY)
    assert (post.tried[CHIEF], post.tried[DEPUTY]) == (2, 1)
    assert sorted(post.receivers()) == sorted([CHIEF, DEPUTY])


def test_what_may_have_been_sent_is_sent_again_under_the_same_reference(post: Post) -> None:
    subscribe()
    tried: list[str] = []
    post.away[CHIEF] = Uncertain("broke off")
    send = post.send

    def noted(server: Any, mail: Any) -> Any:
        tried.append(mail.reference)
        return send(server, mail)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(smtp, "send", noted)
        with pytest.raises(SendingIncomplete):
            sent_daily()
        post.away.clear()
        carry_out(asked(), kind=Kind.DAILY)
    assert len(tried) == 2 and len(set(tried)) == 1


def test_an_address_that_is_refused_for_good_is_not_tried_again(post: Post) -> None:
    subscribe()
    post.away[CHIEF] = Rejected("address_refused")
    sent_daily()
    carry_out(asked(), kind=Kind.DAILY)
    assert post.tried[CHIEF] == 1


def test_without_a_mail_server_the_errand_fails_and_the_report_is_there() -> None:
    agree(None)
    subscribe()
    with pytest.raises(NoAgreement):
        sent_daily()
    assert job_of(asked()).state is State.READY


def test_without_subscribers_nobody_needs_a_mail_server() -> None:
    agree(None)
    sent_daily()
    assert job_of(asked()).state is State.READY


def test_no_address_is_ever_logged(post: Post) -> None:
    with log_lines() as lines:
        subscribe("chairman-1", address=CHIEF)
        subscribe("chairman-2", address=DEPUTY)
        post.away[CHIEF] = Rejected("address_refused")
        post.away[DEPUTY] = Unreachable("away")
        with pytest.raises(SendingIncomplete):
            sent_daily()
    said = lines.getvalue()
    assert "Report refused" in said and "Report not sent" in said
    assert CHIEF not in said and DEPUTY not in said
