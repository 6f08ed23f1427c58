"""Publish a province's folder of data through the catalogue's own API, once per content."""

import hashlib
import json
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import httpx

from infra.local.dataset import load
from infra.local.settings import ROOT, LocalError

PROVINCE: Final = os.environ.get("PROVINCE", "hai-phong")
ADMINISTRATOR: Final = "administrator-1"
TIMEOUT: Final = 120.0  # seconds; a whole province is validated in one call


def seed(
    edge_url: str, token: Callable[[str], str], folder: Path = ROOT / "infra" / "data" / PROVINCE
) -> None:
    """Import and publish the folder, unless its newest published version is of this content.

    What an administrator changed since stays: a folder is published again only when it changed.

    Raises:
        LocalError: the catalogue refused it; carries every wrong row.
    """
    catalogue = load(folder)
    note = f"{folder.name} {_fingerprint(catalogue)}"
    with _administrator(edge_url, token) as client:
        if note == _last_note(client, folder.name):
            return
        print(f"Publishing the data of {folder.name}", flush=True)
        _publish(client, {**catalogue, "mode": "replace", "note": note})


def without_quiet_hours(
    edge_url: str, token: Callable[[str], str], folder: Path = ROOT / "infra" / "data" / PROVINCE
) -> None:
    """Publish the folder's policy for messages with no quiet hours: tests run at any hour.

    Raises:
        LocalError: the catalogue refused it.
    """
    always = {"quiet_from": "00:00:00", "quiet_until": "00:00:00"}
    with _administrator(edge_url, token) as client:
        _publish(client, {"messaging": {**load(folder).get("messaging", {}), **always}})


def _administrator(edge_url: str, token: Callable[[str], str]) -> httpx.Client:
    headers = {"Authorization": f"Bearer {token(ADMINISTRATOR)}"}
    return httpx.Client(base_url=f"{edge_url}/api", headers=headers, timeout=TIMEOUT)


def _publish(client: httpx.Client, body: dict[str, Any]) -> None:
    answer = client.post(
        "/catalogue/imports", json=body, headers={"Idempotency-Key": uuid.uuid4().hex}
    )
    if answer.is_error:
        raise LocalError(f"The catalogue refused the import:\n{answer.text}")


def _last_note(client: httpx.Client, province: str) -> str | None:
    """The note of the newest version that came from the province's folder, if any."""
    answer = client.get("/catalogue/versions", params={"limit": 100})
    if answer.is_error:
        raise LocalError(f"The catalogue does not answer: {answer.status_code} {answer.text}")
    notes = (str(release["note"]) for release in answer.json()["items"])
    return next((note for note in notes if note.startswith(f"{province} ")), None)


def _fingerprint(value: Any) -> str:
    text = json.dumps(value, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
