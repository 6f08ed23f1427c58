"""Messages in words: our texts, or the province's own, filled with what an occasion says. Pure.

The texts are in ``texts/notices.toml``. A province's text that names a place we cannot fill, or
that does not fit into one SMS, is not used, and an error is logged: ours is sent instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from services.tracking import gsm
from services.tracking.outbound.kinds import Occasion
from shared.clock import local
from shared.clock.wording import MONTHS_EN, moment_en, moment_vi
from shared.identity.people import Language
from shared.observability import logger
from shared.reference.messaging import Messaging

FILE: Final = Path(__file__).parents[1] / "texts" / "notices.toml"
UNBOUNDED: Final = 10_000
_PLACE: Final = re.compile(r"\{(\w+)\}")
_REMARK: Final = re.compile(r" *\([^()]*\)$")
_SPACES: Final = re.compile(r" {2,}")
_BEFORE_STOP: Final = re.compile(r" +([.,:;])")
_LINE_END: Final = re.compile(r" +\n")
_GAP: Final = re.compile(r"\n{3,}")
_EMPTY_LINE: Final = re.compile(r"(?<=\n)\{(\w+)\}\n")
Values = dict[str, str]


class About(Struct, frozen=True, kw_only=True):
    """The dossier a message is about, with its names in the message's language.

    ``link`` shows it to anybody who has its code.
    """

    code: str
    agency: str
    procedure: str
    link: str


@cache
def ours() -> Mapping[str, str]:
    """Our own texts by name: ``sms.vi.accepted``, ``email.en.accepted.subject``."""
    import tomllib

    return dict(_flat(tomllib.loads(FILE.read_text(encoding="utf-8"))))


def sms(occasion: Occasion, about: About, language: Language, policy: Messaging) -> str:
    """The SMS: one message of GSM characters that names no person."""
    values = _values("sms", occasion, about, language, policy)
    name = f"sms.{language}.{occasion.kind}"
    theirs = _theirs(name, values, policy)
    if theirs is not None:
        text = _fitting(theirs, values)
        if text is not None:
            return text
        logger.error("Province's text does not fit into one SMS", text=name)
    shortest = {**values, "of": ""}
    return _fitting(ours()[name], values) or _tidy(gsm.fit(ours()[name], shortest, ("agency",)))


def email(
    occasion: Occasion, about: About, language: Language, policy: Messaging
) -> tuple[str, str]:
    """Subject and text of the e-mail."""
    values = _values("email", occasion, about, language, policy)
    name = f"email.{language}.{occasion.kind}"
    subject = _filled(_text(f"{name}.subject", values, policy), values)
    body = _without_gaps(_text(f"{name}.body", values, policy), values)
    framed = {
        **values,
        "body": body,
        "link": about.link,
        "sender": policy.sender_name_en if language == "en" else policy.sender_name,
        "hotline": _part("email", language, "hotline", {"hotline": policy.hotline}, policy),
    }
    frame = _text(f"email.{language}.frame.body", framed, policy)
    return " ".join(subject.split()), _mend(_filled(frame, framed))


def _values(
    channel: str, occasion: Occasion, about: About, language: Language, policy: Messaging
) -> Values:
    """What stands in the places of a text; only what the occasion has."""
    values = {"code": about.code, "agency": about.agency, "procedure": about.procedure}
    dates = {"due_date": occasion.due_at, "old_due": occasion.old_due}
    values |= {name: _moment(channel, at, language) for name, at in dates.items() if at}
    if occasion.deadline is not None:
        values["deadline"] = _day(channel, occasion.deadline, language)
    if occasion.amount is not None:
        values["amount"] = _amount(occasion.amount, language)
    return values | _parts(channel, occasion, values, language, policy)


def _parts(
    channel: str, occasion: Occasion, values: Values, language: Language, policy: Messaging
) -> Values:
    """The sentences that stand in a text; each is empty where there is nothing to say."""

    def part(name: str, **filling: str) -> str:
        return _part(channel, language, name, filling, policy)

    due, amount = values.get("due_date", ""), values.get("amount", "")
    reception = _moment(channel, occasion.reception_due_at, language)
    told = {
        "due": part("due", date=due),
        "reception": part("reception", date=reception),
        "fee": part("fee", amount=amount),
    }
    if channel == "sms":
        return {**told, "of": part("of", procedure=values["procedure"])}
    return {**told, "owed": part("owed", amount=amount), "step": told["fee"] or part("nothing")}


def _part(channel: str, language: Language, name: str, filling: Values, policy: Messaging) -> str:
    """One of the sentences that stand in a text; nothing where there is nothing to say."""
    if not all(filling.values()):
        return ""
    ending = "" if channel == "sms" else ".body"
    return _filled(_text(f"{channel}.{language}.part_{name}{ending}", filling, policy), filling)


def _text(name: str, values: Mapping[str, str], policy: Messaging) -> str:
    theirs = _theirs(name, values, policy)
    return ours()[name] if theirs is None else theirs


def _theirs(name: str, values: Mapping[str, str], policy: Messaging) -> str | None:
    """The province's text of that name, if it has one that can be filled."""
    theirs = policy.texts.get(name)
    if theirs is None:
        return None
    unknown = sorted(gsm.places(theirs) - values.keys())
    if unknown:
        logger.error("Province's text names places that are unknown", text=name, places=unknown)
        return None
    return theirs


