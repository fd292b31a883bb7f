"""docs/panduan-pasang.md, part B, followed command by command with a Docker engine of the test's own.

The engine runs in namespaces of its own, without a network, and ends with them: no container, port or volume of this
machine is touched. Images cannot be pulled there, so those that docker-compose.yml names are made of what this machine
has: Prometheus, Alertmanager and busybox, a Debian with Python, and for Grafana something that only says it is well."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from deployed import COMPOSE
from empty_debian import ROOT, blocks, cloned_from, empty_debian, in_root, repository

from opd_exporter.demo.stack import ALERTMANAGER, PROMETHEUS, installed

NEEDED = ("debootstrap", "dockerd", "docker", "busybox", "iptables", "promtool", "amtool")
LACKING = [
    name for name in NEEDED if shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin") is None
]
GRAFANA = """#!/bin/sh
mkdir -p /tmp/www/api && echo '{"database": "ok"}' >/tmp/www/api/health
exec httpd -f -p 3000 -h /tmp/www
"""
"""What stands in for Grafana: its address of health alone."""
FILLED = """
sed -i -e 's/^OPD_LAN_ADDRESS=.*/OPD_LAN_ADDRESS=127.0.0.1/' -e 's/^OPD_SMTP_USERNAME=.*/OPD_SMTP_USERNAME=/' .env
"""
"""What a person types into the files that the guide opens with ``nano``; the list of sites is the one that is there."""
ALL_WELL = """
for _ in $(seq 60); do [ "$(docker compose ps | grep -c '(healthy)')" = 4 ] && break; sleep 5; done
docker compose ps
for _ in $(seq 60); do
  docker compose exec -T prometheus promtool query instant http://127.0.0.1:9090 'count(opd_site_up)' | grep -q '=> 32 ' && break; sleep 5
