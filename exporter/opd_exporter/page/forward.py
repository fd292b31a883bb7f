"""Front pages that are only a door: an immediate refresh, a frameset, a splash page with one link."""

from __future__ import annotations

import re

from opd_exporter.domain.scope import Scope
from opd_exporter.page.model import Page
from opd_exporter.text.address import absolute

MAX_DELAY = 5.0
"""Seconds: a refresh after that is a page that reloads itself (contract, settled cases)."""
MAX_SPLASH_WORDS = 40
"""Words up to which a page may be a door."""
SENTENCE = 4
"""Words from which on a text that ends with a full stop says something."""
# An abbreviation or a number ends no sentence: two letters at least before the mark, four where text follows ("Jl. ").
_SENTENCE = re.compile(r"[^\W\d_]{2,}[.!]\s*\Z|[^\W\d_]{4,}[.!]\s")
_REFRESH = re.compile(r"\s*(\d{1,3}(?:\.\d*)?)\s*[;,\s]\s*(?:url\s*=\s*)?[\"']?([^\"'>]{1,2000})", re.I)
"""``5; url=/beranda``, as browsers read it: with or without the word and quotes."""
_INDONESIAN = frozenset(("indonesia", "bahasa indonesia", "indonesian", "bahasa", "id", "ina"))
"""What links to the Indonesian side of a site are called,"""
_OTHERS = frozenset(
    ("english", "inggris", "bahasa inggris", "en", "eng", "arabic", "عربي", "العربية", "中文", "日本語")
)
"""and those to its other sides."""
_SCRIPT = re.compile(
    r"(?<![\w$.])(?:(?:window|document|top|self|parent|globalThis|this)\.)*location"
    r"(?:\s*\.\s*(?:href|pathname|replace|assign))?\s*(?:=|\()\s*"
    r"([\"'`])([^\"'`\s]{1,500})\1(?=\s*(?:[;),}\"'`<]|$|//|/\*|-->)|[ \t]*[\r\n]\s*[\w$])"
)
"""An address given as it is: a string and the end of the expression (or of the text that holds it, as in
``setTimeout("location='/id'", 0)``), nothing that would be computed."""
_ESCAPED = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([/'\"`]))")
"""What a string of a script may hold in place of a character."""


def refresh_target(page: Page) -> str:
    """Where a meta refresh or ``Refresh`` header leads within the limit, or an empty string."""
    for content in (*page.all_meta("http-equiv:refresh"), page.header("refresh")):
        found = _REFRESH.match(content[:2200])
        if found and float(found[1]) <= MAX_DELAY:
            return absolute(page.base or page.url, found[2].strip())
    return ""


def _script_target(script: str) -> str:
    """Where a script sends its reader, or an empty string: also when it makes up the address from something else, such
    as the language of a browser (``"/" + lang``, a template literal with ``${lang}``)."""
    for found in _SCRIPT.finditer(script[:2000]):
        text = _ESCAPED.sub(_character, found[2])
        if "\\" not in text and not (found[1] == "`" and "${" in text):
            return text
    return ""


def _character(found: re.Match[str]) -> str:
    return found[3] or chr(int(found[1] or found[2], 16))


def _in_indonesian(page: Page, scope: Scope) -> str:
    """Where a page leads that only asks for the language."""
    names = {link.text.strip().lower(): link.url for link in page.links if scope.owns(link.url)}
    if not names.keys() <= _INDONESIAN | _OTHERS:
        return ""
    return next((url for name, url in names.items() if name in _INDONESIAN and url != page.url), "")


def forward(page: Page, scope: Scope, *, says_enough: bool = False) -> str:
    """The address a visitor is led to next, or an empty string when this page is the place. One that says enough
    itself (an index of files with one entry, a robot check's script) leads on by a refresh only.

    It may lie outside the site; the caller's policy decides what that means."""
    target = refresh_target(page)
    if target and target != page.url:
        return target
    if says_enough or len(page.text.split()) > MAX_SPLASH_WORDS:
        return ""
    return _main_frame(page, scope) or _in_indonesian(page, scope) or _only_way(page, scope)


def _main_frame(page: Page, scope: Scope) -> str:
    """The site's own frame that shows what a frameset or a page of frames is there for."""
    own = [frame for frame in page.frames if scope.owns(frame)]
    if not own or page.links:
        return ""
    named = [frame for frame in own if any(word in frame for word in ("main", "content", "isi"))]
    # Of several the last: a banner and a menu come before what they lead to.
    return (named or own)[-1]


def _only_way(page: Page, scope: Scope) -> str:
    """The one other page of the site that is linked; where none is, the address that a script goes to."""
    own = {link.url for link in page.links if scope.owns(link.url) and link.url != page.url}
    if own:
        return own.pop() if len(own) == 1 else ""
    # Only where nothing can be clicked: scripts of living pages set addresses for many reasons.
    targets = (absolute(page.base or page.url, _script_target(script)) for script in page.inline_scripts)
    return next((target for target in targets if target and target != page.url), "")


def greets(page: Page) -> bool:
    """Whether a page says a sentence of its own and leads on by a link at most: such a page is a place, however little
    it leads to. A door has a picture, or a word or a name that leads on."""
    if refresh_target(page) or (page.frames and not page.links):
        return False
    own = (text.text for text in page.texts if not text.hidden and text.link < 0)
    return any(text.count(" ") + 1 >= SENTENCE and _SENTENCE.search(text) for text in own)
