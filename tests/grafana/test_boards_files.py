"""The committed dashboards and provisioning are what Grafana can load from files and what the code writes."""

from __future__ import annotations

import configparser
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from boards_read import BOARDS, BY_UID, GRAFANA, ROOT, Json, called, panels, texts

from boards import __main__ as write
from boards.board import PROVISIONED
from boards.panels import DATASOURCE
from opd_exporter.config.strict_yaml import shown

WALLS = {"opd-dinding", "opd-kelompok"}
CORE = {"stat", "table", "timeseries", "state-timeline", "text"}
TRANSFORMATIONS = {
    "joinByField",
    "filterByValue",
    "sortBy",
    "filterFieldsByName",
    "organize",
    "groupingToMatrix",
}
UNITS = re.compile(r"suffix: (hari|jam|menit|kali)|time:[DMYHms./ :-]+|percentunit|s|bytes|Bps")
"""Units that print nothing English: days, hours and minutes are suffixes, and times are written out."""

ENGLISH = re.compile(
    r"\b(the|of|and|with|day|days|hours?|minutes?|status codes?|last|down|up since|sites?|posts?|value|all|no data)\b",
    re.I,
)


def test_writing_again_gives_the_same_bytes(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "boards", "--to", str(tmp_path)],
        cwd=GRAFANA,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert written == {file.name: file.read_bytes() for file in (GRAFANA / "dashboards").iterdir()}


def test_another_address_of_the_exporter_changes_nothing_else(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "boards", "--to", str(tmp_path), "--exporter", "http://10.1.2.3:80/"],
        cwd=GRAFANA,
        check=True,
    )
    for name in BOARDS:
        changed = (tmp_path / name).read_text("utf-8")
        assert changed.replace("http://10.1.2.3:80", "http://127.0.0.1:9877") == (
            GRAFANA / "dashboards" / name
        ).read_text("utf-8")
    assert "10.1.2.3" in (tmp_path / "operasi.json").read_text("utf-8")


def test_the_boards_are_those_of_the_issue_and_each_has_its_own_uid() -> None:
    assert set(BY_UID) == {
        "opd-kota",
        "opd-dinding",
        "opd-kelompok",
        "opd-operasi",
        "opd-detail",
        "opd-tren",
        "opd-monitor",
    }
    assert len(BY_UID) == len(BOARDS) == len(write.built())


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_a_board_is_classic_json_nobody_edits_in_the_browser(board: Json) -> None:
    assert board["schemaVersion"] <= 42
    assert board["editable"] is False
    assert board["timezone"] == "browser"
    assert board["title"]
    assert board["description"]
    assert "id" not in board
    assert "__inputs" not in board
    assert not [text for text in texts(board) if "${DS_" in text]


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_ids_and_letters_are_used_once(board: Json) -> None:
    ids = [panel["id"] for panel in board["panels"]]
    assert len(set(ids)) == len(ids)
    for panel in board["panels"]:
        letters = [target["refId"] for target in panel.get("targets", [])]
        assert len(set(letters)) == len(letters), called(panel)
    names = [variable["name"] for variable in board["templating"]["list"]]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_panels_lie_inside_the_grid_and_on_top_of_nothing(board: Json) -> None:
    taken: dict[tuple[int, int], str] = {}
    for panel in board["panels"]:
        place = panel["gridPos"]
        assert place["x"] >= 0 < place["w"]
        assert place["x"] + place["w"] <= 24
        for x in range(place["x"], place["x"] + place["w"]):
            for y in range(place["y"], place["y"] + place["h"]):
                assert (x, y) not in taken, f"{called(panel)} lies on {taken[x, y]}"
                taken[x, y] = called(panel)
    if board["uid"] in WALLS:
        assert {y for _, y in taken} == set(range(27)), "27 rows of 38 px fill 1080 px, without scrolling"
        assert len(taken) == 24 * 27, "no hole"


@pytest.mark.parametrize("board", [BY_UID[uid] for uid in sorted(WALLS)], ids=sorted(WALLS))
def test_a_wall_needs_nobody(board: Json) -> None:
    assert board["refresh"] == "1m"
    assert board["timepicker"]["hidden"] is True
    assert {variable["hide"] for variable in board["templating"]["list"]} == {2}
    assert not any(variable["skipUrlSync"] for variable in board["templating"]["list"]), "its address chooses"
    assert board["links"] == []


def test_names_on_the_wall_are_fifty_pixels_high_or_more() -> None:
    """Sixteen minutes of arc on a 55-inch screen of 1920x1080 from five metres; sizes are fixed, not fitted."""
    tiles = [panel for panel in BY_UID["opd-dinding"]["panels"] if "opd:wall:order" in str(panel["targets"])]
    assert len(tiles) == 4
    for panel in tiles:
        assert panel["options"]["text"]["titleSize"] >= 50
        assert panel["options"]["text"]["valueSize"] >= 50


def test_every_panel_is_core_says_what_it_shows_and_asks_the_one_data_source() -> None:
    for name, panel in panels():
        assert panel["type"] in CORE
        assert len(panel["description"]) > 20, called(panel)
        assert (
            panel["title"] or BOARDS[name]["uid"] in WALLS or panel["options"]["textMode"] == "value_and_name"
        )
        if panel["type"] == "text":
            continue
        assert panel["targets"], called(panel)
        for source in (panel["datasource"], *(target["datasource"] for target in panel["targets"])):
            assert source == DATASOURCE
        for step in panel["transformations"]:
            assert step["id"] in TRANSFORMATIONS
        assert panel["fieldConfig"]["defaults"]["noValue"] != "No data"


