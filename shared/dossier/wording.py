"""What happened to a dossier, in words: one sentence per event, Vietnamese and English.

Built from the public facts alone, so that no sentence can name a person.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Final

from msgspec import Struct

from shared.clock import local
from shared.clock.wording import moment_en, moment_vi
from shared.dossier.events import EventFacts, EventType
from shared.dossier.status import Status

AgencyNames = Callable[[str], tuple[str, str]]
"""From an agency's code to its name in Vietnamese and in English."""


class Sentence(Struct, frozen=True, kw_only=True):
    """One sentence (or two) in both languages."""

    vi: str
    en: str


E = EventType
SENTENCES: Final[dict[tuple[EventType, str], tuple[str, str]]] = {
    (E.SUBMITTED, "online"): (
        "Hồ sơ được nộp trực tuyến tới {agency}.",
        "Submitted online to {agency}.",
    ),
    (E.SUBMITTED, "counter"): (
        "Hồ sơ được nộp trực tiếp cho {agency}.",
        "Submitted at the counter for {agency}.",
    ),
    (E.SUBMITTED, "postal"): (
        "Hồ sơ được gửi qua bưu chính công ích tới {agency}.",
        "Submitted by post to {agency}.",
    ),
    (E.ACCEPTED, ""): ("{agency} đã tiếp nhận hồ sơ.", "Accepted by {agency}."),
    (E.REFUSED, ""): ("{agency} không tiếp nhận hồ sơ.", "Refused by {agency}."),
    (E.ASSIGNED, ""): (
        "Hồ sơ được phân công cho công chức xử lý.",
        "Assigned to an officer.",
    ),
    (E.SUPPLEMENT_REQUESTED, ""): (
        "{agency} yêu cầu bổ sung giấy tờ, chậm nhất {deadline}.",
        "{agency} asked for a supplement, at the latest {deadline}.",
    ),
    (E.SUPPLEMENT_RECEIVED, ""): (
        "Đã nhận giấy tờ bổ sung.",
        "The supplement was received.",
    ),
    (E.SUPPLEMENT_EXPIRED, "refused"): (
        "Hết thời hạn bổ sung, hồ sơ không được tiếp nhận.",
        "The time for the supplement ran out; the dossier is refused.",
    ),
    (E.SUPPLEMENT_EXPIRED, "stopped"): (
        "Hết thời hạn bổ sung, hồ sơ dừng xử lý.",
        "The time for the supplement ran out; processing is stopped.",
    ),
    (E.FINANCIAL_DUTY_REQUESTED, ""): (
        "{agency} yêu cầu thực hiện nghĩa vụ tài chính.",
        "{agency} asked for a financial duty to be met.",
    ),
    (E.FINANCIAL_DUTY_CONFIRMED, ""): (
        "Đã xác nhận hoàn thành nghĩa vụ tài chính.",
        "The financial duty was confirmed as met.",
    ),
    (E.FORWARDED, ""): (
        "Hồ sơ được chuyển tới {to} để phối hợp giải quyết.",
        "Forwarded to {to}, which takes part in the decision.",
    ),
    (E.RECEIVED_BACK, ""): (
        "{to} đã nhận lại hồ sơ từ {from_}.",
        "{to} received the dossier back from {from_}.",
    ),
    (E.EXTENDED, ""): (
        "{agency} xin lỗi và hẹn lại ngày trả kết quả: từ {old_due} đến {due}.",
        "{agency} apologised and moved the due date from {old_due} to {due}.",
    ),
    (E.STOPPED, ""): (
        "{agency} dừng xử lý hồ sơ và thông báo lý do.",
        "{agency} stopped processing and gave notice.",
    ),
    (E.RESUMED, ""): ("Hồ sơ được tiếp tục xử lý.", "Processing was resumed."),
    (E.WITHDRAWN, ""): (
        "Hồ sơ được rút theo yêu cầu của người nộp.",
        "Withdrawn at the applicant's wish.",
    ),
    (E.RESOLVED, "granted"): (
        "{agency} đã có kết quả giải quyết.",
        "{agency} has the result.",
    ),
    (E.RESOLVED, "denied"): (
        "{agency} đã có văn bản từ chối giải quyết kèm lý do.",
        "{agency} has decided against, with reasons.",
    ),
    (E.RETURNED, "counter"): (
        "Kết quả đã được trả tại quầy.",
        "The result was handed over at the counter.",
    ),
    (E.RETURNED, "post"): (
        "Kết quả đã được trả qua bưu chính công ích.",
        "The result was sent by post.",
    ),
    (E.RETURNED, "online"): (
        "Kết quả điện tử đã được trả trực tuyến.",
        "The electronic result was returned online.",
    ),
    (E.CORRECTED, ""): (
        "Kết quả ghi nhầm đã được thu hồi, hồ sơ được xử lý lại.",
        "A result recorded by mistake was taken back; processing goes on.",
    ),
    (E.FEE_PAID, ""): (
        "Phí, lệ phí đã được nộp đủ: {fee} đồng.",
        "The fee was paid in full: {fee} VND.",
    ),
    (E.FEE_REFUNDED, ""): (
        "Đã hoàn trả {fee} đồng phí, lệ phí.",
        "{fee} VND of the fee were given back.",
    ),
    (E.RATED, ""): (
        "Người nộp đã đánh giá việc giải quyết hồ sơ.",
        "The applicant rated the service.",
    ),
}
REASON_GAP, REASON_GAP_EN = "[lý do]", "[reason]"
"""What a drafted apology leaves for the officer to say; no apology is sent with it."""
NEW_DUE: Final = (" Hẹn trả kết quả {due}.", " The result is due {due}.")
RUNNING: Final = frozenset({Status.ACCEPTED, Status.PROCESSING})


