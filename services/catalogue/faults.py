"""What can be wrong with an import, in both languages."""

from __future__ import annotations

from typing import Final

from msgspec.structs import replace

from shared.web.problems import FieldError, wrong_field

# rule: (Vietnamese, English); {x}, {y} are facts of the row
RULES: Final[dict[str, tuple[str, str]]] = {
    "date_order": ("Ngày kết thúc phải sau ngày bắt đầu.", "The end must be after the beginning."),
    "overlap": (
        "Thời gian hiệu lực chồng lên dòng khác cùng mã, bắt đầu ngày {x}.",
        "The validity overlaps another row of this code, which begins on {x}.",
    ),
    "duplicate": ("{x} đã có ở dòng trước.", "{x} stands in an earlier row already."),
    "unknown_field": ("Không có lĩnh vực {x}.", "There is no field {x}."),
    "unknown_agency": ("Không có cơ quan {x}.", "There is no agency {x}."),
    "parent_cycle": (
        "Cơ quan cấp trên tạo thành vòng: {x}.",
        "The parents form a cycle: {x}.",
    ),
    "agency_not_in_force": (
        "Cơ quan {x} không có hiệu lực ngày nào trong thời gian này.",
        "Agency {x} is not in force on any day of this validity.",
    ),
    "no_competent_agency": (
        "Thủ tục {x} không có cơ quan nào có thẩm quyền.",
        "No agency is competent for procedure {x}.",
    ),
    "term_missing": (
        "Thiếu thời hạn của kênh {x} (ghi null nếu pháp luật không quy định).",
        "The term of channel {x} is missing (null where the law sets none).",
    ),
    "level_not_online": (
        "Mức độ 2 chỉ cung cấp thông tin, không nộp trực tuyến được.",
        "Level 2 only informs; it cannot be submitted online.",
    ),
    "bad_form": (
        "Biểu mẫu không phải JSON Schema hợp lệ: {x}",
        "The form is not a valid JSON Schema: {x}",
    ),
    "unknown_item": (
        "Thủ tục không có khoản thu {x}.",
        "The procedure has no fee item {x}.",
    ),
    "item_without_rule": (
        "Khoản thu {x} không có mức thu nào.",
        "Fee item {x} has no rule.",
    ),
    "half_reduction": (
        "reduced_from và reduced_amount phải đi cùng nhau.",
        "reduced_from and reduced_amount belong together.",
    ),
    "year_order": (
        "Năm cuối phải từ năm đầu trở đi.",
        "The last year must not be before the first.",
    ),
    "outside_years": (
        "Ngày nằm ngoài các năm {x}-{y} của lịch.",
        "The day is outside the calendar's years {x} to {y}.",
    ),
    "calendar_missing": (
        "Chưa có lịch làm việc nào được công bố; lần công bố đầu phải có lịch.",
        "No calendar was published yet; the first publication must have one.",
    ),
    "still_used": (
        "{x} vẫn được thủ tục {y} dùng đến.",
        "{x} is still used by procedure {y}.",
    ),
    "mailbox_left": (
        "{x} vẫn còn hộp thư trong cấu hình nhắn tin.",
        "{x} still has a mailbox in the policy for messages.",
    ),
    "too_large": (
        "Nội dung {x} quá lớn để công bố: {y} byte sau khi nén.",
        "The content {x} is too large to publish: {y} bytes compressed.",
    ),
    "too_many": ("Còn {x} lỗi khác chưa liệt kê.", "{x} more faults are not listed."),
}


def fault(place: str, rule: str, *, of: str = "", x: object = "", y: object = "") -> FieldError:
    """One fault at a JSON pointer, naming the row by its code (``of``)."""
    vietnamese, english = RULES[rule]
    found = wrong_field(place, rule, vietnamese.format(x=x, y=y), english.format(x=x, y=y))
    return named(found, of)


def named(found: FieldError, of: str) -> FieldError:
    """The fault with the row's code in front."""
    if not of:
        return found
    return replace(found, detail=f"{of}: {found.detail}", detail_en=f"{of}: {found.detail_en}")
