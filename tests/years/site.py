"""A simulated site: what stands on it, how it looks, and what is wrong with it at the moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone

from years.words import FORMS


@dataclass(frozen=True)
class Style:
    """What stays the same of a site until somebody redesigns it."""

    system: str
    zone: int = 7
    """Hours east of Greenwich of the server's clock."""
    form: str = "day"
    """How a date is printed (``words.FORMS``)."""
    order: str = "date"
    """Of its lists: ``date``, ``views``, ``edits``, ``oldest`` (the newest last)."""
    pinned: bool = False
    """The oldest post stands first."""
    random_box: bool = False
    """A box of random articles beside every page."""
    feed: bool = True
    """A feed, where the system has one."""
    interface: bool = True
    """A REST interface, where the system has one."""
    dated: bool = True
    """Pages print dates of publishing. Without, only feed and interface tell."""
    clock: str = ""
    """Today's date on every page: in the ``header``, or ``beside`` the title of each article."""
    agenda: bool = False
    """A box of coming events, dated ahead."""
    sections: int = 0
    """Lists in the menu besides the news."""
    rows: str = "dated"
    """Of lists: ``dated``, ``bare`` (only articles tell), ``badge`` (day and month in boxes of their own), ``yearless``."""
    paged: bool = False
    """Lists go on behind numbers."""
    bare_front: bool = False
    """The front page greets, and lists nothing."""
    boxes: tuple[str, ...] = ()
    """What moves with the days beside every page (``boxes.BOXES``)."""
    kinds: tuple[str, ...] = ()
    """Lists in the menu of what is no news, kept up every week whoever posts (``boxes.KINDS``)."""


@dataclass
class Post:
    """One entry. ``published`` is the truth; the system may tell another date."""

    number: int
    title: str
    body: str
    published: datetime
    slug: str
    edited: datetime
    section: int = 0
    """0: news, else a place in ``words.SECTIONS`` plus one."""
    views: int = 0
    hidden: bool = False
    own: bool = True
    """False: gambling spam."""
    told: datetime | None = None
    """The date that the system tells, where an import changed it."""
    gone: datetime | None = None
    """When somebody cleans it away."""
    back: datetime | None = None
    """When somebody enters it anew after that."""
    ahead: bool = False
    """Visitors see it before its day."""

    @property
    def shown(self) -> datetime:
        return self.told or self.published

    def away(self, now: datetime) -> bool:
        """Whether visitors cannot see it."""
        anew = self.back is not None and self.back <= now
        return self.hidden or (self.gone is not None and self.gone <= now and not anew)


@dataclass
class Site:
    """One site over its life."""

    key: str
    name: str
    host: str
    style: Style
    posts: list[Post] = field(default_factory=list)
    states: dict[str, tuple[datetime, datetime]] = field(default_factory=dict)
    """What is wrong: name -> since, until."""
    frozen: tuple[int, ...] = ()
    """Numbers of the posts that a frozen feed still lists."""
    shows: Site | None = None
    """Whose pages stand here while the virtual host is missing."""
    successor: Site | None = None
    """A stranger who posts here, where the name was sold or given away."""
    zones: set[int] = field(default_factory=set)
    """The zones that its server's clock was set to, in hours east of Greenwich."""

    def __post_init__(self) -> None:
        self.zones.add(self.style.zone)

    def has(self, state: str, now: datetime) -> bool:
        """Whether that is wrong now."""
        since, until = self.states.get(state, (now, now))
        return since <= now < until

    def now_wrong(self, now: datetime) -> set[str]:
        """All that is wrong now."""
        return {state for state in self.states if self.has(state, now)}

    def visible(self, now: datetime) -> list[Post]:
        """What a visitor finds, newest told date first."""
        there = [post for post in self.posts if (post.ahead or post.published <= now) and not post.away(now)]
        return sorted(there, key=lambda post: (post.shown, post.number), reverse=True)

    def zone(self) -> timezone:
        """The server's."""
        return timezone(timedelta(hours=self.style.zone))

    def printed(self, when: datetime) -> str:
        """A moment as this site prints it."""
        return FORMS[self.style.form](when.astimezone(self.zone()))
