"""A demo dossier at every event that calls for a paper, in both editions, without any cloud."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from services.papers.contents import Register, RegisterEntry
from services.papers.filling import Source, fill
from services.papers.forms import CIRCULARS, Edition, Form, blank
from services.papers.letterhead import letterhead
from shared.clock import ICT, Term, TermUnit, WorkingCalendar, reception_deadline
from shared.dossier import moves
from shared.dossier.dossier import By, Change, Document, Dossier, Result, Rules
from shared.dossier.events import Actor, Event
from shared.dossier.status import FeeState, Party, Status
from shared.identity.people import Person, Personal
from shared.reference.agencies import AgencyTree
from shared.reference.fees import FeeLine
from shared.reference.messaging import Messaging
from shared.reference.model import Agency, ApplicantType, FeeKind, Procedure
from tests.support.publishing import province

CALENDAR: Final = WorkingCalendar()
SITE: Final = "https://dichvucong.example.vn"
OFFICER_NAME, LEADER_NAME = "Phạm Thu Hà", "Đỗ Quốc Việt"
REASON: Final = (
    "Giấy chứng sinh chụp mờ, không đọc được họ tên mẹ; đề nghị nộp lại bản chụp rõ nét."
)
APOLOGY: Final = "Cơ quan đăng ký nơi cư trú cũ chưa trả lời văn bản xác minh."
ITEMS: Final = (
    "Giấy chứng sinh (ảnh chụp rõ nét cả hai mặt)",
    "Văn bản ủy quyền có xác nhận của tổ chức hành nghề công chứng",
)
STARTS: Final = {
    Edition.TT01_2018: ("H24.Q303", "H24.D02", datetime(2024, 3, 4, 8, 5, tzinfo=ICT)),
    Edition.TT03_2025: ("H24.X001", "H24.CA", datetime(2026, 3, 2, 8, 5, tzinfo=ICT)),
}
PERSONAL: Final = Personal(
    applicant=Person(
        name="Nguyễn Thị Lan",
        identity_number="031190000001",
        phone="0912345678",
        email="lan.nguyen@example.vn",
        address="Số 12, ngõ 34 đường Bạch Đằng, phường Thủy Nguyên, thành phố Hải Phòng",
    ),
    applicant_type=ApplicantType.CITIZEN,
    representative=Person(name="Trần Văn Minh", identity_number="031090000002", phone="0987654321"),
)
FEES: Final = (
    FeeLine(
        item="registration",
        kind=FeeKind.CHARGE,
        name="Lệ phí đăng ký khai sinh quá hạn",
        name_en="Civil status charge",
        amount=8_000,
        full_amount=8_000,
        legal_ref="Nghị quyết 45/2018/NQ-HĐND",
    ),
    FeeLine(
        item="extract",
        kind=FeeKind.FEE,
        name="Phí cấp bản sao trích lục hộ tịch (3 bản)",
        name_en="Extract fee",
        amount=24_000,
        full_amount=24_000,
        legal_ref="Thông tư 281/2016/TT-BTC",
    ),
)


@cache
def agencies() -> AgencyTree:
    """The demo province's agencies through time."""
    return AgencyTree(msgspec.convert(province()["agencies"], tuple[Agency, ...]))


@cache
def procedure() -> Procedure:
    """The demo province's registration of births."""
    found = next(p for p in province()["procedures"] if p["code"] == "1.001193")
    return msgspec.convert(found, Procedure)


class Life:
    """One dossier and its events so far; ``agency`` is responsible, ``linked`` helps."""

    def __init__(self, edition: Edition, **different: Any) -> None:
        self.agency, self.linked, self.now = STARTS[edition]
        self.events: tuple[Event, ...] = ()
        self.dossier = self._draft(different)
        self._write(moves.submit(self.dossier, self._by(Party.OWNER).actor, ()))

    def _draft(self, different: dict[str, Any]) -> Dossier:
        at = self.now.astimezone(UTC)
        rules = Rules(term=Term(5, TermUnit.WORKING_DAYS), max_supplements=2, supplement_days=30)
        draft = Dossier(
            dossier_id=f"{self.agency}-{self.now:%y%m%d}-0001",
            version=1,
            status=Status.REGISTERED,
            agency_code=self.agency,
            held_by=self.agency,
            procedure_code="1.001193",
            procedure_name="Đăng ký khai sinh",
            field_code="HOTICH",
            level=4,
            channel="online",
            catalogue_version=1,
            applicant_type="citizen",
            applicant_key="key",
            applicant_name=PERSONAL.applicant.name,
            rules=rules,
            submitted_at=at,
            reception_due_at=reception_deadline(at, CALENDAR).astimezone(UTC),
            fees=FEES,
            fee_state=FeeState.DUE,
        )
        return replace(draft, **different)

    def _by(self, *parties: Party) -> By:
        name = "" if parties == (Party.OWNER,) else OFFICER_NAME
        if Party.LEADER in parties:
            name = LEADER_NAME
        actor = Actor(subject="s", party=parties[0], agency_code=self.agency, name=name)
        return By(actor=actor, parties=frozenset(parties))

    def _write(self, change: Change) -> None:
        self.dossier = change.after
        self.events += change.events

    def move(
        self, step: Callable[..., Change], *parties: Party, after: float = 1, **said: Any
    ) -> Life:
        """Make a move some hours later."""
        self.now += timedelta(hours=after)
        by = self._by(*(parties or (Party.OFFICER,)))
        self._write(step(self.dossier, by, self.now.astimezone(UTC), CALENDAR, **said))
        return self

    def accept(self) -> Life:
        return self.move(moves.accept, after=0.5)

    def assign(self) -> Life:
        return self.move(moves.assign, assignee="s2", assignee_name="Lê Mai Anh")

    def resolve(self) -> Life:
        result = Result(
            outcome="granted", number="12/GKS", signed_by=LEADER_NAME, signed_on=date(2026, 3, 6)
        )
        return self.move(moves.resolve, after=24, result=result, documents=(DOCUMENTS[0],))

    def source(self, **different: Any) -> Source:
        """What a paper of the last event is made from."""
        found = Source(
            dossier=self.dossier,
            events=self.events,
            personal=PERSONAL,
            documents=DOCUMENTS,
            procedure=procedure(),
            agencies=agencies(),
            calendar=CALENDAR,
            messaging=Messaging(short_code="8088"),
            public_url=SITE,
            lookup_code="305117",
        )
        return replace(found, **different)


