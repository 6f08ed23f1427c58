"""How often one client may ask: so many times in any window of so many seconds."""

import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class RateLimit:
    """At most `limit` requests of one client in any `window` seconds; `clock` tells seconds."""

    limit: int
    window: float = 60
    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, deque[float]] = field(default_factory=dict)

    def wait_for(self, client: str) -> int:
        """0 when the client may ask now, and it is counted; else whole seconds until it may."""
        now = self.clock()
        self._forget_before(now - self.window)
        times = self._seen.setdefault(client, deque())
        if len(times) >= self.limit:
            return max(1, math.ceil(times[0] + self.window - now))
        times.append(now)
        return 0

    def _forget_before(self, moment: float) -> None:
        for client, times in list(self._seen.items()):
            while times and times[0] <= moment:
                times.popleft()
            if not times:
                del self._seen[client]
