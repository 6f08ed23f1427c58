"""The demo province as the catalogue publishes it, worked out once and stored for each test."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from infra.local.dataset import load
from services.catalogue import imports
from services.catalogue.contents import Plan
from services.catalogue.drafts import Present
from services.catalogue.publication import ImportBody
from shared.reference import store
from shared.reference.store import CURRENT, MANIFEST, ReferenceItem, pack

PROVINCE = Path(__file__).parents[2] / "infra" / "data" / "hai-phong"


@cache
def province() -> dict[str, Any]:
    """The demo province's data as the import takes it."""
    return load(PROVINCE)


@cache
def _plan() -> Plan:
    """The first publication of the whole province."""
    return imports.plan(Present(), msgspec.convert(province(), ImportBody))


def publish_province() -> None:
    """Store the province as version 1."""
    plan = _plan()
    with ReferenceItem.batch_write() as batch:
        for body in plan.bodies:
            batch.save(ReferenceItem(body.name, body.version, body=body.packed))
    number = plan.manifest.version
    ReferenceItem(MANIFEST, CURRENT, body=pack(plan.manifest), number=number).save()
    store.forget()
