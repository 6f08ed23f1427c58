"""Procedures as the public reads them: searched, shown whole, priced."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.catalogue import search
from services.catalogue.pages import page
from services.catalogue.views import (
    FeePreview,
    FeeQuery,
    ProcedureQuery,
    ProcedureSummary,
    ProcedureView,
    Span,
    TermView,
)
from shared.clock import Term
from shared.clock.wording import term_en, term_vi
from shared.reference import store
from shared.reference.fees import FeeLine, Filing, NoFeeRule, price
from shared.reference.index import IndexEntry
from shared.reference.levels import level_name
from shared.reference.model import Agency, FeeKind, Field, Procedure
from shared.web.paging import ListOf
from shared.web.problems import Problem, invalid, wrong_field
from shared.web.validation import field_error

Ranked = tuple[int, IndexEntry]


def find(query: ProcedureQuery, on: date) -> ListOf[ProcedureSummary]:
    """The procedures in force on a day that answer the query, best first."""
    fields = {field.code: field for field in store.fields()}
    if query.field is not None and query.field not in fields:
        raise invalid(field_error("query.field", "enum", ", ".join(sorted(fields))))
    agency = None if query.agency is None else _agency(query.agency, on)
    found, token = page(_matching(query, agency, on), _place, query)
    return ListOf(items=tuple(_summary(entry, fields, on) for _, entry in found), next=token)


def _agency(code: str, on: date) -> Agency:
    found = store.agencies().find(code, on)
    if found is None:
        vi = f"Không có cơ quan {code} vào ngày {on:%d/%m/%Y}."
        raise invalid(wrong_field("query.agency", "unknown", vi, f"No agency {code} on {on}."))
    return found


def _matching(query: ProcedureQuery, agency: Agency | None, on: date) -> Iterator[Ranked]:
    wanted = search.words(query.q)
    if query.q.strip() and not wanted:
        return
    for entry in store.index():
        if entry.holds_on(on) and _fits(entry, query, agency):
            rank = search.rank(entry, wanted)
            if rank is not None:
                yield rank, entry


def _fits(entry: IndexEntry, query: ProcedureQuery, agency: Agency | None) -> bool:
    return (
        query.field in (None, entry.field)
        and query.level in (None, entry.level)
        and (query.tier is None or query.tier in entry.competent_tiers)
        and (agency is None or _is_competent(agency, entry))
    )


def _is_competent(agency: Agency, entry: IndexEntry) -> bool:
    return agency.code in entry.competent_agencies or agency.tier in entry.competent_tiers


def _place(found: Ranked) -> tuple[str, ...]:
    rank, entry = found
    return str(rank), entry.folded, entry.code


def _summary(entry: IndexEntry, fields: dict[str, Field], on: date) -> ProcedureSummary:
    vi, en = level_name(entry.level, on)
    return ProcedureSummary(
        code=entry.code,
        name=entry.name,
        name_en=entry.name_en,
        field=entry.field,
        field_name=fields[entry.field].name,
        field_name_en=fields[entry.field].name_en,
        level=entry.level,
        level_name=vi,
        level_name_en=en,
        channels=entry.channels,
        competent_tiers=entry.competent_tiers,
        competent_agencies=entry.competent_agencies,
        valid_from=entry.valid_from,
        valid_to=entry.valid_to,
        demo=entry.demo,
    )


def edition(code: str, on: date) -> Procedure:
    """The edition in force on a day.

    Raises:
        Problem: 404 naming the procedure, and the day if it exists on others.
    """
    found = store.procedure(code, on)
    if found is not None:
        return found
    if not store.editions(code):
        raise Problem("not-found", f"Không có thủ tục {code}.", f"No procedure {code}.")
    raise Problem(
        "not-found",
        f"Thủ tục {code} không có hiệu lực ngày {on:%d/%m/%Y}.",
        f"Procedure {code} is not in force on {on}.",
    )


def show(code: str, on: date) -> ProcedureView:
    """The whole edition in force on a day."""
    shown = edition(code, on)
    vi, en = level_name(shown.level, on)
    spans = (Span(valid_from=e.valid_from, valid_to=e.valid_to) for e in store.editions(code))
    return ProcedureView(
        on=on,
        level_name=vi,
        level_name_en=en,
        field=next(f for f in store.fields() if f.code == shown.field),
        terms={channel: term_view(term) for channel, term in shown.terms.items()},
        edition=shown,
        editions=tuple(spans),
    )


def term_view(term: Term | None) -> TermView:
    """A processing time in words."""
    if term is None:
        return TermView(name="Pháp luật không quy định thời hạn", name_en="No term set by law")
    return TermView(amount=term.amount, unit=term.unit, name=term_vi(term), name_en=term_en(term))


def preview_fees(code: str, query: FeeQuery, filed_on: date) -> FeePreview:
    """What a filing would cost.

    Raises:
        Problem: 404 without such a procedure; 422 for a channel, applicant or exemption that it
            does not have, and for a filing that no rule prices.
    """
    shown = edition(code, filed_on)
    filing = _filing(shown, query, filed_on)
    try:
        lines = price(shown, filing)
    except NoFeeRule as error:
        raise _unpriced(shown, error) from error
    return FeePreview(
        procedure_code=code,
        filed_on=filed_on,
        lines=lines,
        total=sum(line.amount for line in lines),
        total_fees=_total(lines, FeeKind.FEE),
        total_charges=_total(lines, FeeKind.CHARGE),
        pay_before=shown.pay_before,
    )


def _total(lines: tuple[FeeLine, ...], kind: FeeKind) -> int:
    return sum(line.amount for line in lines if line.kind is kind)


def _filing(shown: Procedure, query: FeeQuery, filed_on: date) -> Filing:
    applicant = query.applicant_type or shown.applicant_types[0]
    claimed = tuple(code for code in query.exemptions.split(",") if code)
    known = sorted({exemption.code for exemption in shown.exemptions})
    faults = []
    if query.channel not in shown.channels:
        faults.append(field_error("query.channel", "enum", ", ".join(shown.channels)))
    if applicant not in shown.applicant_types:
        faults.append(field_error("query.applicant_type", "enum", ", ".join(shown.applicant_types)))
    if not set(claimed) <= set(known):
        faults.append(field_error("query.exemptions", "enum", ", ".join(known)))
    if faults:
        raise invalid(*faults)
    return Filing(
        applicant_type=applicant,
        channel=query.channel,
        filed_on=filed_on,
        case=query.case or "",
        object=query.object or "",
        copies=query.copies,
        pages=query.pages,
        exemptions=claimed,
    )


def _unpriced(shown: Procedure, error: NoFeeRule) -> Problem:
    """No rule prices the filing: say which cases and objects the item's rules know."""
    rules = [rule for rule in shown.fee_rules if rule.item == error.item]
    cases = ", ".join(sorted({rule.case for rule in rules if rule.case})) or "-"
    objects = ", ".join(sorted({rule.object for rule in rules if rule.object})) or "-"
    vi = f"Không có mức thu {error.item} cho hồ sơ này; case: {cases}; object: {objects}."
    en = f"No rule prices {error.item} for this filing; case: {cases}; object: {objects}."
    return invalid(wrong_field("query", "no_fee_rule", vi, en))
