"""The watch to its far ends: a mail server that takes digests, a phone that is reminded."""

from __future__ import annotations

import pytest

from services.tracking.outbound import notices
from services.tracking.watch.run import WatchIncomplete
from shared.dossier import ledger, moves, queries
from shared.dossier.dossier import Dossier
from shared.dossier.events import public
from tests.component.tracking.outbound.conftest import sandbox, world
from tests.component.tracking.outbound.told import MAILBOX, PHONE, World, contact
from tests.component.tracking.watch import watched
from tests.component.tracking.watch.watched import look
from tests.unit.dossier.moving import at

__all__ = ["sandbox", "world"]


def waiting() -> Dossier:
    """A citizen who can be reached has until 2 April 2026 for a supplement."""
    code = "H24.X001-260302-0001"
    dossier = watched.submitted("2026-03-02 08:00", contact=contact(code))
    accepted = watched.moved(moves.accept, dossier, "2026-03-02 09:00")
    return watched.waiting(accepted, "2026-03-03 10:00")


def test_officers_find_one_digest_in_their_mailbox(world: World) -> None:
    dossiers = [watched.submitted("2026-03-02 08:00", number) for number in (1, 2)]
    look("2026-03-02 14:05")
    look("2026-03-02 14:10")
    (mail,) = world.mails
    assert mail["to"] == ["phuong-thuy-nguyen@example.vn"]
    assert mail["subject"] == "2 cảnh báo về hạn hồ sơ / 2 deadline warnings"
    for dossier in dossiers:
        link = f"https://dvc.example.vn/api/tracking/lookup/{dossier.dossier_id}/page"
        assert link in mail["text"]


def test_a_digest_waits_for_a_mail_server_that_comes_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.submitted("2026-03-02 08:00")
    with monkeypatch.context() as patch:
        patch.setattr("smtplib.SMTP.__init__", _unreachable)
        with pytest.raises(WatchIncomplete):
            look("2026-03-02 14:05")
    look("2026-03-02 14:10")
    assert len(world.mails) == 1


def _unreachable(*_: object, **__: object) -> None:
    raise ConnectionRefusedError


def test_a_citizen_is_reminded_by_every_channel_they_chose(world: World) -> None:
    waiting()
    look("2026-03-30 08:05")
    look("2026-03-30 08:10")
    (sms,), (mail,) = world.sms, world.mails
    assert (sms["phone"], mail["to"]) == (PHONE, [MAILBOX])
    assert "02/04" in sms["text"] and sms["septets"] <= 160
    assert "02/04/2026" in mail["text"]


def test_a_citizen_is_told_that_the_time_for_a_supplement_is_over(world: World) -> None:
    dossier = waiting()
    look("2026-04-03 08:05")
    event = public(queries.history(dossier.dossier_id)[-1])
    assert event.at == at("2026-04-03 08:05")
    notices.hear(event, ledger.load(dossier.dossier_id), event.at)
    (sms,) = world.sms
    assert dossier.dossier_id in sms["text"]
