"""What a province's policy for messages may refer to: agencies that exist. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Set

from services.catalogue.faults import fault
from services.catalogue.rows import Row
from shared.reference.messaging import Messaging
from shared.web.problems import FieldError


def mailbox_faults(
    row: Row[Messaging] | None, policy: Messaging | None, agencies: Set[str]
) -> Iterator[FieldError]:
    """Mailboxes of agencies nobody knows: named in the import, or left over by its agencies."""
    for code in policy.mailboxes if policy is not None else ():
        if code in agencies:
            continue
        if row is None or row.record is None:
            yield fault("/agencies", "mailbox_left", x=code)
        else:
            yield fault(f"{row.place}/mailboxes/{code}", "unknown_agency", x=code)
