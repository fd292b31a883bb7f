"""Is this an own post? The one owner of the question: every source and every article's page asks these rules.

The rules stand in the order in which they decide; the first that fires names the refusal. A source only supplies the
facts. A rule for which a fact is missing does not fire: what is not known refuses nothing. When it was published, and
whether that is a clock, is asked elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from opd_exporter.domain.candidate import Doubt, Refusal
from opd_exporter.judges.seeds.match import is_seed
from opd_exporter.judges.spam.judge import is_spam_text, spam_in_title
from opd_exporter.judges.systems.records import system
from opd_exporter.posts.address_section import Against, section_refusal
from opd_exporter.posts.bounds import AHEAD
from opd_exporter.posts.documents import has_verb, names_document
from opd_exporter.posts.facts import Facts
from opd_exporter.posts.kinds import PAPERS, Kind, kind_of
from opd_exporter.posts.news_words import (
    NEWS_NOUN,
    NEWS_SECTION,
    in_news_section,
    is_post_category,
    list_named_for_news,
    named_for_deeds,
    named_news,
    newslike,
    register_of,
)
from opd_exporter.posts.title_size import TITLE_WORDS
from opd_exporter.posts.words import words_of
from opd_exporter.text.similarity import folded, words

_PAGE_TITLES = frozenset(
    (*words_of("page_titles", "titles"), *(name.replace("-", " ") for name in words_of("sections", "pages")))
)
"""Titles of pages that a site has once: their usual ones, and the names of their places in addresses."""


Test = Callable[[Facts], str | None]
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


def _not_own(facts: Facts) -> str | None:
    return _when(facts.linked and not facts.context.scope.owns(facts.url))


def _called_news(facts: Facts) -> bool:
    """Whether what stands over an entry names news: a heading, a category, the list's own page."""
    headings = (facts.heading, *facts.categories)
    return (
        any(newslike(one, "") >= NEWS_NOUN for one in headings)
        or newslike("", facts.list_page) >= NEWS_SECTION
    )


def _announced(facts: Facts) -> bool:
    """Whether the heading of an entry, or else its list's page, is named for announcements: deeds may be an agenda's."""
    if facts.heading:
        return kind_of(facts.heading) is Kind.NEWS and not named_for_deeds(facts.heading)
    return list_named_for_news(facts.list_page) and not named_for_deeds(urlsplit(facts.list_page).path)


def _outvoted(facts: Facts, said: Against) -> bool:
    """Whether title, date and section speak for a post where only the address speaks against it. What an agenda or an
    album is called by its address is one, unless the site's list of news holds nothing else."""
    # Short titles name pages: "Profil Dinas" beside a date is still a profile.
    if len(words(facts.title)) < TITLE_WORDS or (facts.heading and not is_post_category(facts.heading)):
        return False  # a heading that says the same is a second voice against it
    if facts.opened:
        return not said.sure and bool(facts.summary)
    if facts.published is None:
        return False
    # An agenda or an album by its address: only where all news of the site have such addresses, and are called news.
    if said.sure:
        return facts.whole_list and (_called_news(facts) or _announced(facts))
    return facts.whole_list or _called_news(facts) or named_news(facts.url)


def _section(facts: Facts) -> str | None:
    said = facts.address
    return None if said is None or _outvoted(facts, said) else said.word


def _page_title(facts: Facts) -> str | None:
    return _when(folded(facts.title) in _PAGE_TITLES, facts.title)


def _heading(facts: Facts) -> str | None:
    if not facts.heading or is_post_category(facts.heading):
        return None
    # "post" in an address names nothing under a heading of documents: systems call those so too (domain.md 4).
    paper = kind_of(facts.heading) in PAPERS
    news = named_news(facts.url) if paper else in_news_section(facts.url)
    return None if news else facts.heading


def _document(facts: Facts) -> str | None:
    if not names_document(facts.title):
        return None
    # Viewers, links to a drive and scans show the document no less than a file does.
    if facts.opened:
        return _when(facts.page.wordless, "hanya berkas" if facts.page.only_a_file else "tanpa kalimat")
    return _when(not facts.news and not _called_news(facts) and not named_news(facts.url), "judul dokumen")


def _category(facts: Facts) -> str | None:
    refused = facts.categories and not any(map(is_post_category, facts.categories))
    return facts.categories[0] if refused else None


def _place(facts: Facts) -> str | None:
    return (section_refusal(facts.place) or None) if facts.place else None


def _register(facts: Facts) -> str | None:
    named = "" if facts.news else register_of(facts.url, facts.heading)
    # Some systems file all they have below one word ("/lelang/berita-5"): then it says as little as "page" does.
    whole = facts.whole_list and _outvoted(facts, Against(named, sure=True))
    return None if whole else named or None


def _manual(facts: Facts) -> str | None:
    news = in_news_section(facts.url) or named_news(facts.url)
    return _when(system(facts.context.cms).pages_only and not news, f"halaman {facts.context.cms}")


def _spam(facts: Facts) -> str | None:
    if facts.opened:
        return "" if is_spam_text(facts.title, facts.page.text) else facts.page.spam or None
    return spam_in_title(facts.title, facts.summary) or None


