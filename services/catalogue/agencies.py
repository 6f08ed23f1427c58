"""Agencies as the public reads them: those of a day, and one through time."""

from __future__ import annotations

from datetime import date

from services.catalogue import search
from services.catalogue.pages import page
from services.catalogue.views import AgencyHistory, AgencyName, AgencyQuery
from shared.reference import store
from shared.reference.agencies import AgencyTree
from shared.reference.model import Agency
from shared.web.paging import ListOf
from shared.web.problems import Problem


def find(query: AgencyQuery, on: date) -> ListOf[Agency]:
    """The agencies in force on a day that answer the query, by code."""
    wanted = search.words(query.q)
    rows = [a for a in store.agencies().all_on(on) if _fits(a, query, wanted)]
    found, token = page(rows, lambda agency: (agency.code,), query)
    return ListOf(items=tuple(found), next=token)


def _fits(agency: Agency, query: AgencyQuery, wanted: tuple[str, ...]) -> bool:
    text = " ".join((*search.words(agency.name), *search.words(agency.code)))
    return (
        query.tier in (None, agency.tier)
        and query.parent in (None, agency.parent)
        and search.has_all(wanted, text)
    )


def show(code: str) -> AgencyHistory:
    """An agency through time.

    Raises:
        Problem: 404 if it never existed.
    """
    tree = store.agencies()
    spans = tuple(tree.spans(code))
    if not spans:
        raise Problem("not-found", f"Không có cơ quan {code}.", f"No agency {code}.")
    heirs = dict.fromkeys(heir for span in spans for heir in span.successors)
    return AgencyHistory(
        code=code, spans=spans, successors=tuple(_name(tree, heir) for heir in heirs)
    )


def _name(tree: AgencyTree, code: str) -> AgencyName:
    latest = tree.latest(code)
    assert latest is not None  # no version is published with an unknown successor
    return AgencyName(code=code, name=latest.name, name_en=latest.name_en)
