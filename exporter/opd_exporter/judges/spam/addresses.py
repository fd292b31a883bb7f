"""Addresses that sell gambling by their own words: a host's name, a path."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from opd_exporter.judges.spam.score import IN_A_LINE, score
from opd_exporter.judges.spam.words import known
from opd_exporter.text.address import host_and_path

MAX_ADDRESS = 200
"""Characters of an address that are judged."""
_PUBLIC = re.compile(r"(?:^|\.)(?:go|ac|sch|mil|desa)\.id$|\.(?:gov|edu|mil)(?:\.[a-z]{2})?$")
"""Hosts that nobody else may register: a number behind a name is no brand there."""
# What parts the words of an address, or of a host's name.
_APART = re.compile(r"[-_+.,=&?/]+")
_NAMED = 4
"""Points about gambling from which on a host's name needs no pitch: ``bandartogel``."""
_OFFERED = 3
"""Points about gambling from which on an original's path is none of an agency's, when it offers at all."""
_SHORTEST, _LONGEST = 2, 14
"""Letters of a word that is looked for inside a host's name."""
_FEWEST = 3
"""Addresses of one sitemap from which on they are no slip: a path is a title without its sentence."""


@lru_cache(maxsize=2048)
def sold_by(url: str) -> str:
    """The word by which an address sells gambling, or an empty string. A path that warns of it, such as a newspaper's,
    sells nothing."""
    host, path = host_and_path(url)
    name = _host_words(host)
    # "dinkes88.go.id" is an office's name with a number, and no brand's.
    if _PUBLIC.search(host) and score(name).branded:
        name = ""
    told = score(f"{name} {_path_words(path)}".strip())
    if told.sells(*IN_A_LINE):
        return told.word
    named = score(name)
    return named.word if named.core >= _NAMED and not told.warn else ""


def slug_sold_by(url: str) -> str:
    """The same by the path alone: an address on the site itself."""
    told = score(_path_words(host_and_path(url)[1]))
    return told.word if told.sells(*IN_A_LINE) else ""


def strange_original(url: str) -> str:
    """The word by which a host cannot be where an agency's page has its original: any word of gambling, or a brand's
    number. Empty for others."""
    host, path = host_and_path(url)
    if _PUBLIC.search(host):
        return sold_by(url)
    told = score(_host_words(host))
    whole = score(f"{_host_words(host)} {_path_words(path)}")
    # A newspaper's report of a raid, which an agency took over, is no intruder's.
    if whole.warn:
        return ""
    offered = whole.word if whole.core >= _OFFERED and whole.ad else ""
    return told.word or (host if told.branded else "") or offered


def in_sitemap(urls: list[str]) -> list[tuple[str, str]]:
    """Words and addresses of a sitemap that sell gambling; none for a few addresses, which may be headlines cut short."""
    found = [(word, url) for url in urls if (word := slug_sold_by(url))]
    return found if len(found) >= _FEWEST else []


def _host_words(host: str) -> str:
    """The words of a host's name; such as are written together, too, when nothing else is among them."""
    names = _APART.sub(" ", host.rpartition(".")[0][:MAX_ADDRESS]).split()
    return " ".join(one for name in names for one in (name, _set_apart(name)) if one)


def _set_apart(name: str) -> str:
    """``slotonline`` -> ``slot online``; an empty string where it is not wholly words that the rules know."""
    vocabulary = known().vocabulary
    letters = name.rstrip("0123456789")
    ends: list[str | None] = ["", *(None for _ in letters)]
    for end in range(_SHORTEST, len(letters) + 1):
        for start in range(max(0, end - _LONGEST), end - _SHORTEST + 1):
            before = ends[start]
            if before is not None and letters[start:end] in vocabulary:
                ends[end] = f"{before} {letters[start:end]}".strip()
                break
    # One word alone is no sentence: "bandar" in a host's name may be a harbour.
    apart = ends[-1] or ""
    return apart if " " in apart else ""


def _path_words(path: str) -> str:
    return _APART.sub(" ", unquote(path[:MAX_ADDRESS]))
