"""The policy that pages run under: what a browser may load and run for them, and nothing else.

It is a Content Security Policy (CSP, Level 3) without `unsafe-inline` for scripts. Since many hosts
set no headers, each page holds its policy in a `meta` element, before everything that it applies
to; for hosts that do, a file of headers has one policy for all pages together.

A page may run the scripts that the theme and hand-written content put into it, each named by its
hash, and load scripts, style sheets and fonts from the other hosts that these name: both are the
owner's. What the words of a briefing bring into a page is never named, so a script would not run
even if one got past everything that escapes them. JSON is data and needs no permission.

`style` attributes are allowed: the widths of bars and the columns of tables use them. `style`
elements are named by their hashes, as scripts are.
"""

from __future__ import annotations

import base64
import hashlib
import html as entities
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import quote, urlsplit

HEADERS = "_headers"
"""The file that Netlify and Cloudflare Pages read headers from."""

_SELF = "'self'"
_NONE = "'none'"
_ALWAYS = {
    "default-src": (_SELF,),
    "script-src": (_SELF,),
    "style-src": (_SELF,),
    "style-src-attr": ("'unsafe-inline'",),
    "img-src": (_SELF, "data:"),
    "font-src": (_SELF,),
    "connect-src": (_SELF,),
    "object-src": (_NONE,),
    "base-uri": (_SELF,),
    "form-action": (_SELF,),
    "frame-ancestors": (_NONE,),
}
"""What holds on every page: the sources of each directive."""
_HEADER_ONLY = "frame-ancestors"
"""Browsers ignore it in a `meta` element, and complain (CSP, 3.3)."""
_RARE = ("frame-src", "manifest-src", "media-src", "style-src-elem", "worker-src")
"""Directives that an owner may add; `'self'` is then among their sources."""
_SOURCE = re.compile(r"[^\s;,\"<>&]+")
_BESIDE = ("X-Content-Type-Options: nosniff", "Referrer-Policy: same-origin")

