"""One e-mail for each mailbox and run, naming everything its people were warned of. Pure.

A mailbox is what an agency published for its officers or leaders. What was missed goes to the
nearest leaders, from the agency upwards; everything else to the agency's own officers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from services.tracking.watch.plan import AFTERWARDS, StageKind
from services.tracking.watch.warned import Warned
from services.tracking.watch.wording import NAMES
from shared.clock import local
from shared.clock.wording import moment_vi
from shared.messaging.mail import Mail
from shared.reference.agencies import AgencyTree
from shared.reference.messaging import Messaging

Addresses = tuple[str, ...]
LINES: Final = 100
"""So many dossiers of a kind are named; the rest are counted, and stand in the agency's list."""
SUBJECT: Final = "{count} cảnh báo về hạn hồ sơ / {count} deadline warnings"
MORE: Final = "… và {count} hồ sơ khác / and {count} more"
INTRODUCTION: Final = (
    "Hệ thống một cửa nhắc các hồ sơ dưới đây. / The one-stop system warns of these dossiers."
)


def mailbox(warned: Warned, agencies: AgencyTree, policy: Messaging, on: date) -> Addresses:
    """Whom a warning is mailed to; nobody where no mailbox was published."""
    if warned.kind in AFTERWARDS:
        return _leaders(warned.agency_code, agencies, policy, on)
    return _officers(warned.agency_code, agencies, policy, on)


def _officers(code: str, agencies: AgencyTree, policy: Messaging, on: date) -> Addresses:
    """The agency's own, or theirs who took over its work."""
    found = policy.mailboxes
    heirs = sorted(agencies.heirs(code, on)) or [code]
    return tuple(to for heir in heirs if heir in found for to in found[heir].officers)


def _leaders(code: str, agencies: AgencyTree, policy: Messaging, on: date) -> Addresses:
    for above in _upwards(code, agencies, on):
        found = policy.mailboxes.get(above)
        if found is not None and found.leaders:
            return found.leaders
    return ()


def _upwards(code: str, agencies: AgencyTree, on: date) -> Iterator[str]:
    """The agency and those above it, nearest first; as last known for one that has ceased."""
    seen: set[str] = set()
    current: str | None = code
    while current is not None and current not in seen:
        seen.add(current)
        yield current
        found = agencies.find(current, on) or agencies.latest(current)
        current = found.parent if found is not None else None


def compose(to: Addresses, warnings: Sequence[Warned], public_url: str) -> Mail:
    """The digest; the same warnings give the same reference, so that a repeat can be told."""
    names = "\n".join(sorted(f"{w.dossier_id} {w.kind} {w.deadline}" for w in warnings))
    parts = [INTRODUCTION, *_sections(warnings, public_url)]
    return Mail(
        reference=f"digest-{hashlib.sha256(names.encode()).hexdigest()[:32]}",
        to=to,
        subject=SUBJECT.format(count=len(warnings)),
        text="\n\n".join(parts) + "\n",
    )


def _sections(warnings: Iterable[Warned], public_url: str) -> Iterator[str]:
    """One for each kind, the most urgent dossier first."""
    by_kind: dict[StageKind, list[Warned]] = {}
    for warned in sorted(warnings, key=lambda w: (w.deadline, w.dossier_id)):
        by_kind.setdefault(warned.kind, []).append(warned)
    for kind, (vi, en) in NAMES.items():
        found = by_kind.get(kind, [])
        if found:
            lines = [f"{vi} / {en} ({len(found)})", *(_line(w, public_url) for w in found[:LINES])]
            if len(found) > LINES:
                lines.append(MORE.format(count=len(found) - LINES))
            yield "\n".join(lines)


def _line(warned: Warned, public_url: str) -> str:
    due = moment_vi(local(warned.deadline))
    link = f"{public_url}/api/tracking/lookup/{warned.dossier_id}/page"
    return f"- {warned.dossier_id} · {warned.procedure_name} · hạn {due}\n  {link}"
