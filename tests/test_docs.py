"""What the code offers and what the documentation says are the same."""

from __future__ import annotations

import re
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml

from opd_exporter.commands.arguments import parser as _parser
from opd_exporter.domain.candidate import Candidate, Doubt, Refusal
from opd_exporter.domain.config import Config, Maintenance, Note, ProbeSettings, Site, Thresholds
from opd_exporter.domain.report import Cms, LastPost, SiteReport, Visit
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.domain.transport import Tls
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State, Status, Window
from opd_exporter.views.exporter_metrics import LOOKS, OUTCOMES, REFUSALS, ExporterMetrics
from opd_exporter.views.site_metrics import SITE_METRICS, site_metrics
from opd_exporter.views.wording import SYMBOLS
from opd_exporter.web.server import Server

DOCS = Path(__file__).parent.parent / "docs"
DOCUMENTS = [
    *DOCS.glob("*.md"),
    *(DOCS.parent / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "packaging/README.md")),
]
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
SITE = Site("dinkes", "Dinas Kesehatan", "Dinkes", "dinas", "https://dinkes.example.go.id/", kontak="0254-1")


def doc(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def full_report() -> SiteReport:
    visit = Visit(
        NOW, True, None, "", SITE.url, 200, 1, 1.1, 5000, 0.2, dict.fromkeys(Phase, 0.1), Tls(NOW, True)
    )
    return SiteReport(
        SITE,
        visit,
        NOW,
        LastPost(NOW - timedelta(days=3), SITE.url, "Judul", Source.FEED, "pubDate"),
        dict.fromkeys(Window, 1),
        State.MEASURED,
        NOW,
        Cms("wordpress", "6.4.3"),
        True,
        True,
        (Candidate(Source.FEED, SITE.url, "Halo dunia", NOW, "pubDate").refuse(Refusal.SEED),),
        spam_signs=(SpamSign("slot", "", SITE.url, Where.LINK),),
    )


def test_every_metric_of_a_site_is_documented_and_no_other() -> None:
    up = full_report()
    assert up.visit
    down = replace(up, visit=replace(up.visit, up=False, reason=Reason.DNS))
    text = (site_metrics(up, NOW, 1) + site_metrics(down, NOW, 1)).decode()
    documented = set(re.findall(r"`(opd_site_\w+)", doc("metrics.md").partition("## Why")[0]))
    assert set(re.findall(r"^# TYPE (\w+)", text, re.M)) == documented == set(SITE_METRICS)


def test_every_metric_of_the_exporter_is_documented_and_no_other() -> None:
    metrics = ExporterMetrics()
    metrics.city(Config("Kota", ZoneInfo("Asia/Jakarta"), Thresholds(), ProbeSettings(), (SITE,)), NOW)
    found = set(re.findall(r"^(opd_\w+?)(?:_bucket|_sum|_count)?(?:\{| )", metrics.exposed().decode(), re.M))
    documented = set(
        re.findall(r"^\| `(opd_\w+)", doc("metrics.md").partition("## Of the exporter")[2], re.M)
    )
    assert found == documented


@pytest.mark.parametrize("word", [*OUTCOMES, *REFUSALS, *LOOKS])
def test_every_label_of_the_exporters_counters_is_documented(word: str) -> None:
    assert f"`{word}`" in doc("metrics.md").partition("## Of the exporter")[2]


@pytest.mark.parametrize("word", [*Reason, *State, *Status, *Source, *Phase, *Window])
def test_every_word_of_the_closed_lists_is_documented(word: str) -> None:
    assert f"`{word}`" in doc("metrics.md")


@pytest.mark.parametrize("doubt", list(Doubt))
def test_every_open_question_is_documented(doubt: str) -> None:
    assert f"| `{doubt}` |" in doc("endpoints.md")


@pytest.mark.parametrize("refusal", list(Refusal))
def test_every_refusal_is_documented(refusal: str) -> None:
    assert f"`{refusal}`" in doc("endpoints.md")


def test_every_endpoint_is_documented_and_no_other() -> None:
    server = Server(None, ExporterMetrics(), None)  # type: ignore[arg-type]
    routes = {
        (r.method, r.resource.canonical) for r in server.application().router.routes() if r.method != "HEAD"
    }  # type: ignore[union-attr]
    documented = set(re.findall(r"`(GET|POST) (/[^`?\[]*)", doc("endpoints.md")))
    assert {(method, path) for method, path in routes} == {(method, path) for method, path in documented}


def test_every_option_of_the_configuration_is_documented_and_no_other() -> None:
    names = {f"thresholds.{one.name}" for one in fields(Thresholds)} | {
        f"probe.{one.name}" for one in fields(ProbeSettings)
    }
    parts = {"thresholds", "probe", "sites"}
    names |= {one.name for one in fields(Config)} - parts
    lists = {"pemeliharaan": Maintenance, "catatan": Note}
    names |= {f"sites[].{one.name}" for one in fields(Site) if one.name not in lists}
    names |= {f"sites[].{name}[].{one.name}" for name, kind in lists.items() for one in fields(kind)}
    assert set(re.findall(r"^\| `([\w.\[\]]+)` \|", doc("configuration.md"), re.M)) == names


def test_every_command_and_option_is_documented() -> None:
    text = doc("commands.md")
    (commands,) = (action for action in _parser()._actions if action.dest == "command")
    for name, parser in commands.choices.items():  # type: ignore[union-attr]
        assert f"opd-exporter {name}" in text
        for action in parser._actions:
            for option in action.option_strings:
                if option.startswith("--") and option != "--help":
                    assert option in text, f"{name} {option}"


def test_every_setting_of_the_containers_is_documented_and_no_other() -> None:
    offered = set(re.findall(r"^(OPD_\w+)=", (DOCS.parent / ".env.example").read_text("utf-8"), re.M))
    compose = (DOCS.parent / "docker-compose.yml").read_text("utf-8")
    offered |= set(re.findall(r"\b(OPD_\w+)", compose))
    tables = doc("deployment.md") + doc("mail.md")
    assert set(re.findall(r"^\| `(OPD_\w+)` \|", tables, re.M)) == offered


def test_every_published_port_and_service_is_documented_and_no_other() -> None:
    services = yaml.safe_load((DOCS.parent / "docker-compose.yml").read_text("utf-8"))["services"]
    published = {
        (port.rpartition(":")[2], name) for name, service in services.items() for port in service["ports"]
    }
    documented = re.findall(r"^\| `(\d+)` \| (\w+) \|", doc("deployment.md"), re.M)
    assert {(port, name.lower()) for port, name in documented} == published


def test_every_volume_and_secret_of_the_containers_is_documented() -> None:
    compose = yaml.safe_load((DOCS.parent / "docker-compose.yml").read_text("utf-8"))
    for volume in compose["volumes"].values():
        assert f"`{volume['name']}`" in doc("deployment.md")
    for secret in compose["secrets"].values():
        assert secret["file"].removeprefix("./") in doc("deployment.md")


@pytest.mark.parametrize("status", list(Status))
def test_the_operators_guide_explains_every_status_with_its_sign(status: Status) -> None:
    name = status.value.replace("_", " ")
    assert re.search(
        rf"^\| {re.escape(SYMBOLS[status])} \| [\w ]+ \| \*\*{name}\*\* \|", doc("panduan-operator.md"), re.M
    )


def test_every_script_that_documents_name_exists() -> None:
    for path in DOCUMENTS:
        for script in re.findall(r"(?<![\w/.-])((?:scripts|packaging)/[\w.-]+)", path.read_text("utf-8")):
            assert (DOCS.parent / script).exists(), f"{path.name}: {script}"


def test_documents_link_to_files_that_exist() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", path.read_text("utf-8")):
            assert (path.parent / target).exists(), f"{path.name} -> {target}"


def test_every_claim_of_security_names_a_test_that_exists() -> None:
    claims = [line for line in doc("security.md").splitlines() if re.match(r"\| (?!claim \||-)", line)]
    assert len(claims) > 60
    for claim in claims:
        tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", claim.rstrip("| ").rpartition(" | ")[2])
        assert tests, claim
        for path, name in tests:
            text = (DOCS.parent / path).read_text("utf-8")
            assert re.search(rf"^\s*(?:async )?def {name}\(", text, re.M), f"{path}::{name}"


def test_no_test_is_named_in_security_without_its_file() -> None:
    named = re.findall(r"`(test_\w+)`", doc("security.md"))
    assert named == []


def test_every_case_of_the_contract_that_is_cited_stands_there() -> None:
    told = re.findall(r"^(?:## |\* \*\*)([\w ]+)", doc("contract.md"), re.M)
    package = DOCS.parent / "exporter/opd_exporter"
    sources = (*package.rglob("*.py"), *package.rglob("*.yml"), DOCS / "domain.md")
    cited = [re.findall(r"\(contract, \"?([\w ]+)", file.read_text("utf-8")) for file in sources]
    assert {name.lower() for names in cited for name in names} <= {name.lower() for name in told}
