"""Each reason of the closed list is given by something: a rule, the transport, or what a site is known by."""

from __future__ import annotations

import re
from pathlib import Path

import opd_exporter
from opd_exporter.domain.vocabulary import Reason
from opd_exporter.judges.non_site.rules import rules

TELLS_NONE = ("vocabulary.py", "wording.py")
"""Where reasons are named and put into words, and none is given."""


def test_every_reason_is_given_by_a_rule_or_by_code() -> None:
    package = Path(opd_exporter.__file__).parent
    sources = (file.read_text("utf-8") for file in package.rglob("*.py") if file.name not in TELLS_NONE)
    given = {name for source in sources for name in re.findall(r"\bReason\.([A-Z_]+)\b", source)}
    given |= {rule.reason.name for rule in rules().rules}
    assert {reason.name for reason in Reason} - given == set()
