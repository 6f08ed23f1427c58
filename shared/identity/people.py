"""The personal part of a dossier: applicant, representative and the answers to the form."""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

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


Language = Literal["vi", "en"]
CONTACT: Final = "contact"
"""The part of what is sealed that a function which only tells people may open."""


class Notify(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the person who hands in wants to be told (đăng ký nhận thông báo).

    Without ``channels`` by every address they gave; with an empty list not at all.
    """

    channels: tuple[Literal["sms", "email"], ...] | None = None
    language: Language = "vi"


class Reach(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where the person who handed in can be reached; sealed apart, as ``CONTACT``."""

    phone: str | None = None
    email: str | None = None


class Personal(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is sealed."""

    applicant: Person
    applicant_type: ApplicantType
    representative: Person | None = None
    answers: dict[str, Any] = {}
