"""Declaring files: limits before a byte is sent."""

from __future__ import annotations

import pytest

from tests.component.intake.filings import BIRTH, declare
from tests.support.people import LAN, WARD_OFFICER

pytestmark = pytest.mark.usefixtures("cloud")


def fields(answer: object) -> set[str]:
    return {e["field"] for e in answer.json["errors"]}  # type: ignore[attr-defined]


def test_declared_file_gets_a_form_bound_to_length_type_and_checksum() -> None:
    form = declare(LAN).json
    assert form["fields"]["Content-Type"] == "application/pdf"
    assert form["fields"]["x-amz-checksum-sha256"]
    assert form["expires_in"] == 900


def test_officer_may_upload_too() -> None:
    assert declare(WARD_OFFICER).status == 201


def test_oversize_file_is_refused_before_it_is_sent() -> None:
    answer = declare(LAN, size=50_000_001, procedure_code=BIRTH, component="birth_certificate")
    assert (answer.status, fields(answer)) == (422, {"/size"})


def test_type_and_size_are_refused_together() -> None:
    answer = declare(LAN, size=50_000_001, media_type="application/x-msdownload")
    assert fields(answer) == {"/size", "/media_type"}


def test_checksum_must_be_sha256_in_hexadecimal() -> None:
    assert fields(declare(LAN, sha256="abc")) == {"/sha256"}


def test_names_never_become_part_of_a_storage_key() -> None:
    form = declare(LAN, name="../../etc/passwd").json
    assert "passwd" not in form["fields"]["key"]
