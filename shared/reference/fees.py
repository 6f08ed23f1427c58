"""What a filing costs (phí, lệ phí): the published rules applied to one filing. Pure.

The law in force on the local day of filing prices a dossier. Phí and lệ phí are separate lines,
because they go on separate receipts. Amounts are whole VND.
"""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from shared.reference.model import (
    ApplicantType,
    Channel,
    Exemption,
    FeeItem,
    FeeKind,
    FeeRule,
    Procedure,
)


class NoFeeRule(LookupError):
    """The procedure costs something for this item, but no rule says how much."""

    def __init__(self, procedure_code: str, item: str) -> None:
        super().__init__(f"no fee rule of {procedure_code} prices {item} for this filing")
        self.procedure_code = procedure_code
        self.item = item


class Filing(Struct, frozen=True, kw_only=True):
    """What the price of a dossier depends on.

    ``filed_on`` is the local date of filing; ``pages`` counts one copy's pages; ``exemptions``
    are the codes that the applicant claims.
    """

    applicant_type: ApplicantType
    channel: Channel
    filed_on: date
    case: str = ""
    object: str = ""
    copies: int = 1
    pages: int = 1
    exemptions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.copies < 1 or self.pages < 1:
            raise ValueError("a filing has at least one copy of one page")


class FeeLine(Struct, frozen=True, kw_only=True):
    """One line of the bill: what is due for an item, and by which law.

    ``full_amount`` is the price before an exemption; ``exemption`` is the code that made it 0
    and ``reason`` its name.
    """

    item: str
    kind: FeeKind
    name: str
    name_en: str
    amount: int
    full_amount: int
    legal_ref: str
    exemption: str = ""
    reason: str = ""
    reason_en: str = ""


def price(procedure: Procedure, filing: Filing) -> tuple[FeeLine, ...]:
    """The bill of a filing, one line per fee item, in the procedure's order.

    A claimed exemption counts only if the procedure has it on the day of filing.

    Raises:
        NoFeeRule: an item has no rule for this filing; it is never taken to be free.
    """
    return tuple(_line(procedure, item, filing) for item in procedure.fee_items)


def _line(procedure: Procedure, item: FeeItem, filing: Filing) -> FeeLine:
    rule = _first_match(procedure, item, filing)
    full = _amount(rule, filing)
    free = _exemption(procedure, item, filing)
    return FeeLine(
        item=item.code,
        kind=item.kind,
        name=item.name,
        name_en=item.name_en,
        amount=0 if free else full,
        full_amount=full,
        legal_ref=free.legal_ref if free else rule.legal_ref,
        exemption=free.code if free else "",
        reason=free.name if free else "",
        reason_en=free.name_en if free else "",
    )


def _first_match(procedure: Procedure, item: FeeItem, filing: Filing) -> FeeRule:
    by_priority = sorted(procedure.fee_rules, key=lambda rule: -rule.priority)
    for rule in by_priority:
        if rule.item == item.code and _matches(rule, filing):
            return rule
    raise NoFeeRule(procedure.code, item.code)


def _matches(rule: FeeRule, filing: Filing) -> bool:
    return (
        rule.case in ("", filing.case)
        and rule.object in ("", filing.object)
        and rule.applicant_type in (None, filing.applicant_type)
        and rule.channel in (None, filing.channel)
        and _in_force(rule, filing.filed_on)
    )


def _in_force(law: FeeRule | Exemption, day: date) -> bool:
    began = law.filed_from is None or law.filed_from <= day
    return began and (law.filed_to is None or day < law.filed_to)


def _amount(rule: FeeRule, filing: Filing) -> int:
    """The price of all sets: a set is the dossier, its copies together, or one copy's pages."""
    if rule.per == "page":
        return _one_set(rule, filing.pages) * filing.copies
    return _one_set(rule, filing.copies if rule.per == "copy" else 1)


def _one_set(rule: FeeRule, units: int) -> int:
    total = rule.amount * units
    if rule.reduced_from is not None and rule.reduced_amount is not None:
        reduced = max(units - rule.reduced_from + 1, 0)
        total = rule.amount * (units - reduced) + rule.reduced_amount * reduced
    return total if rule.cap is None else min(total, rule.cap)


def _exemption(procedure: Procedure, item: FeeItem, filing: Filing) -> Exemption | None:
    for exemption in procedure.exemptions:
        covers = not exemption.items or item.code in exemption.items
        if covers and exemption.code in filing.exemptions and _in_force(exemption, filing.filed_on):
            return exemption
    return None
