"""The agencies of a province through time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from shared.reference.model import Agency, Procedure


class AgencyTree:
    """Every agency record, found by code and day; a code may have several spans of validity."""

    def __init__(self, agencies: Iterable[Agency]) -> None:
        self._spans: dict[str, list[Agency]] = {}
        for agency in agencies:
            self._spans.setdefault(agency.code, []).append(agency)

    def find(self, code: str, on: date) -> Agency | None:
        """The agency as it was on that local day."""
        return next((a for a in self._spans.get(code, ()) if a.holds_on(on)), None)

    def spans(self, code: str) -> list[Agency]:
        """Every record of a code, earliest first; none if it never existed."""
        return sorted(self._spans.get(code, ()), key=lambda a: a.valid_from)

    def latest(self, code: str) -> Agency | None:
        """The agency's last record, also after it ceased: its dossiers stay readable."""
        return max(self._spans.get(code, ()), key=lambda a: a.valid_from, default=None)

    def codes(self) -> tuple[str, ...]:
        """Every code there ever was, in order."""
        return tuple(sorted(self._spans))

    def all_on(self, on: date) -> list[Agency]:
        """The agencies in force on that day, by code."""
        found = (self.find(code, on) for code in self.codes())
        return [agency for agency in found if agency is not None]

    def is_within(self, code: str, root: str) -> bool:
        """Whether ``code`` is ``root`` or stands below it by any of its records."""
        seen: set[str] = set()
        waiting = [code]
        while waiting:
            current = waiting.pop()
            if current == root:
                return bool(root)
            if current not in seen:
                seen.add(current)
                spans = self._spans.get(current, ())
                waiting += [a.parent for a in spans if a.parent is not None]
        return False

    def heirs(self, code: str, on: date) -> frozenset[str]:
        """The agencies in force that took over from one that has ceased by that day (kế thừa).

        Empty while the agency itself is in force: its open dossiers are its own.
        """
        found: set[str] = set()
        waiting, seen = [code], {code}
        while waiting:
            current = waiting.pop()
            if self.find(current, on) is not None:
                found.add(current)
                continue
            last = self.latest(current)
            new = {*last.successors} - seen if last is not None else set()
            seen |= new
            waiting += sorted(new)
        return frozenset(found - {code})

    def is_competent(self, procedure: Procedure, code: str, on: date) -> bool:
        """Whether the agency may take the procedure on that day, by name or by its tier."""
        agency = self.find(code, on)
        if agency is None:
            return False
        return code in procedure.competent_agencies or agency.tier in procedure.competent_tiers
