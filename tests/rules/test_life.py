"""Two months in the life of one site, looked at every twelve hours: which alert fires when, and what its status is.

Its city calls a site kurang aktif after 16 days and tidak aktif after 26, so that all of it happens soon. It posts weekly, has a bad night, falls silent, becomes kurang aktif and tidak aktif, is invaded by spammers, posts again,
loses its hosting for eleven days and comes back; its certificate runs out once, and the monitor itself is away for a day."""

from __future__ import annotations

from typing import Any

from scenario import UP, Look, exporter, run, site

DAY = 86400
STEPS = 2
"""Looks a day."""
STEP = 1 / STEPS
BAD_NIGHT = (3.0, 4.0)
LAST_OF_MANY, REVIVAL, AFTER_DEATH = 7.0, 42.0, 58.0
CERTIFICATE_ENDS, RENEWED = 30.0, 34.0
SPAM = (36.0, 39.0)
AWAY = (44.0, 45.0)
DEATH = (46.0, 57.0)
END = 61

THRESHOLDS = {"aktif": 16.0, "kurang_aktif": 26.0, "unusable_grace": 7.0}
KURANG, TIDAK = LAST_OF_MANY + 16, LAST_OF_MANY + 26
GRACE_OVER = DEATH[0] + 7

TOLD = {
    # alert -> from which day until before which, of the looks at which it fires. `for` needs a second look, and
    # `keep_firing_for` keeps one more.
    "OpdSiteDown": [(BAD_NIGHT[0] + STEP, BAD_NIGHT[1] + STEP), (DEATH[0] + STEP, DEATH[1] + STEP)],
    "OpdSiteDownLong": [(DEATH[0] + 3 + STEP, DEATH[1] + STEP)],
    "OpdTlsExpiring": [
        (CERTIFICATE_ENDS - since + STEP, CERTIFICATE_ENDS - until + STEP)
        for since, until in ((21, 7), (7, 1), (1, 0))
    ],
    "OpdTlsInvalid": [(CERTIFICATE_ENDS + STEP, RENEWED + STEP)],
    "OpdSiteNewlyKurangAktif": [(KURANG + 2 * STEP, KURANG + STEP + 1)],
    "OpdSiteNewlyTidakAktif": [
        (TIDAK + 2 * STEP, TIDAK + STEP + 1),
        (GRACE_OVER + 2 * STEP, GRACE_OVER + STEP + 1),
    ],
    "OpdSiteNeedsPosts": [(KURANG + 1 + STEP, REVIVAL), (GRACE_OVER + 1 + STEP, DEATH[1])],
    "OpdMondayList": [(KURANG + 1 + STEP, REVIVAL), (GRACE_OVER + 1 + STEP, DEATH[1])],
    "OpdGamblingSpam": [(SPAM[0] + STEP, SPAM[1] + STEP)],
    "OpdOwnSiteDown": [(DEATH[0] + 2 * STEP, DEATH[1] + STEP)],
    "OpdOwnSiteSpam": [(SPAM[0] + 2 * STEP, SPAM[1] + STEP)],
    "OpdExporterDown": [(AWAY[0] + STEP, AWAY[1] + STEP)],
}
STATUS = {
    # code -> the same, of the status; at the limit itself a site is still what it was
    1: [(KURANG + STEP, TIDAK + STEP)],
    0: [(TIDAK + STEP, REVIVAL), (GRACE_OVER + STEP, DEATH[1])],
    -1: [AWAY],
}


def within(day: float, span: tuple[float, float]) -> bool:
    return span[0] <= day < span[1]


def last_post(day: float) -> float:
    """The day of the newest post known on that day."""
    if day >= AFTER_DEATH:
        return AFTER_DEATH
    return REVIVAL if day >= REVIVAL else min(day // 7 * 7, LAST_OF_MANY)


def look(day: float) -> Look | None:
    if within(day, AWAY):
        return None
    found = {
        **UP,
        "opd_site_last_post_timestamp_seconds": last_post(day) * DAY,
        "opd_site_spam_suspected": float(within(day, SPAM)),
    }
    for span, reason in ((BAD_NIGHT, "maintenance"), (DEATH, "suspended")):
        if within(day, span):
            found |= {
                "opd_site_up": 0,
                "opd_site_unusable_since_timestamp_seconds": span[0] * DAY,
                f'opd_site_failure{{reason="{reason}"}}': 1,
            }
            return found
    found["opd_site_tls_not_after_timestamp_seconds"] = (CERTIFICATE_ENDS if day < RENEWED else 400) * DAY
    found["opd_site_tls_valid"] = float(not within(day, (CERTIFICATE_ENDS, RENEWED)))
    return found


def spans(expression: str, expected: list[tuple[float, float]]) -> list[dict[str, Any]]:
    """The expression gives something at exactly the looks of these spans of days."""
    count = sum(round((until - since) * STEPS) for since, until in expected)
    tests = [
        {
            "expr": f"sum(count_over_time({expression}[{END + 1}d]))",
            "eval_time": f"{END}d",
            "exp_samples": [{"labels": "{}", "value": count}] if count else [],
        }
    ]
    for since, until in expected:
        tests += [
            {
                "expr": f"count({expression})",
                "eval_time": f"{round(day * 24)}h",
                "exp_samples": [{"labels": "{}", "value": 1}],
            }
            for day in (since, until - STEP)
        ]
    return tests


def test_the_life_of_one_site() -> None:
    days = [step / STEPS for step in range(END * STEPS + 1)]
    labels = {
        "opd": "x",
        "nama": "Dinas X",
        "singkatan": "DX",
        "kelompok": "dinas",
        "email": "x@example.go.id",
    }
    series = exporter([not within(day, AWAY) for day in days], thresholds=THRESHOLDS) + site(
        labels, [look(day) for day in days]
    )
    tests = [
        one
        for alert, expected in TOLD.items()
        for one in spans(f'ALERTS{{alertname="{alert}", alertstate="firing"}}', expected)
    ]
    others = "|".join([*TOLD, "OpdWatchdog"])
    tests += spans(f'ALERTS{{alertname!~"{others}", alertstate="firing"}}', [])
    for code, expected in STATUS.items():
        count = sum(round((until - since) * STEPS) for since, until in expected)
        at_code = f"sum(sum_over_time((opd:status:code == bool {code})[{END}d:12h]))"
        tests.append(
            {"expr": at_code, "eval_time": f"{END}d", "exp_samples": [{"labels": "{}", "value": count}]}
        )
    run(series, {"promql_expr_test": tests}, interval="12h")
