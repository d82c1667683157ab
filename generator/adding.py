"""What packages that add kinds of pages, or checks, may rely on.

These names, and the fields that the guide describes, change only with a line in the change log.
`docs/guide/extend.md` explains them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__all__ = [
    "Check",
    "Code",
    "Finding",
    "PageKind",
    "Plan",
    "ReadBriefing",
    "Severity",
    "Site",
    "Thread",
    "plan",
]

if TYPE_CHECKING:
    from generator.checking.added import Check
    from generator.checking.threads import Thread
    from generator.diagnostics.codes import Code, Severity
    from generator.diagnostics.finding import Finding
    from generator.reading.folder import ReadBriefing
    from generator.rendering.kinds import PageKind
    from generator.rendering.page import Plan
    from generator.rendering.pages.planning import plan
    from generator.rendering.pages.site import Site
else:
    _HOMES = {
        "Check": "checking.added",
        "Code": "diagnostics.codes",
        "Finding": "diagnostics.finding",
        "PageKind": "rendering.kinds",
        "Plan": "rendering.page",
        "ReadBriefing": "reading.folder",
        "Severity": "diagnostics.codes",
        "Site": "rendering.pages.site",
        "Thread": "checking.threads",
        "plan": "rendering.pages.planning",
    }

    def __getattr__(name: str) -> object:
        """Load a name when it is first used: a check needs nothing that pages need."""
        if name in _HOMES:
            return getattr(import_module(f"generator.{_HOMES[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
