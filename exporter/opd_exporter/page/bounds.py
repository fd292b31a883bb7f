"""How much of a page is kept: nothing more of a kind beyond these bounds. Each reader walks over all that is kept, so
that a page of a million empty elements or links would cost each of them a walk over a million."""

MAX_TEXTS = 6_000
"""Runs of text kept."""
MAX_RUN = 4_000
"""Characters of one run of text."""
MAX_HEADING = 60
"""Characters of a table column's heading."""
MAX_CHARS = 600_000
"""Characters of all text together."""
MAX_LINKS, MAX_ASSETS = 3_000, 1_500
"""Links, and addresses that a page loads."""
MAX_DATA = 1_000_000
"""Characters of all data scripts together."""
MAX_INLINE = 3_000
"""Characters kept of one inline script or comment."""
MAX_LABEL = 300
"""Characters of what a link is called."""
MAX_NAMES = 4_000
"""What elements are called, kept of a page; a template has some hundreds of names."""
MAX_NAME = 100
"""Characters of a name: a meta's, a script's, that of a link's relation."""
MAX_LINK_TITLE = 200
"""Characters of the title of a link in the head."""
MAX_COMMENT = 500
"""Characters kept of one comment, of those of :data:`MAX_INLINE` that are looked at."""
MAX_NOSCRIPT = 20_000
"""Characters kept of all ``<noscript>`` together, and so of one."""
MAX_MANY = 100
"""Inline scripts, comments, metas, frames ... kept."""
