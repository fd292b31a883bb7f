"""The systems' looks, a file each; ``SYSTEMS`` names them."""

from __future__ import annotations

from years.systems import codeigniter, joomla, laravel, madani, shell, static, wordpress
from years.systems.model import System

SYSTEMS: dict[str, System] = {
    one.SYSTEM.name: one.SYSTEM for one in (wordpress, madani, codeigniter, joomla, laravel, static, shell)
}
