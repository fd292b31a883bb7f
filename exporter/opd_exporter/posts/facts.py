"""What is known of an entry when it is judged: its source's word, and what its own page shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from opd_exporter.posts.address_section import Against, against
from opd_exporter.posts.context import Context
from opd_exporter.text.plain import many_a_page


@dataclass(frozen=True)
class OwnPage:
    """What an opened page shows of the kind of thing that it is."""

    gone: bool = False
    """It says that nothing is there."""
    locked: bool = False
    """It asks for a password."""
    in_menu: bool = False
    """The site's menu names it."""
    original: str = ""
    """Host of the original that its head or its data name."""
    credit: str = ""
    """Where a line of its own at the head or the foot of its text says that it first stood."""
    credit_sure: bool = True
    """False: that line may only name whom the text asked or cites."""
    no_single: bool = False
    """Its system marks it as a list or a static page."""
    wordless: bool = False
    """It has no sentence with a verb of its own."""
    only_a_file: bool = False
    """It offers a file, and has no text of its own."""
    event: bool = False
    """It gives a time and a place as fields, and has no sentence of its own."""
    empty: bool = False
    """It has no text of its own, and nothing else that an article has."""
    promised: bool = True
    """It is the article that the list promised."""
    text: str = ""
    """The beginning of its text."""
    spam: str = ""
    """What it carries that sells gambling, and that the site's other pages do not."""
    spam_around: bool = False
    """It carries something of the kind that may be the site's, on every page."""


NO_PAGE = OwnPage()
"""Of what was not opened."""


@many_a_page(frozen=True)
class Facts:
    """What is known of an entry when it is judged: what its source says, or its own page once that was opened."""

    context: Context
    url: str
    title: str = ""
    published: datetime | None = None
    summary: str = ""
    linked: bool = True
    """It has an address of its own."""
    heading: str = ""
    """The heading that it stands below."""
    categories: Sequence[str] = ()
    """What its source files it under."""
    place: str = ""
    """Address of the interface that lists it."""
    list_page: str = ""
    """Address of the page that lists it."""
    whole_list: bool = False
    """All that its list holds is refused by its address."""
    news: bool = False
    """The place it stands in holds posts by its nature: a feed, an interface's list of news, an article's own page."""
    origin: str = ""
    """Host that its feed names as the one it was taken from."""
    page: OwnPage = NO_PAGE
    opened: bool = False
    """``page`` is what was seen."""

    @cached_property
    def address(self) -> Against | None:
        """What its address says against a post; None: nothing."""
        if not self.linked:
            return None
        dated = self.published is not None or (self.opened and bool(self.summary))
        return against(self.url, title=self.title, dated=dated, folder=self.context.scope.folder)
