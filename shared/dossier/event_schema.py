"""The JSON Schema of what travels on the bus, one shape per type of event.

``shared/dossier/schemas/events.json`` is generated from this and committed, so that whoever
consumes events can see a change of their contract in the diff.
"""

from __future__ import annotations

from typing import Any, Final

import msgspec

from shared.dossier.events import EventType, PublicEvent

_REF: Final = "#/$defs/{name}"

E = EventType
DATA_FIELDS: Final[dict[EventType, frozenset[str]]] = {
    E.SUBMITTED: frozenset(
        {"submitted_at", "reception_due_at", "document_count", "fee_total", "pay_before"}
    ),
    E.ACCEPTED: frozenset(
        {
            "submitted_at",
            "accepted_at",
            "reception_due_at",
            "in_time",
            "fee_total",
            "pay_before",
        }
    ),
    E.REFUSED: frozenset(),
    E.ASSIGNED: frozenset(),
    E.SUPPLEMENT_REQUESTED: frozenset({"supplement_deadline", "supplements_used", "resume_to"}),
    E.SUPPLEMENT_RECEIVED: frozenset({"document_count", "reception_due_at"}),
    E.SUPPLEMENT_EXPIRED: frozenset({"supplement_deadline"}),
    E.FINANCIAL_DUTY_REQUESTED: frozenset(),
    E.FINANCIAL_DUTY_CONFIRMED: frozenset(),
    E.FORWARDED: frozenset({"to_agency", "from_agency"}),
    E.RECEIVED_BACK: frozenset({"to_agency", "from_agency"}),
    E.EXTENDED: frozenset({"in_time"}),
    E.STOPPED: frozenset(),
    E.RESUMED: frozenset(),
    E.WITHDRAWN: frozenset({"accepted_at"}),
    E.RESOLVED: frozenset(
        {
            "outcome",
            "accepted_at",
            "resolved_at",
            "document_count",
            "in_time",
            "late_reason",
        }
    ),
    E.RETURNED: frozenset({"outcome", "return_method", "accepted_at", "resolved_at"}),
    E.CORRECTED: frozenset({"resolved_at", "late_reason"}),
    E.FEE_PAID: frozenset(
        {
            "fee_total",
            "fee_amount",
            "charge_amount",
            "payment",
            "paid_by",
            "reception_due_at",
        }
    ),
    E.FEE_REFUNDED: frozenset({"fee_total", "payment", "refund"}),
    E.RATED: frozenset({"rating_overall", "rating_convenience", "rating_attitude"}),
}
"""Which particulars an event of each type can carry; what does not apply is left out."""


def document() -> dict[str, Any]:
    """The schema of every event on the bus, ready to be written as JSON."""
    _, definitions = msgspec.json.schema_components([PublicEvent], ref_template=_REF)
    facts = definitions.pop("PublicEvent")
    data = definitions.pop("EventData")["properties"]
    facts["properties"]["data"] = {"type": "object"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Dossier events on the bus",
        "oneOf": [{"$ref": _REF.format(name=kind.value)} for kind in EventType],
        "$defs": {
            **{kind.value: _event(kind, data) for kind in EventType},
            "Facts": facts | {"additionalProperties": False},
            **definitions,
        },
    }


def _event(kind: EventType, data: dict[str, Any]) -> dict[str, Any]:
    """The common facts, with this type's name and this type's particulars."""
    particulars = {name: data[name] for name in data if name in DATA_FIELDS[kind]}
    return {
        "$ref": _REF.format(name="Facts"),
        "properties": {
            "type": {"const": kind.value},
            "data": {"properties": particulars, "additionalProperties": False},
        },
    }
