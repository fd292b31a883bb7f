"""What the system says of files and addresses, in words for people; what somebody here said already stays."""

from __future__ import annotations

import errno
import os
import socket

import pytest

from opd_exporter.commands.system_errors import told


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE)), "port ini sudah dipakai program lain"),
        (
            FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "x.json"),
            "tidak ada; periksa nama dan foldernya",
        ),
        (OSError(errno.ENOENT, "folder /x tidak ada"), "folder /x tidak ada"),
        (OSError(errno.EXDEV, os.strerror(errno.EXDEV)), os.strerror(errno.EXDEV)),
        (socket.gaierror(-2, "Name or service not known"), "nama atau alamat ini tidak dikenal"),
        (OSError("lain"), "lain"),
    ],
)
def test_an_error_is_told_in_words(error: OSError, says: str) -> None:
    assert told(error) == says
