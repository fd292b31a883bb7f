"""A configuration as lines that a person wrote, right or wrong, where no parser can read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields

from opd_exporter.domain.config import Config, Maintenance, Note, ProbeSettings, Site, Thresholds
from opd_exporter.text.sanitise import escaped

KINDS = (Config, Thresholds, ProbeSettings, Site, Maintenance, Note)
NAMES = {one.name for kind in KINDS for one in fields(kind)}
"""Every name that may stand before a colon."""
OF_SITE = {one.name for one in fields(Site)}
OF_CITY = {one.name for one in fields(Config)}

WINDOW = 2000
"""Lines before the place where a parser gave up among which the mistake is looked for: two hundred sites. A file may
have half a million."""

# A line as people type it, right or wrong: how far it is set in, a dash, a name, and whatever follows.
_LINE = re.compile(r"(?P<indent>\s*)(?P<dash>-\s+)?(?P<name>[A-Za-z_]+)?(?P<rest>.*)")
_KEY = re.compile(r"[\W\d]*key\W+([A-Za-z0-9-]+)")
"""A site's key, whatever stands before and behind its name."""


@dataclass(frozen=True)
class WrittenLine:
    """A line as a person sees it: ``  - nama: nilai``."""

    number: int
    whole: str
    text: str
    """Without the blanks around it."""
    indent: int
    """Blanks before the dash, or before the name."""
    dash: bool
    name: str
    """A known name at its beginning, or empty."""
    rest: str
    """What follows the name."""
    tab: bool
    """Whether a tab stands before its name, or after the colon."""
    above: WrittenLine | None
    """The line before, comments and empty ones left out."""

    @property
    def column(self) -> int:
        """Blanks before the name, the dash counted as two of them."""
        return self.indent + 2 * self.dash

    @property
    def field(self) -> bool:
        """Whether it is a name, a colon and perhaps a value."""
        return bool(self.name) and re.match(r"\s*:(\s|$)", self.rest) is not None

    @property
    def value(self) -> str:
        """What follows the colon, without a comment."""
        return re.sub(r"\s#.*", "", self.rest.partition(":")[2]).strip() if self.field else ""

    @property
    def key(self) -> str:
        """The key of the site that begins here or has its key here, or empty."""
        found = _KEY.match(self.text)
        return found[1] if found else ""


def written(text: str, last: int) -> list[WrittenLine]:
    """The lines up to ``last``, from 1, that say something; at most the newest ``WINDOW``."""
    found: list[WrittenLine] = []
    first = max(0, last - WINDOW)
    for number, line in enumerate(text.splitlines()[first:last], first + 1):
        body = line.strip()
        if not body or body.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:  # a character that ends a line for the expression and not for us
            continue
        name = match["name"] or ""
        known = name if name.lower() in NAMES else ""
        above = found[-1] if found else None
        dash = match["dash"] is not None
        tab = (
            "\t" in match["indent"]
            or "\t" in (match["dash"] or "")
            or re.match(r":\s*\t", match["rest"]) is not None
        )
        found.append(
            WrittenLine(number, line, body, len(match["indent"]), dash, known, match["rest"], tab, above)
        )
    return found


def place(text: str, number: int) -> str:
    """What a person calls the place of a line: ``situs dinkes: nama``, ``situs dinkes``, ``timezone``, or nothing where
    that cannot be told."""
    # A site's key may stand below the line; a site is rarely longer than twenty lines.
    lines = written(text, number + 20)
    # A remark or an empty line belongs to the line above it.
    at = max((index for index, one in enumerate(lines) if one.number <= number), default=None)
    if at is None:
        return ""
    name = lines[at].name if lines[at].number == number else ""
    site = _site(lines, at)
    return ": ".join(part for part in (site and f"situs {escaped(site[:80])}", name) if part)


def _begins(line: WrittenLine) -> bool:
    """Whether a site begins here, its dash right or wrong: no item of a list below a site."""
    return bool(line.key) or ((line.dash or not line.text[0].isalnum()) and line.name in OF_SITE)


def _site(lines: list[WrittenLine], at: int) -> str:
    """The key of the site that a line stands in, or empty."""
    line = lines[at]
    if line.indent == 0 and not line.dash and line.name not in OF_SITE - OF_CITY and not line.key:
        return ""
    begin = next((index for index in range(at, -1, -1) if _begins(lines[index])), None)
    if begin is None:
        return ""
    for index in range(begin, len(lines)):
        if index > begin and lines[index].dash and lines[index].name in OF_SITE:
            break  # the next site
        if lines[index].key:
            return lines[index].key
    return ""
