"""Files among addresses: what ends like a file is fetched or shown, and is no page."""

from __future__ import annotations

from opd_exporter.text.parsed import once_an_address, parsed

# fmt: off
DOCUMENTS = frozenset((
    "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "zip", "rar",
))
"""Endings of documents, and of archives, in which agencies hand out several."""
FILES = DOCUMENTS | {
    "jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "bmp", "ico", "mp3", "mp4", "mov", "avi", "webm",
    "csv", "txt", "7z", "apk", "exe", "css", "js", "json", "xml",
}
# fmt: on
"""Endings of files of any kind."""


@once_an_address
def is_file(url: str) -> bool:
    """Whether an address is that of a file rather than of a page."""
    return _ending(url) in FILES


@once_an_address
def is_document(url: str) -> bool:
    """Whether an address is that of a document, or of an archive of some."""
    return _ending(url) in DOCUMENTS


def _ending(url: str) -> str:
    return parsed(url).path.rpartition(".")[2].lower()
