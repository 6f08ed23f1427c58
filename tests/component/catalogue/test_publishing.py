"""Imports: judged whole, published whole, exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from services.catalogue import publishing
from services.catalogue.app import app
from shared.dossier.tables import Item
from shared.reference import store
from shared.reference.messaging import Messaging
from shared.reference.store import CURRENT, MANIFEST, Manifest, ReferenceItem, pack, unpack
from tests.component.catalogue.asking import (
    IMPORTS,
    PROCEDURE,
    PROCEDURES,
    VERSIONS,
    ask,
    decide,
    places,
    send,
    stored,
    version,
)
from tests.support.calling import Answer, Who, call
from tests.support.people import ADMINISTRATOR, LAN, LEADER, WARD_OFFICER
from tests.unit.catalogue.samples import agency, city, field, messaging, procedure, province

DEATH = procedure(code="1.000656", name="Đăng ký khai tử")
RENAMED = procedure(name="Đăng ký khai sinh lưu động")


def replayed(answer: Any) -> bool:
    """Whether an answer is an earlier one, given again."""
    return bool(answer.headers.get("Idempotency-Replayed") == "true")


def test_the_first_import_is_version_1_and_readable_at_once(small: None) -> None:
    assert version() == 1
    assert ask(PROCEDURE, procedure_code="1.001193").status == 200
    assert ask(PROCEDURES, {"q": "khai sinh"}).json["items"]


def test_the_answer_says_what_was_added(stores: dict[str, str]) -> None:
    answer = send(province()).json
    assert (answer["version"], answer["dry_run"]) == (1, False)
    assert answer["changes"]["agencies"]["added"] == ["H24", "H24.D02", "H24.X001"]
    assert answer["changes"]["procedures"]["added"] == ["1.001193"]


def test_a_merge_adds_and_changes_and_keeps_the_rest(small: None) -> None:
    answer = send({"procedures": [DEATH, RENAMED]}).json
    assert answer["version"] == 2
    assert answer["changes"]["procedures"] == {
        "added": ["1.000656"],
        "changed": ["1.001193"],
        "removed": [],
    }
    assert {i["code"] for i in ask(PROCEDURES).json["items"]} == {"1.000656", "1.001193"}


def test_a_replacement_removes_the_rest(small: None) -> None:
    assert send({"procedures": [DEATH], "mode": "replace"}).status == 200
    assert ask(PROCEDURE, procedure_code="1.001193").status == 404


def test_the_same_content_again_makes_no_new_version(small: None) -> None:
    before = stored()
    assert send(province()).json["version"] == 1
    assert stored() == before


def test_all_faults_of_all_rows_come_at_once_and_nothing_is_written(small: None) -> None:
    before = stored()
    answer = send(
        {
            "fields": [field(), field(code="bad code")],
            "agencies": [agency(parent="H24.X9"), city(colour="red")],
            "procedures": [procedure(level=2), procedure(code="1.000656", terms={}), DEATH],
        }
    )
    assert answer.status == 422
    assert {
        ("/fields/1/code", "pattern"),
        ("/agencies/0/parent", "unknown_agency"),
        ("/agencies/1/colour", "additionalProperties"),
        ("/procedures/0/channels", "level_not_online"),
        ("/procedures/1/terms", "term_missing"),
        ("/procedures/2/valid_from", "overlap"),
    } <= places(answer)
    assert stored() == before


def test_unknown_sections_are_named(small: None) -> None:
    answer = send({"procedure": [], "mode": "overwrite"})
    assert places(answer) == {("/procedure", "additionalProperties"), ("/mode", "enum")}


def test_malformed_rows_are_no_server_error(small: None) -> None:
    assert send({"procedures": [{"code": 7}, {}]}).status == 422
    assert send({"procedures": ["1.001193"]}).status == 422


def test_json_nested_beyond_all_measure_is_malformed(small: None) -> None:
    answer = call(app, "POST", IMPORTS, raw="[" * 200_000, who=ADMINISTRATOR)
    assert answer.status == 400
    assert answer.json["type"].endswith("malformed-json")


def test_a_dry_run_answers_the_same_and_writes_nothing(small: None) -> None:
    before, rows = stored(), _idempotency_rows()
    trial = send({"procedures": [DEATH], "dry_run": True})
    assert (trial.status, stored(), _idempotency_rows()) == (200, before, rows)
    real = send({"procedures": [DEATH]})
    assert trial.json == {**real.json, "dry_run": True}


def _idempotency_rows() -> int:
    return sum(1 for item in Item.scan() if item.item == "IDEM")


def test_a_dry_run_tells_every_fault(small: None) -> None:
    answer = send({"procedures": [procedure(level=2)], "dry_run": True})
    assert places(answer) == {("/procedures/0/channels", "level_not_online")}


def test_published_bodies_and_manifests_never_change(small: None) -> None:
    before = stored()
    send({"procedures": [RENAMED, DEATH], "agencies": [agency(name="Phường mới")]})
    after = stored()
    pointer = (MANIFEST, CURRENT)
    assert {k: v for k, v in before.items() if k != pointer}.items() <= after.items()
    assert after[pointer] != before[pointer]


def test_every_version_stays_readable_under_its_number(small: None) -> None:
    send({"procedures": [RENAMED]})
    first = store.read(MANIFEST, "000001", Manifest)
    body = store.read("procedure/1.001193", first.procedures["1.001193"], Any)
    assert body[0]["name"] == "Đăng ký khai sinh"
    second: Manifest = store.read(MANIFEST, "000002", Manifest)
    assert second == unpack(ReferenceItem.get(MANIFEST, CURRENT).body, Manifest)


def test_a_body_already_stored_is_not_written_over(small: None) -> None:
    name, label = "procedure/1.001193", store.manifest().procedures["1.001193"]
    send({"procedures": [RENAMED]})
    marked = ReferenceItem.get(name, label)
    marked.body = b"first write"
    marked.save()
    send({"procedures": [procedure()]})
    assert bytes(ReferenceItem.get(name, label).body) == b"first write"


def test_a_crash_before_the_pointer_moves_leaves_nothing_visible(
    small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "_commit", crash)
        assert send({"procedures": [RENAMED]}, key="key-of-the-crash").status == 500
    assert version() == 1
    shown = ask(PROCEDURE, procedure_code="1.001193").json
    assert shown["edition"]["name"] == "Đăng ký khai sinh"
    again = send({"procedures": [RENAMED]}, key="key-of-the-crash")
    assert (again.json["version"], replayed(again)) == (2, False)


def test_of_two_administrators_at_once_one_is_told_to_look_again(
    small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second import is judged against version 1, and finds version 2 when it is to be written."""
    seen = publishing.present()
    assert send({"procedures": [DEATH]}).json["version"] == 2
    monkeypatch.setattr(publishing, "present", lambda: seen)
    late = send({"procedures": [RENAMED]}, key="key-of-the-second")
    assert late.status == 409
    assert late.json["type"].endswith("catalogue-moved")
    assert late.json["title"]
    monkeypatch.undo()
    assert version() == 2
    assert send({"procedures": [RENAMED]}, key="key-of-the-second").json["version"] == 3