def sentence(event: EventFacts, agency_names: AgencyNames) -> Sentence:
    """What the event says to people; a due date that is new is added."""
    vi, en = SENTENCES[event.type, _variant(event)]
    if _sets_due_date(event):
        vi, en = vi + NEW_DUE[0], en + NEW_DUE[1]
    return Sentence(
        vi=vi.format_map(_particulars(event, 0, agency_names, _moment_vi)),
        en=en.format_map(_particulars(event, 1, agency_names, _moment_en)),
    )


def _variant(event: EventFacts) -> str:
    if event.type is EventType.SUBMITTED:
        return event.channel
    if event.type is EventType.SUPPLEMENT_EXPIRED:
        return "refused" if event.status_after == Status.REFUSED else "stopped"
    if event.type is EventType.RESOLVED:
        return event.data.outcome or ""
    return event.data.return_method or ""


def _sets_due_date(event: EventFacts) -> bool:
    """Whether a running dossier got another due date than it had, and the sentence is silent."""
    changed = event.due_after is not None and event.due_after != event.due_before
    return changed and event.status_after in RUNNING and event.type is not EventType.EXTENDED


class _Particulars(dict[str, str]):
    """What a sentence may mention, worked out only when it does."""

    def __init__(self, found: dict[str, Callable[[], str]]) -> None:
        super().__init__()
        self.found = found

    def __missing__(self, name: str) -> str:
        return self.found[name]()


def _particulars(
    event: EventFacts, language: int, names: AgencyNames, moment: Callable[[datetime | None], str]
) -> _Particulars:
    def name(code: str | None) -> str:
        return names(code)[language] if code else ""

    return _Particulars(
        {
            "agency": lambda: name(event.agency_code),
            "to": lambda: name(event.data.to_agency),
            "from_": lambda: name(event.data.from_agency),
            "deadline": lambda: moment(event.data.supplement_deadline),
            "old_due": lambda: moment(event.due_before),
            "due": lambda: moment(event.due_after),
            "fee": lambda: _amount(event.data.fee_total or 0, language),
        }
    )


def _moment_vi(at: datetime | None) -> str:
    return "" if at is None else moment_vi(local(at))


def _moment_en(at: datetime | None) -> str:
    return "" if at is None else moment_en(local(at))


def _amount(dong: int, language: int) -> str:
    """Whole VND with thousands as the language separates them."""
    return f"{dong:,}" if language else f"{dong:,}".replace(",", ".")
