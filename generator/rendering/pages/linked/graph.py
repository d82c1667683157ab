"""The nodes that every page has: itself, the site that it is part of, and its breadcrumbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.model.plain import json_text
from generator.rendering.pages.site import View
from generator.rendering.sections import LISTED

Node = Mapping[str, Any]
"""A node of JSON-LD: terms of schema.org with their values. Terms without a value are left out."""

FRONT = "index.md"
_SPECIAL = re.compile("[<>&\\u2028\\u2029\\ud800-\\udfff]")
"""Characters that could end a script or begin a comment in it (HTML, section 4.12.1.3), that older
parsers take for a line end, or that are lone surrogates, which no file can hold. In JSON, they can
occur only inside strings."""


def graph(
    view: View, title: str, description: str, said: Node, whole: tuple[str, str] | None
) -> str:
    """The nodes of a page as JSON-LD: the page with its own terms, `said`, and its breadcrumbs.

    `whole` is the page that it is a part of, as its Markdown file and its title.
    """
    here = view.name(view.uri)
    parts = [website(view)]
    if whole:
        parts.append({"@type": "WebPage", "@id": view.name(whole[0]), "name": whole[1]})
    page = {
        "@type": "CollectionPage",
        "@id": here,
        "url": here,
        "name": title,
        "description": description,
        "inLanguage": view.site.edition.language,
        "isPartOf": parts,
        **said,
    }
    steps = list(_trail(view, title, whole))
    return as_json([filled(page), *([_breadcrumbs(view, steps)] if len(steps) > 1 else [])])


def as_json(nodes: Sequence[Node]) -> str:
    """Nodes as JSON-LD that is safe inside an HTML `<script>`.

    Any JSON parser gives back every text as it was typed.
    """
    text = json_text({"@context": "https://schema.org", "@graph": nodes})
    return _SPECIAL.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def website(view: View) -> Node:
    """The site as a whole."""
    name = view.site.edition.site_name
    return filled({"@type": "WebSite", "@id": view.name(FRONT, "website"), "name": name})


def publisher(view: View) -> Node | None:
    """The publisher of the site, by the site's name; None if the site has no name."""
    name = view.site.edition.site_name
    if not name:
        return None
    return {"@type": "Organization", "@id": view.name(FRONT, "publisher"), "name": name}


def front(view: View) -> Node:
    """The node of the front page, which represents the site."""
    return {
        "@type": "WebSite",
        "@id": view.name(FRONT, "website"),
        "isPartOf": None,
        "publisher": publisher(view),
    }


def nothing(view: View) -> Node:
    """The node of a page that says no more than every page does."""
    return {}


def filled(node: Node) -> Node:
    """A node without the terms that have no value."""
    return {term: value for term, value in node.items() if value}


def _trail(view: View, title: str, whole: tuple[str, str] | None) -> Iterator[tuple[str, str]]:
    """The pages on the way from the front page to this one, as Markdown files with titles."""
    words, name = view.site.words, view.site.edition.site_name
    if view.uri != FRONT:
        yield FRONT, name or words.gettext("Briefings")
    folder = view.uri.partition("/")[0]
    every = f"{folder}/index.md"
    leads = folder in LISTED.values()
    if leads and every != view.uri:
        yield every, view.site.section(folder)
    if whole and (not leads or whole[0] != every):
        yield whole
    yield view.uri, title


def _breadcrumbs(view: View, steps: list[tuple[str, str]]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": view.name(uri)}
            for number, (uri, name) in enumerate(steps, start=1)
        ],
    }
