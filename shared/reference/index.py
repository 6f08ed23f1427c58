"""The procedures of a version in short, so that a search reads one body and not thousands."""

from __future__ import annotations

from shared.reference.model import (
    AgencyCode,
    Channel,
    Dated,
    FieldCode,
    ProcedureCode,
    Text,
    Tier,
)


class IndexEntry(Dated, frozen=True, kw_only=True, omit_defaults=True):
    """One edition of a procedure as lists show it and searches find it.

    ``folded`` is the name as search compares it; ``keywords`` are the other words that find it:
    code, field and English name.
    """

    code: ProcedureCode
    name: Text
    name_en: str = ""
    field: FieldCode
    level: int
    channels: tuple[Channel, ...] = ()
    competent_agencies: tuple[AgencyCode, ...] = ()
    competent_tiers: tuple[Tier, ...] = ()
    linked_agencies: tuple[AgencyCode, ...] = ()
    demo: bool = False
    folded: str
    keywords: str
