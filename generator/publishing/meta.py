"""What a page says about itself: to MkDocs, to whatever previews a link to it, and to programs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from generator.rendering.addresses import FEED, address, root_from
from generator.rendering.edition import Edition
from generator.rendering.escape import escape
from generator.rendering.page import Page

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")

_FEED_KINDS = (("application/atom+xml", ".xml"), ("application/feed+json", ".json"))


def front_matter(page: Page) -> str:
    """Title, description and the like as MkDocs and Material take them.

    Themes print title and description without escaping them, so they are escaped here; JSON is YAML
    that needs no further quoting.
    """
    data: dict[str, Any] = {"description": escape(page.description)}
    if page.kind != "front":  # its title is the site's name, which themes append to any title
        data["title"] = escape(page.title)
    if not page.in_search:
        data["search"] = {"exclude": True}
    if not page.has_contents:
        data["hide"] = ["toc"]
    lines = "".join(f"{key}: {_quoted(value)}\n" for key, value in data.items())
    return f"---\n{lines}---\n\n"


def _quoted(value: Any) -> str:
    """A value as JSON that is also YAML, which knows no surrogate pairs."""
    return _PAIR.sub(_as_one, json.dumps(value))


def _as_one(found: re.Match[str]) -> str:
    high, low = int(found[2], 16) - 0xD800, int(found[3], 16) - 0xDC00
    return f"{found[1]}\\U{0x10000 + high * 0x400 + low:08x}"


def previews(page: Page, edition: Edition) -> str:
    """Everything that is added to the head of a generated page."""
    return _open_graph(page, edition) + for_programs(page, edition)


def for_programs(page: Page, edition: Edition) -> str:
    """The same without link previews: feeds, how to cite the page, and JSON-LD."""
    own = (page.feed, page.whole or page.title) if page.feed else None
    place = address(page.uri, edition.links)
    return feeds(place, edition, own) + _citation(page, edition) + _linked(page)


def feeds(place: str, edition: Edition, own: tuple[str, str] | None = None) -> str:
    """Links to feeds, for the head of the page at an address of the site.

    `own` is the feed of what the page is about, and that feed's title: it comes first, as some
    readers take the first that they find.
    """
    if "feeds" not in edition.exports:
        return ""
    root = root_from(place)
    found = [own] if own else []
    links = [
        f'type="{kind}" title="{escape(title)}" href="{root}{feed}{ending}"'
        for feed, title in (*found, (FEED, edition.site_name))
        for kind, ending in _FEED_KINDS
    ]
    return "".join(f'<link rel="alternate" {link}>\n' for link in links)


def _open_graph(page: Page, edition: Edition) -> str:
    """The Open Graph properties of a page (ogp.me)."""
    found = [
        ("og:type", "article" if page.about else "website"),
        ("og:title", page.title),
        ("og:description", page.description),
        ("og:site_name", edition.site_name),
        ("og:url", edition.permalink(page.uri)),
    ]
    if page.about:
        found.append(("article:published_time", page.about.date.isoformat()))
        found += [("article:tag", tag) for tag in page.about.briefing.tags]
    return _metas("property", found)


def _citation(page: Page, edition: Edition) -> str:
    """How to cite a briefing, in the tags of Highwire Press.

    Google Scholar's guidelines for webmasters list them, and Zotero's translator for embedded
    metadata reads them. With an institution both take the page for a report, which is what a
    briefing is; without one, for a journal article. An author is given if the briefing names one,
    as in the citation that the page itself shows.
    """
    ref = page.about
    if ref is None or not page.linked:
        return ""
    author, where = ref.outline.author, edition.permalink(page.uri)
    found = [
        ("citation_title", page.title),
        ("citation_author", author or ""),
        ("citation_publication_date", f"{ref.date:%Y/%m/%d}"),
        ("citation_technical_report_institution", edition.site_name),
        ("citation_language", ref.language or edition.language),
        ("citation_public_url", where),
        ("citation_fulltext_html_url", where),
        *(("citation_keywords", tag) for tag in ref.outline.tags),
    ]
    return _metas("name", found)


def _metas(attribute: str, found: Iterable[tuple[str, str]]) -> str:
    return "".join(
        f'<meta {attribute}="{key}" content="{escape(value)}">\n' for key, value in found if value
    )


def _linked(page: Page) -> str:
    """What a page says to machines: its JSON-LD."""
    script = '<script type="application/ld+json">'
    return f"{script}{page.linked}</script>\n" if page.linked else ""
