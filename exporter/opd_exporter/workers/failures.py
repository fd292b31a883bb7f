"""Why a reader gave no result."""

from __future__ import annotations


class WorkFailed(Exception):
    """The work ran out of time, of memory, or its process died."""


class TookTooLong(WorkFailed):
    """The work was not done in time, and its process killed. ``seconds``: how long it had."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class NotBegun(WorkFailed):
    """All workers were busy with other sites until the time was up, or this machine has no memory for any, or was busy
    with other things most of it: nothing can be said of this site."""


class Died(Exception):
    """The process ended without an answer. ``killed`` tells that somebody else ended it (SIGKILL): the kernel for
    want of memory, not the page that was read."""

    def __init__(self, killed: bool) -> None:
        super().__init__()
        self.killed = killed
