"""Procedures as the public searches, reads and prices them; on the demo province."""

from __future__ import annotations

from typing import Any

import pytest

from services.catalogue.app import app
from shared.reference import store
from shared.reference.store import ReferenceItem
from tests.component.catalogue.asking import FEES, PROCEDURE, PROCEDURES, ask, places
from tests.support.calling import call

pytestmark = pytest.mark.usefixtures("hai_phong")


def codes(**query: str) -> list[str]:
    """Codes of the procedures found, best first."""
    answer = ask(PROCEDURES, query)
    assert answer.status == 200, answer.text
    return [item["code"] for item in answer.json["items"]]


def test_search_needs_no_diacritics() -> None:
    answer = ask(PROCEDURES, {"q": "dang ky khai sinh"})
    assert answer.json["items"][0]["name"] == "Đăng ký khai sinh"


def test_search_ranks_the_whole_name_before_names_that_contain_it() -> None:
    found = codes(q="dang ky khai sinh")
    assert found[0] == "1.001193"
    assert "1.004884" in found


def test_search_finds_a_procedure_by_its_code() -> None:
    assert codes(q="1.004873") == ["1.004873"]


def test_search_for_signs_alone_finds_nothing() -> None:
    assert codes(q="???") == []


def test_search_reads_no_procedure_bodies(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    get = ReferenceItem.get

    def recording(name: str, *given: Any, **more: Any) -> Any:
        read.append(name)
        return get(name, *given, **more)

    monkeypatch.setattr(ReferenceItem, "get", recording)
    store.forget()
    codes(q="khai sinh")
    assert sorted(read) == ["fields", "manifest", "procedures_index"]
    codes(q="khai tu")
    assert len(read) == 3


def test_procedures_are_listed_as_of_a_date() -> None:
    assert "1.003003" in codes(q="1.003003", on="2020-12-16")
    assert codes(q="1.003003", on="2026-11-22") == []


def test_filters_narrow_the_list() -> None:
    on = {"on": "2020-12-16", "limit": "100"}
    assert set(codes(field="HOTICH", **on)) < set(codes(**on))
    assert "1.001612" in codes(tier="district", **on)
    assert "1.001612" not in codes(tier="commune", **on)
    assert {item["level"] for item in _items(level="3", **on)} == {3}


def _items(**query: str) -> list[dict[str, Any]]:
    return list(ask(PROCEDURES, query).json["items"])


def test_an_agencys_procedures_are_those_it_is_competent_for_by_name_or_tier() -> None:
    ward = set(codes(agency="H24.X001", on="2026-11-22", limit="100"))
    office = set(codes(agency="H24.D41", on="2026-11-22", limit="100"))
    assert "1.001193" in ward
    assert "1.012753" in office
    assert not ward & office


def test_the_pages_together_are_the_whole_list() -> None:
    whole, token = codes(limit="100", on="2026-11-22"), None
    read: list[str] = []
    while True:
        query = {"limit": "7", "on": "2026-11-22"} | ({"next": token} if token else {})
        answer = ask(PROCEDURES, query).json
        read += [item["code"] for item in answer["items"]]
        token = answer.get("next")
        if not token:
            break
    assert read == whole
    assert len(whole) > 25


def test_a_list_may_be_cached_by_anyone() -> None:
    assert ask(PROCEDURES).headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize(
    ("query", "fault"),
    [
        ({"level": "5"}, "query.level"),
        ({"on": "yesterday"}, "query.on"),
        ({"field": "KHONGCO"}, "query.field"),
        ({"agency": "H24.X999"}, "query.agency"),
        ({"limit": "1000"}, "query.limit"),
        ({"colour": "red"}, "query.colour"),
        ({"q": "a" * 201}, "query.q"),
    ],
)
def test_a_wrong_question_is_named(query: dict[str, str], fault: str) -> None:
    answer = ask(PROCEDURES, query)
    assert answer.status == 422
    assert {field for field, _ in places(answer)} == {fault}


def test_a_token_of_nowhere_is_refused() -> None:
    assert ask(PROCEDURES, {"next": "%%%"}).status == 400


def test_a_procedure_is_shown_whole() -> None:
    shown = ask(PROCEDURE, {"on": "2026-11-22"}, procedure_code="1.001193").json
    edition = shown["edition"]
    assert edition["name"] == "Đăng ký khai sinh"
    assert edition["documents"]
    assert edition["fee_rules"]
    assert edition["form"]["properties"]
    assert edition["guidance"]
    assert edition["legal_basis"]
    assert shown["field"]["name"] == "Hộ tịch"
    assert shown["terms"]["online"]["name"] == "ngay trong ngày"


def test_a_procedure_is_shown_as_it_was_on_a_date() -> None:
    then = ask(PROCEDURE, {"on": "2020-12-16"}, procedure_code="1.001612").json
    now = ask(PROCEDURE, {"on": "2026-11-22"}, procedure_code="1.001612").json
    assert then["edition"]["competent_tiers"] == ["district"]
    assert now["edition"]["competent_tiers"] == ["commune"]
    assert len(now["editions"]) == 2


@pytest.mark.parametrize(
    ("code", "on", "name"),
    [
        ("1.001193", "2020-12-16", "Mức độ 3"),
        ("1.001193", "2022-08-14", "Mức độ 3"),
        ("1.001193", "2022-08-15", "Dịch vụ công trực tuyến một phần"),
        ("1.001193", "2026-11-22", "Dịch vụ công trực tuyến toàn trình"),
        ("2.000815", "2020-12-16", "Mức độ 2"),
    ],
)
def test_levels_have_the_name_of_the_date(code: str, on: str, name: str) -> None:
    assert ask(PROCEDURE, {"on": on}, procedure_code=code).json["level_name"] == name
    listed = next(item for item in _items(q=code, on=on) if item["code"] == code)
    assert listed["level_name"] == name


def test_an_unknown_procedure_is_not_found_by_name() -> None:
    answer = ask(PROCEDURE, procedure_code="9.999999")
    assert answer.status == 404
    assert "9.999999" in answer.json["detail"]


def test_a_procedure_of_another_time_says_so() -> None:
    answer = ask(PROCEDURE, {"on": "2019-12-31"}, procedure_code="1.001193")
    assert answer.status == 404
    assert "31/12/2019" in answer.json["detail"]


def fees(code: str, **query: str) -> Any:
    """The answer to a question for a price."""
    return ask(FEES, query, procedure_code=code)


def test_the_price_of_a_filing_says_by_which_law() -> None:
    late = {"case": "late", "on": "2026-08-08"}
    counter = fees("1.001193", channel="counter", **late).json
    assert (counter["total"], counter["lines"][0]["amount"]) == (8000, 8000)
    online = fees("1.001193", channel="online", **late).json
    assert online["total"] == 0
    assert "NQ 23/2026" in online["lines"][0]["legal_ref"]


def test_fees_and_charges_are_added_up_apart() -> None:
    given = {"case": "first_issue", "object": "land", "on": "2026-03-02", "channel": "counter"}
    found = fees("1.013978", **given).json
    assert (found["total_charges"], found["total_fees"]) == (35_000, 100_000)


def test_a_claimed_exemption_makes_the_filing_free() -> None:
    query = {
        "channel": "counter",
        "case": "late",
        "exemptions": "poor_household",
        "on": "2026-10-01",
    }
    (line,) = fees("1.001193", **query).json["lines"]
    assert (line["amount"], line["full_amount"], line["exemption"]) == (0, 8000, "poor_household")


def test_a_filing_no_rule_prices_says_which_cases_there_are() -> None:
    answer = fees("1.013225", channel="counter", on="2026-10-01")
    assert answer.status == 422
    assert "house, other_works" in answer.json["errors"][0]["detail"]


def test_every_wrong_part_of_a_filing_is_named() -> None:
    query = {"channel": "postal", "applicant_type": "state_agency", "exemptions": "mayor"}
    answer = fees("2.000815", **query)
    assert answer.status == 422
    assert {field for field, _ in places(answer)} == {
        "query.channel",
        "query.applicant_type",
        "query.exemptions",
    }


def test_a_price_needs_a_channel() -> None:
    assert places(fees("1.001193")) == {("query.channel", "required")}


def test_reading_needs_no_account_and_writes_nothing() -> None:
    assert call(app, "GET", PROCEDURES).status == 200
    assert ask("/catalogue/fields").json["items"]
