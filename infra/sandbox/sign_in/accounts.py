"""The demo accounts of the sandbox's sign-in, read from reviewable data."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

DEMO_ACCOUNTS = Path(__file__).with_name("accounts.json")


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who can sign in: `claims` are what the access token says about them."""

    sub: str
    post_vi: str
    post_en: str
    claims: Mapping[str, Any]

    @property
    def name(self) -> str:
        return str(self.claims["name"])

    def get_user_id(self) -> str:
        """The subject of a token, under the name Authlib asks for it."""
        return self.sub

    @classmethod
    def of(cls, entry: Mapping[str, Any]) -> Self:
        post = entry["post"]
        return cls(entry["sub"], post["vi"], post["en"], entry["claims"])


def load_accounts(path: Path = DEMO_ACCOUNTS) -> dict[str, Account]:
    """Every account of the file, by subject, in the file's order."""
    entries = json.loads(path.read_text(encoding="utf-8"))["accounts"]
    return {entry["sub"]: Account.of(entry) for entry in entries}
