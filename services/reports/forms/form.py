"""What a form is: its official words, the figures it needs, and how it is filled. Pure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from msgspec import Struct

from services.reports.forms.material import Material, Need
from services.reports.sheet import NO_WORDS, Chart, Grid, Words

DOSSIERS: Final[Words] = ("Số hồ sơ TTHC", "Dossiers")
CIRCULAR_01_2020: Final[Words] = (
    "Ban hành kèm theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020",
    "Circular 01/2020/TT-VPCP of 21 October 2020",
)


class Filled(Struct, frozen=True, kw_only=True):
    """What a form holds of its own."""

    grids: tuple[Grid, ...]
    chart: Chart


class Form(Struct, frozen=True, kw_only=True):
    """One form. ``code`` and ``basis`` are official; a report of our own has none."""

    needs: frozenset[Need]
    title: Words
    fill: Callable[[Material], Filled]
    code: str = ""
    basis: Words = NO_WORDS
    unit: Words = DOSSIERS
