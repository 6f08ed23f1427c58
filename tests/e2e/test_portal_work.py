"""What people do in the portal, from end to end, in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from playwright.sync_api import BrowserContext

from infra.local.life import OFFICER, Person, extract_filing, filing, wait_for
from shared.clock import ICT
from tests.e2e.browsing import (
    act,
    attach,
    choose,
    fill_in_an_extract,
    go_on,
    rate,
    record_result,
    tab_to,
    violations,
)
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
    page.get_by_role("link", name="Bảng kê trong ngày").click()
    page.get_by_role("cell", name="Tiền mặt").first.wait_for()
    assert violations(page) == []


def test_an_administrator_sees_what_a_day_off_would_touch_before_deciding(visit: Open) -> None:
    page = visit("/admin", "administrator-1")
    page.get_by_role("heading", name="Năm").wait_for()
    page.get_by_label("Ngày", exact=True).fill("2027-03-08")
    page.get_by_role("heading", name="Hồ sơ sẽ khác ngày hẹn").wait_for()
    page.get_by_text("Không có.").wait_for()


def test_a_paid_dossier_lives_through_the_eyes_of_its_citizen_and_its_officer(
    visit: Open, desk: Open, portal: str, tmp_path: Path, as_person: Callable[[str], Person]
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
    officer = desk(f"/worklist/{code}", "officer-1")
    act(officer, "Tiếp nhận", "Đã tiếp nhận hồ sơ.")
    record_result(officer, tmp_path)
    act(officer, "Trả kết quả", "Đã trả kết quả.")
    assert violations(officer) == []
    page.goto(f"{portal}/my/{code}")
    page.get_by_text("Đã trả kết quả").first.wait_for()
    assert violations(page) == []
    rate(page)
    page.get_by_text("Cảm ơn").first.wait_for()
    assert as_person("citizen-1").get(f"/tracking/dossiers/{code}")["rating"] is not None


def test_a_paper_dossier_lives_through_the_eyes_of_its_officer_its_cashier_and_its_citizen(
    visit: Open, desk: Open, tmp_path: Path
) -> None:
    officer = desk("/receive/2.000635", "officer-1")
    officer.get_by_label("Số định danh", exact=True).fill("031099000001")
    officer.get_by_label("Họ tên", exact=True).fill("Trần Thị Giấy")
    officer.get_by_text("Khai sinh", exact=True).click()
    officer.get_by_label("Họ tên người được cấp").fill("Trần Văn Con")
    officer.get_by_label("Số bản sao yêu cầu").fill("2")
    officer.keyboard.press("Control+Enter")
    received = officer.get_by_role("region", name="Đã tiếp nhận")
    code = received.locator("dd").first.inner_text()
    received.get_by_role("button", name="Mở Giấy tiếp nhận").wait_for()
    cashier = desk("/cash", "cashier-1")
    cashier.get_by_label("Mã hồ sơ").fill(code)
    cashier.get_by_role("button", name="Tìm").click()
    cashier.get_by_label("Tiền khách đưa (đồng)").fill("16000")
    cashier.get_by_role("button", name="Thu 16.000").click()
    cashier.get_by_text("Đã thu").first.wait_for()
    received.get_by_role("link", name="Mở hồ sơ").click()
    record_result(officer, tmp_path)
    act(officer, "Trả kết quả", "Đã trả kết quả.")
    phone = visit(f"/lookup/{code}")
    phone.get_by_text("Đã trả kết quả").first.wait_for()
    assert "Trần Thị Giấy" not in phone.locator("main").inner_text()


def test_a_supplement_goes_from_the_desk_to_the_phone_and_back(
    visit: Open, desk: Open, tmp_path: Path, as_person: Callable[[str], Person], lan: dict[str, Any]
) -> None:
    citizen = as_person("citizen-1")
    code = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    officer = desk(f"/worklist/{code}", "officer-1")
    officer.get_by_role("button", name="Yêu cầu bổ sung", exact=True).click()
    officer.get_by_label("Lý do, nội dung yêu cầu").fill("Ảnh bị mờ, đề nghị chụp lại.")
    officer.get_by_label("Mục khác, mỗi mục một dòng").fill("Giấy chứng sinh rõ nét")
    officer.locator("form.move-form button[type=submit]").click()
    officer.get_by_role("status").get_by_text("Đã gửi yêu cầu bổ sung.").wait_for()
    phone = visit(f"/my/{code}", "citizen-1")
    phone.get_by_text("Giấy chứng sinh rõ nét").wait_for()
    assert violations(phone) == []
    attach(phone, "Giấy tờ bổ sung", tmp_path / "giay-chung-sinh.pdf")
    phone.get_by_role("button", name="Gửi bổ sung").click()
    phone.get_by_text("Mới đăng ký").first.wait_for()
    officer.reload()
    officer.get_by_role("button", name="Tiếp nhận", exact=True).wait_for()
    officer.get_by_text("giay-chung-sinh.pdf").first.wait_for()


def test_a_leader_asks_for_a_report_and_downloads_what_the_page_shows(
    desk: Open, as_person: Callable[[str], Person], lan: dict[str, Any]
) -> None:
    as_person(OFFICER).post("/intake/counter-dossiers", extract_filing(lan))
    page = desk("/reports", "leader-1")
    page.locator(".select-button", has_text="Một tháng").click()
    page.get_by_role("option", name="Từ ngày đến ngày").click()
    today = f"{datetime.now(ICT):%Y-%m-%d}"
    page.get_by_label("Từ ngày", exact=True).fill(today)
    page.get_by_label("Đến hết ngày").fill(today)
    page.get_by_role("button", name="Lập báo cáo", exact=True).dblclick()
    page.get_by_text("Đã xong").wait_for()
    shown = page.locator("tbody tr").last.locator("th, td").all_inner_texts()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải XLSX").click()
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    rows = [
        [str(cell) for cell in row if cell not in (None, "")] for row in book.worksheets[0].values
    ]
    total = [text for text in shown if text != ""]
    assert total[0] == "Tổng số"
    assert total in rows
    assert violations(page) == []


def test_the_keyboard_alone_submits(visit: Open) -> None:
    page = visit("/submit/2.000635", "citizen-2")
    choose(page, "Phường Thủy Nguyên")
    for step in (2, 3):
        go_on(page, step)
    choose(page, "Khai sinh")
    for label, text in (("Họ tên người được cấp", "Nguyễn Gia Bảo"), ("Số bản sao", "1")):
        tab_to(page, label)
        page.keyboard.type(text)
    for step in (4, 5, 6):
        go_on(page, step)
    tab_to(page, "Nộp hồ sơ")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Đã nộp hồ sơ").wait_for()


def test_the_keyboard_alone_opens_a_dossier_and_accepts_it(
    desk: Open, as_person: Callable[[str], Person], lan: dict[str, Any]
) -> None:
    citizen = as_person("citizen-1")
    code = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    page = desk("/worklist", "officer-1")
    page.keyboard.press("/")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Tiếp nhận", exact=True).wait_for()
    tab_to(page, "Tiếp nhận")
    page.keyboard.press("Enter")
    page.locator("form.move-form").wait_for()
    tab_to(page, "Tiếp nhận")
    page.keyboard.press("Enter")
    page.get_by_role("status").get_by_text("Đã tiếp nhận hồ sơ.").wait_for()


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
