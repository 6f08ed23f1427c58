"""The portal in a real browser: signing in and out, and what every page owes everybody."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from infra.local import portal_build
from infra.local.cloud import Cloud
from infra.local.life import OFFICER, Person, extract_filing, wait_for

AXE = (portal_build.PORTAL / "node_modules/axe-core/axe.min.js").read_text
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PUBLIC = ["/", "/lookup", "/procedures/1.001193", "/nowhere"]
PAGES = {
    "citizen-1": ["/my", "/submit/1.001193"],
    "officer-1": ["/worklist", "/receive", "/refunds"],
    "cashier-1": ["/cash", "/cash/day"],
    "administrator-1": ["/admin", "/reconciliation"],
}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    assert chromium, "the browser tests need Chromium (make browser)"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def portal(system: Cloud) -> str:
    """The address of a system that serves the built pages."""
    portal_build.build()
    return system.url


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that nobody has used, as wide as a cheap phone."""
    made = browser.new_context(viewport={"width": 360, "height": 800}, locale="vi-VN")
    made.set_default_timeout(60_000)  # the first call of a function on a busy machine takes long
    yield made
    made.close()


@pytest.fixture
def faults(context: BrowserContext) -> list[str]:
    """What went wrong in the pages' scripts, and what their security policy refused."""
    found: list[str] = []
    context.on("weberror", lambda error: found.append(str(error.error)))
    context.on(
        "console",
        lambda said: found.append(said.text) if "Content Security Policy" in said.text else None,
    )
    return found


@pytest.fixture
def visit(context: BrowserContext, portal: str) -> Open:
    """Open a page, signed in as an account if one is named."""

    def opened(path: str, account: str | None = None) -> Page:
        page = context.new_page()
        page.goto(portal + path)
        if account is not None:
            sign_in(page, account)
        page.wait_for_load_state("networkidle")
        return page

    return opened


def sign_in(page: Page, account: str) -> None:
    page.locator("main, header").get_by_role("button", name="Đăng nhập").first.click()
    page.locator(f"button[value={account}]").click()
    page.get_by_role("button", name="Đăng xuất").wait_for()


def violations(page: Page) -> list[Any]:
    """What axe finds wrong: the rule and the elements.

    The library's announcer is left out: for seconds it names a button that may be gone by then.
    """
    page.evaluate(AXE(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run({exclude: [['[data-live-announcer]']]}, {runOnly: rules})", RULES
    )
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found["violations"]]


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_and_fits_a_phone(
    visit: Open, faults: list[str], path: str
) -> None:
    page = visit(path)
    assert violations(page) == []
    assert not page.evaluate("document.body.scrollWidth > innerWidth")
    assert faults == []


@pytest.mark.parametrize("account", PAGES)
def test_a_roles_pages_are_accessible_and_fit_a_phone(
    visit: Open, portal: str, faults: list[str], account: str
) -> None:
    page = visit("/lookup", account)
    for path in PAGES[account]:
        page.goto(portal + path)
        page.get_by_role("button", name="Đăng xuất").wait_for()
        page.wait_for_load_state("networkidle")
        assert page.url.endswith(path)
        assert violations(page) == [], path
        assert not page.evaluate("document.body.scrollWidth > innerWidth"), path
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


def test_a_cashier_takes_cash_and_is_told_the_change(
    visit: Open, lan: dict[str, Any], as_person: Callable[[str], Person]
) -> None:
    taken_in = as_person(OFFICER).post("/intake/counter-dossiers", extract_filing(lan))
    code = str(taken_in["dossier_id"])
    wait_for(lambda: as_person("cashier-1").find(f"/payments/orders/{code}"))
    page = visit("/cash", "cashier-1")
    page.get_by_label("Mã hồ sơ").fill(code)
    page.get_by_role("button", name="Tìm").click()
    page.get_by_label("Tiền khách đưa (đồng)").fill("5000")
    page.get_by_role("button", name="Thu 8.000").click()
    assert "8000" in page.locator(".field-error").inner_text()
    page.get_by_label("Tiền khách đưa (đồng)").fill("10000")
    page.get_by_role("button", name="Thu 8.000").dblclick()
    page.get_by_text("Trả lại khách: 2.000").wait_for()
    assert violations(page) == []


def test_an_administrator_sees_what_a_day_off_would_touch_before_deciding(visit: Open) -> None:
    page = visit("/admin", "administrator-1")
    page.get_by_role("heading", name="Năm").wait_for()
    page.get_by_label("Ngày", exact=True).fill("2027-03-08")
    page.get_by_role("heading", name="Hồ sơ sẽ khác ngày hẹn").wait_for()
    page.get_by_text("Không có.").wait_for()


