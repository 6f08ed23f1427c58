"""How the province tells people (nhắn tin): published with the catalogue, so a province is data.

What is not published has its default here; nothing in it names a province.
"""

from __future__ import annotations

from datetime import time
from typing import Annotated

from msgspec import Meta, Struct

from shared.reference.model import AgencyCode

Keyword = Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9]{1,11}$")]
MailAddress = Annotated[str, Meta(pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$", max_length=254)]
WorkingHours = Annotated[int, Meta(ge=1, le=80)]
Days = Annotated[int, Meta(ge=1, le=60)]


class Mailboxes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where an agency's officers and leaders get their warnings by e-mail."""

    officers: tuple[MailAddress, ...] = ()
    leaders: tuple[MailAddress, ...] = ()


class Messaging(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The province's policy for messages and warnings.

    ``keyword`` and its ``aliases`` begin an SMS to ``short_code``; ``unit_prefix`` is put before
    a code that was typed without the province's own. Quiet hours are local, from ``quiet_from``
    to ``quiet_until`` of the next morning, and hold for everything that is not urgent. The limits
    are per sender and hour, and for everybody together per minute. Warnings come so many working
    hours (``*_warning_hours``), working days (``apology_days``) or calendar days
    (``supplement_closing_days``) before their deadline; ``extension_days`` working days are
    proposed with a draft apology. ``texts`` replaces our own texts by their names.
    """

    keyword: Keyword = "TTHS"
    aliases: tuple[Keyword, ...] = ("HS", "HOSO", "TRACUU")
    short_code: Annotated[str, Meta(pattern=r"^[0-9]{0,12}$")] = ""
    unit_prefix: Annotated[str, Meta(pattern=r"^([A-Z][0-9]{2})?$")] = ""
    sender_name: Annotated[str, Meta(max_length=60)] = "Bộ phận Một cửa"
    sender_name_en: Annotated[str, Meta(max_length=60)] = "One-stop unit"
    hotline: Annotated[str, Meta(max_length=20)] = ""
    quiet_from: time = time(21)
    quiet_until: time = time(7)
    sms_per_hour: Annotated[int, Meta(ge=1, le=1000)] = 10
    sms_per_minute: Annotated[int, Meta(ge=1, le=100_000)] = 600
    reception_warning_hours: WorkingHours = 4
    due_warning_hours: WorkingHours = 8
    apology_days: Days = 2
    extension_days: Days = 5
    supplement_closing_days: Days = 3
    mailboxes: dict[AgencyCode, Mailboxes] = {}
    texts: dict[str, str] = {}
