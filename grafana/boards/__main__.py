"""Write every dashboard: ``python -m boards [--exporter URL] [--to FOLDER]``, from the folder ``grafana``."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from boards import board, cities, desk, groups, monitor, site, trend, wall
from boards.look import Json

FOLDER = Path(__file__).parents[1] / "dashboards"


def built() -> dict[str, Json]:
    """Every dashboard by the name of its file."""
    return {
        "kota.json": cities.build(),
        "dinding.json": wall.build(),
        "kelompok.json": groups.build(),
        "operasi.json": desk.build(),
        "detail.json": site.build(),
        "tren.json": trend.build(),
        "monitor.json": monitor.build(),
    }


def text(dashboard: Json) -> str:
    """A dashboard as its file holds it."""
    return json.dumps(dashboard, ensure_ascii=False, indent=2) + "\n"


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m boards", description=__doc__)
    parser.add_argument("--exporter", default=board.EXPORTER, help="where browsers find the exporter's pages")
    parser.add_argument("--to", type=Path, default=FOLDER)
    given = parser.parse_args()
    for name, dashboard in built().items():
        (given.to / name).write_text(
            text(dashboard).replace(board.EXPORTER, given.exporter.rstrip("/")), "utf-8"
        )


if __name__ == "__main__":
    main()
