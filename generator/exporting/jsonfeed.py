"""A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.exporting.entries import Entry, moment
from generator.exporting.feeds import Feed

VERSION = "https://jsonfeed.org/version/1.1"
MEDIA_TYPE = "application/feed+json"
ENDING = ".json"
_LONE = re.compile("[\ud800-\udfff]")


def json_feed(feed: Feed) -> bytes:
    """The JSON Feed of a feed, in UTF-8; the same feed always gives the same bytes."""
    document: dict[str, Any] = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address(ENDING),
        "description": feed.description,
        "user_comment": feed.note,
        "authors": _authors(feed.author),
        "language": feed.language,
    }
    held = {key: value for key, value in document.items() if value}
    held["items"] = [_item(entry, feed) for entry in feed.entries]
    text = json.dumps(held, ensure_ascii=False, check_circular=False)
    # UTF-8 has no lone surrogates. They occur only in strings, where JSON can escape them.
    return f"{_LONE.sub(_escaped, text)}\n".encode()


def _item(entry: Entry, feed: Feed) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.address,
        "title": entry.title,
        "content_html": entry.html,
        "summary": entry.summary,
        "date_published": moment(entry.published),
        "date_modified": moment(entry.updated),
        "authors": _authors(entry.author),
        "tags": list(entry.tags),
        "language": entry.language if entry.language != feed.language else "",
    }
    return {key: value for key, value in item.items() if value}


def _authors(name: str) -> list[dict[str, str]]:
    return [{"name": name}] if name else []


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
