"""Is this an own post? The one owner of the question: every source and every article's page asks these rules.

The rules stand in the order in which they decide; the first that fires names the refusal. A source only supplies the
facts. A rule for which a fact is missing does not fire: what is not known refuses nothing. When it was published, and
whether that is a clock, is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from opd_exporter.domain.candidate import Candidate, Refusal
from opd_exporter.judges.cms.detect import pages_only
from opd_exporter.judges.seeds.match import is_seed
from opd_exporter.judges.spam.judge import is_spam_text, is_spam_title
from opd_exporter.posts.address_section import section_refusal
from opd_exporter.posts.context import Context
from opd_exporter.posts.news_words import in_news_section, is_post_category, register_of
from opd_exporter.posts.words import words_of
from opd_exporter.text.similarity import folded

AHEAD = timedelta(days=1)
"""How far ahead of now a post may be dated (contract, Words: clocks differ)."""
_PAGE_TITLES = words_of("page_titles", "titles")


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
    """Host of the original that it names."""
    no_single: bool = False
    """Its system marks it as a list or a static page."""
    empty: bool = False
    """It has no text of its own, and nothing else that an article has."""
    promised: bool = True
    """It is the article that the list promised."""
    text: str = ""
    """The beginning of its text."""


@dataclass(frozen=True)
class Facts:
    """What is known of an entry when it is judged: what its source says, or its own page once that was opened."""

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
    news: bool = False
    """The place it stands in holds posts by its nature: a feed, an interface's list of news, an article's own page."""
    page: OwnPage = field(default_factory=OwnPage)
    opened: bool = False
    """``page`` is what was seen."""


Test = Callable[[Facts, Context], str | None]
"""None: the rule has nothing against it. Else what a person may want to know, perhaps nothing (an empty string)."""


@dataclass(frozen=True)
class Rule:
    """One reason why something is no own post."""

    name: str
    """As the evidence shows it."""
    refusal: Refusal
    reason: str
    """In words for people."""
    source: int
    """The number in docs/domain.md of what it rests on."""
    fires: Test


def _when(condition: bool, detail: str = "") -> str | None:
    return detail if condition else None


def _not_own(facts: Facts, context: Context) -> str | None:
    return _when(facts.linked and not context.scope.owns(facts.url))


def _section(facts: Facts, context: Context) -> str | None:
    return (section_refusal(facts.url) or None) if facts.linked else None


def _page_title(facts: Facts, context: Context) -> str | None:
    return _when(facts.opened and folded(facts.title) in _PAGE_TITLES, facts.title)


def _heading(facts: Facts, context: Context) -> str | None:
    against = facts.heading and not is_post_category(facts.heading) and not in_news_section(facts.url)
    return facts.heading if against else None


def _category(facts: Facts, context: Context) -> str | None:
    against = facts.categories and not any(map(is_post_category, facts.categories))
    return facts.categories[0] if against else None


def _place(facts: Facts, context: Context) -> str | None:
    return (section_refusal(facts.place) or None) if facts.place else None


def _register(facts: Facts, context: Context) -> str | None:
    return None if facts.news else register_of(facts.url, facts.heading) or None


def _manual(facts: Facts, context: Context) -> str | None:
    return _when(pages_only(context.cms) and not in_news_section(facts.url), f"halaman {context.cms}")


def _spam(facts: Facts, context: Context) -> str | None:
    if facts.opened:
        return _when(is_spam_text(facts.title, facts.page.text))
    return _when(is_spam_title(facts.title, facts.summary))


def _future(facts: Facts, context: Context) -> str | None:
    return _when(facts.published is not None and facts.published > context.now + AHEAD)


def _seed(facts: Facts, context: Context) -> str | None:
    return _when(is_seed(facts.title, facts.url, facts.published, context.cms, facts.summary))


_NOT = Refusal.NOT_A_POST
RULES: tuple[Rule, ...] = (
    Rule(
        "gone",
        Refusal.GONE,
        "halamannya berkata bahwa isinya tidak ada",
        1,
        lambda f, c: _when(f.page.gone),
    ),
    Rule("not_own", Refusal.NOT_OWN, "alamatnya di luar situs ini", 2, _not_own),
    Rule("locked", _NOT, "terkunci kata sandi", 1, lambda f, c: _when(f.page.locked, "terkunci kata sandi")),
    Rule(
        "menu", _NOT, "menu situs menyebutnya halaman", 6, lambda f, c: _when(f.page.in_menu, "ada di menu")
    ),
    Rule("section", _NOT, "bagian alamatnya bukan bagian berita", 3, _section),
    Rule(
        "copy_of",
        Refusal.NOT_OWN,
        "halamannya menyebut aslinya di situs lain",
        7,
        lambda f, c: f"salinan dari {f.page.original}" if f.page.original else None,
    ),
    Rule(
        "page_kind",
        _NOT,
        "sistemnya menandainya halaman atau daftar",
        6,
        lambda f, c: _when(f.page.no_single, "halaman"),
    ),
    Rule("page_title", _NOT, "judulnya judul halaman tetap", 6, _page_title),
    Rule("empty", _NOT, "halamannya tidak berisi", 8, lambda f, c: _when(f.page.empty, "tidak ada isi")),
    Rule("heading", _NOT, "judul rubrik di atasnya bukan berita", 4, _heading),
    Rule("category", _NOT, "kategorinya bukan berita", 4, _category),
    Rule("place", _NOT, "daftar yang memuatnya bukan daftar berita", 3, _place),
    Rule("register", _NOT, "entri buku daftar: pengaduan, lelang, survei", 9, _register),
    Rule(
        "not_promised",
        Refusal.UNCONFIRMED,
        "halaman yang terbuka bukan artikel yang dijanjikan daftar",
        8,
        lambda f, c: _when(not f.page.promised, "halaman yang terbuka bukan artikel ini"),
    ),
    Rule("manual", _NOT, "halaman wiki atau buku panduan", 10, _manual),
    Rule("spam", Refusal.SPAM, "iklan judi atau obat", 11, _spam),
    Rule("future", Refusal.FUTURE, "tanggalnya lebih dari sehari di depan", 12, _future),
    Rule("seed", Refusal.SEED, "contoh bawaan sistem", 13, _seed),
)
"""In the order in which they decide."""


def first_against(facts: Facts, context: Context, rules: Sequence[Rule] = RULES) -> tuple[Rule, str] | None:
    """The first rule that speaks against an own post, with what a person may want to know; None: there is none."""
    for rule in rules:
        detail = rule.fires(facts, context)
        if detail is not None:
            return rule, detail
    return None


def screened(
    candidate: Candidate,
    context: Context,
    *,
    linked: bool = True,
    heading: str = "",
    categories: Sequence[str] = (),
    place: str = "",
    news: bool = False,
    rules: Sequence[Rule] = RULES,
) -> Candidate:
    """The candidate as its source found it, refused by the first rule that speaks against it. For the other arguments
    see :class:`Facts`."""
    facts = Facts(
        candidate.url,
        candidate.title,
        candidate.published,
        candidate.summary,
        linked=linked,
        heading=heading,
        categories=categories,
        place=place,
        news=news,
    )
    against = first_against(facts, context, rules)
    return candidate.refuse(against[0].refusal, against[1], against[0].name) if against else candidate
