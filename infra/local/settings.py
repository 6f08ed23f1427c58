"""Where things lie, what they are called, and what a person may set through the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = ROOT / ".local"
HOST = "127.0.0.1"
LOCAL_STAGE = "local"
DEFAULT_REGION = "ap-southeast-1"


class LocalError(Exception):
    """Something the person at the terminal can mend; the message is one clear sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """The folder in which one local cloud keeps its data, its logs and its temporary files."""

    base: Path

    @property
    def state(self) -> Path:
        return self.base / "state" / "cloud"

    @property
    def objects(self) -> Path:
        return self.base / "state" / "objects"

    @property
    def sign_in_key(self) -> Path:
        return self.base / "state" / "sign-in-key.json"

    @property
    def payments_ledger(self) -> Path:
        return self.base / "state" / "payments.json"

    @property
    def messages_ledger(self) -> Path:
        return self.base / "state" / "messages.json"

    @property
    def temporary(self) -> Path:
        return self.base / "tmp"

    @property
    def logs(self) -> Path:
        return self.base / "log"


def external_cloud(environment: Mapping[str, str] = os.environ) -> str | None:
    """`host:port` of a cloud that somebody else started, or None to start our own.

    LOCALSTACK_HOST (`host` or `host:port`) names it; EXTERNAL_CLOUD=1 alone means this machine.
    EDGE_PORT is its port unless LOCALSTACK_HOST says one.
    """
    named = environment.get("LOCALSTACK_HOST", "")
    if not named and environment.get("EXTERNAL_CLOUD") != "1":
        return None
    host, _, port = named.partition(":")
    return f"{host or HOST}:{port or environment.get('EDGE_PORT') or '4566'}"


def clean_environment(**extra: str) -> dict[str, str]:
    """The environment for a child process: this one without AWS settings or import paths."""
    kept = {
        name: setting
        for name, setting in os.environ.items()
        if not name.startswith(("AWS_", "PYTHON", "VIRTUAL_ENV")) or name == "AWS_CA_BUNDLE"
    }
    return {**kept, **extra}
