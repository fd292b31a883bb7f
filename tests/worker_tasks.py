"""What workers are given in their tests. Imported by the workers before their walls stand, so it imports little."""

from __future__ import annotations

import os
import re
import signal

from opd_exporter.workers.serving import MEMORY


def never_returns() -> None:
    re.match(r"(a+)+$", "a" * 40 + "b")  # in C, where no signal is heard


def kills_itself() -> None:
    signal.raise_signal(signal.SIGKILL)


def crashes() -> None:
    signal.raise_signal(signal.SIGSEGV)


def kills_itself_if(pid: int) -> str:
    if os.getpid() == pid:
        kills_itself()
    return "read"


def eats_memory() -> int:
    return len(b"x" * (MEMORY + 1))


def cannot_be_sent() -> object:
    return lambda: None


def fails() -> None:
    raise ValueError("halaman rusak")
