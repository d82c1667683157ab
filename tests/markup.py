"""What HTML says: its words, its ids and what it points at."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

_ADDRESSES = {"href", "xlink:href", "src", "action", "data", "poster"}
_SPACE = re.compile(r"\s+")


@dataclass
class Html:
    """A page as a program sees it."""

    words: str = ""
    """All text outside scripts and styles, character references resolved."""
    ids: list[str] = field(default_factory=list)
    addresses: list[tuple[str, str]] = field(default_factory=list)
    """Each tag that points somewhere, with where."""
    tags: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = Html()
        self.silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.tags.append(tag)
        if tag in ("script", "style"):
            self.silent = tag
        for name, value in attrs:
            if name == "id" or (tag == "a" and name == "name"):
                self.found.ids.append(value or "")
            if name in _ADDRESSES:
                self.found.addresses.append((tag, value or ""))
            if name == "srcset":
                parts = (part.split() for part in (value or "").split(","))
                self.found.addresses += [(tag, part[0]) for part in parts if part]

    def handle_endtag(self, tag: str) -> None:
        if tag == self.silent:
            self.silent = ""

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.found.words += data


def read_html(text: str) -> Html:
    """Read a page or a piece of one."""
    reader = _Reader()
    reader.feed(str(text))  # of Markup every piece would be escaped again
    reader.close()
    return reader.found


def squeezed(text: str) -> str:
    """A text without any white space, to compare what is shown with what was typed."""
    return _SPACE.sub("", text)
