"""What reports are called in lists, links and e-mails, Vietnamese and English. Pure."""

from __future__ import annotations

from typing import Final

from services.reports.asked import FormName
from services.reports.making.model import Kind, State, Step
from services.reports.sheet import Words

FORM_NAMES: Final[dict[FormName, Words]] = {
    FormName.BY_FIELD: (
        "Tình hình, kết quả giải quyết thủ tục hành chính theo lĩnh vực",
        "Dossiers by field",
    ),
    FormName.BY_PROCEDURE: (
        "Tình hình, kết quả giải quyết thủ tục hành chính theo thủ tục",
        "Dossiers by procedure",
    ),
    FormName.BY_AGENCY: (
        "Tình hình, kết quả giải quyết thủ tục hành chính theo đơn vị",
        "Dossiers by agency",
    ),
    FormName.LATE_REASONS: ("Nguyên nhân quá hạn", "Reasons for lateness"),
    FormName.ONLINE: ("Tỷ lệ hồ sơ trực tuyến", "Online rates"),
    FormName.PAYMENT: ("Tỷ lệ thanh toán trực tuyến", "Online payment rates"),
    FormName.MONEY: ("Tổng hợp thu phí, lệ phí", "Fees and charges collected"),
    FormName.BALANCE: ("Cân đối tiếp nhận, giải quyết hồ sơ", "Balance of dossiers"),
    FormName.INDEX_766: ("Bộ chỉ số theo Quyết định 766/QĐ-TTg", "Decision 766 indices"),
    FormName.RATING: ("Số liệu đánh giá theo chín chỉ số", "Inputs of the nine-index rating"),
    FormName.RANKING: ("Xếp hạng đơn vị", "Ranking of agencies"),
}
STATE_NAMES: Final[dict[State, Words]] = {
    State.WAITING: ("Đang chờ lập", "Waiting to be made"),
    State.MAKING: ("Đang lập", "Being made"),
    State.READY: ("Đã lập xong", "Ready"),
    State.FAILED: (
        "Chưa lập được; hệ thống sẽ thử lại, có thể yêu cầu lại",
        "It could not be made yet; it is tried again, and may be asked for again",
    ),
}
STEP_NAMES: Final[dict[Step, Words]] = {
    Step.READING: ("Đọc số liệu", "Reading the figures"),
    Step.WRITING: ("Ghi tệp", "Writing the files"),
}
KIND_NAMES: Final[dict[Kind, Words]] = {
    Kind.DAILY: ("Báo cáo ngày", "Daily report"),
    Kind.MONTHLY: ("Báo cáo tháng", "Monthly report"),
    Kind.STATUTORY: ("Báo cáo định kỳ", "Statutory report"),
}


def form_words(form: FormName) -> Words:
    """A form by its official number, if it has one, and its name."""
    vi, en = FORM_NAMES[form]
    if not form.value.startswith("II."):
        return vi, en
    return f"Biểu {form.value}: {vi}", f"Form {form.value}: {en}"