def test_what_people_read_is_indonesian_and_so_are_units() -> None:
    for name, board in BOARDS.items():
        told = [board["title"], board["description"]]
        told += [variable["label"] for variable in board["templating"]["list"]]
        for panel in board["panels"]:
            told += [panel["title"], panel["description"], panel.get("options", {}).get("content", "")]
            told += [
                target["legendFormat"]
                for target in panel.get("targets", [])
                if target["legendFormat"] != "__auto"
            ]
            config = panel.get("fieldConfig", {"defaults": {}, "overrides": []})
            for step in panel.get("transformations", []):
                told += step["options"].get("renameByName", {}).values()
            given = [config["defaults"].get("unit")]
            given += [
                one["value"]
                for row in config["overrides"]
                for one in row["properties"]
                if one["id"] == "unit"
            ]
            for unit in filter(None, given):
                assert UNITS.fullmatch(unit), (called(panel), unit)
        for text in told:
            plain = re.sub(r"https?://\S+|\{\{\w+\}\}|docs/\S+|[?&]\w+(=\w+)?", "", text)
            assert not ENGLISH.search(plain), (name, shown(text), ENGLISH.search(plain))


def test_a_phone_has_room_for_the_numbers_of_a_panel() -> None:
    """Panels are as wide as the screen there, 358 pixels; seven numbers beside each other were cut."""
    crowded = [
        called(panel) for _, panel in panels() if panel["type"] == "stat" and len(panel["targets"]) > 4
    ]
    assert not crowded


def test_whole_ticks_are_for_what_is_never_few() -> None:
    """Grafana writes the words for no value at ticks that are no whole numbers."""
    for panel in [one for _, one in panels() if one["type"] == "timeseries"]:
        drawn = panel["fieldConfig"]["defaults"]
        if drawn.get("decimals") == 0:
            assert drawn["custom"]["axisSoftMax"] >= 30, called(panel)


def test_documents_named_on_boards_exist() -> None:
    for name, panel in panels():
        for text in (panel["description"], BOARDS[name]["description"]):
            for path in re.findall(r"docs/[\w.-]+\.md", text):
                assert (ROOT / path).exists(), path


def test_the_data_source_has_the_uid_that_the_boards_name() -> None:
    given = yaml.safe_load((GRAFANA / "provisioning/datasources/prometheus.yml").read_text("utf-8"))
    (source,) = given["datasources"]
    assert source["uid"] == PROVISIONED
    assert source["isDefault"] is True
    assert source["editable"] is False
    assert source["url"] == "http://prometheus:9090"
    scraped = yaml.safe_load((ROOT / "prometheus/prometheus.yml").read_text("utf-8"))
    assert source["jsonData"]["timeInterval"] == scraped["global"]["scrape_interval"]


def test_boards_come_from_their_folder_and_cannot_be_changed_or_deleted_in_the_browser() -> None:
    (provider,) = yaml.safe_load((GRAFANA / "provisioning/dashboards/opd.yml").read_text("utf-8"))[
        "providers"
    ]
    assert provider["allowUiUpdates"] is False
    assert provider["disableDeletion"] is True
    assert provider["options"]["path"] == "/var/lib/grafana/dashboards"


@pytest.fixture
def ini() -> Callable[[str, str], str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.read(GRAFANA / "grafana.ini", "utf-8")
    return parser.get


def test_those_who_do_not_log_in_may_only_look(ini: Callable[[str, str], str]) -> None:
    assert ini("auth.anonymous", "enabled") == "true"
    assert ini("auth.anonymous", "org_role") == "Viewer"
    for section, option in (
        ("users", "viewers_can_edit"),
        ("users", "allow_sign_up"),
        ("explore", "enabled"),
        ("snapshots", "external_enabled"),
        ("plugins", "plugin_admin_enabled"),
        ("analytics", "reporting_enabled"),
        ("analytics", "check_for_updates"),
        ("analytics", "check_for_plugin_updates"),
        ("public_dashboards", "enabled"),
        ("unified_alerting", "enabled"),
    ):
        assert ini(section, option) == "false", option


def test_no_plugin_is_downloaded_or_replaced_and_only_that_of_prometheus_runs(
    ini: Callable[[str, str], str],
) -> None:
    """Grafana 13.2 ends a bundled plugin that it cannot replace on a read-only file system."""
    assert ini("plugins", "preinstall_disabled") == "true"
    assert ini("plugins", "public_key_retrieval_disabled") == "true"
    disabled = ini("plugins", "disable_plugins").split(",")
    assert "loki" in disabled
    assert "prometheus" not in disabled


def test_secrets_are_files(ini: Callable[[str, str], str]) -> None:
    assert re.fullmatch(r"\$__file\{/run/secrets/\w+\}", ini("security", "admin_password"))
    for file in (GRAFANA / "provisioning").rglob("*.yml"):
        assert not re.search(r"password|secure|token", file.read_text("utf-8"), re.I)


def test_home_is_a_board_of_ours(ini: Callable[[str, str], str]) -> None:
    home = Path(ini("dashboards", "default_home_dashboard_path"))
    assert home.parent == Path("/var/lib/grafana/dashboards")
    assert home.name in BOARDS
