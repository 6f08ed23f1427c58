"""Every report as a sheet: its head, its scope, and that it can be shown in every format."""

from __future__ import annotations

from itertools import product

import pytest

from services.reports.asked import FormName, Scope
from services.reports.counting.figures import Line
from services.reports.forms.building import build, needs
from services.reports.forms.material import Material, Need
from services.reports.periods import named
from services.reports.rendering.formats import Format, render
from services.reports.sheet import Chart
from services.reports.units import NoSuchAgency, NotThen
from tests.unit.reports.forms.samples import (
    COMMUNE,
    DISTRICT,
    MERGED,
    ROOT,
    WARD,
    by_procedure,
    line,
    material,
)

EVERYTHING = {
    "submitted": 9,
    "received": 7,
    "early": 2,
    "late": 1,
    "late_staff": 1,
    "overdue": 1,
    "fee_due": 3,
    "paid_online": 1,
    "fee_online": 50_000,
    "charge_online": 8_000,
    "supplements_asked": 2,
}
FORMS = list(FormName)


def full(form: FormName) -> Material:
    agencies: list[Line] = [line(agency_code=c, **EVERYTHING) for c in (COMMUNE, MERGED)]
    procedures = [by_procedure(**EVERYTHING), by_procedure(channel="counter", **EVERYTHING)]
    return material(
        form,
        agencies=agencies,
        procedures=procedures,
        year_agencies=agencies,
        year_procedures=procedures,
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_report_has_a_title_in_both_languages_and_somebody_who_reports(
    form: FormName,
) -> None:
    sheet = build(full(form))
    assert sheet.form == form.value
    for vi, en in (sheet.title, sheet.unit):
        assert vi and en and vi != en
    assert sheet.reporting == ("Thành phố", "City")


@pytest.mark.parametrize("form", FORMS)
def test_every_row_has_a_value_for_every_column(form: FormName) -> None:
    for grid in build(full(form)).grids:
        assert grid.rows
        assert {len(row.values) for row in grid.rows} == {len(grid.columns)}
        assert len({column.key for column in grid.columns}) == len(grid.columns)


@pytest.mark.parametrize("form", FORMS)
def test_every_report_has_a_picture_of_it(form: FormName) -> None:
    chart = build(full(form)).chart
    assert isinstance(chart, Chart)
    assert chart.categories
    assert {len(series.values) for series in chart.series} == {len(chart.categories)}


@pytest.mark.parametrize("form", FORMS)
def test_the_same_material_gives_the_same_sheet(form: FormName) -> None:
    assert build(full(form)) == build(full(form))


@pytest.mark.parametrize(
    ("form", "format"), [(form, f) for form, f in product(FORMS, (Format.CSV, Format.JSON))]
)
def test_every_report_can_be_rendered(form: FormName, format: Format) -> None:
    assert render(build(full(form)), format)


@pytest.mark.parametrize("form", FORMS)
def test_every_report_of_nothing_can_be_made(form: FormName) -> None:
    assert build(material(form)).grids


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_filled_from_nothing_but_what_it_needs(form: FormName) -> None:
    found = full(form)
    kept = {need.value: getattr(found.figures, need.value) for need in needs(form)}
    assert needs(form) <= frozenset(Need)
    assert build(material(form, **kept)) == build(found)


def test_a_province_reports_to_the_government_office() -> None:
    assert "Văn phòng Chính phủ" in build(material(FormName.BALANCE)).receiving[0]


def test_everybody_else_reports_to_the_agency_above() -> None:
    of_ward = material(FormName.BALANCE, named("2020"), Scope(agency_code=WARD))
    assert build(of_ward).receiving[0] == "Quận Một"


def test_the_scope_says_whether_the_agencies_below_are_in_it() -> None:
    (below,) = build(material(FormName.BALANCE)).scope
    assert below == ("Thành phố và các đơn vị trực thuộc", "City and the agencies below it")
    alone = Scope(agency_code=ROOT, subtree=False)
    assert build(material(FormName.BALANCE, scope=alone)).scope == (
        ("Riêng Thành phố", "City alone"),
    )


def test_the_scope_names_every_filter_as_on_the_last_day() -> None:
    scope = Scope(
        agency_code=ROOT,
        field_code="HOTICH",
        procedure_code="1.001193",
        level=4,
        channel="online",
    )
    assert build(material(FormName.BALANCE, scope=scope)).scope[1:] == (
        ("Lĩnh vực: Hộ tịch", "Field: Civil status"),
        (
            "Thủ tục: 1.001193 Đăng ký khai sinh (mới)",
            "Procedure: 1.001193 Registration of birth",
        ),
        ("Mức độ: Dịch vụ công trực tuyến toàn trình", "Level: Fully online"),
        ("Kênh: trực tuyến", "Channel: online"),
    )
    old = build(material(FormName.BALANCE, named("2020"), scope)).scope
    assert ("Mức độ: Mức độ 4", "Level: Level 4") in old


def test_filters_that_the_catalogue_does_not_know_are_named_by_their_code() -> None:
    scope = Scope(agency_code=ROOT, field_code="ZZ", procedure_code="9.999999")
    assert build(material(FormName.BALANCE, scope=scope)).scope[1:] == (
        ("Lĩnh vực: ZZ", "Field: ZZ"),
        ("Thủ tục: 9.999999", "Procedure: 9.999999"),
    )


def test_an_agency_that_ended_within_the_period_is_named_as_on_its_last_day() -> None:
    found = build(material(FormName.BALANCE, named("2025"), Scope(agency_code=DISTRICT)))
    assert found.reporting[0] == "Quận Một"


def test_a_report_of_an_agency_that_was_not_there_is_refused() -> None:
    with pytest.raises(NoSuchAgency):
        build(material(FormName.BALANCE, scope=Scope(agency_code="H24.X9")))
    with pytest.raises(NotThen):
        build(material(FormName.BALANCE, scope=Scope(agency_code=DISTRICT)))
