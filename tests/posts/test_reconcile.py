"""A candidate and its own page held against each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from opd_exporter.dates.order import Hand, order_of
from opd_exporter.domain.candidate import Candidate, Doubt, Refusal, SeenDate
from opd_exporter.domain.config import Site
from opd_exporter.domain.scope import Scope
from opd_exporter.domain.vocabulary import Source
from opd_exporter.posts.article.model import Article, ArticleDate, Trust
from opd_exporter.posts.candidate_rules import doubt_about, first_against
from opd_exporter.posts.context import Context
from opd_exporter.posts.facts import Facts, OwnPage
from opd_exporter.posts.reconcile import Opened, order_between, reconcile

NOW = datetime(2026, 11, 25, 8, tzinfo=UTC)
URL = "https://dinkes.example.go.id/berita/satu"
SCOPE = Scope.of(Site("dinkes", "Dinas", "Dinkes", "dinas", "https://dinkes.example.go.id/"))
LOOSE, PRINTED, MACHINE = Trust.LOOSE, Trust.PRINTED, Trust.MACHINE


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def weighed(
    source: Source,
    listed: float | None,
    told: float | None,
    trust: Trust = PRINTED,
    *,
    others: tuple[float, ...] = (),
    cms: str = "",
) -> Candidate:
    """The verdict when a source says ``listed`` days ago and the article's page ``told``."""
    candidate = Candidate(source, URL, "Judul", None if listed is None else ago(listed), "")
    article = Article(URL, "Judul", ArticleDate(None if told is None else ago(told), trust=trust))
    context = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"), cms)
    return reconcile(candidate, Opened(article), context, [ago(other) for other in others])


