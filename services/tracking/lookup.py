"""The public look-up: finding a dossier by what somebody typed, and stopping those who guess."""

from __future__ import annotations

import ipaddress
from datetime import datetime
from typing import Final

from shared.dossier import lookups
from shared.dossier.dossier import Dossier
from shared.dossier.errors import DossierNotFound
from shared.dossier.numbering import readings
from shared.identity.keys import keyed_hash
from shared.settings import settings
from shared.web.problems import Problem

LONGEST: Final = 60
MOST_READINGS: Final = 8
NETWORK_BITS: Final = 64


def find(typed: str, address: str, at: datetime) -> Dossier:
    """The dossier that a hand-typed code means. One read call, and one write for a miss.

    Every reading of an ambiguous code is asked for in the same call. A wrong, a malformed and an
    unknown code cannot be told apart.

    Raises:
        DossierNotFound: there is none.
        Problem: 429, this client has missed too often within the hour.
    """
    client = keyed_hash("client", network(address))
    codes = readings(typed)[:MOST_READINGS] if len(typed) <= LONGEST else ()
    seen = lookups.look_up(codes, client, at)
    if seen.misses >= settings().lookup_misses_per_hour:
        raise _too_many(at)
    if seen.dossier is None:
        lookups.count_miss(client, at)
        raise DossierNotFound()
    return seen.dossier


def network(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 that one IPv6 subscriber has."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, NETWORK_BITS), strict=False))


def _too_many(at: datetime) -> Problem:
    wait = int((lookups.next_hour(at) - at).total_seconds()) + 1
    return Problem("too-many-requests", headers={"Retry-After": str(wait)})
