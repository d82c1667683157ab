"""A feed as Atom 1.0 (RFC 4287)."""

from __future__ import annotations

from xml.etree.ElementTree import Comment, Element, SubElement

from generator.exporting.entries import Entry, moment
from generator.exporting.feeds import Feed
from generator.exporting.xml import DECLARATION, xml_bytes, xml_text

NAMESPACE = "http://www.w3.org/2005/Atom"
MEDIA_TYPE = "application/atom+xml"
ENDING = ".xml"


def atom(feed: Feed) -> bytes:
    """The Atom document of a feed, in UTF-8; the same feed always gives the same bytes."""
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": feed.language})
    root.text = "\n"
    if feed.note:
        root.append(Comment(feed.note))
        root[0].tail = "\n"
    _add(root, "id", feed.id)
    _add(root, "title", feed.title)
    _add(root, "subtitle", feed.description)
    _add(root, "updated", moment(feed.updated))
    _add_author(root, feed.author)
    # If the site's address is unknown, a feed has no address of its own to give.
    if address := feed.address(ENDING):
        _add(root, "link", rel="self", type=MEDIA_TYPE, href=address)
    _add(root, "link", rel="alternate", type="text/html", href=feed.page)
    for entry in feed.entries:
        _add_entry(root, entry, feed)
    return DECLARATION + xml_bytes(root) + b"\n"


def _add_entry(root: Element, entry: Entry, feed: Feed) -> None:
    element = _add(root, "entry")
    element.text = "\n"
    if entry.language != feed.language:
        element.set("xml:lang", entry.language)
    _add(element, "id", entry.id)
    _add(element, "title", entry.title)
    _add(element, "published", moment(entry.published))
    _add(element, "updated", moment(entry.updated))
    if entry.author:
        _add_author(element, entry.author)
    _add(element, "link", rel="alternate", type="text/html", href=entry.address)
    for tag in entry.tags:
        _add(element, "category", term=tag)
    _add(element, "summary", entry.summary)
    _add(element, "content", entry.html, type="html")


def _add_author(parent: Element, name: str) -> None:
    _add(_add(parent, "author"), "name", name)


def _add(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """Append an element to another, on a line of its own."""
    held = {key: xml_text(value) for key, value in attributes.items()}
    element = SubElement(parent, tag, held)
    element.text = xml_text(text) or None
    element.tail = "\n"
    return element
