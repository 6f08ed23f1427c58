"""Hải Phòng's procedures: complete, consistent, and honest about what is only demo data."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from typing import Any

import jsonschema_rs
import pytest

from shared.clock import TermUnit
from shared.reference.catalogue import Catalogue
from shared.reference.model import Channel, Procedure, Tier

IN_2020 = date(2020, 12, 16)
TODAY = date(2026, 11, 22)


def edition(catalogue: Catalogue, code: str, day: date) -> Procedure:
    """The edition of a procedure that holds on a day."""
    return next(p for p in catalogue.procedures if p.code == code and p.holds_on(day))


def editions(catalogue: Catalogue) -> dict[str, list[Procedure]]:
    """The editions of every procedure, oldest first."""
    found = defaultdict(list)
    for procedure in sorted(catalogue.procedures, key=lambda p: p.valid_from):
        found[procedure.code].append(procedure)
    return found


def keys(procedure: Procedure, name: str) -> set[str]:
    """The keys that a form field offers, none if the form has no such field."""
    options: list[dict[str, Any]] = procedure.form["properties"].get(name, {}).get("oneOf", [])
    return {option["const"] for option in options}


def test_there_are_at_least_28_procedures(catalogue: Catalogue) -> None:
    assert len(editions(catalogue)) >= 28


def test_some_procedures_changed_between_2020_and_today(catalogue: Catalogue) -> None:
    business = "1.001612"
    assert edition(catalogue, business, IN_2020).competent_tiers == (Tier.DISTRICT,)
    assert edition(catalogue, business, TODAY).competent_tiers == (Tier.COMMUNE,)


def test_editions_of_a_procedure_do_not_overlap(catalogue: Catalogue) -> None:
    for code, found in editions(catalogue).items():
        for earlier, later in pairwise(found):
            assert earlier.valid_to is not None, code
            assert earlier.valid_to <= later.valid_from, code


@pytest.mark.parametrize("day", [IN_2020, TODAY])
def test_every_level_is_offered(catalogue: Catalogue, day: date) -> None:
    assert {p.level for p in catalogue.procedures if p.holds_on(day)} == {2, 3, 4}


def test_level_two_is_never_offered_online(catalogue: Catalogue) -> None:
    informing = [p for p in catalogue.procedures if p.level == 2]
    assert all(Channel.ONLINE not in p.channels for p in informing)


def test_every_channel_has_a_term_or_none_by_law(catalogue: Catalogue) -> None:
    assert all(set(p.terms) == set(p.channels) for p in catalogue.procedures)


def test_terms_of_every_unit_occur(catalogue: Catalogue) -> None:
    units = {term.unit for p in catalogue.procedures for term in p.terms.values() if term}
    assert units == set(TermUnit)


def test_one_procedure_has_no_due_date(catalogue: Catalogue) -> None:
    endless = {p.code for p in catalogue.procedures if None in p.terms.values()}
    assert endless == {"2.002400"}


def test_a_term_may_depend_on_the_channel(catalogue: Catalogue) -> None:
    extract = edition(catalogue, "2.000635", TODAY)
    units = {channel: term.unit for channel, term in extract.terms.items() if term}
    assert units == {
        Channel.ONLINE: TermUnit.HOURS,
        Channel.COUNTER: TermUnit.SAME_DAY,
        Channel.POSTAL: TermUnit.WORKING_DAYS,
    }


def test_a_security_interest_takes_eight_working_hours(catalogue: Catalogue) -> None:
    procedure = edition(catalogue, "1.011441", TODAY)
    term = procedure.term_for(Channel.COUNTER)
    assert term is not None
    assert (term.amount, term.unit) == (8, TermUnit.HOURS)
    assert procedure.max_supplements == 1


def test_the_linked_procedure_passes_through_two_other_agencies(catalogue: Catalogue) -> None:
    linked = edition(catalogue, "LT.HKD-ANTT-KARAOKE", TODAY)
    term = linked.term_for(Channel.ONLINE)
    assert linked.linked_agencies == ("H24.CA", "H24.D21")
    assert term is not None
    assert (term.amount, term.unit) == (16, TermUnit.WORKING_DAYS)


def test_every_agency_named_holds_for_the_whole_edition(catalogue: Catalogue) -> None:
    agencies = {agency.code: agency for agency in catalogue.agencies}
    for procedure in catalogue.procedures:
        for code in (*procedure.competent_agencies, *procedure.linked_agencies):
            agency = agencies[code]
            assert agency.valid_from <= procedure.valid_from, (procedure.code, code)
            assert (agency.valid_to or date.max) >= (procedure.valid_to or date.max)


def test_somebody_is_competent_for_every_edition(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        tiers = [a.tier for a in catalogue.agencies if a.holds_on(procedure.valid_from)]
        assert procedure.competent_agencies or set(procedure.competent_tiers) <= set(tiers)
        assert procedure.competent_agencies or procedure.competent_tiers, procedure.code


def test_every_field_of_administration_exists(catalogue: Catalogue) -> None:
    fields = {field.code for field in catalogue.fields}
    assert {p.field for p in catalogue.procedures} == fields


def test_every_form_is_a_closed_json_schema(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        jsonschema_rs.meta.validate(procedure.form)
        assert procedure.form["$schema"].endswith("2020-12/schema"), procedure.code
        assert procedure.form["additionalProperties"] is False, procedure.code
        assert set(procedure.form["required"]) <= set(procedure.form["properties"])


def test_every_question_has_a_title_in_both_languages(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        for name, question in procedure.form["properties"].items():
            assert question["title"], (procedure.code, name)
            assert question["x-en"], (procedure.code, name)


def test_document_codes_are_unique_within_a_procedure(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        codes = [document.code for document in procedure.documents]
        assert len(codes) == len(set(codes)), procedure.code


def test_ten_procedures_or_more_are_explained_in_english(catalogue: Catalogue) -> None:
    explained = {p.code for p in catalogue.procedures if p.guidance_en}
    assert len(explained) >= 10


def test_everything_is_explained_in_vietnamese(catalogue: Catalogue) -> None:
    assert all(p.guidance for p in catalogue.procedures)


def test_videos_are_on_the_citys_own_portal(catalogue: Catalogue) -> None:
    videos = [p.video_url for p in catalogue.procedures if p.video_url]
    assert all(re.match(r"https://dichvucong\.haiphong\.gov\.vn/", video) for video in videos)


def test_what_is_demo_says_what_is_unverified(catalogue: Catalogue) -> None:
    demo = [p for p in catalogue.procedures if p.demo]
    assert all("Chưa kiểm chứng" in p.source or "bản mẫu" in p.source for p in demo)


def test_fee_rules_and_exemptions_name_items_of_their_procedure(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        items = {item.code for item in procedure.fee_items}
        assert {rule.item for rule in procedure.fee_rules} == items, procedure.code
        assert all(set(e.items) <= items for e in procedure.exemptions), procedure.code


def test_the_form_asks_what_the_fee_rules_depend_on(catalogue: Catalogue) -> None:
    for procedure in catalogue.procedures:
        cases = {rule.case for rule in procedure.fee_rules} - {""}
        objects = {rule.object for rule in procedure.fee_rules} - {""}
        assert cases <= keys(procedure, "case"), procedure.code
        assert objects <= keys(procedure, "object"), procedure.code
        assert {e.code for e in procedure.exemptions} == keys(procedure, "exemption")


def test_the_form_asks_how_many_copies_or_pages_are_charged(catalogue: Catalogue) -> None:
    questions = {"copy": {"copies"}, "page": {"copies", "pages"}, "dossier": set[str]()}
    for procedure in catalogue.procedures:
        for rule in procedure.fee_rules:
            assert questions[rule.per] <= set(procedure.form["required"]), procedure.code
