"""Which letters were sent to agencies, as a JSON file in the data directory."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from opd_exporter.domain.letter import Letters
from opd_exporter.evaluate.document import MOST
from opd_exporter.evaluate.output import write
from opd_exporter.store.codec import Unreadable, decode, encode
from opd_exporter.text.sanitise import escaped

log = logging.getLogger(__name__)

FILE = "letters.json"
UNREAD = f"{FILE}.unread"
"""What could not be read."""


def read(folder: Path) -> Letters | None:
    """What an exporter with this data directory noted; None when it notes nothing, or it cannot be read."""
    try:
        with (folder / FILE).open("rb") as stream:
            found: Letters = decode(Letters, stream.read(MOST))
            return found
    except FileNotFoundError:
        return None
    except (OSError, Unreadable) as error:
        log.error("letters cannot be read: %s", escaped(str(error)))
        return None


class LetterBook:
    """Letters as they are noted now; without a directory they are kept as long as the process."""

    def __init__(self, folder: Path | None, now: datetime | None = None) -> None:
        """A file that cannot be read gives way to a new one, which says since when it is kept; the first that did is
        kept beside it, since it may only have come back from a backup with somebody else's rights."""
        self._folder = folder
        if found := folder and read(folder):
            self.known = found
            return
        self.known = Letters(now or datetime.now(UTC))
        try:
            if folder and (folder / FILE).exists() and not (folder / UNREAD).exists():
                (folder / FILE).rename(folder / UNREAD)
            self._save(self.known)
        except OSError as error:
            log.error("letters cannot be noted: %s", error)

    def change(self, to: Callable[[Letters], Letters]) -> None:
        """Note something. Raises OSError, and then it is not noted."""
        changed = to(self.known)
        if changed != self.known:
            self._save(changed)
            self.known = changed

    def _save(self, known: Letters) -> None:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
            write(encode(known), self._folder / FILE)


def known(book: LetterBook | None) -> Letters | None:
    """What stands in it; None where letters are not noted."""
    return book.known if book else None