def next_step(page: Page, number: int) -> None:
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_text(f"Bước {number}/6").wait_for()


def fill_in_an_extract(page: Page) -> None:
    """From the first step of the extract's submission to its review."""
    page.get_by_text("Phường Thủy Nguyên").click()
    next_step(page, 2)
    next_step(page, 3)
    page.get_by_text("Khai sinh", exact=True).click()
    page.get_by_label("Họ tên người được cấp").fill("Nguyễn Gia Bảo")
    page.get_by_label("Số bản sao yêu cầu").fill("1")
    for number in (4, 5, 6):
        next_step(page, number)


def test_a_paid_dossier_lives_through_the_eyes_of_its_citizen_and_its_officer(
    visit: Open, browser: Browser, portal: str, tmp_path: Path, as_person: Callable[[str], Person]
) -> None:
    page = visit("/submit/2.000635", "citizen-1")
    fill_in_an_extract(page)
    before = newest_of(as_person("citizen-1"))
    page.get_by_role("button", name="Nộp hồ sơ", exact=True).dblclick()
    page.get_by_role("heading", name="Đã nộp hồ sơ").wait_for()
    code = page.url.partition("done=")[2]
    assert newest_of(as_person("citizen-1")) - before == {code}
    page.get_by_role("button", name="Nộp ngay").click()
    page.get_by_role("button", name="Thanh toán Pay").first.click()
    page.get_by_text(f"Đã thanh toán · hồ sơ {code}").wait_for()
    desk = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
    desk.set_default_timeout(60_000)
    officer = desk.new_page()
    officer.goto(f"{portal}/worklist/{code}")
    sign_in(officer, "officer-1")
    act(officer, "Tiếp nhận", "Đã tiếp nhận hồ sơ.")
    record_result(officer, tmp_path)
    act(officer, "Trả kết quả", "Đã trả kết quả.")
    assert violations(officer) == []
    desk.close()
    page.goto(f"{portal}/my/{code}")
    page.get_by_text("Đã trả kết quả").first.wait_for()
    assert violations(page) == []


def newest_of(citizen: Person) -> set[str]:
    """The codes of a citizen's newest dossiers."""
    return {str(found["dossier_id"]) for found in citizen.get("/tracking/dossiers")["items"]}


def act(page: Page, move: str, done: str) -> None:
    """One move that asks for nothing more."""
    page.get_by_role("button", name=move, exact=True).click()
    page.locator("form.move-form button[type=submit]").click()
    page.get_by_role("status").get_by_text(done, exact=True).wait_for()


def record_result(page: Page, folder: Path) -> None:
    """The result with its document."""
    paper = folder / "ket-qua.pdf"
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    page.get_by_role("button", name="Ghi kết quả", exact=True).click()
    form = page.locator("form.move-form")
    form.get_by_label("Số văn bản").fill("12/TLHT")
    form.get_by_label("Người ký").fill("Lê Thị Một Cửa")
    with page.expect_file_chooser() as chooser:
        form.get_by_role("button", name="Chọn tệp").click()
    chooser.value.set_files(paper)
    form.locator(".file-name", has_text="✓").wait_for()
    form.locator("button[type=submit]").click()
    page.get_by_role("status").get_by_text("Đã ghi kết quả.").wait_for()


def test_a_session_that_ends_loses_nothing_of_a_draft(visit: Open) -> None:
    page = visit("/submit/2.000635", "citizen-2")
    fill_in_an_extract(page)
    page.route("**/api/intake/dossiers", lambda route: route.fulfill(status=401, body="{}"))
    page.get_by_role("button", name="Nộp hồ sơ", exact=True).click()
    page.get_by_role("alertdialog").get_by_text("Phiên đăng nhập đã hết hạn").wait_for()
    page.unroute("**/api/intake/dossiers")
    page.get_by_role("button", name="Đăng nhập lại").click()
    page.locator("button[value=citizen-2]").click()
    page.get_by_text("Bước 6/6").wait_for()
    assert page.get_by_text("Nguyễn Gia Bảo").count() == 1


def test_a_draft_waits_for_the_network_and_becomes_one_dossier(
    visit: Open, context: BrowserContext
) -> None:
    page = visit("/submit/2.000635", "citizen-2")
    page.get_by_text("Bước").first.wait_for()
    if page.get_by_text("Bước 1/6").count():
        fill_in_an_extract(page)
    context.set_offline(True)
    page.get_by_role("button", name="Nộp hồ sơ", exact=True).click()
    page.get_by_text("Chưa nộp được vì mất mạng").wait_for()
    context.set_offline(False)
    page.get_by_role("alertdialog").get_by_role("button", name="Nộp hồ sơ").click()
    page.get_by_role("heading", name="Đã nộp hồ sơ").wait_for()
