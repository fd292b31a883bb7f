"""What a reader process may still do once it is warm: compute, and answer over its pipe.

A reader parses what strangers wrote with libraries that we did not write. Two walls, either of which is enough to
keep them from files and the network, both without privileges:

* **descriptors**: hard limits of zero on descriptors and processes (setrlimit(2)). What is open stays open; nothing can
  be opened, no socket made. It stands on any Unix.
* **calls**: a seccomp filter (seccomp(2)) that lets through the few system calls of a program that only computes, and
  answers EPERM to all others, also to those that need no new descriptor: connect, execve, fork, unlink, ptrace, kill.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import resource
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

CALLS = {
    "x86_64": {
        "read": 0,
        "write": 1,
        "close": 3,
        "mmap": 9,
        "mprotect": 10,
        "munmap": 11,
        "brk": 12,
        "rt_sigaction": 13,
        "rt_sigprocmask": 14,
        "rt_sigreturn": 15,
        "writev": 20,
        "sched_yield": 24,
        "mremap": 25,
        "madvise": 28,
        "nanosleep": 35,
        "setitimer": 38,
        "getpid": 39,
        "exit": 60,
        "uname": 63,
        "getcwd": 79,
        "gettimeofday": 96,
        "getrusage": 98,
        "sysinfo": 99,
        "times": 100,
        "sigaltstack": 131,
        "gettid": 186,
        "time": 201,
        "futex": 202,
        "sched_getaffinity": 204,
        "restart_syscall": 219,
        "clock_gettime": 228,
        "clock_getres": 229,
        "clock_nanosleep": 230,
        "exit_group": 231,
        "set_robust_list": 273,
        "getcpu": 309,
        "getrandom": 318,
        "membarrier": 324,
        "rseq": 334,
    },
    "aarch64": {
        "getcwd": 17,
        "close": 57,
        "read": 63,
        "write": 64,
        "writev": 66,
        "exit": 93,
        "exit_group": 94,
        "futex": 98,
        "set_robust_list": 99,
        "nanosleep": 101,
        "clock_gettime": 113,
        "clock_getres": 114,
        "clock_nanosleep": 115,
        "setitimer": 103,
        "sched_getaffinity": 123,
        "sched_yield": 124,
        "restart_syscall": 128,
        "sigaltstack": 132,
        "rt_sigaction": 134,
        "rt_sigprocmask": 135,
        "rt_sigreturn": 139,
        "times": 153,
        "uname": 160,
        "getrusage": 165,
        "getcpu": 168,
        "gettimeofday": 169,
        "getpid": 172,
        "gettid": 178,
        "sysinfo": 179,
        "brk": 214,
        "munmap": 215,
        "mremap": 216,
        "mmap": 222,
        "mprotect": 226,
        "madvise": 233,
        "getrandom": 278,
        "membarrier": 283,
        "rseq": 293,
    },
}
"""The system calls that are let through, by machine, with their numbers (the kernel's ``asm/unistd.h``): memory,
clocks, an alarm for itself, signals, the pipe that is open, the end. Python 3.13 asks for its folder before it says
that a module lacks something, and breaks when it gets no answer."""
TGKILL = {"x86_64": 234, "aarch64": 131}
"""Signals to a thread, which abort(3) sends itself: let through to the own process alone."""
_MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""``AUDIT_ARCH_*`` of ``linux/audit.h``."""

_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _SECCOMP_MODE_FILTER = 38, 22, 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""``BPF_LD|BPF_W|BPF_ABS``, ``BPF_JMP|BPF_JEQ|BPF_K``, ``BPF_RET|BPF_K`` of ``linux/bpf_common.h``."""
_NUMBER, _MACHINE, _FIRST = 0, 4, 16
"""Where ``struct seccomp_data`` holds the call, the machine and the low half of the first argument."""
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000 | errno.EPERM


@dataclass(frozen=True)
class Walls:
    """Which walls stand."""

    descriptors: bool
    """Nothing can be opened: no file, no socket."""
    calls: bool
    """Nor can anything else be asked of the system than what a program needs that computes."""


class _Program(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _filter(machine: str, own: int) -> bytes:
    """The BPF program, instruction by instruction; ``own`` is the process it is for."""
    numbers = sorted(CALLS[machine].values())
    allow = len(numbers) + 3  # instructions from the first comparison to the last
    code = [
        (_LOAD, 0, 0, _MACHINE),
        (_EQUAL, 0, allow + 1, _MACHINES[machine]),
        (_LOAD, 0, 0, _NUMBER),
        *((_EQUAL, allow - at, 0, number) for at, number in enumerate(numbers)),
        (_EQUAL, 0, 2, TGKILL[machine]),
        (_LOAD, 0, 0, _FIRST),
        (_EQUAL, 1, 0, own),
        (_RETURN, 0, 0, _REFUSE),
        (_RETURN, 0, 0, _ALLOW),
    ]
    return b"".join(struct.pack("HBBI", *one) for one in code)


def _limit() -> None:
    for what in (resource.RLIMIT_NPROC, resource.RLIMIT_NOFILE):
        with suppress(OSError, ValueError):
            resource.setrlimit(what, (0, 0))


def _let_through_only_calls() -> None:
    machine = platform.machine()
    if not sys.platform.startswith("linux") or machine not in CALLS or sys.maxsize < 1 << 32:
        return
    code = _filter(machine, os.getpid())
    program = _Program(len(code) // 8, code)
    prctl = ctypes.CDLL(None).prctl
    prctl.argtypes = (ctypes.c_int, *(ctypes.c_ulong,) * 4)
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program), 0, 0)


def _refused(trial: Callable[[], object]) -> bool:
    try:
        trial()
    except OSError:
        return True
    return False


def confine() -> None:
    """Put up both walls around this process, for good. What the system does not permit is done without:
    :func:`standing` tells. All that will ever be read from files must have been read before."""
    _limit()
    _let_through_only_calls()


def standing() -> Walls:
    """Which walls stand around this process, by trial."""
    return Walls(
        descriptors=_refused(lambda: os.close(os.open("/", os.O_RDONLY))),
        calls=_refused(lambda: os.stat("/")),
    )
