"""`make rebuild`: count every event anew beside the counters in use, compare, and switch if wanted.

Reports read the counters in use until somebody switches. What nobody switches to is abandoned.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import httpx

from infra.local.life import Person, Refused
from infra.local.running import Running, running_system
from infra.local.settings import LocalError

ADMINISTRATOR: Final = "administrator-1"
REBUILDS: Final = "/reports/rebuilds"
BAR: Final = 30  # characters
POLL: Final = 0.5  # seconds
PATIENCE: Final = 600  # seconds without any progress
Rebuild = dict[str, Any]


def administrator(system: Running) -> Person:
    """The demo administrator of the root agency, signed in."""
    return Person(system.edge_url, system.token(ADMINISTRATOR))


@contextmanager
def rebuilt(person: Person) -> Iterator[Rebuild]:
    """A rebuild that is complete; unless it was switched to, it is abandoned afterwards.

    Raises LocalError when it stands still, Refused when another one is not decided yet.
    """
    started = person.post(REBUILDS, {})
    try:
        yield follow(person, started)
    finally:
        if person.get(_path(started))["state"] != "switched":
            decide(person, started, "abandon")


def follow(person: Person, rebuild: Rebuild) -> Rebuild:
    """Show how far it is until it is complete. Raises LocalError when it stands still."""
    moved, seen = time.monotonic(), rebuild
    show(rebuild)
    while rebuild["state"] != "complete":
        if time.monotonic() - moved > PATIENCE:
            raise LocalError(f"The rebuild has stood still for {PATIENCE // 60} minutes.")
        time.sleep(POLL)
        rebuild = person.get(_path(rebuild))
        if rebuild != seen:
            moved, seen = time.monotonic(), rebuild
            show(rebuild)
    print(file=sys.stderr)
    return rebuild


def show(rebuild: Rebuild) -> None:
    """Draw the progress bar over the one before."""
    print(f"\r{bar(rebuild)}", end="", file=sys.stderr, flush=True)


def bar(rebuild: Rebuild) -> str:
    """How far a rebuild is, as one line of always the same length."""
    progress = rebuild["progress"]
    done = "█" * (BAR * progress["percent"] // 100)
    told = f"{progress['percent']:>3} %  {progress['events']:>9,} events  {rebuild['state']}"
    return f"{done:░<{BAR}} {told:<36}"


def outcome(rebuild: Rebuild) -> Iterator[str]:
    """How the two versions compare, in words."""
    progress, comparison = rebuild["progress"], rebuild["comparison"]
    differing = comparison["differing"]
    yield (
        f"{progress['events']:,} events counted anew, {comparison['cells']:,} cells compared,"
        f" {differing:,} differ."
    )
    yield from map(_difference, comparison["differences"])
    if unseen := differing - len(comparison["differences"]):
        yield f"… and {unseen:,} more"
    for total in comparison["totals"]:
        if total["active"] != total["rebuilt"]:
            yield f"In all: {_figure(total)}"
    for event in rebuild.get("uncountable", ()):
        yield f"Counted by no version: {event}"


def decide(person: Person, rebuild: Rebuild, act: str) -> Rebuild:
    """Switch to a rebuild or abandon it. Raises Refused."""
    decided: Rebuild = person.post(f"{_path(rebuild)}/{act}", {})
    return decided


def is_wanted() -> bool:
    """Ask the person at the terminal; no terminal means no."""
    if not sys.stdin.isatty():
        return False
    return input("Switch the reports to the new figures? [y/N] ").strip().lower() in ("y", "yes")


def rebuild_counters(system: Running, *, switch: bool) -> None:
    """The whole of it. Raises LocalError, Refused."""
    person = administrator(system)
    with rebuilt(person) as rebuild:
        print(*outcome(rebuild), sep="\n", flush=True)
        if switch or is_wanted():
            decide(person, rebuild, "switch")
            print("Reports read the new figures; the old ones are removed in a while.")
        else:
            print("Reports go on reading the old figures; the new ones are abandoned.")


def _path(rebuild: Rebuild) -> str:
    return f"{REBUILDS}/{rebuild['rebuild_id']}"


def _difference(found: dict[str, Any]) -> str:
    names = ("day", "agency_code", "field_code", "procedure_code")
    where = " ".join(found[name] for name in names)
    figures = ", ".join(map(_figure, found["figures"]))
    return f"{where} level {found['level']} {found['channel']}: {figures}"


def _figure(figure: dict[str, Any]) -> str:
    return f"{figure['measure']} {figure['active']:,}, counted anew {figure['rebuilt']:,}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--switch", action="store_true", help="switch without asking")
    chosen = options.parse_args()
    try:
        rebuild_counters(running_system(), switch=chosen.switch)
    except (LocalError, Refused, httpx.HTTPError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("\nStopped; the new figures are abandoned.")


if __name__ == "__main__":
    main()
