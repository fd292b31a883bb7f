"""A whole dashboard: its envelope, variables and links."""

from __future__ import annotations

from boards.look import Json
from boards.panels import DATASOURCE

WALL, GROUPS, DESK, SITE, TREND, MONITOR = (
    "opd-dinding",
    "opd-kelompok",
    "opd-operasi",
    "opd-detail",
    "opd-tren",
    "opd-monitor",
)
"""Uids; addresses that people keep contain them, so they never change."""

EXPORTER = "http://127.0.0.1:9877"
"""Where browsers find the exporter's own pages; ``python -m boards --exporter URL`` writes another."""


def to_site(field: str) -> str:
    """The address of a site's detail board; ``field`` holds its key."""
    return f"/d/{SITE}?var-opd={field}"


def to_evidence(field: str) -> str:
    """The address of the exporter's page that shows what a verdict rests on."""
    return "${exporter}/situs/" + field


def constant(name: str, label: str, value: str) -> Json:
    """A variable that nobody changes and nobody sees."""
    return {
        "type": "constant",
        "name": name,
        "label": label,
        "hide": 2,
        "skipUrlSync": True,
        "query": value,
        "current": {"selected": False, "text": value, "value": value},
    }


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
        "allValue": ".*" if several else None,
    }


def asked(name: str, label: str, query: str, *, several: bool, regex: str = "", hidden: bool = False) -> Json:
    """A variable whose values Prometheus knows. With ``several``, everything is chosen at first."""
    return {
        "type": "query",
        "name": name,
        "label": label,
        "hide": 2 if hidden else 0,
        "skipUrlSync": hidden,
        "datasource": DATASOURCE,
        "definition": query,
        "query": {"query": query, "refId": f"variabel-{name}"},
        "regex": regex,
        "refresh": 2,
        "sort": 5,
        "options": [],
        "current": {"selected": True, "text": "Semua", "value": "$__all"} if several else {},
        "includeAll": several,
        "multi": several,
        "allValue": ".*" if several else None,
    }


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
) -> Json:
    """Classic JSON of a dashboard as Grafana provisions it from a file; panels get their ids in their order."""
    others: Json = {
        "type": "dashboards",
        "title": "Papan lain",
        "tags": ["opd"],
        "asDropdown": True,
        "includeVars": False,
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
        "timezone": "Asia/Jakarta",
        "weekStart": "monday",
        "refresh": refresh,
        "time": {"from": since, "to": "now"},
        "timepicker": {"hidden": wall, "refresh_intervals": ["30s", "1m", "5m", "15m", "1h"]},
        "annotations": {"list": []},
        "templating": {"list": variables or []},
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
