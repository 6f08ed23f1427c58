"""Each rule an import must obey: the fault it makes, and where it points."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from services.catalogue import imports
from services.catalogue.contents import Plan
from services.catalogue.drafts import Present
from services.catalogue.publication import ImportBody
from shared.web.problems import FieldError, Problem
from tests.unit.catalogue.samples import (
    WARD,
    agency,
    calendar,
    city,
    field,
    justice,
    messaging,
    procedure,
    province,
)


def plan(**changes: Any) -> Plan:
    """Judge a whole import against an empty catalogue."""
    return imports.plan(Present(), msgspec.convert(province(**changes), ImportBody))


def faults(**changes: Any) -> list[FieldError]:
    """Every fault of an import."""
    with pytest.raises(Problem) as refused:
        plan(**changes)
    assert refused.value.details.status == 422
    return list(refused.value.details.errors)


def places(**changes: Any) -> set[tuple[str, str]]:
    """Place and rule of every fault."""
    return {(fault.field, fault.rule) for fault in faults(**changes)}


def with_agency(**changes: Any) -> dict[str, Any]:
    """The province with its ward changed; the row is /agencies/2."""
    return {"agencies": [city(), justice(), agency(**changes)]}


def with_procedure(**changes: Any) -> dict[str, Any]:
    """The province with its procedure changed; the row is /procedures/0."""
    return {"procedures": [procedure(**changes)]}


def test_a_province_that_obeys_every_rule_is_accepted() -> None:
    assert plan().manifest.version == 1


# Structure


def test_every_malformed_field_of_every_row_is_named_at_once() -> None:
    found = places(
        fields=[field(code="!")],
        agencies=[city(), agency(tier="galaxy", colour="red"), justice(name="")],
        procedures=[procedure(level=7), procedure(code="1.000656", name=None)],
        calendar=calendar(first_year="soon"),
    )
    assert {
        ("/fields/0/code", "pattern"),
        ("/agencies/1/tier", "enum"),
        ("/agencies/1/colour", "additionalProperties"),
        ("/agencies/2/name", "minLength"),
        ("/procedures/0/level", "maximum"),
        ("/procedures/1/name", "type"),
        ("/calendar/first_year", "type"),
    } <= found


def test_a_missing_field_is_named() -> None:
    row = {name: value for name, value in procedure().items() if name != "result_name"}
    assert ("/procedures/0/result_name", "required") in places(procedures=[row])


def test_terms_that_no_schema_can_judge_are_each_named() -> None:
    nothing = {"amount": 0, "unit": "working_days"}
    found = places(**with_procedure(terms={"online": nothing, "counter": nothing}))
    assert found == {
        ("/procedures/0/terms/online", "other"),
        ("/procedures/0/terms/counter", "other"),
    }


def test_office_hours_out_of_order_are_named() -> None:
    hours = {"morning_start": "12:00:00", "morning_end": "11:30:00"}
    assert places(calendar=calendar(hours=hours)) == {("/calendar/hours", "other")}


def test_malformed_rows_and_broken_rules_are_reported_together() -> None:
    found = places(agencies=[city(), agency(tier="galaxy")], procedures=[procedure(field="X9")])
    assert found == {("/agencies/1/tier", "enum"), ("/procedures/0/field", "unknown_field")}


def test_a_malformed_row_still_counts_as_the_agency_others_refer_to() -> None:
    found = places(
        agencies=[city(kind="galaxy"), agency()],
        procedures=[procedure(competent_agencies=["H24"])],
    )
    assert found == {("/agencies/0/kind", "enum")}


def test_a_row_only_its_schema_refuses_is_named_beside_the_others() -> None:
    """Python's ``$`` lets a line break pass that JSON Schema's does not."""
    rows = [field(), field(code="HOTICH2\n"), field(code="!")]
    assert places(fields=rows) == {("/fields/1/code", "pattern"), ("/fields/2/code", "pattern")}


def test_faults_name_the_row_by_its_code_in_both_languages() -> None:
    (fault,) = faults(**with_procedure(field="KHAC"))
    assert fault.detail == "1.001193: Không có lĩnh vực KHAC."
    assert fault.detail_en == "1.001193: There is no field KHAC."


def test_only_so_many_faults_are_listed_and_the_rest_is_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(imports, "MAX_FAULTS", 3)
    found = faults(fields=[field(code="!") for _ in range(5)])
    assert [fault.rule for fault in found[3:]] == ["too_many"]
    assert "more faults" in found[3].detail_en


# Agencies


def test_an_unknown_parent_is_named() -> None:
    assert places(**with_agency(parent="H24.X9")) == {("/agencies/2/parent", "unknown_agency")}


def test_an_unknown_successor_is_named() -> None:
    found = places(**with_agency(successors=["H24", "H24.X9"]))
    assert found == {("/agencies/2/successors/1", "unknown_agency")}


def test_an_end_before_the_beginning_is_named() -> None:
    changes = with_agency(valid_from="2025-07-01", valid_to="2025-07-01")
    assert ("/agencies/2/valid_to", "date_order") in places(**changes)


def test_overlapping_spans_of_one_code_are_named() -> None:
    spans = [agency(valid_to="2025-07-01"), agency(valid_from="2025-06-30")]
    found = places(agencies=[city(), justice(), *spans])
    assert found == {("/agencies/3/valid_from", "overlap")}


def test_spans_may_follow_each_other_without_a_gap() -> None:
    spans = [agency(valid_to="2025-07-01"), agency(valid_from="2025-07-01")]
    assert plan(agencies=[city(), justice(), *spans])


def test_parents_that_form_a_cycle_are_named() -> None:
    found = faults(agencies=[city(parent=WARD), agency(), justice()])
    assert {(f.field, f.rule) for f in found} == {
        ("/agencies/0/parent", "parent_cycle"),
        ("/agencies/1/parent", "parent_cycle"),
    }
    assert "H24 → H24.X001 → H24" in found[0].detail


def test_an_agency_cannot_be_its_own_parent() -> None:
    assert places(**with_agency(parent=WARD)) == {("/agencies/2/parent", "parent_cycle")}


# Fields and procedures


def test_a_field_given_twice_is_named() -> None:
    assert places(fields=[field(), field()]) == {("/fields/1/code", "duplicate")}


def test_an_unknown_field_is_named() -> None:
    assert places(**with_procedure(field="KHAC")) == {("/procedures/0/field", "unknown_field")}


@pytest.mark.parametrize("role", ["competent_agencies", "linked_agencies"])
def test_an_unknown_agency_of_a_procedure_is_named(role: str) -> None:
    found = places(**with_procedure(**{role: [WARD, "H24.X9"]}))
    assert found == {(f"/procedures/0/{role}/1", "unknown_agency")}


def test_an_agency_that_ended_before_the_edition_began_is_named() -> None:
    ended = justice(valid_to="2021-01-01")
    edition = procedure(competent_agencies=["H24.D02"], valid_from="2021-01-01")
    found = places(agencies=[city(), ended, agency()], procedures=[edition])
    assert found == {("/procedures/0/competent_agencies/0", "agency_not_in_force")}


def test_a_procedure_nobody_is_competent_for_is_named() -> None:
    found = places(**with_procedure(competent_tiers=[]))
    assert found == {("/procedures/0/competent_agencies", "no_competent_agency")}


def test_a_tier_without_an_agency_makes_nobody_competent() -> None:
    found = places(**with_procedure(competent_tiers=["district"]))
    assert found == {("/procedures/0/competent_agencies", "no_competent_agency")}


def test_a_channel_without_a_term_is_named() -> None:
    found = places(**with_procedure(terms={"online": None}))
    assert found == {("/procedures/0/terms", "term_missing")}


def test_a_term_may_be_null_where_the_law_sets_none() -> None:
    assert plan(**with_procedure(terms={"online": None, "counter": None}))


def test_level_2_cannot_be_submitted_online() -> None:
    found = places(**with_procedure(level=2))
    assert found == {("/procedures/0/channels", "level_not_online")}


def test_overlapping_editions_are_named() -> None:
    editions = [procedure(valid_to="2025-07-01"), procedure(valid_from="2025-06-01")]
    assert places(procedures=editions) == {("/procedures/1/valid_from", "overlap")}


def test_a_document_code_given_twice_is_named() -> None:
    twice = [{"code": "form", "name": "Tờ khai"}, {"code": "form", "name": "Đơn"}]
    found = places(**with_procedure(documents=twice))
    assert found == {("/procedures/0/documents/1/code", "duplicate")}


@pytest.mark.parametrize(
    ("form", "place"),
    [
        ({"type": "objekt"}, "/procedures/0/form/type"),
        (
            {"properties": {"phone": {"pattern": "("}}},
            "/procedures/0/form/properties/phone/pattern",
        ),
        ({"$ref": "#/$defs/nowhere"}, "/procedures/0/form"),
        ({"$ref": "https://example.com/schema.json"}, "/procedures/0/form"),
    ],
)
def test_a_form_that_is_no_schema_or_needs_the_network_is_named(
    form: dict[str, Any], place: str
) -> None:
    assert places(**with_procedure(form=form)) == {(place, "bad_form")}


def test_a_fee_rule_for_an_unknown_item_is_named() -> None:
    rules = [*procedure()["fee_rules"], {"item": "toll", "amount": 1, "legal_ref": "?"}]
    found = places(**with_procedure(fee_rules=rules))
    assert found == {("/procedures/0/fee_rules/1/item", "unknown_item")}


def test_a_fee_item_without_a_rule_is_named() -> None:
    found = places(**with_procedure(fee_rules=[]))
    assert found == {("/procedures/0/fee_items/0", "item_without_rule")}


def test_a_fee_item_given_twice_is_named() -> None:
    item = procedure()["fee_items"][0]
    found = places(**with_procedure(fee_items=[item, item]))
    assert found == {("/procedures/0/fee_items/1/code", "duplicate")}


def test_an_exemption_of_an_unknown_item_is_named() -> None:
    exemption = {**procedure()["exemptions"][0], "items": ["charge", "toll"]}
    found = places(**with_procedure(exemptions=[exemption]))
    assert found == {("/procedures/0/exemptions/0/items/1", "unknown_item")}


def test_fee_laws_that_end_before_they_begin_are_named() -> None:
    dates = {"filed_from": "2026-08-08", "filed_to": "2026-08-07"}
    rule = {**procedure()["fee_rules"][0], **dates}
    exemption = {**procedure()["exemptions"][0], **dates}
    found = places(**with_procedure(fee_rules=[rule], exemptions=[exemption]))
    assert found == {
        ("/procedures/0/fee_rules/0/filed_to", "date_order"),
        ("/procedures/0/exemptions/0/filed_to", "date_order"),
    }


def test_half_a_reduction_is_named() -> None:
    rule = {**procedure()["fee_rules"][0], "reduced_from": 3}
    found = places(**with_procedure(fee_rules=[rule]))
    assert found == {("/procedures/0/fee_rules/0/reduced_amount", "half_reduction")}


# Calendar


def test_a_day_given_twice_is_named() -> None:
    day = calendar()["days"][0]
    found = places(calendar=calendar(days=[day, day]))
    assert found == {("/calendar/days/1/date", "duplicate")}


def test_a_day_outside_the_calendars_years_is_named() -> None:
    found = places(calendar=calendar(first_year=2027))
    assert {rule for _, rule in found} == {"outside_years"}


def test_years_out_of_order_are_named() -> None:
    assert ("/calendar/last_year", "year_order") in places(calendar=calendar(last_year=2019))


def test_the_first_publication_needs_a_calendar() -> None:
    assert places(calendar=None) == {("/calendar", "calendar_missing")}


def test_a_body_that_no_item_could_hold_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.catalogue.contents.MAX_BODY_BYTES", 400)
    assert ("/procedures", "too_large") in places()


# Messaging


def test_a_policy_for_messages_that_obeys_every_rule_is_accepted() -> None:
    assert plan(messaging=messaging()).manifest.messaging


def test_every_malformed_field_of_messaging_is_named_at_once() -> None:
    wrong = messaging(keyword="tths", sms_per_hour=0, colour="red")
    assert {
        ("/messaging/keyword", "pattern"),
        ("/messaging/sms_per_hour", "minimum"),
        ("/messaging/colour", "additionalProperties"),
    } <= places(messaging=wrong)


def test_a_time_of_day_that_is_none_is_named() -> None:
    found = places(messaging=messaging(quiet_from="21h30"))
    assert found == {("/messaging/quiet_from", "other")}


def test_a_mail_address_that_is_none_is_named() -> None:
    wrong = messaging(mailboxes={WARD: {"officers": ["ward.example.vn"]}})
    assert places(messaging=wrong) == {("/messaging/mailboxes/H24.X001/officers/0", "pattern")}


def test_a_mailbox_of_an_unknown_agency_is_named_in_both_languages() -> None:
    (found,) = faults(messaging=messaging(mailboxes={"H24.X999": {}, WARD: {}}))
    assert (found.field, found.rule) == ("/messaging/mailboxes/H24.X999", "unknown_agency")
    assert found.detail == "Không có cơ quan H24.X999."
    assert found.detail_en == "There is no agency H24.X999."


def test_a_malformed_row_still_counts_as_the_agency_of_a_mailbox() -> None:
    found = places(**with_agency(tier="galaxy"), messaging=messaging())
    assert {place for place, _ in found if place.startswith("/messaging")} == set()
