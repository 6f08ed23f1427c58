"""Names of the service levels (mức độ dịch vụ công trực tuyến) as the law had them on a day."""

from __future__ import annotations

from datetime import date
from typing import Final

RENAMED_ON: Final = date(2022, 8, 15)
"""Nghị định 42/2022/NĐ-CP in force: levels 3 and 4 become "một phần" and "toàn trình"."""

_NUMBERED: Final = {
    2: ("Mức độ 2", "Level 2"),
    3: ("Mức độ 3", "Level 3"),
    4: ("Mức độ 4", "Level 4"),
}
_NAMED: Final = {
    2: ("Cung cấp thông tin trực tuyến", "Online information"),
    3: ("Dịch vụ công trực tuyến một phần", "Partly online"),
    4: ("Dịch vụ công trực tuyến toàn trình", "Fully online"),
}


def level_name(level: int, on: date) -> tuple[str, str]:
    """What a level is called on a local day, in Vietnamese and in English."""
    return (_NUMBERED if on < RENAMED_ON else _NAMED)[level]
