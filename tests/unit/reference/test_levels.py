"""Names of service levels through time."""

from __future__ import annotations

from datetime import date

import pytest

from shared.reference.levels import level_name

LAST_DAY_OF_NUMBERS, FIRST_DAY_OF_NAMES = date(2022, 8, 14), date(2022, 8, 15)


@pytest.mark.parametrize("level", [2, 3, 4])
def test_levels_had_numbers_until_decree_42_of_2022(level: int) -> None:
    assert level_name(level, LAST_DAY_OF_NUMBERS) == (f"Mức độ {level}", f"Level {level}")


@pytest.mark.parametrize(("level", "word"), [(2, "thông tin"), (3, "một phần"), (4, "toàn trình")])
def test_levels_have_names_since_decree_42_of_2022(level: int, word: str) -> None:
    assert word in level_name(level, FIRST_DAY_OF_NAMES)[0]
