"""Views of reports: metrics, JSON, and every word that people read."""
