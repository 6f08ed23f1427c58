"""Pricing a filing by published rules."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from shared.reference.fees import FeeLine, Filing, NoFeeRule, price
from shared.reference.model import ApplicantType, Channel, FeeKind, Procedure

BEFORE, SINCE = date(2026, 8, 7), date(2026, 8, 8)


def procedure(
    *rules: dict[str, Any],
    items: tuple[str, ...] = ("charge",),
    exemptions: tuple[dict[str, Any], ...] = (),
) -> Procedure:
    """A procedure that costs something."""
    record = {
        "code": "1.000001",
        "name": "Thủ tục mẫu",
        "field": "MAU",
        "level": 4,
        "valid_from": "2020-01-01",
        "terms": {},
        "form": {},
        "result_name": "Kết quả",
        "source": "mẫu",
        "fee_items": [
            {"code": item, "kind": "fee" if "fee" in item else "charge", "name": item}
            for item in items
        ],
        "fee_rules": [{"item": items[0], "legal_ref": "Luật", **rule} for rule in rules],
        "exemptions": exemptions,
    }
    return msgspec.convert(record, Procedure)


def filing(**given: Any) -> Filing:
    """A citizen's filing at the counter, unless told else."""
    usual = {
        "applicant_type": ApplicantType.CITIZEN,
        "channel": Channel.COUNTER,
        "filed_on": SINCE,
    }
    return Filing(**{**usual, **given})


def only(lines: tuple[FeeLine, ...]) -> FeeLine:
    """The one line of a bill."""
    (line,) = lines
    return line


def amount(priced: Procedure, **given: Any) -> int:
    """What the one item costs."""
    return only(price(priced, filing(**given))).amount


def test_the_rule_with_the_highest_priority_wins() -> None:
    priced = procedure({"amount": 8000}, {"amount": 0, "channel": "online", "priority": 10})
    assert amount(priced, channel=Channel.ONLINE) == 0
    assert amount(priced, channel=Channel.COUNTER) == 8000


def test_of_equal_priorities_the_earlier_rule_wins() -> None:
    assert amount(procedure({"amount": 1}, {"amount": 2})) == 1


@pytest.mark.parametrize(
    ("criterion", "matching", "other"),
    [
        ({"case": "late"}, {"case": "late"}, {"case": "on_time"}),
        ({"object": "land"}, {"object": "land"}, {"object": "assets"}),
        (
            {"applicant_type": "organisation"},
            {"applicant_type": ApplicantType.ORGANISATION},
            {"applicant_type": ApplicantType.CITIZEN},
        ),
        ({"channel": "postal"}, {"channel": Channel.POSTAL}, {"channel": Channel.ONLINE}),
    ],
)
def test_a_rule_prices_only_what_meets_its_criteria(
    criterion: dict[str, str], matching: dict[str, Any], other: dict[str, Any]
) -> None:
    priced = procedure({"amount": 5, "priority": 1, **criterion}, {"amount": 9})
    assert amount(priced, **matching) == 5
    assert amount(priced, **other) == 9


def test_the_law_of_the_day_of_filing_prices_the_dossier() -> None:
    priced = procedure(
        {"amount": 100, "filed_to": "2026-08-08"}, {"amount": 0, "filed_from": "2026-08-08"}
    )
    assert amount(priced, filed_on=BEFORE) == 100
    assert amount(priced, filed_on=SINCE) == 0


def test_an_item_that_no_rule_prices_is_an_error_and_never_free() -> None:
    priced = procedure({"amount": 5, "case": "house"})
    with pytest.raises(NoFeeRule) as error:
        price(priced, filing())
    assert (error.value.procedure_code, error.value.item) == ("1.000001", "charge")


def test_a_procedure_without_fee_items_costs_nothing() -> None:
    assert price(msgspec.structs.replace(procedure(), fee_items=()), filing()) == ()


def test_copies_multiply_a_price_per_copy() -> None:
    assert amount(procedure({"amount": 8000, "per": "copy"}), copies=3) == 24_000


def test_copies_do_not_multiply_a_price_per_dossier() -> None:
    assert amount(procedure({"amount": 8000}), copies=3, pages=7) == 8000


CERTIFIED_COPY = {
    "amount": 2000,
    "per": "page",
    "reduced_from": 3,
    "reduced_amount": 1000,
    "cap": 200_000,
}


@pytest.mark.parametrize(
    ("pages", "copies", "expected"),
    [
        (1, 1, 2000),
        (2, 1, 4000),
        (3, 1, 5000),
        (5, 2, 14_000),
        (198, 1, 200_000),
        (500, 2, 400_000),
    ],
)
def test_certified_copies_cost_less_from_the_third_page_and_are_capped_per_copy(
    pages: int, copies: int, expected: int
) -> None:
    """Thông tư 226/2016/TT-BTC: 2,000 a page, 1,000 from the third, at most 200,000 a copy."""
    assert amount(procedure(CERTIFIED_COPY), pages=pages, copies=copies) == expected


def test_fee_and_charge_are_separate_lines_in_the_procedures_order() -> None:
    priced = procedure(
        {"amount": 100, "item": "appraisal_fee"},
        {"amount": 35, "item": "charge"},
        items=("charge", "appraisal_fee"),
    )
    lines = price(priced, filing())
    assert [(line.kind, line.amount) for line in lines] == [
        (FeeKind.CHARGE, 35),
        (FeeKind.FEE, 100),
    ]


POOR = {"code": "poor", "name": "Hộ nghèo", "name_en": "Poor household", "legal_ref": "NQ 16/2023"}


def test_an_exemption_makes_the_line_free_and_says_why() -> None:
    priced = procedure({"amount": 8000}, exemptions=(POOR,))
    line = only(price(priced, filing(exemptions=("poor",))))
    assert (line.amount, line.full_amount) == (0, 8000)
    assert (line.exemption, line.reason, line.reason_en) == ("poor", "Hộ nghèo", "Poor household")
    assert line.legal_ref == "NQ 16/2023"


def test_without_a_claim_there_is_no_exemption() -> None:
    line = only(price(procedure({"amount": 8000}, exemptions=(POOR,)), filing()))
    assert (line.amount, line.reason, line.legal_ref) == (8000, "", "Luật")


def test_an_exemption_covers_only_the_items_it_names() -> None:
    priced = procedure(
        {"amount": 1, "item": "charge"},
        {"amount": 2, "item": "other_charge"},
        items=("charge", "other_charge"),
        exemptions=({**POOR, "items": ["charge"]},),
    )
    assert [line.amount for line in price(priced, filing(exemptions=("poor",)))] == [0, 2]


def test_an_exemption_counts_only_while_it_is_law() -> None:
    priced = procedure({"amount": 8000}, exemptions=({**POOR, "filed_from": "2026-08-08"},))
    assert amount(priced, exemptions=("poor",), filed_on=BEFORE) == 8000
    assert amount(priced, exemptions=("poor",), filed_on=SINCE) == 0


def test_a_claim_the_procedure_does_not_know_changes_nothing() -> None:
    assert amount(procedure({"amount": 8000}), exemptions=("mayor",)) == 8000


def test_an_exempt_item_without_a_rule_is_still_an_error() -> None:
    with pytest.raises(NoFeeRule):
        price(procedure(exemptions=(POOR,)), filing(exemptions=("poor",)))


@pytest.mark.parametrize("nothing", [{"copies": 0}, {"pages": 0}, {"copies": -1}])
def test_a_filing_has_at_least_one_copy_of_one_page(nothing: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="at least one"):
        filing(**nothing)
