"""What the tests in a browser do more than once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from infra.local import portal_build

AXE = (portal_build.PORTAL / "node_modules/axe-core/axe.min.js").read_text
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page) -> list[Any]:
    """What axe finds wrong: the rule and the elements.

    The library's announcer is left out: for seconds it names a button that may be gone by then.
    """
    page.evaluate(AXE(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run({exclude: [['[data-live-announcer]']]}, {runOnly: rules})", RULES
    )
    return [(v["id"], [node["html"][:200] for node in v["nodes"]]) for v in found["violations"]]


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
