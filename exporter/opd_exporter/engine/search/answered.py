"""What came of asking for a source."""

from __future__ import annotations

from enum import StrEnum


class Answered(StrEnum):
    """What came of asking for a source."""

    READ = "read"
    """In full: it holds what it holds."""
    UNCHANGED = "unchanged"
    """It holds what it held last time."""
    ABSENT = "absent"
    """404 or 410: there is none."""
    OTHER = "other"
    """It leads to another site, or is a page of the site that is no such source."""
    REFUSED = "refused"
    """A door shut in our face, whatever the status code."""
    BROKEN = "broken"
    """Not read to the end: a server's error, a time-out, a broken answer, a reader that gave up."""
    SHELL = "shell"
    """A page whose content comes by a script that we cannot read."""


SETTLES = (Answered.READ, Answered.UNCHANGED, Answered.ABSENT, Answered.OTHER)
"""Answers after which nothing newer can hide there."""
