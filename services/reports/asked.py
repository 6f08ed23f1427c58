"""What a report is asked about: its form, its scope and its period. Pure."""

from __future__ import annotations

import hashlib
from enum import StrEnum

import msgspec
from msgspec import Struct

from services.reports.periods import Period


class FormName(StrEnum):
    """The reports there are (biểu); the first four are the circular's, II.06 and II.07."""

    BY_FIELD = "II.06a"  # by field of administration, of a unit that settles dossiers
    BY_PROCEDURE = "II.06b"  # by procedure
    BY_AGENCY = "II.06c"  # by agency, of a whole province
    LATE_REASONS = "II.07"
    ONLINE = "online"  # online rates at levels 3 and 4
    PAYMENT = "payment"  # online payment rates
    MONEY = "money"  # phí, lệ phí and cashiers' totals
    BALANCE = "balance"  # received, resolved, in process, and what explains the difference
    INDEX_766 = "index-766"  # Quyết định 766/QĐ-TTg
    RATING = "rating"  # inputs of the nine indices of Thông tư 01/2018/TT-VPCP
    RANKING = "ranking"


class Scope(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Whose dossiers, and which of them. With ``subtree`` those of every agency below count too."""

    agency_code: str
    subtree: bool = True
    field_code: str = ""
    procedure_code: str = ""
    level: int | None = None
    channel: str = ""


class Asked(Struct, frozen=True, kw_only=True):
    """One report; two requests for the same report are equal."""

    form: FormName
    scope: Scope
    period: Period

    @property
    def report_id(self) -> str:
        """Its name: the same for every request for it."""
        return hashlib.sha256(msgspec.json.encode(self, order="deterministic")).hexdigest()[:32]
