"""Agencies through time; on the demo province."""

from __future__ import annotations

import pytest

from tests.component.catalogue.asking import AGENCIES, AGENCY, ask

pytestmark = pytest.mark.usefixtures("hai_phong")


def codes(**query: str) -> list[str]:
    """Codes of the agencies found."""
    found, token = [], ""
    while True:
        more = {"next": token} if token else {}
        answer = ask(AGENCIES, {"limit": "100", **query, **more}).json
        found += [item["code"] for item in answer["items"]]
        token = answer.get("next") or ""
        if not token:
            return found


def test_2020_had_fifteen_districts_and_2026_has_none() -> None:
    assert len(codes(tier="district", on="2020-12-16")) == 15
    assert codes(tier="district", on="2026-11-22") == []


def test_2026_has_114_communes_below_the_city() -> None:
    assert len(codes(tier="commune", parent="H24", on="2026-11-22")) == 114


def test_agencies_are_found_without_diacritics() -> None:
    assert codes(q="so tu phap", on="2026-11-22") == ["H24.D02"]
    assert codes(q="H24.D02", on="2026-11-22") == ["H24.D02"]


def test_an_agency_that_ended_shows_its_spans_and_successors() -> None:
    shown = ask(AGENCY, agency_code="H24.D04").json
    assert [span["valid_to"] for span in shown["spans"]] == ["2025-03-01"]
    assert shown["successors"] == [
        {"code": "H24.D05", "name": "Sở Tài chính", "name_en": "Department of Finance"}
    ]


def test_an_unknown_agency_is_not_found_by_name() -> None:
    answer = ask(AGENCY, agency_code="H24.X999")
    assert answer.status == 404
    assert "H24.X999" in answer.json["detail"]
