"""A whole province as one value: what its files hold, and what an import may carry."""

from __future__ import annotations

from msgspec import Struct

from shared.reference.messaging import Messaging
from shared.reference.model import Agency, CalendarData, Field, Procedure


class Catalogue(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything one province publishes, as one version."""

    fields: tuple[Field, ...] = ()
    agencies: tuple[Agency, ...] = ()
    procedures: tuple[Procedure, ...] = ()
    calendar: CalendarData | None = None
    messaging: Messaging | None = None
