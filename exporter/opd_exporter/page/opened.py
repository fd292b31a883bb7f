"""The stack of open elements while markup is read, with libxml2's idea of what an end tag closes."""

from __future__ import annotations

from collections.abc import Sequence

from opd_exporter.page.tokens import names

_RANK = {"div": 1, "td": 2, "th": 2, "tr": 3, "thead": 4, "tbody": 4, "tfoot": 4, "table": 5}
_RANK |= dict.fromkeys(("object", "applet", "marquee", "select"), 6)
"""An end tag reaches over no open element of a higher rank than its own: ``htmlGetEndPriority`` of libxml2, and what
shuts in its content for browsers."""
_FORMATTING = frozenset(names("a b big code em font i nobr s small strike strong tt u"))
"""Elements that a browser ends also across a block that began inside them."""
_SCOPE = names("table td th caption button object applet marquee select /foreignobject /desc /title")
"""Elements that shut in what is open inside them."""
_SECTIONS = names("ul ol menu dl section article nav main aside header footer form fieldset blockquote")
"""Elements that keep the items of a list inside them,"""
_BLOCKS = names(
    "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form header"
    " hgroup hr listing main menu nav ol p plaintext pre search section summary ul xmp"
    " h1 h2 h3 h4 h5 h6 li dd dt table"
)
"""and all that ends a paragraph (HTML standard, "in body")."""
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_MEDIA = frozenset(("audio", "video", "canvas"))
"""Their end tags do not reach over a block left open inside."""
_CELLS, _ROW_GROUPS = ("td", "th", "caption"), ("tbody", "thead", "tfoot")
_ENDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "a": (("a",), _SCOPE),
    "button": (("button",), ("table", "td", "th", "object", "applet", "marquee")),
    "option": (("option",), ("select",)),
    "optgroup": (("option", "optgroup"), ("select",)),
    **dict.fromkeys(("td", "th"), (_CELLS, ("table",))),
    "tr": ((*_CELLS, "tr"), ("table",)),
    **dict.fromkeys((*_ROW_GROUPS, "caption", "colgroup"), ((*_CELLS, "tr", *_ROW_GROUPS), ("table",))),
}
"""Start tags, the open elements that they end, and the elements beyond which they do not."""
_LISTED = {"li": ("li",), "dt": ("dt", "dd"), "dd": ("dt", "dd")}
"""Items, and the items that each ends."""
_NO_PARAGRAPH = frozenset(_BLOCKS)
_BEYOND_ITEMS = _SECTIONS + _SCOPE
_MAY_END = {
    **{name: frozenset(ended) for name, (ended, _) in _ENDS.items()},
    **dict.fromkeys(_BLOCKS, frozenset(("p",))),
    **dict.fromkeys(_HEADINGS, _HEADINGS | {"p"}),
    **{name: frozenset((*ended, "p")) for name, ended in _LISTED.items()},
}
"""Start tags that end anything, and what has to be open for that."""


class ElementStack:
    """Names of the open elements, outermost first. Every step takes the same time however many there are."""

    def __init__(self) -> None:
        self._names: list[str] = []
        self._places: dict[str, list[int]] = {}
        self._over: set[int] = set()
        self.last = ""
        """The innermost; empty when there is none."""

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __len__(self) -> int:
        return len(self._names)

    def push(self, name: str) -> None:
        """Open an element."""
        self._places.setdefault(name, []).append(len(self._names))
        self._names.append(name)
        self.last = name

    def pop(self) -> str:
        """Close the innermost element; its name."""
        name = self._names.pop()
        places = self._places[name]
        places.pop()
        if not places:
            del self._places[name]
        if self._over:
            self._over.discard(len(self._names))
        self.last = self._names[-1] if self._names else ""
        return name

    def end_innermost(self, name: str) -> bool:
        """Take an end tag that ends the innermost element and nothing else, as nearly all do; whether it is one."""
        if name != self.last or self._over:
            return False
        self.pop()
        return True

    def _reachable(self, name: str, beyond: tuple[str, ...]) -> bool:
        """Whether such an element is open and none of ``beyond`` inside it."""
        places = self._places.get(name)
        if not places:
            return False
        place = places[-1]
        return not any((others := self._places.get(other)) and others[-1] > place for other in beyond)

    def ended_by(self, name: str) -> Sequence[str]:
        """Close what a start tag of this name ends without an end tag; the names, innermost first."""
        if name not in _MAY_END or self._places.keys().isdisjoint(_MAY_END[name]):
            return ()
        closed: list[str] = []
        if name in _HEADINGS and self.last in _HEADINGS:
            closed.append(self.pop())
        # An item ends those before it in its list, not the one that its list stands in.
        if name in _LISTED:
            self._end_reachable(_LISTED[name], _BEYOND_ITEMS, closed)
        if name in _NO_PARAGRAPH:
            if self._places.get("p"):
                self._end_reachable(("p",), _SCOPE, closed)
        elif name in _ENDS:
            self._end_reachable(*_ENDS[name], closed)
        return closed

    def _end_reachable(self, names: tuple[str, ...], beyond: tuple[str, ...], closed: list[str]) -> None:
        for name in names:
            while self._reachable(name, beyond):
                while (one := self.pop()) != name:
                    closed.append(one)
                closed.append(one)

    def end(self, name: str) -> bool:
        """Take an end tag. False when it closes nothing; a formatting element across a block ends with that block."""
        places = self._places.get(name)
        if not places or places[-1] in self._over:
            return False
        if self.last != name:
            if name in _MEDIA and not self._reachable(name, _BLOCKS):
                return False
            rank = _RANK.get(name, 0)
            inside = {
                other: number
                for other, number in _RANK.items()
                if number > rank and (found := self._places.get(other)) and found[-1] > places[-1]
            }
            if inside:
                # Browsers go on with the formatting behind the block; here it ends with the block.
                if name in _FORMATTING and max(inside.values()) == _RANK["div"]:
                    self._over.add(places[-1])
                return False
        while self.pop() != name:
            pass
        return True

    def overdue(self) -> str:
        """Close the innermost element when its end has been told before; its name, or an empty string."""
        return self.pop() if self._names and len(self._names) - 1 in self._over else ""
