"""The summary: what came in, what became of it, and the line that balances both. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from msgspec import Struct

from services.reports.counting.measures import RESOLVED, Measure
from services.reports.forms.balancing import arithmetic
from services.reports.forms.bundles import Bundle, joined
from services.reports.forms.charts import Drawn, picture
from services.reports.forms.form import Filled, Form
from services.reports.forms.material import Material, Need
from services.reports.forms.names import by_unit
from services.reports.forms.tables import TOTAL, UNIT, Figure, grid, name_columns, roman
from services.reports.sheet import Column, Grid, Row, Words
from shared.reference.model import Channel

ITEM: Final[Words] = ("Chỉ tiêu", "Item")
COUNT: Final[Words] = ("Số hồ sơ", "Dossiers")

Counted = Callable[[Bundle], int]
Part = tuple[str, Words, Counted]


class Section(Struct, frozen=True, kw_only=True):
    """Parts that add up to the section's sum, or stand by themselves where it has none."""

    name: Words
    sum: Part | None
    parts: tuple[Part, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The section as columns."""
        every = (*([self.sum] if self.sum else []), *self.parts)
        return tuple(
            Figure(key=key, heads=(self.name, words) if self.parts else (words,), of=of)
            for key, words, of in every
        )


def _happened(*measures: Measure) -> Counted:
    return lambda bundle: bundle.all.happened(*measures)


def _standing(measure: Measure) -> Counted:
    return lambda bundle: bundle.all.at_end(measure)


def _received(channel: Channel) -> Counted:
    return lambda bundle: bundle.by_channel(channel).received


def _carried_over(bundle: Bundle) -> int:
    return bundle.all.carried_over


def _incoming(bundle: Bundle) -> int:
    return bundle.all.carried_over + bundle.all.received


def _open(bundle: Bundle) -> int:
    return bundle.all.open


def _running(bundle: Bundle) -> int:
    return bundle.all.open_in_term - bundle.all.waiting


def _overdue(bundle: Bundle) -> int:
    return bundle.all.open_overdue


def _unreceived(bundle: Bundle) -> int:
    return bundle.all.unreceived


WITHDRAWN: Final[Words] = ("Rút sau khi tiếp nhận", "Withdrawn after reception")
INCOMING: Final = Section(
    name=("Nhận giải quyết", "Received"),
    sum=("incoming", TOTAL, _incoming),
    parts=(
        ("carried_over", ("Từ kỳ trước", "Carried over"), _carried_over),
        ("online", ("Trong kỳ, trực tuyến", "In the period, online"), _received(Channel.ONLINE)),
        ("counter", ("Trong kỳ, trực tiếp", "In the period, counter"), _received(Channel.COUNTER)),
        ("postal", ("Trong kỳ, bưu chính", "In the period, post"), _received(Channel.POSTAL)),
    ),
)
OUTCOME: Final = Section(
    name=("Đã có kết quả", "Resolved"),
    sum=("resolved", TOTAL, _happened(*RESOLVED)),
    parts=(
        ("early", ("Trước hạn", "Early"), _happened(Measure.EARLY)),
        ("on_time", ("Đúng hạn", "On time"), _happened(Measure.ON_TIME)),
        ("late", ("Quá hạn", "Late"), _happened(Measure.LATE)),
    ),
)
GONE: Final = Section(name=WITHDRAWN, sum=("withdrawn", WITHDRAWN, _happened(Measure.WITHDRAWN)))
IN_PROCESS: Final = Section(
    name=("Đang giải quyết cuối kỳ", "In process at the end"),
    sum=("open", TOTAL, _open),
    parts=(
        ("running", ("Trong hạn", "Within the term"), _running),
        ("overdue", ("Quá hạn", "Overdue"), _overdue),
        ("supplement", ("Chờ bổ sung", "Supplement"), _standing(Measure.SUPPLEMENT)),
        ("duty", ("Chờ nghĩa vụ tài chính", "Financial duty"), _standing(Measure.DUTY)),
        ("stopped", ("Dừng xử lý", "Stopped"), _standing(Measure.STOPPED)),
    ),
)
BESIDE: Final = Section(
    name=("Ngoài cân đối", "Outside of the balance"),
    sum=None,
    parts=(
        ("returned", ("Đã trả kết quả", "Handed over"), _happened(Measure.RETURNED)),
        ("refused", ("Từ chối tiếp nhận", "Refused"), _happened(Measure.REFUSED)),
        ("abandoned", ("Rút trước tiếp nhận", "Withdrawn before"), _happened(Measure.ABANDONED)),
        ("unreceived", ("Chưa tiếp nhận", "Not yet received"), _unreceived),
    ),
)
SECTIONS: Final = (INCOMING, OUTCOME, GONE, IN_PROCESS, BESIDE)


def _summary(bundle: Bundle) -> Grid:
    columns = (*name_columns(ITEM), Column(key="count", heads=(COUNT,), kind="count"))
    vi, en = arithmetic(bundle.all)
    note = (f"Cân đối (I = II + III + IV): {vi}.", f"Balance (I = II + III + IV): {en}.")
    rows = (row for nth, each in enumerate(SECTIONS, 1) for row in _rows(nth, each, bundle))
    return Grid(columns=columns, rows=tuple(rows), notes=(note,))


def _rows(nth: int, section: Section, bundle: Bundle) -> Iterator[Row]:
    whole = None if section.sum is None else section.sum[2](bundle)
    yield Row(values=(roman(nth), section.name[0], whole), style="group")
    for number, (_, words, of) in enumerate(section.parts, start=1):
        yield Row(values=(str(number), words[0], of(bundle)))


def _fill(material: Material) -> Filled:
    units = by_unit(material, material.figures.agencies)
    figures = [figure for section in SECTIONS for figure in section.figures]
    by_units = grid(UNIT, figures, units, title=("Theo đơn vị", "By agency"))
    drawn = [
        Drawn(OUTCOME.name, _happened(*RESOLVED)),
        Drawn(WITHDRAWN, _happened(Measure.WITHDRAWN)),
        Drawn(IN_PROCESS.name, _open),
    ]
    title = ("Hồ sơ nhận giải quyết và kết quả theo đơn vị", "Received and settled, by agency")
    return Filled(
        grids=(_summary(joined(row.bundle for row in units)), by_units),
        chart=picture(title, units, drawn, kind="stacked"),
    )


FORM: Final = Form(
    needs=frozenset({Need.AGENCIES}),
    title=("Cân đối hồ sơ tiếp nhận và giải quyết", "Balance of dossiers received and settled"),
    fill=_fill,
)
