"""Feeds for tests: every feed of a corpus, and what is wrong with one as a program reads it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from generator.exporting.feeds import Feed, feed_of_actor, feed_of_site, feed_of_thread
from generator.linking.corpus import Corpus
from generator.rendering.edition import Edition
from generator.rendering.pages.site import View, site_of

AT = Edition(site_name="The Desk", site_url="https://desk.example/news/")
"""An edition that knows where its site will be."""
NOWHERE = Edition(site_name="The Desk")

ATOM = "{http://www.w3.org/2005/Atom}"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def feeds_of(corpus: Corpus, edition: Edition = AT) -> dict[str, tuple[Feed, View]]:
    """All feeds by their files without the ending, each with what it noted."""
    site = site_of(corpus, edition)

    def view() -> View:
        return View(site, "index.md", set())

    views = [view(), *(view() for _ in corpus.threads), *(view() for _ in corpus.actors)]
    rest = iter(views)
    found = [
        feed_of_site(next(rest)),
        *(feed_of_thread(next(rest), id_) for id_ in corpus.threads),
        *(feed_of_actor(next(rest), id_) for id_ in corpus.actors),
    ]
    return {feed.stem: (feed, view) for feed, view in zip(found, views, strict=True)}


def feed_at(corpus: Corpus, stem: str, edition: Edition = AT) -> Feed:
    return feeds_of(corpus, edition)[stem][0]


def told(feed: Feed) -> list[str]:
    """The titles of its entries."""
    return [entry.title for entry in feed.entries]


_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+", re.IGNORECASE)
_TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:[A-Za-z0-9._~!$&'()*+,;=:@/?%-]*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ONCE = {"id", "title", "updated"}
_AT_MOST_ONCE = {*_ONCE, "published", "summary", "content", "subtitle", "rights", "generator"}
_IN_FEED = {*_ONCE, "subtitle", "author", "link", "category", "entry"}
_IN_ENTRY = {*_ONCE, "published", "author", "link", "category", "summary", "content"}
_TEXT_TYPES = {"text", "html", "xhtml"}


def faults_of(document: bytes, *, is_placed: bool = True) -> list[str]:
    """Which rules of RFC 4287 an Atom document breaks, of those that the W3C's validator looks at.

    `is_placed`: no link may be relative.
    """
    root = ElementTree.fromstring(document)
    return list(_faults(root, is_placed))


def _faults(root: Any, is_placed: bool) -> Iterator[str]:
    if root.tag != f"{ATOM}feed":
        yield f"the root is {root.tag}"
    entries = root.findall(f"{ATOM}entry")
    yield from _faults_in(root, _IN_FEED, is_placed)
    for entry in entries:
        yield from _faults_in(entry, _IN_ENTRY, is_placed)
        if root.find(f"{ATOM}author") is None and entry.find(f"{ATOM}author") is None:
            yield "4.1.1: neither the feed nor an entry has an author"
    ids = Counter(each.findtext(f"{ATOM}id") for each in (root, *entries))
    yield from (f"4.2.6: the id {id_} comes {n} times" for id_, n in ids.items() if n > 1)
    selves = [link for link in root.findall(f"{ATOM}link") if link.get("rel") == "self"]
    if len(selves) != is_placed:
        yield "4.1.1: a feed says its own address once, if it has one"
    updated = [found for entry in entries if (found := _moment_in(entry, "updated"))]
    if updated and max(updated) != _moment_in(root, "updated"):
        yield "the feed was not updated with its entries"


def _faults_in(element: Any, allowed: set[str], is_placed: bool) -> Iterator[str]:
    children = Counter(child.tag.removeprefix(ATOM) for child in element)
    yield from (f"unknown element {name}" for name in children.keys() - allowed)
    yield from (f"no {name}" for name in _ONCE if not (element.findtext(ATOM + name) or "").strip())
    yield from (f"{name} comes twice" for name in _AT_MOST_ONCE if children[name] > 1)
    id_ = element.findtext(f"{ATOM}id") or ""
    if not _IRI.fullmatch(id_) or (id_.startswith("tag:") and not _TAG.fullmatch(id_)):
        yield f"4.2.6: {id_} is no absolute IRI"
    for name in {"updated", "published"} & children.keys():
        if _moment_in(element, name) is None:
            yield f"3.3: {name} is no date of RFC 3339"
    for author in element.findall(f"{ATOM}author"):
        names = [name.text or "" for name in author.findall(f"{ATOM}name")]
        if len(names) != 1 or not names[0].strip():
            yield "3.2.1: a person has one name"
    links = element.findall(f"{ATOM}link")
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in links if _is_way(link))
    yield from (f"4.1.1: two alternates of {kind}" for kind, n in kinds.items() if n > 1)
    if not kinds:
        yield "no alternate"
    for link in links:
        if not link.get("href") or (is_placed and not urlsplit(link.get("href")).netloc):
            yield f"4.2.7.1: no base for the link {link.get('href')}"
    if not all(category.get("term") for category in element.findall(f"{ATOM}category")):
        yield "4.2.2.1: a category without a term"
    for name in {"title", "subtitle", "summary", "content"} & children.keys():
        text = element.find(ATOM + name)
        if text.get("type", "text") not in _TEXT_TYPES or len(text):
            yield f"3.1: {name} is no text"
    if not _LANGUAGE.fullmatch(element.get(LANG, "en")):
        yield f"{element.get(LANG)} is no language"


def _is_way(link: Any) -> bool:
    return str(link.get("rel", "alternate")) == "alternate"


def _moment_in(element: Any, name: str) -> datetime | None:
    text = element.findtext(ATOM + name) or ""
    if not _MOMENT.fullmatch(text):
        return None
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return None


def _url() -> dict[str, Any]:
    return {"type": "string", "format": "uri-reference", "minLength": 1}


_PEOPLE = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {"name": {"type": "string"}, "url": _url(), "avatar": _url()},
        "minProperties": 1,
        "additionalProperties": False,
    },
}
_LANGUAGE_TAG = {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}
_JSON_MOMENT = {"type": "string", "pattern": f"^{_MOMENT.pattern}$"}
JSON_FEED: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": _url(),
        "feed_url": _url(),
        "description": {"type": "string"},
        "user_comment": {"type": "string"},
        "next_url": _url(),
        "icon": _url(),
        "favicon": _url(),
        "authors": _PEOPLE,
        "language": _LANGUAGE_TAG,
        "expired": {"type": "boolean"},
        "hubs": {"type": "array"},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "anyOf": [{"required": ["content_html"]}, {"required": ["content_text"]}],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": _url(),
                    "external_url": _url(),
                    "title": {"type": "string"},
                    "content_html": {"type": "string"},
                    "content_text": {"type": "string"},
                    "summary": {"type": "string"},
                    "image": _url(),
                    "banner_image": _url(),
                    "date_published": _JSON_MOMENT,
                    "date_modified": _JSON_MOMENT,
                    "authors": _PEOPLE,
                    "tags": {"type": "array", "items": {"type": "string"}},
                    "language": _LANGUAGE_TAG,
                    "attachments": {"type": "array"},
                },
                # Whatever the specification does not know begins with an underscore.
                "patternProperties": {"^_": {"type": "object"}},
                "additionalProperties": False,
            },
        },
    },
    "patternProperties": {"^_": {"type": "object"}},
    "additionalProperties": False,
}
"""JSON Feed 1.1, written from its specification; keys that version 1.1 deprecates are left out."""
