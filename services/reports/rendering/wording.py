"""What a report says around its tables, as the Vietnamese form prints it. Pure."""

from __future__ import annotations

from datetime import date
from typing import Final
from unicodedata import category

from msgspec import Struct

from services.reports.sheet import Rate, Sheet, Value, Words

NO_FIGURES: Final = "Trong kỳ không có số liệu."
RESTATED: Final = "Điều chỉnh so với lần báo cáo trước"
SIGNERS: Final = (
    ("NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)"),
    ("THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên, đóng dấu)"),
)
_LAST_PADDED_MONTH: Final = 2
_NO_CHARACTERS: Final = "\ufffe\uffff"


class Frame(Struct, frozen=True, kw_only=True):
    """The lines of a printed form from its head to its foot; what it does not have is left out."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    title: str
    below: tuple[str, ...]
    marks: str
    unit: str
    restated: tuple[str, ...]
    dated: str


def frame(sheet: Sheet) -> Frame:
    """The lines of a sheet's form."""
    return Frame(
        left=(
            f"Đơn vị báo cáo: {shown(sheet.reporting)}",
            *_labelled("Đơn vị nhận báo cáo: ", sheet.receiving),
        ),
        right=form_number(sheet) + _labelled("", sheet.basis),
        title=shown(sheet.title).upper(),
        below=_below(sheet),
        marks=_marks(sheet),
        unit=f"Đơn vị tính: {shown(sheet.unit)}",
        restated=tuple(shown(words) for words in sheet.restates),
        dated=f"........................, {day_words(sheet.issued_on)}",
    )


def form_number(sheet: Sheet) -> tuple[str, ...]:
    """``Biểu số II.06a/VPCP/KSTT``; nothing for a report that is no official form."""
    return (f"Biểu số {clean(sheet.code)}",) if sheet.code else ()


def _labelled(label: str, words: Words) -> tuple[str, ...]:
    return (f"{label}{shown(words)}",) if shown(words) else ()


def _below(sheet: Sheet) -> tuple[str, ...]:
    """What stands below the title: the period and the scope."""
    scope = "; ".join(shown(words) for words in sheet.scope)
    period = f"Kỳ báo cáo: từ ngày {sheet.first:%d/%m/%Y} đến ngày {sheet.last:%d/%m/%Y}"
    return (period, scope) if scope else (period,)


def _marks(sheet: Sheet) -> str:
    """How far the figures can be taken: whether they are provisional, and which edition this is."""
    marks = []
    if sheet.provisional:
        marks.append(f"Số liệu tạm tính đến ngày {sheet.issued_on:%d/%m/%Y}")
    if sheet.edition > 1:
        marks.append(f"Báo cáo lần {sheet.edition}")
    return ". ".join(marks)


def day_words(day: date) -> str:
    """``ngày 05 tháng 01 năm 2026``, padded as Nghị định 30/2020/NĐ-CP, phụ lục I, wants it."""
    month = f"{day.month:02d}" if day.month <= _LAST_PADDED_MONTH else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def shown(words: Words) -> str:
    """The Vietnamese words, as papers print them."""
    return clean(words[0])


def clean(text: str) -> str:
    """The text without control characters, which no paper can show; line breaks stay."""
    return "".join(c for c in text.replace("\t", " ") if c == "\n" or _is_shown(c))


def _is_shown(character: str) -> bool:
    return category(character) != "Cc" and character not in _NO_CHARACTERS


def number(amount: int) -> str:
    """``1.250.000``: the Vietnamese grouping."""
    return f"{amount:,}".replace(",", ".")


def percent(rate: Rate) -> str:
    """``98,5%``; nothing where there is no share."""
    return "" if rate.share is None else f"{rate.share:.1%}".replace(".", ",")


def written(value: Value) -> str:
    """A value as it is printed."""
    if value is None:
        return ""
    if isinstance(value, Rate):
        return percent(value)
    return number(value) if isinstance(value, int) else clean(value)
