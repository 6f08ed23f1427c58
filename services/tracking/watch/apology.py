"""The draft of an apology for a result that will be late (xin lỗi và hẹn lại, mẫu 04). Pure.

An officer fills in the reason and sends it as the dossier's extension. It names nobody.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from msgspec import Struct

from shared.clock import WorkingCalendar, local
from shared.clock.wording import moment_en, moment_vi
from shared.dossier.dossier import Dossier
from shared.dossier.wording import REASON_GAP, REASON_GAP_EN

NEW_LAW_FROM: Final = date(2025, 7, 1)
OLD_LAW: Final = ("Điều 19 Nghị định số 61/2018/NĐ-CP", "Decree 61/2018/NĐ-CP, Article 19")
NEW_LAW: Final = ("Nghị định số 118/2025/NĐ-CP", "Decree 118/2025/NĐ-CP")
VI: Final = (
    "Kính gửi Ông/Bà,\n"
    "Hồ sơ {code} ({procedure}) được tiếp nhận lúc {accepted} và hẹn trả kết quả lúc {due}. "
    "Đến nay hồ sơ chưa giải quyết xong do {gap}. "
    "Cơ quan giải quyết xin lỗi Ông/Bà vì sự chậm trễ này và đề nghị hẹn lại thời gian trả kết "
    "quả vào lúc {new_due}.\n"
    "Căn cứ: {law}."
)
EN: Final = (
    "Dear Sir or Madam,\n"
    "Dossier {code} ({procedure}) was received at {accepted} and its result was due at {due}. "
    "It has not been settled yet because {gap}. "
    "We apologise for the delay and propose to return the result at {new_due}.\n"
    "Legal basis: {law}."
)


class Draft(Struct, frozen=True, kw_only=True):
    """The text in Vietnamese and in English, and the due date it proposes."""

    vi: str
    en: str
    proposed_due_at: datetime


def draft(
    dossier: Dossier, calendar: WorkingCalendar, extension_days: int, now: datetime
) -> Draft | None:
    """The apology for a dossier as it stands, so many working days later at the same time of day.

    ``None`` for a dossier without a due date.
    """
    if dossier.due_at is None or dossier.accepted_at is None:
        return None
    proposed = calendar.add_working_days(dossier.due_at, extension_days)
    law, law_en = NEW_LAW if local(now).date() >= NEW_LAW_FROM else OLD_LAW
    accepted, due = local(dossier.accepted_at), local(dossier.due_at)
    facts = {"code": dossier.dossier_id, "procedure": dossier.procedure_name}
    return Draft(
        vi=VI.format(
            **facts,
            accepted=moment_vi(accepted),
            due=moment_vi(due),
            gap=REASON_GAP,
            new_due=moment_vi(proposed),
            law=law,
        ),
        en=EN.format(
            **facts,
            accepted=moment_en(accepted),
            due=moment_en(due),
            gap=REASON_GAP_EN,
            new_due=moment_en(proposed),
            law=law_en,
        ),
        proposed_due_at=proposed,
    )
