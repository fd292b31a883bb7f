"""What is known of a site: what a look adds to its record, and the report that is made of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from opd_exporter.dates.order import Order, reads_both_ways, recalled
from opd_exporter.domain.candidate import COPY_RULES, TAKEN_BACK, Candidate, Doubt, Question, Recall, Refusal
from opd_exporter.domain.config import Config, Site, Thresholds
from opd_exporter.domain.moments import local
from opd_exporter.domain.report import SiteReport
from opd_exporter.domain.spam import SpamSign
from opd_exporter.domain.status import by_age, days_between
from opd_exporter.domain.vocabulary import Source, State
from opd_exporter.engine.copies import Copies, OwnPosts, is_ahead
from opd_exporter.engine.search.list_walk import NOT_TO_ITS_END
from opd_exporter.engine.search.outcome import Findings
from opd_exporter.posts.bounds import AHEAD, Bounds, bounds, deciding, state_of
from opd_exporter.posts.history import Sighting, name_of
from opd_exporter.posts.remembering import remembered
from opd_exporter.store.limits import newest_posts
from opd_exporter.store.record import KnownPost, Record, Settled
from opd_exporter.text.address import normal


def learn(record: Record, findings: Findings, now: datetime, zone: ZoneInfo) -> Record:
    """The record after a look for posts. What the look refused or took back is forgotten, what it did not mention
    stays; its word on what it asked for replaces an earlier one's."""
    record = read_anew(record, recalled(findings.learned.order), zone)
    after = replace(
        record,
        questions=_questions(record, findings),
        learned=replace(findings.learned, looked=now),
        evidence=findings.evidence or record.evidence,
        steps=findings.steps,
    )
    if findings.failed:
        return after
    posts = _posts(record, findings, now, zone)
    return replace(after, checked=now, posts=posts, sightings=_sightings(after, findings, now))


def _posts(record: Record, findings: Findings, now: datetime, zone: ZoneInfo) -> tuple[KnownPost, ...]:
    """The posts known after a look: those known before that it did not take back, and those that it found."""
    taken_back = {
        normal(one.url)
        for one in findings.evidence
        if one.refused or one.recalled in TAKEN_BACK or _was_brought_along(one)
    }
    # A title whose dates go on with the days is taken back wherever it stands: its pages have one template.
    clocks = (*TAKEN_BACK, Recall.AMONG_CLOCKS)
    rolling = {name_of(one.title) for one in findings.evidence if one.recalled in clocks}
    posts = {
        key: post
        for post in record.posts
        if (key := normal(post.url)) not in taken_back
        and (name_of(post.title) or key) not in rolling
        and not _is_told_exactly(record.sightings.get(key), findings.posts, zone)
    }
    for one in findings.posts:
        if one.published is not None:
            key = normal(one.url)
            first_seen = posts[key].first_seen if key in posts else now
            posts[key] = KnownPost(one.url, one.title, one.published, one.source, one.found, first_seen)
    return newest_posts(posts.values())


def _was_brought_along(one: Candidate) -> bool:
    """Whether a page's own date is the moment of a build, as further pages show that bear it, too: a look opens a few."""
    return one.open is Doubt.ONE_MOMENT and one.source in (Source.LISTING, Source.ARTICLE)


def _sightings(after: Record, findings: Findings, now: datetime) -> dict[str, Sighting]:
    """What is remembered of all that a look saw, what it accepted last: of what stands in several places the last word
    counts, and of too many those seen last are kept."""
    seen = (*findings.glimpsed, *findings.evidence[::-1], *findings.posts)
    newest = max((one.published for one in findings.posts if one.published), default=None)
    asked = {normal(one.url) for one in after.questions or ()}
    return remembered(sightings(after), seen, now, newest, asked, read=findings.whole)


def _is_told_exactly(known: Sighting | None, posts: Sequence[Candidate], zone: ZoneInfo) -> bool:
    """Whether a post that was known by an age stands elsewhere now with a day of its own, which its age may have been
    rounded to."""
    if known is None or not known.rounded:
        return False
    day = local(known.published, zone).date()
    return any(
        0 < (day - local(one.published, zone).date()).days <= known.rounded
        for one in posts
        if one.published and not one.rounded and name_of(one.title) in known.names
    )


