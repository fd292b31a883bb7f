"""``deploy/``: accepted by the programs it is for, complete, and the same in compose as in Kubernetes."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from opd_exporter.config.file import load

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE = DEPLOY / "compose.yml"
KUSTOMIZED = ("kubernetes/region", "kubernetes/store")
BROUGHT = {"opd-mail", "opd-smtp", "opd-letters", "opd-grafana-admin"}
"""What a place brings itself: docs/many-cities.md."""


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    path = {"PATH": "/usr/sbin:/usr/local/bin:/usr/bin:/sbin:/bin"}
    return subprocess.run(
        command, env=path | environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.skipif(shutil.which("docker-compose") is None, reason="no docker-compose")
def test_docker_compose_accepts_every_profile(tmp_path: Path) -> None:
    settings = (ROOT / ".env.example").read_text("utf-8")
    (tmp_path / "env").write_text(f"{settings}\nOPD_PROVINSI=Banten\n", "utf-8")
    profiles = [word for name in ("city", "region", "store") for word in ("--profile", name)]
    told = run(
        *("docker-compose", "--file", str(COMPOSE), "--env-file", str(tmp_path / "env"), *profiles, "config")
    )
    assert (told.returncode, told.stderr) == (0, "")
    services = yaml.safe_load(told.stdout)["services"]
    assert {profile for service in services.values() for profile in service["profiles"]} == {
        "city",
        "region",
        "store",
    }
    for service in services.values():
        assert service["read_only"] is True
        for volume in service["volumes"]:
            source = volume.split(":")[0]
            assert not source.startswith("/") or Path(source).exists() or "secrets" in source, source


OWNED = {
    "opd-exporter": ("10001:10001", "/var/lib/opd-exporter"),
    "prom/prometheus": ("65534:65534", "/prometheus"),
    "prom/alertmanager": ("65534:65534", "/alertmanager"),
    "grafana/grafana": ("472:0", "/var/lib/grafana"),
}
"""The folder that an image gives to a user; a new volume is that user's there, and root's anywhere else."""


@pytest.mark.parametrize("file", [COMPOSE, ROOT / "docker-compose.yml"], ids=["country", "machine"])
def test_whoever_writes_to_a_new_volume_owns_it(file: Path) -> None:
    data = yaml.safe_load(file.read_text("utf-8"))
    for name, service in data["services"].items():
        kept = [
            one.split(":")[1] for one in service.get("volumes", []) if one.split(":")[0] in data["volumes"]
        ]
        owner = OWNED.get(service.get("image", "").split(":")[0])
        for folder in kept:
            assert (service["user"], folder) == (owner or ("0:0", folder)), name


def built(folder: str) -> list[dict[str, Any]]:
    """The objects that kustomize makes."""
    told = run("kubectl", "kustomize", str(DEPLOY / folder), HOME="/nonexistent")
    assert (told.returncode, told.stderr) == (0, "")
    return list(yaml.safe_load_all(told.stdout))


def named(value: object, key: str) -> Iterator[str]:
    """The names of objects that ``key`` (``configMap``, ``secret`` ...) refers to, anywhere inside."""
    if isinstance(value, dict):
        for inside, found in value.items():
            if inside == key and isinstance(found, dict):
                yield found.get("name") or found["secretName"]
            yield from named(found, key)
    elif isinstance(value, list):
        for one in value:
            yield from named(one, key)


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="no kubectl")
@pytest.mark.parametrize("folder", KUSTOMIZED)
def test_kustomize_builds_objects_that_name_only_what_there_is(folder: str) -> None:
    objects = built(folder)
    there = {(one["kind"], one["metadata"]["name"]) for one in objects}
    assert len(there) == len(objects)
    for one in objects:
        for key in ("configMap", "configMapRef", "secret"):
            for name in named(one, key):
                assert name in BROUGHT or ("ConfigMap", name) in there, name
        if one["kind"] not in ("StatefulSet", "Deployment"):
            continue
        assert one["metadata"]["namespace"] == "opd"
        pod = one["spec"]["template"]["spec"]
        assert pod["securityContext"]["runAsNonRoot"] is True
        given = (
            {volume["name"] for volume in [*pod["volumes"], *claims(one)]}
            if "volumes" in pod
            else {volume["name"] for volume in claims(one)}
        )
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"] is True
            assert container["resources"]["limits"]["memory"]
            assert {mount["name"] for mount in container["volumeMounts"]} <= given
    selected = [one for one in objects if one["kind"] == "Service"]
    pods = [
        one["spec"]["template"]["metadata"]["labels"] for one in objects if "template" in one.get("spec", {})
    ]
    for service in selected:
        assert sum(service["spec"]["selector"].items() <= labels.items() for labels in pods) == 1, "one each"


@pytest.mark.skipif(shutil.which("kubectl") is None, reason="no kubectl")
def test_exporters_and_alertmanager_share_a_token_that_is_in_no_file_here() -> None:
    objects = built("kubernetes/region")
    assert "Secret" not in {one["kind"] for one in objects}
    asked = {
        one["metadata"]["name"]: one["spec"]["template"]["spec"]
        for one in objects
        if "opd-letters" in named(one, "secret")
    }
    exporters = {name for name in asked if name.startswith("exporter-")}
    assert {"alertmanager", *exporters} == set(asked)
    (told,) = (one["data"] for one in objects if "OPD_LETTERS_EXPORTERS" in one.get("data", {}))
    services = {one["metadata"]["name"] for one in objects if one["kind"] == "Service"}
    cities = {name.removeprefix("exporter-") for name in exporters}
    assert set(told["OPD_LETTERS_EXPORTERS"].split(",")) == {f"http://{name}:9877" for name in cities}
    assert cities <= services
    for pod in asked.values():
        (container,) = pod["containers"]
        (volume,) = (
            one["name"] for one in pod["volumes"] if one.get("secret", {}).get("secretName") == "opd-letters"
        )
        (folder,) = (one["mountPath"] for one in container["volumeMounts"] if one["name"] == volume)
        files = [one.partition("=")[2] for one in container.get("args", []) if "letters-token-file" in one]
        files += [one["value"] for one in container.get("env", []) if one["name"] == "OPD_LETTERS_TOKEN_FILE"]
        assert files == [f"{folder}/letters_token"]


def claims(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [claim["metadata"] for claim in one["spec"].get("volumeClaimTemplates", [])]


def test_what_kustomize_is_given_is_all_there_is() -> None:
    for base, folders in (
        ("prometheus", ("rules", "alertmanager", "alertmanager/templates")),
        ("grafana", ("dashboards",)),
    ):
        data = yaml.safe_load((ROOT / base / "kustomization.yaml").read_text("utf-8"))
        listed = {name for one in data["configMapGenerator"] for name in one["files"]}
        assert [name for name in listed if not (ROOT / base / name).is_file()] == []
        for folder in folders:
            there = {f"{folder}/{file.name}" for file in (ROOT / base / folder).iterdir() if file.is_file()}
            assert there <= listed, base
    for file, key in (("region", "opd-rules"), ("alertmanager", "opd-alertmanager-templates")):
        mounted = re.findall(
            r"\{key: ([\w.-]+), path: [\w-]+/\1\}", (DEPLOY / f"kubernetes/region/{file}.yaml").read_text()
        )
        data = yaml.safe_load((ROOT / "prometheus/kustomization.yaml").read_text("utf-8"))
        (generator,) = (one for one in data["configMapGenerator"] if one["name"] == key)
        assert mounted == [Path(name).name for name in generator["files"]]


def test_every_image_is_the_one_of_the_single_machine() -> None:
    def images(text: str) -> dict[str, str]:
        return dict(re.findall(r"image: (\S+):(\S+)", text))

    pinned = images((ROOT / "docker-compose.yml").read_text("utf-8"))
    found = [images(COMPOSE.read_text("utf-8"))]
    found += [images(file.read_text("utf-8")) for file in DEPLOY.rglob("*.yaml")]
    stores = {one.pop("victoriametrics/victoria-metrics", None) for one in found} - {None}
    assert len(stores) == 1
    for one in found:
        assert one.items() <= pinned.items()


def test_the_cities_of_the_example_are_configurations() -> None:
    files = sorted(DEPLOY.glob("cities/*/city.yml"))
    assert len({load(file).city for file in files}) == len(files) == 2
    listed = yaml.safe_load((DEPLOY / "prometheus/agent.yml").read_text("utf-8"))["scrape_configs"]
    assert {one["url"] for one in listed[0]["http_sd_configs"]} == {
        f"http://{file.parent.name}:9877/sd" for file in files
    }
    assert [name for one in listed[1]["static_configs"] for name in one["targets"]] == [
        url["url"].removeprefix("http://").removesuffix("/sd") for url in listed[0]["http_sd_configs"]
    ]
    told = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]["alertmanager"]["environment"]
    assert set(told["OPD_LETTERS_EXPORTERS"].split(",")) == {
        url["url"].removesuffix("/sd") for url in listed[0]["http_sd_configs"]
    }


@pytest.mark.parametrize(
    ("environment", "wrong"),
    [
        ({"OPD_SHARDS": "2", "OPD_SHARD": "2"}, "OPD_SHARD is 2"),
        ({"OPD_SHARDS": "2", "HOSTNAME": "agent-x"}, "«x»"),
        ({"OPD_SHARD": "1"}, "OPD_SHARDS"),
    ],
)
def test_an_agent_without_its_number_does_not_start(
    environment: dict[str, str], wrong: str, tmp_path: Path
) -> None:
    told = filled(tmp_path / "agent.yml", **environment)
    assert told.returncode == 1
    assert wrong in told.stderr
    assert not (tmp_path / "agent.yml").exists()


def filled(file: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What ``start-agent.sh`` makes of ``agent.yml``."""
    folder = DEPLOY / "prometheus"
    return run(
        "/bin/sh", str(folder / "start-agent.sh"), str(folder / "agent.yml"), str(file), "true", **environment
    )


