"""One running system at a time, and no server left behind."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from infra.local.child import Child
from infra.local.running import Running, only_one, running_system, sandbox_parameters
from infra.local.settings import ROOT, LocalError, clean_environment

SERVER = "from infra.local.lifeline import stop_with_parent; import time; stop_with_parent(); time.sleep(60)"


def start(tmp_path: Path, code: str) -> Child:
    return Child.start(
        "A server",
        (sys.executable, "-c", code),
        log=tmp_path / "log" / "server.log",
        environment=clean_environment(),
        folder=ROOT,
    )


def a_system(**changes: Any) -> Running:
    """A running system's note, with changes."""
    told: dict[str, Any] = {
        "edge_url": "http://127.0.0.1:8080",
        "ministack_url": "http://c:1",
        "issuer": "http://i",
        "payments_url": "http://p",
        "messages_url": "http://m",
        "mail_port": 8093,
        "pids": {},
    }
    return Running(**(told | changes))


def test_a_second_system_is_refused_with_one_sentence(tmp_path: Path) -> None:
    lock = tmp_path / "lock"
    with only_one(lock), pytest.raises(LocalError, match="already running"), only_one(lock):
        pass


def test_the_next_system_may_start_when_the_first_has_stopped(tmp_path: Path) -> None:
    for _ in range(2):
        with only_one(tmp_path / "lock"):
            pass


def test_the_note_of_a_running_system_is_read_back(tmp_path: Path) -> None:
    running = a_system(ministack_url="http://127.0.0.1:4566", pids={"edge": 7})
    running.note(tmp_path / "run.json")
    with only_one(tmp_path / "lock"):
        assert running_system(tmp_path / "run.json", tmp_path / "lock") == running
    assert running.endpoint.address == "127.0.0.1:4566"


def test_the_templates_are_told_where_the_outside_world_is() -> None:
    given = sandbox_parameters(a_system())
    assert given["PublicUrl"] == "http://127.0.0.1:8080"
    assert given["JwksUrl"] == "http://i/jwks.json"
    assert (given["SandboxUrl"], given["MessagesSandboxUrl"]) == ("http://p", "http://m")
    assert given["MailSandboxPort"] == "8093"


def test_without_a_running_system_one_sentence_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LocalError, match="start the system with `make run` first"):
        running_system(tmp_path / "run.json", tmp_path / "lock")


def test_a_note_left_by_a_system_that_was_killed_is_not_believed(tmp_path: Path) -> None:
    a_system().note(tmp_path / "run.json")
    with pytest.raises(LocalError, match="Nothing is running"):
        running_system(tmp_path / "run.json", tmp_path / "lock")


def test_a_server_that_ends_at_once_is_reported_with_its_log(tmp_path: Path) -> None:
    child = start(tmp_path, "raise SystemExit(3)")
    with pytest.raises(LocalError, match=r"ended at once; see .*server\.log"):
        child.wait_until_ready("http://127.0.0.1:9/health")


def test_a_stopped_server_is_gone(tmp_path: Path) -> None:
    child = start(tmp_path, SERVER)
    child.stop()
    assert child.process.returncode == -signal.SIGTERM


def test_a_server_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    code = f"""
import os, sys
from pathlib import Path
from tests.unit.local.test_running import SERVER, start
print(start(Path({str(tmp_path)!r}), SERVER).process.pid, flush=True)
os._exit(0)
"""
    pid = subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True)
    assert ended(int(pid), seconds=10)


def ended(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False
