"""``explain``: one saved page through the readers, without a network."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import uvloop

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.config import Config, Site
from opd_exporter.domain.scope import Scope
from opd_exporter.engine.search.asking import READ_CPU
from opd_exporter.page.charset import decode
from opd_exporter.posts.context import Context
from opd_exporter.posts.layout.boilerplate import NO_BOILERPLATE
from opd_exporter.views.explained import Explanation
from opd_exporter.workers import tasks
from opd_exporter.workers.failures import WorkFailed
from opd_exporter.workers.pool import START, Workers
from opd_exporter.workers.readings import Answer

_HEAD = 2_000
"""Bytes from a file's beginning by which it is known to be no page."""


class CannotExplain(Exception):
    """The file or the address is no page that could be explained; the message is for the person who typed it."""


def site_of(config: Config, url: str) -> Site:
    """The configured site that an address belongs to. Raises :class:`CannotExplain`."""
    found = next((site for site in config.sites if Scope.of(site).owns(url)), None)
    if found is None:
        raise CannotExplain(f"--url: {url} bukan alamat salah satu situs di konfigurasi")
    return found


def front_of(url: str) -> str:
    """The front page of the host that an address is on. Raises :class:`CannotExplain`."""
    try:
        parts = urlsplit(url)
        named = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        named = None
    if not named:
        raise CannotExplain(f"--url: «{url}» bukan alamat halaman; tulis lengkap dengan https://")
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"


def saved(path: Path, most: int) -> bytes:
    """The bytes of a saved page, at most ``most``. Raises :class:`CannotExplain`."""
    try:
        with path.open("rb") as file:
            body = file.read(most + 1)
    except (OSError, ValueError) as error:
        reason = "berkas ini tidak ada" if isinstance(error, FileNotFoundError) else "tidak dapat dibaca"
        raise CannotExplain(f"{path}: {reason}") from None
    if len(body) > most:
        raise CannotExplain(f"{path}: lebih besar dari {most} byte (probe.max_body); exporter pun menolaknya")
    head = decode(body[:_HEAD], "text/html")
    if "<" not in decode(body, "text/html") or head.count("\0") or head.count("\ufffd") > len(head) / 10:
        raise CannotExplain(f"{path}: bukan halaman HTML yang disimpan")
    return body


async def _read(answer: Answer, context: Context, site: Site) -> Explanation:
    workers = Workers(1)
    try:
        await workers.warm()
        budget = Budget.of(START + 2 * READ_CPU, 0)
        page = await workers.run(tasks.read_page, answer, context, site.url, cpu=READ_CPU, budget=budget)
        cms = page.cms.name if page.cms else ""
        context = replace(context, cms=cms, order=page.order)
        article = await workers.run(
            tasks.read_article_page,
            answer,
            context,
            "",
            NO_BOILERPLATE,
            (),
            cpu=READ_CPU,
            budget=budget,
        )
    finally:
        workers.close()
    return Explanation(answer.url, site, page, article)


def explain(path: Path, url: str, site: Site, config: Config, now: datetime) -> Explanation:
    """The page saved in a file as if it had been read now from ``url``, in a reader that can open neither file nor
    socket. Raises :class:`CannotExplain`."""
    body = saved(path, config.probe.max_body)
    answer = Answer(url, 200, {"content-type": "text/html"}, body)
    try:
        return uvloop.run(_read(answer, Context(Scope.of(site), now, config.timezone), site))
    except WorkFailed as error:
        raise CannotExplain(f"{path}: tidak selesai dibaca ({error})") from None
