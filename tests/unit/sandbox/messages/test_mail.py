"""The mail sink takes every e-mail over real SMTP, and refuses when it is told to."""

from __future__ import annotations

import smtplib
import time

import pytest

from infra.sandbox.messages.mail_sink import UNREADABLE
from tests.unit.sandbox.messages.world import World

SENDER, CITIZEN = "mot-cua@example.vn", "citizen-1@example.vn"


def send_raw(world: World, *lines: str) -> None:
    """Send a message as written, line by line."""
    content = "\r\n".join(lines).encode()
    world.deliver(lambda server: server.sendmail(SENDER, [CITIZEN], content))


def test_an_email_is_read_as_a_person_reads_it(world: World) -> None:
    world.mail(subject="Hồ sơ đã có kết quả", text="Mời ông/bà đến nhận.")
    (mail,) = world.kept("mails")
    assert (mail["sender"], mail["to"]) == (SENDER, [CITIZEN])
    assert (mail["subject"], mail["text"]) == ("Hồ sơ đã có kết quả", "Mời ông/bà đến nhận.\n")
    assert mail["reference"] == "<notice-1@example.vn>"
    assert abs(time.time() - mail["at"]) < 60


def test_one_email_to_some_people_is_one(world: World) -> None:
    people = [CITIZEN, "citizen-2@example.vn"]
    world.deliver(lambda server: server.sendmail(SENDER, people, "Subject: a\r\n\r\nb"))
    assert [mail["to"] for mail in world.kept("mails")] == [people]


@pytest.mark.parametrize(
    ("lines", "subject", "text"),
    [
        (["no header at all"], "", "no header at all"),
        (["", "only a body"], "", "only a body"),
        (["Content-Type: text/plain; charset=nothing", "", "x"], "", UNREADABLE),
        (["Subject: =?utf-8?b?SOG7kyBzxqE=?=", "", "x"], "Hồ sơ", "x"),
        (["Content-Type: text/html", "", "<b>x</b>"], "", "<b>x</b>"),
        (["Content-Type: image/png", "", "x"], "", ""),
    ],
)
def test_any_message_is_taken(world: World, lines: list[str], subject: str, text: str) -> None:
    send_raw(world, *lines)
    (mail,) = world.kept("mails")
    assert (mail["subject"], mail["text"].strip()) == (subject, text)


def test_a_sink_that_is_down_refuses_for_now(world: World) -> None:
    world.control("down", provider="mail", seconds=60)
    with pytest.raises(smtplib.SMTPSenderRefused) as refused:
        world.mail()
    assert refused.value.smtp_code == 451
    world.control("down", provider="mail", seconds=0)
    world.mail()
    assert len(world.kept("mails")) == 1


def test_a_slow_sink_has_taken_the_email_already(world: World) -> None:
    world.control("down", provider="mail", seconds=60, wait=0.5)
    began = time.monotonic()
    world.mail()
    assert time.monotonic() - began >= 0.5
    assert len(world.kept("mails")) == 1


def test_the_next_answer_can_be_chosen(world: World) -> None:
    world.control("next", provider="mail", code="554")
    with pytest.raises(smtplib.SMTPDataError) as refused:
        world.mail()
    assert refused.value.smtp_code == 554
    world.mail()
    assert len(world.kept("mails")) == 1


def test_a_blocked_mailbox_does_not_exist(world: World) -> None:
    world.control("block", address=CITIZEN)
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        world.mail()
    assert refused.value.recipients[CITIZEN][0] == 550
    world.mail("citizen-2@example.vn")


def test_some_emails_in_one_session_are_all_taken(world: World) -> None:
    def twice(server: smtplib.SMTP) -> None:
        for _ in range(2):
            server.sendmail(SENDER, [CITIZEN], "Subject: a\r\n\r\nb")

    world.deliver(twice)
    assert len(world.kept("mails")) == 2
