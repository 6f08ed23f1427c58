"""What a cold start pays to import each service, against botocore with one DynamoDB client.

Every sample is a fresh process with compiled modules at hand, as in a deployed artefact; samples of
all subjects are taken in turns, so that a busy moment of the machine falls on each alike.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
ROUNDS: Final = 10
BUDGET: Final = 1.35
CLIENT: Final = "create_client('dynamodb', region_name='ap-southeast-1')"
BARE: Final = "pass"
YARDSTICK: Final = f"import botocore.session; botocore.session.get_session().{CLIENT}"
FIRST_CALL: Final = "; from shared import aws; aws.dynamodb()"


def subjects() -> dict[str, str]:
    """What is timed, by name: every service, alone and with the client its first request makes."""
    found = {"bare interpreter": BARE, "botocore + client": YARDSTICK}
    for module in sorted(ROOT.glob("services/*/app.py")):
        name = module.parent.name
        found[name] = f"import services.{name}.app"
        found[f"{name} + client"] = found[name] + FIRST_CALL
    return found


def sample(code: str) -> float:
    """Seconds a fresh process takes to run the code."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT, env=environment())
    return time.perf_counter() - began


def environment() -> dict[str, str]:
    """This environment, less what would forbid compiled modules or redirect the client."""
    ours = {"PYTHONPATH": str(ROOT), "AWS_DEFAULT_REGION": "ap-southeast-1"}
    dropped = ("PYTHONDONTWRITEBYTECODE", "AWS_ENDPOINT_URL", "AWS_PROFILE")
    return {**{k: v for k, v in os.environ.items() if k not in dropped}, **ours}


def medians() -> dict[str, float]:
    """Median seconds of every subject over all rounds, after one round to compile modules."""
    found = subjects()
    taken: dict[str, list[float]] = {name: [] for name in found}
    for turn in range(ROUNDS + 1):
        for name, code in found.items():
            seconds = sample(code)
            if turn:
                taken[name].append(seconds)
    return {name: statistics.median(samples) for name, samples in taken.items()}


def main() -> int:
    found = medians()
    yardstick = found["botocore + client"]
    for name, seconds in found.items():
        print(f"{name:<24} {seconds * 1000:7.0f} ms  {seconds / yardstick:5.2f} ×")
    services = [path.parent.name for path in ROOT.glob("services/*/app.py")]
    worst = max(services, key=lambda name: found[name])
    ratio = found[worst] / yardstick
    print(f"\nworst import: {worst} {ratio:.2f} × (budget {BUDGET} ×)")
    return int(ratio > BUDGET)


if __name__ == "__main__":
    sys.exit(main())