def _fitting(template: str, values: Values) -> str | None:
    """The text in one SMS with nothing cut off; long names give way to their usual short forms.

    The procedure's name goes first, for the code alone says which dossier is meant; of an agency's
    name what stands in brackets.
    """
    for names in _shorter(values["of"], values["agency"]):
        text = _tidy(gsm.fit(template, {**values, **names}, limit=UNBOUNDED))
        if gsm.length(text) <= gsm.SINGLE:
            return text
    return None


def _shorter(of: str, agency: str) -> Iterator[Values]:
    """Both names, ever shorter."""
    short_of, short = (gsm.abbreviated(gsm.plain(name)) for name in (of, agency))
    yield {"of": of, "agency": agency}
    yield {"of": short_of, "agency": agency}
    yield {"of": short_of, "agency": short}
    yield {"of": "", "agency": agency}
    yield {"of": "", "agency": short}
    yield {"of": "", "agency": _REMARK.sub("", short)}


def _tidy(text: str) -> str:
    return _BEFORE_STOP.sub(r"\1", _SPACES.sub(" ", text)).strip()


def _without_gaps(template: str, values: Values) -> str:
    """The body filled, without the lines that have nothing to say."""
    kept = _EMPTY_LINE.sub(lambda line: line[0] if values[line[1]] else "", template)
    return _mend(_filled(kept, values))


def _mend(text: str) -> str:
    return _GAP.sub("\n\n", _LINE_END.sub("\n", text)).strip() + "\n"


def _filled(template: str, values: Mapping[str, str]) -> str:
    return _PLACE.sub(lambda place: values[place[1]], template)


def _moment(channel: str, at: datetime | None, language: Language) -> str:
    """The minute: short in an SMS (``17:00 20/11/2026``), with its weekday in an e-mail."""
    if at is None:
        return ""
    wall = local(at)
    if channel == "email":
        return moment_en(wall) if language == "en" else moment_vi(wall)
    return f"{wall:%H:%M} {_day(channel, at, language)}"


def _day(channel: str, at: datetime, language: Language) -> str:
    """The day alone: ``20/11/2026``; a supplement's deadline is the end of it."""
    wall = local(at)
    if language == "vi":
        return f"{wall:%d/%m/%Y}"
    month = MONTHS_EN[wall.month - 1]
    return f"{wall.day} {month[:3] if channel == 'sms' else month} {wall.year}"


def _amount(dong: int, language: Language) -> str:
    grouped = f"{dong:,}"
    return grouped if language == "en" else grouped.replace(",", ".")


def _flat(tables: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """From the file's ``[name] channel.language[.part]`` to ``channel.language.name[.part]``."""
    for name, channels in tables.items():
        for channel, languages in channels.items():
            for language, text in languages.items():
                if isinstance(text, str):
                    yield f"{channel}.{language}.{name}", text
                    continue
                for part, words in text.items():
                    yield f"{channel}.{language}.{name}.{part}", words
