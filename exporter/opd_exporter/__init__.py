"""opd-exporter: which of a government's websites are alive, as Prometheus metrics."""

__version__ = "1.0.0"
