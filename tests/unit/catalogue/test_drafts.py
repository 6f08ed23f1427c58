"""What an import does to the version in force."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from services.catalogue import contents, drafts, imports
from services.catalogue.contents import Plan
from services.catalogue.drafts import Draft, Incoming, Present
from services.catalogue.publication import Changes, Diff, ImportBody
from shared.reference.catalogue import Catalogue
from shared.web.problems import Problem
from tests.unit.catalogue.samples import (
    WARD,
    agency,
    calendar,
    city,
    field,
    justice,
    messaging,
    procedure,
    province,
)


def body(**sections: Any) -> ImportBody:
    """An import as its route receives it."""
    return msgspec.convert(sections, ImportBody)


def in_force(**changes: Any) -> Present:
    """A province as it is after its first publication."""
    given = body(**province(**changes))
    plan = imports.plan(Present(), given)
    content = msgspec.convert(province(**changes), Catalogue)
    incoming, _ = imports.sections(given)
    return Present(
        manifest=plan.manifest,
        fields=content.fields,
        agencies=tuple(sorted(content.agencies, key=lambda a: a.code)),
        calendar=content.calendar,
        messaging=content.messaging,
        index=drafts.draft(Present(), incoming, "merge").index,
    )


def changes(**sections: Any) -> Changes:
    """What an import changes in the province."""
    return imports.plan(in_force(), body(**sections)).changes


def draft(**sections: Any) -> Draft:
    """The province with an import laid over it."""
    incoming, malformed = imports.sections(body(**sections))
    assert not malformed
    return drafts.draft(in_force(), incoming, sections.get("mode", "merge"))


def refused(**sections: Any) -> set[tuple[str, str]]:
    """Place and rule of what an import breaks in the province."""
    with pytest.raises(Problem) as problem:
        changes(**sections)
    return {(fault.field, fault.rule) for fault in problem.value.details.errors}


def test_the_same_content_changes_nothing_and_makes_no_version() -> None:
    plan = imports.plan(in_force(), body(**province()))
    assert not plan.changes
    assert plan.manifest.version == 1


def test_a_merge_adds_new_codes_and_leaves_the_others() -> None:
    other = procedure(code="1.000656", name="Đăng ký khai tử")
    assert changes(procedures=[other]).procedures == Diff(added=("1.000656",))
    assert set(draft(procedures=[other]).kept) == {"1.001193"}


def test_a_merge_replaces_all_editions_of_a_code_it_names() -> None:
    editions = [procedure(valid_to="2025-07-01"), procedure(valid_from="2025-07-01", level=3)]
    assert changes(procedures=editions).procedures == Diff(changed=("1.001193",))
    found = draft(procedures=editions)
    assert [e.level for e in found.procedures["1.001193"]] == [4, 3]
    assert [e.level for e in found.index] == [4, 3]


def test_a_replacement_removes_what_it_does_not_name() -> None:
    other = procedure(code="1.000656")
    found = changes(procedures=[other], mode="replace").procedures
    assert found == Diff(added=("1.000656",), removed=("1.001193",))


def test_a_replacement_leaves_sections_it_does_not_have() -> None:
    found = changes(procedures=[procedure(code="1.000656")], mode="replace")
    assert (found.agencies, found.fields, found.calendar) == (Diff(), Diff(), Diff())


def test_a_merged_calendar_changes_the_days_it_names() -> None:
    decided = {"date": "2026-11-24", "kind": "off", "name": "Ngày Văn hóa Việt Nam"}
    found = changes(calendar=calendar(days=[decided])).calendar
    assert found == Diff(changed=("2026-11-24",))


def test_a_replaced_calendar_has_only_the_days_it_names() -> None:
    found = changes(calendar=calendar(days=[]), mode="replace").calendar
    assert found == Diff(removed=("2026-01-01", "2026-01-10", "2026-11-24"))


def test_new_office_hours_are_a_change() -> None:
    hours = {"morning_start": "08:00:00"}
    found = changes(calendar=calendar(days=[], hours=hours)).calendar
    assert found == Diff(changed=("hours",))


def messages_change(present: Present, **sections: Any) -> Diff:
    """What an import changes in that version's policy for messages."""
    return imports.plan(present, body(**sections)).changes.messaging


def test_the_first_publication_may_lack_a_policy_for_messages() -> None:
    plan = imports.plan(Present(), body(**province()))
    assert plan.manifest.messaging == ""
    assert [b for b in plan.bodies if b.name == "messaging"] == []


