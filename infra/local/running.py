"""The note a running system leaves for demo, audit and deploy: `.local/run.json`."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from infra.local.endpoint import Endpoint
from infra.local.settings import LOCAL, LOCAL_STAGE, LocalError
from infra.local.sign_in_client import sign_in

NOTE = LOCAL / "run.json"
LOCK = LOCAL / "run.lock"


@dataclass(frozen=True, slots=True)
class Running:
    """A running system: where its edge, its cloud and its sandbox answer, and its processes."""

    edge_url: str
    ministack_url: str
    issuer: str
    payments_url: str
    messages_url: str
    mail_port: int
    pids: dict[str, int]
    stage: str = LOCAL_STAGE

    @property
    def endpoint(self) -> Endpoint:
        return Endpoint.parse(self.ministack_url.removeprefix("http://"))

    def token(self, account: str) -> str:
        """The access token of a demo account, e.g. `citizen-1`."""
        return sign_in(self.issuer, account)

    def note(self, path: Path = NOTE) -> None:
        path.write_text(json.dumps(asdict(self), indent=2) + "\n")


def sandbox_parameters(system: Running) -> dict[str, str]:
    """The templates' parameters that name the outside world: our own address, the sandbox's."""
    return {
        "Issuer": system.issuer,
        "JwksUrl": f"{system.issuer}/jwks.json",
        "SandboxUrl": system.payments_url,
        "PaymentReturnUrl": f"{system.edge_url}/paid",
        "MessagesSandboxUrl": system.messages_url,
        "MailSandboxPort": str(system.mail_port),
        "PublicUrl": system.edge_url,
    }


def running_system(path: Path = NOTE, lock: Path = LOCK) -> Running:
    """The system that `make run` started. Raises LocalError when none runs."""
    if not path.exists() or not _is_held(lock):
        raise LocalError("Nothing is running here: start the system with `make run` first.")
    return Running(**json.loads(path.read_text()))


@contextmanager
def only_one(lock: Path = LOCK) -> Iterator[None]:
    """Hold the right to run the system. Raises LocalError while another process holds it."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        if not _take(file):
            raise LocalError("The system is already running: stop it before starting it.")
        yield


def _is_held(lock: Path) -> bool:
    """Whether a system runs: its process holds the lock until it ends, however it ends."""
    if not lock.exists():
        return False
    with lock.open("a") as file:
        return not _take(file)


def _take(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
