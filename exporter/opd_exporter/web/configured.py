"""The sites as configured now: which keys there are, and each one's place in the configuration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from opd_exporter.domain.config import Config
from opd_exporter.web.engine import Engine


@dataclass(frozen=True)
class _Numbered:
    """A configuration, the how-manieth it is, and the place of each site in it from 1."""

    config: Config
    number: int
    places: Mapping[str, int]

    @classmethod
    def of(cls, config: Config, number: int) -> _Numbered:
        return cls(config, number, {site.key: place for place, site in enumerate(config.sites, 1)})


class Configured:
    """Asks the engine for its configuration, and numbers the sites once for each."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._last: _Numbered | None = None

    def _numbered(self) -> _Numbered:
        last, config = self._last, self._engine.config
        if last is None or last.config is not config:
            last = self._last = _Numbered.of(config, last.number + 1 if last else 1)
        return last

    @property
    def changes(self) -> int:
        """Grows with each configuration."""
        return self._numbered().number

    def __getitem__(self, key: str) -> int:
        return self._numbered().places[key]

    def __contains__(self, key: str) -> bool:
        return key in self._numbered().places
