"""`make run`: start the whole system, deploy what changed, seed it, and keep it running."""

import importlib
import importlib.util
import os
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from types import FrameType

from infra.local import portal_build
from infra.local.cloud import Cloud, local_cloud
from infra.local.ports import choose_ports
from infra.local.running import NOTE, only_one
from infra.local.settings import LOCAL, LocalError
from infra.sandbox.sign_in.accounts import load_accounts

SEED = "infra.local.seed"


class Stopped(Exception):
    """Somebody asked the system to stop (Ctrl-C or SIGTERM)."""


def run() -> None:
    """Run the system until somebody stops it. Raises LocalError when it cannot start."""
    began = time.monotonic()
    with only_one(), local_cloud(LOCAL, choose_ports()) as cloud:
        print("Building and deploying (the first time takes a minute or two)", flush=True)
        with ThreadPoolExecutor(1) as pool:
            pages = pool.submit(portal_build.build)
            cloud.deploy(by_sam=True)
            pages.result()
        seed(cloud)
        with noted(cloud):
            introduce(cloud, time.monotonic() - began)
            watch(cloud)


def seed(cloud: Cloud) -> None:
    """Publish the province's reference data, unless it is published already."""
    if importlib.util.find_spec(SEED) is not None:
        importlib.import_module(SEED).seed(cloud.url, cloud.token)


@contextmanager
def noted(cloud: Cloud) -> Iterator[None]:
    """Leave a note for `make demo`, `make deploy` and `make audit` while the system runs."""
    cloud.running().note(NOTE)
    try:
        yield
    finally:
        NOTE.unlink(missing_ok=True)


def introduce(cloud: Cloud, seconds: float) -> None:
    """Say where everything is and who can sign in."""
    print(f"\nMột Cửa is running (ready in {seconds:.0f} s)\n")
    print(f"  The system   {cloud.url}")
    print(f"  Sign-in      {cloud.issuer}")
    print(f"  Payments     {cloud.payments}")
    print(f"  Messages     {cloud.messages}")
    print(f"  The cloud    {cloud.endpoint.url}\n\nDemo accounts (no password):")
    for account in load_accounts().values():
        print(f"  {account.sub:<16} {account.post_en:<40} {account.name}")
    print("\nTry `make demo` in another terminal. Ctrl-C stops everything.", flush=True)


def watch(cloud: Cloud) -> None:
    """Wait for as long as every server lives. Raises LocalError when one ends by itself."""
    while True:
        for child in cloud.children.values():
            if child.process.poll() is not None:
                raise LocalError(f"{child.name} ended by itself; see {child.log}.")
        time.sleep(1)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, signal.SIG_IGN)
    raise Stopped


def main() -> None:
    os.environ.pop("AWS_ENDPOINT_URL", None)  # it would turn our clients away from our cloud
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, _stop)
    try:
        run()
    except Stopped:
        print("\nStopped; the data is kept.")
    except LocalError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
