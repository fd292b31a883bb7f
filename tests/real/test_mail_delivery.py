"""A real Alertmanager with the shipped routes and a real mail server: who hears of what, what is held back, login and TLS.

Alerts are posted as Prometheus posts them; the end-to-end run with Prometheus and faults is ``test_mail_faults.py``."""

from __future__ import annotations

import json
import re
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from alertmanager_running import GROUP, OTHER, SITE, alert, alertmanager, said
from mail_sink import sink
from mail_world import OPERATORS, Authority


def site(key: str) -> dict[str, str]:
    return {"opd": key, "nama": f"Dinas {key}", "singkatan": key.upper(), "kelompok": "dinas"}


PAIRS: list[tuple[dict[str, str], dict[str, str]]] = [
    (alert("OpdSiteDownLong", "critical"), alert("OpdSiteDown")),
    (alert("OpdSiteDown"), alert("OpdTlsExpiring", "info", days="21")),
    (alert("OpdSiteDown"), alert("OpdNeverMeasurable", "info")),
    (alert("OpdTlsInvalid"), alert("OpdTlsExpiring", days="7")),
    (alert("OpdTlsInvalid"), alert("OpdTlsExpiring", "critical", days="1")),
    (alert("OpdTlsExpiring", "critical", days="1"), alert("OpdTlsExpiring", "info", days="21")),
    (alert("OpdTlsExpiring", days="7"), alert("OpdTlsExpiring", "info", days="21")),
]
"""Of one site: the first holds back the second."""


def test_of_two_alerts_of_a_site_only_the_graver_is_told(tmp_path: Path) -> None:
    """The other one as soon as the graver is over; and that of another site at once."""
    causes = [{**cause, **site(f"s{n}")} for n, (cause, _) in enumerate(PAIRS)]
    effects = [{**effect, **site(f"s{n}")} for n, (_, effect) in enumerate(PAIRS)]
    free = [{**effect, **site(f"f{n}")} for n, (_, effect) in enumerate(PAIRS)]
    with sink() as mails, alertmanager(tmp_path, mails) as told:
        told.tell(*causes)
        for one in causes:
            told.wait(one)
        told.tell(*effects, *free)
        for one in free:
            told.wait(one)
        time.sleep(2 * GROUP)
        assert [one for one in effects if told.heard(one)] == []
        told.tell(*causes, over=True)
        for one in effects:
            told.wait(one)


def test_without_the_exporter_nothing_is_told_of_any_site(tmp_path: Path) -> None:
    city = {"kota": SITE["kota"]}
    cause, free = alert("OpdExporterDown", "critical", city), alert("OpdConfigReloadFailed")
    effects = [
        alert("OpdMassOutage", "critical", city),
        alert("OpdSiteDown", site=SITE),
        alert("OpdGamblingSpam", "critical", SITE),
        alert("OpdTlsInvalid", site=OTHER),
        alert("OpdSiteNewlyTidakAktif", site=OTHER),
        alert("OpdProbesSlow", site=city),
        alert("OpdProbesRefused", site=city),
    ]
    with sink() as mails, alertmanager(tmp_path, mails) as told:
        told.tell(cause)
        told.wait(cause)
        told.tell(*effects, free)
        told.wait(free)
        time.sleep(2 * GROUP)
        assert told.subjects() == [said(cause), said(free)]
        told.tell(cause, over=True)
        for one in effects:
            told.wait(one)


def test_two_cities_with_the_same_keys_are_told_apart(tmp_path: Path) -> None:
    """What fires in one holds back nothing in the other, no mail is about both, and the sender says of which it is."""
    here, there = SITE["kota"], "Kabupaten Serang"
    twin = {**SITE, "kota": there}
    grave = [alert("OpdSiteDownLong", "critical", SITE), alert("OpdExporterDown", "critical", kota=there)]
    held = [
        alert("OpdSiteDown", site=SITE),
        alert("OpdTlsInvalid", site=twin),
        alert("OpdMassOutage", kota=there),
    ]
    free = [alert("OpdGamblingSpam", "critical", SITE), alert("OpdMassOutage", "critical", kota=here)]
    with sink() as mails, alertmanager(tmp_path, mails) as told:

        def subjects() -> set[tuple[str, str]]:
            found = set()
            for mail in mails.to(OPERATORS[0]):
                name = re.fullmatch(
                    r"Pemantau Situs OPD (\S.*) <pemantau@example\.go\.id>", str(mail.message["From"])
                )
                assert name
                subject, _, city = mail.subject.partition(" · ")
                assert city == name[1]
                found.add((city, subject))
            return found

        def told_of(alerts: list[dict[str, str]]) -> set[tuple[str, str]]:
            return {(one["kota"], said(one)) for one in alerts}

        told.tell(*grave)
        for one in grave:
            told.wait(one)
        told.tell(*held, *free)
        for one in free:
            told.wait(one)
        time.sleep(2 * GROUP)
        assert subjects() == told_of(grave + free)
        told.tell(*grave, over=True)
        for one in held:
            told.wait(one)
        told.tell(alert("OpdSiteDown", site=twin))
        deadline = time.monotonic() + 30
        while not told_of([alert("OpdSiteDown", site=twin)]) <= subjects():
            assert time.monotonic() < deadline, subjects()
            time.sleep(0.05)


