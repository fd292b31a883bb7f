"""Every mistake in a configuration is told by file, line, field and remedy; none becomes a plausible value."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest

from opd_exporter.config.file import MAX_BYTES, ConfigError, load, parse

SITE = "- {key: dinkes, nama: Dinas Kesehatan, url: 'https://dinkes.example.go.id/'}\n"
SITES = f"sites:\n{SITE}"


def of(**values: str) -> str:
    """A file whose only site has these values, written as they stand."""
    given = {"key": "dinkes", "nama": "Dinas", "url": "'https://dinkes.example.go.id/'", **values}
    return f"sites:\n- {{{', '.join(f'{name}: {value}' for name, value in given.items())}}}\n"


def work(**values: str) -> str:
    """The same with planned work."""
    given = {"dari": "2026-12-01 08:00", "sampai": "2026-12-01 17:00", "sebab": "pindah server", **values}
    return of(pemeliharaan=f"[{{{', '.join(f'{name}: {value}' for name, value in given.items())}}}]")


def problems(text: str) -> list[tuple[int, str, str]]:
    with pytest.raises(ConfigError) as raised:
        parse(text, "kota.yml")
    assert str(raised.value).startswith("kota.yml")
    return [(one.line, one.field, one.message) for one in raised.value.problems]


MISTAKES = [
    # YAML 1.1 reads what nobody wrote
    (of(key="no"), 2, "situs no: key", 'ya/tidak, bukan teks; apit dengan tanda kutip: "no"'),
    (of(nama="on"), 2, "situs dinkes: nama", "ya/tidak"),
    (of(nama="2024-12-03"), 2, "situs dinkes: nama", "tanggal, bukan teks"),
    (of(nama="1_000"), 2, "situs dinkes: nama", "bilangan, bukan teks"),
    (of(key="012"), 2, "situs 012: key", "bilangan, bukan teks"),
    (of(nama="1:30"), 2, "situs dinkes: nama", "bilangan, bukan teks"),
    (of(nama="~"), 2, "situs dinkes: nama", "kosong"),
    ("probe: {max_requests: 1_0}\n" + SITES, 1, "probe.max_requests", "angka biasa antara 1 dan 100"),
    ("probe: {concurrency: 010}\n" + SITES, 1, "probe.concurrency", "angka biasa"),
    ("probe: {concurrency: 0x10}\n" + SITES, 1, "probe.concurrency", "angka biasa"),
    ("probe: {concurrency: 1.5}\n" + SITES, 1, "probe.concurrency", "bilangan bulat"),
    ("probe: {timeout: 1:30}\n" + SITES, 1, "probe.timeout", "misalnya 20s"),
    ("thresholds: {aktif_days: .inf}\n" + SITES, 1, "thresholds.aktif_days", "angka biasa"),
    ("thresholds: {aktif_days: .nan}\n" + SITES, 1, "thresholds.aktif_days", "angka biasa"),
    ("thresholds: {aktif_days: 1e1}\n" + SITES, 1, "thresholds.aktif_days", "angka biasa"),
    ("thresholds: {aktif_days: true}\n" + SITES, 1, "thresholds.aktif_days", "angka biasa"),
    ("thresholds: {aktif_days: '90'}\n" + SITES, 1, "thresholds.aktif_days", "tanpa tanda kutip: 90"),
    ("thresholds:\n  aktif_days: 90,5\n" + SITES, 2, "thresholds.aktif_days", "angka biasa"),
    # the form of the file
    ("", 1, "", "kosong; contoh"),
    ("# nanti diisi\n", 1, "", "kosong; contoh"),
    ("halo\n", 1, "", "harus berisi pasangan"),
    (SITE, 1, "", "harus berisi pasangan"),
    ("sites:\n\t- key: a\n", 2, "situs a: key", "tab; ganti dengan spasi"),
    ("city: Kota: Serang\n" + SITES, 1, "city", 'apit dengan tanda kutip: city: "Kota: Serang"'),
    ("city: @kota\n" + SITES, 1, "city", "«@» harus diapit tanda kutip"),
    ("zona: WIB\ncity: 'Kota\nsites:\n- {key: a}\n", 2, "city", "tanda kutip ' tidak ditutup di baris ini"),
    ("city: a\0b\n" + SITES, 1, "city", "U+0000 tidak boleh ada"),
    ("%YAML 9.9\n---\n" + SITES, 1, "", "%YAML"),
    (SITES + "---\n" + SITES, 3, "", "satu dokumen"),
    ("[" * 100_000, 1, "", "terlalu dalam"),
    ("kota: &k Serang\ncity: *k\n" + SITES, 1, "", "«&» harus diapit tanda kutip"),
    ("city: *k\n" + SITES, 1, "city", "«*» harus diapit tanda kutip"),
    ("dasar: &d {kelompok: dinas}\nsites:\n- {<<: *d, key: a}\n", 1, "", "«&» harus diapit tanda kutip"),
    ("sites:\n- !!python/object:os.system {key: a}\n", 2, "", "«!» harus diapit tanda kutip"),
    ("probe: {concurrency: !!int '9'}\n" + SITES, 1, "probe", "«!» harus diapit tanda kutip"),
    # names
    ("citty: Serang\n" + SITES, 1, "citty", "maksud Anda «city»?"),
    ("City: Serang\n" + SITES, 1, "City", "maksud Anda «city»?"),
    ("warna: biru\n" + SITES, 1, "warna", "yang dikenal: city"),
    ("probe: {time_out: 3s}\n" + SITES, 1, "probe.time_out", "maksud Anda «timeout»?"),
    (of(alamat="x"), 2, "situs dinkes: alamat", "tidak dikenal"),
    ("city: A\ncity: B\n" + SITES, 2, "city", "ditulis dua kali (pertama di baris 1)"),
    ("? [a, b]\n: c\n" + SITES, 1, "", "tidak dikenal"),
    # values
    ("thresholds: {aktif_days: 200}\n" + SITES, 1, "thresholds", "harus lebih kecil daripada kurang_aktif_days (180)"),
    ("thresholds: {kurang_aktif_days: 90}\n" + SITES, 1, "thresholds", "aktif_days (90) harus lebih kecil"),
    ("thresholds: {unusable_grace_days: -1}\n" + SITES, 1, "thresholds.unusable_grace_days", "antara 0 dan"),
    ("probe: {timeout: 20}\n" + SITES, 1, "probe.timeout", "misalnya 20s"),
    ("probe: {timeout: 0s}\n" + SITES, 1, "probe.timeout", "antara 0.1 dan 300 detik"),
    ("probe: {timeout: 6m}\n" + SITES, 1, "probe.timeout", "ini 360 detik"),
    ("probe: {max_body: 99GiB}\n" + SITES, 1, "probe.max_body", "antara 1KiB dan 64MiB"),
    ("probe: {max_body: 0}\n" + SITES, 1, "probe.max_body", "antara 1KiB dan 64MiB"),
    ("probe: {concurrency: 0}\n" + SITES, 1, "probe.concurrency", "antara 1 dan 1000"),
    ("probe: {allow_networks: [127.0.0.1/8]}\n" + SITES, 1, "probe.allow_networks ke-1", "maksud Anda «127.0.0.0/8»?"),
    ("probe: {allow_networks: 10.0.0.0/8}\n" + SITES, 1, "probe.allow_networks", "harus berupa daftar"),
    ("probe: {allow_networks: [10.1]}\n" + SITES, 1, "probe.allow_networks ke-1", "tanda kutip"),
    ('probe: {user_agent: "a\\r\\nX: b"}\n' + SITES, 1, "probe.user_agent", "karakter kendali"),
    ("timezone: WIB\n" + SITES, 1, "timezone", "Asia/Jakarta (WIB)"),
    ("timezone: posix/Asia/Jakarta\n" + SITES, 1, "timezone", "zona waktu tidak dikenal"),
    ("timezone: localtime\n" + SITES, 1, "timezone", "zona mesinnya, yang di mesin lain lain pula; tulis Asia/Jakarta"),
    ("timezone: Factory\n" + SITES, 1, "timezone", "belum disetel; tulis Asia/Jakarta (WIB)"),
    ("timezone: posixrules\n" + SITES, 1, "timezone", "zona waktu tidak dikenal; tulis Asia/Jakarta"),
    ("timezone: Etc/GMT+7\n" + SITES, 1, "timezone", "terbalik (Etc/GMT+7 adalah UTC-7); tulis Asia/Jakarta"),
    ("timezone: ../../etc/passwd\n" + SITES, 1, "timezone", "zona waktu tidak dikenal"),
    ('city: "a\\x1b[31m"\n' + SITES, 1, "city", "karakter kendali"),
    ("city: a\u202eb\n" + SITES, 1, "city", "karakter kendali"),
    ('city: "\\ud800"\n' + SITES, 1, "city", "pakai tanda kutip tunggal"),
    ("city: |\n  Kota\n  Serang\n" + SITES, 1, "city", "karakter kendali"),
    (f"city: {'a' * 101}\n" + SITES, 1, "city", "paling banyak 100"),
    # sites
    ("city: Serang\n", 1, "sites", "belum ada; tambahkan"),
    ("sites: []\n", 1, "sites", "isi paling sedikit satu"),
    ("sites:\n", 1, "sites", "isi paling sedikit satu"),
    ("sites: {key: a}\n", 1, "sites", "harus berupa daftar"),
    ("sites: [dinkes]\n", 1, "situs ke-1", "harus berisi pasangan"),
    ("sites:\n- {key: a, nama: A}\n", 2, "situs a: url", "belum ada; tambahkan"),
    (of(key="Dinkes"), 2, "situs Dinkes: key", "huruf kecil"),
    (of(key="''"), 2, "situs ke-1: key", "kosong"),
    (SITES + SITE.replace("//dinkes", "//lain"), 3, "situs dinkes: key", "sudah dipakai di baris 2"),
    (SITES + SITE.replace("key: dinkes", "key: lain").replace("//", "//www."), 3, "situs lain: url", "«dinkes» di baris 2"),
    (of(url="dinkes.example.go.id"), 2, "situs dinkes: url", "maksud Anda «https://dinkes.example.go.id/»?"),
    (of(url="dinkes"), 2, "situs dinkes: url", "tulis misalnya https://dinkes.example.go.id/"),
    (of(url="'ftp://dinkes.example.go.id/'"), 2, "situs dinkes: url", "bukan alamat situs"),
    (of(url="'https://dinkes.example.go.id:99999/'"), 2, "situs dinkes: url", "bukan alamat situs"),
    (of(url="'https://dinkes.example.go.id/a b'"), 2, "situs dinkes: url", "bukan alamat situs"),
    (of(url="'https://a:rahasia@dinkes.example.go.id/'"), 2, "situs dinkes: url", "kata sandi"),
    (of(url="'https://dinkes.example.go.id/#berita'"), 2, "situs dinkes: url", "«#»"),
    (of(email="admin"), 2, "situs dinkes: email", "misalnya admin@example.go.id"),
    (of(email="'a@example.go.id, b@example.go.id'"), 2, "situs dinkes: email", "ditulis [satu@example.go.id, dua"),
    (of(email="[a@example.go.id, b]"), 2, "situs dinkes: email ke-2", "bukan alamat surel"),
    (of(email=str([f"{n:050}@example.go.id" for n in range(9)])), 2, "situs dinkes: email", "terlalu banyak alamat"),
    (of(kontak="[a, b]"), 2, "situs dinkes: kontak", "harus berupa teks"),
    # planned work, objections
    (work(dari="31-12-2026"), 2, "situs dinkes: pemeliharaan ke-1: dari", "maksud Anda «2026-12-31»?"),
    (work(dari="1/2/2026 08:00"), 2, "situs dinkes: pemeliharaan ke-1: dari", "maksud Anda «2026-02-01»?"),
    (work(dari="besok"), 2, "situs dinkes: pemeliharaan ke-1: dari", "tulis tahun-bulan-hari"),
    (work(dari="2026-02-30"), 2, "situs dinkes: pemeliharaan ke-1: dari", "tidak ada di kalender"),
    (work(sampai="2026-12-01 25:00"), 2, "situs dinkes: pemeliharaan ke-1: sampai", "tidak ada di kalender"),
    (work(sampai="2026-11-30"), 2, "situs dinkes: pemeliharaan ke-1: sampai", "harus setelah «dari» (2026-12-01 08:00)"),
    (work(sampai="2027-12-01"), 2, "situs dinkes: pemeliharaan ke-1", "lebih lama dari 31 hari"),
    (work(sebab="''"), 2, "situs dinkes: pemeliharaan ke-1: sebab", "kosong"),
    (of(pemeliharaan="[{dari: 2026-12-01}]"), 2, "situs dinkes: pemeliharaan ke-1: sampai", "belum ada; tambahkan"),
    (of(pemeliharaan="2026-12-01"), 2, "situs dinkes: pemeliharaan", "harus berupa daftar"),
    (of(catatan="[{tanggal: 2026-12-01, isi: a, sampai: 2027-01-01}]"), 2, "situs dinkes: catatan ke-1: oleh", "belum ada"),
    (of(catatan="[{tanggal: 2026-12-01, isi: a, oleh: b, sampai: 2026-11-30}]"), 2, "situs dinkes: catatan ke-1: sampai", "harus setelah «tanggal»"),
    (of(aliases="www2.example.go.id"), 2, "situs dinkes: aliases", "harus berupa daftar"),
    (of(aliases="['https://www2.example.go.id/']"), 2, "situs dinkes: aliases ke-1", "nama host saja"),
    (of(feed="'https://umpan.example.com/dinkes'"), 2, "situs dinkes: feed", "di situs ini sendiri"),
    (of(listing="'//lain.example.go.id/berita'"), 2, "situs dinkes: listing", "di situs ini sendiri"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "field", "says"), MISTAKES, ids=[str(n) for n in range(len(MISTAKES))]
)
def test_a_mistake_is_told_with_line_field_and_remedy(text: str, line: int, field: str, says: str) -> None:
    found = problems(text)
    assert any(one == line and where == field and says in message for one, where, message in found), found
    assert all("\n" not in message and message.isprintable() for _, _, message in found)


def test_all_mistakes_are_told_at_once_in_the_order_of_lines() -> None:
    text = "citty: A\nprobe:\n  timeout: 3\n  concurrency: many\nsites:\n- key: A\n  nama: B\n  url: c\n"
    assert [line for line, _, _ in problems(text)] == [1, 3, 4, 6, 8]


def test_a_secret_in_an_address_is_not_repeated() -> None:
    assert "rahasia" not in str(problems(of(url="'https://a:rahasia@dinkes.example.go.id/'")))


@pytest.mark.parametrize(
    "text",
    [SITES, f"---\n{SITES}...\n", SITES.replace("\n", "\r\n"), f"probe:\n{SITES}", f"probe: {{}}\n{SITES}"],
)  # fmt: skip
def test_what_is_left_out_has_its_default(text: str) -> None:
    config = parse(text, "kota.yml")
    assert (config.city, config.timezone.key) == ("Kota", "Asia/Jakarta")
    assert (config.probe.timeout, config.probe.max_body, config.probe.max_requests) == (20, 2 << 20, 8)
    assert (config.probe.concurrency, config.probe.concurrency_per_address) == (16, 4)
    assert config.probe.freshness_interval == 1800
    assert (config.thresholds.aktif_days, config.thresholds.kurang_aktif_days) == (90, 180)
    assert [site.key for site in config.sites] == ["dinkes"]
    assert (config.sites[0].singkatan, config.sites[0].kelompok) == ("Dinas Kesehatan", "lainnya")


@pytest.mark.parametrize(
    ("written", "seconds"),
    [("20s", 20), ("500ms", 0.5), ("1m30s", 90), ("2m", 120), ("0m5s", 5)],
)
def test_durations_as_prometheus_writes_them(written: str, seconds: float) -> None:
    assert parse(f"probe: {{timeout: {written}}}\n{SITES}", "kota.yml").probe.timeout == seconds


@pytest.mark.parametrize(
    ("written", "size"),
    [("2MiB", 2 << 20), ("512KiB", 512 << 10), ("2MB", 2_000_000), ("3000", 3000), ("1 MiB", 1 << 20)],
)
def test_sizes(written: str, size: int) -> None:
    assert parse(f"probe: {{max_body: {written}}}\n{SITES}", "kota.yml").probe.max_body == size


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "kosong"),
        (SITES.encode("utf-16"), "bukan UTF-8; simpan ulang"),
        (b"city: Kota\nsites:\n# caf\xe9\n", "kota.yml:3: bukan UTF-8"),
        (b"#" * (MAX_BYTES + 1), "lebih besar dari 16 MiB"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, body: bytes, says: str) -> None:
    file = tmp_path / "kota.yml"
    file.write_bytes(body)
    with pytest.raises(ConfigError) as raised:
        load(file)
    assert says in str(raised.value)


def test_a_file_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "kota.yml"
    file.write_bytes(b"\xef\xbb\xbf" + SITES.replace("\n", "\r\n").encode())
    assert load(file).sites[0].key == "dinkes"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipa")
    for path, says in [
        (tmp_path, "ini folder"),
        (pipe, "bukan berkas biasa"),
        (Path("/dev/zero"), "bukan berkas biasa"),
        (tmp_path / "tidak-ada.yml", "berkas ini tidak ada"),
        (Path("a\0b"), "tidak dapat dibaca"),
    ]:
        with pytest.raises(ConfigError) as raised:
            load(path)
        assert says in str(raised.value)


def test_planned_work_and_objections_hold_in_the_citys_zone_and_a_day_ends_at_its_end() -> None:
    note = "[{tanggal: 2026-12-03, isi: layanan saja, oleh: Sekretaris, sampai: 2027-03-31}]"
    text = of(pemeliharaan="[{dari: 2026-12-01 08.00, sampai: 2026-12-02, sebab: pindah}]", catatan=note)
    (site,) = parse(f"timezone: Asia/Makassar\n{text}", "kota.yml").sites
    (window,), (objection,) = site.pemeliharaan, site.catatan
    assert window.dari.isoformat() == "2026-12-01T08:00:00+08:00"
    assert window.sampai.isoformat() == "2026-12-02T23:59:59+08:00"
    assert objection.tanggal.isoformat() == "2026-12-03T00:00:00+08:00"
    assert site.maintained(window.dari) is window
    assert site.maintained(window.dari - timedelta(seconds=1)) is None
    assert site.maintained(window.sampai + timedelta(seconds=1)) is None
    assert site.notes(objection.sampai) == (objection,)
    assert site.notes(objection.sampai + timedelta(seconds=1)) == ()


def test_contacts_of_the_city_hold_for_a_site_that_names_none_and_a_number_needs_no_quotes() -> None:
    city = "kontak_hosting: 0254200123\nkontak_domain: Diskominfo\n"
    (site,) = parse(city + of(kontak="08123456789", kontak_domain="Bidang E-Gov"), "kota.yml").sites
    assert (site.kontak, site.kontak_hosting, site.kontak_domain) == (
        "08123456789",
        "0254200123",
        "Bidang E-Gov",
    )


def test_one_email_address_is_a_list_of_one() -> None:
    (one,) = parse(of(email="a@example.go.id"), "kota.yml").sites
    (two,) = parse(of(email="[a@example.go.id, b@example.go.id, a@example.go.id]"), "kota.yml").sites
    assert (one.email, two.email) == (("a@example.go.id",), ("a@example.go.id", "b@example.go.id"))
