"""Install what the project needs under `.local/`, from the hash-pinned files in `requirements/`.

Runs on the machine's own Python before anything is installed, so it uses the standard library
only. Each environment is brought up to date when its pins, its Python or its place change, and
left alone otherwise.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
BOOTSTRAP = LOCAL / "bootstrap"
UV = BOOTSTRAP / "bin" / "uv"
PINS = ROOT / "requirements"
# The local cloud has an environment of its own: a function that imports what its artefact
# lacks then fails here as it would on AWS.
ENVIRONMENTS = {"venv": "dev", "ministack": "ministack", "sam": "sam"}


class InstallFailed(Exception):
    """Something needed is missing; the message is one sentence for the person at the terminal."""


def run(*command: str | Path, environment: dict[str, str] | None = None) -> None:
    """Run a command quietly; show what it said only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise InstallFailed(f"{done.stdout.strip()}\nInstalling failed at: {Path(command[0]).name}")


def fingerprint(pins: Path) -> str:
    """What an environment was made from: its pins, the Python that made it and where it lies."""
    made_by = f"{sys.version}|{sys.base_prefix}|{ROOT}|".encode()
    return hashlib.sha256(made_by + pins.read_bytes()).hexdigest()


def same_python(place: Path) -> bool:
    """Whether the environment at `place` exists and runs the Python version in use."""
    expected = place / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return expected.is_dir() and (place / "bin" / "python").exists()


def install_uv() -> None:
    if not same_python(BOOTSTRAP):
        run(sys.executable, "-m", "venv", "--clear", BOOTSTRAP)
    pip = (BOOTSTRAP / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install")
    run(*pip, "--require-hashes", "--no-deps", "-r", PINS / "uv.txt")


def install_environment(place: Path, pins: Path) -> None:
    settings = {"UV_PYTHON_DOWNLOADS": "never", **package_index()}
    python = BOOTSTRAP / "bin" / "python"
    if not same_python(place):
        run(UV, "venv", "--clear", "--python", python, place, environment=settings)
    interpreter = place / "bin" / "python"
    sync = (UV, "pip", "sync", "--require-hashes", "--python", interpreter, pins)
    run(*sync, environment=settings)


def package_index() -> dict[str, str]:
    """The package index this machine's pip is configured to use, in uv's words."""
    pip = (str(BOOTSTRAP / "bin" / "python"), "-m", "pip", "config", "get", "global.index-url")
    found = subprocess.run(pip, capture_output=True, text=True, check=False).stdout.strip()
    index = os.environ.get("PIP_INDEX_URL") or found
    return {"UV_DEFAULT_INDEX": index} if index and "UV_DEFAULT_INDEX" not in os.environ else {}


def up_to_date(name: str, pins: Path) -> bool:
    """Whether `.local/<name>` was already made from these pins."""
    stamp = LOCAL / f"{name}.stamp"
    ready = same_python(LOCAL / name) and stamp.exists()
    return ready and stamp.read_text() == fingerprint(pins)


def stamp_as_done(name: str, pins: Path) -> None:
    (LOCAL / f"{name}.stamp").write_text(fingerprint(pins))


def install() -> None:
    """Bring every environment up to date, one process at a time."""
    LOCAL.mkdir(exist_ok=True)
    with (LOCAL / "install.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not up_to_date("bootstrap", PINS / "uv.txt"):
            print("Installing uv", flush=True)
            install_uv()
            stamp_as_done("bootstrap", PINS / "uv.txt")
        for name, pinned in ENVIRONMENTS.items():
            pins = PINS / f"{pinned}.txt"
            if not up_to_date(name, pins):
                print(f"Installing requirements/{pinned}.txt", flush=True)
                install_environment(LOCAL / name, pins)
                stamp_as_done(name, pins)


if __name__ == "__main__":
    try:
        install()
    except InstallFailed as failure:
        sys.exit(str(failure))
