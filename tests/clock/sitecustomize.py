"""Another day for a whole run of tests: with this folder on PYTHONPATH, each Python process (the tests, the exporters and
readers that they start) lives ``OPD_CLOCK_AHEAD`` seconds ahead. What measures durations is not touched.

``scripts/test-on-days`` runs the tests that depend on the day in this way.
"""

import os
from datetime import UTC, datetime, timedelta

if ahead := os.environ.get("OPD_CLOCK_AHEAD"):
    import time_machine

    time_machine.travel(datetime.now(UTC) + timedelta(seconds=float(ahead))).start()
