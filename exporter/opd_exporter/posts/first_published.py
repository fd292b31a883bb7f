"""A date that its author gave a post anew, against the month in its address, which some systems never change.

On Blogger an address has the year and the month in which its post was first published, and keeps them whatever date the
post is given later: so old posts are brought to the front, where no post can be pinned.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from opd_exporter.dates.url import month_in_url
from opd_exporter.judges.systems.records import system
from opd_exporter.posts.context import Context

PUT_OFF = timedelta(days=31)
"""What is planned for the end of a month may be put off; by how much is no rule of Blogger's, but a month."""
BY_ADDRESS = "bulan di alamat"
"""How such a date was found."""


def first_published(url: str, when: datetime, context: Context) -> datetime:
    """When the post at an address that shows this date was first published, at the latest."""
    if not system(context.cms).keeps_addresses:
        return when
    last = month_in_url(url, zone=context.zone)
    return last if last and when - last > PUT_OFF else when
