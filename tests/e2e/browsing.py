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
    page.get_by_role("button", name="Ghi kết quả", exact=True).click()
    form = page.locator("form.move-form")
    form.get_by_label("Số văn bản").fill("12/TLHT")
    form.get_by_label("Người ký").fill("Lê Thị Một Cửa")
    attach(page, "Văn bản kết quả", folder / "ket-qua.pdf")
    form.locator("button[type=submit]").click()
    page.get_by_role("status").get_by_text("Đã ghi kết quả.").wait_for()


def attach(page: Page, field: str, paper: Path) -> None:
    """A small PDF, made under this name and sent to storage."""
    paper.write_bytes(b"%PDF-1.4\n%%EOF\n")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name=f"Chọn tệp: {field}").click()
    chooser.value.set_files(paper)
    page.locator(".file-name", has_text=f"✓ {paper.name}").wait_for()


NAME_OF_FOCUSED = """() => {
  const focused = document.activeElement;
  if (focused === document.body) return "";
  return focused.getAttribute("aria-label") || focused.labels?.[0]?.innerText || focused.innerText;
}"""


def tab_to(page: Page, words: str) -> None:
    """Press Tab until what has the focus is called so."""
    for _ in range(80):
        if words in (page.evaluate(NAME_OF_FOCUSED) or ""):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not lead to {words}")


def choose(page: Page, words: str) -> None:
    """Choose one of a group's radios with the arrow keys."""
    while page.evaluate("document.activeElement.type") != "radio":
        page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(20):
        if words in page.evaluate(NAME_OF_FOCUSED):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no arrow leads to {words}")


def go_on(page: Page, step: int) -> None:
    """To a submission's next step, by keyboard."""
    tab_to(page, "Tiếp tục")
    page.keyboard.press("Enter")
    page.get_by_text(f"Bước {step}/6").wait_for()


def rate(page: Page) -> None:
    """Say how content one is: the first grade of each question."""
    for question in page.get_by_role("radiogroup").all():
        question.locator("label").first.click()
    page.get_by_role("button", name="Gửi đánh giá").click()
