"""``--web-config``: TLS and passwords for the exporter's own server, in the form Prometheus' programs use.

A subset of the exporter toolkit's web.yml; what is not supported is refused rather than ignored.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from opd_exporter.config import whole_file

MAX_BYTES = 256 << 10
"""Two thousand users."""
_KNOWN = {"tls_server_config": ("cert_file", "key_file"), "basic_auth_users": None}
_HASH = re.compile(r"\$2[aby]\$(0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}")
"""A cost is at least 4 and at most 31."""


class WebConfigError(Exception):
    """A web configuration that cannot be used; the message says what to do."""


@dataclass(frozen=True)
class WebConfig:
    """What the file says, usable."""

    path: Path
    users: dict[str, str] = field(default_factory=dict)
    context: ssl.SSLContext | None = None
    """None: plain HTTP."""


def _load_chain(context: ssl.SSLContext, certificate: Path, key: Path) -> None:
    try:
        for file in (certificate, key):
            whole_file.check(file)
        # An empty password: an encrypted key is refused, not asked for.
        context.load_cert_chain(certificate, key, password="")
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
        if problem := _wrong(section, value):
            raise WebConfigError(f"{path}: «{section}» {problem}")
    for name, hashed in data.get("basic_auth_users", {}).items():
        if not _HASH.fullmatch(hashed):
            raise WebConfigError(
                f"{path}: kata sandi «{name}» harus berupa hash bcrypt (buat dengan: htpasswd -nBC 10 {name})"
            )
    return data


def _wrong(section: Any, value: Any) -> str:
    """What is wrong with a section; empty when nothing is."""
    if section not in _KNOWN:
        return f"tidak dikenal; yang didukung: {', '.join(_KNOWN)}"
    texts = isinstance(value, dict) and all(isinstance(one, str) for pair in value.items() for one in pair)
    if not texts:
        return "harus berisi pasangan nama: teks"
    inner = _KNOWN[section]
    if not inner or set(value) == set(inner):
        return ""
    odd = sorted(set(value) - set(inner))
    what = f"tidak mendukung {', '.join(odd)}" if odd else "belum lengkap"
    return f"{what}; isi dengan {' dan '.join(inner)}"


def load_web_config(path: Path, before: WebConfig | None = None) -> WebConfig:
    """The web configuration in a file, with its certificate; paths in it are relative to it. ``before`` is the one
    in force: a file that was emptied since is more likely cut off than meant to open everything. Raises
    :class:`WebConfigError`."""
    try:
        body = whole_file.read(path, MAX_BYTES)
        if len(body) > MAX_BYTES:
            raise WebConfigError(f"{path}: lebih besar dari {MAX_BYTES >> 10} KiB; ini bukan konfigurasi web")
        text = body.decode("utf-8")
        data = _checked(path, yaml.safe_load(text))
    except (
        OSError,
        ValueError,
        yaml.YAMLError,
        RecursionError,
    ) as error:  # ValueError: no UTF-8, no such day, a NUL
        raise WebConfigError(f"{path}: tidak dapat dibaca: {error}") from None
    if before and not text.strip() and (before.users or before.context):
        raise WebConfigError(f"{path}: kosong; tulis {{}} bila memang tanpa kata sandi dan tanpa TLS")
    users, tls = data.get("basic_auth_users", {}), data.get("tls_server_config")
    if not tls:
        return WebConfig(path, users)
    certificate, key = path.parent / tls["cert_file"], path.parent / tls["key_file"]
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    _load_chain(context, certificate, key)
    return WebConfig(path, users, context)
