"""The provider's signing key: kept in a file so that tokens outlive a restart, or in memory."""

import json
import os
from pathlib import Path

from joserfc.jwk import RSAKey

KEY_BITS = 2048


def signing_key(path: Path | None = None) -> RSAKey:
    """The key at `path`, made and stored readable by its owner only if it is not there yet."""
    if path is not None and path.exists():
        return RSAKey.import_key(json.loads(path.read_text()))
    key = RSAKey.generate_key(KEY_BITS, {"use": "sig", "alg": "RS256"}, auto_kid=True)
    if path is not None:
        _store(key, path)
    return key


def _store(key: RSAKey, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(key.as_dict(private=True), file)
