"""How long after its event a message is handed to the provider, on the local cloud.

Dossiers are submitted at a steady rate through the edge, as citizens do; each submission is an
event that is told by SMS. The time of the event is the dossier's own, that of the hand-over is the
SMS sandbox's. The dossiers of the first seconds start the functions and are not counted.
"""

from __future__ import annotations

import re
import statistics
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Final

import httpx

from infra.local.cloud import Cloud, local_cloud
from infra.local.demo import applicant
from infra.local.life import CITIZEN, Person, extract_filing
from infra.local.seed import seed, without_quiet_hours

PER_SECOND: Final = 5
SECONDS: Final = 40
WARM_UP: Final = 10
SETTLE: Final = 10
WITHIN: Final = 10.0
WANTED: Final = 0.99
PATIENCE: Final = 90.0
CODE: Final = re.compile(r"[A-Z]\d{2}(?:\.[0-9A-Z]+)*-\d{6}-\d{4,6}")


def submit(cloud: Cloud, seconds: int) -> dict[str, float]:
    """Submit at the steady rate; each code with its event's time in epoch seconds."""
    token, who = cloud.token(CITIZEN), applicant()

    def one(at: float) -> tuple[str, float]:
        time.sleep(max(0.0, at - time.monotonic()))
        receipt = Person(cloud.url, token).post("/intake/dossiers", extract_filing(who))
        moment = datetime.fromisoformat(receipt["submitted_at"]).timestamp()
        return str(receipt["dossier_id"]), moment

    began = time.monotonic() + 1
    with ThreadPoolExecutor(4 * PER_SECOND) as pool:
        return dict(pool.map(one, (began + n / PER_SECOND for n in range(PER_SECOND * seconds))))


def arrivals(cloud: Cloud, codes: set[str]) -> dict[str, float]:
    """When the sandbox took each dossier's SMS, in epoch seconds; asked until all came."""
    until, found = time.monotonic() + PATIENCE, dict[str, float]()
    while time.monotonic() < until and not codes <= found.keys():
        time.sleep(1)
        sent = httpx.get(f"{cloud.messages}/control/messages", timeout=30).json()["sms"]
        named = ((match[0], m["at"]) for m in sent if (match := CODE.search(m["text"])))
        found = dict(named)
    return found


def measure() -> list[float]:
    """Seconds from event to hand-over, of every dossier; infinite for what never came."""
    with tempfile.TemporaryDirectory() as folder, local_cloud(Path(folder)) as cloud:
        cloud.deploy()
        seed(cloud.url, cloud.token)
        without_quiet_hours(cloud.url, cloud.token)
        arrivals(cloud, set(submit(cloud, WARM_UP)))
        time.sleep(SETTLE)
        events = submit(cloud, SECONDS)
        came = arrivals(cloud, set(events))
    return sorted(came.get(code, float("inf")) - at for code, at in events.items())


def main() -> int:
    taken = measure()
    share = sum(seconds <= WITHIN for seconds in taken) / len(taken)
    at = {"median": 0.5, "95 %": 0.95, "99 %": 0.99}
    for name, part in at.items():
        print(f"{name:<8} {taken[int(part * (len(taken) - 1))]:6.2f} s")
    print(f"{'longest':<8} {taken[-1]:6.2f} s   mean {statistics.fmean(taken):.2f} s")
    print(f"\nwithin {WITHIN:.0f} s: {share:.1%} of {len(taken)} (wanted {WANTED:.0%})")
    return int(share < WANTED)


if __name__ == "__main__":
    sys.exit(main())
