"""What people do in the portal, from end to end, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext

from infra.local.browser import PATIENCE_MS, sign_in
from infra.local.life import OFFICER, Person, extract_filing, wait_for
from tests.e2e.browsing import act, fill_in_an_extract, record_result, violations
from tests.e2e.conftest import Open


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
    desk.set_default_timeout(PATIENCE_MS)
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
