"""What the citizen should do next, in words. Nothing here can name a person."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from shared.clock import local
from shared.clock.wording import moment_en, moment_vi
from shared.dossier.dossier import Dossier
from shared.dossier.status import Status

S = Status
WITH_DATE: Final[dict[Status, tuple[str, str]]] = {
    S.REGISTERED: (
        "Bạn chưa cần làm gì. Cơ quan phải tiếp nhận hoặc trả lời chậm nhất {date}.",
        "Nothing to do now. The agency must accept the dossier or answer by {date}.",
    ),
    S.ACCEPTED: (
        "Bạn chưa cần làm gì. Kết quả được hẹn trả {date}.",
        "Nothing to do now. The result is due {date}.",
    ),
    S.PROCESSING: (
        "Bạn chưa cần làm gì. Kết quả được hẹn trả {date}.",
        "Nothing to do now. The result is due {date}.",
    ),
    S.SUPPLEMENT: (
        "Hãy bổ sung giấy tờ chậm nhất {date}; quá hạn hồ sơ không được giải quyết tiếp.",
        "Hand in what is missing by {date}; after that the dossier goes no further.",
    ),
}
WITHOUT_DATE: Final[dict[Status, tuple[str, str]]] = {
    S.REGISTERED: (
        "Bạn chưa cần làm gì. Hồ sơ đang chờ cơ quan tiếp nhận.",
        "Nothing to do now. The dossier waits to be accepted.",
    ),
    S.ACCEPTED: (
        "Bạn chưa cần làm gì. Hồ sơ đang chờ phân công xử lý.",
        "Nothing to do now. The dossier waits to be assigned.",
    ),
    S.REFUSED: (
        "Hồ sơ không được tiếp nhận. Xem lý do khi đăng nhập; bạn có thể hoàn thiện và nộp lại.",
        "The dossier was refused. Sign in to see why; you may complete it and submit again.",
    ),
    S.PROCESSING: (
        "Bạn chưa cần làm gì. Cơ quan đang giải quyết hồ sơ.",
        "Nothing to do now. The agency is working on the dossier.",
    ),
    S.SUPPLEMENT: (
        "Hãy bổ sung giấy tờ theo yêu cầu; đăng nhập để xem cần bổ sung gì.",
        "Hand in what is missing; sign in to see what it is.",
    ),
    S.FINANCIAL_DUTY: (
        "Hãy thực hiện nghĩa vụ tài chính theo thông báo; sau đó hồ sơ được giải quyết tiếp.",
        "Meet the financial duty of the notice; processing goes on after that.",
    ),
    S.WITHDRAWN: (
        "Hồ sơ đã được rút. Bạn có thể nộp hồ sơ mới bất cứ lúc nào.",
        "The dossier was withdrawn. You may submit a new one at any time.",
    ),
    S.STOPPED: (
        "Hồ sơ đang dừng xử lý. Xem thông báo khi đăng nhập hoặc liên hệ Bộ phận Một cửa.",
        "Processing is stopped. Sign in to see the notice, or ask the one-stop unit.",
    ),
    S.RESOLVED: (
        "Đã có kết quả. Mời nhận tại Bộ phận Một cửa, qua bưu chính, hoặc đăng nhập để tải về.",
        "The result is ready: at the one-stop unit, by post, or for download when signed in.",
    ),
    S.RETURNED: (
        "Kết quả đã được trả; bạn không cần làm gì thêm.",
        "The result was returned; nothing is left to do.",
    ),
}


def next_step(dossier: Dossier) -> tuple[str, str]:
    """The next step for the applicant, in Vietnamese and in English."""
    date = _date(dossier)
    if date is None:
        return WITHOUT_DATE[dossier.status]
    vi, en = WITH_DATE[dossier.status]
    return vi.format(date=moment_vi(local(date))), en.format(date=moment_en(local(date)))


def _date(dossier: Dossier) -> datetime | None:
    """The date that matters to the applicant in this status, if there is one."""
    if dossier.status is Status.SUPPLEMENT:
        return dossier.supplement.deadline if dossier.supplement else None
    return dossier.attention_at if dossier.status in WITH_DATE else None
