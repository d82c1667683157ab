"""Pages placed into shells: what the theme puts around a page is made once for many of them.

A shell is a page of marks that MkDocs makes: a title, a description, an address and a body that
nobody would write. The page is cut where the marks come out; any other page is made of the same
pieces around its own values. A mark has characters that need escaping, so that the form it comes
out in shows what the theme does to it. A mark that comes out in a form that is not known here
cannot be replaced: then MkDocs makes each page of that kind, which is slow.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urljoin

from generator.publishing.bodies import Bodies
from generator.publishing.marks import (
    CORE,
    MARK,
    NAME,
    PART,
    SHEET,
    SLOT_OF,
    is_plain,
    marked,
    name_of,
    value_of,
)
from generator.publishing.meta import previews
from generator.publishing.policy import inline, policy_in
from generator.rendering.addresses import address
from generator.rendering.edition import Edition
from generator.rendering.page import Page

_TOUCHED = ("</head>", "<h1>404", "data-md-component=", "md-header__inner", "md-search__scrollwrap")
"""What finishing looks for in a whole page, see `theme.py` and `box.py`. If the page itself has one
of these, the wrong place might be found. No writer can put them there: these are HTML."""
_LINK = re.compile(
    r"""["'](\.{1,2}/[^"'<>\s]*|[^"'<>\s:/]+/[^"'<>\s]*|[^"'<>\s:/]+\.html[^"'<>\s]*)["']"""
)
"""A relative link, or what looks like one."""


class UnknownFormError(Exception):
    """A theme does something unknown to a value; the message says where it comes out."""


class Key(NamedTuple):
    """What all pages of one shell have in common, apart from the values that are replaced."""

    kind: str
    folder: str
    """The theme's relative links depend on it. `actors/*/years` stands for all such folders."""
    alone: str
    """The page's own file, if the shell is for this page alone; mostly empty."""
    has_contents: bool
    in_search: bool
    has_description: bool
    ending: str
    """Of the file that a reader would edit; empty if there is none."""
    has_headline: bool
    has_top: bool
    """What the theme, and our changes to it, look for in the body."""
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shell:
    """What the theme puts around a page."""

    texts: tuple[str, ...]
    slots: tuple[str, ...]
    """What comes after each text but the last one: see `marks.py`."""
    linked: frozenset[str]
    """Names of pages, or of their folders, that the shell links to. On a page with such a name the
    relative link is different, so that page gets a shell of its own."""

    def filled(self, values: Mapping[str, str]) -> str:
        """The shell with a page's values in its slots."""
        parts = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            parts += (values[slot], text)
        return "".join(parts)


_BODY, _PREVIEWS = "body", "previews"


