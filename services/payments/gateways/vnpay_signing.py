"""How VNPAY 2.1.0 signs: HMAC-SHA512 over canonical parameters, or over fields joined by ``|``."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from typing import Final
from urllib.parse import parse_qsl, quote_plus

from services.payments.gateways.protocol import Malformed
from services.payments.gateways.wire import joined

PREFIX: Final = "vnp_"
HASH: Final = "vnp_SecureHash"
_UNSIGNED: Final = (HASH, "vnp_SecureHashType")
UNSAFE: Final = frozenset("~*!'()")
"""Languages' URL encoders differ over these, so a value that holds one has no certain signature."""

QUERY_FIELDS: Final = (
    *("vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TxnRef"),
    *("vnp_TransactionDate", "vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo"),
)
REFUND_FIELDS: Final = (
    *("vnp_RequestId", "vnp_Version", "vnp_Command", "vnp_TmnCode", "vnp_TransactionType"),
    *("vnp_TxnRef", "vnp_Amount", "vnp_TransactionNo", "vnp_TransactionDate", "vnp_CreateBy"),
    *("vnp_CreateDate", "vnp_IpAddr", "vnp_OrderInfo"),
)
REFUND_ANSWER_FIELDS: Final = (
    *("vnp_ResponseId", "vnp_Command", "vnp_ResponseCode", "vnp_Message", "vnp_TmnCode"),
    *("vnp_TxnRef", "vnp_Amount", "vnp_BankCode", "vnp_PayDate", "vnp_TransactionNo"),
    *("vnp_TransactionType", "vnp_TransactionStatus", "vnp_OrderInfo"),
)
QUERY_ANSWER_FIELDS: Final = (*REFUND_ANSWER_FIELDS, "vnp_PromotionCode", "vnp_PromotionAmount")


def signed_part(parameters: Mapping[str, str]) -> dict[str, str]:
    """The parameters that the signature covers: VNPAY's own, not empty, without the hash."""
    return {
        name: value
        for name, value in parameters.items()
        if name.startswith(PREFIX) and name not in _UNSIGNED and value
    }


def canonical(parameters: Mapping[str, str]) -> str:
    """The signed parameters in order of name, URL-encoded, a space as ``+``."""
    pairs = sorted(signed_part(parameters).items())
    return "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)


def signature(text: str, secret: str) -> str:
    """HMAC-SHA512 in lower-case hex."""
    return hmac.new(secret.encode(), text.encode(), hashlib.sha512).hexdigest()


def fields_signature(message: Mapping[str, str], fields: Iterable[str], secret: str) -> str:
    """The checksum of a message of the merchant API; an absent field counts as empty.

    Raises ValueError for a field that holds ``|``.
    """
    return signature(joined(message.get(name, "") for name in fields), secret)


def signed_query(parameters: Mapping[str, str], secret: str) -> str:
    """The query string of a pay URL. Raises ValueError for a value that holds one of `UNSAFE`."""
    unsafe = [name for name, value in signed_part(parameters).items() if UNSAFE & set(value)]
    if unsafe:
        raise ValueError(f"values with {''.join(sorted(UNSAFE))} cannot be signed: {unsafe}")
    text = canonical(parameters)
    return f"{text}&{HASH}={signature(text, secret)}"


def parameters_of(raw_query: str) -> dict[str, str]:
    """A raw query string decoded once, ``+`` as a space. Raises `Malformed` for a name given twice.

    For whoever has the raw string; REST APIs of API Gateway hand over decoded parameters.
    """
    try:
        pairs = parse_qsl(raw_query, keep_blank_values=True, errors="strict")
    except ValueError as error:
        raise Malformed("not a query string") from error
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("a parameter is given twice")
    return found
