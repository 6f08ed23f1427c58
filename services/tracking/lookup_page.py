"""The look-up as a page: where a QR code on a paper and a link in a message lead.

It runs no script and loads nothing, so it works on any phone and the slowest network.
"""

from __future__ import annotations

from html import escape
from typing import Final

from services.tracking.views import PublicStatus
from shared.clock import Standing, local
from shared.clock.wording import moment_en, moment_vi
from shared.web.messages import TITLES
from shared.web.plain import Html
from shared.web.problems import Problem

PAGE: Final = """<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{title} · Một Cửa</title>
<style>
body {{ font: 1.0625rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 34rem;
  padding: 1.25rem 1rem 2rem; color: #1b1b1b; background: #fff; overflow-wrap: anywhere; }}
h1 {{ font-size: 1.375rem; line-height: 1.3; margin: 0 0 .25rem; }}
[lang=en] {{ color: #4a4a4a; }}
.state {{ border-left: .375rem solid {colour}; background: #f4f6fb; margin: 1rem 0;
  padding: .75rem 1rem; }}
.state strong {{ display: block; font-size: 1.25rem; }}
dt {{ margin-top: .75rem; color: #4a4a4a; }}
dd {{ margin: 0; font-weight: 600; }}
dd span, p span {{ display: block; font-weight: 400; }}
</style>
</head>
<body>
<main>
{content}
</main>
</body>
</html>
"""
FOUND: Final = """<h1>Hồ sơ {code}</h1>
<p>{procedure}</p>
<div class="state" role="status">
<strong>{status}</strong>
<span lang="en">{status_en}</span>
</div>
<p>{step}<span lang="en">{step_en}</span></p>
<dl>
{facts}
</dl>"""
FACT: Final = """<dt>{vi} <span lang="en">{en}</span></dt>
<dd>{value}{extra}</dd>"""
REFUSED: Final = """<h1>{vi}</h1>
<p lang="en">{en}</p>
<p>Hãy kiểm tra lại mã hồ sơ in trên giấy tiếp nhận, hoặc hỏi Bộ phận Một cửa.
<span lang="en">Please check the code on your receipt, or ask the one-stop unit.</span></p>"""
COLOURS: Final = {Standing.LATE: "#b3261e", Standing.SOON: "#8a5300"}
CALM, SILENT = "#3d5a99", "#6b6b6b"


def found(status: PublicStatus) -> Html:
    """The page of a dossier, as anybody may see it."""
    content = FOUND.format(
        code=escape(status.dossier_id),
        procedure=escape(status.procedure_name),
        status=escape(status.status_name),
        status_en=escape(status.status_name_en),
        step=escape(status.next_step),
        step_en=escape(status.next_step_en),
        facts="\n".join(_facts(status)),
    )
    colour = COLOURS.get(status.clock.standing, CALM)
    title = f"{status.status_name} – {status.dossier_id}"
    return Html(PAGE.format(title=escape(title), colour=colour, content=content))


def refused(problem: Problem) -> Html:
    """The page that stands for a refusal, with its status."""
    _, vi, en = TITLES[problem.slug]
    content = REFUSED.format(vi=escape(vi), en=escape(en))
    page = PAGE.format(title=escape(vi), colour=SILENT, content=content)
    return Html(page, problem.details.status)


def _facts(status: PublicStatus) -> list[str]:
    """What stands below the status; dates that are not known yet are left out."""
    clock = status.clock
    agency_en = f'<span lang="en">{escape(status.agency_name_en)}</span>'
    dates = (
        ("Ngày nộp", "Submitted", status.submitted_at),
        ("Tiếp nhận chậm nhất", "To be accepted by", clock.reception_due_at),
        ("Ngày tiếp nhận", "Accepted", status.accepted_at),
        ("Ngày hẹn trả kết quả", "Result due", clock.due_at),
    )
    found = [_fact("Cơ quan giải quyết", "Agency", escape(status.agency_name), agency_en)]
    for vi, en, at in dates:
        if at is not None:
            moment = f'<span lang="en">{moment_en(local(at))}</span>'
            found.append(_fact(vi, en, moment_vi(local(at)), moment))
    if clock.explanation:
        found.append(_fact("Cách tính ngày hẹn", "Why this date", *_explained(status)))
    return found


def _explained(status: PublicStatus) -> tuple[str, str]:
    english = f'<span lang="en">{escape(status.clock.explanation_en)}</span>'
    return f"<span>{escape(status.clock.explanation)}</span>", english


def _fact(vi: str, en: str, value: str, extra: str) -> str:
    return FACT.format(vi=vi, en=en, value=value, extra=extra)