def read_anew(record: Record, order: Order, zone: ZoneInfo) -> Record:
    """The record without the dates that may have been read the wrong way round, where the site turns out to write them
    otherwise: the next look reads them again."""
    if not recalled(record.learned.order).turns(order):
        return record

    def stays(when: datetime) -> bool:
        return not reads_both_ways(local(when, zone).date())

    posts = tuple(one for one in record.posts if stays(one.published))
    seen = {key: one for key, one in sightings(record).items() if stays(one.published)}
    return replace(record, posts=posts, sightings=seen)


def _questions(record: Record, findings: Findings) -> tuple[Question, ...]:
    """What is open after a look: its own questions, and earlier ones about what it did not ask for."""
    if findings.whole:
        return findings.questions
    earlier = [
        one
        for one in record.questions or ()
        if one.detail == NOT_TO_ITS_END or normal(one.url) not in findings.touched
    ]
    asked = {normal(one.url) for one in findings.questions}
    return (*findings.questions, *(one for one in earlier if normal(one.url) not in asked))


def with_spam(
    record: Record, read: Mapping[str, Sequence[SpamSign]], now: datetime, *, front: bool = False
) -> Record:
    """The record with what was seen of spam on the pages ``read``: their signs replace earlier ones of theirs, those of
    other pages stand. ``front``: the front page is among them; until it is, the alarm of an earlier version, which kept
    no signs, stands."""
    if not read:
        return record
    since = {_sign_name(one): one.since or now for one in record.spam_signs}
    fresh = [
        replace(one, since=since.get(_sign_name(one), now), seen=now)
        for found in read.values()
        for one in found
    ]
    # A page that was read and is clean takes its earlier signs back.
    pages = {*read, *(one.page for one in fresh)}
    signs = (*dict.fromkeys(fresh), *(one for one in record.spam_signs if one.page not in pages))
    unexplained = bool(record.spam) and not record.spam_signs and not front
    return replace(record, spam_signs=signs, spam=bool(signs) or unexplained)


def _sign_name(sign: SpamSign) -> tuple[str, str, str, str]:
    return sign.word, sign.link, sign.page, sign.where


def certain(record: Record, copies: Copies, config: Config, now: datetime) -> Record:
    """The record with its state written down as settled, when nothing open could change it."""
    if record.checked is None or record.questions is None:
        return record
    known = bounds(copies.own(record, now).newest, record.questions, now)
    state = state_of(known, config.thresholds, now)
    if state is State.UNKNOWN:
        return record
    return replace(record, settled=Settled(state, now, known.lower, known.upper))


def _state(record: Record, newest: datetime | None, config: Config, now: datetime) -> State:
    """The state that is told: by what is known and open now, or as it was settled last, within the grace."""
    # Never looked at; or all that is known lies ahead, since a wrong clock wrote it down.
    if record.checked is None or (
        newest is None and any(is_ahead(post.published, now) for post in record.posts)
    ):
        return State.UNKNOWN
    if record.questions is None:  # as an earlier version wrote it
        return State.NO_POSTS if record.state is State.MEASURED and newest is None else record.state
    state = state_of(bounds(newest, record.questions, now), config.thresholds, now)
    if state is not State.UNKNOWN or record.settled is None:
        return state
    if not _stands(record.settled, record, newest, config.thresholds, now):
        return state
    return State.NO_POSTS if newest is None else State.MEASURED


def _stands(
    settled: Settled, record: Record, newest: datetime | None, thresholds: Thresholds, now: datetime
) -> bool:
    """Whether a settled state may still be told: within the grace, while its interval is of one status yet, the post that
    it rested on is known, and nothing came since that is open for its date."""
    if settled.at > now + AHEAD or days_between(settled.at, now) > thresholds.unusable_grace_days:
        return False
    if settled.latest and state_of(Bounds(settled.newest, settled.latest), thresholds, now) is State.UNKNOWN:
        return False
    return not (_was_taken_back(settled, newest, thresholds, now) or _came_since(settled, record, newest))


