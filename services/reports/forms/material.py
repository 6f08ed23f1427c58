"""What forms are built from: figures, and the catalogue that explains them. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from msgspec import Struct

from services.reports.asked import Asked
from services.reports.counting.figures import Line
from shared.reference.agencies import AgencyTree
from shared.reference.index import IndexEntry
from shared.reference.model import Field


class Need(StrEnum):
    """The figures a form wants; what it does not want is not read."""

    AGENCIES = "agencies"  # by agency, level and channel
    PROCEDURES = "procedures"  # by field, procedure, level and channel, over all agencies
    YEAR_AGENCIES = "year_agencies"  # the same, from the beginning of the year (lũy kế)
    YEAR_PROCEDURES = "year_procedures"


class Figures(Struct, frozen=True, kw_only=True):
    """The lines of a report's scope and period; filters are applied already.

    Lines by agency have no field and no procedure; lines by procedure have no agency.
    """

    agencies: tuple[Line, ...] = ()
    procedures: tuple[Line, ...] = ()
    year_agencies: tuple[Line, ...] = ()
    year_procedures: tuple[Line, ...] = ()


class Material(Struct, frozen=True, kw_only=True):
    """Everything a form is built from; the same material gives the same sheet.

    ``procedures`` is the catalogue's index with every edition; ``issued_on`` a local date.
    """

    asked: Asked
    figures: Figures
    agencies: AgencyTree
    fields: tuple[Field, ...]
    procedures: tuple[IndexEntry, ...]
    issued_on: date
    provisional: bool = False
