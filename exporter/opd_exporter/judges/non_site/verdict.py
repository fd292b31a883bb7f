"""What is said of a page that is no site."""

from __future__ import annotations

from dataclasses import dataclass

from opd_exporter.domain.vocabulary import Reason


@dataclass(frozen=True)
class Verdict:
    """Why a page is no site."""

    reason: Reason
    explanation: str
    """English, one line, with the phrase that decided."""
