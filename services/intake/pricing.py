"""What a filing costs, from what the applicant answered. Pure.

The form's own fields ``case``, ``object``, ``copies``, ``pages`` and ``exemption`` carry what fee
rules ask about.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from services.intake.views import Filing
from shared.reference import fees
from shared.reference.fees import FeeLine, NoFeeRule
from shared.reference.model import Channel, Procedure
from shared.web.problems import invalid, wrong_field


def bill(filing: Filing, channel: Channel, procedure: Procedure, on: date) -> tuple[FeeLine, ...]:
    """The phí and lệ phí of a filing by the law of that local day, one line per item.

    Raises:
        Problem: 422 if no rule prices what was answered.
    """
    try:
        return fees.price(procedure, _facts(filing, channel, on))
    except NoFeeRule as error:
        raise invalid(
            wrong_field(
                "/answers/case",
                "no_fee_rule",
                f"Chưa có mức phí, lệ phí cho trường hợp này ({error.item}).",
                f"No fee is set for this case ({error.item}).",
            )
        ) from error


def _facts(filing: Filing, channel: Channel, on: date) -> fees.Filing:
    answers = filing.answers
    claimed = answers.get("exemption")
    return fees.Filing(
        applicant_type=filing.applicant_type,
        channel=channel,
        filed_on=on,
        case=_text(answers.get("case")),
        object=_text(answers.get("object")),
        copies=_count(answers.get("copies")),
        pages=_count(answers.get("pages")),
        exemptions=(claimed,) if isinstance(claimed, str) else (),
    )


def _text(answer: Any) -> str:
    return answer if isinstance(answer, str) else ""


def _count(answer: Any) -> int:
    return answer if isinstance(answer, int) and answer > 0 else 1
