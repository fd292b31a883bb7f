"""What a visit to a front page brought, and what is remembered of the page so that the next visit may be a short one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from opd_exporter.domain.report import Visit
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.search.asking import digest
from opd_exporter.fetch.model import Fetched
from opd_exporter.page.noise import Kept
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Learned
from opd_exporter.workers.readings import Answer, PageReading

UNCHANGED = "halamannya tidak berubah sejak dinilai"
"""Said beside what told when the page was judged."""


@dataclass(frozen=True)
class Judged:
    """A front page that was judged to be the site's own: what a later copy of it is held against."""

    url: str
    """The address that answered."""
    sent_as: str
    """Status and kind, as it was sent."""
    digest: str
    """The name under which its judgement is remembered (``Learned.digests``)."""
    body: Kept

    def is_repeated_by(self, fetched: Fetched, learned: Learned, url: str) -> bool:
        """Whether this answer says the same as the page, on which the judgement still rests: nothing else was judged
        since, and it was a site's own."""
        return (
            learned.digests.get(url) == self.digest
            and not learned.front_reason
            and (fetched.final_url, sent_as(fetched)) == (self.url, self.sent_as)
            and not fetched.header("refresh")
            and self.body.differs_in_noise_only(fetched.body)
        )


@dataclass(frozen=True)
class Visited:
    """What a visit to the front page brought."""

    visit: Visit
    learned: Learned
    front: PageReading | None = None
    """None when the site is not up, and when the page says what it said when it was judged."""
    url: str = ""
    """The address of the page judged."""
    page: Answer | None = None
    """The page itself, when it may have to be read once more: its dates read both ways, or it was read briefly."""
    judged: Judged | None = None
    """The page, when it is the site's own and was judged now."""
    taken_over: bool = False
    """Somebody else may have taken the site's place, and post there: a look tells, and nothing is learned until then."""


def measured(fetched: Fetched, at: datetime, reason: Reason | None, explanation: str) -> Visit:
    """The visit that this answer makes."""
    received = fetched.reason is None and not fetched.not_modified
    return Visit(
        at=at,
        up=reason is None,
        reason=reason,
        explanation=explanation,
        url=fetched.final_url,
        status=fetched.status,
        redirects=fetched.redirects if fetched.status is not None else None,
        http_version=fetched.http_version,
        body_bytes=len(fetched.body) if received else None,
        duration=fetched.duration,
        phases=fetched.phases,
        tls=fetched.tls,
    )


def print_of(fetched: Fetched) -> str:
    """What the judgement of a page rests on: its content, and what status and kind it was sent as."""
    return f"{digest(fetched)} {sent_as(fetched)}"


def sent_as(fetched: Fetched) -> str:
    """Status and kind of an answer."""
    return f"{fetched.status} {fetched.header('content-type')[:100]}"


def as_before(fetched: Fetched, context: Context, learned: Learned) -> Visited:
    """The page says what it said when it was judged last, so its judgement stands."""
    try:
        reason = Reason(learned.front_reason) if learned.front_reason else None
    except ValueError:
        reason = None
    told = (learned.front_explanation, UNCHANGED) if reason else ()
    explanation = "; ".join(filter(None, told))
    return Visited(measured(fetched, context.now, reason, explanation), learned, url=fetched.final_url)


def remember(
    fetched: Fetched, learned: Learned, url: str, reason: Reason | None, explanation: str = ""
) -> Learned:
    """What is learned, with how this page was judged and by what, so that its like need not be judged again."""
    validators = {key: value for key, value in learned.validators.items() if key != url}
    if fetched.validators and fetched.successful and fetched.redirects == 0:
        validators[url] = fetched.validators
    return replace(
        learned,
        validators=validators,
        digests={**learned.digests, url: print_of(fetched)},
        front_reason=reason.value if reason else "",
        front_explanation=explanation,
    )
