"""What the process that workers are forked from loads once (warming.py), and keeps for all of them."""

from __future__ import annotations

import gc
import logging
import signal
from importlib import import_module

# A stop asked of the whole group of processes (systemd) lets probes under way end: the parent says when.
signal.signal(signal.SIGTERM, signal.SIG_IGN)

# What is loaded stays for good. To look for garbage in it costs a tenth of the start, and finds some hundred objects.
gc.disable()
warming = import_module("opd_exporter.workers.warming")
try:
    warming.warm()
except Exception as error:  # the reader that needs what is missing will say so of each page
    logging.getLogger(__name__).error(
        "the readers could not be prepared: %s: %s", type(error).__name__, error
    )

# Were it looked through later, each reader would come to hold a copy of all of it.
gc.freeze()
gc.set_threshold(5_000, 20, 20)  # next to nothing of what readers make is circular
gc.enable()
