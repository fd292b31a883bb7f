"""Usage: bench/worst_pages.py [READER ...]

What the worst bodies within the limit of 2 MiB cost each reader, in seconds of CPU: shape by size, the dearest first."""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/hostile"))

from costly_readers import READERS, body_of

SIZES = (1 << 17, 1 << 19, 1 << 21)


def main() -> None:
    for name in sys.argv[1:] or READERS:
        shapes, read = READERS[name]
        read(b"<p>x")  # rules are read at their first use
        costs = {}
        for shape, made in shapes.items():
            costs[shape] = []
            for size in SIZES:
                body = body_of(made, size)
                begun = time.process_time()
                read(body)
                costs[shape].append(time.process_time() - begun)
        print(f"\n{name:34}" + "".join(f"{size >> 10:>8} KiB" for size in SIZES))
        for shape, cost in sorted(costs.items(), key=lambda one: -one[1][-1]):
            print(f"{shape:34}" + "".join(f"{one:12.2f}" for one in cost), flush=True)


if __name__ == "__main__":
    main()
