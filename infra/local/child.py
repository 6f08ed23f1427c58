"""Child processes: started with a log file, waited for, stopped by their own id."""

import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import httpx

from infra.local.settings import LocalError

POLL = 0.05  # seconds


@dataclass(frozen=True, slots=True)
class Child:
    """A server this process started. Its standard input is the lifeline (see lifeline.py)."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @classmethod
    def start(
        cls,
        name: str,
        command: Sequence[str | Path],
        *,
        log: Path,
        environment: Mapping[str, str],
        folder: Path,
    ) -> Self:
        """Start a server in a session of its own, so that Ctrl-C reaches only its parent."""
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return cls(name, process, log)

    def wait_until_ready(self, url: str, seconds: float = 60) -> None:
        """Wait until `url` answers 200. Raises LocalError if the server ends or takes too long."""
        deadline = time.monotonic() + seconds
        with httpx.Client(timeout=5) as client:
            while time.monotonic() < deadline:
                if self.process.poll() is not None:
                    raise LocalError(f"{self.name} ended at once; see {self.log}.")
                with suppress(httpx.TransportError):
                    if client.get(url).status_code == httpx.codes.OK:
                        return
                time.sleep(POLL)
        raise LocalError(f"{self.name} did not answer within {seconds:.0f} s; see {self.log}.")

    def stop(self, seconds: float = 60) -> None:
        """Ask the server to stop and wait; end it the hard way after `seconds`."""
        self.process.terminate()
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            print(f"{self.name} did not stop within {seconds:.0f} s and was ended.", flush=True)
            self.process.kill()
            self.process.wait()
