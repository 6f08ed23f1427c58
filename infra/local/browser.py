"""Chromium on the portal, as a person uses it: for the tests and the pictures in `docs/portal`."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

from infra.local.settings import LocalError

FLAGS: Final = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
]
PATIENCE_MS: Final = 60_000
"""The first call of a function on a busy machine takes long."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, without a window. Raises LocalError if there is none."""
    path = shutil.which("chromium")
    if path is None:
        raise LocalError("Chromium is not on the path: `make browser` installs it.")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def sign_in(page: Page, account: str) -> None:
    """Sign in as a demo account, from any page that asks for it."""
    page.locator("main, header").get_by_role("button", name="Đăng nhập").first.click()
    page.locator(f"button[value={account}]").click()
    page.get_by_role("button", name="Đăng xuất").wait_for()
