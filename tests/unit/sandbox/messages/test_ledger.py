"""What the sandbox remembers: the newest messages of each kind, over a restart too."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest

from infra.local.settings import LocalError
from infra.sandbox.messages import server
from infra.sandbox.messages.ledger import NEWEST, Exchange, Ledger, Mail, Sms
from infra.sandbox.messages.server import running_messages
from tests.unit.sandbox.messages.world import PHONE, World, a_world, until


def test_a_restart_forgets_nothing(tmp_path: Path) -> None:
    kinds = ("sms", "mails", "exchanges")
    with a_world(ledger_file=tmp_path / "messages.json") as world:
        world.esms(RequestId="dossier-1")
        world.mail()
        world.say("HSMC 1")
        until(lambda: world.kept("sms")[0]["receipt"] == "taken")
        before = [world.kept(kind) for kind in kinds]
        settings = world.settings
    with running_messages(settings) as again:
        restarted = World(again, world.system)
        assert [restarted.kept(kind) for kind in kinds] == before
        assert restarted.esms(RequestId="dossier-1")["CodeResult"] == "124"


def test_what_was_sent_is_written_within_a_second_or_two(tmp_path: Path) -> None:
    file = tmp_path / "messages.json"
    with a_world(ledger_file=file) as world:
        world.mail(subject="Hồ sơ")
        until(file.exists, seconds=5)
        assert json.loads(file.read_text())["mails"][0]["subject"] == "Hồ sơ"


def test_a_receipt_that_waited_when_it_stopped_is_given_up(tmp_path: Path) -> None:
    file = tmp_path / "messages.json"
    ledger = Ledger(file)
    ledger.add(Sms("esms", "1", PHONE, "x", receipt="waiting"))
    ledger.save()
    assert [sms.receipt for sms in Ledger(file).sms] == ["given_up"]


def test_nothing_is_written_while_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "messages.json"
    Ledger(file).save()
    assert not file.exists()


@pytest.mark.parametrize(
    "taken",
    [
        Sms("esms", "1", PHONE, "x"),
        Mail("a@example.vn", ["b@example.vn"], "s", "t"),
        Exchange("get", "84900000001", "x", "1"),
    ],
)
def test_only_the_newest_are_kept(tmp_path: Path, taken: Sms | Mail | Exchange) -> None:
    file = tmp_path / "messages.json"
    ledger = Ledger(file)
    for _ in range(NEWEST + 5):
        ledger.add(taken)
    ledger.save()
    again = Ledger(file)
    assert len(again.sms) + len(again.mails) + len(again.exchanges) == NEWEST


def test_a_port_that_is_taken_is_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        monkeypatch.setattr(server, "free_port", lambda: listener.getsockname()[1])
        with pytest.raises(LocalError, match="could not listen"), running_messages():
            pass
