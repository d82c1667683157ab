"""What every page of a site depends on, kept from one build to the next."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from generator.publishing.state import State

_KEPT = "made"
"""The name under which the state keeps it."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a site was built from, apart from its briefings and its hand-written pages."""

    register: Any
    """The register of actors as plain data; None if there is none."""
    drafts: bool
    """Whether drafts are shown."""
    settings: str
    """A fingerprint of the configuration, the environment and all options."""
    templates: dict[str, str]
    """The version of each of the owner's templates."""
    read: dict[str, str]
    """A fingerprint of each file that plugins opened, by its path."""
    generation: str
    """The generation of the published tree; empty if there is none."""
    outline: str = ""
    """A fingerprint of what MkDocs shows of the site on every page, such as the navigation."""

    @classmethod
    def kept(cls, state: State) -> Basis | None:
        """The basis of the last build; None before the first."""
        data = state.get(_KEPT)
        return cls(**data) if data else None

    def keep(self, state: State) -> None:
        """Keep it for the next build."""
        state.put(_KEPT, asdict(self))

    def still_holds(self, now: Basis) -> bool:
        """Whether pages written on this basis may stay, as far as is known before planning.

        Templates do not count here: it is known which pages a changed template affects.
        """
        return (
            self.settings == now.settings
            and self.read.items() <= now.read.items()
            and self.generation == now.generation != ""
        )