def _was_taken_back(settled: Settled, newest: datetime | None, thresholds: Thresholds, now: datetime) -> bool:
    """Whether the post that a settled state rested on is known no more, so that another status would be told."""
    if newest is None or settled.newest is None:
        return newest is None and settled.state is State.MEASURED
    told, rested = (by_age(one, thresholds, now) for one in (newest, settled.newest))
    return newest < settled.newest and told is not rested


def _came_since(settled: Settled, record: Record, newest: datetime | None) -> bool:
    """Whether an entry is open for its date or its page alone, newer than the newest known, of which what was settled
    knew nothing: it said that there was nothing newer."""
    open_now = [one for one in record.questions or () if one.until and (newest is None or one.until > newest)]
    return any(_is_new(one, record.sightings.get(normal(one.url)), settled) for one in open_now)


def _is_new(open_now: Question, known: Sighting | None, settled: Settled) -> bool:
    """Whether no look had seen an entry when the state was settled. One that was known by a day of its own was not there
    then, or it would have counted: it was hidden, and is back."""
    if open_now.doubt is Doubt.UNOPENED:  # of a look at which all was refused, nothing is remembered
        return known is None or known.certain or known.seen > settled.at
    return (
        open_now.doubt in (Doubt.CLOCK, Doubt.PUT_UP_AGAIN) and known is not None and known.seen > settled.at
    )


def report(site: Site, record: Record, copies: Copies, config: Config, now: datetime) -> SiteReport:
    """What is known of a site now, copies left out; of one whose pages stand under another name too, with no sign whose
    they are, no post is told."""
    own = copies.own(record, now)
    rival = copies.mirrors.of(record.key, now)
    if rival:
        own = OwnPosts.of((), record.posts)
        record = replace(record, questions=(Question(Doubt.MIRROR, site.url, None, rival),), settled=None)
    newest, evidence = own.newest, record.evidence
    if own.copies:
        evidence = tuple(
            one.refuse(Refusal.COPY) if normal(one.url) in own.copies else one for one in evidence
        )
    return SiteReport(
        site=site,
        visit=record.visit,
        unusable_since=record.unusable_since,
        last_post=own.last,
        posts=own.windows(now) if record.checked else None,
        state=_state(record, newest, config, now),
        open=deciding(newest, record.questions or (), config.thresholds, now),
        checked=record.checked,
        cms=record.cms,
        cms_looked=record.cms_looked,
        spam=record.spam,
        spam_signs=record.spam_signs,
        evidence=evidence,
        steps=record.steps,
    )


def sightings(record: Record) -> Mapping[str, Sighting]:
    """What earlier looks saw; of a record of an earlier version its posts."""
    posts = {
        normal(one.url): Sighting(one.url, name_of(one.title), one.published, one.first_seen)
        for one in record.posts
    }
    return {**posts, **record.sightings}


def known_posts(record: Record) -> list[Candidate]:
    """The posts that are known, as candidates."""
    dates = {normal(one.url): one.dates for one in record.evidence if one.dates}
    return [
        Candidate(
            source=post.source,
            url=post.url,
            title=post.title,
            published=post.published,
            found=post.found,
            dates=dates.get(normal(post.url), ()),
        )
        for post in record.posts
    ]


def judged(record: Record, now: datetime, zone: ZoneInfo) -> list[Candidate]:
    """What need not be opened again at a steady look: posts known, what was refused for what it is, and what is in doubt,
    but for dates that may be a clock's, on the first look of another day: that day tells."""
    looked = record.learned.looked
    another_day = looked is not None and local(looked, zone).date() != local(now, zone).date()
    posts = known_posts(record)
    told_now = {Doubt.ADDRESS_ALONE, *({Doubt.CLOCK} if another_day else ())}
    doubted = [one for one in record.evidence if one.open and one.open not in told_now]
    lasting = (
        Refusal.SEED,
        Refusal.SPAM,
        Refusal.NOT_A_POST,
        Refusal.LEADS_AWAY,
        Refusal.NO_DATE,
        Refusal.IMPORTED,
    )
    # Where it was copied from does not change; other reasons of the same refusal may (a redirect).
    copies = [one for one in record.evidence if one.rule in COPY_RULES]
    return [*(one for one in record.evidence if one.refused in lasting), *copies, *doubted, *posts]
