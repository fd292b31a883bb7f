"""``python -m opd_exporter``."""

from opd_exporter.cli import main

raise SystemExit(main())
