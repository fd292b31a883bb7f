"""Templates of the pages for people: whatever a site said is text in them, and all of a room's are read at once."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING, Any

from opd_exporter.text.sanitise import printable

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True)
class Style:
    """A style sheet that pages carry within them."""

    text: str

    @classmethod
    def of(cls, room: str, name: str) -> Style:
        """That of a package, by the name of its file among the templates."""
        return cls(resources.files(room).joinpath("templates", name).read_text("utf-8"))

    @property
    def hash(self) -> str:
        """What a Content-Security-Policy allows as the page's style: this sheet and nothing a site could smuggle in."""
        return f"sha256-{b64encode(sha256(self.text.encode()).digest()).decode()}"


def environment(
    room: str, filters: Mapping[str, Callable[..., Any]], names: Mapping[str, Any]
) -> Environment:
    """What renders the templates of a package, with these filters and global names. All are read now; each becomes a
    program when it is first asked for."""
    from jinja2 import DictLoader, Environment, StrictUndefined  # no start waits for it

    files = [one for one in resources.files(room).joinpath("templates").iterdir() if one.is_file()]
    made = Environment(
        loader=DictLoader({one.name: one.read_text("utf-8") for one in files}),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_shown,
    )
    made.filters.update(filters)
    made.globals.update(names)
    return made


def _shown(value: Any) -> Any:
    """What a template writes: text of a site without characters that would be obeyed."""
    return printable(value) if type(value) is str else value
