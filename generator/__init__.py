"""Turn YAML briefings about the news into a searchable site.

The rooms are listed in the order in which data passes through them, and each imports only from
those before it: extending, model, diagnostics, reading, evidence, checking, keeping, linking,
rendering, exporting, publishing, authoring, api, adding, cli. Programs use the names below, which
`api.py` explains.
"""

from typing import TYPE_CHECKING

__version__ = "0.1.0"

__all__ = [
    "Briefing",
    "Finding",
    "Folder",
    "MistakesError",
    "Page",
    "ReadBriefing",
    "Register",
    "Severity",
    "__version__",
    "check",
    "load",
    "render",
]

if TYPE_CHECKING:
    from generator.api import (
        Briefing,
        Finding,
        Folder,
        MistakesError,
        Page,
        ReadBriefing,
        Register,
        Severity,
        check,
        load,
        render,
    )
else:

    def __getattr__(name: str) -> object:
        """Load `api.py` when one of its names is first used: commands do not need all of it."""
        if name in __all__:
            from generator import api

            return getattr(api, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
