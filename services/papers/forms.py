"""Which statutory form each event calls for, and in which edition. Pure.

Thông tư 01/2018/TT-VPCP holds until 14/9/2025, Thông tư 03/2025/TT-VPCP from 15/9/2025; the local
date of the event decides. The later edition has a notice of stopping (05), the earlier has none.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Final

from msgspec import Struct

from shared.dossier.events import EventFacts, EventType
from shared.dossier.numbering import local_day
from shared.dossier.status import Status

SECOND_EDITION_FROM: Final = date(2025, 9, 15)


class Edition(StrEnum):
    """A circular of the Office of the Government; also the folder of its templates."""

    TT01_2018 = "tt01-2018"
    TT03_2025 = "tt03-2025"


class Form(StrEnum):
    """What a paper is."""

    RECEPTION = "reception"  # giấy tiếp nhận hồ sơ và hẹn trả kết quả
    SUPPLEMENT = "supplement"  # phiếu yêu cầu bổ sung, hoàn thiện hồ sơ
    REFUSAL = "refusal"  # phiếu từ chối tiếp nhận giải quyết hồ sơ
    APOLOGY = "apology"  # phiếu xin lỗi và hẹn lại ngày trả kết quả
    STOP = "stop"  # thông báo dừng giải quyết hồ sơ
    CONTROL = "control"  # phiếu kiểm soát quá trình giải quyết hồ sơ
    REGISTER = "register"  # sổ theo dõi hồ sơ
    RECEIPT = "receipt"  # xác nhận thu phí, lệ phí


class Blank(Struct, frozen=True, kw_only=True):
    """A form of one edition: its number there (none for our own), its names and its template."""

    number: str
    title: str
    title_en: str
    template: str


CIRCULARS: Final = {
    Edition.TT01_2018: "Thông tư số 01/2018/TT-VPCP",
    Edition.TT03_2025: "Thông tư số 03/2025/TT-VPCP",
}
_TITLES: Final[dict[Form, tuple[str, str]]] = {
    Form.RECEPTION: (
        "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
        "Receipt of the dossier and appointment for the result",
    ),
    Form.SUPPLEMENT: ("Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ", "Request for a supplement"),
    Form.REFUSAL: ("Phiếu từ chối tiếp nhận giải quyết hồ sơ", "Refusal of the dossier"),
    Form.APOLOGY: (
        "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        "Apology and new appointment for the result",
    ),
    Form.STOP: ("Thông báo dừng giải quyết hồ sơ", "Notice that processing was stopped"),
    Form.CONTROL: ("Phiếu kiểm soát quá trình giải quyết hồ sơ", "Control slip of the processing"),
    Form.REGISTER: ("Sổ theo dõi hồ sơ", "Register of dossiers"),
    Form.RECEIPT: ("Xác nhận thu phí, lệ phí", "Confirmation of the fee"),
}
_APOLOGY_2025: Final = (
    "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
    "Apology and proposed extension of the processing time",
)
_NUMBERS: Final[dict[Edition, dict[Form, str]]] = {
    Edition.TT01_2018: {
        Form.RECEPTION: "01",
        Form.SUPPLEMENT: "02",
        Form.REFUSAL: "03",
        Form.APOLOGY: "04",
        Form.CONTROL: "05",
        Form.REGISTER: "06",
    },
    Edition.TT03_2025: {
        Form.RECEPTION: "01",
        Form.SUPPLEMENT: "02",
        Form.REFUSAL: "03",
        Form.APOLOGY: "04",
        Form.STOP: "05",
        Form.CONTROL: "06",
        Form.REGISTER: "07",
    },
}
_CALLED: Final[dict[EventType, Form]] = {
    EventType.ACCEPTED: Form.RECEPTION,
    EventType.SUPPLEMENT_REQUESTED: Form.SUPPLEMENT,
    EventType.REFUSED: Form.REFUSAL,
    EventType.EXTENDED: Form.APOLOGY,
    EventType.STOPPED: Form.STOP,
    EventType.FORWARDED: Form.CONTROL,
    EventType.RECEIVED_BACK: Form.CONTROL,
    EventType.RESOLVED: Form.CONTROL,
    EventType.RETURNED: Form.CONTROL,
    EventType.WITHDRAWN: Form.CONTROL,
    EventType.FEE_PAID: Form.RECEIPT,
}


def edition_on(day: date) -> Edition:
    """The edition in force on a local date."""
    return Edition.TT03_2025 if day >= SECOND_EDITION_FROM else Edition.TT01_2018


def called_for(event: EventFacts) -> Form | None:
    """The form that an event calls for, if its day's edition has one."""
    form = _CALLED.get(event.type)
    if event.type is EventType.SUPPLEMENT_EXPIRED:
        form = Form.REFUSAL if event.status_after == Status.REFUSED else Form.STOP
    return form if form is None or exists(edition_on(local_day(event.at)), form) else None


def exists(edition: Edition, form: Form) -> bool:
    """Whether an edition has a form; our own are of every edition."""
    return form is Form.RECEIPT or form in _NUMBERS[edition]


def blank(edition: Edition, form: Form) -> Blank:
    """A form of an edition.

    Raises:
        KeyError: the edition has no such form.
    """
    number = "" if form is Form.RECEIPT else _NUMBERS[edition][form]
    late = form is Form.APOLOGY and edition is Edition.TT03_2025
    title, title_en = _APOLOGY_2025 if late else _TITLES[form]
    template = f"{edition}/{number}-{form}.typ" if number else f"{form}.typ"
    return Blank(number=number, title=title, title_en=title_en, template=template)


def blanks() -> tuple[tuple[Edition, Form], ...]:
    """Every form of every edition."""
    return tuple((e, f) for e in Edition for f in Form if exists(e, f))
