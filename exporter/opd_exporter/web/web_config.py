"""``--web-config``: TLS and passwords for the exporter's own server, in the form Prometheus' programs use.

A subset of the exporter toolkit's web.yml; what is not supported is refused rather than ignored.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import re
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bcrypt
import yaml
from aiohttp import web

_KNOWN = {"tls_server_config": ("cert_file", "key_file"), "basic_auth_users": None}
_HASH = re.compile(r"\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}")
_NOBODY = b"$2b$10$" + b"." * 53
"""Compared for unknown names, so that they take as long as known ones."""
_REMEMBERED = 100
"""Accepted credentials that are not hashed again for every request."""
_BCRYPT_BYTES = 72

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WebConfigError(Exception):
    """A web configuration that cannot be used; the message says what to do."""


@dataclass(frozen=True)
class WebConfig:
    """What the file says, usable."""

    certificate: Path | None = None
    key: Path | None = None
    users: dict[str, str] = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    """None: plain HTTP."""

    def renew(self) -> None:
        """Read the certificate again: new connections get the new one. Raises :class:`WebConfigError`."""
        if self.context and self.certificate:
            _load_chain(self.context, self.certificate, self.key)

    def protect(self, application: web.Application) -> None:
        """Ask every request for a password when users are configured."""
        if self.users:
            application.middlewares.append(_guard(self.users))


def _guard(users: dict[str, str]) -> Any:
    """The middleware that lets these users in."""
    accepted: set[bytes] = set()
    turn = asyncio.Semaphore(1)  # bcrypt is slow on purpose: a flood of guesses gets one core, not all

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        header = request.headers.get("Authorization", "")
        name = hashlib.sha256(header.encode("utf-8", "surrogateescape")).digest()
        if name not in accepted:
            async with turn:
                fits = bool(header) and await asyncio.to_thread(knows, users, header)
            if not fits:
                return web.Response(
                    status=401,
                    text="Unauthorized\n",
                    headers={"WWW-Authenticate": 'Basic realm="opd-exporter"'},
                )
            if len(accepted) < _REMEMBERED:
                accepted.add(name)
        return await handler(request)

    return check


def knows(users: dict[str, str], header: str) -> bool:
    """Whether an ``Authorization`` header names one of the users (name -> bcrypt hash) and the right password."""
    scheme, _, encoded = header.partition(" ")
    try:
        name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        fits = bcrypt.checkpw(password.encode()[:_BCRYPT_BYTES], users.get(name, "").encode() or _NOBODY)
    except (binascii.Error, ValueError):
        return False
    return scheme.lower() == "basic" and fits and name in users


def _load_chain(context: ssl.SSLContext, certificate: Path, key: Path | None) -> None:
    try:
        context.load_cert_chain(
            certificate, key, password=""
        )  # "": an encrypted key is refused, not asked for
    except (OSError, ssl.SSLError, ValueError) as error:
        raise WebConfigError(
            f"sertifikat {certificate} atau kuncinya {key} tidak dapat dipakai: {error}"
        ) from None


def _checked(path: Path, data: Any) -> dict[str, dict[str, str]]:
    """The file's content when it is of the known form."""
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise WebConfigError(f"{path}: harus berisi tls_server_config dan/atau basic_auth_users")
    for section, value in data.items():
        if section not in _KNOWN:
            raise WebConfigError(f"{path}: «{section}» tidak dikenal; yang didukung: {', '.join(_KNOWN)}")
        if not isinstance(value, dict) or not all(
            isinstance(name, str) and isinstance(one, str) for name, one in value.items()
        ):
            raise WebConfigError(f"{path}: «{section}» harus berisi pasangan nama: teks")
        inner = _KNOWN[section]
        if inner and set(value) != set(inner):
            odd = sorted(set(value) - set(inner))
            what = f"tidak mendukung {', '.join(odd)}" if odd else "belum lengkap"
            raise WebConfigError(f"{path}: «{section}» {what}; isi dengan {' dan '.join(inner)}")
    for name, hashed in data.get("basic_auth_users", {}).items():
        if not _HASH.fullmatch(hashed):
            raise WebConfigError(
                f"{path}: kata sandi «{name}» harus berupa hash bcrypt (buat dengan: htpasswd -nBC 10 {name})"
            )
    return data


def load_web_config(path: Path) -> WebConfig:
    """The web configuration in a file; paths in it are relative to it. Raises :class:`WebConfigError`."""
    try:
        data = _checked(path, yaml.safe_load(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError) as error:
        raise WebConfigError(f"{path}: tidak dapat dibaca: {error}") from None
    users, tls = data.get("basic_auth_users", {}), data.get("tls_server_config")
    if not tls:
        return WebConfig(users=users)
    certificate, key = path.parent / tls["cert_file"], path.parent / tls["key_file"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _load_chain(context, certificate, key)
    return WebConfig(certificate, key, users, context)