def _future(facts: Facts) -> str | None:
    return _when(facts.published is not None and facts.published > facts.context.now + AHEAD)


def _seed(facts: Facts) -> str | None:
    return _when(is_seed(facts.title, facts.url, facts.published, facts.context.cms, facts.summary))


_NOT = Refusal.NOT_A_POST
RULES: tuple[Rule, ...] = (
    Rule(
        "gone",
        Refusal.GONE,
        "halamannya berkata bahwa isinya tidak ada",
        1,
        lambda f: _when(f.page.gone),
    ),
    Rule("not_own", Refusal.NOT_OWN, "alamatnya di luar situs ini", 2, _not_own),
    Rule("locked", _NOT, "terkunci kata sandi", 1, lambda f: _when(f.page.locked, "terkunci kata sandi")),
    Rule("menu", _NOT, "menu situs menyebutnya halaman", 6, lambda f: _when(f.page.in_menu, "ada di menu")),
    Rule("section", _NOT, "bagian alamatnya bukan bagian berita", 3, _section),
    Rule(
        "copy_of",
        Refusal.NOT_OWN,
        "halamannya menyebut aslinya di situs lain",
        7,
        lambda f: f"salinan dari {f.page.original}" if f.page.original else None,
    ),
    Rule(
        "credited",
        Refusal.NOT_OWN,
        "sebaris di kepala atau kaki teksnya menyebut tempat asalnya",
        15,
        lambda f: f"salinan dari {f.page.credit}" if f.page.credit and f.page.credit_sure else None,
    ),
    Rule(
        "feed_source",
        Refusal.NOT_OWN,
        "umpannya menyebut situs lain sebagai asalnya",
        16,
        lambda f: f"salinan dari {f.origin}" if f.origin else None,
    ),
    Rule(
        "page_kind",
        _NOT,
        "sistemnya menandainya halaman atau daftar",
        6,
        lambda f: _when(f.page.no_single, "halaman"),
    ),
    Rule("page_title", _NOT, "judulnya judul halaman tetap", 6, _page_title),
    # A bare page that is not the promised one says nothing of it: a polite "not found" is as short.
    Rule(
        "empty",
        _NOT,
        "halamannya tidak berisi",
        8,
        lambda f: _when(f.page.empty and f.page.promised, "tidak ada isi"),
    ),
    Rule(
        "event",
        _NOT,
        "lembar acara: hanya waktu dan tempatnya",
        18,
        lambda f: _when(f.page.event, "hanya waktu dan tempat"),
    ),
    Rule("heading", _NOT, "judul rubrik di atasnya bukan berita", 4, _heading),
    Rule(
        "document",
        _NOT,
        "dokumen: judulnya nama dokumen, dan tidak ada yang menyebutnya berita",
        14,
        _document,
    ),
    Rule("category", _NOT, "kategorinya bukan berita", 4, _category),
    Rule("place", _NOT, "daftar yang memuatnya bukan daftar berita", 3, _place),
    Rule("register", _NOT, "entri buku daftar: pengaduan, lelang, survei", 9, _register),
    Rule(
        "not_promised",
        Refusal.UNCONFIRMED,
        "halaman yang terbuka bukan artikel yang dijanjikan daftar",
        8,
        lambda f: _when(not f.page.promised, "halaman yang terbuka bukan artikel ini"),
    ),
    Rule("manual", _NOT, "halaman wiki atau buku panduan", 10, _manual),
    Rule("spam", Refusal.SPAM, "iklan judi atau obat", 11, _spam),
    Rule("future", Refusal.FUTURE, "tanggalnya lebih dari sehari di depan", 12, _future),
    Rule("seed", Refusal.SEED, "contoh bawaan sistem", 13, _seed),
)
"""In the order in which they decide."""


def _calls_itself_news(facts: Facts) -> bool:
    """Whether the title of what is only a file is a headline or begins with what news are called by, or the address names
    news: else it may be a document of a name that no list knows (domain.md 14)."""
    return has_verb(facts.title) or named_news(facts.url) or kind_of(facts.title) is Kind.NEWS


def doubt_about(facts: Facts) -> Doubt | None:
    """What is left open of an entry that no rule refuses."""
    if facts.page.spam_around:
        return Doubt.SPAM_AROUND
    if facts.linked and facts.page.only_a_file and not _calls_itself_news(facts):
        return Doubt.UNOPENED
    # What the address speaks against was outvoted by title, date and section, or this line would not be reached.
    said = facts.address
    # An address that promises a list is refuted by the article that stands there, which speaks in sentences.
    if said and said.lists and facts.opened and not facts.page.wordless:
        said = None
    address = said or (facts.whole_list and register_of(facts.url, facts.heading))
    if address:
        return Doubt.ADDRESS_ALONE
    return Doubt.CREDIT if facts.page.credit else None


def first_against(facts: Facts) -> tuple[Rule, str] | None:
    """The first rule that speaks against an own post, with what a person may want to know; None: there is none."""
    for rule in RULES:
        detail = rule.fires(facts)
        if detail is not None:
            return rule, detail
    return None
