"""What the reports count. Pure.

A measure is counted in a cell on a local date. Counts of what happened (``received``) are summed
over a period; measures of stock (``overdue``) are changes, and their sum up to the end of a day is
how many there are then.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from shared.dossier.status import Grade, LateReason


class Measure(StrEnum):
    """One thing that is counted; money is in VND."""

    SUBMITTED = "submitted"  # nộp
    RECEIVED = "received"  # được tiếp nhận
    RECEIVED_LATE = "received_late"  # chậm được tiếp nhận: after the reception deadline
    REFUSED = "refused"  # từ chối tiếp nhận; never received
    ABANDONED = "abandoned"  # withdrawn by the applicant before reception
    EARLY = "early"  # đã giải quyết trước hạn
    ON_TIME = "on_time"  # đúng hạn
    LATE = "late"  # quá hạn
    WITHDRAWN = "withdrawn"  # rút, after reception
    RETURNED = "returned"  # đã trả kết quả
    OVERDUE = "overdue"  # stock: open and running past its due date
    SUPPLEMENT = "supplement"  # stock: waits for the applicant's supplement
    DUTY = "duty"  # stock: waits for a financial duty
    STOPPED = "stopped"  # stock: stopped with notice
    SUPPLEMENTS_ASKED = "supplements_asked"
    FORWARDED = "forwarded"  # handed to a linked agency (liên thông)
    EXTENDED = "extended"  # xin lỗi và hẹn lại
    EXTENDED_IN_TIME = "extended_in_time"
    LATE_REGULATION = "late_regulation"
    LATE_COORDINATION = "late_coordination"
    LATE_STAFF = "late_staff"
    LATE_TECHNICAL = "late_technical"
    LATE_APPLICANT = "late_applicant"
    LATE_FORCE_MAJEURE = "late_force_majeure"
    LATE_OTHER = "late_other"
    FEE_DUE = "fee_due"  # submitted with something to pay
    PAID_ONLINE = "paid_online"  # dossiers paid through a gateway
    PAID_CASH = "paid_cash"
    PAID_CARD = "paid_card"
    PAID_TRANSFER = "paid_transfer"
    PAID_OTHERWISE = "paid_otherwise"  # the event does not say how
    FEE_ONLINE = "fee_online"  # phí, VND
    FEE_CASH = "fee_cash"
    FEE_CARD = "fee_card"
    FEE_TRANSFER = "fee_transfer"
    CHARGE_ONLINE = "charge_online"  # lệ phí, VND
    CHARGE_CASH = "charge_cash"
    CHARGE_CARD = "charge_card"
    CHARGE_TRANSFER = "charge_transfer"
    MONEY_OTHERWISE = "money_otherwise"  # VND, not told apart in the event
    REFUNDS = "refunds"  # hoàn trả, each once its money left
    MONEY_REFUNDED = "money_refunded"  # VND, on the day it left, whatever day it was paid
    OVERALL_VERY_SATISFIED = "overall_very_satisfied"  # đánh giá chung: rất hài lòng
    OVERALL_SATISFIED = "overall_satisfied"
    OVERALL_DISSATISFIED = "overall_dissatisfied"
    CONVENIENCE_VERY_SATISFIED = "convenience_very_satisfied"
    CONVENIENCE_SATISFIED = "convenience_satisfied"
    CONVENIENCE_DISSATISFIED = "convenience_dissatisfied"
    ATTITUDE_VERY_SATISFIED = "attitude_very_satisfied"
    ATTITUDE_SATISFIED = "attitude_satisfied"
    ATTITUDE_DISSATISFIED = "attitude_dissatisfied"


M = Measure
RESOLVED: Final = (M.EARLY, M.ON_TIME, M.LATE)
WAITING: Final = (M.SUPPLEMENT, M.DUTY, M.STOPPED)
STOCKS: Final = (M.OVERDUE, *WAITING)
PAID: Final = (M.PAID_ONLINE, M.PAID_CASH, M.PAID_CARD, M.PAID_TRANSFER, M.PAID_OTHERWISE)
FEES: Final = (M.FEE_ONLINE, M.FEE_CASH, M.FEE_CARD, M.FEE_TRANSFER)
CHARGES: Final = (M.CHARGE_ONLINE, M.CHARGE_CASH, M.CHARGE_CARD, M.CHARGE_TRANSFER)
MONEY: Final = (*FEES, *CHARGES, M.MONEY_OTHERWISE)
LATE_FOR: Final[dict[LateReason, Measure]] = {
    reason: Measure(f"late_{reason.value}") for reason in LateReason
}
QUESTIONS: Final = ("overall", "convenience", "attitude")
"""What an applicant is asked after the result."""
GRADED: Final[dict[str, dict[Grade, Measure]]] = {
    question: {grade: Measure(f"{question}_{grade.value}") for grade in Grade}
    for question in QUESTIONS
}
"""Each question's answers, by grade."""
