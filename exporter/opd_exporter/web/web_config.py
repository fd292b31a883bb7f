"""``--web-config``: TLS and passwords for the exporter's own server, in the form Prometheus' programs use."""

from __future__ import annotations

import asyncio
import base64
import binascii
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import bcrypt
import yaml
from aiohttp import web

_NOBODY = b"$2b$10$" + b"." * 53
"""Compared for unknown names, so that they take as long as known ones."""


class WebConfigError(Exception):
    """A web configuration that cannot be used; the message says what to do."""


@dataclass(frozen=True)
class WebConfig:
    """What the file says."""

    certificate: Path | None = None
    key: Path | None = None
    users: dict[str, str] = field(default_factory=dict)

    @property
    def tls(self) -> bool:
        """Whether the server speaks TLS."""
        return self.certificate is not None

    def ssl_context(self) -> ssl.SSLContext | None:
        """The server's TLS settings. Raises :class:`WebConfigError` for files that cannot be used."""
        if self.certificate is None:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        try:
            context.load_cert_chain(self.certificate, self.key)
        except (OSError, ssl.SSLError) as error:
            raise WebConfigError(
                f"sertifikat {self.certificate} atau kuncinya tidak dapat dipakai: {error}"
            ) from None
        return context

    def protect(self, application: web.Application) -> None:
        """Ask every request for a password when users are configured."""
        if self.users:
            application.middlewares.insert(0, self._middleware())

    def _middleware(self) -> Any:
        accepted: set[str] = set()

        @web.middleware
        async def check(
            request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
        ) -> web.StreamResponse:
            header = request.headers.get("Authorization", "")
            if header not in accepted:
                if not await asyncio.to_thread(self._knows, header):
                    return web.Response(
                        status=401, text="Unauthorized\n", headers={"WWW-Authenticate": "Basic"}
                    )
                if len(accepted) < 100:
                    accepted.add(header)
            return await handler(request)

        return check

    def _knows(self, header: str) -> bool:
        scheme, _, encoded = header.partition(" ")
        try:
            name, _, password = base64.b64decode(encoded, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return False
        hashed = self.users.get(name, "").encode() or _NOBODY
        try:
            fits = bcrypt.checkpw(password.encode()[:72], hashed)
        except ValueError:
            return False
        return scheme.lower() == "basic" and fits and name in self.users


def load_web_config(path: Path) -> WebConfig:
    """The web configuration in a file. Raises :class:`WebConfigError`."""
    try:
        data = yaml.safe_load(path.read_text("utf-8")) or {}
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise WebConfigError(f"{path}: tidak dapat dibaca: {error}") from None
    if not isinstance(data, dict):
        raise WebConfigError(f"{path}: harus berisi tls_server_config dan/atau basic_auth_users")
    known = {"tls_server_config": ("cert_file", "key_file"), "basic_auth_users": None}
    for key, value in data.items():
        if key not in known:
            raise WebConfigError(f"{path}: «{key}» tidak dikenal; yang didukung: {', '.join(known)}")
        if not isinstance(value, dict):
            raise WebConfigError(f"{path}: «{key}» harus berisi pasangan nama: nilai")
        inner = known[key]
        for name in value:
            if inner and name not in inner:
                raise WebConfigError(
                    f"{path}: «{key}.{name}» tidak dikenal; yang didukung: {', '.join(inner)}"
                )
    tls = data.get("tls_server_config") or {}
    if tls and set(tls) != {"cert_file", "key_file"}:
        raise WebConfigError(f"{path}: tls_server_config harus berisi cert_file dan key_file")
    users = {str(name): str(hashed) for name, hashed in (data.get("basic_auth_users") or {}).items()}
    for name, hashed in users.items():
        if not hashed.startswith("$2"):
            raise WebConfigError(
                f"{path}: kata sandi «{name}» harus berupa hash bcrypt (htpasswd -nBC 10 {name})"
            )
    certificate, key = (
        (path.parent / tls["cert_file"], path.parent / tls["key_file"]) if tls else (None, None)
    )
    config = WebConfig(certificate, key, users)
    config.ssl_context()
    return config
