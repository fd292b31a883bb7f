"""The generated family: every system in its common states, the traps over them, and pages that are no site.

All of it follows from ``SEED``. The sites are looked at as cities of thirty or so, since no two share a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from random import Random

from eval.model import Case, Clock, Group, Reply
from eval.scenarios import BASE, NO_SITES, TRAPS, Scenario, mixed
from eval.serving import Answer, on_loopback
from eval.site import Made, Server
from eval.systems import SYSTEMS
from eval.systems.model import System
from years.words import AGENCIES, TOWN

SEED = 20260318
EACH, MIXED, TOGETHER = 3, 7, 30
"""Systems a trap is set on, mixtures of each system, and sites of a city."""


def _chosen() -> list[tuple[System, Scenario]]:
    systems = list(SYSTEMS.values())
    found = [(system, scenario) for system in systems for scenario in BASE if scenario.fits(system)]
    for number, scenario in enumerate(TRAPS):
        start = number * 5 % len(systems)
        fitting = [one for one in systems[start:] + systems[:start] if scenario.fits(one)]
        found += [(system, scenario) for system in fitting[::2][:EACH]]
    for system in systems:
        if not system.scripted:
            found += [(system, mixed(Random(f"{SEED} {system.name} {n}"), system)) for n in range(MIXED)]
    nobody = SYSTEMS["files"]
    return found + [(nobody, scenario) for scenario in NO_SITES]


def _sites() -> list[tuple[Case, Made]]:
    taken: set[str] = set()
    found = []
    for number, (system, scenario) in enumerate(_chosen()):
        rng = Random(f"{SEED} {system.name} {scenario.name}")
        name = f"{AGENCIES[number % len(AGENCIES)]} {TOWN} {number // len(AGENCIES) + 1}"
        site, truth = scenario.made(system, name, rng, taken)
        shown = "none" if scenario.instead else system.name
        key = f"made/{shown}/{scenario.name.replace(' + ', '+').replace(',', '').replace(' ', '-')}"
        found.append((Case(key, "made", shown, scenario.name, truth), site))
    return found


def _group(number: int, sites: list[tuple[Case, Made]]) -> Group:
    def serving(clock: Clock) -> AbstractAsyncContextManager[Mapping[str, str]]:
        def told(site: Made) -> Answer:
            def answer(path: str, query: str, origin: str) -> Reply:
                return Server(site, origin, clock()).answer(path, query)

            return answer

        return on_loopback({case.key: told(site) for case, site in sites})

    return Group(f"made/{number}", tuple(case for case, _ in sites), serving)


def groups() -> list[Group]:
    """All of it."""
    sites = _sites()
    return [_group(at // TOGETHER + 1, sites[at : at + TOGETHER]) for at in range(0, len(sites), TOGETHER)]
