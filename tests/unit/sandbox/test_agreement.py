"""The services' signing and the sandbox's were written apart: they must agree on everything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from infra.sandbox.payments import signing as sandbox
from services.payments.gateways import national
from services.payments.gateways import vnpay_signing as ours

SAFE = st.characters(exclude_characters="|~*!'()", exclude_categories=["Cs"])
texts = st.text(SAFE)
secrets = st.text(min_size=1)
FIELDS = {
    sandbox.QUERYDR: ours.QUERY_FIELDS,
    sandbox.REFUND: ours.REFUND_FIELDS,
    sandbox.QUERYDR_ANSWER: ours.QUERY_ANSWER_FIELDS,
    sandbox.REFUND_ANSWER: ours.REFUND_ANSWER_FIELDS,
}
NATIONAL_FIELDS = {
    sandbox.INIT: national.INIT_FIELDS,
    sandbox.CONFIRM: national.CONFIRM_FIELDS,
    sandbox.CONFIRM_ANSWER: national.ANSWER_FIELDS,
    sandbox.QUERY: national.QUERY_FIELDS,
}


def test_both_sign_the_same_fields_in_the_same_order() -> None:
    assert all(
        tuple(f"vnp_{name}" for name in theirs.split()) == fields
        for theirs, fields in FIELDS.items()
    )
    assert all(tuple(theirs.split()) == fields for theirs, fields in NATIONAL_FIELDS.items())


@given(st.dictionaries(st.sampled_from(ours.QUERY_FIELDS), texts), secrets)
def test_both_sign_parameters_alike(parameters: dict[str, str], secret: str) -> None:
    expected = sandbox.vnpay_query_hash(parameters.items(), secret)
    assert ours.signature(ours.canonical(parameters), secret) == expected


@given(st.data(), st.sampled_from(sorted(FIELDS)), secrets)
def test_both_sign_the_merchant_api_alike(data: st.DataObject, theirs: str, secret: str) -> None:
    message = data.draw(st.dictionaries(st.sampled_from(FIELDS[theirs]), texts))
    expected = sandbox.vnpay_fields_hash(message, theirs, secret)
    assert ours.fields_signature(message, FIELDS[theirs], secret) == expected


@given(st.data(), st.sampled_from(sorted(NATIONAL_FIELDS)), secrets)
def test_both_sign_national_messages_alike(data: st.DataObject, theirs: str, secret: str) -> None:
    fields = NATIONAL_FIELDS[theirs]
    message = data.draw(st.fixed_dictionaries(dict.fromkeys(fields, texts)))
    expected = sandbox.national_hash(message, theirs, secret)
    assert national.authentication((message[name] for name in fields), secret) == expected
