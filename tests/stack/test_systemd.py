"""``packaging/``: units that systemd accepts, and an installer whose files are those that containers get."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from deployed import ROOT, compose, here, settings

from opd_exporter.commands.arguments import parser
from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, Program, free_address, installed
from opd_exporter.workers.sandbox import CALLS

SYSTEMD = ROOT / "packaging/systemd"
ETC = "etc/opd-exporter"
SERVICES = compose(settings())["services"]
needs_programs = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)
DEBIAN = [
    Path("/lib/systemd/system") / f"{name}.service" for name in ("prometheus", "prometheus-alertmanager")
]
needs_systemd = pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze")


def started_by(unit: str) -> list[str]:
    """The words of a unit's command."""
    text = (SYSTEMD / unit).read_text("utf-8").replace("\\\n", " ")
    return re.findall(r"^ExecStart=(.+)$", text, re.M)[-1].split()


def test_a_reload_checks_the_file_that_the_exporter_was_started_with_before_it_is_told() -> None:
    text = (SYSTEMD / "opd-exporter.service").read_text("utf-8")
    check, tell = re.findall(r"^ExecReload=(.+)$", text, re.M)
    program, *words = started_by("opd-exporter.service")
    assert check.split() == [program, "check-config", words[words.index("--config") + 1]]
    assert tell == "/bin/kill -HUP $MAINPID"


