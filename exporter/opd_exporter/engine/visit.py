"""One look at one site, top to bottom: fetch -> page -> dead? -> what it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Site
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.engine.busy import Busy
from opd_exporter.engine.doors import FrontPage, behind_doors
from opd_exporter.engine.search.asking import HTML, Get, Work, answer_of
from opd_exporter.engine.shells import Behind, behind_scripts
from opd_exporter.engine.visit_steps import UNREAD, Asking, NoSite, answered
from opd_exporter.engine.visited import Judged, Visited, as_before, measured, print_of, remember, sent_as
from opd_exporter.fetch.addresses import Network
from opd_exporter.fetch.model import Fetched
from opd_exporter.page.noise import Kept
from opd_exporter.posts.context import Context
from opd_exporter.store.record import Learned
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import NotBegun, TookTooLong, WorkFailed
from opd_exporter.workers.readings import PageReading


async def visit(
    site: Site,
    context: Context,
    get: Get,
    work: Work,
    budget: Budget,
    learned: Learned,
    *,
    afresh: bool,
    steady: bool = False,
    judged: Judged | None = None,
    allow_networks: Sequence[Network] = (),
) -> Visited:
    """Look at the front page. ``afresh`` asks for the page itself even when it did not change, since a look
    through all sources starts from it. ``steady``: nothing is looked for beside it, so that a page which says what the
    one ``judged`` last said keeps its judgement, and another is read only for what a pull answers.

    Never raises for anything a site does; raises :class:`Busy`."""
    means = Asking(site, context, get, work, budget, allow_networks)
    validators = None if afresh else learned.validators.get(site.url)
    try:
        fetched = answered(await get(site.url, accept=HTML, validators=validators))
        if not afresh and fetched.not_modified:
            return as_before(fetched, context, learned)
        if steady and judged and judged.is_repeated_by(fetched, learned, site.url):
            return as_before(fetched, context, learned)  # before its digest: of most pages a counter differs
        if not afresh and learned.digests.get(site.url) == print_of(fetched):
            return as_before(fetched, context, learned)
        if steady and (brief := await _read_briefly(means, fetched)):
            return _own_page(FrontPage(fetched, brief), context, learned, site.url)
        place = await behind_doors(means, fetched)
        return await _judge(means, place, learned)
    except NoSite as ended:
        return Visited(measured(ended.fetched, context.now, ended.reason, ended.explanation), learned)


async def _read_briefly(means: Asking, fetched: Fetched) -> PageReading | None:
    """What a pull asks of a page, when it is plainly a site's own; what is not, is read in full."""
    brief = await means.read(tasks.read_page_briefly, fetched)
    return brief if brief.dead is None and not brief.forward else None


async def _judge(means: Asking, place: FrontPage, learned: Learned) -> Visited:
    """What the page amounts to, after a shell's scripts were asked for what they load."""
    fetched, front, context = place.fetched, place.front, means.context
    certain, reason = True, front.dead.reason if front.dead else None
    if reason is Reason.EMPTY_SHELL and fetched.successful:
        interfaces = Behind(means.get, means.work, means.budget, context)
        front, learned = await behind_scripts(answer_of(fetched), front, interfaces, learned)
        reason, certain = None if front.embedded else reason, interfaces.certain
    if reason is None and place.doors == 0 and certain:
        return _own_page(replace(place, front=front), context, learned, means.site.url)
    explanation = front.dead.explanation if front.dead and reason else ""
    result = measured(fetched, context.now, reason, explanation)
    # Behind a door another page was judged, and what did not answer may hold the content: neither is remembered.
    if place.doors == 0 and certain:
        learned = remember(fetched, learned, means.site.url, reason, explanation)
    page = answer_of(fetched) if front.order.has_two_readings else None
    return Visited(result, learned, front if reason is None else None, fetched.final_url, page)


def _own_page(place: FrontPage, context: Context, learned: Learned, url: str) -> Visited:
    """The front page is the site's own: its judgement is remembered, and the page to hold its next copies against."""
    fetched, front = place.fetched, place.front
    body = Kept.of(fetched.body) if fetched.successful else None
    learned = remember(fetched, learned, url, None)
    judged = Judged(fetched.final_url, sent_as(fetched), learned.digests[url], body) if body else None
    again = front.brief or front.order.has_two_readings
    return Visited(
        measured(fetched, context.now, None, ""),
        learned,
        front,
        fetched.final_url,
        answer_of(fetched) if again else None,
        judged,
    )


async def read_in_full(visited: Visited, site: Site, context: Context, work: Work) -> Visited:
    """A visit whose page was read briefly, with all that the page says. Raises :class:`Busy`."""
    if visited.page is None:
        return visited
    try:
        front = await work(tasks.read_page, visited.page, context, site.url)
    except NotBegun as error:
        raise Busy(f"{visited.url}: {error}") from None
    except WorkFailed as error:
        reason = Reason.TIMEOUT if isinstance(error, TookTooLong) else Reason.PROTOCOL
        seen = replace(visited.visit, up=False, reason=reason, explanation=f"{UNREAD}: {error}")
        return replace(visited, visit=seen, front=None, judged=None)
    return replace(visited, front=front)
