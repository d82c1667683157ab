"""From the Markdown of a generated page to HTML, without a Markdown engine if it needs none.

Our templates write headings, and blocks of HTML without empty lines. Python-Markdown passes such a
block through as it is, and puts a line end between adjacent elements. Headings are rendered by
Python-Markdown itself, once for each series of them. If a page holds anything else, such as a list
that an owner's template writes in Markdown, the answer is None.
"""

from __future__ import annotations

import re
from functools import lru_cache

from markdown import Markdown  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig

_KNOWN = {
    "markdown.preprocessors": "passes blocks of HTML",
    "markdown.postprocessors": "puts them back",
    "markdown.extensions.fenced_code": "looks for backticks and tildes",
    "pymdownx.superfences": "looks for backticks and tildes",
    "markdown.extensions.footnotes": "looks for a mark of its own",
    "markdown.extensions.meta": "looks for a first line such as `key: value`",
    "markdown.extensions.md_in_html": "looks for attributes named `markdown`",
}
"""What processes whole texts before or after Python-Markdown, and why it leaves no trace here."""
_NEVER = ("`", "\t", "\r", "\x02", "\x03")
"""Characters that Python-Markdown, or an extension in wide use, gives a meaning. Our templates
write none of them, and a writer's words reach a page without them."""
_NEVER_BY_OTHERS = ("~~~", "<script", "<style", "\n ", " markdown")
"""The same for templates other than ours, which may contain anything."""
_NAME = r"[a-zA-Z][a-zA-Z0-9:-]*+"
_VALUE = r"""=(?:"[^"<>]*+"|'[^'<>]*+')"""
_ATTRIBUTES = rf"(?:\s++[a-zA-Z_:@][\w:.@-]*+(?:{_VALUE})?+)*+"
_TAG = re.compile(rf"<(?:/({_NAME})|({_NAME}){_ATTRIBUTES}\s*+(/?))>")
_ALL_TAGS = re.compile(rf"(?:[^<>]++|{_TAG.pattern})*+")
_BARE = re.compile(r"&(?!(?:[a-zA-Z][a-zA-Z0-9]*|#[0-9]+|#[xX][0-9a-fA-F]+);)")
_HEADING = re.compile(r"#{1,6} [^\n\[\]<>]+")
"""A heading that no link can hide in: where a link leads would depend on the page."""
_PROBE = """\
<header class="a">
<h1 id="top">A &amp; b&#39;s</h1>
</header><p>k</p>
<nav aria-label="c"><p>d<br>e</p></nav>

## {0}

<ul><li>f<ul><li>g</li></ul></li></ul>

<figure><svg viewBox="0 0 1 1"><path d="M0 0"/></svg></figure>

## {0}

### h: i
"""


class Bodies:
    """Renders pages to the HTML that the Markdown engine of a site's configuration would make."""

    def __init__(self, config: MkDocsConfig, *, is_careful: bool = False) -> None:
        """Set up; `is_careful` is for pages that come from templates other than ours."""
        self._engine = Markdown(
            extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
        )
        self.is_careful = is_careful
        self._headings = lru_cache(None)(self._render_headings)
        registries = (self._engine.preprocessors, self._engine.postprocessors)
        rooms = (type(part).__module__ for registry in registries for part in registry)
        self.foreign: tuple[str, ...] = tuple(
            dict.fromkeys(room for room in rooms if room not in _KNOWN)
        )
        """Extensions that may work on any part of a page; with one, every page takes an engine."""
        if not self.foreign and not self._is_right(_PROBE.format("j")):
            self.foreign = ("an extension",)

    def body(self, markdown: str) -> tuple[str, tuple[str, ...]] | None:
        """The HTML of a page, and the lines of its headings; None if it takes a Markdown engine."""
        if self.foreign or not self._is_plain(markdown):
            return None
        parts = self._parts(markdown.strip("\n"))
        if parts is None:
            return None
        headings = tuple(part for part in parts if part.startswith("#"))
        rendered = self._headings(headings)
        if rendered is None:
            return None
        lines = iter(rendered)
        html = (next(lines) if part.startswith("#") else part for part in parts)
        return "\n".join(html).strip(), headings

    def _parts(self, markdown: str) -> list[str] | None:
        """The lines of headings, and the HTML between them; None if there is anything else."""
        parts: list[str] = []
        start = 0
        end_of = self._end_of_any if self.is_careful else _end_of
        while start < len(markdown):
            if markdown[start] == "#":
                end = markdown.find("\n", start)
                end = len(markdown) if end < 0 else end
                parts.append(markdown[start:end])
            else:
                tag = _TAG.match(markdown, start)
                end = end_of(markdown, tag) if tag and self._is_block(tag) else -1
                if end < 0 or markdown.startswith("#", end):
                    return None
                # Python-Markdown counts an empty line as part of the block before it.
                end += markdown.startswith("\n\n", end)
                parts.append(markdown[start:end])
            start = end
            while markdown.startswith("\n", start):
                start += 1
        return parts

    def _is_plain(self, markdown: str) -> bool:
        """Whether nothing in a page could be anything but tags and text."""
        if any(character in markdown for character in _NEVER) or _BARE.search(markdown):
            return False
        return not self.is_careful or (
            not any(text in markdown for text in _NEVER_BY_OTHERS)
            and _ALL_TAGS.fullmatch(markdown) is not None
        )

    def _is_block(self, tag: re.Match[str]) -> bool:
        """Whether a tag begins a block of HTML."""
        name = tag[2]
        return bool(name) and not tag[3] and name != "hr" and self._engine.is_block_level(name)

    def _end_of_any(self, text: str, first: re.Match[str]) -> int:
        """Where an element ends, found as Python-Markdown does: by tracking all open tags."""
        stack: list[str] = []
        for tag in _TAG.finditer(text, first.start()):
            name = (tag[1] or tag[2]).lower()
            if not tag[1]:
                if not tag[3] and name != "hr":  # Python-Markdown expects no end of these
                    stack.append(name)
            elif name in stack:
                while stack.pop() != name:
                    pass
                if not stack:
                    return tag.end()
        return -1

    def _render_headings(self, lines: tuple[str, ...]) -> tuple[str, ...] | None:
        """A line of HTML for each heading, with distinct ids; None if that cannot be done."""
        if not all(_HEADING.fullmatch(line) for line in lines):
            return None
        html = tuple(self._render("\n\n".join(lines)).split("\n")) if lines else ()
        is_line_for_line = len(html) == len(lines) and all(h.startswith("<h") for h in html)
        return html if is_line_for_line else None

    def _is_right(self, markdown: str) -> bool:
        made = self.body(markdown)
        return made is not None and made[0] == self._render(markdown)

    def _render(self, markdown: str) -> str:
        return str(self._engine.reset().convert(markdown))


def _end_of(text: str, first: re.Match[str]) -> int:
    """Where an element ends if all tags in it are closed, as they are in our own templates."""
    name = first[2]
    end = text.find(f"</{name}>", first.end())
    if text.find(f"<{name}", first.end(), end) < 0 <= end:  # it holds none of its own kind
        return end + len(name) + 3
    depth = 1
    for tag in _tags_named(name).finditer(text, first.end()):
        depth += -1 if tag[1] else 1
        if not depth:
            return tag.end()
    return -1


@lru_cache(maxsize=100)
def _tags_named(name: str) -> re.Pattern[str]:
    return re.compile(rf"<(?:(/){name}>|{name}[\s>])")
