"""What the words beside a date say of it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.dates.printed import find_dates

PUBLISHED = [
    "Diposting pada 3 Desember 2024",
    "Diposting oleh Admin Dinkes pada Selasa, 3 Desember 2024",
    "Diposting oleh: Admin | 3 Desember 2024",
    "Diposkan oleh admin di 3 Desember 2024",
    "Dipublikasikan : 3 Desember 2024 10:11 WIB",
    "Dipublikasikan pada hari Jum'at tanggal 6 Desember 2024",
    "Telah dipublikasi 3 Des 2024",
    "Tanggal terbit: 03/12/2024",
    "Tanggal Posting | 3 Desember 2024",
    "Tgl. Posting : 03-12-2024",
    "Tanggal Publikasi\n3 Desember 2024",
    "Tanggal Berita: 3 Desember 2024",
    "Tanggal Upload : 3 Desember 2024",
    "Posted on December 3, 2024 by admin",
    "Posted by admin | 3 Desember 2024",
    "Posted in Berita on 3 Desember 2024",
    "Published: 2024-12-03",
    "Date published: 2024-12-03",
    "Ditulis oleh Super User | 3 Desember 2024",
    "Diterbitkan: 3 Desember 2024",
    "Berita ini diterbitkan pada 3 Desember 2024",
    "Dibuat: 3 Desember 2024",
    "Created: 3 December 2024",
    "Tayang Selasa, 3 Desember 2024",
    "3 Desember 2024 diposting oleh Admin",
    "DIPOSTING : 3 DESEMBER 2024",
    "Diunggah 3 Desember 2024",
    "Ditulis oleh Super User Kategori: Berita Diterbitkan: 03 Desember 2024 Dilihat: 123",
    "Submitted by admin on Tue, 03/12/2024 - 10:11",
    "Dikirim oleh admin pada Sel, 03/12/2024 - 10:11",
]
MODIFIED = [
    "Terakhir diperbarui: 3 Desember 2024",
    "Terakhir Diperbaharui pada 3 Desember 2024",
    "Diperbarui oleh Admin | 3 Desember 2024",
    "Terakhir diperbarui oleh Admin Dinkes pada Selasa, 3 Desember 2024 10:11",
    "Last updated: 3 December 2024",
    "Last Update : 03-12-2024",
    "Updated on December 3, 2024",
    "Diubah: 3 Desember 2024",
    "Perubahan terakhir 3 Desember 2024",
    "Direvisi 3 Desember 2024",
    "Revisi: 3 Desember 2024",
    "Di-update 3 Desember 2024",
    "Last modified 2024-12-03",
    "Last Updated on Tuesday, 03 December 2024 10:11",
    "Tgl update: 3 Des 2024",
    "Dimutakhirkan | 3 Desember 2024",
    "Seluruh data di halaman ini terakhir diperbarui | 3 Desember 2024",
    "3 Desember 2024 (diperbarui)",
    "3 Desember 2024 (Updated)",
    "Terakhir diperbarui 2 hari yang lalu",
]
OTHER = [
    "Berlaku sampai 3 Desember 2024",
    "Berlaku sampai dengan tanggal 3 Desember 2024",
    "Data per 3 Desember 2024",
    "Per tanggal 3 Desember 2024",
    "Kondisi data 3 Desember 2024",
    "Pelaksanaan: 3 Desember 2024",
    "Kegiatan: 3 Desember 2024",
    "Tanggal Kegiatan 3 Desember 2024",
    "Tanggal kegiatan | 3 Desember 2024",
    "Hari/Tanggal : Selasa, 3 Desember 2024",
    "Waktu pelaksanaan: Selasa, 3 Desember 2024",
    "Kegiatan ini dilaksanakan di Aula Dinas pada Selasa (3/12/2024)",
    "Rapat diselenggarakan hari Selasa, 3 Desember 2024",
    "Batas akhir: 3 Desember 2024",
    "Batas akhir pengiriman berkas 3 Desember 2024",
    "Pendaftaran paling lambat 3 Desember 2024",
    "Deadline 3 Desember 2024",
    "Diakses pada 3 Desember 2024",
    "Diakses: 3 Desember 2024",
    "Lahir di Serang, 3 Desember 1998",
    "Copyright © 3 Desember 2024",
    "© Dinkes 3 Desember 2024",
    "Hari ini: Selasa, 3 Desember 2024",
    "Today is Tuesday, 3 December 2024",
    "Sekarang 3 Desember 2024 10:11:12",
    "Mulai 3 Desember 2024",
    "Sejak 3 Desember 2024",
    "Sebelum 3 Desember 2024",
    "s/d 3 Desember 2024",
    "Keputusan Wali Kota Nomor 5 Tahun 2024 tanggal 3 Desember 2024",
    "Ditetapkan di Serang pada tanggal 3 Desember 2024",
    "Tanggal surat: 3 Desember 2024",
    "Tanggal SK: 3 Desember 2024",
    "Jatuh tempo 3 Desember 2024",
    "Masa berlaku sampai | 3 Desember 2024",
    "Kedaluwarsa: 3 Desember 2024",
    "Jadwal: 3 Desember 2024",
    # ranges
    "3 - 5 Desember 2024",
    "3-5 Desember 2024",
    "3 – 5 Desember 2024",
    "3 s.d. 5 Desember 2024",
    "3 s/d 5 Desember 2024",
    "3 sd 5 Desember 2024",
    "3 sampai 5 Desember 2024",
    "3 sampai dengan 5 Desember 2024",
    "3 hingga 5 Desember 2024",
    "3 dan 5 Desember 2024",
    "3 & 5 Desember 2024",
    "3,4,5 Desember 2024",
    "Selasa - Kamis, 3 - 5 Desember 2024",
    "28 November - 3 Desember 2024",
    "28 November s.d. 3 Desember 2024",
    "28 November s/d Selasa, 3 Desember 2024",
    "03/12 - 05/12/2024",
    "3 Desember 2024 s.d. selesai",
    "3 Desember 2024 - selesai",
    "3 Desember 2024 - sekarang",
    "Selasa, 3 Desember 2024 08.00 - 12.00 WIB",
    "Selasa, 3 Desember 2024 pukul 08.00 WIB s.d. selesai",
]
NONE = [
    "3 Desember 2024",
    "Tanggal: 3 Desember 2024",
    "Selasa, 3 Desember 2024 10:11",
    "Admin | 3 Desember 2024 | Berita",
    "Oleh Admin, 3 Desember 2024",
    "Serang, 3 Desember 2024",
    "Kategori: Kegiatan | 3 Desember 2024",
    "Agenda 3 Desember 2024",
    "Berita Terbaru 3 Desember 2024",
    "Pengumuman | 3 Desember 2024",
    "Data diperbarui. Selasa yang cerah 3 Desember 2024",
    "Surat yang diterbitkan tanggal 3 Desember 2024",
    "Buku yang terbit pada 3 Desember 2024",
    "Foto yang diposting pada 3 Desember 2024 itu viral",
    "Pendaftaran Siswa Baru | Admin | 3 Desember 2024",
    "3 Desember 2024 - Rapat Koordinasi",
    "3 Desember 2024 - 12 Views",
    "3 Desember 2024 SD Negeri 1 Serang",
    "3 Desember 2024 Agenda",
    "Dibaca 12 - 3 Desember 2024",
    "Perlengkapan 3 Desember 2024",
    "Pendaftaran Calon Siswa Resmi Dibuka | 3 Desember 2024",
    "Rapat Kerja Tahunan Dinas Kesehatan Digelar | 3 Desember 2024",
    "Layanan Online | 3 Desember 2024",
    "Komentar 2 - Admin, 5 Desember 2024",
]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        (text, label)
        for label, texts in (
            ("published", PUBLISHED),
            ("modified", MODIFIED),
            ("other", OTHER),
            ("none", NONE),
        )
        for text in texts
    ],
)
def test_the_words_beside_a_date_label_it(text: str, label: str) -> None:
    found = find_dates(text, now=datetime(2026, 11, 24, 8, tzinfo=UTC), zone=ZoneInfo("Asia/Jakarta"))
    assert [one.label for one in found] == [label]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("Diposting 3 Desember 2024, diperbarui 5 Desember 2024", ["published", "modified"]),
        ("3 Desember 2024, diperbarui 5 Desember 2024", ["none", "modified"]),
        ("3 Desember 2024 diperbarui 5 Desember 2024", ["none", "modified"]),
        ("Terakhir diperbarui 5 Desember 2024 | 3 Desember 2024", ["modified", "none"]),
        ("Diposting: 3 Desember 2024 | Dibaca 5 kali | Berlaku s.d. 5 Januari 2025", ["published", "other"]),
        ("3 Desember 2024 s/d 5 Januari 2025", ["other", "other"]),
        ("3 Desember 2024 - 5 Januari 2025", ["other", "other"]),
        ("03/12/2024-05/12/2024", ["other", "other"]),
        ("3 Desember 2024 08:00 sampai dengan tanggal 5 Desember 2024 16:00", ["other", "other"]),
        ("Selasa, 3 Desember 2024 s.d. Kamis, 5 Desember 2024", ["other", "other"]),
        ("5 Desember 2024 - 3 Desember 2024", ["none", "none"]),
        ("3 Desember 2024 | 5 Desember 2024", ["none", "none"]),
        ("3 Desember 2024 - Admin, 5 Desember 2024", ["none", "none"]),
        ("December 3, 2024December 4, 2024", ["none", "none"]),
        ("Created: 2024-12-03 10:11 Updated: 2024-12-05 10:11", ["published", "modified"]),
    ],
)
def test_each_date_has_the_label_of_its_own_words(text: str, labels: list[str]) -> None:
    found = find_dates(text, now=datetime(2026, 11, 24, 8, tzinfo=UTC), zone=ZoneInfo("Asia/Jakarta"))
    assert [one.label for one in found] == labels
