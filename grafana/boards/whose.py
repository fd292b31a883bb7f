"""Whose series a board asks for. A site is its kota and its opd together; each board but *Semua kota* shows one city,
the one that its variable ``kota`` names, and every query says so.

``doublequote`` writes the name as PromQL wants a text, whatever is in it; without it Grafana would leave its quotation
marks as they are. The label ``provinsi`` is there only where several regions share a store."""

from __future__ import annotations

KOTA = "kota=${kota:doublequote}"
"""The matcher of every series that says of which city it is."""
PULLED = f'job="opd-site", {KOTA}'
"""The same for what was pulled; recorded series have no job."""
SITE = "kota, opd"
"""What a site is known by."""
PLACE = 'provinsi=~"$provinsi"'
"""Of the provinces that are chosen; without that label: everything."""


def of_its_exporter(expr: str) -> str:
    """What exporters say of themselves, of this city's alone: their own series name no city, ``opd:exporter`` does."""
    return f"({expr} and on (provinsi, instance) opd:exporter{{{KOTA}}})"


def of_site(series: str, matchers: str, *labels: str, true: bool = False) -> str:
    """One value a site, with these labels beside what it is known by; ``true``: only where it is 1."""
    by = ", ".join((SITE, *labels))
    return f"max by ({by}) ({series}{{{matchers}}}{' == 1' if true else ''})"


def starred(expr: str, label: str) -> str:
    """The series of ``expr``, a star behind the name in ``label`` where planned work is under way now."""
    worked_on = f"on ({SITE}) opd_site_maintenance{{{PULLED}}} == 1"
    named = f'label_replace(({expr}) and {worked_on}, "{label}", "$1*", "{label}", "(.+)")'
    return f"({expr}) unless {worked_on} or {named}"


STAR = "* di belakang nama: sedang dipelihara"
"""What such a star says, for descriptions."""


def here(field: str) -> str:
    """The end of a link to a board of the same city and data source."""
    return f"var-sumber=${{sumber}}&var-kota={field}"


SAME_CITY = here("${kota:percentencode}")
