"""A province as files, read into one catalogue: plain data, ready for JSON and for import.

The files and their columns are described in ``infra/data/<province>/README.md``. Nothing here
judges the content; the catalogue service does that when it imports what ``load`` returns.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from importlib.metadata import version
from io import StringIO
from pathlib import Path
from typing import Any, Final

import holidays
import yaml

Record = dict[str, Any]


def columns(names: str) -> tuple[str, ...]:
    """Column names written as one line of words."""
    return tuple(names.split())


FIELD_COLUMNS: Final = columns("code name name_en")
AGENCY_COLUMNS: Final = columns(
    "code name name_en kind tier parent successors valid_from valid_to address phone demo source"
)
DAY_COLUMNS: Final = columns("date kind name name_en source")
ITEM_COLUMNS: Final = columns("code kind name name_en")
RULE_COLUMNS: Final = columns(
    "case applicant_type object channel filed_from filed_to per amount reduced_from"
    " reduced_amount cap priority legal_ref demo"
)
EXEMPTION_COLUMNS: Final = columns("code name name_en legal_ref items filed_from filed_to demo")
FEE_COLUMNS: Final = (
    *columns("row procedures kind"),
    *EXEMPTION_COLUMNS[:3],
    *RULE_COLUMNS,
    "items",
)

LISTS: Final = frozenset({"procedures", "items", "successors"})
NUMBERS: Final = frozenset({"amount", "reduced_from", "reduced_amount", "cap", "priority"})
FLAGS: Final = {"true": True, "false": False}


class DataError(ValueError):
    """All faults of a province's files, one a line: file, row and reason."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = tuple(faults)


