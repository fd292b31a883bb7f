"""What one probe may spend: time and requests, shared by all its GETs."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field


@dataclass
class Budget:
    """A deadline and a number of requests. Hops, and connections made again without trust, count."""

    deadline: float
    """Moment in the event loop's time (``loop.time()``), seconds."""
    requests: int
    """Requests left."""
    distrusted: set[tuple[str, int]] = field(default_factory=set)
    """Host and port whose certificate was refused in this probe: judged once, then fetched without trust."""

    @classmethod
    def of(cls, seconds: float, requests: int) -> Budget:
        """A budget that begins now. Needs a running event loop."""
        return cls(asyncio.get_running_loop().time() + seconds, requests)

    def remaining(self) -> float:
        """Seconds left, never negative."""
        return max(0.0, self.deadline - asyncio.get_running_loop().time())

    @property
    def exhausted(self) -> bool:
        """Whether no request or no time is left."""
        return self.requests <= 0 or self.remaining() <= 0

    def spend(self) -> bool:
        """Takes one request; False when none is left."""
        if self.requests <= 0:
            return False
        self.requests -= 1
        return True
