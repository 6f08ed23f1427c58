"""Reading the published catalogue from the platform's reference table.

Every body (an agency list, a calendar, a procedure) is written once under a content version and
never changed; one ``manifest`` item says which bodies are current. A warm function reads the
manifest at most once a minute and each body once. Only the catalogue service writes.
"""

from __future__ import annotations

import time
import zlib
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar

import msgspec
from msgspec import Struct
from pynamodb.attributes import BinaryAttribute, NumberAttribute, UnicodeAttribute
from pynamodb.exceptions import DoesNotExist

from shared.clock import WorkingCalendar
from shared.reference.agencies import AgencyTree
from shared.reference.index import IndexEntry
from shared.reference.messaging import Messaging
from shared.reference.model import Agency, CalendarData, Field, Procedure
from shared.table import LazyName, Table

T = TypeVar("T")
MANIFEST: Final = "manifest"
CURRENT: Final = "current"
INDEX: Final = "procedures_index"
FRESH_SECONDS: Final = 60.0


class NothingPublished(RuntimeError):
    """The catalogue has not been published yet; no service can work without it."""


class ReferenceItem(Table):
    """One immutable body, or the manifest that names the current ones.

    ``number`` is the catalogue version, on manifests and releases only.
    """

    class Meta:
        table_name = LazyName("reference_table")

    name = UnicodeAttribute(hash_key=True)
    version = UnicodeAttribute(range_key=True)
    body = BinaryAttribute(legacy_encoding=False)
    number = NumberAttribute(null=True)


class Manifest(Struct, frozen=True, kw_only=True):
    """What a catalogue version consists of: body names → content versions.

    The index is in parts, in order, because one item could not hold a large province's.
    """

    version: int
    published_at: str = ""
    fields: str = ""
    agencies: str = ""
    calendar: str = ""
    messaging: str = ""
    procedures_index: tuple[str, ...] = ()
    procedures: dict[str, str] = {}


def pack(value: object) -> bytes:
    """A body as stored: compressed JSON."""
    return zlib.compress(msgspec.json.encode(value))


def unpack(body: bytes, kind: type[T]) -> T:
    """The value of a stored body."""
    return msgspec.json.decode(zlib.decompress(body), type=kind)


def read(name: str, version: str, kind: Any) -> Any:
    """One stored body, uncached and as the last write left it.

    Raises:
        NothingPublished: there is none.
    """
    try:
        item = ReferenceItem.get(name, version, consistent_read=True)
    except DoesNotExist as error:
        raise NothingPublished(f"{name} {version}") from error
    return unpack(item.body, kind)


class _Fresh:
    """The manifest, read again when it is older than ``FRESH_SECONDS``."""

    manifest: Manifest | None = None
    read_at: float = 0.0


def manifest() -> Manifest:
    """The current catalogue version.

    Raises:
        NothingPublished: nothing was published yet.
    """
    if _Fresh.manifest is None or time.monotonic() - _Fresh.read_at > FRESH_SECONDS:
        _Fresh.manifest = read(MANIFEST, CURRENT, Manifest)
        _Fresh.read_at = time.monotonic()
    return _Fresh.manifest


def agencies() -> AgencyTree:
    """All agencies through time."""
    return _agencies(manifest().agencies)


def fields() -> tuple[Field, ...]:
    """All fields of administration."""
    return _fields(manifest().fields)


def calendar() -> WorkingCalendar:
    """The working calendar in force."""
    return _calendar(manifest().calendar)


def calendar_data() -> CalendarData:
    """The calendar as published, with the source of every day."""
    return _calendar_data(manifest().calendar)


def messaging() -> Messaging:
    """The province's policy for messages; the defaults where it published none."""
    version = manifest().messaging
    return _messaging(version) if version else Messaging()


def index() -> tuple[IndexEntry, ...]:
    """Every edition of every procedure, in short."""
    return _index(manifest().procedures_index)


def editions(code: str) -> tuple[Procedure, ...]:
    """Every edition of a procedure; none if it was never published."""
    version = manifest().procedures.get(code)
    return () if version is None else _editions(code, version)


def procedure(code: str, on: date) -> Procedure | None:
    """The edition of a procedure in force on that local day."""
    return next((p for p in editions(code) if p.holds_on(on)), None)


@lru_cache(maxsize=2)
def _agencies(version: str) -> AgencyTree:
    return AgencyTree(read("agencies", version, tuple[Agency, ...]))


@lru_cache(maxsize=2)
def _fields(version: str) -> tuple[Field, ...]:
    return tuple(read("fields", version, tuple[Field, ...]))


@lru_cache(maxsize=2)
def _calendar_data(version: str) -> CalendarData:
    found: CalendarData = read("calendar", version, CalendarData)
    return found


@lru_cache(maxsize=2)
def _calendar(version: str) -> WorkingCalendar:
    data = _calendar_data(version)
    covers = (data.first_year, data.last_year)
    return WorkingCalendar.of(data.days, hours=data.hours, policy=data.policy, covers=covers)


@lru_cache(maxsize=2)
def _messaging(version: str) -> Messaging:
    found: Messaging = read("messaging", version, Messaging)
    return found


@lru_cache(maxsize=2)
def _index(versions: tuple[str, ...]) -> tuple[IndexEntry, ...]:
    return tuple(entry for version in versions for entry in read_index_part(version))


def read_index_part(version: str) -> tuple[IndexEntry, ...]:
    """One part of the index, uncached."""
    return tuple(read(INDEX, version, tuple[IndexEntry, ...]))


@lru_cache(maxsize=512)
def _editions(code: str, version: str) -> tuple[Procedure, ...]:
    return tuple(read(f"procedure/{code}", version, tuple[Procedure, ...]))


def forget() -> None:
    """Drop what is cached: tests, and the catalogue service right after publishing."""
    _Fresh.manifest = None
    for cached in (_agencies, _fields, _calendar_data, _calendar, _messaging, _index, _editions):
        cached.cache_clear()
