"""The published catalogue's records: what every service may know without asking anybody.

Dates are local (Asia/Ho_Chi_Minh) and half-open: a record holds on ``valid_from`` and no longer on
``valid_to``. Amounts are whole VND. Every record says where it comes from (``source``) and whether
it is only demo data (``demo``).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from shared.clock import CalendarDay, ClockPolicy, OfficeHours, Term

Text = Annotated[str, Meta(min_length=1, max_length=500)]
LongText = Annotated[str, Meta(max_length=20_000)]
Key = Annotated[str, Meta(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
AgencyCode = Annotated[str, Meta(pattern=r"^[A-Z]\d{2}(\.[0-9A-Z]{1,4}){0,4}$", max_length=35)]
ProcedureCode = Annotated[str, Meta(pattern=r"^([0-9]\.[0-9]{6}|[A-Z][A-Z0-9.-]{2,40})$")]
FieldCode = Annotated[str, Meta(pattern=r"^[A-Z0-9]{2,20}$")]
Dong = Annotated[int, Meta(ge=0, le=10_000_000_000)]


class Channel(StrEnum):
    """How a dossier comes in (kênh tiếp nhận)."""

    ONLINE = "online"
    COUNTER = "counter"
    POSTAL = "postal"


class Tier(StrEnum):
    """Administrative tier; Viet Nam has had no district tier since 1 July 2025."""

    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class AgencyKind(StrEnum):
    """What an agency is (loại cơ quan)."""

    PEOPLES_COMMITTEE = "peoples_committee"  # ủy ban nhân dân
    DEPARTMENT = "department"  # sở
    OFFICE = "office"  # văn phòng, ban quản lý, chi nhánh
    ONE_STOP_CENTRE = "one_stop_centre"  # trung tâm phục vụ hành chính công


class ApplicantType(StrEnum):
    """Who applies (đối tượng): codes 1-4 of the national dossier exchange."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    STATE_AGENCY = "state_agency"
    ORGANISATION = "organisation"


class FeeKind(StrEnum):
    """Phí (fee, for a service) and lệ phí (charge, for an act of state): separate receipts."""

    FEE = "fee"
    CHARGE = "charge"


class Dated(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A record that holds from ``valid_from`` until the day before ``valid_to``."""

    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the record is in force on that local day."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


class Agency(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An agency (cơ quan) in one span of time; a merger ends it and names its successors."""

    code: AgencyCode
    name: Text
    name_en: str = ""
    kind: AgencyKind
    tier: Tier
    parent: AgencyCode | None = None
    successors: tuple[AgencyCode, ...] = ()
    address: str = ""
    phone: str = ""
    demo: bool = False
    source: Text


class Field(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A field of administration (lĩnh vực)."""

    code: FieldCode
    name: Text
    name_en: str = ""


class RequiredDocument(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One component of the dossier (thành phần hồ sơ)."""

    code: Key
    name: Text
    name_en: str = ""
    required: bool = True
    originals: int = 1
    copies: int = 0
    template_url: str = ""
    note: str = ""
    media_types: tuple[str, ...] = ("application/pdf", "image/jpeg", "image/png")
    max_bytes: Annotated[int, Meta(gt=0, le=50_000_000)] = 10_000_000


class FeeItem(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something a procedure costs, priced by rules."""

    code: Key
    kind: FeeKind
    name: Text
    name_en: str = ""


class FeeRule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an item costs for filings that match; empty criteria match everything.

    The first match by descending ``priority`` wins. ``filed_from``/``filed_to`` bound the local
    date of filing (``filed_to`` exclusive): the law in force on the day of filing prices a dossier.
    ``per`` says what ``amount`` multiplies; from the ``reduced_from``-th unit on each costs
    ``reduced_amount``; ``cap`` bounds one set.
    """

    item: Key
    amount: Dong
    legal_ref: Text
    case: str = ""
    applicant_type: ApplicantType | None = None
    object: str = ""
    channel: Channel | None = None
    filed_from: date | None = None
    filed_to: date | None = None
    per: Literal["dossier", "copy", "page"] = "dossier"
    reduced_from: int | None = None
    reduced_amount: Dong | None = None
    cap: Dong | None = None
    priority: int = 0
    demo: bool = False


class Exemption(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A reason for which the named items (all, if empty) cost nothing (miễn phí, lệ phí)."""

    code: Key
    name: Text
    name_en: str = ""
    legal_ref: Text
    items: tuple[Key, ...] = ()
    filed_from: date | None = None
    filed_to: date | None = None
    demo: bool = False


class LegalBasis(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A law or decision the procedure rests on (căn cứ pháp lý)."""

    number: Text
    title: Text


class Procedure(Dated, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One edition of an administrative procedure (thủ tục hành chính).

    ``level`` is 2, 3 or 4 (since 2022: thông tin / một phần / toàn trình); only 3 and 4 can be
    submitted online. ``competent_tiers`` makes every agency of a tier competent on its days;
    ``competent_agencies`` names single ones. ``terms`` gives the processing time per channel.
    ``form`` is a JSON Schema (2020-12) of the applicant's answers.
    """

    code: ProcedureCode
    name: Text
    name_en: str = ""
    field: FieldCode
    level: Annotated[int, Meta(ge=2, le=4)]
    competent_agencies: tuple[AgencyCode, ...] = ()
    competent_tiers: tuple[Tier, ...] = ()
    linked_agencies: tuple[AgencyCode, ...] = ()
    applicant_types: tuple[ApplicantType, ...] = (ApplicantType.CITIZEN,)
    channels: tuple[Channel, ...] = (Channel.ONLINE, Channel.COUNTER, Channel.POSTAL)
    terms: dict[Channel, Term | None]
    documents: tuple[RequiredDocument, ...] = ()
    form: dict[str, Any]
    fee_items: tuple[FeeItem, ...] = ()
    fee_rules: tuple[FeeRule, ...] = ()
    exemptions: tuple[Exemption, ...] = ()
    pay_before: Literal["none", "reception", "processing", "return"] = "none"
    max_supplements: Annotated[int, Meta(ge=0, le=9)] = 1
    supplement_days: Annotated[int, Meta(ge=1, le=365)] = 30
    retention_years: int | None = None
    result_name: Text
    guidance: LongText = ""
    guidance_en: LongText = ""
    video_url: str = ""
    legal_basis: tuple[LegalBasis, ...] = ()
    demo: bool = False
    source: Text

    def term_for(self, channel: Channel) -> Term | None:
        """The processing time of a channel; ``None`` where the law sets none."""
        return self.terms.get(channel)

    def document(self, code: str) -> RequiredDocument | None:
        """The component with that code."""
        return next((d for d in self.documents if d.code == code), None)


class CalendarData(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a working calendar is made of: explicit days, office hours, and the clock's policy."""

    days: tuple[CalendarDay, ...]
    hours: OfficeHours = msgspec.field(default_factory=OfficeHours)
    policy: ClockPolicy = msgspec.field(default_factory=ClockPolicy)
    first_year: int
    last_year: int
