"""``python -m opd_exporter``."""

from opd_exporter.commands.cli import main

raise SystemExit(main())
