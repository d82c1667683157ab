"""What a page says of itself: to MkDocs, and to whatever previews a link to it."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.rendering.edition import Edition
from generator.rendering.escape import escape
from generator.rendering.page import Page

_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")


def front_matter(page: Page) -> str:
    """Title, description and the like as MkDocs and Material take them.

    Themes print title and description without escaping, so they are escaped here; JSON is YAML
    that needs no quoting of its own.
    """
    data: dict[str, Any] = {"description": escape(page.description)}
    if page.kind != "front":  # its title is the site's name, which themes put behind any title
        data["title"] = escape(page.title)
    if not page.in_search:
        data["search"] = {"exclude": True}
    if not page.has_contents:
        data["hide"] = ["toc"]
    lines = "".join(f"{key}: {_quoted(value)}\n" for key, value in data.items())
    return f"---\n{lines}---\n\n"


def _quoted(value: Any) -> str:
    """A value as JSON that is YAML as well, which knows no surrogate pairs."""
    return _PAIR.sub(_as_one, json.dumps(value))


def _as_one(found: re.Match[str]) -> str:
    high, low = int(found[2], 16) - 0xD800, int(found[3], 16) - 0xDC00
    return f"{found[1]}\\U{0x10000 + high * 0x400 + low:08x}"


def previews(page: Page, edition: Edition) -> str:
    """The Open Graph properties of a page (ogp.me), for the head of its HTML."""
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
    return "".join(
        f'<meta property="{key}" content="{escape(value)}">\n' for key, value in found if value
    )
