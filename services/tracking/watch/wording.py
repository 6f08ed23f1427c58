"""The kinds of warnings in words."""

from __future__ import annotations

from typing import Final

from services.tracking.watch.plan import StageKind

NAMES: Final[dict[StageKind, tuple[str, str]]] = {
    StageKind.RECEPTION_MISSED: ("Quá hạn tiếp nhận", "Reception deadline missed"),
    StageKind.DUE_MISSED: ("Quá hạn trả kết quả", "Result overdue"),
    StageKind.RECEPTION_SOON: ("Sắp hết hạn tiếp nhận", "Reception deadline near"),
    StageKind.DUE_SOON: ("Sắp đến hạn trả kết quả", "Result due soon"),
    StageKind.APOLOGY_DRAFT: (
        "Cần xin lỗi và hẹn lại nếu không kịp trả",
        "Apology to send if the result will be late",
    ),
}
"""Of what officials are warned, in the order of a digest."""
