"""How each provider behaves: as it should, until somebody asks for a fault."""

import time
from dataclasses import dataclass, field

ESMS, SPEEDSMS, MAIL = "esms", "speedsms", "mail"
PROVIDERS = (ESMS, SPEEDSMS, MAIL)
LATE = 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of a message and of the telling of it. `early`: told before it is answered."""

    delivered: bool = True
    copies: int = 1
    early: bool = False
    delay: float | None = None
    """Seconds until it is told; None is the usual time."""


FATES = {
    "delivered": Fate(),
    "failed": Fate(delivered=False),
    "none": Fate(copies=0),
    "late": Fate(delay=LATE),
    "twice": Fate(copies=2),
    "early": Fate(early=True),
}


@dataclass(slots=True)
class Behaviour:
    """Until `until` (monotonic seconds) a provider is down; with a `wait` it is only slow.

    `planned` are the codes of its next answers, `fate` what becomes of what it takes.
    """

    until: float = 0.0
    wait: float = 0.0
    planned: list[str] = field(default_factory=list)
    fate: Fate = field(default_factory=Fate)

    @property
    def is_down(self) -> bool:
        return self._is_faulty and not self.wait

    @property
    def lateness(self) -> float:
        """Seconds to wait before answering."""
        return self.wait if self._is_faulty else 0.0

    def fail(self, seconds: float, wait: float) -> None:
        self.until, self.wait = time.monotonic() + seconds, wait

    def next_code(self) -> str | None:
        """The code that the next answer must have, if one was asked for."""
        return self.planned.pop(0) if self.planned else None

    def mend(self) -> None:
        self.until, self.wait, self.fate = 0.0, 0.0, Fate()
        self.planned.clear()

    @property
    def _is_faulty(self) -> bool:
        return time.monotonic() < self.until