def test_a_first_policy_for_messages_adds_its_fields() -> None:
    found = messages_change(in_force(), messaging=messaging())
    assert {"keyword", "quiet_from", "mailboxes"} <= set(found.added)
    assert (found.changed, found.removed) == ((), ())


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_a_policy_for_messages_takes_the_place_of_the_one_before(mode: str) -> None:
    present = in_force(messaging=messaging())
    found = messages_change(present, messaging={"keyword": "HOSO"}, mode=mode)
    assert found == Diff(changed=("keyword", "mailboxes", "quiet_from"))


@pytest.mark.parametrize("mode", ["merge", "replace"])
def test_an_import_without_a_policy_for_messages_keeps_the_one_in_force(mode: str) -> None:
    present = in_force(messaging=messaging())
    plan = imports.plan(present, body(fields=[field(name="Khác")], mode=mode))
    assert plan.manifest.messaging == present.manifest.messaging != ""
    assert plan.changes.messaging == Diff()


def test_the_same_policy_for_messages_makes_no_version() -> None:
    present = in_force(messaging=messaging())
    assert not imports.plan(present, body(messaging=messaging())).changes


def test_an_agency_that_has_a_mailbox_cannot_be_removed() -> None:
    present = in_force(messaging=messaging(mailboxes={WARD: {}}))
    moved = body(
        mode="replace",
        agencies=[city(), justice(), agency(code="H24.X002")],
    )
    with pytest.raises(Problem) as problem:
        imports.plan(present, moved)
    (fault,) = problem.value.details.errors
    assert (fault.field, fault.rule) == ("/agencies", "mailbox_left")
    assert fault.detail.startswith(WARD) and fault.detail_en.startswith(WARD)


def test_changes_recorded_before_there_were_messages_stay_readable() -> None:
    old: dict[str, dict[str, Any]] = {
        kind: {} for kind in ("fields", "agencies", "procedures", "calendar")
    }
    assert msgspec.convert(old, Changes).messaging == Diff()


def test_a_renamed_field_finds_the_procedures_nobody_touched() -> None:
    (entry,) = draft(fields=[field(name="Dân sự")]).index
    assert "dan su" in entry.keywords


def test_an_agency_still_needed_cannot_be_removed() -> None:
    present = in_force(procedures=[procedure(competent_agencies=["H24.D02"])])
    with pytest.raises(Problem) as problem:
        imports.plan(present, body(agencies=[city(), agency()], mode="replace"))
    (fault,) = problem.value.details.errors
    assert (fault.field, fault.rule) == ("/agencies", "still_used")
    assert "H24.D02" in fault.detail
    assert "1.001193" in fault.detail


def test_the_last_agency_of_a_needed_tier_cannot_be_removed() -> None:
    found = refused(agencies=[city(), justice()], mode="replace")
    assert found == {("/agencies", "no_competent_agency")}


def test_a_field_still_needed_cannot_be_removed() -> None:
    found = refused(fields=[field(code="KHAC")], mode="replace")
    assert found == {("/fields", "still_used")}


def test_equal_content_has_an_equal_version_whatever_its_order() -> None:
    def manifest(*rows: dict[str, Any]) -> dict[str, Any]:
        found: Plan = imports.plan(Present(), body(**province(agencies=list(rows))))
        return msgspec.structs.asdict(found.manifest)

    assert manifest(city(), justice(), agency()) == manifest(agency(), city(), justice())


def test_the_order_of_a_forms_questions_is_content() -> None:
    one: dict[str, Any] = {"properties": {"name": {}, "phone": {}}}
    other: dict[str, Any] = {"properties": {"phone": {}, "name": {}}}
    plans = [
        imports.plan(Present(), body(**province(procedures=[procedure(form=form)])))
        for form in (one, other)
    ]
    assert plans[0].manifest.procedures != plans[1].manifest.procedures


def test_a_large_index_is_stored_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "INDEX_PART", 2)
    many = [procedure(code=f"1.00000{n}") for n in range(5)]
    plan = imports.plan(Present(), body(**province(procedures=many)))
    assert len(plan.manifest.procedures_index) == 3


def test_an_import_of_nothing_is_nothing() -> None:
    assert not changes()
    assert drafts.draft(in_force(), Incoming(), "replace").agencies == in_force().agencies
