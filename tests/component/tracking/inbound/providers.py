"""Our providers' end, for the tests of replies."""

from __future__ import annotations

from collections.abc import Callable, Collection

from services.tracking.outbound.protocol import ESMS, NEVER_TWICE, SPEEDSMS, Sms
from shared.messaging.handing import Handed, NotHanded, Unreachable


class Providers:
    """What was handed over, and the failures in the script before that.

    As ``sending.send_sms``: eSMS is asked first, SpeedSMS when that could not be reached.
    """

    def __init__(self) -> None:
        self.sent: list[Sms] = []
        self.asked: list[tuple[str, str]] = []
        self.faults: list[BaseException] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def send_sms(
        self,
        sms: Sms,
        skip: Collection[str] = (),
        about_to: Callable[[str], None] = lambda name: None,
    ) -> Handed:
        last: NotHanded = Unreachable("none")
        for name in (ESMS, SPEEDSMS):
            if name not in skip:
                try:
                    return self._ask(name, sms, about_to)
                except Unreachable as error:
                    last = error
        raise last

    def _ask(self, name: str, sms: Sms, about_to: Callable[[str], None]) -> Handed:
        if name in NEVER_TWICE:
            about_to(name)
        self.asked.append((name, sms.reference))
        self.meanwhile()
        if self.faults:
            fault = self.faults.pop(0)
            if isinstance(fault, NotHanded):
                fault.provider = name
            raise fault
        self.sent.append(sms)
        return Handed(provider=name, provider_id=str(len(self.sent)))
