"""Each event's paper is made once, from the dossier as it was, whatever comes how often and when."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from msgspec.structs import replace

from services.papers import rendering, shelf, stationery
from services.papers.forms import Edition
from services.papers.tables import PaperItem
from services.papers.typesetting import Unset
from services.papers.words import moment_words
from shared import aws
from shared.dossier import ledger, moves, queries
from shared.dossier.dossier import Dossier
from shared.dossier.events import EventType
from shared.identity.keys import lookup_code
from shared.reference import store
from shared.settings import settings
from tests.component.papers.conftest import SITE
from tests.component.papers.making import (
    SYSTEM,
    deliver,
    event_of,
    listed,
    make_all,
    paper_named,
    paper_text,
    stored,
)
from tests.component.payments.paying import filed
from tests.component.tracking import lives
from tests.component.tracking.lives import OFFICIAL, REASON, accepted, submitted
from tests.support.calling import Context
from tests.support.logs import log_lines
from tests.support.people import LAN_ID
from tests.support.queueing import batch, failed, message

pytestmark = pytest.mark.usefixtures("papers")
LINKED = "H24.CA"


def refused() -> Dossier:
    change = moves.refuse(submitted(), OFFICIAL, lives.now(), store.calendar(), reason=REASON)
    return ledger.append(change)


def extended() -> Dossier:
    dossier = accepted()
    assert dossier.due_at is not None
    change = moves.extend(
        dossier,
        OFFICIAL,
        lives.now(),
        store.calendar(),
        new_due=dossier.due_at + timedelta(days=7),
        apology="Chờ xác minh nơi cư trú cũ.",
    )
    return ledger.append(change)


def stopped() -> Dossier:
    said = {"notice": "Tòa án đang thụ lý."}
    return ledger.append(moves.stop(accepted(), OFFICIAL, lives.now(), store.calendar(), **said))


def whole_life() -> Dossier:
    """Forwarded, received back, resolved and returned."""
    dossier = lives.forwarded(lives.processing(accepted()), LINKED)
    dossier = ledger.append(moves.receive_back(dossier, OFFICIAL, lives.now(), store.calendar()))
    dossier = lives.resolved(dossier)
    return ledger.append(
        moves.return_result(dossier, OFFICIAL, lives.now(), store.calendar(), method="counter")
    )


def test_a_reception_makes_its_paper() -> None:
    dossier = accepted()
    assert make_all(dossier.dossier_id) == ("reception-000002",)
    found = paper_text(dossier.dossier_id, "reception-000002")
    assert "Tiếp nhận hồ sơ của: Nguyễn Thị Lan" in found
    assert f"Số CCCD, hộ chiếu hoặc mã số thuế: {LAN_ID}" in found
    assert "Giấy chứng sinh, hoặc văn bản của người làm chứng" in found
    assert f"soạn TTHS {dossier.dossier_id} {lookup_code(dossier.dossier_id)} gửi" in found
    assert f"tra cứu mã hồ sơ tại {SITE}" in found


def test_a_submission_alone_makes_none() -> None:
    assert make_all(submitted().dossier_id) == ()


def test_a_request_for_supplement_makes_its_paper_with_the_reason() -> None:
    dossier = lives.waiting(submitted())
    assert make_all(dossier.dossier_id) == ("supplement-000002",)
    assert f"Lý do: {REASON}" in paper_text(dossier.dossier_id, "supplement-000002")


def test_a_refusal_makes_its_paper_with_the_reason() -> None:
    dossier = refused()
    assert make_all(dossier.dossier_id) == ("refusal-000002",)
    assert REASON in paper_text(dossier.dossier_id, "refusal-000002")


def test_an_extension_makes_its_apology() -> None:
    dossier = extended()
    assert make_all(dossier.dossier_id) == ("reception-000002", "apology-000003")
    assert "Chờ xác minh nơi cư trú cũ." in paper_text(dossier.dossier_id, "apology-000003")


def test_a_stop_makes_its_notice() -> None:
    dossier = stopped()
    assert make_all(dossier.dossier_id) == ("reception-000002", "stop-000003")
    assert "Tòa án đang thụ lý." in paper_text(dossier.dossier_id, "stop-000003")


def test_a_payment_makes_a_receipt_with_a_page_for_each_kind() -> None:
    dossier = filed()
    paid = moves.pay_fee(dossier, SYSTEM, lives.now(), store.calendar(), payment="VNP-1")
    ledger.append(paid)
    assert make_all(dossier.dossier_id) == ("receipt-000002",)
    found = paper_text(dossier.dossier_id, "receipt-000002")
    assert "Số chứng từ, mã giao dịch: VNP-1" in found and "Viết bằng chữ:" in found


def test_only_the_newest_control_slip_is_listed() -> None:
    dossier_id = whole_life().dossier_id
    last = event_of(dossier_id, EventType.RETURNED).number
    assert make_all(dossier_id) == ("reception-000002", f"control-{last:06d}")
    found = paper_text(dossier_id, f"control-{last:06d}")
    assert "2. Nhận: Công an thành phố Hải Phòng" in found
    assert "2. Nhận: Người nộp hồ sơ" in found


@pytest.mark.parametrize("seed", range(8))
def test_events_in_any_order_and_up_to_three_times_make_the_same_list(seed: int) -> None:
    dossier_id = whole_life().dossier_id
    chance = random.Random(seed)
    events = [e for e in queries.history(dossier_id) for _ in range(chance.randint(1, 3))]
    chance.shuffle(events)
    last = event_of(dossier_id, EventType.RETURNED).number
    for event in events:
        assert deliver(event) == set()
    assert listed(dossier_id) == ("reception-000002", f"control-{last:06d}")


def test_what_comes_again_leaves_the_first_bytes() -> None:
    dossier = accepted()
    make_all(dossier.dossier_id)
    paper = paper_named(dossier.dossier_id, "reception-000002")
    before = stored(paper.storage_key)
    shelf.put(paper, b"other bytes")
    assert stored(paper.storage_key) == before


def test_a_crash_between_file_and_list_is_made_up_for_with_the_same_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dossier = accepted()
    event = event_of(dossier.dossier_id, EventType.ACCEPTED)
    with monkeypatch.context() as patch:
        patch.setattr(PaperItem, "save", _dies)
        assert deliver(event) == {"0"}
    assert listed(dossier.dossier_id) == ()
    key = f"papers/{dossier.dossier_id}/reception-000002.pdf"
    before = stored(key)
    assert deliver(event) == set()
    assert listed(dossier.dossier_id) == ("reception-000002",)
    assert stored(key) == before


def _dies(*_: object, **__: object) -> None:
    raise RuntimeError("the machine was taken away")


def test_a_later_move_does_not_change_an_earlier_paper() -> None:
    dossier = extended()
    old_due = event_of(dossier.dossier_id, EventType.ACCEPTED).due_after
    make_all(dossier.dossier_id)
    assert old_due is not None
    found = paper_text(dossier.dossier_id, "reception-000002")
    assert f"5. Thời gian trả kết quả giải quyết hồ sơ: {moment_words(old_due)}" in found


def test_before_the_second_edition_the_first_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    dossier = accepted()
    monkeypatch.setattr(rendering, "edition_on", lambda _: Edition.TT01_2018)
    monkeypatch.setattr("services.papers.filling.edition_on", lambda _: Edition.TT01_2018)
    make_all(dossier.dossier_id)
    found = paper_text(dossier.dossier_id, "reception-000002")
    assert "Mẫu số 01 ban hành kèm theo Thông tư số 01/2018/TT-VPCP" in found


def test_one_paper_that_cannot_be_set_holds_up_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = accepted(), refused()
    right = stationery.set_paper

    def only_refusals(template: str, *rest: object) -> bytes:
        if "reception" in template:
            raise Unset("no")
        return right(template, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(stationery, "set_paper", only_refusals)
    bad = event_of(one.dossier_id, EventType.ACCEPTED)
    good = event_of(other.dossier_id, EventType.REFUSED)
    assert deliver(bad, good) == {"0"}
    assert listed(one.dossier_id) == () and listed(other.dossier_id) == ("refusal-000002",)


def test_a_message_that_is_none_of_ours_holds_nobody_up() -> None:
    dossier = accepted()
    event = event_of(dossier.dossier_id, EventType.ACCEPTED)
    answer = rendering.render(batch(["poison", message(event)]), Context())  # type: ignore[arg-type]
    assert failed(answer) == {"0"}
    assert listed(dossier.dossier_id) == ("reception-000002",)


def test_reading_the_personal_part_is_recorded() -> None:
    dossier = accepted()
    make_all(dossier.dossier_id)
    read = [(a.subject, a.route) for a in queries.accesses(dossier.dossier_id)]
    assert read == [("papers", "paper reception-000002")]


def test_a_control_slip_opens_no_personal_part() -> None:
    dossier = lives.withdrawn(submitted())
    assert make_all(dossier.dossier_id) == ("control-000002",)
    assert list(queries.accesses(dossier.dossier_id)) == []


def test_what_is_listed_already_is_not_opened_again() -> None:
    dossier = accepted()
    make_all(dossier.dossier_id)
    make_all(dossier.dossier_id)
    assert len(list(queries.accesses(dossier.dossier_id))) == 1


def test_no_log_line_names_anybody() -> None:
    dossier = refused()
    with log_lines() as lines:
        make_all(dossier.dossier_id)
        broken = replace(event_of(dossier.dossier_id, EventType.REFUSED), number=99)
        deliver(broken)
    said = lines.getvalue()
    assert said and not any(secret in said for secret in ("Nguyễn", LAN_ID, "0912345678", REASON))


def test_an_event_that_the_history_has_not_makes_no_paper() -> None:
    dossier = refused()
    event = event_of(dossier.dossier_id, EventType.REFUSED)
    unknown = [replace(event, number=99), replace(event, number=1)]
    assert [deliver(e) for e in unknown] == [{"0"}, {"0"}]
    assert listed(dossier.dossier_id) == ()


def test_a_file_is_a_pdf_under_its_dossiers_code() -> None:
    dossier = accepted()
    make_all(dossier.dossier_id)
    found = aws.s3().get_object(
        Bucket=settings().documents_bucket,
        Key=f"papers/{dossier.dossier_id}/reception-000002.pdf",
    )
    assert found["ContentType"] == "application/pdf"
    assert found["Body"].read().startswith(b"%PDF-1.7")


def test_a_paper_tells_when_its_event_was() -> None:
    dossier = accepted()
    make_all(dossier.dossier_id)
    event = event_of(dossier.dossier_id, EventType.ACCEPTED)
    paper = paper_named(dossier.dossier_id, "reception-000002")
    assert (paper.made_at, paper.number) == (event.at, event.number)
