"""The head of a paper names its agency as of the paper's date."""

from __future__ import annotations

from datetime import date

import pytest

from services.papers.letterhead import letterhead, name_of
from tests.support.paper_samples import agencies

THEN, NOW = date(2024, 3, 4), date(2026, 3, 2)


@pytest.mark.parametrize(
    ("code", "day", "superior", "agency", "place"),
    [
        (
            "H24.X001",
            NOW,
            "Ủy ban nhân dân thành phố Hải Phòng",
            "Ủy ban nhân dân phường Thủy Nguyên",
            "Thủy Nguyên",
        ),
        (
            "H24.Q303",
            THEN,
            "Ủy ban nhân dân thành phố Hải Phòng",
            "Ủy ban nhân dân quận Hồng Bàng",
            "Hồng Bàng",
        ),
        ("H24.D02", NOW, "Ủy ban nhân dân thành phố Hải Phòng", "Sở Tư pháp", "Hải Phòng"),
        ("H24", NOW, "", "Ủy ban nhân dân thành phố Hải Phòng", "Hải Phòng"),
        (
            "H24.D40",
            THEN,
            "Sở Tài nguyên và Môi trường",
            "Văn phòng Đăng ký đất đai (thuộc Sở Tài nguyên và Môi trường)",
            "Hải Phòng",
        ),
    ],
)
def test_a_head(code: str, day: date, superior: str, agency: str, place: str) -> None:
    head = letterhead(agencies(), code, day, "1")
    assert (head.superior, head.agency, head.place) == (superior, agency, place)


def test_a_one_stop_centre_is_its_own_unit() -> None:
    head = letterhead(agencies(), "H24.TT", NOW, "1")
    assert head.is_centre
    assert not letterhead(agencies(), "H24.D02", NOW, "1").is_centre


def test_a_ceased_agency_keeps_its_last_name() -> None:
    assert name_of(agencies(), "H24.Q303", NOW) == "Ủy ban nhân dân quận Hồng Bàng"


def test_an_unknown_agency_is_named_by_its_code() -> None:
    head = letterhead(agencies(), "H24.NONE", NOW, "1")
    assert (head.agency, head.place, head.dated) == ("H24.NONE", "", "ngày 02 tháng 3 năm 2026")
    assert name_of(agencies(), "H24.NONE", NOW) == "H24.NONE"
