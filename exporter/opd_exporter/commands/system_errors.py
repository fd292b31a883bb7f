"""What the operating system says of files and addresses, for people."""

from __future__ import annotations

import errno
import os
import socket

_SAID = {
    errno.ENOENT: "tidak ada; periksa nama dan foldernya",
    errno.EACCES: "tidak ada izin",
    errno.EPERM: "tidak ada izin",
    errno.EISDIR: "ini folder, bukan berkas",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.ENOSPC: "diska penuh",
    errno.EROFS: "diska ini hanya dapat dibaca",
    errno.EADDRINUSE: "port ini sudah dipakai program lain",
    errno.EADDRNOTAVAIL: "alamat ini bukan milik mesin ini",
}


def told(error: OSError) -> str:
    """The error in Indonesian where it is a common one, else as it is."""
    if isinstance(error, socket.gaierror):
        return "nama atau alamat ini tidak dikenal"
    if error.errno in _SAID and error.strerror == os.strerror(error.errno):
        return _SAID[error.errno]
    return error.strerror or str(error)