@pytest.mark.parametrize(
    ("told", "trust", "holds"),
    [(10, PRINTED, 10), (10, MACHINE, 10), (10, LOOSE, 9), (9, PRINTED, 9)],
)
def test_an_age_yields_to_the_day_that_its_page_prints(told: float, trust: Trust, holds: float) -> None:
    listed = Candidate(Source.LISTING, URL, "Judul", ago(9), "", rounded=1.0)
    article = Article(URL, "Judul", ArticleDate(ago(told), trust=trust))
    found = reconcile(listed, Opened(article), Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")))
    assert (found.published, found.source, found.open) == (ago(holds), Source.LISTING, None)


@pytest.mark.parametrize(
    ("source", "listed", "told", "trust", "others", "cms", "holds"),
    [
        # a list yields to its article, unless that only mentions a day in a sentence
        (Source.LISTING, 9, 200, PRINTED, (), "", 200),
        (Source.LISTING, 9, 200, MACHINE, (), "", 200),
        (Source.LISTING, 200, 9, PRINTED, (), "", 9),
        (Source.LISTING, 9, 200, LOOSE, (), "", 9),
        (Source.LISTING, None, 200, LOOSE, (), "", 200),
        (Source.LISTING, 9, None, PRINTED, (), "", 9),
        # today on the article's page is a clock unless it is given for machines
        (Source.LISTING, 200, 0, PRINTED, (), "", 200),
        (Source.LISTING, 200, 0, MACHINE, (), "", 0),
        # a feed stands where its system writes publishing dates, or where a second source says the same
        (Source.FEED, 9, 200, PRINTED, (), "", 200),
        (Source.FEED, 9, 200, PRINTED, (200,), "", 200),
        (Source.FEED, 9, 200, PRINTED, (9,), "", 9),
        (Source.FEED, 9, 200, PRINTED, (), "wordpress", 9),
        (Source.FEED, 9, 200, MACHINE, (9,), "wordpress", 200),
        (Source.FEED, 9, 200, LOOSE, (), "", 9),
        (Source.FEED, 200, 9, MACHINE, (), "", 200),
        (Source.REST, 9, None, PRINTED, (), "", 9),
        # a sitemap tells of changes, so any older date of the article is better
        (Source.SITEMAP, 9, 200, LOOSE, (), "", 200),
        (Source.SITEMAP, 9, None, PRINTED, (), "", 9),
    ],
)
def test_the_date_that_holds(
    source: Source,
    listed: float | None,
    told: float | None,
    trust: Trust,
    others: tuple[float, ...],
    cms: str,
    holds: float,
) -> None:
    verdict = weighed(source, listed, told, trust, others=others, cms=cms)
    assert (verdict.refused, verdict.published) == (None, ago(holds))


@pytest.mark.parametrize(
    ("source", "listed", "told", "trust", "refused", "doubt"),
    [
        (Source.LISTING, None, None, PRINTED, Refusal.NO_DATE, None),
        (Source.FEED, None, None, PRINTED, Refusal.NO_DATE, None),
        (Source.LISTING, None, 0, PRINTED, None, Doubt.CLOCK),
        (Source.LISTING, None, 0.8, PRINTED, None, Doubt.CLOCK),
        (Source.LISTING, 0, None, PRINTED, None, Doubt.CLOCK),
        (Source.LISTING, 0, 0, PRINTED, None, Doubt.CLOCK),
        (Source.LISTING, 0, 200, LOOSE, None, Doubt.CLOCK),
    ],
)
def test_what_nobody_confirms_is_refused_or_stays_open(
    source: Source,
    listed: float | None,
    told: float | None,
    trust: Trust,
    refused: Refusal | None,
    doubt: Doubt | None,
) -> None:
    found = weighed(source, listed, told, trust)
    assert (found.refused, found.open) == (refused, doubt)


def test_a_list_that_dates_its_other_rows_otherwise_and_an_article_that_agrees_are_no_clock() -> None:
    candidate = Candidate(Source.LISTING, URL, "Judul", ago(0), "")
    opened = Opened(Article(URL, "Judul", ArticleDate(ago(0), trust=PRINTED)))
    context = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"))
    assert reconcile(candidate, opened, context, varied=True).counts


def test_a_page_that_cannot_be_opened_leaves_the_entry_open() -> None:
    candidate = Candidate(Source.FEED, URL, "Judul", ago(3), "pubDate")
    context = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"))
    found = reconcile(candidate, Opened(detail="500"), context)
    assert (found.open, found.published, found.detail) == (Doubt.UNOPENED, ago(3), "500")


@pytest.mark.parametrize(
    ("title", "refused", "doubt"),
    [
        ("Kirim artikel", Refusal.UNCONFIRMED, None),
        ("Semua Berita", Refusal.UNCONFIRMED, None),
        ("Berita duka dari Kelurahan Unyur", None, Doubt.UNOPENED),
        ("Kirim bantuan untuk korban banjir", None, Doubt.UNOPENED),
        ("", None, Doubt.UNOPENED),
    ],
)
def test_a_link_that_only_names_news_and_leads_to_no_article_is_none(
    title: str, refused: Refusal | None, doubt: Doubt | None
) -> None:
    candidate = Candidate(Source.LISTING, URL, title, ago(3), "")
    opened = Opened(Article(URL, title, refused=Refusal.UNCONFIRMED))
    found = reconcile(candidate, opened, Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")))
    assert (found.refused, found.open) == (refused, doubt)


@pytest.mark.parametrize("listed", [3, None])
@pytest.mark.parametrize(
    ("told", "as_published", "open_"), [(3, True, False), (9, True, False), (3, False, True)]
)
def test_what_may_be_an_events_day_counts_where_the_page_calls_it_that_of_publishing(
    listed: float | None, told: float, *, as_published: bool, open_: bool
) -> None:
    published = None if listed is None else ago(listed)
    candidate = Candidate(Source.LISTING, URL, "Judul", published, "", open=Doubt.EVENT)
    article = Article(URL, "Judul", ArticleDate(ago(told), trust=PRINTED, as_published=as_published))
    found = reconcile(candidate, Opened(article), Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")))
    assert (found.published, found.open is Doubt.EVENT) == (ago(told), open_)


def test_an_article_refused_for_what_it_is_counts_for_nothing() -> None:
    candidate = Candidate(Source.FEED, URL, "Judul", ago(3), "pubDate")
    opened = Opened(Article(URL, "Judul", ArticleDate(ago(3)), refused=Refusal.SPAM))
    context = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"))
    assert reconcile(candidate, opened, context).refused is Refusal.SPAM
    away = Opened(refused=Refusal.LEADS_AWAY)
    assert reconcile(candidate, away, context).refused is Refusal.LEADS_AWAY


@pytest.mark.parametrize(
    ("source", "listed", "trust", "holds"),
    [
        (Source.LISTING, 9, LOOSE, 9),
        (Source.FEED, 9, LOOSE, 9),
        (Source.LISTING, 9, PRINTED, None),
        (Source.LISTING, 9, MACHINE, None),
        (Source.LISTING, None, LOOSE, None),
    ],
)
def test_an_invitation_is_of_the_day_that_its_list_tells_whatever_it_invites_to(
    source: Source, listed: float | None, trust: Trust, holds: float | None
) -> None:
    article = Article(URL, "Judul", ArticleDate(ago(-30), trust=trust), refused=Refusal.FUTURE)
    entry = Candidate(source, URL, "Judul", None if listed is None else ago(listed), "")
    found = reconcile(entry, Opened(article), Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")))
    assert (found.published if found.counts else None) == (None if holds is None else ago(holds))


@pytest.mark.parametrize(("listed", "kept"), [(None, -60), (3, 3)])
def test_a_day_ahead_that_only_its_page_tells_is_kept_for_memory(listed: float | None, kept: float) -> None:
    article = Article(URL, "Judul", ArticleDate(ago(-60), trust=PRINTED), refused=Refusal.FUTURE)
    entry = Candidate(Source.LISTING, URL, "Judul", None if listed is None else ago(listed), "")
    found = reconcile(entry, Opened(article), Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")))
    assert (found.refused, found.published) == (Refusal.FUTURE, ago(kept))


@pytest.mark.parametrize(("told", "first"), [(9, None), (0, None), (9, Doubt.ONE_MOMENT)])
def test_what_may_be_a_copy_stays_open_whatever_becomes_of_its_date(told: float, first: Doubt | None) -> None:
    candidate = Candidate(Source.LISTING, URL, "Judul", ago(told if first is None else 2), "", open=first)
    article = Article(URL, "Judul", ArticleDate(ago(told), trust=PRINTED), open=Doubt.CREDIT)
    context = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"))
    assert reconcile(candidate, Opened(article), context).open is Doubt.CREDIT


@pytest.mark.parametrize(
    ("path", "told", "open_", "held"),
    [
        ("kategori/712", 5, None, None),  # an article stands where a list was promised
        ("kategori.php?kat=berita&baca=712", 5, None, None),
        ("kategori/712", None, None, Doubt.ADDRESS_ALONE),
        ("kategori/712", 5, Doubt.ADDRESS_ALONE, Doubt.ADDRESS_ALONE),
        ("profil/712", 5, None, Doubt.ADDRESS_ALONE),  # an article may stand there, and so may a profile
        ("agenda/712", 5, None, Doubt.ADDRESS_ALONE),
    ],
)
def test_a_page_refutes_an_address_that_promises_a_list_and_no_other(
    path: str, told: float | None, open_: Doubt | None, held: Doubt | None
) -> None:
    url, title = f"https://dinkes.example.go.id/{path}", "Warga menanam pohon di tepi waduk"
    listed = Candidate(Source.LISTING, url, title, ago(5), "", open=Doubt.ADDRESS_ALONE)
    date = ArticleDate(None if told is None else ago(told), trust=PRINTED)
    article = Article(url, title, date, open=open_)
    assert reconcile(listed, Opened(article), Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"))).open is held


@pytest.mark.parametrize(
    ("path", "list_path", "refused"),
    [
        ("search/712", "pengumuman", False),
        ("search/712", "", True),
        ("agenda/712", "agenda-kegiatan", True),  # what is done may be yet to come
    ],
)
def test_a_word_of_machinery_alone_refuses_no_list_that_its_address_names_for_announcements(
    path: str, list_path: str, refused: bool
) -> None:
    context, host = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")), "https://dinkes.example.go.id"
    url, title = f"{host}/{path}", "Warga menanam pohon di tepi waduk"
    facts = Facts(context, url, title, ago(5), list_page=f"{host}/{list_path}", whole_list=True)
    assert (first_against(facts) is not None) is refused


@pytest.mark.parametrize(
    ("path", "page", "held"),
    [
        ("kategori/712", OwnPage(), None),
        ("kategori/712", OwnPage(wordless=True), Doubt.ADDRESS_ALONE),
        ("profil/712", OwnPage(), Doubt.ADDRESS_ALONE),
    ],
)
def test_an_opened_page_with_sentences_is_no_list(path: str, page: OwnPage, held: Doubt | None) -> None:
    context = Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta"))
    url, title = f"https://dinkes.example.go.id/{path}", "Warga menanam pohon di tepi waduk"
    facts = Facts(context, url, title, ago(5), "Warga menanam pohon.", news=True, page=page, opened=True)
    assert doubt_about(facts) is held


@pytest.mark.parametrize("refused", [None, Refusal.NOT_A_POST])
def test_every_date_seen_in_the_page_goes_with_the_candidate(refused: Refusal | None) -> None:
    seen = (SeenDate(ago(3), "below_title", "tercetak di bawah judul", "Diperbarui 3 hari lalu", "label"),)
    article = Article(URL, "Judul", ArticleDate(ago(200), seen=seen), refused=refused)
    candidate = Candidate(Source.LISTING, URL, "Judul", ago(9), "")
    weighed = reconcile(candidate, Opened(article), Context(SCOPE, NOW, ZoneInfo("Asia/Jakarta")))
    assert weighed.dates == seen
    assert weighed.refused is refused


STAMP = "Last update: 03-08-2026 00:15"


@pytest.mark.parametrize(
    ("listed", "printed", "styles"),
    [
        ((2026, 4, 8), "Selasa, 04 Agustus 2026", "--m..m//m"),  # nothing else shows how either style is read
        ((2026, 4, 8), "04-08-2026 10:28", ""),  # the page's own reads both ways as well
        ((2026, 8, 4), "Selasa, 04 Agustus 2026", ""),  # both say the same
        ((2026, 4, 9), "Selasa, 04 Agustus 2026", ""),  # not the same day turned
    ],
)
def test_a_page_that_names_the_month_tells_how_its_list_is_read_whatever_its_footer_prints(
    listed: tuple[int, int, int], printed: str, styles: str
) -> None:
    zone = ZoneInfo("Asia/Jakarta")
    told = datetime(2026, 8, 4, tzinfo=zone)
    entry = Candidate(Source.LISTING, URL, "Judul", datetime(*listed, tzinfo=zone), "")
    seen = SeenDate(told, "below_title", "tercetak di bawah judul", printed, decides=True)
    page = order_of([printed, STAMP], Hand.PRINTED)
    article = Article(URL, "Judul", ArticleDate(told, trust=PRINTED, seen=(seen,)), order=page)
    context = Context(SCOPE, NOW, zone, order=order_of(["8/4/2026", STAMP], Hand.PRINTED))
    between = order_between(entry, article, context)
    assert "".join(sorted((context.order | between).styles_first(Hand.PRINTED))) == styles
