"""A small API of its own, on which the manners that every service shares are tested."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any

from msgspec import Meta, Struct

from shared.web.api import Api
from shared.web.principal import Role
from shared.web.request import Request
from tests.support.calling import Answer, Who, call

OFFICER = Who("officer", "officer", agency="H24.X001")
CITIZEN = Who("citizen", "citizen")
ECHO = "/demo/echoes"
ONE = "/demo/echoes/{echo_id}"


class Shout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to say and how often."""

    text: Annotated[str, Meta(min_length=1, max_length=20)]
    times: Annotated[int, Meta(ge=1, le=9)] = 1


class Wanted(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many to show."""

    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class Echo(Struct, frozen=True, kw_only=True):
    """What came back; ``version`` becomes the ETag."""

    version: int
    text: str


def demo(
    doing: Callable[[Request[Any, Any]], Any] = lambda _: None, *, cache_seconds: int = 0
) -> Api:
    """An API whose routes first do something (raise, look, remember) and then echo."""
    api = Api("demo", title="Demo", title_vi="Thử")

    @api.post(ECHO, allow=[Role.OFFICER], status=201)
    def shout(request: Request[Shout]) -> Echo:
        """Say something.

        It comes back as often as asked.
        """
        doing(request)
        return Echo(version=7, text=request.body.text * request.body.times)

    @api.post("/demo/whispers", allow=[Role.OFFICER, Role.LEADER], keyed=False)
    def whisper(request: Request[Shout]) -> Echo:
        """Say something that is not kept."""
        doing(request)
        return Echo(version=1, text=request.body.text)

    @api.get(ECHO, cache_seconds=cache_seconds)
    def listen(request: Request[None, Wanted]) -> Echo:
        """Hear what was said."""
        doing(request)
        return Echo(version=request.query.limit, text="…")

    @api.put(ONE, allow=[Role.ADMINISTRATOR])
    def repeat(request: Request[Shout]) -> Echo:
        """Say it again."""
        doing(request)
        return Echo(version=1, text=request.path["echo_id"])

    return api


def shout(api: Api | None = None, **how: Any) -> Answer:
    """Post a good shout as an officer, unless told else."""
    sent: dict[str, Any] = {"body": {"text": "à"}, "who": OFFICER, **how}
    return call((api or demo()).app, "POST", ECHO, **sent)


def listen(api: Api | None = None, **how: Any) -> Answer:
    """Ask what was said, as nobody."""
    return call((api or demo()).app, "GET", ECHO, **how)


def problem(answer: Answer) -> str:
    """The slug of a refusal."""
    assert answer.headers["Content-Type"] == "application/problem+json"
    return str(answer.json["type"]).removeprefix("urn:motcua:problem:")
