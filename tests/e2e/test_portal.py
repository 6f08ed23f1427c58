"""The portal in a real browser: signing in and out, and what every page owes everybody."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page

from infra.local.portal_gallery import HEIGHT, WIDTHS
from tests.e2e.browsing import violations
from tests.e2e.conftest import Open

PUBLIC = ["/", "/lookup", "/statistics", "/procedures/1.001193", "/nowhere"]
PAGES = {
    "citizen-1": ["/my", "/submit/1.001193"],
    "officer-1": ["/worklist", "/receive", "/refunds"],
    "cashier-1": ["/cash", "/cash/day"],
    "leader-1": ["/lead", "/reports"],
    "administrator-1": ["/admin", "/reconciliation", "/lead", "/reports"],
}


def amiss(page: Page) -> list[Any]:
    """What axe finds and what does not fit, on a phone and at a desk."""
    found: list[Any] = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": HEIGHT})
        found += violations(page)
        if page.evaluate("document.body.scrollWidth > innerWidth"):
            found.append(f"wider than {width}")
    return found


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_and_fits_every_screen(
    visit: Open, faults: list[str], path: str
) -> None:
    page = visit(path)
    assert amiss(page) == []
    assert faults == []


@pytest.mark.parametrize("account", PAGES)
def test_a_roles_pages_are_accessible_and_fit_every_screen(
    visit: Open, portal: str, faults: list[str], account: str
) -> None:
    page = visit("/lookup", account)
    for path in PAGES[account]:
        page.goto(portal + path)
        page.get_by_role("button", name="Đăng xuất").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.url.endswith(path)
        assert amiss(page) == [], path
    assert faults == []


def test_no_token_lies_where_a_foreign_script_could_read_it(visit: Open) -> None:
    page = visit("/my", "citizen-1")
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
    )
    assert "eyJ" not in kept


def test_a_reload_keeps_the_person_signed_in(visit: Open) -> None:
    page = visit("/my", "citizen-1")
    page.reload()
    page.get_by_role("button", name="Đăng xuất").wait_for()
    assert page.url.endswith("/my")


def test_signing_out_signs_out_every_tab(visit: Open) -> None:
    first = visit("/my", "citizen-1")
    second = visit("/my")
    second.get_by_role("button", name="Đăng nhập").first.click()
    second.locator("button[value=citizen-1]").click()
    second.get_by_role("button", name="Đăng xuất").click()
    first.get_by_role("button", name="Đăng nhập").first.wait_for()


def test_somebody_elses_page_says_so(visit: Open) -> None:
    page = visit("/worklist", "citizen-1")
    assert page.get_by_role("heading", level=1).inner_text() == "Tài khoản không có quyền này"


def test_every_text_is_there_in_english(visit: Open) -> None:
    page = visit("/cash", "cashier-1")
    page.get_by_role("button", name="English").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Counter payments"
    assert page.locator("html").get_attribute("lang") == "en"
