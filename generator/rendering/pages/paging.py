"""Long lists are split by year or letter, then into pages, so that no page grows without bound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

OTHER = "other"
"""The group of items that fit no other."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """One page of a long list."""

    uri: str
    name: str
    """The name of its group: a year, a letter, or `OTHER`."""
    page: int
    """Its number within its group, from 1."""
    items: tuple[T, ...]


def split(
    folder: str, items: Sequence[T], group: Callable[[T], object], most: int
) -> tuple[Part[T], ...]:
    """Split a list into parts below a folder; no parts if all of it fits on one page.

    Parts are filled in the list's own order, so an item added at the end of a group leaves the
    other parts as they are.
    """
    if len(items) <= most:
        return ()
    groups: dict[str, list[T]] = defaultdict(list)
    for item in items:
        groups[str(group(item))].append(item)
    return tuple(
        Part(
            f"{folder}/{name}{f'-{page}' if page > 1 else ''}.md",
            name if name == OTHER else name.upper(),
            page,
            tuple(found[start : start + most]),
        )
        for name, found in sorted(groups.items())
        for page, start in enumerate(range(0, len(found), most), start=1)
    )


def initial(name: str) -> str:
    """The letter that a name is filed under; `OTHER` if it does not begin with one of a to z."""
    first = name.strip()[:1].casefold()
    return first if "a" <= first <= "z" else OTHER


def neighbours(
    parts: Sequence[Part[T]],
) -> Iterable[tuple[Part[T], Part[T] | None, Part[T] | None]]:
    """Each part with the one before it and the one after it."""
    return zip(parts, (None, *parts), (*parts[1:], None), strict=False)
