"""`make screenshots`: every page of the running system's portal, as `docs/portal` shows it.

Each is drawn whole, as wide as a cheap phone and as a desk's screen, after some dossiers have been
brought into the states that a page is there for.
"""

import base64
import sys
from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Final

import httpx
from playwright.sync_api import Browser, Page

from infra.local.browser import PATIENCE_MS, chromium, sign_in
from infra.local.demo import applicant
from infra.local.life import (
    AGENCY,
    CITIZEN,
    OFFICER,
    Person,
    Refused,
    extract_filing,
    filing,
    live,
    wait_for,
)
from infra.local.running import Running, running_system
from infra.local.settings import ROOT, LocalError
from shared.clock import ICT

LEADER, ADMINISTRATOR = "leader-1", "administrator-1"
GALLERY: Final = ROOT / "docs" / "portal"
WIDTHS: Final = (360, 1280)
"""Of a cheap phone and of a desk's screen, in CSS pixels."""
HEIGHT: Final = 800
Shown = tuple[str, str, str | None]
"""A picture's name, the page's path and whose page it is."""


def scene(system: Running) -> dict[str, str]:
    """Dossiers to look at: their codes by what they show."""
    citizen, officer = (Person(system.edge_url, system.token(a)) for a in (CITIZEN, OFFICER))
    lan = applicant()
    done = [answer for _, answer in live(system.edge_url, system.token, lan)]
    new = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    asked = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    question = {
        "reason": "Ảnh giấy chứng sinh bị mờ, đề nghị chụp lại.",
        "items": ["Giấy chứng sinh"],
    }
    officer.post(f"/processing/dossiers/{asked}/supplement-request", question)
    running = citizen.post("/intake/dossiers", filing(citizen, lan))["dossier_id"]
    officer.post(f"/processing/dossiers/{running}/acceptance", {})
    owing = officer.post("/intake/counter-dossiers", extract_filing(lan))["dossier_id"]
    wait_for(lambda: citizen.find(f"/payments/orders/{owing}"))
    found = {"done": done[-1]["dossier_id"], "new": new, "asked": asked, "running": running}
    return {**found, "report": _report(Person(system.edge_url, system.token(LEADER)))}


def _report(leader: Person) -> str:
    """A report that is ready: of the running month, by agency."""
    wanted = {"form": "II.06a", "agency": "H24", "period": f"{datetime.now(ICT):%Y-%m}"}
    made = leader.post("/reports/reports", wanted)["report_id"]

    def ready() -> bool | None:
        return leader.get(f"/reports/reports/{made}")["state"] == "ready" or None

    wait_for(ready)
    return str(made)


def pages(found: dict[str, str]) -> Iterator[Shown]:
    """Every page worth a picture, those of one account after another."""
    yield "home", "/", None
    yield "procedure", "/procedures/2.000635", None
    yield "lookup", f"/lookup/{found['running']}", None
    yield "statistics", "/statistics", None
    yield "submit", "/submit/2.000635", CITIZEN
    yield "my-dossiers", "/my", CITIZEN
    yield "my-dossier-supplement", f"/my/{found['asked']}", CITIZEN
    yield "my-dossier-returned", f"/my/{found['done']}", CITIZEN
    yield "worklist", "/worklist", OFFICER
    yield "dossier", f"/worklist/{found['new']}", OFFICER
    yield "receive", "/receive/2.000635", OFFICER
    yield "refunds", "/refunds", OFFICER
    yield "cash", "/cash", "cashier-1"
    yield "cash-day", "/cash/day", "cashier-1"
    yield "dashboard", "/lead", LEADER
    yield "dashboard-unit", f"/lead?unit={AGENCY}", LEADER
    yield "reports", "/reports", LEADER
    yield "report", f"/reports/{found['report']}", LEADER
    yield "reconciliation", "/reconciliation", ADMINISTRATOR
    yield "administration", "/admin", ADMINISTRATOR


def file_name(name: str, width: int) -> str:
    """The file of a page's picture at a width."""
    return f"{name}-{width}.webp"


def draw(browser: Browser, system: Running, found: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Each page at each width: the file's name and the picture."""
    for width in WIDTHS:
        for account, group in groupby(pages(found), key=lambda shown: shown[2]):
            context = browser.new_context(
                viewport={"width": width, "height": HEIGHT}, locale="vi-VN"
            )
            context.set_default_timeout(PATIENCE_MS)
            page = context.new_page()
            page.goto(f"{system.edge_url}/lookup")
            if account is not None:
                sign_in(page, account)
            for name, path, _ in group:
                yield file_name(name, width), _picture(page, system.edge_url + path, account)
            context.close()


def _picture(page: Page, url: str, account: str | None) -> bytes:
    """The whole page, once nothing moves any more, as WebP: half of a PNG."""
    page.goto(url)
    if account is not None:
        page.get_by_role("button", name="Đăng xuất").wait_for()
    page.get_by_role("heading", level=1).wait_for()
    page.wait_for_load_state("networkidle")
    page.locator(".skeleton").first.wait_for(state="detached")
    size = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot",
        {
            "format": "webp",
            "quality": 60,
            "captureBeyondViewport": True,
            "clip": {"x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1},
        },
    )
    return base64.b64decode(taken["data"])


def main() -> None:
    """Draw everything into `docs/portal`."""
    try:
        system = running_system()
        found = scene(system)
        GALLERY.mkdir(parents=True, exist_ok=True)
        with chromium() as browser:
            for name, picture in draw(browser, system, found):
                (GALLERY / name).write_bytes(picture)
                print(f"Wrote {name}: {len(picture) // 1000} kB", flush=True)
    except (LocalError, Refused, httpx.HTTPError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
