"""What was found by hand before anything was measured: published figures, each with its source and its own rule.

They are shown as text beside what is measured and never drawn into one line with it: other people counted, by rules
that were partly not published, in a list of agencies that has changed since."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evaluation:
    """One published evaluation of Kota Serang's websites; None for what the source does not say."""

    day: str
    sites: int
    aktif: int | None
    kurang_aktif: int | None
    tidak_aktif: int
    rule: str
    source: str
    publisher: str


EVALUATIONS = (
    Evaluation(
        "26 Juli 2019",
        33,
        None,
        None,
        22,
        "tidak aktif = tidak pernah diperbarui; 11 lainnya disebut «aktif, tidak kontinyu»",
        "https://www.bantennews.co.id/22-website-opd-pemkot-serang-tidak-aktif/",
        "BantenNews",
    ),
    Evaluation(
        "16 Januari 2020",
        33,
        None,
        None,
        20,
        "aktif = diperbarui dalam tiga bulan terakhir; hanya yang tidak aktif disebut jumlahnya",
        "https://tangerangekspres.disway.id/read/16113/20-website-opd-mati-suri",
        "Tangerang Ekspres",
    ),
    Evaluation(
        "3 Desember 2024",
        32,
        1,
        8,
        23,
        "tiga kelas; batasnya tidak dipublikasikan",
        "https://titiknol.co.id/pemerintahan/minim-informasi-23-website-opd-pemkot-serang-tidak-aktif",
        "Titik NOL",
    ),
)


def markdown() -> str:
    """The figures as a table."""

    def number(value: int | None) -> str:
        return "–" if value is None else str(value)

    lines = [
        "| Evaluasi | Situs | ● Aktif | ▲ Kurang aktif | ✕ Tidak aktif | Aturan waktu itu | Sumber |",
        "|---|---|---|---|---|---|---|",
        *(
            f"| **{one.day}** | {one.sites} | {number(one.aktif)} | {number(one.kurang_aktif)} | **{one.tidak_aktif}** |"
            f" {one.rule} | [{one.publisher}]({one.source}) |"
            for one in EVALUATIONS
        ),
        "",
        "– : tidak disebut sumbernya. Angka di atas dihitung orang lain dengan tangan; aturan dan daftar OPD-nya berbeda,"
        " jadi hanya untuk pembanding. Semua yang lain di papan ini diukur.",
    ]
    return "\n".join(lines)
