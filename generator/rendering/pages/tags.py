"""The list of tags, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.tags import Tag
from generator.rendering.page import Page
from generator.rendering.pages.paging import initial, split
from generator.rendering.pages.site import Site, tag_uri, write, write_list, write_parts

MOST = 400
"""Tags that one page lists."""
BRIEFINGS = 60
"""Briefings that one page of a tag lists."""


def tag_pages(site: Site) -> Iterator[Page]:
    """Write the list of tags and the page of each."""
    every = list(site.corpus.tags.values())
    most_used = {tag.id for tag in sorted(every, key=lambda tag: -len(tag.refs))[:MOST]}
    yield from write_list(
        site,
        every,
        kind="tags",
        title=site.words.gettext("Tags"),
        description=site.words.gettext("The subjects that briefings are tagged with."),
        group=lambda tag: initial(tag.name),
        refs_of=lambda tag: tag.refs,
        most=MOST,
        best=[tag for tag in every if tag.id in most_used],
        folder="names",
    )
    for tag in every:
        yield from _tag(site, tag)


def _tag(site: Site, tag: Tag) -> Iterator[Page]:
    description = site.words.gettext("Briefings tagged “{tag}”.", tag=tag.name)
    uri = tag_uri(tag.id)
    parts = split(f"tags/{tag.id}/years", tag.refs[::-1], lambda ref: ref.date.year, BRIEFINGS)
    yield write(
        site,
        uri=uri,
        kind="tag",
        title=tag.name,
        description=description,
        refs=tag.refs,
        tag=tag,
        items=tag.refs[:BRIEFINGS],
        pages=parts,
        part=None,
    )
    yield from write_parts(
        site,
        parts,
        lambda ref: [ref],
        lambda part: {"tag": tag, "items": part.items},
        kind="tag",
        title=tag.name,
        description=description,
        whole=uri,
    )
