"""`make audit`: prove that nobody changed a dossier's history, and that the counters tell it.

Reads every dossier of the running system's table and checks each chain of events: every event's
hash, its link to the one before, and that the head remembers the last. Then every event is counted
anew beside the counters in use, and both are compared cell by cell. Faults name the dossier and the
event, differences the cell; the exit code says whether there are any.
"""

import os
import sys
from collections.abc import Iterator
from itertools import groupby
from typing import Any, Final

import httpx

from infra.local import rebuild
from infra.local.life import Refused
from infra.local.running import Running, running_system
from infra.local.settings import LocalError

PROGRESS_EVERY: Final = 1000
TABLE: Final = "motcua-{stage}-dossiers"


def connect(address: str, region: str, table: str) -> None:
    """Point the shared library at the table to audit."""
    os.environ["AWS_ENDPOINT_URL"] = address
    os.environ["AWS_DEFAULT_REGION"] = region
    os.environ.setdefault("AWS_ACCESS_KEY_ID", "test")
    os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "test")
    os.environ["DOSSIER_TABLE"] = table


def dossiers() -> Iterator[tuple[str, list[Any]]]:
    """Each dossier's code and items. A scan returns a partition's items together and in order."""
    from shared.dossier.tables import EventItem, Head, Item

    wanted = (i for i in Item.scan() if isinstance(i, Head | EventItem))
    for code, found in groupby(wanted, key=lambda item: item.dossier_id):
        yield code, list(found)


def faults(found: list[Any]) -> list[str]:
    """What is wrong with one dossier's history, in words."""
    from shared.dossier import chain, items
    from shared.dossier.tables import EventItem, Head

    heads = [items.to_dossier(i) for i in found if isinstance(i, Head)]
    if not heads:
        return ["events without a dossier"]
    events = [items.to_event(i) for i in found if isinstance(i, EventItem)]
    broken = chain.verify(events, last_hash=heads[0].last_hash)
    return [f"event {link.number}: {link.fault}" for link in broken]


def audit() -> tuple[int, int]:
    """Check every dossier, say each fault; the numbers of dossiers and of broken ones."""
    checked = broken = 0
    for code, found in dossiers():
        checked += 1
        wrong = faults(found)
        broken += bool(wrong)
        for fault in wrong:
            print(f"{code}  {fault}", flush=True)
        if checked % PROGRESS_EVERY == 0:
            print(f"… {checked} dossiers checked", file=sys.stderr, flush=True)
    return checked, broken


def audit_counters(system: Running) -> int:
    """Count everything anew, say each difference; how many cells differ.

    Raises LocalError when the rebuild stands still, Refused when another one is not decided yet.
    """
    with rebuild.rebuilt(rebuild.administrator(system)) as found:
        print(*rebuild.outcome(found), sep="\n", flush=True)
        return int(found["comparison"]["differing"])


def audit_all() -> bool:
    """Both audits of the running system; whether nothing is wrong. Raises LocalError, Refused."""
    system = running_system()
    connect(system.endpoint.url, system.endpoint.region, TABLE.format(stage=system.stage))
    checked, broken = audit()
    print(f"{checked} dossiers checked, {broken} broken.", flush=True)
    return not audit_counters(system) and not broken


def main() -> None:
    try:
        sound = audit_all()
    except (LocalError, Refused, httpx.HTTPError) as error:
        sys.exit(str(error))
    sys.exit(0 if sound else 1)


if __name__ == "__main__":
    main()
