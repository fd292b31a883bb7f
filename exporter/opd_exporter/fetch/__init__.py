"""One GET with all its limits: addresses allowed, redirects, TLS facts, budget, turns per host."""

from opd_exporter.domain.budget import Budget
from opd_exporter.domain.transport import Tls, Validators
from opd_exporter.fetch.client import HTML_ACCEPT, Fetcher
from opd_exporter.fetch.model import Fetched

__all__ = ["HTML_ACCEPT", "Budget", "Fetched", "Fetcher", "Tls", "Validators"]
