"""The Grafana dashboards as code: ``python -m boards`` writes ``grafana/dashboards/*.json`` (docs/dashboards.md)."""