def test_a_site_that_recovers_during_a_mass_outage_is_told_and_its_next_death_too(tmp_path: Path) -> None:
    """Were OpdSiteDown held back by OpdMassOutage, its end would be lost, and the next beginning be taken for known."""
    single, mass = alert("OpdSiteDown", site=SITE), alert("OpdMassOutage", "critical")
    with sink() as mails, alertmanager(tmp_path, mails) as told:
        told.tell(single)
        told.wait(single)
        told.tell(mass)
        told.wait(mass)
        told.tell(single, over=True)
        mails.wait(OPERATORS[0], r"^\[Pulih\] Situs Dinkes hidup kembali · Kota Serang$", 30)
        time.sleep(GROUP)
        again = time.time()
        told.begin_again(single)
        mails.wait(OPERATORS[0], said(single), 30, after=again)


def test_outside_office_hours_only_what_cannot_wait_is_told_and_its_end(tmp_path: Path) -> None:
    """The intervals are moved to a time of day that is not now."""
    hour = (datetime.now(UTC) + timedelta(hours=7)).hour  # WIB
    away = (hour + 6) % 23

    def night(path: Path) -> None:
        text = path.read_text("utf-8")
        times = f"times: [{{start_time: '{away:02}:00', end_time: '{away + 1:02}:00'}}]"
        path.write_text(re.sub(r"times: \[.*", times, text), "utf-8")

    waits = [
        alert("OpdTlsExpiring", "info", OTHER, days="21"),
        alert("OpdTlsExpiring", site=site("s2"), days="7"),
        alert("OpdNeverMeasurable", "info", OTHER),
        alert("OpdSiteNeedsPosts", "info", OTHER, email="admin@example.go.id") | {"audience": "opd"},
    ]
    now = [
        alert("OpdSiteDown", site=SITE),
        alert("OpdTlsExpiring", "critical", site("s1"), days="1"),
        alert("Baru"),
    ]
    with sink() as mails, alertmanager(tmp_path, mails, edit=night) as told:
        told.tell(*waits, *now)
        for one in now:
            told.wait(one)
        told.tell(now[0], over=True)
        mails.wait(OPERATORS[0], r"^\[Pulih\] Situs Dinkes hidup kembali · Kota Serang$", 30)
        assert not [one for one in waits if told.heard(one)]
        assert set(told.subjects("admin@example.go.id")) == set()


def test_one_operator_whom_the_server_does_not_know_keeps_no_mail_from_the_other(tmp_path: Path) -> None:
    with sink(refuses=frozenset({OPERATORS[0]})) as mails, alertmanager(tmp_path, mails) as told:
        told.tell(alert("OpdSiteDown", site=SITE))
        mails.wait(OPERATORS[1], said(alert("OpdSiteDown", site=SITE)), 30)
        assert mails.to(OPERATORS[0]) == []
        # What the rule OpdMailNotDelivered reads. Alertmanager tries for ten seconds before it gives a mail up.
        deadline = time.monotonic() + 40
        while not re.search(
            r'^alertmanager_notifications_failed_total\{.*"email".*\} [1-9]', told.metrics(), re.M
        ):
            assert time.monotonic() < deadline
            time.sleep(0.2)


def test_it_logs_in_over_tls_with_the_password_from_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.load(context, timedelta(days=1))
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    password = tmp_path / "password"
    password.write_text("kata sandi 'dengan' $tanda", "utf-8")
    settings = {
        "OPD_SMTP_REQUIRE_TLS": "true",
        "OPD_SMTP_USERNAME": "pemantau@example.go.id",
        "OPD_SMTP_PASSWORD_FILE": str(password),
    }
    with (
        sink(tls=context, password="kata sandi 'dengan' $tanda") as mails,  # noqa: S106
        alertmanager(tmp_path, mails, **settings) as told,
    ):
        told.tell(alert("OpdSiteDown", site=SITE))
        mail = mails.wait(OPERATORS[0], said(alert("OpdSiteDown", site=SITE)), 30)
    assert mail.login == "pemantau@example.go.id"
    assert mail.sender == "pemantau@example.go.id"
    assert str(mail.message["From"]) == "Pemantau Situs OPD Kota Serang <pemantau@example.go.id>"
    assert mail.message["Auto-Submitted"] == "auto-generated"


def test_the_watchdog_pings_somebody_outside_and_no_mail_says_so(tmp_path: Path) -> None:
    pings: list[Any] = []

    class Outside(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            pings.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Outside)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        url = f"http://127.0.0.1:{server.server_port}/ping/x?a=1"
        with sink() as mails, alertmanager(tmp_path, mails, OPD_WATCHDOG_URL=url) as told:
            told.tell(alert("OpdWatchdog", "info") | {"audience": "watchdog"})
            deadline = time.monotonic() + 30
            while len(pings) < 2 and time.monotonic() < deadline:
                time.sleep(0.05)
            assert len(pings) >= 2, "again and again, as long as it fires"
            assert mails.mails == []
    finally:
        server.shutdown()
        server.server_close()
    assert pings[0]["commonLabels"]["alertname"] == "OpdWatchdog"
