"""The sections of pages written by hand, taken from their HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from generator.publishing.search.record import Record

_HEADINGS = ("h1", "h2", "h3", "h4")
_UNSEEN = ("script", "style", "template", "svg")
_VOID = ("area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
_INLINE = (
    *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd"),
    *("mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"),
)
"""Tags that do not separate words."""
_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Section:
    anchor: str
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


def guide_records(html: str, address: str, title: str, language: str) -> Iterator[Record]:
    """A record for each section of a page: its heading, with what is under it.

    `html` is the page's content without the theme around it, `title` the title of the page.
    """
    reader = _Reader()
    reader.feed(html.replace("<![", "&lt;!["))  # which Python's parser takes for SGML
    reader.close()
    for place, section in enumerate(reader.sections):
        heading, text = (_SPACE.sub(" ", "".join(p)).strip() for p in (section.title, section.text))
        is_top = not place
        if heading or text:
            yield Record(
                "guide",
                address if is_top else f"{address}#{section.anchor}",
                heading or title,
                text=text,
                facts=() if is_top else (title,),
                language=language,
                facets=(("type", ("guide",)),),
            )


class _Reader(HTMLParser):
    """Splits a page at those of its headings that can be linked to."""

    def __init__(self) -> None:
        super().__init__()
        self.sections = [_Section("")]
        self._anchors: set[str] = set()
        self._heading = ""
        self._unseen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if self._unseen or tag in _UNSEEN or "headerlink" in (found.get("class") or "").split():
            if tag not in _VOID:
                self._unseen.append(tag)
            return
        if tag not in _INLINE:
            self.handle_data(" ")
        anchor = found.get("id") or ""
        if tag == "h1" and len(self.sections) == 1 and not self.sections[0].title:
            self._heading = tag
        elif tag in _HEADINGS and tag != "h1" and anchor and anchor not in self._anchors:
            self._anchors.add(anchor)
            self._heading = tag
            self.sections.append(_Section(anchor))

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            if tag in self._unseen:
                while self._unseen.pop() != tag:
                    pass
            return
        if tag == self._heading:
            self._heading = ""
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            section = self.sections[-1]
            (section.title if self._heading else section.text).append(data)
