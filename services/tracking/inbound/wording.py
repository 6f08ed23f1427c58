"""The texts of replies: from ``texts/replies.toml``, or the province's own, filled to one SMS."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

from services.tracking import gsm
from shared.identity.people import Language
from shared.reference.messaging import Messaging

FILE: Final = Path(__file__).parents[1] / "texts" / "replies.toml"
PREFIX: Final = "reply"


@cache
def texts() -> Mapping[str, Mapping[str, str]]:
    """Our own texts: name → language → text."""
    import tomllib

    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def template(name: str, language: Language, policy: Messaging) -> str:
    """A text with its places open: the province's, if it fills no place that ours has not."""
    ours = texts()[name][language]
    theirs = policy.texts.get(f"{PREFIX}.{name}.{language}", ours)
    return theirs if gsm.places(theirs) <= gsm.places(ours) else ours


def write(
    name: str,
    language: Language,
    policy: Messaging,
    values: Mapping[str, str],
    elastic: Sequence[str] = (),
) -> str:
    """The reply of that name, with the hotline behind it where there is one and it fits."""
    text = gsm.fit(template(name, language, policy), values, elastic)
    call = template("hotline", language, policy) if policy.hotline else ""
    longer = f"{text} {gsm.fit(call, {'hotline': policy.hotline})}"
    return longer if call and gsm.length(longer) <= gsm.SINGLE else text
