"""The list of tags, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rendering.page import Plan
from generator.rendering.pages.linked.briefings import collection
from generator.rendering.pages.paging import initial, split
from generator.rendering.pages.planning import plan, plan_list, plan_parts
from generator.rendering.pages.site import Site, tag_uri

MOST = 400
"""Tags that one page lists at most."""
BRIEFINGS = 60
"""Briefings that one page of a tag lists at most."""


def tag_list(site: Site) -> Iterator[Plan]:
    """Plan the list of tags."""
    every = list(site.corpus.tags.values())
    most_used = {tag.id for tag in sorted(every, key=lambda tag: -len(tag.refs))[:MOST]}
    yield from plan_list(
        site,
        every,
        kind="tags",
        title=site.section("tags"),
        description=site.words.gettext("The subjects that briefings are tagged with."),
        group=lambda tag: initial(tag.name),
        refs_of=lambda tag: (),
        most=MOST,
        shape=lambda tags: [(tag.id, tag.name, len(tag.refs)) for tag in tags],
        best=[tag for tag in every if tag.id in most_used],
        folder="names",
    )


def tag_pages(site: Site, id_: str) -> Iterator[Plan]:
    """Plan the page of a tag."""
    tag = site.corpus.tags[id_]
    description = site.words.gettext("Briefings tagged “{tag}”.", tag=tag.name)
    uri = tag_uri(id_)
    parts = split(f"tags/{id_}/years", tag.refs[::-1], lambda ref: ref.date.year, BRIEFINGS)
    latest = tag.refs[:BRIEFINGS]
    whole = (tag.name, len(tag.refs))
    yield plan(
        site,
        unit=f"tag:{id_}",
        uri=uri,
        kind="tag",
        title=tag.name,
        describe=lambda: description,
        refs=lambda: latest,
        shape=lambda: (whole, [ref.id for ref in latest], [part.uri for part in parts]),
        values=lambda: {
            "tag": tag,
            "items": latest,
            "pages": parts,
        },
        linked=lambda view: collection(view, tag.refs[:BRIEFINGS]),
    )
    yield from plan_parts(
        site,
        parts,
        lambda ref: [ref],
        lambda part: {"tag": tag, "items": part.items},
        shape=lambda part: (tag.name, [ref.id for ref in part.items]),
        unit=f"tag:{id_}",
        kind="tag",
        title=tag.name,
        description=description,
        whole=uri,
        linked=lambda view, part: collection(view, part.items),
    )
