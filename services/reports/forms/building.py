"""The forms there are, and a report as a sheet. Pure: the same material, the same sheet."""

from __future__ import annotations

from typing import Final

from services.reports.asked import FormName
from services.reports.forms import (
    balance,
    index_766,
    late_reasons,
    money,
    online,
    payment,
    ranking,
    rating,
    statutory,
)
from services.reports.forms.form import Form
from services.reports.forms.headings import receiving, reporting, scope_words
from services.reports.forms.material import Material, Need
from services.reports.sheet import Sheet

FORMS: Final[dict[FormName, Form]] = {
    FormName.BY_FIELD: statutory.BY_FIELD,
    FormName.BY_PROCEDURE: statutory.BY_PROCEDURE,
    FormName.BY_AGENCY: statutory.BY_AGENCY,
    FormName.LATE_REASONS: late_reasons.FORM,
    FormName.ONLINE: online.FORM,
    FormName.PAYMENT: payment.FORM,
    FormName.MONEY: money.FORM,
    FormName.BALANCE: balance.FORM,
    FormName.INDEX_766: index_766.FORM,
    FormName.RATING: rating.FORM,
    FormName.RANKING: ranking.FORM,
}


def needs(form: FormName) -> frozenset[Need]:
    """The figures that a form is built from."""
    return FORMS[form].needs


def build(material: Material) -> Sheet:
    """The report that is asked for.

    Raises:
        NoSuchAgency, NotThen: the scope's agency was not there in the period.
    """
    asked = material.asked
    form = FORMS[asked.form]
    filled = form.fill(material)
    return Sheet(
        form=asked.form.value,
        code=form.code,
        title=form.title,
        basis=form.basis,
        reporting=reporting(material),
        receiving=receiving(material),
        first=asked.period.first,
        last=asked.period.last,
        issued_on=material.issued_on,
        unit=form.unit,
        scope=scope_words(material),
        grids=filled.grids,
        chart=filled.chart,
        provisional=material.provisional,
    )
