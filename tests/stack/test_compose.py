"""``docker-compose.yml``: accepted by docker-compose, hardened, and what it mounts and runs is what the tests run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from deployed import COMPOSE, EXAMPLE, ROOT, checked, compose, here, settings

from opd_exporter.commands.arguments import parser
from opd_exporter.config.file import load
from opd_exporter.demo.stack import (
    ALERTMANAGER,
    FILES,
    PROMETHEUS,
    Addresses,
    Program,
    free_address,
    installed,
    place,
)

SERVICES: dict[str, dict[str, Any]] = compose(settings())["services"]
BINDS = [
    (service, *volume.split(":"))
    for service, facts in SERVICES.items()
    for volume in facts.get("volumes", [])
    if volume.startswith("./")
]
needs_compose = pytest.mark.skipif(shutil.which("docker-compose") is None, reason="no docker-compose")
needs_programs = pytest.mark.skipif(
    not (installed(PROMETHEUS) and installed(ALERTMANAGER)), reason="no prometheus, no alertmanager"
)


@needs_compose
def test_docker_compose_accepts_the_file_with_the_example_settings() -> None:
    told = checked(EXAMPLE)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")


@needs_compose
@pytest.mark.parametrize(
    "name", ["OPD_LAN_ADDRESS", "OPD_SMTP_SMARTHOST", "OPD_SMTP_FROM", "OPD_MAIL_OPERATORS"]
)
def test_a_setting_nobody_can_guess_is_asked_for_by_name(name: str, tmp_path: Path) -> None:
    lines = [line for line in EXAMPLE.read_text("utf-8").splitlines() if not line.startswith(f"{name}=")]
    (tmp_path / "env").write_text("\n".join(lines), "utf-8")
    told = checked(tmp_path / "env")
    assert told.returncode != 0
    assert "isi di .env, contohnya di .env.example" in told.stderr
    assert name in told.stderr


def test_every_variable_is_in_the_example_and_no_other() -> None:
    assert set(re.findall(r"\$\{(\w+)", COMPOSE.read_text("utf-8"))) == set(settings())


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_can_do_no_more_than_it_must(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert re.match(r"[1-9]\d*:\d+$", service["user"]), "a number that is not root's"
    assert service["mem_limit"]
    assert service["pids_limit"]
    assert service["restart"] == "unless-stopped"
    assert service["logging"]["options"]["max-size"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "ipc", "devices"} & set(service)
    assert all({"noexec", "nosuid", "nodev"} <= set(one.split(",")) for one in service.get("tmpfs", []))


@pytest.mark.parametrize("name", SERVICES)
def test_a_container_says_whether_it_is_well(name: str) -> None:
    health = SERVICES[name]["healthcheck"]
    port = {"exporter": 9877, "prometheus": 9090, "alertmanager": 9093, "grafana": 3000}[name]
    assert health["test"][0] == "CMD"
    assert f"http://127.0.0.1:{port}/" in health["test"][-1]
    assert {"interval", "timeout", "retries", "start_period"} <= set(health)


def test_a_service_waits_until_those_it_needs_are_well() -> None:
    waits = {name: set(service.get("depends_on", {})) for name, service in SERVICES.items()}
    assert waits == {
        "exporter": set(),
        "alertmanager": set(),
        "prometheus": {"exporter", "alertmanager"},
        "grafana": {"prometheus"},
    }
    conditions = {
        one["condition"] for service in SERVICES.values() for one in service.get("depends_on", {}).values()
    }
    assert conditions == {"service_healthy"}


def test_versions_are_pinned() -> None:
    images = {name: service["image"] for name, service in SERVICES.items()}
    assert all(re.search(r":v?\d+\.\d+\.\d+$", image) for image in images.values()), images
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert images["exporter"] == f"opd-exporter:{version}"


def test_only_grafana_answers_on_the_lan() -> None:
    published = {name: service["ports"] for name, service in SERVICES.items()}
    lan = settings()["OPD_LAN_ADDRESS"]
    assert published == {
        "exporter": ["127.0.0.1:9877:9877"],
        "alertmanager": ["127.0.0.1:9093:9093"],
        "prometheus": ["127.0.0.1:9090:9090"],
        "grafana": [f"{lan}:3000:3000"],
    }


def test_grafana_reaches_only_prometheus() -> None:
    networks = {name: set(service["networks"]) for name, service in SERVICES.items()}
    assert [name for name in networks if networks[name] & networks["grafana"]] == ["prometheus", "grafana"]


def test_secrets_are_files_that_only_those_who_need_them_see() -> None:
    assert {name: service["secrets"] for name, service in SERVICES.items() if "secrets" in service} == {
        "exporter": ["letters_token"],
        "alertmanager": ["smtp_password", "telegram_token", "letters_token"],
        "grafana": ["grafana_admin_password"],
    }
    assert not re.search(r"(?:PASSWORD|TOKEN)(?!_FILE|__FILE)\w*:", COMPOSE.read_text("utf-8"))
    assert not [name for name in settings() if "PASSWORD" in name]


@pytest.mark.parametrize(("service", "source", "target", "mode"), BINDS)
def test_what_is_mounted_exists_and_cannot_be_written_to(
    service: str, source: str, target: str, mode: str
) -> None:
    assert (ROOT / source).exists(), f"{service} wants {source}"
    assert mode == "ro"


def test_prometheus_and_alertmanager_get_the_files_that_the_tests_run() -> None:
    sources = {(service, target): ROOT / source for service, source, target, _ in BINDS}
    assert sources["prometheus", "/etc/prometheus"] == FILES
    assert sources["alertmanager", "/etc/alertmanager"] == FILES / "alertmanager"


def test_grafana_finds_its_password_its_boards_and_prometheus_where_compose_puts_them() -> None:
    service = SERVICES["grafana"]
    own = (ROOT / "grafana/grafana.ini").read_text("utf-8")
    (secret,) = re.findall(r"^admin_password = \$__file\{/run/secrets/(\w+)\}$", own, re.M)
    assert [secret] == service["secrets"]
    targets = [target for name, _, target, _ in BINDS if name == "grafana"]
    (provider,) = yaml.safe_load((ROOT / "grafana/provisioning/dashboards/opd.yml").read_text("utf-8"))[
        "providers"
    ]
    assert provider["options"]["path"] in targets
    (source,) = yaml.safe_load((ROOT / "grafana/provisioning/datasources/prometheus.yml").read_text("utf-8"))[
        "datasources"
    ]
    assert source["url"] == "http://prometheus:9090"


def test_the_names_that_prometheus_asks_are_services_and_their_ports() -> None:
    told = set(re.findall(r"[\w-]+:\d{4}\b", (FILES / "prometheus.yml").read_text("utf-8")))
    inside = {f"{name}:{service['ports'][0].rpartition(':')[2]}" for name, service in SERVICES.items()}
    assert told == inside - {"grafana:3000"}


def test_the_exporter_understands_its_command_and_its_configuration_is_mounted() -> None:
    options = parser().parse_args(SERVICES["exporter"]["command"])
    (folder,) = (source for service, source, *_ in BINDS if service == "exporter")
    assert options.command == "serve"
    assert load(ROOT / folder / options.config.name).sites
    targets = {volume.split(":")[1] for volume in SERVICES["exporter"]["volumes"]}
    assert {str(options.config.parent), str(options.data_dir)} == targets


@needs_programs
def test_the_files_pass_their_own_tools(tmp_path: Path) -> None:
    for command in (
        ["promtool", "check", "config", str(FILES / "prometheus.yml")],
        ["sh", str(FILES / "alertmanager/start.sh"), str(tmp_path)],
        ["amtool", "check-config", str(tmp_path / "alertmanager.yml")],
    ):
        environment = {"PATH": "/usr/bin:/bin", **settings(), "OPD_SMTP_USERNAME": ""}
        told = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        assert told.returncode == 0, told.stdout + told.stderr


@needs_programs
def test_prometheus_starts_as_compose_starts_it(tmp_path: Path) -> None:
    address = free_address()
    place(FILES, tmp_path / "files", Addresses("127.0.0.1:1", address, "127.0.0.1:1"))
    places = {"/etc/prometheus": str(tmp_path / "files"), "/prometheus": str(tmp_path / "data")}
    program = installed(PROMETHEUS)
    assert program
    command = [program, *here(SERVICES["prometheus"]["command"], places), f"--web.listen-address={address}"]
    started = Program("Prometheus", command, address, tmp_path / "log", os.environ)
    try:
        started.wait()
        (path,) = re.findall(
            r"http://127.0.0.1:9090(/\S+)", SERVICES["prometheus"]["healthcheck"]["test"][-1]
        )
        assert started.get(path)[0] == 200
        assert (tmp_path / "data").is_dir()
        flags = started.get("/api/v1/status/flags")[1]
        assert '"storage.tsdb.retention.time":"5y"' in flags
        assert '"storage.tsdb.retention.size":"10GiB"' in flags
    finally:
        started.stop()


@needs_programs
def test_alertmanager_starts_as_compose_starts_it(tmp_path: Path) -> None:
    address = free_address()
    place(FILES, tmp_path / "files", Addresses("127.0.0.1:1", "127.0.0.1:1", address))
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "smtp_password").write_text("rahasia", "utf-8")
    (secrets / "letters_token").write_text("dGVzdA", "utf-8")
    program = installed(ALERTMANAGER)
    assert program
    places = {
        "/etc/alertmanager": str(tmp_path / "files" / "alertmanager"),
        "/etc/opd-exporter": str(ROOT / "config"),
        "/run/alertmanager": str(tmp_path / "run"),
        "/run/secrets": str(secrets),
        "/bin/alertmanager": program,
        "/alertmanager": str(tmp_path / "data"),
    }
    service = SERVICES["alertmanager"]
    command = here([*service["entrypoint"], *service["command"]], places)
    names = list(service["environment"])
    environment = dict(
        zip(names, here([service["environment"][name] for name in names], places), strict=True)
    )
    started = Program(
        "Alertmanager",
        [*command, f"--web.listen-address={address}"],
        address,
        tmp_path / "log",
        {**os.environ, **environment},
    )
    try:
        started.wait()
        (path,) = re.findall(r"http://127.0.0.1:9093(/\S+)", service["healthcheck"]["test"][-1])
        assert started.get(path)[0] == 200
        running = yaml.safe_load((tmp_path / "run" / "alertmanager.yml").read_text("utf-8"))
        assert running["global"]["smtp_smarthost"] == settings()["OPD_SMTP_SMARTHOST"]
        assert running["global"]["smtp_auth_password_file"] == str(secrets / "smtp_password")
        told = [hook for one in running["receivers"] for hook in one.get("webhook_configs") or ()]
        paths = {hook["http_config"]["authorization"]["credentials_file"] for hook in told}
        assert paths == {str(secrets / "letters_token")}
    finally:
        started.stop()


@pytest.fixture
def answering() -> Iterator[list[int]]:
    """A server on the exporter's own port number plus any free one; it answers the status in the list."""
    status = [200]

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status[0])
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    status.append(server.server_port)
    yield status
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(("status", "code"), [(200, 0), (503, 1)])
def test_the_exporters_health_check_tells_well_from_not_well(
    answering: list[int], status: int, code: int
) -> None:
    answering[0] = status
    _, _, *rest = SERVICES["exporter"]["healthcheck"]["test"]
    command = [sys.executable, *(word.replace(":9877/", f":{answering[1]}/") for word in rest)]
    assert subprocess.run(command, capture_output=True, timeout=30, check=False).returncode == code
