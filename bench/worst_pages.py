"""Usage: bench/worst_pages.py [READER ...]

What the worst bodies within the limit of 2 MiB cost each reader, in seconds of CPU: shape by size, and the dearest."""

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
        print(f"\n{name:34}" + "".join(f"{size >> 10:>8} KiB" for size in SIZES))
        largest = {}
        for shape, made in shapes.items():
            print(f"{shape:34}", end="", flush=True)
            for size in SIZES:
                body = body_of(made, size)
                begun = time.process_time()
                read(body)
                largest[shape] = time.process_time() - begun
                print(f"{largest[shape]:12.2f}", end="", flush=True)
            print()
        print(
            f"the dearest: {max(largest, key=largest.__getitem__)}, {max(largest.values()):.2f} s", flush=True
        )


if __name__ == "__main__":
    main()
