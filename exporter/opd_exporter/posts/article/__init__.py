"""One article's own page."""
