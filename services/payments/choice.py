"""Which gateway an agency uses and with what agreement: one JSON secret, read every five minutes.

The national platform and VNPAY have one agreement each for the whole province; an agency may choose
between them and have its own account.
"""

from __future__ import annotations

import time
from functools import lru_cache
from typing import Final

import msgspec
from msgspec import Struct

from services.payments import sending
from services.payments.gateways.national import National, Partner
from services.payments.gateways.protocol import Account, Gateway
from services.payments.gateways.vnpay import Terminal, Vnpay
from services.payments.model import GatewayName
from shared import aws
from shared.settings import need
from shared.web.problems import Problem

FRESH_SECONDS: Final = 300


class TransferAccount(Struct, frozen=True, kw_only=True):
    """An account that takes transfers; ``bin`` is its bank's six-digit number at NAPAS."""

    bin: str
    bank: str
    number: str
    holder: str


class AgencyChoice(Struct, frozen=True, kw_only=True):
    """Where one agency departs from the province's usual choice."""

    gateway: GatewayName | None = None
    account: Account | None = None
    transfer: TransferAccount | None = None


class Configuration(Struct, frozen=True, kw_only=True):
    """The secret's content."""

    gateway: GatewayName
    account: Account
    transfer: TransferAccount | None = None
    agencies: dict[str, AgencyChoice] = {}
    national: Partner | None = None
    vnpay: Terminal | None = None

    def gateway_of(self, agency_code: str) -> GatewayName:
        """The gateway for an agency's new payments."""
        return self.agencies.get(agency_code, AgencyChoice()).gateway or self.gateway

    def account_of(self, agency_code: str) -> Account:
        """The account that receives an agency's fees."""
        return self.agencies.get(agency_code, AgencyChoice()).account or self.account

    def transfer_of(self, agency_code: str) -> TransferAccount | None:
        """The account for transfers of an agency's fees, if it takes any."""
        return self.agencies.get(agency_code, AgencyChoice()).transfer or self.transfer


def configuration() -> Configuration:
    """The province's payment agreements.

    Raises:
        Problem: 503 before they are set up.
    """
    try:
        return _configuration(need("gateways_secret"), int(time.monotonic() // FRESH_SECONDS))
    except msgspec.DecodeError as error:
        raise _closed() from error


def gateway(name: GatewayName) -> Gateway:
    """A gateway under the province's agreement.

    Raises:
        Problem: 503 where there is none.
    """
    found = configuration()
    if name == "vnpay" and found.vnpay is not None:
        return Vnpay(found.vnpay, sending.send)
    if name == "national" and found.national is not None:
        return National(found.national, sending.send)
    raise _closed()


def vnpay() -> Vnpay:
    """VNPAY itself, which can also read what a returning browser carries."""
    found = gateway("vnpay")
    assert isinstance(found, Vnpay)
    return found


def forget() -> None:
    """Drop what is cached, for tests."""
    _configuration.cache_clear()


@lru_cache(maxsize=1)
def _configuration(secret: str, _: int) -> Configuration:
    text = aws.secrets().get_secret_value(SecretId=secret)["SecretString"]
    return msgspec.json.decode(text, type=Configuration)


def _closed() -> Problem:
    return Problem(
        "gateway-unreachable",
        "Thanh toán trực tuyến chưa được mở; vui lòng nộp tại bộ phận một cửa.",
        "Online payment has not been set up yet; please pay at the one-stop unit.",
    )
