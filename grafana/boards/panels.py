"""Panels and queries as Grafana's JSON: one small function per kind, only core panels, only what 9.4 and 13 share."""

from __future__ import annotations

from collections.abc import Sequence

from boards.look import NEUTRAL, PLAIN, Json, exactly, tile

DATASOURCE: Json = {"type": "prometheus", "uid": "${sumber}"}
"""The one that the board's variable names."""
DAYS = "suffix: hari"
"""Grafana's own unit of days prints English."""

Grid = tuple[int, int, int, int]
"""Column (of 24), row (30 px and 8 between), width, height."""


def now(expr: str, legend: str = "", *, ref: str = "A") -> Json:
    """A query of this moment, one value per series."""
    return _query(expr, legend, ref) | {"instant": True, "range": False, "format": "time_series"}


def rows(expr: str, *, ref: str = "A") -> Json:
    """A query of this moment as rows of a table, labels as columns."""
    return _query(expr, "", ref) | {"instant": True, "range": False, "format": "table"}


def over(expr: str, legend: str = "", *, ref: str = "A", step: str = "") -> Json:
    """A query over the time shown; ``step`` is the shortest distance of its points."""
    query = _query(expr, legend, ref) | {"instant": False, "range": True, "format": "time_series"}
    return query | ({"interval": step} if step else {})


def _query(expr: str, legend: str, ref: str) -> Json:
    return {
        "datasource": DATASOURCE,
        "editorMode": "code",
        "expr": " ".join(expr.split()),
        "legendFormat": legend or "__auto",
        "refId": ref,
    }


def lettered(*queries: Json) -> list[Json]:
    """The queries with refIds A, B, C ..."""
    return [query | {"refId": chr(ord("A") + index)} for index, query in enumerate(queries)]


def link(title: str, url: str, *, new_tab: bool = False) -> Json:
    """A link on a value."""
    return {"title": title, "url": url, "targetBlank": new_tab}


def override(matcher: str, name: str, **properties: object) -> Json:
    """Settings of one field: ``byName``, ``byRegexp`` or ``byFrameRefID``. ``custom_x`` is ``custom.x``."""
    return {
        "matcher": {"id": matcher, "options": name},
        "properties": [
            {"id": key.replace("custom_", "custom.", 1), "value": value} for key, value in properties.items()
        ],
    }


def panel(
    kind: str,
    title: str,
    description: str,
    grid: Grid,
    targets: list[Json],
    *,
    options: Json,
    defaults: Json | None = None,
    overrides: list[Json] | None = None,
    transformations: list[Json] | None = None,
    **more: object,
) -> Json:
    """Any panel. Its title is in the description too when ``title`` is empty (the wall has no room for titles)."""
    x, y, width, height = grid
    return {
        "type": kind,
        "title": title,
        "description": description,
        "gridPos": {"x": x, "y": y, "w": width, "h": height},
        "datasource": DATASOURCE,
        "targets": targets,
        "fieldConfig": {
            "defaults": {"noValue": "tidak ada data"} | (defaults or {}),
            "overrides": overrides or [],
        },
        "options": options,
        "transformations": transformations or [],
        **more,
    }


def one_colour(colour: str) -> Json:
    """The same colour whatever the value."""
    return {"mode": "fixed", "fixedColor": colour}


def stat(
    title: str,
    description: str,
    grid: Grid,
    targets: list[Json],
    *,
    text: str = "auto",
    background: bool = True,
    sizes: tuple[int, int] | None = None,
    orientation: str = "auto",
    defaults: Json | None = None,
    **more: object,
) -> Json:
    """A number, or tiles of numbers. ``sizes``: pixels of names and of values, else what fits."""
    sized = {"text": {"titleSize": sizes[0], "valueSize": sizes[1]}} if sizes else {"text": {}}
    return panel(
        "stat",
        title,
        description,
        grid,
        targets,
        options={
            "reduceOptions": {"values": False, "calcs": ["lastNotNull"], "fields": ""},
            "colorMode": "background" if background else "none",
            "graphMode": "none",
            "justifyMode": "auto",
            "orientation": orientation,
            "textMode": text,
            **sized,
        },
        defaults=defaults,
        **more,  # type: ignore[arg-type]
    )


Measure = tuple[str, str, Json]
"""A number of this moment: its name, its expression, settings such as its unit."""


def measures(title: str, description: str, grid: Grid, shown: Sequence[Measure], size: int) -> Json:
    """Numbers side by side, the values ``size`` pixels high."""
    return stat(
        title,
        description,
        grid,
        lettered(*(now(expr, name) for name, expr, _ in shown)),
        text="value_and_name",
        sizes=(16, size),
        orientation="vertical",
        defaults={"color": one_colour(tile(PLAIN)), "noValue": "?"},
        overrides=[override("byName", name, **settings) for name, _, settings in shown if settings],
    )


