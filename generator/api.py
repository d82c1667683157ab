"""What programs may rely on: `from generator import load, check, render`.

These names, and the fields of what they return, change only with a line in the change log.
Everything else in this package may change without one.
"""

from __future__ import annotations

from datetime import date
from os import PathLike
from pathlib import Path

from generator.checking import check
from generator.diagnostics.codes import Severity
from generator.diagnostics.finding import Finding, errors_in
from generator.diagnostics.show import summary
from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.linking.link import link
from generator.model.briefing import Briefing, Register
from generator.reading.folder import Folder, ReadBriefing, read_folder
from generator.rendering.addresses import Links
from generator.rendering.catalogue import ENGLISH
from generator.rendering.edition import Edition
from generator.rendering.page import Page
from generator.rendering.pages import render_pages

__all__ = [
    "Briefing",
    "Finding",
    "Folder",
    "MistakesError",
    "Page",
    "ReadBriefing",
    "Register",
    "Severity",
    "check",
    "load",
    "render",
]


class MistakesError(ValueError):
    """Briefings have mistakes, so no pages can be made from them."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__(f"{summary(findings)}: `check` tells them")
        self.findings = findings
        """The mistakes; warnings are left out."""


def load(folder: str | PathLike[str]) -> Folder:
    """Read a folder of briefings and its register.

    Never raises because of what the files say: `check` reports what is wrong. For a briefing whose
    form is wrong, `ReadBriefing.briefing` is None.
    """
    return read_folder(Path(folder))


def render(
    folder: Folder,
    *,
    language: str = ENGLISH,
    drafts: bool = False,
    as_of: date | None = None,
) -> tuple[Page, ...]:
    """Make the pages of a site as Markdown, with the links between them.

    `language`: language tag for the pages' own words; English if there is no translation. `drafts`:
    include briefings that are not published yet. `as_of`: show the desk as it stood at the end of
    that day. Raises `MistakesError`.
    """
    archive = Archive(folder.path)
    if mistakes := errors_in(check(folder, archive, as_of)):
        raise MistakesError(mistakes)
    return pages_of(folder, archive, language, drafts=drafts, as_of=as_of)


def pages_of(
    folder: Folder, archive: Archive, language: str, *, drafts: bool, as_of: date | None
) -> tuple[Page, ...]:
    """Make the same pages from briefings that are known to have no mistakes."""
    corpus = link(folder, prove(folder, archive), drafts=drafts, as_of=as_of)
    return tuple(render_pages(corpus, Edition(Links.MARKDOWN, language, exports=frozenset())))