class PlainLoader(yaml.SafeLoader):
    """YAML in which a date stays the text that was written."""

    yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if not tag.endswith(":timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def load(folder: Path) -> Record:
    """Read a province's folder into the shape of ``shared.reference.catalogue.Catalogue``.

    Raises DataError naming every file and row that cannot be read.
    """
    reader = Reader(folder)
    catalogue = {
        "fields": [record for _, record in reader.rows("fields.csv", FIELD_COLUMNS)],
        "agencies": [record for _, record in reader.rows("agencies.csv", AGENCY_COLUMNS)],
        "procedures": reader.procedures(),
        "calendar": reader.calendar(),
        **reader.messaging(),
    }
    if reader.faults:
        raise DataError(reader.faults)
    return catalogue


class Reader:
    """Reads one folder and gathers what is wrong with it in ``faults``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults: list[str] = []

    def fault(self, where: str, reason: object) -> None:
        """Remember what is wrong, and where."""
        self.faults.append(f"{where}: {reason}")

    def rows(self, name: str, expected: tuple[str, ...]) -> Iterator[tuple[str, Record]]:
        """The rows of a CSV file with their place ("file, row n"); empty cells are left out."""
        try:
            text = (self.folder / name).read_text(encoding="utf-8")
        except OSError as error:
            self.fault(name, error.strerror)
            return
        table = csv.DictReader(StringIO(text, newline=""), restval="")
        if set(table.fieldnames or ()) != set(expected):
            self.fault(f"{name}, row 1", f"columns must be {', '.join(expected)}")
            return
        for cells in table:
            where = f"{name}, row {table.line_num}"
            try:
                yield where, record(cells)
            except ValueError as error:
                self.fault(where, error)

    def document(self, path: Path) -> Record:
        """A YAML file's mapping; empty if it cannot be read."""
        where = path.relative_to(self.folder).as_posix()
        try:
            content = PlainLoader(path.read_text(encoding="utf-8")).get_single_data()
        except (OSError, yaml.YAMLError) as error:
            self.fault(where, " ".join(str(error).split()))
            return {}
        if isinstance(content, dict):
            return content
        self.fault(where, "a mapping is expected")
        return {}

    def procedures(self) -> list[Record]:
        """Every edition of every procedure, with its fees."""
        fees = self.fees()
        found: list[Record] = []
        for path in sorted((self.folder / "procedures").glob("*.yaml")):
            fee = fees.pop(path.stem, None)
            found += self.editions(path, fee.record() if fee else {})
        for code, unused in fees.items():
            self.fault(unused.where, f"no file procedures/{code}.yaml")
        return found

    def editions(self, path: Path, fees: Record) -> Iterator[Record]:
        """The editions of one procedure file: what they share, then what is their own."""
        shared = self.document(path)
        own = shared.pop("editions", None)
        where = f"procedures/{path.name}"
        if shared and shared.get("code") != path.stem:
            self.fault(where, f"code must be the quoted text '{path.stem}'")
        if not (isinstance(own, list) and own and all(isinstance(one, dict) for one in own)):
            self.fault(where, "editions must be a list of at least one edition")
            return
        for number, edition in enumerate(own, start=1):
            terms = edition.get("terms")
            if isinstance(terms, dict):
                yield shared | {"channels": list(terms)} | fees | edition
            else:
                self.fault(f"{where}, edition {number}", "terms by channel are missing")

    def fees(self) -> dict[str, Fees]:
        """What ``fees.csv`` says about each procedure, by its code."""
        found: dict[str, Fees] = {}
        for where, row in self.rows("fees.csv", FEE_COLUMNS):
            for code in row.get("procedures") or ("?",):
                try:
                    found.setdefault(code, Fees(where)).add(row)
                except ValueError as error:
                    self.fault(where, error)
        return found

    def calendar(self) -> Record:
        """The working calendar: the package's holidays, overruled by the province's own days."""
        head = self.document(self.folder / "calendar.yaml")
        first, last = head.get("first_year"), head.get("last_year")
        if not (isinstance(first, int) and isinstance(last, int)):
            self.fault("calendar.yaml", "first_year and last_year must be years")
            return head
        days = {day["date"]: day for day in national_days(first, last)}
        days |= {day.get("date"): day for _, day in self.rows("calendar.csv", DAY_COLUMNS)}
        return head | {"days": sorted(days.values(), key=lambda day: str(day.get("date")))}

    def messaging(self) -> Record:
        """The section of what the province sets for messages; none without its file."""
        path = self.folder / "messaging.yaml"
        return {"messaging": self.document(path)} if path.exists() else {}


class Fees:
    """The fee items, rules and exemptions of one procedure, as the file names them."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.items: dict[str, Record] = {}
        self.lists: dict[str, list[Record]] = defaultdict(list)

    def add(self, row: Record) -> None:
        """Add one row; raises ValueError if an item is described in two ways."""
        code, kind = row.get("code"), row.get("row")
        if code is None or kind not in {"rule", "exemption"}:
            raise ValueError("code is needed, and row must be rule or exemption")
        if kind == "exemption":
            self.lists["exemptions"].append(pick(row, EXEMPTION_COLUMNS))
            return
        item = pick(row, ITEM_COLUMNS)
        if self.items.setdefault(code, item) != item:
            raise ValueError(f"{code} has another kind or name in an earlier row")
        self.lists["fee_rules"].append({"item": code} | pick(row, RULE_COLUMNS))

    def record(self) -> Record:
        """The three lists, as a procedure holds them."""
        return {"fee_items": list(self.items.values()), **self.lists}


def pick(row: Record, names: tuple[str, ...]) -> Record:
    """The cells of some columns."""
    return {name: row[name] for name in names if name in row}


def record(cells: dict[str, str]) -> Record:
    """A row's cells as values; raises ValueError naming the column that cannot be read."""
    if None in cells:
        raise ValueError("more cells than columns")
    return {name: value(name, text.strip()) for name, text in cells.items() if text.strip()}


def value(column: str, text: str) -> Any:
    """One cell as text, list, number or flag, by its column; raises ValueError."""
    if column in LISTS:
        return [part.strip() for part in text.split(";") if part.strip()]
    if column in NUMBERS:
        if not text.isdecimal():
            raise ValueError(f"{column} must be a whole number, not {text!r}")
        return int(text)
    if column == "demo":
        if text not in FLAGS:
            raise ValueError(f"{column} must be true or false, not {text!r}")
        return FLAGS[text]
    return text


def day_names(name: str, name_en: str) -> Record:
    """A day off's names; the days of Tết share one, so that an explanation can say 16–20/02."""
    if "Tết" in name and "Tết Dương lịch" not in name:
        return {"name": "Tết Nguyên đán", "name_en": "Lunar New Year"}
    return {"name": name, "name_en": name_en}


def national_days(first: int, last: int) -> Iterator[Record]:
    """Holidays and make-up working days of Viet Nam as the ``holidays`` package knows them."""
    years = range(first, last + 1)
    source = f"holidays {version('holidays')}"
    vietnamese = holidays.country_holidays("VN", years=years, language="vi")
    english = holidays.country_holidays("VN", years=years, language="en_US")
    for day, name in vietnamese.items():
        names = day_names(name, english[day])
        yield {"date": day.isoformat(), "kind": "off", **names, "source": source}
    for day in vietnamese.weekend_workdays:
        if day.year in years:
            names = {"name": "Ngày làm bù", "name_en": "Make-up working day"}
            yield {"date": day.isoformat(), "kind": "work", **names, "source": source}