class Shells:
    """Makes pages from shells, and shells as they are needed."""

    def __init__(
        self,
        make: Callable[[Page], str],
        bodies: Bodies,
        edition: Edition,
        in_nav: Callable[[str], bool],
    ) -> None:
        """`make` makes a page the slow way, by MkDocs: `Genuine.html_of`."""
        self._make = make
        self._bodies = bodies
        self._edition = edition
        self._in_nav = in_nav
        self._shells: dict[Key, Shell] = {}
        self.distrusted: dict[str, str] = {}
        """Kinds of pages that are made the slow way, each with the reason."""
        self.slow = 0
        """How many pages were made the slow way."""

    def html_of(self, page: Page) -> str:
        """A page as `make` makes it: from its shell, if that is possible."""
        found = self._placeable(page)
        if found is None:
            self.slow += 1
            return self._make(page)
        shell, body = found
        values = {_BODY: body}
        for slot in shell.slots:
            if slot not in values:
                values[slot] = self._value(slot, page)
        return shell.filled(values)

    def distrust(self, kind: str, reason: str) -> None:
        """Make all pages of a kind the slow way from now on."""
        self.distrusted[kind] = reason

    def as_data(self) -> list[Any]:
        """All shells as data that JSON can hold."""
        return [[key, shell.texts, shell.slots, sorted(shell.linked)] for key, shell in self]

    def from_data(self, data: Iterable[Any]) -> None:
        """Add the shells that `as_data` gave, here or in another process."""
        for (*key, headings), texts, slots, linked in data:
            shell = Shell(tuple(texts), tuple(slots), frozenset(linked))
            self._shells[Key._make([*key, tuple(headings)])] = shell

    def __len__(self) -> int:
        return len(self._shells)

    def __iter__(self) -> Iterator[tuple[Key, Shell]]:
        return iter(self._shells.items())

    def _placeable(self, page: Page) -> tuple[Shell, str] | None:
        """The shell of a page and its body; None if the page cannot be placed."""
        if page.kind in self.distrusted or not is_plain(page):
            return None
        made = self._bodies.body(page.markdown)
        if made is None:
            return None
        body, headings = made
        if SHEET in body or (self._bodies.is_careful and any(w in body for w in _TOUCHED)):
            return None
        key = self._key(page, body, headings)
        try:
            shell = self._shell(key, page)
            if not key.alone and _own_name(key.folder, page.uri) in shell.linked:
                shell = self._shell(key._replace(alone=page.uri), page)
        except UnknownFormError as error:
            self.distrust(page.kind, str(error))
            return None
        return shell, body

    def _key(self, page: Page, body: str, headings: tuple[str, ...]) -> Key:
        is_alone = page.uri.endswith("index.md") or self._in_nav(page.uri)
        return Key(
            page.kind,
            _folder(page.uri),
            page.uri if is_alone else "",
            page.has_contents,
            page.in_search,
            bool(page.description),
            page.source.suffix if page.source else "",
            "<h1" in body,
            'id="top"' in body,
            headings,
        )

    def _shell(self, key: Key, page: Page) -> Shell:
        if key not in self._shells:
            self._shells[key] = self._cut(key, page)
        return self._shells[key]

    def _cut(self, key: Key, page: Page) -> Shell:
        """Make a page of marks, and cut it at the marks."""
        marks = marked(page, key.alone or _marked_uri(key.folder), _marked_body(key))
        made = self._bodies.body(marks.markdown)
        if made is None:
            raise UnknownFormError("a page of marks takes a Markdown engine")
        try:
            html = self._make(marks)
        except Exception as error:  # a theme may expect more of a title than this
            raise UnknownFormError(f"the theme fails on a page of marks: {error}") from error
        if policy_in(html) and any(CORE in script for script in inline(html)):
            raise UnknownFormError("the theme has a script that differs from page to page")
        wholes = {_BODY: made[0], _PREVIEWS: previews(marks, self._edition)}
        slot_of = SLOT_OF | {text: slot for slot, text in wholes.items()}
        found = re.compile("|".join([*map(re.escape, wholes.values()), MARK.pattern]))
        slots = [slot_of[text] for text in found.findall(html)]
        texts = found.split(html)
        for slot in wholes:
            if slots.count(slot) != 1:
                raise UnknownFormError(f"the theme changes the {slot} of a page")
        for text in texts:
            if at := re.search(CORE[:3], text, re.IGNORECASE):
                around = text[max(at.start() - 40, 0) : at.end() + 40]
                raise UnknownFormError(f"the theme changes what it shows of a page: {around!r}")
        return Shell(tuple(texts), tuple(slots), frozenset(self._linked(texts, marks.uri, key)))

    def _linked(self, texts: list[str], uri: str, key: Key) -> Iterator[str]:
        """The names in `Shell.linked`; none if the shell is for one page."""
        if key.alone:
            return
        place = address(uri, self._edition.links)
        beside = key.folder.partition("*")[0].rstrip("/")
        for link in (link for text in texts for link in _LINK.findall(text)):
            target = urljoin(f"/{place}", link).lstrip("/")
            if target.startswith(f"{beside}/" if beside else ""):
                yield re.split(r"[/?#]|\.html", target[len(beside) :].lstrip("/"))[0]

    def _value(self, slot: str, page: Page) -> str:
        return previews(page, self._edition) if slot == _PREVIEWS else value_of(slot, page)


def _marked_body(key: Key) -> str:
    """A body with the same headings, and with what the theme looks for."""
    top = ' id="top"' if key.has_top else ""
    first = f"<h1>{CORE}</h1>" if key.has_headline else f"<p>{CORE}</p>"
    blocks = (f"<div{top}>{first}</div>", *key.headings, f"<p>{CORE}</p>")
    return "\n\n".join(blocks) + "\n"


def _folder(uri: str) -> str:
    """The folder of a page, with `*` for the name of the thing whose folder it is in, if any."""
    parts = uri.split("/")[:-1]
    if len(parts) > 2:
        parts[1] = "*"
    return "/".join(parts)


def _marked_uri(folder: str) -> str:
    return "/".join(filter(None, (folder.replace("*", PART), f"{NAME}.md")))


def _own_name(folder: str, uri: str) -> str:
    """What sets a page apart from others of its shell, as far as links to it are concerned."""
    return uri.split("/")[1] if "*" in folder else name_of(uri)
