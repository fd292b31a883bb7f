"""A year of a city in Prometheus' own blocks, for the dashboards' benchmark and for trying dashboards out.

Written is what the recording rules and probes would have left, one sample per ``step``; sites post in a rhythm of their
own and stop when they stop."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

DAY = 86400
KOTA = "Kota Contoh"
BLOCK = 162 * 3600
"""Seconds of a block: one of Prometheus' own lengths, so that nothing is compacted again."""
STATUSES = {"aktif": 2, "kurang_aktif": 1, "tidak_aktif": 0, "tidak_terukur": -1}
REASONS = ("timeout", "connect", "http_status", "database_error")
PHASES = {"resolve": 0.01, "connect": 0.03, "tls": 0.05, "processing": 0.4, "transfer": 0.1}


@dataclass
class Site:
    """One simulated site and how it went through the year."""

    labels: dict[str, str]
    silent: float | None
    """Days since its last post at the end; None: never posted."""
    dead_days: float = 0
    """It has not answered for so many days."""
    cms: str = "popojicms"
    https: bool = True
    posts: list[float] = field(default_factory=list)
    """Times of its posts, rising."""
    outages: list[tuple[float, float, str]] = field(default_factory=list)

    def live(self, end: float, chance: random.Random) -> None:
        """Make up its year."""
        rhythm = chance.choice((3, 8, 15, 30, 60))
        moment = end - self.silent * DAY if self.silent is not None else 0
        while self.silent is not None and moment > end - 500 * DAY:
            self.posts.insert(0, moment)
            moment -= chance.uniform(0.2, 1.8) * rhythm * DAY
        for _ in range(chance.randrange(1, 7)):
            began = end - chance.uniform(2, 365) * DAY
            self.outages.append(
                (began, began + chance.choice((0.1, 0.5, 2, 5)) * DAY, chance.choice(REASONS))
            )
        if self.dead_days:
            self.outages.append((end - self.dead_days * DAY, end + DAY, "suspended"))

    def days(self, at: float) -> float | None:
        """Days since the last post before ``at``."""
        before = [post for post in self.posts if post <= at]
        return (at - before[-1]) / DAY if before else None

    def reason(self, at: float) -> str | None:
        """Why it was down."""
        return next((why for start, stop, why in self.outages if start <= at < stop), None)

    def code(self, at: float) -> int:
        """Its status."""
        start = next((start for start, stop, _ in self.outages if start <= at < stop), at)
        days = self.days(at)
        if at - start > 7 * DAY or days is None:
            return 0
        return 2 if days <= 90 else 1 if days <= 180 else 0


def synthetic(count: int, chance: random.Random) -> list[Site]:
    """So many made-up sites in eight groups."""
    return [
        Site(
            {
                "kota": KOTA,
                "opd": f"opd-{number}",
                "nama": f"Dinas Nomor {number}",
                "singkatan": f"Dinas {number}",
                "nama_layar": f"Dinas {number}",
                "kelompok": f"kelompok {number % 8}",
            },
            chance.choice((None, 5, 40, 100, 150, 200, 400, 900)),
            chance.choice((0,) * 9 + (40,)),
            chance.choice(("popojicms", "wordpress", "joomla")),
        )
        for number in range(count)
    ]


def series(sites: list[Site], at: float) -> Iterator[tuple[str, dict[str, str], float]]:
    """Every sample of one moment: name, labels, value."""
    counts = dict.fromkeys(STATUSES, 0)
    groups: dict[tuple[str, str], int] = {}
    for position, site in enumerate(sites, 1):
        own, code, days, why = site.labels, site.code(at), site.days(at), site.reason(at)
        probed = {**own, "instance": own["opd"], "job": "opd-site"}
        yield "opd:site", own, 1
        yield "opd:status:code", own, code
        for status, value in STATUSES.items():
            yield "opd:status", {**own, "status": status}, code == value
            counts[status] += code == value
            kind = (own["kelompok"], status)
            groups[kind] = groups.get(kind, 0) + (code == value)
        order = {0: 4, 1: 3, 2: 1}[code] * 100000 + (49000 if days is None else days) - position / 10000
        yield "opd:wall:order", own, order
        yield "opd:status:changes_7d", own, code != site.code(at - 7 * DAY)
        yield "opd:status:since_timestamp_seconds", own, at - 30 * DAY
        yield "opd:up_ratio_30d", own, 0.99
        if why:
            yield "opd:down_since_timestamp_seconds", own, at - 3600
        yield "up", probed, 1
        yield "opd_site_up", probed, why is None
        yield "opd_site_position", probed, position
        yield "opd_site_info", {**probed, "url": f"https://{own['opd']}.example.go.id/"}, 1
        yield "opd_site_cms_info", {**probed, "cms": site.cms, "version": "4"}, 1
        for reason in (*REASONS, "suspended"):
            yield "opd_site_failure", {**probed, "reason": reason}, reason == why
        if days is not None:
            yield "opd:days_since_last_post", own, days
            yield "opd_site_last_post_source", {**probed, "source": "feed"}, 1
        if why is None:
            yield "opd_site_http_status_code", probed, 200
            yield "opd_site_probe_duration_seconds", probed, 0.6
            for phase, usual in PHASES.items():
                yield (
                    "opd_site_http_duration_seconds",
                    {**probed, "phase": phase},
                    usual * (1 + (at % 7) / 10),
                )
        if site.https:
            yield "opd_site_tls_not_after_timestamp_seconds", probed, at + 90 * DAY - at % (60 * DAY)
            yield "opd_site_tls_valid", probed, 1
        for window in (7, 30, 90):
            seen = sum(at - window * DAY < post <= at for post in site.posts)
            yield "opd_site_posts", {**probed, "window": f"{window}d"}, seen
    for status, number in counts.items():
        yield "opd:status:count", {"kota": KOTA, "status": status}, number
    for (group, status), number in groups.items():
        yield "opd:status:count_by_kelompok", {"kota": KOTA, "kelompok": group, "status": status}, number
    exporter = {"instance": "exporter", "job": "opd-exporter"}
    yield "up", exporter, 1
    yield "opd:exporter", {"kota": KOTA, "instance": "exporter"}, 1
    yield "opd:exporter:up", {"kota": KOTA}, 1
    for name, limit in (("aktif", 90), ("kurang_aktif", 180), ("unusable_grace", 7)):
        yield "opd_threshold_days", {**exporter, "kota": KOTA, "threshold": name}, limit
        yield "opd:threshold_days", {"kota": KOTA, "threshold": name}, limit


def write(sites: list[Site], start: int, end: int, step: int, data: Path, scratch: Path) -> int:
    """Blocks in ``data``, a sample per series each ``step`` seconds, ``end`` included; gives the number of samples."""
    written = 0
    for first in range(start - start % BLOCK, end + 1, BLOCK):
        file = scratch / "samples.txt"
        rows: dict[str, list[str]] = {}
        for at in range(max(first, start - start % step), min(first + BLOCK, end + 1), step):
            for name, labels, value in series(sites, at):
                inside = ",".join(f'{key}="{text}"' for key, text in labels.items())
                rows.setdefault(name, []).append(f"{name}{{{inside}}} {float(value):.12g} {at}")
        if not rows:
            continue
        with file.open("w", encoding="utf-8") as out:
            for lines in rows.values():
                out.write("\n".join(lines) + "\n")
                written += len(lines)
            out.write("# EOF\n")
        subprocess.run(
            [
                *("promtool", "tsdb", "create-blocks-from", "openmetrics", "--quiet"),
                *(f"--max-block-duration={BLOCK // 3600}h", str(file), str(data)),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        file.unlink()
    return written
