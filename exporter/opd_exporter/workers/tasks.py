"""What readers can be asked for. A task is a name that knows where it is at home, so that the process that asks need not
load what only readers use: libxml2 and the rules of every judge.

Each is documented, and done, in ``readers.py``."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from opd_exporter.workers.readers import (
        read_addresses,
        read_article_page,
        read_feed,
        read_interfaces,
        read_page,
        read_page_briefly,
        read_refusal,
        read_rest,
        read_robots,
        read_signpost,
        read_sitemap,
        read_spam,
        read_types,
    )

__all__ = [
    "read_addresses",
    "read_article_page",
    "read_feed",
    "read_interfaces",
    "read_page",
    "read_page_briefly",
    "read_refusal",
    "read_rest",
    "read_robots",
    "read_signpost",
    "read_sitemap",
    "read_spam",
    "read_types",
]

READERS = "opd_exporter.workers.readers"


@dataclass(frozen=True)
class Task:
    """A function of ``readers.py``, by its name."""

    __name__: str

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        """Do it, in whichever process this is."""
        return getattr(import_module(READERS), self.__name__)(*arguments, **named)


if not TYPE_CHECKING:
    globals().update({name: Task(name) for name in __all__})
