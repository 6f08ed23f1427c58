"""Reading a province's folder: what the reader joins, and how it names what is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from infra.local.dataset import DataError, load

PROCEDURE = "procedures/1.014034.yaml"


@pytest.fixture
def province(tmp_path: Path, hai_phong: Path) -> Path:
    """A small copy that tests may spoil."""
    folder = tmp_path / "province"
    (folder / "procedures").mkdir(parents=True)
    for name in ("fields.csv", "agencies.csv", "calendar.csv", "calendar.yaml", PROCEDURE):
        shutil.copy(hai_phong / name, folder / name)
    header = (hai_phong / "fees.csv").read_text(encoding="utf-8").splitlines()[0]
    (folder / "fees.csv").write_text(header + "\n", encoding="utf-8")
    return folder


def add_row(file: Path, **cells: str) -> None:
    """Append one row to a CSV file, by column name."""
    columns = file.read_text(encoding="utf-8").splitlines()[0].split(",")
    with file.open("a", encoding="utf-8") as rows:
        rows.write(",".join(cells.get(column, "") for column in columns) + "\n")


def add_rule(province: Path, **cells: str) -> None:
    """Append a fee rule for the only procedure."""
    rule = {"row": "rule", "procedures": "1.014034", "code": "update_charge", "kind": "charge"}
    add_row(province / "fees.csv", **{**rule, "amount": "5000", **cells})


def faults(province: Path) -> tuple[str, ...]:
    """What the reader says is wrong with the folder."""
    with pytest.raises(DataError) as refused:
        load(province)
    return refused.value.faults


def test_a_province_is_json_ready(province: Path) -> None:
    found = load(province)
    assert set(found) == {"fields", "agencies", "procedures", "calendar"}
    assert json.loads(json.dumps(found)) == found


def test_editions_share_what_stands_above_them(province: Path) -> None:
    file = province / PROCEDURE
    later = "  - {valid_from: '2030-01-01', level: 3, terms: {counter: null}}\n"
    file.write_text(file.read_text(encoding="utf-8") + later, encoding="utf-8")
    first, second = load(province)["procedures"]
    assert first["name"] == second["name"]
    assert (first["level"], second["level"]) == (4, 3)


def test_channels_are_those_that_have_a_term(province: Path) -> None:
    assert load(province)["procedures"][0]["channels"] == ["online", "counter", "postal"]


def test_an_unquoted_date_stays_text(province: Path) -> None:
    file = province / PROCEDURE
    file.write_text(file.read_text(encoding="utf-8").replace("'2025-07-01'", "2025-07-01"))
    assert load(province)["procedures"][0]["valid_from"] == "2025-07-01"


def test_a_fee_row_becomes_an_item_and_a_rule(province: Path) -> None:
    add_rule(province, name="Lệ phí", channel="online", priority="3")
    procedure = load(province)["procedures"][0]
    assert procedure["fee_items"] == [
        {"code": "update_charge", "kind": "charge", "name": "Lệ phí"},
    ]
    assert procedure["fee_rules"] == [
        {"item": "update_charge", "amount": 5000, "channel": "online", "priority": 3},
    ]


def test_an_exemption_row_becomes_an_exemption(province: Path) -> None:
    add_rule(province)
    add_rule(province, row="exemption", code="elderly", items="update_charge", amount="")
    exemptions = load(province)["procedures"][0]["exemptions"]
    assert exemptions == [{"code": "elderly", "items": ["update_charge"]}]


def test_the_provinces_day_overrules_the_packages(province: Path) -> None:
    new_year = {"date": "2026-01-01", "kind": "work", "name": "Thử", "source": "test"}
    add_row(province / "calendar.csv", **new_year)
    days = {day["date"]: day for day in load(province)["calendar"]["days"]}
    assert days["2026-01-01"] == new_year


def test_what_a_province_sets_for_messages_is_a_section_of_its_own(province: Path) -> None:
    text = "keyword: TTHS\nquiet_from: '21:00:00'\n"
    (province / "messaging.yaml").write_text(text, encoding="utf-8")
    assert load(province)["messaging"] == {"keyword": "TTHS", "quiet_from": "21:00:00"}


def test_a_province_may_set_nothing_for_messages(province: Path) -> None:
    assert "messaging" not in load(province)


def test_a_policy_for_messages_that_cannot_be_read_is_a_fault(province: Path) -> None:
    (province / "messaging.yaml").write_text("- TTHS\n", encoding="utf-8")
    assert faults(province) == ("messaging.yaml: a mapping is expected",)


def test_a_bad_number_is_named_with_its_row_and_column(province: Path) -> None:
    add_rule(province, amount="năm nghìn")
    assert faults(province) == ("fees.csv, row 2: amount must be a whole number, not 'năm nghìn'",)


def test_all_faults_are_told_at_once(province: Path) -> None:
    add_rule(province, demo="maybe")
    add_rule(province, row="price")
    rows = len((province / "agencies.csv").read_text(encoding="utf-8").splitlines())
    add_row(province / "agencies.csv", code="H24.Z1", demo="yes")
    assert faults(province) == (
        f"agencies.csv, row {rows + 1}: demo must be true or false, not 'yes'",
        "fees.csv, row 2: demo must be true or false, not 'maybe'",
        "fees.csv, row 3: code is needed, and row must be rule or exemption",
    )


def test_an_item_has_one_name(province: Path) -> None:
    add_rule(province, name="Lệ phí")
    add_rule(province, name="Phí")
    assert faults(province) == (
        "fees.csv, row 3: update_charge has another kind or name in an earlier row",
    )


def test_a_fee_of_an_unknown_procedure_is_a_fault(province: Path) -> None:
    add_rule(province, procedures="9.999999")
    assert faults(province) == ("fees.csv, row 2: no file procedures/9.999999.yaml",)


def test_a_missing_file_is_a_fault(province: Path) -> None:
    (province / "fields.csv").unlink()
    assert faults(province) == ("fields.csv: No such file or directory",)


def test_unknown_columns_are_a_fault(province: Path) -> None:
    (province / "fields.csv").write_text("code,title\n", encoding="utf-8")
    assert faults(province) == ("fields.csv, row 1: columns must be code, name, name_en",)


def test_a_row_with_too_many_cells_is_a_fault(province: Path) -> None:
    (province / "fields.csv").write_text("code,name,name_en\nA,b,c,d\n", encoding="utf-8")
    assert faults(province) == ("fields.csv, row 2: more cells than columns",)


def test_a_code_read_as_a_number_is_a_fault(province: Path) -> None:
    file = province / PROCEDURE
    file.write_text(file.read_text(encoding="utf-8").replace("'1.014034'", "1.014034"))
    assert faults(province) == (f"{PROCEDURE}: code must be the quoted text '1.014034'",)


def test_broken_yaml_is_named_with_its_line(province: Path) -> None:
    (province / "calendar.yaml").write_text("first_year: [", encoding="utf-8")
    found = faults(province)
    assert found[0].startswith("calendar.yaml: while parsing")
    assert "line 1" in found[0]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("- a list", ": a mapping is expected"),
        ("code: '1.014034'", ": editions must be a list of at least one edition"),
        ("{code: '1.014034', editions: [{level: 3}]}", ", edition 1: terms by channel are missing"),
    ],
)
def test_a_misshapen_procedure_is_a_fault(province: Path, content: str, reason: str) -> None:
    (province / PROCEDURE).write_text(content, encoding="utf-8")
    assert PROCEDURE + reason in faults(province)
