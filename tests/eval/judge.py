"""What somebody said of a site, held against the truth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from eval.engine import Said
from eval.model import Case, Truth
from opd_exporter.domain.candidate import Candidate
from opd_exporter.domain.vocabulary import Status
from years.words import WIB

RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"


@dataclass(frozen=True)
class Told:
    """What was said, by the exporter or by a reader beside it."""

    status: Status
    day: date | None = None
    """Of the last post."""
    up: bool = True
    reason: str = ""
    cms: str | None = None
    spam: bool | None = None
    evidence: str = ""
    """Where the day comes from, or what is open."""


def told(said: Said) -> Told:
    """What the exporter says."""
    report = said.report
    last, visit = report.last_post, report.visit
    return Told(
        said.status,
        last.published.astimezone(WIB).date() if last else None,
        bool(report.up),
        visit.reason.value if visit and visit.reason else "",
        report.cms.name if report.cms else None,
        report.spam,
        _evidence(said),
    )


def _evidence(said: Said) -> str:
    report = said.report
    if report.visit and report.visit.reason:
        return f"{report.visit.reason.value}: {report.visit.explanation}"
    parts = []
    if report.last_post:
        parts.append(
            f"{report.last_post.source.value}, {report.last_post.found}: {report.last_post.title[:60]!r}"
        )
    parts += [f"open: {one.doubt.value} {_path(one.url)} {one.detail}".rstrip() for one in report.open[:2]]
    if not report.last_post:
        parts += [_refused(one) for one in report.evidence if one.refused][:2]
    return "; ".join(parts) or "nothing found"


def _refused(one: Candidate) -> str:
    assert one.refused
    return f"refused: {one.refused.value} {one.rule or one.detail} {one.title[:50]!r}".replace("  ", " ")


def _path(url: str) -> str:
    """An address without the port, which another run has not."""
    return "/" + url.partition("//")[2].partition("/")[2]


@dataclass(frozen=True)
class Verdict:
    """How right one site's answer is."""

    case: Case
    told: Told

    @property
    def truth(self) -> Truth:
        return self.case.truth

    @property
    def status(self) -> str:
        """``right``, ``wrong``, or ``unknown``: *tidak terukur* where a careful reader would know."""
        if self.told.status in self.truth.statuses:
            return RIGHT
        return UNKNOWN if self.told.status is Status.TIDAK_TERUKUR else WRONG

    @property
    def falsely_aktif(self) -> bool:
        return self.status == WRONG and self.told.status is Status.AKTIF

    @property
    def falsely_tidak_aktif(self) -> bool:
        return self.status == WRONG and self.told.status is Status.TIDAK_AKTIF

    @property
    def day(self) -> bool | None:
        """Whether the day is exact; None where there is none to tell, or *tidak terukur* was right too and was said."""
        if not self.truth.days:
            return None
        if self.told.status is Status.TIDAK_TERUKUR and self.status == RIGHT:
            return None
        return self.told.day in self.truth.days

    @property
    def nothing(self) -> bool | None:
        """Whether nothing is claimed; None where there is something."""
        return None if self.truth.days is None or self.truth.days else self.told.day is None

    @property
    def reason(self) -> bool | None:
        """Whether a site that is not up is told so, for the right reason."""
        if self.truth.up is not False or not self.truth.reasons:
            return None
        return not self.told.up and self.told.reason in self.truth.reasons

    @property
    def up(self) -> bool | None:
        """Whether a site is rightly called up."""
        return None if self.truth.up is not True else self.told.up

    @property
    def spam(self) -> bool | None:
        return None if self.truth.spam is None else bool(self.told.spam) is self.truth.spam

    @property
    def cms(self) -> bool | None:
        return self.told.cms == self.truth.cms if self.truth.cms_judged else None

    @property
    def misses(self) -> list[str]:
        """What is not as it should be, in words."""
        truth, said, found = self.truth, self.told, []
        if self.status != RIGHT:
            kind = "falsely aktif" if self.falsely_aktif else self.status
            found.append(f"status {kind}: {said.status.value}, not {_any(truth.statuses)}")
        if self.day is False:
            assert truth.days
            found.append(f"day: {said.day}, not {_any(truth.days)}")
        if self.nothing is False:
            found.append(f"claimed: {said.day}, where there is nothing")
        if self.up is False or self.reason is False:
            found.append(f"{said.reason or 'up'}, not {_any(truth.reasons) or 'up'}")
        if self.spam is False:
            found.append("spam not seen" if truth.spam else "spam seen where there is none")
        if self.cms is False and said.up:
            found.append(f"cms: {said.cms}, not {truth.cms}")
        return found


def _any(values: frozenset) -> str:  # type: ignore[type-arg]
    return " or ".join(sorted(str(getattr(one, "value", one)) for one in values))
