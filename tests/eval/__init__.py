"""How right the exporter is over all sites of the tree whose truth is known (docs/accuracy.md): ``make eval``."""
