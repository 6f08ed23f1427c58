"""Submitting online, at the counter and by post."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from botocore.exceptions import ClientError

from shared.dossier import ledger, queries
from shared.dossier.numbering import parse
from shared.dossier.tables import Item
from shared.identity import vault
from shared.identity.keys import lookup_code, phone_key
from shared.identity.people import CONTACT, Personal, Reach
from tests.component.intake.filings import filing, submit, take_in, upload
from tests.support.calling import call
from tests.support.people import (
    CENTRE_OFFICER,
    JUSTICE_OFFICER,
    LAN,
    LAN_ID,
    MINH,
    WARD,
    WARD_OFFICER,
    person,
)

pytestmark = pytest.mark.usefixtures("cloud")


def rules_of(answer: Any) -> set[tuple[str, str]]:
    return {(e["field"], e["rule"]) for e in answer.json["errors"]}


def dossiers_written() -> int:
    return sum(1 for item in Item.scan() if item.item == "DOSSIER")


def test_online_submission_registers_a_dossier_under_a_code_of_today() -> None:
    answer = submit()
    assert answer.status == 201
    assert answer.json["status"] == 1
    assert parse(answer.json["dossier_id"]).unit == WARD


def test_online_submission_says_until_when_it_must_be_received() -> None:
    clock = submit().json["clock"]
    assert clock["reception_due_at"].endswith("+07:00")
    assert "due_at" not in clock


def test_counter_submission_is_received_at_once_and_its_clock_runs() -> None:
    answer = take_in()
    assert answer.status == 201
    assert answer.json["status"] == 2
    assert answer.json["clock"]["due_at"]
    assert "Nhận lúc" in answer.json["clock"]["explanation"]
    types = [e.type.value for e in queries.history(answer.json["dossier_id"])]
    assert types == ["DossierSubmitted", "DossierAccepted"]


def test_postal_submission_keeps_when_it_was_posted() -> None:
    answer = take_in(channel="postal", posted_at="2026-01-05T09:00:00+07:00")
    stored = ledger.load(answer.json["dossier_id"])
    assert stored.channel == "postal"
    assert stored.posted_at is not None and stored.posted_at.isoformat().startswith("2026-01-05")


def test_postal_submission_without_the_time_of_posting_is_refused() -> None:
    assert ("/posted_at", "required") in rules_of(take_in(channel="postal"))


def test_one_stop_centre_takes_in_for_another_agency() -> None:
    assert take_in(CENTRE_OFFICER).status == 201


def test_officer_of_another_agency_may_not_take_in() -> None:
    answer = take_in(JUSTICE_OFFICER)
    assert answer.status == 403
    assert answer.json["type"] == "urn:motcua:problem:agency-not-yours"


def test_citizen_may_not_use_the_counter() -> None:
    assert take_in(LAN).status == 403


def test_one_may_not_submit_in_the_name_of_a_stranger() -> None:
    answer = submit(LAN, applicant=person(MINH))
    assert rules_of(answer) == {("/applicant/identity_number", "not_the_caller")}


def test_a_representative_submits_for_the_applicant() -> None:
    answer = submit(LAN, applicant=person(MINH), representative=person(LAN))
    assert answer.status == 201


def test_personal_data_is_stored_sealed() -> None:
    code = submit().json["dossier_id"]
    rows = [str(item.attribute_values) for item in Item.query(code)]
    assert not any(LAN_ID in row or "0912345678" in row for row in rows)


def test_unknown_procedure_is_named() -> None:
    answer = submit(procedure_code="9.999999")
    assert answer.status == 422
    assert rules_of(answer) == {("/procedure_code", "unknown_procedure")}


def test_agency_that_is_not_competent_is_named() -> None:
    assert ("/agency_code", "agency_not_competent") in rules_of(submit(agency_code="H24.D02"))


def test_agency_that_has_ceased_is_named() -> None:
    assert ("/agency_code", "unknown_agency") in rules_of(submit(agency_code="H24.Q303"))


def test_missing_required_document_stops_the_submission() -> None:
    answer = submit(documents=[])
    assert ("/documents", "required_document") in rules_of(answer)
    assert dossiers_written() == 0


def test_file_that_was_never_uploaded_is_named() -> None:
    answer = submit(documents=[{"upload_id": "0" * 32, "component": "birth_certificate"}])
    assert rules_of(answer) == {("/documents/0/upload_id", "not_uploaded")}


def test_file_that_differs_from_its_declaration_is_named() -> None:
    altered = upload(LAN, b"what was declared", sent=b"what was sent")
    answer = submit(documents=[{"upload_id": altered, "component": "birth_certificate"}])
    assert rules_of(answer) == {("/documents/0/upload_id", "altered")}


def test_another_persons_upload_cannot_be_used() -> None:
    theirs = upload(MINH)
    answer = submit(LAN, documents=[{"upload_id": theirs, "component": "birth_certificate"}])
    assert rules_of(answer) == {("/documents/0/upload_id", "not_uploaded")}


def test_all_wrong_answers_of_the_form_are_named_at_once() -> None:
    answer = submit(answers={"child_name": "", "child_gender": "x", "surprise": 1})
    found = {field for field, _ in rules_of(answer)}
    assert {"/answers/child_name", "/answers/surprise", "/answers/mother_name"} <= found


def test_all_wrong_fields_of_the_request_are_named_at_once() -> None:
    from services.intake.app import app

    body = {"procedure_code": 5, "applicant": {"name": "L"}, "surprise": True}
    answer = call(app, "POST", "/intake/dossiers", body=body, who=LAN)
    assert answer.status == 422
    fields = {field for field, _ in rules_of(answer)}
    assert {
        "/procedure_code",
        "/agency_code",
        "/applicant/name",
        "/applicant/identity_number",
        "/surprise",
    } <= fields


def test_malformed_json_is_said_to_be_so() -> None:
    from services.intake.app import app

    answer = call(app, "POST", "/intake/dossiers", raw="{", who=LAN)
    assert (answer.status, answer.json["type"]) == (400, "urn:motcua:problem:malformed-json")


def test_missing_idempotency_key_is_asked_for() -> None:
    from services.intake.app import app

    answer = call(app, "POST", "/intake/dossiers", body={}, who=LAN, key=None)
    assert answer.status == 400
    assert "Idempotency-Key" in answer.json["detail"]


def test_the_same_key_and_body_gives_the_first_answer_again() -> None:
    from services.intake.app import app

    body = filing()
    first = call(app, "POST", "/intake/dossiers", body=body, who=LAN, key="same-key-1")
    again = call(app, "POST", "/intake/dossiers", body=body, who=LAN, key="same-key-1")
    assert (again.status, again.json) == (first.status, first.json)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert dossiers_written() == 1


def test_the_same_key_with_another_body_is_refused() -> None:
    submit(key="same-key-2")
    answer = submit(key="same-key-2")
    assert answer.status == 409
    assert answer.json["type"] == "urn:motcua:problem:key-reused"


def test_two_callers_may_use_the_same_key() -> None:
    assert submit(LAN, key="same-key-3").status == 201
    assert submit(MINH, key="same-key-3").status == 201


def test_expired_token_is_refused_even_if_the_authorizer_cached_it() -> None:
    answer = submit(replace(LAN, expires_in=-1), documents=[])
    assert (answer.status, answer.json["type"]) == (401, "urn:motcua:problem:session-expired")


def test_officer_may_not_submit_online() -> None:
    assert submit(WARD_OFFICER).status == 403


def contact_of(answer: Any) -> Any:
    return ledger.load(answer.json["dossier_id"]).contact


def test_whoever_gives_a_mobile_phone_is_told_by_sms() -> None:
    contact = contact_of(submit())
    assert (contact.sms, contact.email, contact.language) == (True, False, "vi")


def test_the_person_who_hands_in_is_told_not_the_one_they_act_for() -> None:
    lan = {**person(LAN), "phone": "0987654321", "email": "lan@example.vn"}
    answer = submit(applicant=person(MINH), representative=lan)
    code, contact = answer.json["dossier_id"], contact_of(answer)
    assert vault.unseal(code, contact.sealed, Reach, CONTACT) == Reach(
        phone="0987654321", email="lan@example.vn"
    )


def test_either_registered_phone_is_recognised() -> None:
    lan = {**person(LAN), "phone": "0987654321"}
    contact = contact_of(submit(applicant=person(MINH), representative=lan))
    assert set(contact.phone_keys) == {phone_key("0912345678"), phone_key("0987654321")}


def test_nobody_is_told_by_a_channel_they_did_not_choose() -> None:
    contact = contact_of(submit(notify={"channels": [], "language": "en"}))
    assert (contact.sms, contact.email, contact.language) == (False, False, "en")


def test_a_landline_gets_no_sms() -> None:
    contact = contact_of(submit(applicant={**person(LAN), "phone": "02253821055"}))
    assert not contact.sms and contact.phone_keys == (phone_key("0225.3821055"),)


def test_a_chosen_channel_without_an_address_is_refused() -> None:
    chosen = {"channels": ["sms", "email"]}
    answer = submit(applicant={**person(LAN), "phone": "02253821055"}, notify=chosen)
    assert rules_of(answer) == {
        ("/notify/channels", "no_mobile_phone"),
        ("/notify/channels", "no_email"),
    }


def test_what_is_personal_cannot_be_opened_as_the_contact() -> None:
    code = submit().json["dossier_id"]
    with pytest.raises(ClientError):
        vault.unseal(code, ledger.load(code).sealed, Personal, CONTACT)


def test_the_receipt_carries_the_code_for_asking_by_sms() -> None:
    answer = submit()
    assert answer.json["lookup_code"] == lookup_code(answer.json["dossier_id"])
