"""What survives: restarts, lost stream records, repeated deliveries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx

from infra.local import audit
from infra.local.cloud import Cloud
from infra.local.life import AGENCY, CITIZEN, OFFICER, Person, filing
from tests.e2e.conftest import eventually, invoke


def test_dossiers_outlive_a_restart_of_the_cloud_and_none_of_their_events_is_lost(
    system: Cloud,
    as_person: Callable[[str], Person],
    lan: dict[str, Any],
    lookup: Callable[[str], httpx.Response],
) -> None:
    citizen, officer = as_person(CITIZEN), as_person(OFFICER)
    set_relay(system, running=False)
    code = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    system.restart_cloud()  # the stream's records are gone now
    set_relay(system, running=True)
    assert lookup(code).json()["status"] == 1
    make_the_outbox_old(system)
    invoke(system, "Sweep")

    def row() -> bool:
        listed = officer.get(f"/tracking/agencies/{AGENCY}/dossiers", limit="100")["items"]
        return code in [r["dossier_id"] for r in listed]

    assert eventually(row)


def test_the_audit_finds_every_chain_whole_and_any_change(
    system: Cloud, as_person: Callable[[str], Person], lan: dict[str, Any], monkeypatch: Any
) -> None:
    from shared import aws
    from shared.settings import settings

    citizen = as_person(CITIZEN)
    code = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    for name in ("AWS_ENDPOINT_URL", "AWS_DEFAULT_REGION", "DOSSIER_TABLE"):
        monkeypatch.setenv(name, "")
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "test")
    settings.cache_clear()
    aws.forget_clients()
    audit.connect(system.endpoint.url, system.endpoint.region, "motcua-local-dossiers")
    checked, broken = audit.audit()
    assert checked > 0 and broken == 0
    key = {"dossier_id": {"S": code}, "item": {"S": "EVENT#000001"}}
    table = system.client("dynamodb")
    found = table.get_item(TableName="motcua-local-dossiers", Key=key)["Item"]
    tampered = found["body"]["S"].replace('"level":4', '"level":3')
    table.put_item(TableName="motcua-local-dossiers", Item={**found, "body": {"S": tampered}})
    assert audit.audit()[1] == 1
    table.put_item(TableName="motcua-local-dossiers", Item=found)


def set_relay(system: Cloud, *, running: bool) -> None:
    """Let the stream feed the relay, or not."""
    functions = system.client("lambda")
    mappings = functions.list_event_source_mappings()["EventSourceMappings"]
    for mapping in mappings:
        if ":dynamodb:" in mapping["EventSourceArn"]:
            functions.update_event_source_mapping(UUID=mapping["UUID"], Enabled=running)


def make_the_outbox_old(system: Cloud) -> None:
    """Let the sweep's two minutes have passed."""
    table = system.client("dynamodb")
    for entry in table.scan(TableName="motcua-local-outbox")["Items"]:
        old = {**entry, "written_at": {"S": "2020-01-01T00:00:00.000000Z"}}
        table.put_item(TableName="motcua-local-outbox", Item=old)
