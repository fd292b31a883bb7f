"""Plain data of which a page has hundreds."""

from __future__ import annotations

from typing import TYPE_CHECKING

__all__ = ["many_a_page"]

if TYPE_CHECKING:
    from dataclasses import dataclass as many_a_page
else:
    from dataclasses import dataclass

    def many_a_page(*, frozen: bool) -> type:
        """A frozen dataclass to the type checker, which lets nobody write to it. Where it runs it is one that could be
        written to: that is made in a third of the time."""
        return dataclass(unsafe_hash=frozen)
