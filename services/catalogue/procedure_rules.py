"""What must hold within one edition of a procedure. Pure, but for the form's JSON Schema check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from services.catalogue.faults import fault
from services.catalogue.rows import Row
from shared.reference.model import Channel, Exemption, FeeRule, Procedure
from shared.web.problems import FieldError

ONLINE_FROM_LEVEL = 3


def edition_faults(row: Row[Procedure], edition: Procedure) -> Iterator[FieldError]:
    """Every fault of an edition that can be seen without looking at other rows."""
    yield from _channel_faults(row, edition)
    yield from _form_faults(row, edition)
    codes = (document.code for document in edition.documents)
    yield from _duplicates(row, "documents", codes)
    yield from _duplicates(row, "fee_items", (item.code for item in edition.fee_items))
    yield from _fee_faults(row, edition)


def _channel_faults(row: Row[Procedure], edition: Procedure) -> Iterator[FieldError]:
    for channel in edition.channels:
        if channel not in edition.terms:
            yield fault(f"{row.place}/terms", "term_missing", of=row.code, x=channel.value)
    if edition.level < ONLINE_FROM_LEVEL and Channel.ONLINE in edition.channels:
        yield fault(f"{row.place}/channels", "level_not_online", of=row.code)


def _form_faults(row: Row[Procedure], edition: Procedure) -> Iterator[FieldError]:
    import jsonschema_rs

    try:
        jsonschema_rs.validator_for(edition.form, validate_formats=True, offline=True)
    except (jsonschema_rs.ValidationError, jsonschema_rs.ReferencingError, ValueError) as error:
        inner = "".join(f"/{part}" for part in getattr(error, "instance_path", ()))
        reason = getattr(error, "message", "") or str(error)
        yield fault(f"{row.place}/form{inner}", "bad_form", of=row.code, x=reason)


def _duplicates(row: Row[Procedure], name: str, codes: Iterable[str]) -> Iterator[FieldError]:
    seen: set[str] = set()
    for n, code in enumerate(codes):
        if code in seen:
            yield fault(f"{row.place}/{name}/{n}/code", "duplicate", of=row.code, x=code)
        seen.add(code)


def _fee_faults(row: Row[Procedure], edition: Procedure) -> Iterator[FieldError]:
    items = {item.code for item in edition.fee_items}
    priced = {rule.item for rule in edition.fee_rules}
    for n, item in enumerate(edition.fee_items):
        if item.code not in priced:
            place = f"{row.place}/fee_items/{n}"
            yield fault(place, "item_without_rule", of=row.code, x=item.code)
    for n, rule in enumerate(edition.fee_rules):
        yield from _rule_faults(row.code, f"{row.place}/fee_rules/{n}", rule, items)
    for n, exemption in enumerate(edition.exemptions):
        yield from _exemption_faults(row.code, f"{row.place}/exemptions/{n}", exemption, items)


def _rule_faults(code: str, place: str, rule: FeeRule, items: set[str]) -> Iterator[FieldError]:
    if rule.item not in items:
        yield fault(f"{place}/item", "unknown_item", of=code, x=rule.item)
    if (rule.reduced_from is None) is not (rule.reduced_amount is None):
        yield fault(f"{place}/reduced_amount", "half_reduction", of=code)
    yield from _filing_span(code, place, rule)


def _exemption_faults(
    code: str, place: str, exemption: Exemption, items: set[str]
) -> Iterator[FieldError]:
    for n, item in enumerate(exemption.items):
        if item not in items:
            yield fault(f"{place}/items/{n}", "unknown_item", of=code, x=item)
    yield from _filing_span(code, place, exemption)


def _filing_span(code: str, place: str, law: FeeRule | Exemption) -> Iterator[FieldError]:
    if law.filed_from is not None and law.filed_to is not None and law.filed_to <= law.filed_from:
        yield fault(f"{place}/filed_to", "date_order", of=code)
