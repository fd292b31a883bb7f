"""Alerts of which letters are made, and the words of a letter."""

from __future__ import annotations

from typing import Any

from filled import alert
from lxml import html

DINKES = ("dinkes", "Dinas Kesehatan", "Dinkes")
BKPSDM = ("bkpsdm", "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia", "BKPSDM")
SETDA = ("setda", "Sekretariat Daerah", "Setda")
SITES = [(f"opd-{n}", f"Dinas Nomor {n}", f"D{n}") for n in range(12)]
UNBROKEN = "\N{NON-BREAKING HYPHEN}"
REASON = "server tidak menerima sambungan"
TEXT = f"Situs tidak dapat dibuka sejak 25-11-2026 14.05 WIB. Sebabnya: {REASON}.\nYang perlu dilakukan: hubungi pengelola server."


def down(site: tuple[str, str, str] = DINKES, **more: Any) -> dict[str, Any]:
    return alert(
        "OpdSiteDown",
        "warning",
        site,
        summary=f"Situs {site[2]} mati sejak 14.05 WIB — {REASON}",
        text=TEXT,
        **more,
    )


def long(site: tuple[str, str, str] = SETDA, **more: Any) -> dict[str, Any]:
    return alert(
        "OpdSiteDownLong",
        "critical",
        site,
        summary=f"Situs {site[2]} sudah mati 3 hari — {REASON}",
        text=TEXT,
        **more,
    )


ADMIN = alert(
    "OpdSiteNeedsPosts", "info", DINKES, audience="opd", email="admin@example.go.id",
    text="Situs Dinas Kesehatan kurang aktif: posting terakhir bertanggal 25 Juli 2026.",
)  # fmt: skip


def own(name: str = "OpdOwnSiteDown", **more: Any) -> dict[str, Any]:
    one = alert(
        name, "warning", DINKES, summary="Situs Dinas Kesehatan tidak dapat dibuka", text=TEXT, audience="opd",
        email="admin@example.go.id", kota="Kota Serang", **more,
    )  # fmt: skip
    one["annotations"] |= {
        "alamat": "https://dinkes.example.go.id/",
        "kontak": "Server (hosting): 0254-200123.",
    }
    return one


def monday(site: tuple[str, str, str], surat: str) -> dict[str, Any]:
    text = f"{site[1]} ({site[2]}): tidak aktif, posting terakhir 03-12-2024."
    return alert("OpdMondayList", "info", site, text=text, surat=surat)


def words(page: str) -> str:
    text = html.document_fromstring(page).text_content()
    return " ".join(text.replace(UNBROKEN, "-").split())
