"""Hypothesis' idea of any record. Apart from the examples, which programs load that a test starts and that generate none."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from hypothesis import strategies as st
from memory_records import URL

from opd_exporter.domain.candidate import Candidate, Doubt, Question, Refusal, SeenDate
from opd_exporter.domain.report import Cms, Visit
from opd_exporter.domain.spam import SpamSign, Where
from opd_exporter.domain.transport import Tls, Validators
from opd_exporter.domain.vocabulary import Phase, Reason, Source, State
from opd_exporter.judges.identity import Identity
from opd_exporter.posts.history import Sighting
from opd_exporter.store.record import KnownPost, Learned, Record, Settled

texts = st.text(st.characters(), max_size=12)  # surrogates too: a site's JSON may hold halves of pairs
offsets = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
times = st.datetimes(datetime(1995, 1, 1), datetime(9990, 1, 1), timezones=offsets)  # noqa: DTZ001
numbers = st.floats(allow_nan=False)
counts = st.integers(0, 2**53)
visits = st.builds(
    Visit,
    at=times,
    up=st.booleans(),
    reason=st.none() | st.sampled_from(Reason),
    explanation=texts,
    url=texts,
    status=st.none() | counts,
    redirects=st.none() | counts,
    http_version=st.none() | numbers,
    body_bytes=st.none() | counts,
    duration=numbers,
    phases=st.dictionaries(st.sampled_from(Phase), numbers),
    tls=st.none() | st.builds(Tls, times, st.booleans()),
)
candidates = st.builds(
    Candidate,
    source=st.sampled_from(Source),
    url=texts,
    title=texts,
    published=st.none() | times,
    found=texts,
    seen_on=texts,
    refused=st.none() | st.sampled_from(Refusal),
    dates=st.lists(st.builds(SeenDate, times, texts, texts, texts, texts, st.booleans()), max_size=3).map(
        tuple
    ),
    detail=texts,
    open=st.none() | st.sampled_from(Doubt),
)
learned = st.builds(
    Learned,
    feed=texts,
    rest=texts,
    listing=texts,
    validators=st.dictionaries(
        texts, st.builds(Validators, st.none() | texts, st.none() | texts), max_size=3
    ),
    digests=st.dictionaries(texts, texts, max_size=3),
    front_reason=texts,
    front_explanation=texts,
    looked=st.none() | times,
    searched=st.none() | times,
    settled=st.dictionaries(texts, times, max_size=3),
)
records = st.builds(
    Record,
    key=st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True),
    url=st.just(URL),
    visit=st.none() | visits,
    unusable_since=st.none() | times,
    state=st.sampled_from(State),
    checked=st.none() | times,
    cms=st.none() | st.builds(Cms, texts, texts),
    cms_looked=st.booleans(),
    spam=st.none() | st.booleans(),
    posts=st.lists(
        st.builds(KnownPost, texts, texts, times, st.sampled_from(Source), texts, times), max_size=4
    ).map(tuple),
    sightings=st.dictionaries(
        texts, st.builds(Sighting, texts, texts, times, times, texts, st.booleans()), max_size=4
    ),
    questions=st.none()
    | st.lists(st.builds(Question, st.sampled_from(Doubt), texts, st.none() | times, texts), max_size=3).map(
        tuple
    ),
    settled=st.none() | st.builds(Settled, st.sampled_from(State), times),
    identity=st.builds(Identity, st.frozensets(texts, max_size=3), st.frozensets(texts, max_size=3)),
    learned=learned,
    evidence=st.lists(candidates, max_size=3).map(tuple),
    steps=st.lists(texts, max_size=3).map(tuple),
    spam_signs=st.lists(
        st.builds(
            SpamSign, texts, texts, texts, st.sampled_from(Where), st.none() | times, st.none() | times
        ),
        max_size=3,
    ).map(tuple),
)
