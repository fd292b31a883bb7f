"""What an evaluation says beside an earlier one: who rose, who fell, and the one sentence for the head."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from opd_exporter.domain.vocabulary import Status
from opd_exporter.evaluate import words
from opd_exporter.evaluate.compare import compared, grouped
from opd_exporter.evaluate.document import NoEvaluation, document, evaluation
from opd_exporter.evaluate.model import Evaluation, Refused, SiteLine, Way
from presented import NOW, ZONE, city, config_of

A, K, T, U = Status.AKTIF, Status.KURANG_AKTIF, Status.TIDAK_AKTIF, Status.TIDAK_TERUKUR


def at(when: datetime, **statuses: Status) -> Evaluation:
    lines = (SiteLine(key, f"Dinas {key}", key, "dinas", one) for key, one in statuses.items())
    return Evaluation(when, "Kota Serang", tuple(lines), Way.MEMORY)


SEPTEMBER = datetime(2026, 9, 30, 16, 59, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("then", "statuses", "says"),
    [
        (SEPTEMBER, {"a": A, "b": A, "c": T}, "2 dari 3 situs aktif, naik 2 sejak September."),
        (SEPTEMBER, {"a": K, "b": T, "c": T}, "0 dari 3 situs aktif, tetap sejak September."),
        (
            SEPTEMBER - timedelta(days=700),
            {"a": A, "b": U, "c": T},
            "1 dari 3 situs aktif, naik 1 sejak Oktober 2024.",
        ),
        (
            NOW - timedelta(days=3),
            {"a": A, "b": U, "c": T},
            "1 dari 3 situs aktif, naik 1 sejak 21 November 2026.",
        ),
        (SEPTEMBER, {"a": A}, "1 dari 1 situs aktif, naik 1 sejak September (waktu itu 3 situs)."),
    ],
)
def test_the_first_sentence_is_the_one_for_the_head(
    then: datetime, statuses: dict[str, Status], says: str
) -> None:
    before = at(then, a=K, b=K, c=U)
    now = at(NOW, **statuses)
    assert words.headline(now, compared(now, before), ZONE) == says


def test_a_site_that_is_called_otherwise_now_is_known_by_its_address() -> None:
    """Never where its key stands, and never by having none."""
    before, now = at(SEPTEMBER, a=A, b=K, c=K, d=A), at(NOW, a=T, new=A, c=K, other=T)
    urls = {
        "a": "https://a.example.go.id/",
        "b": "https://b.example.go.id/",
        "new": "https://b.example.go.id/",
    }
    before, now = (
        replace(one, sites=tuple(replace(line, url=urls.get(line.opd, "")) for line in one.sites))
        for one in (before, now)
    )
    found = compared(now, before)
    assert [(one.before.opd, one.line.opd) for one in found.better] == [("b", "new")]
    assert [one.line.opd for one in found.worse] == ["a"]
    assert [line.opd for line in found.new] == ["other"]
    assert [line.opd for line in found.gone] == ["d"]
    assert found.then["new"].status is K


@pytest.mark.parametrize(
    ("percent", "says"),
    [
        (100, "Target: semua situs aktif, {law}. Sekarang 2 dari 3 situs aktif (67%): kurang 1 situs."),
        (80, "Target: 80% situs aktif, yaitu 3 dari 3. Sekarang 2 dari 3 situs aktif (67%): kurang 1 situs."),
        (
            50,
            "Target: 50% situs aktif, yaitu 2 dari 3. Sekarang 2 dari 3 situs aktif (67%): target tercapai.",
        ),
    ],
)
def test_the_target_is_the_citys_and_the_law_is_named_where_it_is_the_laws(percent: int, says: str) -> None:
    law = "karena setiap badan publik wajib mengumumkan informasi secara berkala"
    found = replace(at(NOW, a=A, b=A, c=T), target_percent=percent)
    assert words.target(found) == says.format(law=law)


@pytest.mark.parametrize(
    ("addresses", "says"),
    [
        ((0, 0, 2), "Dari 2 situs yang kurang aktif atau tidak aktif, 1 belum punya surel admin: adminnya"),
        ((0, 1, 2), "Semua 2 situs yang kurang aktif atau tidak aktif punya surel admin."),
        ((None, None, None), ""),
    ],
)
def test_who_cannot_be_written_to_is_counted_among_the_silent(
    addresses: tuple[int | None, ...], says: str
) -> None:
    """The living need no letter; an evaluation that tells of no address says nothing of letters."""
    found = at(NOW, a=A, b=K, c=T)
    lines = tuple(replace(line, admin_mails=n) for line, n in zip(found.sites, addresses, strict=True))
    told = words.unwritten(replace(found, sites=lines))
    assert told.startswith(says)
    assert bool(told) == bool(says)


def test_without_an_earlier_one_nothing_is_said_to_have_moved() -> None:
    assert words.headline(at(NOW, a=A, b=T), None, ZONE) == "1 dari 2 situs aktif."


def test_who_rose_who_fell_and_what_is_neither() -> None:
    before = at(SEPTEMBER, up=T, half=T, down=A, lost=A, found=U, same=K, away=A)
    now = at(NOW, up=A, half=K, down=K, lost=U, found=T, same=K, fresh=A)
    seen = compared(now, before)
    keys = [{one.line.opd for one in group} for group in (seen.better, seen.worse, seen.unsure)]
    assert keys == [{"up", "half"}, {"down"}, {"lost", "found"}], "tidak terukur is neither better nor worse"
    assert [one.opd for one in (*seen.new, *seen.gone)] == ["fresh", "away"]
    assert seen.active == -1
    told = words.changes(seen)
    assert told[0].startswith("Membaik: ")
    assert "Memburuk: down (aktif → kurang aktif)" in told


def test_a_group_that_is_new_has_nothing_before() -> None:
    before, now = at(SEPTEMBER, a=T), at(NOW, a=A, b=T)
    moved = replace(now, sites=(now.sites[0], replace(now.sites[1], kelompok="badan")))
    badan, dinas = grouped(moved, before)
    assert (badan.kelompok, badan.before, badan.share) == ("badan", None, 0)
    assert (dinas.before or {})[T] == 1
    assert dinas.share == 1


def test_an_evaluation_reads_back_what_it_says() -> None:
    reports = city()
    found = evaluation(document(reports, config_of(*reports), NOW, Way.MEMORY, "2026-T4"))
    assert (found.generated_at, found.way, found.name, found.city) == (
        NOW,
        Way.MEMORY,
        "2026-T4",
        "Kota Serang",
    )
    assert [line.opd for line in found.sites] == [one.site.key for one in reports]
    dinkes = next(line for line in found.sites if line.opd == "dinkes")
    assert Refused("posting contoh bawaan sistem", 1) in dinkes.refused
    assert dinkes.cms_called == "WordPress"
    assert words.title(found, ZONE) == "Triwulan IV 2026"


def test_a_document_of_the_api_or_of_before_can_be_compared_with() -> None:
    reports = city()
    data = json.loads(document(reports, config_of(*reports), NOW, Way.MEMORY))
    more = {"way", "name", "version", "thresholds"}
    each = {"condition", "no_post", "cms_called", "unsettled", "refused"}
    old = {key: value for key, value in data.items() if key not in more}
    old["sites"] = [{key: value for key, value in site.items() if key not in each} for site in data["sites"]]
    found = evaluation(json.dumps(old))
    assert found.way is None
    assert "tidak tercatat" in words.origin(found, ZONE)
    assert words.limits(found) == []


@pytest.mark.parametrize("text", ["", "[]", "{}", "<html>", '{"generated_at": "kemarin"}', b"\xff\xfe\x00"])
def test_what_is_no_evaluation_is_told(text: str | bytes) -> None:
    with pytest.raises(NoEvaluation, match="bukan evaluasi"):
        evaluation(text)


def test_memory_that_is_old_is_told_as_old() -> None:
    reports = city(NOW - timedelta(days=2))
    late = evaluation(document(reports, config_of(*reports), NOW, Way.MEMORY))
    fresh = evaluation(document(city(), config_of(*reports), NOW, Way.MEMORY))
    assert "PERHATIAN: pemantau terakhir memeriksa situs 22 November 2026" in words.origin(late, ZONE)
    assert "PERHATIAN" not in words.origin(fresh, ZONE)
