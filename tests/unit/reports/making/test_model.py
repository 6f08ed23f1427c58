"""What making says of formats, forms and files, held to the modules that have them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum

import pytest

from services.reports.asked import Asked, FormName, Scope
from services.reports.making import words
from services.reports.making.files import file_name
from services.reports.making.model import FILES, Edition, Kind, State, Step
from services.reports.periods import Cutoff, named
from services.reports.rendering.formats import Format


def test_every_format_there_is_can_be_had() -> None:
    assert [*FILES] == [format.extension for format in Format]


@pytest.mark.parametrize(
    ("names", "enum"),
    [
        (words.FORM_NAMES, FormName),
        (words.STATE_NAMES, State),
        (words.STEP_NAMES, Step),
        (words.KIND_NAMES, Kind),
    ],
)
def test_everything_has_a_name_in_both_languages(
    names: dict[StrEnum, tuple[str, str]], enum: type[StrEnum]
) -> None:
    assert list(names) == list(enum)
    assert all(vi and en for vi, en in names.values())


def test_an_official_form_is_called_by_its_number() -> None:
    assert words.form_words(FormName.BY_FIELD)[0].startswith("Biểu II.06a: ")
    assert words.form_words(FormName.RANKING) == ("Xếp hạng đơn vị", "Ranking of agencies")


def test_an_editions_files_lie_in_a_folder_that_only_it_has() -> None:
    edition = Edition(
        report_id="r",
        number=2,
        made_at=datetime(2026, 12, 1, tzinfo=UTC),
        issued_on=date(2026, 12, 1),
        provisional=False,
        content="c",
        seal="s",
    )
    assert edition.file("pdf") == "reports/r/2/s/report.pdf"
    assert edition.sheet_file == "reports/r/2/s/sheet.json"


def test_a_file_is_named_after_form_agency_period_and_edition() -> None:
    period = named("2026-11", Cutoff.STATUTORY)
    asked = Asked(form=FormName.BY_AGENCY, scope=Scope(agency_code="H24"), period=period)
    assert file_name(asked, 1, "xlsx") == "II.06c-H24-2026-11-s-1.xlsx"
