"""A form says what held at its event, and names nobody it need not name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from msgspec.structs import replace

from services.papers.contents import PaperLine
from services.papers.filling import fill, paper_lines, slips
from services.papers.forms import Edition, Form
from shared.dossier import moves
from shared.dossier.status import Party
from tests.support.paper_samples import (
    APOLOGY,
    DOCUMENTS,
    FEES,
    ITEMS,
    LEADER_NAME,
    OFFICER_NAME,
    PERSONAL,
    REASON,
    Life,
    file,
    life,
    procedure,
)

NEW = Edition.TT03_2025


def filled(form: Form, edition: Edition = NEW) -> Any:
    return fill(form, life(form, edition).source())


def test_a_reception_says_when_and_until_when() -> None:
    found = filled(Form.RECEPTION)
    assert found.received_at == "08 giờ 35 phút, ngày 02 tháng 3 năm 2026"
    assert found.due_at == "08 giờ 35 phút, ngày 09 tháng 3 năm 2026"
    assert found.term == "5 ngày làm việc"
    assert (found.volume, found.entry) == ("2026", "260302-0001")


def test_what_came_later_changes_no_earlier_paper() -> None:
    dossier = life(Form.RECEPTION, NEW)
    before = fill(Form.RECEPTION, dossier.source())
    events = dossier.events
    due = dossier.dossier.due_at
    assert due is not None
    dossier.move(moves.extend, new_due=due + timedelta(days=7), apology=APOLOGY)
    dossier.move(moves.withdraw)
    assert fill(Form.RECEPTION, replace(dossier.source(), events=events)) == before


def test_who_hands_in_signs_and_is_called() -> None:
    found = filled(Form.RECEPTION)
    assert (found.bearer, found.officer) == ("Trần Văn Minh", OFFICER_NAME)
    assert found.applicant.phone == "0987654321"
    assert found.applicant.email == "lan.nguyen@example.vn"


def test_the_applicant_signs_alone_without_a_representative() -> None:
    alone = replace(PERSONAL, representative=None)
    source = replace(life(Form.RECEPTION, NEW).source(), personal=alone)
    found: Any = fill(Form.RECEPTION, source)
    assert (found.bearer, found.applicant.phone) == ("Nguyễn Thị Lan", "0912345678")


def test_only_the_paper_for_the_applicant_has_the_look_up_code() -> None:
    having = [f for f in Form if f is not Form.REGISTER and filled(f).marks.lookup_code]
    assert having == [Form.RECEPTION]


def test_papers_are_listed_in_the_procedures_order_then_by_name() -> None:
    assert paper_lines(DOCUMENTS, procedure()) == (
        PaperLine(
            name="Giấy chứng sinh, hoặc văn bản của người làm chứng, giấy cam đoan về việc sinh",
            originals=1,
            copies=0,
            files=1,
        ),
        PaperLine(
            name="Giấy tờ tùy thân của người yêu cầu (xuất trình hoặc ảnh chụp)",
            originals=0,
            copies=1,
            files=2,
        ),
        PaperLine(name="Ảnh chụp sổ hộ khẩu cũ.pdf", originals=0, copies=0, files=1),
    )


def test_a_component_of_another_edition_is_listed_by_its_code() -> None:
    (line,) = paper_lines([file("a.pdf", "gone")], None)
    assert (line.name, line.files) == ("gone", 1)


def test_a_request_names_its_items_and_its_deadline() -> None:
    found = filled(Form.SUPPLEMENT)
    assert (found.items, found.reason) == (ITEMS, REASON)
    assert found.deadline == "23 giờ 59 phút, ngày 01 tháng 4 năm 2026"


def test_an_answered_requests_paper_keeps_its_reason() -> None:
    dossier = life(Form.SUPPLEMENT, NEW)
    asked = dossier.events
    dossier.move(moves.supplement, Party.OWNER)
    found: Any = fill(Form.SUPPLEMENT, replace(dossier.source(), events=asked))
    assert (found.items, found.reason) == ((), REASON)


def test_an_unanswered_request_is_the_reason_of_a_refusal() -> None:
    dossier = life(Form.SUPPLEMENT, NEW)
    dossier.move(moves.expire_supplement, Party.SYSTEM, after=24 * 40)
    found: Any = fill(Form.REFUSAL, dossier.source())
    assert found.expired
    assert found.deadline == "23 giờ 59 phút, ngày 01 tháng 4 năm 2026"


def test_an_apology_says_both_dates_and_why() -> None:
    found = filled(Form.APOLOGY)
    assert found.old_due == "08 giờ 35 phút, ngày 09 tháng 3 năm 2026"
    assert found.new_due == "08 giờ 35 phút, ngày 16 tháng 3 năm 2026"
    assert (found.reason, found.signed_by) == (APOLOGY, LEADER_NAME)


def test_an_officer_does_not_sign_for_the_head_of_the_agency() -> None:
    dossier = Life(NEW).accept().assign()
    dossier.move(moves.stop, notice="Chờ kết quả giám định.")
    found: Any = fill(Form.STOP, dossier.source())
    assert found.signed_by == ""


def test_fees_and_charges_stand_on_slips_of_their_own() -> None:
    fee, charge = slips(FEES)
    assert (fee.kind, fee.total, fee.in_words) == ("fee", "24.000", "Hai mươi bốn nghìn đồng")
    assert (charge.kind, charge.total, charge.in_words) == ("charge", "8.000", "Tám nghìn đồng")


def test_what_was_free_stands_on_no_slip() -> None:
    assert slips([replace(FEES[0], amount=0)]) == ()


@pytest.mark.parametrize("form", [f for f in Form if f is not Form.REGISTER])
def test_a_paper_has_a_number_of_its_own(form: Form) -> None:
    dossier = life(form, NEW)
    number = fill(form, dossier.source()).letterhead.number
    assert number == f"260302-0001.{len(dossier.events)}"