def test_two_first_publications_at_once_are_one(
    stores: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = publishing.present()
    assert send(province()).status == 200
    monkeypatch.setattr(publishing, "present", lambda: nothing)
    assert send(province(fields=[field(name="Khác")])).status == 409


def test_a_repeated_request_gets_the_first_answer_and_publishes_once(small: None) -> None:
    first = send({"procedures": [DEATH]}, key="one-and-the-same")
    send({"procedures": [RENAMED]})
    again = send({"procedures": [DEATH]}, key="one-and-the-same")
    assert replayed(again)
    assert (again.status, again.json) == (first.status, first.json)
    assert version() == 3


def test_a_repeat_that_overtakes_its_first_answer_gets_it_all_the_same(
    small: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both were judged against version 1; the receipt in the transaction decides."""
    seen = publishing.present()
    first = send({"procedures": [DEATH]}, key="one-and-the-same")
    monkeypatch.setattr(publishing, "present", lambda: seen)
    monkeypatch.setattr("shared.dossier.ledger.answered", lambda *_: None)
    again = send({"procedures": [DEATH]}, key="one-and-the-same")
    assert replayed(again)
    assert again.json == first.json


def test_an_import_without_changes_is_also_answered_the_same_again(small: None) -> None:
    first = send(province(), key="one-and-the-same")
    send({"procedures": [RENAMED]})
    again = send(province(), key="one-and-the-same")
    assert again.json == first.json
    assert version() == 2


def test_the_key_of_another_import_is_refused(small: None) -> None:
    send({"procedures": [DEATH]}, key="one-and-the-same")
    answer = send({"procedures": [RENAMED]}, key="one-and-the-same")
    assert (answer.status, version()) == (409, 2)
    assert answer.json["type"].endswith("key-reused")


def test_an_import_needs_a_key(small: None) -> None:
    assert send(province(), key=None).status == 400


@pytest.mark.parametrize("who", [LAN, WARD_OFFICER, LEADER])
def test_only_an_administrator_imports_and_sees_versions(small: None, who: Who) -> None:
    assert send({"procedures": [DEATH]}, who=who).status == 403
    assert ask(VERSIONS, who=who).status == 403
    assert version() == 1


def test_nobody_imports_without_an_account(small: None) -> None:
    assert send({"procedures": [DEATH]}, who=None).status == 401
    assert ask(VERSIONS).status == 401


def test_versions_are_listed_newest_first_with_what_they_changed(small: None) -> None:
    send({"procedures": [DEATH], "note": "Thêm khai tử"})
    first, second = ask(VERSIONS, who=ADMINISTRATOR).json["items"]
    assert (first["version"], second["version"]) == (2, 1)
    assert first["note"] == "Thêm khai tử"
    assert first["published_by"] == ADMINISTRATOR.subject
    assert first["published_at"].endswith("Z")
    assert first["changes"]["procedures"]["added"] == ["1.000656"]


def test_versions_come_in_pages(small: None) -> None:
    send({"procedures": [DEATH]})
    page = ask(VERSIONS, {"limit": "1"}, who=ADMINISTRATOR).json
    rest = ask(VERSIONS, {"limit": "1", "next": page["next"]}, who=ADMINISTRATOR).json
    assert [page["items"][0]["version"], rest["items"][0]["version"]] == [2, 1]


def test_an_administrator_of_an_agency_below_cannot_change_the_provinces_catalogue(
    small: None,
) -> None:
    below = replace(ADMINISTRATOR, agency="H24.X001")
    answers = (send(province(), who=below), decide("2026-11-24", "off", who=below))
    assert {problem(answer) for answer in answers} == {(403, "agency-not-yours")}
    assert version() == 1


def test_a_policy_for_messages_is_published_and_readable_at_once(small: None) -> None:
    assert store.messaging() == Messaging()
    answer = send({"messaging": messaging(short_code="8085")})
    assert (answer.status, answer.json["version"]) == (200, 2)
    assert "short_code" in answer.json["changes"]["messaging"]["added"]
    store.forget()
    found = store.messaging()
    assert (found.short_code, found.quiet_from) == ("8085", time(21, 30))


def test_a_policy_for_messages_stays_until_another_takes_its_place(small: None) -> None:
    send({"messaging": messaging()})
    send({"procedures": [DEATH], "mode": "replace"})
    assert store.messaging().mailboxes["H24"].leaders == ("city@example.vn",)
    changed = send({"messaging": {"keyword": "HOSO"}}).json["changes"]["messaging"]["changed"]
    assert changed == ["keyword", "mailboxes", "quiet_from"]
    store.forget()
    assert store.messaging() == Messaging(keyword="HOSO")


def test_every_version_keeps_its_policy_for_messages(small: None) -> None:
    send({"messaging": messaging()})
    send({"messaging": {"keyword": "HOSO"}})
    second = store.read(MANIFEST, "000002", Manifest)
    assert store.read("messaging", second.messaging, Messaging).keyword == "TTHS"


def test_a_wrong_policy_for_messages_is_refused_whole(small: None) -> None:
    before = stored()
    answer = send({"messaging": messaging(mailboxes={"H24.X999": {}}, apology_days=0)})
    assert answer.status == 422
    assert places(answer) == {("/messaging/apology_days", "minimum")}
    again = send({"messaging": messaging(mailboxes={"H24.X999": {}})})
    assert places(again) == {("/messaging/mailboxes/H24.X999", "unknown_agency")}
    assert stored() == before


def test_releases_from_before_there_were_messages_stay_readable(small: None) -> None:
    release = ReferenceItem.get("release", "000001")
    old = unpack(release.body, dict[str, Any])
    del old["changes"]["messaging"]
    release.body = pack(old)
    release.save()
    (first,) = ask(VERSIONS, who=ADMINISTRATOR).json["items"]
    assert first["changes"]["messaging"] == {"added": [], "changed": [], "removed": []}


def test_before_the_first_publication_readers_are_asked_to_come_back(
    stores: dict[str, str],
) -> None:
    answer = ask(PROCEDURES)
    assert problem(answer) == (503, "not-ready")
    assert answer.headers["Retry-After"] == "60"


def problem(answer: Answer) -> tuple[int, str]:
    return answer.status, answer.json["type"].rpartition(":")[2]
