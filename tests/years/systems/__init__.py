"""The systems' looks, a file each; ``SYSTEMS`` names them."""

from __future__ import annotations

from years.systems import (
    blogger,
    cards,
    codeigniter,
    drupal,
    embedded,
    hugo,
    joomla,
    laravel,
    ledger,
    lokomedia,
    madani,
    magazine,
    mapped,
    plain,
    portal,
    rows,
    shell,
    static,
    village,
    wordpress,
)
from years.systems.model import System

_ALL = (
    *(wordpress, madani, codeigniter, joomla, laravel, static, shell),
    *(blogger, drupal, embedded, hugo, lokomedia, mapped, plain, portal, rows),
    *(cards, ledger, magazine, village),
)
SYSTEMS: dict[str, System] = {one.SYSTEM.name: one.SYSTEM for one in _ALL}