@pytest.mark.skipif(
    not (shutil.which("promtool") and shutil.which("vmagent")), reason="no promtool, no vmagent"
)
def test_prometheus_and_vmagent_read_what_an_agent_is_given(tmp_path: Path) -> None:
    file = tmp_path / "agent.yml"
    assert filled(file, OPD_SHARDS="3", HOSTNAME="agent-2").returncode == 0
    told = run("promtool", "check", "config", "--agent", str(file))
    assert told.returncode == 0, told.stdout + told.stderr
    dry = (
        "-promscrape.config.dryRun",
        "-promscrape.config.strictParse=false",
        "-remoteWrite.url=http://127.0.0.1/",
    )
    told = run("vmagent", f"-promscrape.config={file}", *dry)
    assert told.returncode == 0, told.stderr
    jobs = yaml.safe_load(file.read_text("utf-8"))["scrape_configs"]
    assert {(job["relabel_configs"][0]["modulus"], job["relabel_configs"][1]["regex"]) for job in jobs} == {
        (3, "2")
    }


@pytest.mark.skipif(shutil.which("promtool") is None, reason="no promtool")
def test_a_region_reads_the_rules_of_a_single_machine(tmp_path: Path) -> None:
    shutil.copy(DEPLOY / "prometheus/region.yml", tmp_path)
    shutil.copytree(ROOT / "prometheus/rules", tmp_path / "rules")
    told = run("promtool", "check", "config", str(tmp_path / "region.yml"))
    assert told.returncode == 0, told.stdout + told.stderr


def test_the_operators_scrape_config_asks_what_an_agent_asks() -> None:
    sites, exporters = (
        one["spec"]
        for one in yaml.safe_load_all((DEPLOY / "kubernetes/scrapeconfig.yaml").read_text("utf-8"))
    )
    agent = yaml.safe_load((DEPLOY / "prometheus/agent.yml").read_text("utf-8"))["scrape_configs"]
    names = {"source_labels": "sourceLabels", "target_label": "targetLabel", "regex": "regex"}
    asked = [
        {names[key]: value for key, value in step.items()}
        for step in agent[0]["relabel_configs"]
        if "__tmp_shard" not in str(step)
    ]
    assert sites["relabelings"] == asked
    assert (sites["jobName"], sites["metricsPath"]) == (agent[0]["job_name"], agent[0]["metrics_path"])
    assert sites["httpSDConfigs"] == agent[0]["http_sd_configs"][:1]
    assert exporters["jobName"] == agent[1]["job_name"]
    assert exporters["staticConfigs"] == agent[1]["static_configs"][:1]