def table(
    title: str,
    description: str,
    grid: Grid,
    targets: list[Json],
    *,
    sort: tuple[str, bool] | None = None,
    **more: object,
) -> Json:
    """A table; ``sort``: the column as shown, and whether downwards."""
    return panel(
        "table",
        title,
        description,
        grid,
        targets,
        options={
            "cellHeight": "sm",
            "showHeader": True,
            "sortBy": [{"displayName": sort[0], "desc": sort[1]}] if sort else [],
        },
        **more,  # type: ignore[arg-type]
    )


def filled(column: Json) -> Json:
    """The override of a column, its cells filled with their values' colour: 9.4 reads ``displayMode``, 10 and later
    ``cellOptions``."""
    cell = override(
        "",
        "",
        custom_displayMode="color-background-solid",
        custom_cellOptions={"type": "color-background", "mode": "basic"},
    )
    return {**column, "properties": [*column["properties"], *cell["properties"]]}


def lines(
    title: str,
    description: str,
    grid: Grid,
    targets: list[Json],
    *,
    stacked: bool = False,
    bars: bool = False,
    custom: Json | None = None,
    defaults: Json | None = None,
    legend: bool = True,
    **more: object,
) -> Json:
    """Numbers over time: lines, stacked areas or bars. Whole numbers only (``decimals`` 0) would write what stands for no
    value beside the ticks between them, so that is for numbers that are never few."""
    drawn = {
        "drawStyle": "bars" if bars else "line",
        "lineWidth": 1 if bars else 2,
        "fillOpacity": 85 if stacked or bars else 0,
        "showPoints": "never",
        "spanNulls": False,
        "stacking": {"mode": "normal" if stacked else "none", "group": "A"},
        "axisSoftMin": 0,
    }
    return panel(
        "timeseries",
        title,
        description,
        grid,
        targets,
        options={
            "legend": {"showLegend": legend, "displayMode": "list", "placement": "bottom", "calcs": []},
            "tooltip": {"mode": "multi", "sort": "none"},
        },
        defaults={"color": one_colour(NEUTRAL), "custom": drawn | (custom or {})} | (defaults or {}),
        **more,  # type: ignore[arg-type]
    )


NOTHING = -9
"""Of a timeline's row where nothing is known."""
UNSEEN = exactly({str(NOTHING): " "}, {str(NOTHING): "transparent"})
"""How it is drawn."""


def always(expr: str) -> str:
    """The same without a gap: a timeline without any row says so in Grafana's English, and in the first hours after an
    installation the steps of a year find nothing."""
    return f"{expr} or vector({NOTHING})"


def timeline(
    title: str, description: str, grid: Grid, targets: list[Json], *, mappings: list[Json], **more: object
) -> Json:
    """States over time."""
    return panel(
        "state-timeline",
        title,
        description,
        grid,
        targets,
        options={
            "mergeValues": True,
            "showValue": "auto",
            "alignValue": "left",
            "rowHeight": 0.85,
            "legend": {"showLegend": False, "displayMode": "list", "placement": "bottom"},
            "tooltip": {"mode": "single", "sort": "none"},
        },
        defaults={
            "mappings": [*mappings, UNSEEN],
            "color": one_colour("#6B7480"),
            "custom": {"fillOpacity": 100, "lineWidth": 0},
        },
        **more,  # type: ignore[arg-type]
    )


def words_panel(title: str, description: str, grid: Grid, markdown: str) -> Json:
    """Text; no query."""
    x, y, width, height = grid
    return {
        "type": "text",
        "title": title,
        "description": description,
        "gridPos": {"x": x, "y": y, "w": width, "h": height},
        "options": {"mode": "markdown", "content": markdown},
    }


ALONE = "Value"
"""How Grafana calls the first query's field when the other queries found nothing."""


def joined(keys: str, columns: dict[str, str], *, keep: str = "", down: str = "") -> list[Json]:
    """Tables of several queries joined by a label into one.

    ``columns``: field -> name shown, in this order; nothing else stays. ``keep``: only rows that have this field, the
    first query's, which may be the only one that found anything.
    ``down``: sorted by this field, largest first, before the columns are chosen."""
    steps: list[Json] = [{"id": "joinByField", "options": {"byField": keys, "mode": "outer"}}]
    if keep:
        there = [{"fieldName": name, "config": {"id": "isNotNull", "options": {}}} for name in (keep, ALONE)]
        steps.append(
            {"id": "filterByValue", "options": {"type": "include", "match": "any", "filters": there}}
        )
    if down:
        steps.append({"id": "sortBy", "options": {"fields": {}, "sort": [{"field": down, "desc": True}]}})
    return [*steps, *chosen(columns)]


def chosen(columns: dict[str, str]) -> list[Json]:
    """Only these fields (field -> name shown), in this order."""
    called = {"Value #A": ("Value #A", ALONE)}
    columns = {name: shown for one, shown in columns.items() for name in called.get(one, (one,))}
    return [
        {"id": "filterFieldsByName", "options": {"include": {"names": list(columns)}}},
        {
            "id": "organize",
            "options": {
                "excludeByName": {},
                "indexByName": {name: index for index, name in enumerate(columns)},
                "renameByName": {name: shown for name, shown in columns.items() if name != shown},
            },
        },
    ]