def file(name: str, component: str = "") -> Document:
    """A file that the applicant handed in."""
    return Document(
        document_id=name,
        name=name,
        media_type="application/pdf",
        size=10,
        sha256="0" * 64,
        storage_key=f"documents/{name}",
        added_at=datetime(2024, 1, 1, tzinfo=UTC),
        component=component,
    )


DOCUMENTS: Final = (
    file("cccd-1.jpg", "identity"),
    file("cccd-2.jpg", "identity"),
    file("giấy chứng sinh.pdf", "birth_certificate"),
    file("Ảnh chụp sổ hộ khẩu cũ.pdf"),
)


def life(form: Form, edition: Edition, **different: Any) -> Life:
    """A dossier whose last event calls for a form."""
    found = Life(edition, **different)
    return _LIVES[form](found)


def _waiting(found: Life) -> Life:
    return found.move(moves.ask_supplement, reason=REASON, items=ITEMS)


def _extended(found: Life) -> Life:
    due = found.accept().assign().dossier.due_at
    assert due is not None
    said = {"new_due": due + timedelta(days=7), "apology": APOLOGY}
    return found.move(moves.extend, Party.LEADER, after=24, **said)


def _moved_about(found: Life) -> Life:
    found.accept().assign().move(moves.forward, to_agency=found.linked)
    return found.move(moves.receive_back, after=24).resolve()


_LIVES: Final[dict[Form, Callable[[Life], Life]]] = {
    Form.RECEPTION: Life.accept,
    Form.SUPPLEMENT: _waiting,
    Form.REFUSAL: lambda found: found.move(
        moves.refuse, reason="Không thuộc thẩm quyền giải quyết."
    ),
    Form.APOLOGY: _extended,
    Form.STOP: lambda found: found.accept().move(
        moves.stop, Party.LEADER, notice="Tòa án đang thụ lý tranh chấp về nội dung hồ sơ."
    ),
    Form.CONTROL: _moved_about,
    Form.RECEIPT: lambda found: found.move(
        moves.pay_fee, Party.SYSTEM, payment="VNP20260302093500017"
    ),
}


def content(form: Form, edition: Edition) -> Any:
    """What a form says of the demo dossier."""
    if form is Form.REGISTER:
        return register(edition)
    return fill(form, life(form, edition).source())


def register(edition: Edition, rows: int = 3) -> Register:
    """A register of some dossiers, alike but for their numbers."""
    agency, _, start = STARTS[edition]
    head = letterhead(agencies(), agency, start.date(), "")
    return Register(
        form=blank(edition, Form.REGISTER).number,
        circular=CIRCULARS[edition],
        letterhead=head,
        first=f"{start:01/%m/%Y}",
        last=f"{start:31/%m/%Y}",
        entries=tuple(entry(head.agency, agency, start, n) for n in range(1, rows + 1)),
    )


def entry(name: str, agency: str, start: datetime, number: int) -> RegisterEntry:
    """One line of a register."""
    return RegisterEntry(
        dossier_id=f"{agency}-{start:%y%m%d}-{number:04d}",
        procedure_name="Cấp bản sao Trích lục hộ tịch",
        applicant="Nguyễn Thị Lan",
        contact="Số 12 đường Bạch Đằng, phường Thủy Nguyên, 0912345678",
        agency=name,
        received_at=f"{start:%H:%M %d/%m/%Y}",
        due_at=f"{start:17:00 %d/%m/%Y}",
        forwarded_at="",
        received_back_at="",
        returned_at=f"{start:16:40 %d/%m/%Y}",
        return_method="counter",
        remark="late" if number == 2 else "",
    )
