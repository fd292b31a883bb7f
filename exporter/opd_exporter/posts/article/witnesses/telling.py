"""A date as it stands on the page, as what a witness tells."""

from __future__ import annotations

from opd_exporter.posts.article.model import Testimony
from opd_exporter.posts.layout.standing import Printed


def told(printed: Printed) -> Testimony:
    """The same date."""
    quote = (printed.text.text or printed.text.datetime) if printed.text else ""
    return Testimony(
        printed.when, printed.found, quote, label=printed.label, text=printed.text, rounded=printed.rounded
    )
