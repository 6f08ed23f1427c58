"""The one time zone in which the administration counts."""

import datetime as dt
from typing import Annotated, Final

from msgspec import Meta


class ClockError(ValueError):
    """A moment, a term or a move that the legal clock cannot accept."""


ICT: Final = dt.timezone(dt.timedelta(hours=7), "Asia/Ho_Chi_Minh")
"""Indochina time (giờ Việt Nam), UTC+7 all year since 1975.

A fixed offset: function images need not carry a zone database.
"""


def local(moment: dt.datetime) -> dt.datetime:
    """Return the same instant on the Vietnamese wall clock; raise ClockError for a naive one."""
    return aware(moment).astimezone(ICT)


def aware(moment: dt.datetime) -> dt.datetime:
    """Return the moment unchanged; raise ClockError when it carries no time zone."""
    if moment.utcoffset() is None:
        raise ClockError(f"a datetime without a time zone: {moment.isoformat()}")
    return moment


Instant = Annotated[dt.datetime, Meta(tz=True)]
"""A moment in a request: a date-time with its offset."""
