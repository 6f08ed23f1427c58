"""The ten national statuses of a dossier (trạng thái hồ sơ) and what follows from them."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import Final


class Status(IntEnum):
    """Codes of the national dossier exchange (DongBoHoSoMC, TrangThaiHoSo)."""

    REGISTERED = 1
    ACCEPTED = 2
    REFUSED = 3
    PROCESSING = 4
    SUPPLEMENT = 5
    FINANCIAL_DUTY = 6
    WITHDRAWN = 7
    STOPPED = 8
    RESOLVED = 9
    RETURNED = 10


STATUS_NAMES: Final[dict[Status, tuple[str, str]]] = {
    Status.REGISTERED: ("Mới đăng ký", "Registered"),
    Status.ACCEPTED: ("Được tiếp nhận", "Accepted"),
    Status.REFUSED: ("Không được tiếp nhận", "Refused"),
    Status.PROCESSING: ("Đang xử lý", "In process"),
    Status.SUPPLEMENT: ("Yêu cầu bổ sung giấy tờ", "Supplement asked"),
    Status.FINANCIAL_DUTY: ("Yêu cầu thực hiện nghĩa vụ tài chính", "Financial duty asked"),
    Status.WITHDRAWN: ("Công dân yêu cầu rút hồ sơ", "Withdrawn by the applicant"),
    Status.STOPPED: ("Dừng xử lý", "Stopped"),
    Status.RESOLVED: ("Đã xử lý xong", "Resolved"),
    Status.RETURNED: ("Đã trả kết quả", "Result returned"),
}

PAUSING: Final = frozenset({Status.SUPPLEMENT, Status.FINANCIAL_DUTY, Status.STOPPED})
"""The clock stands still while the dossier waits in one of these."""

CLOSED: Final = frozenset({Status.REFUSED, Status.WITHDRAWN, Status.RETURNED})
"""No move leads out of these; only money and the applicant's rating can still be recorded."""


class Action(StrEnum):
    """What can be done to a dossier; the last segment of a move's URL names it."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    REFUSE = "refuse"
    ASSIGN = "assign"
    ASK_SUPPLEMENT = "ask_supplement"
    SUPPLEMENT = "supplement"
    EXPIRE_SUPPLEMENT = "expire_supplement"
    ASK_FINANCIAL_DUTY = "ask_financial_duty"
    CONFIRM_FINANCIAL_DUTY = "confirm_financial_duty"
    FORWARD = "forward"
    RECEIVE_BACK = "receive_back"
    EXTEND = "extend"
    STOP = "stop"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    RESOLVE = "resolve"
    RETURN_RESULT = "return_result"
    CORRECT = "correct"
    PAY_FEE = "pay_fee"
    REFUND_FEE = "refund_fee"
    RATE = "rate"


class LateReason(StrEnum):
    """Why a result is late, as the reports break it down (nguyên nhân quá hạn, biểu II.07)."""

    REGULATION = "regulation"
    COORDINATION = "coordination"
    STAFF = "staff"
    TECHNICAL = "technical"
    APPLICANT = "applicant"
    FORCE_MAJEURE = "force_majeure"
    OTHER = "other"


LATE_REASON_NAMES: Final[dict[LateReason, tuple[str, str]]] = {
    LateReason.REGULATION: (
        "Vướng mắc do quy định của pháp luật",
        "Difficulties with the regulations",
    ),
    LateReason.COORDINATION: ("Cơ quan phối hợp chậm", "A coordinating agency was slow"),
    LateReason.STAFF: ("Thiếu nhân lực, quá tải", "Too few staff, overload"),
    LateReason.TECHNICAL: ("Sự cố kỹ thuật, hệ thống", "A technical or system failure"),
    LateReason.APPLICANT: ("Do người nộp hồ sơ", "Caused by the applicant"),
    LateReason.FORCE_MAJEURE: ("Sự kiện bất khả kháng", "Force majeure"),
    LateReason.OTHER: ("Nguyên nhân khác", "Another reason"),
}


class Grade(StrEnum):
    """How content an applicant is (mức độ hài lòng), as the national portal asks it."""

    VERY_SATISFIED = "very_satisfied"
    SATISFIED = "satisfied"
    DISSATISFIED = "dissatisfied"


GRADE_NAMES: Final[dict[Grade, tuple[str, str]]] = {
    Grade.VERY_SATISFIED: ("Rất hài lòng", "Very satisfied"),
    Grade.SATISFIED: ("Hài lòng", "Satisfied"),
    Grade.DISSATISFIED: ("Không hài lòng", "Dissatisfied"),
}


class FeeState(StrEnum):
    """How a dossier stands with its phí and lệ phí."""

    NONE = "none"  # nothing to pay
    DUE = "due"
    PAID = "paid"


class Party(StrEnum):
    """What a person is to one dossier; a move's row says which parties may make it."""

    OWNER = "owner"  # the applicant or the representative
    OFFICER = "officer"  # of the responsible agency
    HOLDER = "holder"  # officer of another agency that holds the dossier now
    LEADER = "leader"  # of the responsible agency or one above it
    SYSTEM = "system"  # a schedule