_HEAD = re.compile(r"<head\b[^>]*>(?:\s*<meta charset=[^>]*>)?", re.IGNORECASE)
_META = '<meta http-equiv="Content-Security-Policy" content="{}">'
_IN_PAGE = re.compile(_META.format('([^"]*)'))
_ASKING = re.compile(
    r"""<(?:(script|style)\b((?:"[^"]*"|'[^']*'|[^'">])*)>(.*?)</\1|link\b([^>]*)>)""",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_LINKED = {"stylesheet": "style-src", "preconnect": "font-src"}
"""What a link asks for. Themes connect early to the host of their fonts."""

Asked = tuple[str, str]
"""A directive, and a source that it has to allow."""


class NotASourceError(ValueError):
    """Something cannot be part of a policy; the message says what."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What the pages of a site are allowed."""

    more: frozenset[Asked] = frozenset()
    """What the owner allows beyond what pages ask for."""

    def put_into(self, html: str, theirs: str = "") -> str:
        """Put the policy of a page into it. `theirs` is the HTML in it that is not trusted."""
        asked = _asked(html) - _asked(theirs) | self.more
        meta = _META.format(_text(asked, leave_out=_HEADER_ONLY))
        return _HEAD.sub(lambda head: f"{head[0]}\n{meta}", html, count=1)

    def headers(self, policies: Iterable[str]) -> str:
        """The file of headers of a site, from the policies of its pages."""
        asked = self.more.union(*map(_asked_by, policies))
        lines = (f"Content-Security-Policy: {_text(asked)}", *_BESIDE)
        return "/*\n" + "".join(f"  {line}\n" for line in lines)


def policy_of(more: Mapping[str, Any]) -> Policy:
    """A policy that allows more: the sources of each directive, as one text or a list of texts.

    Raises `NotASourceError`.
    """
    asked: set[Asked] = set()
    for name, said in more.items():
        if name not in (*_ALWAYS, *_RARE):
            raise NotASourceError(f"“{name}” is no directive of a policy that takes more sources")
        sources = said.split() if isinstance(said, str) else said
        for source in sources if isinstance(sources, list) else [sources]:
            if not isinstance(source, str) or not _SOURCE.fullmatch(source):
                raise NotASourceError(f"“{source}” is no source for {name}")
            if source == "'unsafe-inline'" and not name.startswith("style-src"):
                raise NotASourceError(f"{name} goes without {source}")
            asked.add((name, source))
    return Policy(frozenset(asked))


def policy_in(html: str) -> str:
    """The policy that a page holds; empty if it holds none."""
    found = _IN_PAGE.search(html)
    return found[1] if found else ""


def inline(html: str) -> Iterator[str]:
    """The inline scripts of a page."""
    for tag, attributes, text in _elements(html):
        if tag == "script" and _is_inline_script(attributes, text):
            yield text


def _text(asked: Iterable[Asked], leave_out: str = "") -> str:
    """A policy as text; its order does not depend on the order of `asked`."""
    directives = {name: dict.fromkeys(sources) for name, sources in _ALWAYS.items()}
    for name, source in sorted(asked):
        directives.setdefault(name, {_SELF: None})[source] = None
        directives[name].pop(_NONE, None)
    directives.pop(leave_out, None)
    return "; ".join(" ".join((name, *sources)) for name, sources in directives.items())


def _asked_by(policy: str) -> set[Asked]:
    """What a policy, given as text, allows beyond what always holds."""
    directives = (directive.split() for directive in policy.split(";"))
    asked = ((name, source) for name, *sources in directives for source in sources)
    return {(name, source) for name, source in asked if source not in _ALWAYS.get(name, (_SELF,))}


def _asked(html: str) -> frozenset[Asked]:
    """What the elements of some HTML ask for beyond what always holds."""
    return frozenset(_asked_of(html))


def _asked_of(html: str) -> Iterator[Asked]:
    for tag, attributes, text in _elements(html):
        if tag == "style":
            yield "style-src", _hash(text)
        elif tag == "link":
            for rel in attributes.get("rel", "").lower().split():
                if rel in _LINKED and (source := _other_host(attributes.get("href", ""))):
                    yield _LINKED[rel], source
        elif _is_inline_script(attributes, text):
            yield "script-src", _hash(text)
        elif source := _other_host(attributes.get("src", "")):
            yield "script-src", source


def _elements(html: str) -> Iterator[tuple[str, dict[str, str], str]]:
    """The elements that may ask for something: name, attributes and text."""
    for tag, of_text, text, of_link in _ASKING.findall(html):
        yield tag.lower() or "link", _attributes(of_text or of_link), text


@lru_cache(maxsize=1000)
def _attributes(text: str) -> dict[str, str]:
    return {
        name.lower(): entities.unescape(quoted or single or bare)
        for name, quoted, single, bare in _ATTRIBUTE.findall(text)
    }


def _is_inline_script(attributes: Mapping[str, str], text: str) -> bool:
    """Whether a browser would run the text of a `script` element; data needs no permission."""
    kind = attributes.get("type", "")
    is_data = "/" in kind and "script" not in kind.lower()
    return bool(text) and "src" not in attributes and not is_data


@lru_cache(maxsize=1000)
def _hash(text: str) -> str:
    """The source that a browser computes for an element's text, encoded as pages are."""
    read = text.replace("\r\n", "\n").replace("\r", "\n")
    digest = hashlib.sha256(read.encode("utf-8", errors="xmlcharrefreplace")).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _other_host(address: str) -> str:
    """The source that allows a file from another host; empty if it is the site's own."""
    try:
        parts = urlsplit(address)
    except ValueError:  # no browser finds a host in it either
        return ""
    scheme = f"{parts.scheme}://" if parts.scheme else ""
    source = f"{scheme}{parts.netloc}{quote(parts.path, safe='/%:@')}"
    is_one = parts.scheme in ("", "http", "https") and _SOURCE.fullmatch(source)
    return source if parts.netloc and is_one else ""
