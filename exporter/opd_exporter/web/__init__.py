"""What answers HTTP: probes and metrics for Prometheus, pages and JSON for people and programs."""
