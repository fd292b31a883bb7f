"""The exporter's own series, and what promtool says of them and of a site's."""

from __future__ import annotations

import shutil
import subprocess
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.domain.config import Config, ProbeSettings, Thresholds
from opd_exporter.views.exporter_metrics import LOOKS, OUTCOMES, REFUSALS, ExporterMetrics
from opd_exporter.views.site_metrics import site_metrics
from presented import NOW, silent_for


def city(
    kota: str = "Kota Serang", thresholds: Thresholds | None = None, zone: str = "Asia/Jakarta"
) -> Config:
    return Config(kota, ZoneInfo(zone), thresholds or Thresholds(), ProbeSettings(), ())


@pytest.mark.parametrize(
    ("zone", "zona", "seconds"),
    [
        ("Asia/Jakarta", "WIB", 25200),
        ("Asia/Makassar", "WITA", 28800),
        ("Asia/Jayapura", "WIT", 32400),
        ("Europe/Amsterdam", "Europe/Amsterdam", 3600),
    ],
)
def test_the_citys_time_is_told_with_its_name(zone: str, zona: str, seconds: int) -> None:
    metrics = ExporterMetrics()
    metrics.city(city(), NOW)
    metrics.city(city(zone=zone), datetime(2026, 12, 1, tzinfo=UTC))
    told = [line for line in metrics.exposed().decode().splitlines() if line.startswith("opd_timezone")]
    assert told == [f'opd_timezone_offset_seconds{{kota="Kota Serang",zona="{zona}"}} {seconds}.0']


def exporter_text() -> str:
    metrics = ExporterMetrics()
    metrics.city(city(), NOW)
    return metrics.exposed().decode()


def test_thresholds_are_those_of_the_city_also_after_it_was_renamed() -> None:
    """Two names would make Prometheus take the exporter for that of two cities."""
    metrics = ExporterMetrics()
    metrics.city(city("Kota Lama", Thresholds(30, 60, 3)), NOW)
    metrics.city(city('Kota "Baru"'), NOW)
    told = [line for line in metrics.exposed().decode().splitlines() if line.startswith("opd_threshold_days")]
    assert told == [
        'opd_threshold_days{kota="Kota \\"Baru\\"",threshold="aktif"} 90.0',
        'opd_threshold_days{kota="Kota \\"Baru\\"",threshold="kurang_aktif"} 180.0',
        'opd_threshold_days{kota="Kota \\"Baru\\"",threshold="unusable_grace"} 7.0',
    ]


def test_counters_exist_before_anything_happened() -> None:
    """A counter that appears with its first event hides that event from rate()."""
    text = exporter_text()
    for outcome in OUTCOMES:
        assert f'opd_exporter_probes_total{{outcome="{outcome}"}} 0.0' in text
    for reason in REFUSALS:
        assert f'opd_exporter_probes_refused_total{{reason="{reason}"}} 0.0' in text
    for look in LOOKS:
        assert f'opd_exporter_freshness_looks_total{{outcome="{look}"}} 0.0' in text
    assert "_created" not in text


def test_a_probe_is_counted_by_what_it_found() -> None:
    metrics = ExporterMetrics()
    for outcome in ("up", "up", "down", "failed", ""):
        metrics.probe_began()
        metrics.probe_ended(0.3, outcome)
    text = metrics.exposed().decode()
    assert 'opd_exporter_probes_total{outcome="up"} 2.0' in text
    assert 'opd_exporter_probes_total{outcome="down"} 1.0' in text
    assert 'opd_exporter_probes_total{outcome="failed"} 1.0' in text
    assert "opd_exporter_probes_in_progress 0.0" in text
    assert "opd_exporter_probe_duration_seconds_count 5.0" in text


def test_a_failed_reload_keeps_the_time_of_the_last_good_one() -> None:
    metrics = ExporterMetrics()
    metrics.reloaded(NOW)
    metrics.reloaded(None)
    text = metrics.exposed().decode()
    assert "opd_exporter_config_last_reload_successful 0.0" in text
    line = next(
        line for line in text.splitlines() if line.startswith("opd_exporter_config_last_reload_success_t")
    )
    assert float(line.split()[1]) == NOW.timestamp()


@pytest.mark.parametrize("text", [site_metrics(silent_for(11.25), NOW, 1).decode(), exporter_text()])
def test_promtool_complains_of_nothing_but_days(text: str) -> None:
    """People read days, so these two names are kept on purpose."""
    promtool = shutil.which("promtool")
    if not promtool:
        pytest.skip("promtool is not installed")
    checked = subprocess.run(
        [promtool, "check", "metrics"], input=text, capture_output=True, text=True, timeout=30
    )
    complaints = (checked.stdout + checked.stderr).splitlines()
    ours = [
        line
        for line in complaints
        if not line.startswith(("opd_site_days_since_last_post ", "opd_threshold_days "))
    ]
    assert ours == []
    assert len(complaints) == 1
