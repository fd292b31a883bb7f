"""The town of a life: its sites, and what anybody did to them, by name and moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from years import words
from years.site import Post, Site, Style


@dataclass(frozen=True)
class Mark:
    """Something happened to a site."""

    at: datetime
    what: str


@dataclass
class Town:
    """A site that is watched, and its neighbours. The last one only shows that the line works."""

    sites: list[Site] = field(default_factory=list)
    marks: dict[str, list[Mark]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    numbers: int = 0

    def found(self, name: str, style: Style) -> Site:
        """A new site, empty."""
        key = words.slug(name)
        site = Site(key, name, f"{key}.arjasura.example.go.id", style)
        self.sites.append(site)
        self.marks[key] = []
        return site

    def write(self, site: Site, when: datetime, rng: Random, *, own: bool = True, text: str = "") -> Post:
        """A post of the site, or an advert."""
        self.numbers += 1
        when = when.replace(microsecond=0)
        title = words.title(rng, self.taken) if own or text else words.lure(rng, self.taken)
        body = text or (
            words.body(rng) if own else f"{title}. Daftar slot gacor maxwin, bonus new member 100%."
        )
        section = rng.randrange(site.style.sections + 1) if own else 0
        views = rng.randrange(600)
        post = Post(self.numbers, title, body, when, words.slug(title), when, section, views, own=own)
        site.posts.append(post)
        return post

    def mark(self, site: Site, at: datetime, what: str) -> None:
        """Write down what happened."""
        self.marks[site.key].append(Mark(at, what))

    def wrong(self, site: Site, what: str, at: datetime, days: float) -> None:
        """Something is wrong with a site for so many days."""
        site.states[what] = (at, at + timedelta(days=days))
        self.mark(site, at, what)
