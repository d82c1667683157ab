"""The facets that several lists can be narrowed down by."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from generator.linking.lines import Line
from generator.linking.sightings import Ref
from generator.rendering.pages.filters import Facet
from generator.rendering.pages.site import Site

T = TypeVar("T")

_YEARS = tuple(str(year) for year in range(9999, 0, -1))


def by_actor(site: Site, actors: Callable[[T], Iterable[str | None]]) -> Facet[T]:
    """Who takes part."""
    return Facet(
        "actor",
        site.words.gettext("Actor"),
        lambda item: {id_: site.name(id_) for id_ in actors(item) if id_},
    )


def by_thread(site: Site, ref_of: Callable[[T], Ref]) -> Facet[T]:
    """Which story it belongs to."""

    def answers(item: T) -> dict[str, str]:
        thread = site.corpus.threads.get(ref_of(item).scope)
        return {thread.id: thread.name} if thread else {}

    return Facet("thread", site.words.gettext("Thread"), answers)


def by_year(site: Site, years: Callable[[T], Iterable[int]]) -> Facet[T]:
    """In which years, the latest first."""
    return Facet(
        "year",
        site.words.gettext("Year"),
        lambda item: {str(year): str(year) for year in years(item)},
        in_order=_YEARS,
    )


def shape_of_lines(lines: Iterable[Line[Any]]) -> object:
    """The shape of a list of demands or risks: their keys, and the briefings that affect each."""
    return [(line.key, [ref.id for ref in line.bearing]) for line in lines]


def years_seen(line: Line[Any]) -> list[int]:
    """The years of the briefings that name a demand or a risk."""
    return sorted({ref.date.year for ref in line.refs})
