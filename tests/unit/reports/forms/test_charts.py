"""Pictures of rows: what is drawn of many, and what of nothing."""

from __future__ import annotations

from services.reports.forms.bundles import Bundle, in_term
from services.reports.forms.charts import MOST, Drawn, picture
from services.reports.forms.tables import Named
from tests.unit.reports.forms.samples import line

RECEIVED = Drawn(("Tiếp nhận", "Received"), lambda bundle: bundle.all.received)


def rows(*counts: int) -> list[Named]:
    return [
        Named(name=f"đơn vị {n}", bundle=Bundle(lines=(line(received=count),)))
        for n, count in enumerate(counts)
    ]


def test_of_many_rows_the_largest_are_drawn_in_their_own_order() -> None:
    chart = picture(("Hồ sơ", "Dossiers"), rows(*range(MOST + 5)), [RECEIVED])
    assert chart.categories == tuple(f"đơn vị {n}" for n in range(5, MOST + 5))
    assert chart.title == ("Hồ sơ (20 dòng lớn nhất)", "Dossiers (the 20 largest)")


def test_of_many_equal_rows_the_first_are_drawn() -> None:
    chart = picture(("Hồ sơ", "Dossiers"), rows(*[1] * (MOST + 5)), [RECEIVED])
    assert chart.categories == tuple(f"đơn vị {n}" for n in range(MOST))


def test_few_rows_are_all_drawn_under_the_plain_title() -> None:
    chart = picture(("Hồ sơ", "Dossiers"), rows(3, 1), [RECEIVED])
    assert (chart.title, len(chart.categories)) == (("Hồ sơ", "Dossiers"), 2)


def test_rows_of_nothing_are_not_drawn() -> None:
    assert picture(("Hồ sơ", "Dossiers"), rows(0, 2), [RECEIVED]).categories == ("đơn vị 1",)


def test_a_share_of_nought_is_drawn_and_one_of_nothing_is_not() -> None:
    late = Named(name="chậm", bundle=Bundle(lines=(line(received=2, late=2),)))
    chart = picture(("Tỷ lệ", "Rate"), [late, *rows(0)], [Drawn(("x", "x"), in_term)], axis="share")
    assert (chart.categories, chart.series[0].values) == (("chậm",), (0.0,))
