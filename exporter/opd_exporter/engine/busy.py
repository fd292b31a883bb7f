"""Why nothing can be said of a site now, though it did nothing: our own lines, or our own line to the world."""

from __future__ import annotations


class Busy(Exception):
    """The time ran out in our own lines, so nothing can be said of the site."""


class TooMany(Busy):
    """So many sites were asked for at once that this one had no turn in time."""


class WrongClock(Busy):
    """The sites' servers agree that our own clock is wrong: nothing can be judged by it."""


class LineDown(Busy):
    """No site answers for so long that our own line must be down: nobody looked."""
