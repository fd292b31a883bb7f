"""How the generated sites look, by the system that publishes them; ``SYSTEMS`` names all."""

from __future__ import annotations

from eval.systems import cms, own
from eval.systems.model import System

SYSTEMS: dict[str, System] = {one.name: one for one in (*cms.SYSTEMS, *own.SYSTEMS)}
