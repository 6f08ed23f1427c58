"""What procedures may refer to: fields that exist, agencies that exist while they are needed. Pure.

The same rules hold the rows of an import and the procedures it leaves alone: an import of agencies
must not take from a procedure the agency that decides it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from services.catalogue.drafts import Draft, Incoming
from services.catalogue.faults import fault
from services.catalogue.rows import Row
from services.catalogue.spans import meet
from shared.reference.index import IndexEntry
from shared.reference.model import Agency, Dated, Procedure, Tier
from shared.web.problems import FieldError


class Known:
    """Every field and agency of a draft. Rows that cannot be read still claim their codes."""

    def __init__(self, draft: Draft, incoming: Incoming) -> None:
        self.fields = {f.code for f in draft.fields} | _codes(incoming.fields)
        self.agencies = {a.code for a in draft.agencies} | _codes(incoming.agencies)
        self.all_readable = all(row.record is not None for row in incoming.agencies or ())
        self._spans: dict[str, list[Agency]] = {}
        self._tiers: dict[Tier, dict[tuple[date, date | None], Dated]] = {}
        for agency in draft.agencies:
            self._spans.setdefault(agency.code, []).append(agency)
            span = (agency.valid_from, agency.valid_to)
            self._tiers.setdefault(agency.tier, {})[span] = agency

    def is_in_force(self, code: str, during: Dated) -> bool:
        """Whether the agency holds on a day of the record; an unreadable row gets the doubt."""
        spans = self._spans.get(code, ())
        return not spans or any(meet(span, during) for span in spans)

    def has_tier(self, tier: Tier, during: Dated) -> bool:
        """Whether any agency of the tier holds on a day of the record."""
        return any(meet(span, during) for span in self._tiers.get(tier, {}).values())


def _codes(rows: Iterable[Row[object]] | None) -> set[str]:
    return {row.code for row in rows or ()}


def row_faults(rows: Sequence[Row[Procedure]], known: Known) -> Iterator[FieldError]:
    """Faults of an import's procedures, each where it stands."""
    for row in rows:
        if row.record is not None:
            yield from _edition_faults(row, row.record, known)


def _edition_faults(row: Row[Procedure], edition: Procedure, known: Known) -> Iterator[FieldError]:
    if edition.field not in known.fields:
        yield fault(f"{row.place}/field", "unknown_field", of=row.code, x=edition.field)
    for name in ("competent_agencies", "linked_agencies"):
        for n, code in enumerate(getattr(edition, name)):
            rule = _wrong_agency(code, edition, known)
            if rule:
                yield fault(f"{row.place}/{name}/{n}", rule, of=row.code, x=code)
    if _nobody_competent(edition, known):
        place = f"{row.place}/competent_agencies"
        yield fault(place, "no_competent_agency", of=row.code, x=row.code)


def _wrong_agency(code: str, during: Dated, known: Known) -> str:
    if code not in known.agencies:
        return "unknown_agency"
    return "" if known.is_in_force(code, during) else "agency_not_in_force"


def _nobody_competent(edition: Procedure | IndexEntry, known: Known) -> bool:
    if edition.competent_agencies:
        return False
    if not edition.competent_tiers:
        return True
    return known.all_readable and not any(
        known.has_tier(tier, edition) for tier in edition.competent_tiers
    )


def untouched_faults(draft: Draft, known: Known) -> Iterator[FieldError]:
    """What the import would break in procedures it does not contain."""
    for entry in draft.index:
        if entry.code in draft.kept:
            yield from _broken_entry(entry, known)


def _broken_entry(entry: IndexEntry, known: Known) -> Iterator[FieldError]:
    if entry.field not in known.fields:
        yield fault("/fields", "still_used", x=entry.field, y=entry.code)
    for code in (*entry.competent_agencies, *entry.linked_agencies):
        if _wrong_agency(code, entry, known):
            yield fault("/agencies", "still_used", x=code, y=entry.code)
    if _nobody_competent(entry, known):
        yield fault("/agencies", "no_competent_agency", x=entry.code)
