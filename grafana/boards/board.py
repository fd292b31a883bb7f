"""A whole dashboard: its envelope, variables and links."""

from __future__ import annotations

from collections.abc import Callable

from boards import whose
from boards.look import Json
from boards.panels import DATASOURCE

CITIES, WALL, GROUPS, DESK, SITE, TREND, MONITOR = (
    "opd-kota",
    "opd-dinding",
    "opd-kelompok",
    "opd-operasi",
    "opd-detail",
    "opd-tren",
    "opd-monitor",
)
"""Uids; addresses that people keep contain them, so they never change."""

PROVISIONED = "opd-prometheus"
"""The uid of grafana/provisioning/datasources/prometheus.yml."""

EXPORTER = "http://127.0.0.1:9877"
"""Where browsers find the exporter's own pages when Prometheus does not know; ``python -m boards --exporter URL`` writes
another."""


def to_site(field: str) -> str:
    """The address of the detail board of a site of this city; ``field`` holds its key."""
    return f"/d/{SITE}?{whose.SAME_CITY}&var-opd={field}"


def to_evidence(field: str) -> str:
    """The address of the exporter's page that shows what a verdict rests on."""
    return "${exporter}/situs/" + field


def choice(name: str, label: str, values: dict[str, str], *, several: bool) -> Json:
    """A variable with fixed values: value -> words. With ``several``, everything is chosen at first."""
    first = next(iter(values))
    everything: Json = {"selected": True, "text": "Semua", "value": "$__all"}
    chosen: Json = everything if several else {"selected": True, "text": values[first], "value": first}
    options = [
        {"selected": not several and value == first, "text": text, "value": value}
        for value, text in values.items()
    ]
    return {
        "type": "custom",
        "name": name,
        "label": label,
        "hide": 0,
        "skipUrlSync": False,
        "query": ", ".join(f"{text} : {value}" for value, text in values.items()),
        "options": [everything | {"text": "Semua"}, *options] if several else options,
        "current": chosen,
        "includeAll": several,
        "multi": several,
        **({"allValue": ".*"} if several else {}),
    }


def asked(
    name: str, label: str, query: str, *, several: bool = False, everything: bool = False, regex: str = ""
) -> Json:
    """A variable whose values Prometheus knows: the first of them at first. With ``everything`` all of them may be chosen
    together and are at first; with ``several`` also some of them."""
    everything = everything or several
    return {
        "type": "query",
        "name": name,
        "label": label,
        "hide": 0,
        "skipUrlSync": False,
        "datasource": DATASOURCE,
        "query": {"query": query, "refId": f"variabel-{name}"},
        "regex": regex,
        "refresh": 2,
        "sort": 5,
        "options": [],
        "current": {"selected": True, "text": "Semua", "value": "$__all"} if everything else {},
        "includeAll": everything,
        "multi": several,
        **({"allValue": ".*"} if everything else {}),
    }


def source() -> Json:
    """Which data source is asked: the one of grafana/provisioning, or any where boards are imported by hand."""
    return {
        "type": "datasource",
        "name": "sumber",
        "label": "Sumber data",
        "hide": 0,
        "skipUrlSync": False,
        "query": "prometheus",
        "regex": "",
        "refresh": 1,
        "options": [],
        "current": {"selected": True, "text": "Prometheus", "value": PROVISIONED},
        "includeAll": False,
        "multi": False,
    }


def exporter() -> Json:
    """Where browsers find the pages of this city's exporter: the label ``halaman`` that its scrape target was given, else
    :data:`EXPORTER`. Nobody sees it, and no address of a board may change it."""
    told = f'max by (halaman) (opd_threshold_days{{job="opd-exporter", {whose.KOTA}, halaman!=""}})'
    usual = f'label_replace(vector(1), "halaman", "{EXPORTER}", "", "")'
    query = f"query_result({told} or on () {usual})"
    hidden = {"hide": 2, "skipUrlSync": True}
    return asked("exporter", "Alamat exporter", query, regex='/halaman="([^"]+)"/') | hidden


def place() -> Json:
    """Which province, where a store holds several."""
    return asked("provinsi", "Provinsi", "label_values(opd:site, provinsi)", everything=True)


def city() -> Json:
    """Which city."""
    return asked("kota", "Kota", f"label_values(opd:site{{{whose.PLACE}}}, kota)")


ON_TOP = (source, place, city)
"""What every board of a city begins with."""


def dashboard(
    uid: str,
    title: str,
    description: str,
    panels: list[Json],
    *,
    since: str,
    refresh: str,
    variables: list[Json] | None = None,
    links: list[Json] | None = None,
    wall: bool = False,
    on_top: tuple[Callable[[], Json], ...] = ON_TOP,
) -> Json:
    """Classic JSON of a dashboard as Grafana provisions it from a file; panels get their ids in their order. On a wall
    variables are chosen by its address alone."""
    shown = [one() | ({"hide": 2} if wall else {}) for one in on_top]
    others: Json = {
        "type": "dashboards",
        "title": "Papan lain",
        "tags": ["opd"],
        "asDropdown": True,
        "includeVars": True,
        "keepTime": False,
        "targetBlank": False,
        "icon": "external link",
        "tooltip": "",
        "url": "",
    }
    return {
        "uid": uid,
        "title": title,
        "description": description,
        "tags": ["opd"],
        "schemaVersion": 37,
        "version": 1,
        "editable": False,
        "graphTooltip": 1,
        "fiscalYearStartMonth": 0,
        "liveNow": False,
        "timezone": "browser",  # that of whoever looks: cities lie in three zones, and in theirs stand their screens
        "weekStart": "monday",
        "refresh": refresh,
        "time": {"from": since, "to": "now"},
        "timepicker": {"hidden": wall, "refresh_intervals": ["30s", "1m", "5m", "15m", "1h"]},
        "annotations": {"list": []},
        "templating": {"list": [*shown, *(variables or [])]},
        "links": [] if wall else [others, *(links or [])],
        "panels": [panel | {"id": number} for number, panel in enumerate(panels, 1)],
    }


def out(title: str, url: str, tooltip: str = "") -> Json:
    """A link in the dashboard's head that opens a new tab."""
    return {
        "type": "link",
        "title": title,
        "url": url,
        "tooltip": tooltip or title,
        "icon": "external link",
        "targetBlank": True,
        "includeVars": False,
        "keepTime": False,
        "asDropdown": False,
        "tags": [],
    }
