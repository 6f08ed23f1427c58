"""What officers send with each move."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from shared.clock import Instant
from shared.documents.uploads import Uploaded
from shared.dossier.moves import ReturnMethod
from shared.dossier.status import LateReason
from shared.reference.model import AgencyCode

Reason = Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"\S")]
Note = Annotated[str, Meta(max_length=2000)]
ShortText = Annotated[str, Meta(min_length=1, max_length=200, pattern=r"\S")]


class Particulars(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A move that needs none: send ``{}``."""


class Reasoned(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A move that must give its reason; the applicant reads it."""

    reason: Reason


class Noted(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A move that may carry a note for the timeline."""

    note: Note = ""


class Assignment(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who shall work on it (phân công): the officer's subject at the sign-in, and their name."""

    assignee: ShortText
    assignee_name: ShortText


class SupplementRequest(Reasoned, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is missing (mẫu 02): everything at once."""

    items: Annotated[
        tuple[Annotated[str, Meta(min_length=1, max_length=500)], ...], Meta(max_length=40)
    ] = ()


class Forwarding(Noted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which agency takes part (liên thông)."""

    to_agency: AgencyCode


class Extension(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The new promise and the apology for it (mẫu 04), and why the result is late if known."""

    new_due: Instant
    apology: Reason
    late_reason: LateReason | None = None


class Stop(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The notice to the applicant (mẫu 05)."""

    notice: Reason


class Resolution(Particulars, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The result and its document(s), uploaded before through intake.

    ``late_reason`` counts only if the result is late; without it, what the extension named does.
    """

    outcome: Literal["granted", "denied"]
    number: ShortText
    signed_by: ShortText
    signed_on: date
    documents: Annotated[tuple[Uploaded, ...], Meta(min_length=1, max_length=20)]
    late_reason: LateReason | None = None


class Return(Noted, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the result reached the applicant."""

    method: ReturnMethod
