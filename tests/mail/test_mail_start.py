"""start.sh: settings of a place go into Alertmanager's files, odd ones are refused, and the program gets its flags."""

from __future__ import annotations

import shutil
import stat
import subprocess
from pathlib import Path

import pytest
import yaml
from filled import SETTINGS, amtool, fill, needs_amtool, start

MANY = {
    **SETTINGS,
    "OPD_SMTP_USERNAME": "DOMAIN\\pemantau & kawan",
    "OPD_SMTP_REQUIRE_TLS": "false",
}


@pytest.fixture(params=["sh", "busybox"])
def shell(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[tuple[str, ...], str | None]:
    """The system's shell and awk, and those of the container image."""
    if request.param == "sh":
        return ("sh",), None
    busybox = shutil.which("busybox")
    if not busybox:
        pytest.skip("busybox is not installed")
    only = tmp_path / "bin"
    only.mkdir()
    subprocess.run([busybox, "--install", "-s", str(only)], check=True)
    return (busybox, "sh"), str(only)


@needs_amtool
def test_what_it_writes_is_what_alertmanager_reads(
    shell: tuple[tuple[str, ...], str | None], tmp_path: Path
) -> None:
    secret = tmp_path / "password"
    secret.write_text("rahasia", "utf-8")
    folder = tmp_path / "new" / "filled"
    done = start(
        [str(folder)], {**MANY, "OPD_SMTP_PASSWORD_FILE": str(secret)}, shell=shell[0], path=shell[1]
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    checked = amtool("check-config", str(folder / "alertmanager.yml"))
    assert checked.returncode == 0, checked.stderr
    data = yaml.safe_load((folder / "alertmanager.yml").read_text("utf-8"))
    assert data["global"] == {
        "smtp_smarthost": "smtp.example.go.id:587",
        "smtp_from": "Pemantau Situs OPD <pemantau@example.go.id>",
        "smtp_auth_username": "DOMAIN\\pemantau & kawan",
        "smtp_auth_password_file": str(secret),
        "smtp_require_tls": False,
    }
    receivers = {one["name"]: one for one in data["receivers"]}
    for name in ("operators", "operators-once"):
        assert [one["to"] for one in receivers[name]["email_configs"]] == [
            "satu@example.go.id",
            "dua@example.go.id",
        ]
    assert (
        receivers["opd-admin"]["email_configs"][0]["headers"]["Reply-To"]
        == "satu@example.go.id,dua@example.go.id"
    )
    assert receivers["watchdog"]["webhook_configs"][0]["url"] == SETTINGS["OPD_WATCHDOG_URL"]
    assert "http://192.0.2.10:3000/d/" in (folder / "templates" / "addresses.tmpl").read_text("utf-8")


def test_nothing_is_left_to_fill_in_and_nobody_else_may_read_it(tmp_path: Path) -> None:
    folder = fill(tmp_path / "filled").parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for file in folder.rglob("*"):
        if file.is_file():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
            assert "@OPD_" not in file.read_text("utf-8"), file
            assert "@EACH_" not in file.read_text("utf-8"), file


@needs_amtool
def test_what_is_optional_may_be_missing(tmp_path: Path) -> None:
    path = fill(
        tmp_path,
        OPD_URL_EXPORTER="",
        OPD_URL_GRAFANA="",
        OPD_WATCHDOG_URL="",
        OPD_SMTP_PASSWORD_FILE="/none",  # noqa: S106 # a path
    )
    assert amtool("check-config", str(path)).returncode == 0
    data = yaml.safe_load(path.read_text("utf-8"))
    assert set(data["global"]) == {"smtp_smarthost", "smtp_from"}, (
        "no login; TLS as Alertmanager has it: required"
    )
    assert data["receivers"][-1] == {"name": "watchdog", "webhook_configs": None}


@needs_amtool
def test_only_with_a_token_is_the_exporter_told_of_letters_beside_the_mail(tmp_path: Path) -> None:
    token = tmp_path / "token"
    hooks: dict[str, dict[str, list[bool]]] = {}
    for name, text in (("without", ""), ("with", "dG9rZW4")):
        token.write_text(text, "ascii")
        folder = tmp_path / name
        done = start([str(folder)], {**SETTINGS, "OPD_LETTERS_TOKEN_FILE": str(token)})
        assert (done.returncode, done.stderr) == (0, "")
        checked = amtool("check-config", str(folder / "alertmanager.yml"))
        assert checked.returncode == 0, checked.stderr
        data = yaml.safe_load((folder / "alertmanager.yml").read_text("utf-8"))
        hooks[name] = {
            one["name"]: [hook["send_resolved"] for hook in one["webhook_configs"]]
            for one in data["receivers"]
            if one["name"] != "watchdog" and one.get("webhook_configs")
        }
        assert all(one.get("email_configs") for one in data["receivers"] if one["name"] in hooks[name])
    assert hooks["without"] == {}
    assert hooks["with"] == {"operators-mail-lost": [False], "opd-admin": [False], "opd-admin-now": [True]}


@needs_amtool
def test_every_exporter_of_several_is_told_of_letters_by_each_receiver_that_sends_them(
    shell: tuple[tuple[str, ...], str | None], tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.write_text("dG9rZW4", "ascii")
    settings = {
        **SETTINGS,
        "OPD_LETTERS_TOKEN_FILE": str(token),
        "OPD_LETTERS_EXPORTERS": "http://exporter-a:9877, http://exporter-b:9877",
    }
    done = start([str(tmp_path / "filled")], settings, shell=shell[0], path=shell[1])
    assert (done.returncode, done.stderr) == (0, "")
    file = tmp_path / "filled/alertmanager.yml"
    checked = amtool("check-config", str(file))
    assert checked.returncode == 0, checked.stderr
    receivers = {one["name"]: one for one in yaml.safe_load(file.read_text("utf-8"))["receivers"]}
    for name in ("operators-mail-lost", "opd-admin", "opd-admin-now"):
        hooks = receivers[name]["webhook_configs"]
        assert [one["url"] for one in hooks] == [
            "http://exporter-a:9877/api/v1/letters",
            "http://exporter-b:9877/api/v1/letters",
        ]
        assert {one["http_config"]["authorization"]["credentials_file"] for one in hooks} == {str(token)}


@pytest.mark.parametrize(
    "value", ["exporter-a:9877", "http://a:9877,", "http://a:9877;http://b:9877", "http://a:9877,http://b'"]
)
def test_an_odd_list_of_exporters_is_named(value: str, tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text("dG9rZW4", "ascii")
    settings = {**SETTINGS, "OPD_LETTERS_TOKEN_FILE": str(token), "OPD_LETTERS_EXPORTERS": value}
    done = start([str(tmp_path / "filled")], settings)
    assert done.returncode == 2
    assert "start.sh: OPD_LETTERS_EXPORTERS " in done.stderr


def test_files_of_an_earlier_start_are_replaced(tmp_path: Path) -> None:
    fill(tmp_path)
    (tmp_path / "templates" / "old.tmpl").write_text("{{ broken", "utf-8")
    fill(tmp_path, OPD_SMTP_FROM="lain@example.go.id")
    assert "lain@example.go.id" in (tmp_path / "alertmanager.yml").read_text("utf-8")
    assert not (tmp_path / "templates" / "old.tmpl").exists()


def test_it_becomes_the_program_with_the_flags_the_configuration_relies_on(tmp_path: Path) -> None:
    done = start([str(tmp_path), "echo", "--storage.path=/data"], SETTINGS)
    assert done.stdout.split() == [
        "--storage.path=/data",
        f"--config.file={tmp_path}/alertmanager.yml",
        "--data.retention=360h",
        "--cluster.listen-address=",
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("OPD_SMTP_SMARTHOST", ""),
        ("OPD_SMTP_SMARTHOST", "smtp.example.go.id"),
        ("OPD_SMTP_SMARTHOST", "smtp.example.go.id:smtp"),
        ("OPD_SMTP_SMARTHOST", ":25"),
        ("OPD_SMTP_FROM", ""),
        ("OPD_SMTP_FROM", "pemantau"),
        ("OPD_SMTP_FROM", "Pemantau <pemantau@example.go.id>"),
        ("OPD_MAIL_OPERATORS", ""),
        ("OPD_MAIL_OPERATORS", " "),
        ("OPD_MAIL_OPERATORS", "a@example.go.id,"),
        ("OPD_MAIL_OPERATORS", "a@example.go.id;b@example.go.id"),
        ("OPD_MAIL_OPERATORS", "a@example.go.id\nb@example.go.id"),
        ("OPD_MAIL_OPERATORS", "a'@example.go.id"),
        ("OPD_MAIL_OPERATORS", "a@@example.go.id"),
        ("OPD_SMTP_USERNAME", "o'brien"),
        ("OPD_SMTP_USERNAME", "a\nb"),
        ("OPD_SMTP_REQUIRE_TLS", "yes"),
        ("OPD_URL_EXPORTER", "192.0.2.10:9877"),
        ("OPD_URL_EXPORTER", "javascript:alert(1)"),
        ("OPD_URL_GRAFANA", 'http://x/" onclick="'),
        ("OPD_URL_GRAFANA", "http://x/{{ .ExternalURL }}"),
        ("OPD_WATCHDOG_URL", "https://example.org/'"),
    ],
)
def test_a_missing_or_odd_setting_is_named_and_nothing_starts(name: str, value: str, tmp_path: Path) -> None:
    done = start([str(tmp_path / "filled"), "echo", "started"], {**SETTINGS, name: value})
    assert done.returncode == 2
    assert done.stdout == ""
    assert f"start.sh: {name} " in done.stderr
    assert not (tmp_path / "filled").exists()


def test_a_name_without_a_password_is_refused(tmp_path: Path) -> None:
    settings = {**SETTINGS, "OPD_SMTP_USERNAME": "pemantau"}
    empty = tmp_path / "empty"
    empty.touch()
    for file in ("", str(tmp_path / "missing"), str(empty)):
        done = start([str(tmp_path / "filled")], {**settings, "OPD_SMTP_PASSWORD_FILE": file})
        assert done.returncode == 2
        assert "OPD_SMTP_PASSWORD_FILE" in done.stderr


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    done = start([str(tmp_path)], {})
    assert [line.split()[1] for line in done.stderr.splitlines()] == [
        "OPD_SMTP_SMARTHOST",
        "OPD_SMTP_FROM",
        "OPD_MAIL_OPERATORS",
    ]


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("city: Kota Makassar\ntimezone: Asia/Makassar\n", "Asia/Makassar"),
        ('timezone: "Asia/Jayapura"  # WIT\n', "Asia/Jayapura"),
        ("city: Kota Serang\n", "Asia/Jakarta"),
        ("sites:\n  - {key: a, nama: 'timezone: Asia/Makassar'}\n", "Asia/Jakarta"),
    ],
)
def test_office_hours_are_in_the_zone_of_the_exporters_configuration(
    written: str, zone: str, shell: tuple[tuple[str, ...], str | None], tmp_path: Path
) -> None:
    config = tmp_path / "kota.yml"
    config.write_text(written, "utf-8")
    settings = {**SETTINGS, "OPD_CONFIG_FILE": str(config)}
    done = start([str(tmp_path / "filled"), "sh", "-c", "echo $TZ"], settings, shell=shell[0], path=shell[1])
    assert (done.stdout, done.stderr) == (f"{zone}\n", "")
    data = yaml.safe_load((tmp_path / "filled/alertmanager.yml").read_text("utf-8"))
    places = [one["time_intervals"][0]["location"] for one in data["time_intervals"]]
    assert places == [zone, zone]


def test_a_configuration_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = start([str(tmp_path / "filled")], {**SETTINGS, "OPD_CONFIG_FILE": str(tmp_path / "none.yml")})
    assert done.returncode == 2
    assert "start.sh: OPD_CONFIG_FILE " in done.stderr
