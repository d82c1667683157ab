"""How a reader can narrow down and sort a long list in the browser.

The script of the page adds nothing to it: the form's choices, and the values of each item that
they match, are in the HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from markupsafe import Markup

from generator.rendering.escape import escape, safe

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Facet(Generic[T]):
    """A question that each item of a list answers, such as its status."""

    key: str
    """Its name in the address of the page, such as `status`."""
    label: str
    answers: Callable[[T], Mapping[str, str]]
    """An item's answers: each value with its words for readers."""
    in_order: Sequence[str] = ()
    """The values in their own order, if sorting by their words would mean nothing."""


@dataclass(frozen=True, slots=True)
class Order(Generic[T]):
    """An order that a list can be put in, besides its own."""

    key: str
    label: str
    value: Callable[[T], object]
    """What is compared; items where it is None come last."""
    falling: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One field of the form."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]
    """Each value with its words for readers."""


@dataclass(frozen=True, slots=True)
class Filter:
    """The form of a list, and the values of its items."""

    choices: tuple[Choice, ...]
    """Only those that have more than one option."""
    orders: tuple[tuple[str, str], ...]
    said: Mapping[int, Markup]

    def facts(self, item: Any) -> Markup:
        """The values of an item, as attributes of its element."""
        return self.said[id(item)]


def filter_of(
    items: Sequence[T], facets: Sequence[Facet[T]], orders: Sequence[Order[T]] = ()
) -> Filter:
    """Build the filter of a list by asking every item each question."""
    said: dict[int, list[Markup]] = {id(item): [Markup(" data-bf-item")] for item in items}
    choices = []
    for facet in facets:
        options: dict[str, str] = {}
        for item in items:
            answers = facet.answers(item)
            options |= answers
            said[id(item)].append(_attribute(facet.key, " ".join(answers)))
        if len(options) > 1:
            choices.append(Choice(facet.key, facet.label, _sorted(options, facet.in_order)))
    for order in orders:
        for item in items:
            value = order.value(item)
            said[id(item)].append(_attribute(order.key, "" if value is None else str(value)))
    is_long = len(items) > 1
    return Filter(
        tuple(choices),
        tuple((f"{'-' * order.falling}{order.key}", order.label) for order in orders if is_long),
        {key: safe("".join(parts)) for key, parts in said.items()},
    )


def _attribute(key: str, value: str) -> Markup:
    return safe(f' data-{key}="{escape(value)}"') if value else Markup("")


def _sorted(options: Mapping[str, str], in_order: Iterable[str]) -> tuple[tuple[str, str], ...]:
    order = {value: place for place, value in enumerate(in_order)}
    return tuple(
        sorted(options.items(), key=lambda o: (order.get(o[0], len(order)), o[1].casefold()))
    )
