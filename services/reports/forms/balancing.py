"""Why what was received is not what was resolved and is in process. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from services.reports.counting.figures import Sums
from services.reports.counting.measures import Measure
from services.reports.rendering.wording import number
from services.reports.sheet import Words


def explained(sums: Sums) -> tuple[Words, ...]:
    """What stands below a form II.06, whose column 9 takes withdrawn dossiers for resolved ones.

    The balancing line where results and dossiers in process are not all there was; what was never
    received; what waits. Of nothing there is no line.
    """
    return (*_balance(sums), *_beside(sums), *_waiting(sums))


def arithmetic(sums: Sums) -> Words:
    """``từ kỳ trước 0 + tiếp nhận 733 − có kết quả 716 − rút 2 = đang giải quyết 15``."""
    withdrawn = sums.happened(Measure.WITHDRAWN)
    return (
        f"từ kỳ trước {number(sums.carried_over)} + tiếp nhận trong kỳ {number(sums.received)}"
        f" − đã có kết quả {number(sums.resolved)}"
        f" − rút sau khi tiếp nhận {number(withdrawn)} = đang giải quyết {number(sums.open)}",
        f"carried over {sums.carried_over:,} + received {sums.received:,}"
        f" − resolved {sums.resolved:,}"
        f" − withdrawn after reception {withdrawn:,} = in process {sums.open:,}",
    )


def _balance(sums: Sums) -> Iterator[Words]:
    if sums.happened(Measure.WITHDRAWN):
        vi, en = arithmetic(sums)
        yield (
            f"Cân đối: {vi}. Hồ sơ đã rút tính vào cột (9).",
            f"Balance: {en}. Withdrawn dossiers stand in column (9).",
        )


def _beside(sums: Sums) -> Iterator[Words]:
    """What was never received stands in no column."""
    parts = (
        ("từ chối tiếp nhận", "refused at reception", sums.happened(Measure.REFUSED)),
        ("rút trước khi tiếp nhận", "withdrawn before reception", sums.happened(Measure.ABANDONED)),
        ("chưa tiếp nhận", "not yet received", sums.unreceived),
    )
    if found := _listed(parts):
        yield (
            f"Không tính vào các cột vì chưa được tiếp nhận: {found[0]}.",
            f"In no column, since never received: {found[1]}.",
        )


def _waiting(sums: Sums) -> Iterator[Words]:
    """Dossiers in process whose clock stands still are within their term."""
    parts = (
        ("chờ bổ sung", "waiting for a supplement", sums.at_end(Measure.SUPPLEMENT)),
        (
            "chờ nghĩa vụ tài chính",
            "waiting for a financial duty",
            sums.at_end(Measure.DUTY),
        ),
        ("dừng xử lý", "stopped", sums.at_end(Measure.STOPPED)),
    )
    if found := _listed(parts):
        yield (
            f"Đang giải quyết trong hạn gồm cả: {found[0]}.",
            f"In process within the term, among them: {found[1]}.",
        )


def _listed(parts: tuple[tuple[str, str, int], ...]) -> Words | None:
    found = [(f"{vi} {number(count)}", f"{en} {count:,}") for vi, en, count in parts if count]
    return ("; ".join(vi for vi, _ in found), "; ".join(en for _, en in found)) if found else None
