"""What a library might try inside a reader. Imported by the readers before their walls stand."""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import resource
import socket
import subprocess
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path

import htmldate.utils
from lxml import etree

_LIBC = ctypes.CDLL(None, use_errno=True)


def _system(command: str) -> None:
    """os.system tells of a refusal by what it gives."""
    if os.system(command) != 0:  # noqa: S605 # it is the point
        raise PermissionError


def _connect_again() -> None:
    """connect(2), past Python, on every descriptor that is open: one is the reader's own socket."""
    for number in range(20):
        if _LIBC.connect(number, b"\0" * 16, 16) == 0 or ctypes.get_errno() != errno.EPERM:
            return
    raise PermissionError


def _library(url: str) -> None:
    if htmldate.utils.fetch_url(url) is None:
        raise PermissionError


def _called(name: str, *arguments: object) -> None:
    if getattr(_LIBC, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)


def attempts(folder: str, url: str, parent: int) -> dict[str, Callable[[], object]]:
    """By name; each raises when it is refused. ``folder`` holds a file ``ada``, ``url`` leads to a server."""
    there, new = Path(folder, "ada"), Path(folder, "baru")
    host, port = url.removeprefix("http://").rstrip("/").split(":")
    return {
        "open to read": there.read_bytes,
        "open to write": lambda: new.write_bytes(b"x"),
        "unlink": there.unlink,
        "rename": lambda: there.rename(new),
        "mkdir": new.mkdir,
        "chmod": lambda: there.chmod(0),
        "truncate": lambda: os.truncate(there, 0),
        "stat": there.stat,
        "list a folder": lambda: os.listdir(folder),
        "change folder": lambda: os.chdir("/"),
        "socket": socket.socket,
        "socket pair": socket.socketpair,
        "connection": lambda: socket.create_connection((host, int(port)), 1),
        "name": lambda: socket.getaddrinfo("nama.example.go.id", 80),
        "urllib": lambda: urllib.request.urlopen(url, timeout=1),  # noqa: S310
        "library": lambda: _library(url),
        "parser": lambda: etree.parse(str(there)),
        "connect again": _connect_again,
        "pipe": os.pipe,
        "duplicate": lambda: os.dup(0),
        "system": lambda: _system(f"touch {new}"),
        "subprocess": lambda: subprocess.run(["touch", str(new)], check=True),
        "spawn": lambda: os.posix_spawn("/bin/touch", ["touch", str(new)], {}),
        "exec": lambda: os.execv("/bin/touch", ["touch", str(new)]),  # noqa: S606
        "fork": lambda: os.fork() or os._exit(0),
        "thread": lambda: threading.Thread(target=print).start(),
        "kill the parent": lambda: os.kill(parent, 0),
        "limits": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64)),
        "shared memory": lambda: _called("shmget", 0, mmap.PAGESIZE, 0o1600),
        "io_uring": lambda: _called("syscall", 425, 8, bytes(120)),
        "memory of another": lambda: _called("process_vm_readv", parent, None, 0, None, 0, 0),
        "file in memory": lambda: os.memfd_create("x"),
    }


def refusals(folder: str, url: str, parent: int, but: tuple[str, ...] = ()) -> dict[str, str]:
    """Each attempt, and what refused it: an error's name, or an empty string when nothing did."""
    outcome = {}
    for name, attempt in attempts(folder, url, parent).items():
        if name in but:
            continue
        try:
            attempt()
        except Exception as error:
            outcome[name] = type(error).__name__
        else:
            outcome[name] = ""
    return outcome


def lacks() -> bool:
    """Libraries ask whether a module has something; Python must be able to say that it has not."""
    return not hasattr(os, "tidak_ada") and not hasattr(errno, "tidak_ada")
