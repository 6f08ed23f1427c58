"""The routes of subscriptions: who gets which scheduled reports by e-mail."""

from __future__ import annotations

from typing import Annotated, Any, Final

from msgspec import Meta, Struct

from services.reports.asked import FormName
from services.reports.making import subscriptions
from services.reports.making.model import Kind
from services.reports.making.subscriptions import Subscription
from services.reports.making.words import form_words
from shared import access
from shared.reference import store
from shared.reference.messaging import MailAddress
from shared.reference.model import AgencyCode
from shared.web.api import Api
from shared.web.paging import ListOf
from shared.web.principal import Principal, Role
from shared.web.problems import Problem, invalid, wrong_field
from shared.web.request import Request
from shared.web.showing import agency_words

SUBSCRIPTIONS: Final = "/reports/subscriptions"
SUBSCRIPTION: Final = SUBSCRIPTIONS + "/{subscription_id}"
WHO: Final = (Role.LEADER, Role.ADMINISTRATOR)
_LONGEST, _SHORTEST = 64, 8


class SubscriptionBody(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which form of which agency, with all below it, goes to which address on which schedules."""

    address: MailAddress
    form: FormName
    agency: AgencyCode
    kinds: Annotated[tuple[Kind, ...], Meta(min_length=1, max_length=3)]


class SubscriptionView(Struct, frozen=True, kw_only=True):
    """A subscription."""

    subscription_id: str
    address: str
    form: FormName
    form_name: str
    form_name_en: str
    agency_code: str
    agency_name: str
    agency_name_en: str
    kinds: tuple[Kind, ...]


class Ended(Struct, frozen=True, kw_only=True):
    """The subscription that is none any more."""

    subscription_id: str


def declare(api: Api) -> None:
    """Give the service its subscriptions' routes."""
    api.get(SUBSCRIPTIONS, allow=WHO)(list_subscriptions)
    api.get(SUBSCRIPTION, allow=WHO)(read_subscription)
    api.put(SUBSCRIPTION, allow=WHO)(subscribe)
    api.delete(SUBSCRIPTION, allow=WHO)(unsubscribe)


def list_subscriptions(request: Request) -> ListOf[SubscriptionView]:
    """The caller's own subscriptions; for administrators all of their agency's subtree."""
    found = (s for s in subscriptions.every() if _may(request.principal, s))
    return ListOf(items=tuple(map(_view, found)))


def read_subscription(request: Request) -> SubscriptionView:
    """One subscription."""
    return _view(_find(request))


def subscribe(request: Request[SubscriptionBody]) -> SubscriptionView:
    """Have scheduled reports sent by e-mail, or change what is sent (đăng ký nhận báo cáo).

    The caller chooses the id, 8 to 64 letters, digits and hyphens. The one who set a subscription
    up stays its owner when an administrator changes it.
    """
    body, wanted = request.body, _id(request)
    _check_agency(request.principal, body.agency)
    known = subscriptions.find(wanted)
    if known is not None and not _may(request.principal, known):
        raise _none()
    subscription = Subscription(
        subscription_id=wanted,
        owner=request.principal.subject if known is None else known.owner,
        address=body.address,
        form=body.form,
        agency_code=body.agency,
        kinds=tuple(sorted(set(body.kinds))),
    )
    if not subscriptions.keep(subscription, known):
        raise Problem("in-flight", headers={"Retry-After": "1"})
    return _view(subscription)


def unsubscribe(request: Request) -> Ended:
    """Have nothing more sent for a subscription."""
    found = _find(request)
    subscriptions.end(found.subscription_id)
    return Ended(subscription_id=found.subscription_id)


def _check_agency(caller: Principal, code: str) -> None:
    """Let an agency of the caller's scope pass.

    Raises:
        Problem: 422 for one that never existed, 403 outside the scope.
    """
    if store.agencies().latest(code) is None:
        vi, en = f"Không có cơ quan {code}.", f"No agency {code}."
        raise invalid(wrong_field("/agency", "unknown", vi, en))
    access.check_agency(caller, code, store.agencies())


def _find(request: Request[Any, Any]) -> Subscription:
    found = subscriptions.find(request.path["subscription_id"])
    if found is None or not _may(request.principal, found):
        raise _none()
    return found


def _may(caller: Principal, subscription: Subscription) -> bool:
    """Whether a subscription is the caller's, or of an agency that they administer."""
    if subscription.owner == caller.subject:
        return True
    tree = store.agencies()
    own = tree.is_within(subscription.agency_code, caller.agency_code)
    return caller.has(Role.ADMINISTRATOR) and own


def _id(request: Request[Any, Any]) -> str:
    wanted = request.path["subscription_id"]
    plain = wanted.isascii() and wanted.replace("-", "").isalnum()
    if not (plain and _SHORTEST <= len(wanted) <= _LONGEST):
        raise _none()
    return wanted


def _none() -> Problem:
    return Problem("not-found", "Không có đăng ký này.", "There is no such subscription.")


def _view(subscription: Subscription) -> SubscriptionView:
    form_name, form_name_en = form_words(subscription.form)
    return SubscriptionView(
        **agency_words(subscription.agency_code),
        subscription_id=subscription.subscription_id,
        address=subscription.address,
        form=subscription.form,
        form_name=form_name,
        form_name_en=form_name_en,
        kinds=subscription.kinds,
    )
