"""Publishing a catalogue straight into the reference table, for tests of its readers."""

from __future__ import annotations

from itertools import groupby

from shared.reference import store
from shared.reference.model import Catalogue
from shared.reference.store import CURRENT, MANIFEST, Manifest, ReferenceItem, pack


def publish(catalogue: Catalogue, version: int = 1) -> None:
    """Write every body and the manifest of one version."""
    label = f"{version:06d}"
    bodies: dict[str, object] = {
        "fields": catalogue.fields,
        "agencies": catalogue.agencies,
        "calendar": catalogue.calendar,
    }
    procedures = sorted(catalogue.procedures, key=lambda p: (p.code, p.valid_from))
    grouped = {code: tuple(found) for code, found in groupby(procedures, lambda p: p.code)}
    bodies |= {f"procedure/{code}": found for code, found in grouped.items()}
    with ReferenceItem.batch_write() as batch:
        for name, body in bodies.items():
            batch.save(ReferenceItem(name, label, body=pack(body)))
    manifest = Manifest(
        version=version,
        fields=label,
        agencies=label,
        calendar=label,
        procedures=dict.fromkeys(grouped, label),
    )
    ReferenceItem(MANIFEST, CURRENT, body=pack(manifest)).save()
    store.forget()
