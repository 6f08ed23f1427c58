"""The personal part of a dossier: applicant, representative and the answers to the form."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from shared.reference.model import ApplicantType

Name = Annotated[str, Meta(min_length=2, max_length=200)]
IdentityNumber = Annotated[
    str,
    Meta(
        pattern=r"^(\d{12}|\d{9}|\d{10}(-\d{3})?|[A-Z]\d{7})$",
        description="12-digit personal number, old 9-digit card, tax code or passport",
    ),
]
Phone = Annotated[str, Meta(pattern=r"^0\d{9,10}$")]
Email = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]


class Person(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who applies (chủ hồ sơ) or hands in for them (người nộp, người được ủy quyền)."""

    name: Name
    identity_number: IdentityNumber
    phone: Phone | None = None
    email: Email | None = None
    address: Annotated[str, Meta(max_length=500)] = ""


class Personal(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is sealed."""

    applicant: Person
    applicant_type: ApplicantType
    representative: Person | None = None
    answers: dict[str, Any] = {}
