"""``/sd``: every configured site as a target, for Prometheus' HTTP service discovery."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from aiohttp import web

from opd_exporter.domain.config import Config
from opd_exporter.web.answer import JSON, as_bytes, kept
from opd_exporter.web.configured import Configured
from opd_exporter.web.engine import Engine
from opd_exporter.web.shared import Shared


class Discovery:
    """The endpoint; its answer is made once a configuration."""

    def __init__(self, engine: Engine, configured: Configured) -> None:
        self._engine = engine
        self._shared = Shared(lambda: configured.changes)

    def routes(self) -> list[web.RouteDef]:
        """The route."""
        return [web.get("/sd", self.discovery)]

    def close(self) -> None:
        """End the thread."""
        self._shared.close()

    async def discovery(self, request: web.Request) -> web.Response:
        """Prometheus HTTP service discovery."""

        def prepare() -> Callable[[], bytes]:
            config = self._engine.config
            return lambda: as_bytes(_targets(config))

        return kept(request, await self._shared.get("sd", prepare, age=math.inf), JSON)


def _targets(config: Config) -> list[dict[str, Any]]:
    """What ``/sd`` says."""
    groups = []
    for site in config.sites:
        labels = {
            "kota": config.city,
            "opd": site.key,
            "nama": site.nama,
            "singkatan": site.singkatan,
            "kelompok": site.kelompok,
            "nama_layar": site.nama_layar,
        }
        if site.email:
            labels["email"] = ", ".join(site.email)
        groups.append({"targets": [site.key], "labels": labels})
    return groups
