"""Pages whose content comes by script: data inside the page, and the interfaces that its scripts ask."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from opd_exporter.evidence import Candidate
from opd_exporter.page.address import absolute
from opd_exporter.page.model import Page
from opd_exporter.sources.context import Context
from opd_exporter.sources.kinds import is_post_category, newslike
from opd_exporter.sources.rest import posts_in

MAX_SCRIPT = 2 * 1024 * 1024
MAX_FOUND = 6
_QUOTED = re.compile(
    r"""["'`]((?:https?://[\w.:-]{1,100})?/?(?:[\w.-]{1,40}/){0,5}[\w.-]{1,60}/?(?:\?[\w=&%$.{}-]{0,120})?)["'`]"""
)
_STATE = re.compile(
    r"(?:window\.)?__(?:INITIAL_STATE|NUXT|APOLLO_STATE|PRELOADED_STATE|DATA)__\s{0,3}=\s{0,3}"
)
_FILE = re.compile(r"\.(?:js|css|png|jpe?g|svg|woff2?|html?|map|ico|json5|vue|tsx?)(?:\?|$)", re.I)
_API = re.compile(
    r"(?:^|/)(?:api|wp-json|rest|json|v[12]|graphql|data|services?)(?:/|$)|\.json(?:\?|$)", re.I
)


def _paths(text: str) -> list[str]:
    """Quoted strings that look like an interface's path."""
    found = []
    for match in _QUOTED.finditer(text[:MAX_SCRIPT]):
        path = match[1]
        if (_API.search(path) and not _FILE.search(path)) or path.endswith(".json"):
            found.append(re.sub(r"\$\{[^}]{0,60}\}", "", path))
    return found


def interfaces(page: Page, scripts: Sequence[str], context: Context) -> tuple[str, ...]:
    """Own addresses of interfaces that may list posts, the likeliest first."""
    paths = [path for text in (*page.inline_scripts, *scripts) for path in _paths(text)]
    roots = [
        path
        for path in paths
        if re.fullmatch(r"(?:https?://[\w.:-]{1,100})?/?(?:api|wp-json)(?:/v\d)?/?", path)
    ]
    if roots:
        words = [
            match[1]
            for text in (*page.inline_scripts, *scripts)
            for match in _QUOTED.finditer(text[:MAX_SCRIPT])
        ]
        paths += [
            f"{roots[0].rstrip('/')}/{word.lstrip('/')}"
            for word in words
            if newslike(word, f"/{word}") >= 3 and len(word) < 60
        ]
    scored: dict[str, int] = {}
    for path in paths:
        url = absolute(page.base or page.url, path)
        name = re.sub(r"[^a-z]+", " ", path.lower())
        if url and context.scope.owns(url) and is_post_category(name):
            scored.setdefault(url, newslike(name, url))
    ranked = sorted((url for url, score in scored.items() if score > 0), key=lambda url: -scored[url])
    return tuple(ranked[:MAX_FOUND])


def embedded(page: Page, context: Context) -> tuple[Candidate, ...]:
    """Posts that stand as data inside the page."""
    texts = [text for _, text in page.data_scripts]
    for script in page.inline_scripts:
        state = _STATE.search(script[:500])
        if state:
            texts.append(script[state.end() :].rstrip(" ;\n"))
    best: tuple[Candidate, ...] = ()
    for text in texts:
        try:
            data = json.loads(text)
        except (ValueError, RecursionError):
            continue
        found = posts_in(data, page.url, context)
        if sum(one.published is not None for one in found) > sum(one.published is not None for one in best):
            best = found
    return best
