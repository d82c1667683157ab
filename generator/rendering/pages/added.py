"""Pages of the kinds that packages add; see `kinds.py` for what such a kind is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeVar

from generator.extending import ExtensionError, said
from generator.rendering.kinds import page_kinds
from generator.rendering.page import Plan, Planned
from generator.rendering.pages.site import Site
from generator.rendering.templates import BadTemplateError
from generator.rendering.units import LIST

T = TypeVar("T")


def plans_of_added(site: Site, name: str) -> Iterator[Plan]:
    """Plan the pages of a kind. Raises `ExtensionError`, as the plans do when used."""
    extension, kind = page_kinds()[name]

    def guarded(do: Callable[[], T], of: str) -> Callable[[], T]:
        def done() -> T:
            try:
                return do()
            except (BadTemplateError, ExtensionError):
                raise
            except Exception as error:  # foreign code can raise anything
                raise extension.error(f"failed{of}: {said(error)}") from error

        return done

    for plan in guarded(lambda: list(kind.plans(site)), "")():
        if not isinstance(plan, Planned):
            raise extension.error(f"plans something that is no `Plan`: {plan!r:.80}")
        if (plan.unit, plan.kind) != (f"{LIST}{name}", name):
            raise extension.error(f"has to plan pages of the unit list:{name} and the kind {name}")
        if not plan.uri.startswith(f"{name}/") or not plan.uri.endswith(".md"):
            raise extension.error(f"has to plan pages {name}/….md, not {plan.uri}")
        on = f" on {plan.uri}"
        yield replace(plan, shape=guarded(plan.shape, on), write=guarded(plan.write, on))
