"""How a request ends early: one exception with its reason, and the reasons of other people's exceptions."""

from __future__ import annotations

import ssl
import unicodedata

from opd_exporter.domain.vocabulary import Reason


class Failure(Exception):
    """A request that cannot go on. ``str()`` is one line for people; what a library said in it is as it was."""

    def __init__(self, reason: Reason, explanation: str) -> None:
        super().__init__(explanation)
        self.reason = reason


class Distrusted(Exception):
    """The certificate is not trusted for this name, now; the page can still be fetched without trust."""


class Closed(OSError):
    """The server ended the connection before its answer did."""


def before_header(error: Exception) -> Failure:
    """What a failure between the connection and the end of the header means."""
    if isinstance(error, ssl.SSLError):
        return Failure(Reason.TLS, f"sambungan aman (TLS) terputus: {described(error)}")
    if isinstance(error, TimeoutError):  # the kernel's own, ETIMEDOUT
        return Failure(Reason.TIMEOUT, "sambungan habis waktu sebelum kepala jawaban lengkap")
    if isinstance(error, OSError):
        return Failure(Reason.CONNECT, f"ditutup sebelum kepala jawaban lengkap: {described(error)}")
    return Failure(Reason.PROTOCOL, f"jawabannya tidak dapat dibaca: {described(error)}")


def described(error: BaseException | None) -> str:
    """The kind of an error and the first line of its text."""
    text = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {text}" if text else type(error).__name__


def without_controls(text: str) -> str:
    """The text without control characters, bidirectional marks among them, and lone surrogates."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(char for char in text if unicodedata.category(char) not in ("Cc", "Cf", "Cs"))