done
"""
"""The "minute or two" of the guide, as a condition."""
ENGINE = """set -eu
mount -t proc proc /proc
ip link set lo up
mount -t tmpfs tmpfs /run
dockerd --data-root "$FOLDER/engine" --pidfile /run/docker.pid >"$FOLDER/dockerd.log" 2>&1 &
for _ in $(seq 60); do docker info >/dev/null 2>&1 && break; sleep 1; done
for image in "$FOLDER"/images/*; do
  docker import --change "$(cat "$image/change")" "$image/root.tar" "$(cat "$image/name")" >/dev/null
done
docker compose version >/dev/null 2>&1 || docker() { # Debian's
  if [ "$1" = compose ]; then shift; docker-compose "$@"; else command docker "$@"; fi
}
"""

pytestmark = pytest.mark.skipif(
    bool(LACKING) or os.getuid() != 0, reason=f"not root, or not there: {LACKING}"
)


def pinned() -> dict[str, str]:
    """The images that are pulled, by service, and the one that the Dockerfile begins with."""
    services = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    (python,) = set(re.findall(r"(?m)^FROM (\S+)", (ROOT / "Dockerfile").read_text("utf-8")))
    return {name: one["image"] for name, one in services.items() if "build" not in one} | {"python": python}


def with_libraries(folder: Path, programs: dict[str, str]) -> None:
    """Programs of this machine below the folder, by the place they get there, and busybox as shell and tools."""
    applets = ("sh", "wget", "httpd", "mkdir", "cat", "rm", "cp", "sed", "awk", "tr", "dirname", "echo")
    for place, program in {**programs, "/bin/busybox": str(shutil.which("busybox"))}.items():
        told = subprocess.run(["ldd", program], capture_output=True, text=True, check=False).stdout
        for source, target in [(program, place), *((one, one) for one in re.findall(r"/lib\S+", told))]:
            copy = folder / target.lstrip("/")
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, copy)
    for name in applets:
        (folder / "bin" / name).symlink_to("busybox")


def image(folder: Path, name: str, change: str) -> None:
    """A root and what it is called, for ``docker import``."""
    place = folder.with_name(f"{folder.name}.image")
    place.mkdir()
    (place / "name").write_text(name)
    (place / "change").write_text(change)
    leave_out = [f"--exclude=./{name}/*" for name in ("proc", "dev", "sys", "var/cache/apt/archives")]
    subprocess.run(["tar", "-C", str(folder), *leave_out, "-cf", str(place / "root.tar"), "."], check=True)
    shutil.rmtree(folder)
    place.rename(folder)


def owned(path: Path, user: int, group: int) -> None:
    """A folder that its image gives to a user: a new volume there is that user's."""
    path.mkdir(parents=True)
    os.chown(path, user, group)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The images, and this project's repository within reach."""
    names, images = pinned(), tmp_path / "images"
    prometheus, alertmanager = installed(PROMETHEUS), installed(ALERTMANAGER)
    assert prometheus
    assert alertmanager

    with_libraries(
        images / "prometheus", {"/bin/prometheus": prometheus, "/bin/promtool": str(shutil.which("promtool"))}
    )
    owned(images / "prometheus/prometheus", 65534, 65534)
    image(images / "prometheus", names["prometheus"], 'ENTRYPOINT ["/bin/prometheus"]')

    with_libraries(
        images / "alertmanager",
        {"/bin/alertmanager": alertmanager, "/bin/amtool": str(shutil.which("amtool"))},
    )
    owned(images / "alertmanager/alertmanager", 65534, 65534)
    shares = ["/usr/share/zoneinfo", "/usr/share/prometheus/alertmanager"]
    for share in filter(os.path.isdir, shares):  # Debian's Alertmanager has its templates there
        shutil.copytree(share, images / "alertmanager" / share.lstrip("/"))
    image(images / "alertmanager", names["alertmanager"], 'ENTRYPOINT ["/bin/alertmanager"]')

    with_libraries(images / "grafana", {})
    owned(images / "grafana/var/lib/grafana", 472, 0)
    (images / "grafana/run.sh").write_text(GRAFANA)
    (images / "grafana/run.sh").chmod(0o755)
    image(images / "grafana", names["grafana"], 'ENTRYPOINT ["/run.sh"]')

    python = images / "python"
    empty_debian(python, "python3,python3-venv")
    for name in ("requirements.txt", "requirements-build.txt"):
        shutil.copy(ROOT / name, python / "root")
    in_root(
        python,
        "python3 -m venv /tools && for one in requirements*.txt; do /tools/bin/pip download -q --no-deps --require-hashes"
        " --only-binary :all: -d /wheels -r $one; done",
        network=True,
    )
    (python / "etc/pip.conf").write_text("[global]\nno-index = true\nfind-links = /wheels\n")
    (python / "usr/bin/python").symlink_to("python3")
    image(python, names["python"], 'CMD ["python3"]')

    repository(tmp_path / "opd-exporter")
    (tmp_path / "home").mkdir()
    (tmp_path / "home/.gitconfig").write_text(cloned_from(str(tmp_path / "opd-exporter")))
    return tmp_path


@pytest.mark.timeout(1800)
def test_whoever_follows_the_guide_with_docker_has_a_running_monitor(folder: Path) -> None:
    clone, build, start, look, change = blocks("B")
    steps = "\n".join(
        ("cd ~", clone, FILLED, build, start, ALL_WELL, look, change, "sleep 3; docker compose logs exporter")
    )
    try:
        told = subprocess.run(
            ["unshare", "--mount", "--net", "--pid", "--fork", "/bin/bash", "-c", f"{ENGINE}\n{steps}"],
            env={
                **os.environ,
                "PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin",
                "FOLDER": str(folder),
                "HOME": str(folder / "home"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=1500,
            check=False,
        )
    finally:
        log = (
            (folder / "dockerd.log").read_text("utf-8", "replace")
            if (folder / "dockerd.log").exists()
            else ""
        )
        for big in ("engine", "images"):
            shutil.rmtree(folder / big, ignore_errors=True)
    assert told.returncode == 0, f"{log[-1500:]}\n{told.stdout[-4000:]}"
    assert "Dibuat: .env" in told.stdout
    assert told.stdout.count("kota-serang.yml: baik, 32 situs") == 2
    assert told.stdout.count("(healthy)") >= 4
    assert re.search(r"=> 32 @", told.stdout)
    assert "configuration reloaded: 32 sites" in told.stdout
