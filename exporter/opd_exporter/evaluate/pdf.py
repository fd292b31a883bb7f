"""The printed page as PDF, where WeasyPrint is installed (the extra ``rapat``)."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from opd_exporter.evaluate.compare import Comparison
from opd_exporter.evaluate.model import Evaluation
from opd_exporter.evaluate.page import as_html


class NoPdf(Exception):
    """PDF cannot be made here; the message says what to install (in Indonesian)."""


def check_pdf() -> None:
    """Raises :class:`NoPdf`."""
    _library()


def as_pdf(found: Evaluation, comparison: Comparison | None, zone: ZoneInfo) -> bytes:
    """The file. Raises :class:`NoPdf`."""
    html = _library().HTML(string=as_html(found, comparison, zone), url_fetcher=_nothing)
    made: bytes = html.write_pdf()
    return made


def _library() -> Any:
    try:
        import weasyprint

        return weasyprint
    except (ImportError, OSError) as error:  # OSError: Pango is missing
        raise NoPdf(
            f"PDF memerlukan tambahan «rapat» dan pustaka Pango ({str(error).splitlines()[0]}): lihat docs/commands.md,"
            " atau pakai --format html lalu cetak dari peramban"
        ) from None


def _nothing(url: str, *_: Any, **__: Any) -> Any:
    """The page is whole: nothing that it names is ever fetched."""
    raise ValueError(f"not fetched: {url}")