def install(folder: Path) -> str:
    environment = {**os.environ, "DESTDIR": str(folder), "OPD_VENV": sys.prefix}
    told = subprocess.run(
        [str(ROOT / "packaging/install"), "--files-only"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return told.stdout


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A machine's root on which it was installed."""
    folder = tmp_path_factory.mktemp("root")
    install(folder)
    return folder


def calls_of(*names: str) -> set[str]:
    """The system calls in sets of systemd's, the sets within them too."""
    told = subprocess.run(
        ["systemd-analyze", "syscall-filter", "--no-pager"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    sets = {
        block.split()[0]: set(re.findall(r"^ {4}([@\w-]+)$", block, re.M))
        for block in re.split(r"^(?=@)", told, flags=re.M)
        if block.startswith("@")
    }
    found: set[str] = set()
    left = list(names)
    while left:
        for name in sets[left.pop()] - found:
            found.add(name)
            left += [name] if name.startswith("@") else []
    return found


@needs_systemd
def test_the_units_filter_lets_readers_put_up_their_walls() -> None:
    text = (SYSTEMD / "opd-exporter.service").read_text("utf-8")
    allowed, refused = re.findall(r"^SystemCallFilter=(~?)(.+)$", text, re.M)
    assert (allowed[0], refused[0]) == ("", "~")
    left = calls_of("@default", *allowed[1].split()) - calls_of(*refused[1].split())
    assert {"prctl", "prlimit64"} <= left  # seccomp and the limits, as glibc sets them
    assert set(CALLS["x86_64"]) <= left


@needs_systemd
@pytest.mark.skipif(
    not all(unit.is_file() for unit in DEBIAN), reason="no units of Debian's prometheus packages"
)
def test_systemd_finds_nothing_wrong_with_the_units(root: Path, tmp_path: Path) -> None:
    units = tmp_path / "units"
    shutil.copytree(root / "etc/systemd/system", units)
    for unit in DEBIAN:
        shutil.copy(unit, units)
    exporter = units / "opd-exporter.service"
    exporter.write_text(
        exporter.read_text("utf-8").replace("/opt/opd-exporter/bin", sys.prefix + "/bin"), "utf-8"
    )
    told = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *map(str, units.glob("*.service"))],
        env={**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (told.returncode, told.stderr) == (0, "")


@needs_systemd
def test_the_exporters_unit_leaves_little_to_a_page_that_breaks_out(root: Path) -> None:
    told = subprocess.run(
        [
            *("systemd-analyze", "security", "--offline=yes", "--threshold=15", "--no-pager"),
            str(root / "etc/systemd/system/opd-exporter.service"),
        ],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert told.returncode == 0, "an exposure above 1.5 of 10:\n" + told.stdout


def test_the_exporter_understands_its_command(root: Path) -> None:
    program, *words = started_by("opd-exporter.service")
    options = parser().parse_args(words)
    assert program == "/opt/opd-exporter/bin/opd-exporter"
    assert (root / str(options.config).lstrip("/")).is_file()
    assert options.listen == "127.0.0.1:9877"


def test_the_units_start_the_same_as_the_containers() -> None:
    def options(words: list[str]) -> dict[str, str]:
        return dict(word.partition("=")[::2] for word in words if word.startswith("--"))

    own = {"--config.file", "--storage.tsdb.path", "--storage.path", "--web.listen-address"}
    for name, unit in (("prometheus", "prometheus"), ("alertmanager", "prometheus-alertmanager")):
        inside = options(SERVICES[name]["command"])
        outside = options(started_by(f"{unit}.service.d/opd-exporter.conf"))
        assert {k: v for k, v in outside.items() if k not in own} == {
            k: v for k, v in inside.items() if k not in own
        }
        assert outside["--web.listen-address"].startswith("127.0.0.1:")


SECRETS = {"OPD_SMTP_PASSWORD_FILE", "OPD_TELEGRAM_TOKEN_FILE", "OPD_LETTERS_TOKEN_FILE"}


def test_mail_has_the_settings_that_the_container_has() -> None:
    names = settings((ROOT / "packaging/mail.env").read_text("utf-8")).keys()
    assert names == SERVICES["alertmanager"]["environment"].keys() - SECRETS


def test_installed_files_are_readable_by_those_who_run_them_and_passwords_by_root_alone(root: Path) -> None:
    private = ("mail.env", "smtp_password", "telegram_token", "letters_token")
    for path in (root / ETC).rglob("*"):
        wanted = 0o755 if path.is_dir() else 0o600 if path.name in private else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_what_operators_changed_survives_the_next_installation_and_rules_are_renewed(tmp_path: Path) -> None:
    install(tmp_path)
    etc = tmp_path / ETC
    for name in ("kota-serang.yml", "mail.env", "smtp_password"):
        (etc / name).write_text("milik operator", "utf-8")
    (etc / "prometheus/rules/lama.yml").write_text("groups: []", "utf-8")
    token = (etc / "letters_token").read_text("utf-8")
    assert len(token) == 24
    told = install(tmp_path)
    for name in ("kota-serang.yml", "mail.env", "smtp_password"):
        assert (etc / name).read_text("utf-8") == "milik operator"
    assert (etc / "letters_token").read_text("utf-8") == token
    assert "Tidak diubah" in told
    assert "smtp_password" not in told
    assert not (etc / "prometheus/rules/lama.yml").exists()


@needs_programs
def test_prometheus_reads_the_installed_files_and_asks_only_this_machine(root: Path, tmp_path: Path) -> None:
    path = root / ETC / "prometheus/prometheus.yml"
    assert set(re.findall(r"[\w.-]+:\d{4}\b", path.read_text("utf-8"))) == {
        "127.0.0.1:9877",
        "127.0.0.1:9090",
        "127.0.0.1:9093",
    }
    address = free_address()
    shutil.copytree(path.parent, tmp_path / "files")
    moved = tmp_path / "files/prometheus.yml"
    moved.write_text(re.sub(r"127\.0\.0\.1:\d{4}\b", "127.0.0.1:1", moved.read_text("utf-8")), "utf-8")
    places = {
        "/usr/bin/prometheus": installed(PROMETHEUS) or "",
        "/etc/opd-exporter/prometheus": str(tmp_path / "files"),
        "/var/lib/prometheus": str(tmp_path / "data"),
        "127.0.0.1:9090": address,
    }
    command = here(started_by("prometheus.service.d/opd-exporter.conf"), places)
    runs(Program("Prometheus", command, address, tmp_path / "log", os.environ))


@needs_programs
def test_alertmanager_starts_as_its_unit_starts_it(root: Path, tmp_path: Path) -> None:
    address = free_address()
    places = {
        "/usr/bin/prometheus-alertmanager": installed(ALERTMANAGER) or "",
        "/etc/opd-exporter": str(root / ETC),
        "/var/lib/prometheus": str(tmp_path / "data"),
        "/run/opd-alertmanager": str(tmp_path / "run"),
        "${CREDENTIALS_DIRECTORY}": str(root / ETC),
        "127.0.0.1:9093": address,
    }
    command = here(started_by("prometheus-alertmanager.service.d/opd-exporter.conf"), places)
    environment = settings((root / ETC / "mail.env").read_text("utf-8"))
    environment["OPD_CONFIG_FILE"] = str(root / environment["OPD_CONFIG_FILE"].lstrip("/"))
    runs(Program("Alertmanager", command, address, tmp_path / "log", {**os.environ, **environment}))


def runs(program: Program) -> None:
    """It gets ready, and is ended."""
    try:
        program.wait()
    finally:
        program.stop()
