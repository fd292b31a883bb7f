"""TLS: what a browser of today would open, whether the system trusts it, and what the certificate says."""

from __future__ import annotations

import logging
import ssl
from datetime import datetime
from pathlib import Path

log = logging.getLogger(__name__)

_OFFERED = "ECDHE+AESGCM:ECDHE+CHACHA20:ECDHE+AES:kRSA+AESGCM:kRSA+AES:!aNULL:!eNULL:!AESCCM"
"""Cipher suites of today's browsers (Chrome, Firefox): forward secrecy first, plain RSA last; no finite-field
DH, whose weak groups would break a handshake that every browser makes with other suites."""

_LEGACY_SERVER = getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
"""Servers without RFC 5746, which browsers still open."""


def trusting() -> ssl.SSLContext:
    """A context that judges by the system's trust store (``SSL_CERT_FILE`` and ``_DIR`` are honoured). Where there is
    none, that is said: no site is to blame for it."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"] and not _certificates_lie_in(
        ssl.get_default_verify_paths().capath
    ):
        log.error(
            "this machine knows no certificate authority, so that no site's certificate is trusted: install"
            " ca-certificates, or mend SSL_CERT_FILE"
        )
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT  # on by default from Python 3.13; no browser does it
    return _like_a_browser(context, 2)


def _certificates_lie_in(folder: str | None) -> bool:
    """Whether the system has a folder of authorities, each of which is read when it is wanted."""
    try:
        return folder is not None and any(Path(folder).iterdir())
    except OSError:
        return False


def indifferent() -> ssl.SSLContext:
    """A context that takes any certificate, also one with a weak key."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return _like_a_browser(context, 0)


def _like_a_browser(context: ssl.SSLContext, level: int) -> ssl.SSLContext:
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= _LEGACY_SERVER
    context.set_ciphers(f"{_OFFERED}:@SECLEVEL={level}")
    context.set_alpn_protocols(["http/1.1"])
    return context


def not_after(certificate: bytes) -> datetime | None:
    """End of validity (UTC) of a DER certificate, or None when it cannot be read."""
    from cryptography import x509  # no start waits for the first certificate

    try:
        return x509.load_der_x509_certificate(certificate).not_valid_after_utc
    except (ValueError, OverflowError):
        return None
