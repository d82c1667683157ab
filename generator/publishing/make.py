"""From a folder of briefings to the pages of a site, mistakes included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.checking import check
from generator.diagnostics.finding import Finding, errors_in
from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.extending import ExtensionError
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.reading.folder import Folder, read_folder
from generator.rendering.catalogue import BadCatalogueError
from generator.rendering.edition import Edition
from generator.rendering.mistakes import notice, render_mistakes
from generator.rendering.page import Page
from generator.rendering.pages import PLAIN, render_pages
from generator.rendering.templates import BadTemplateError
from generator.rendering.wording import Wording

TROUBLES = (BadTemplateError, BadCatalogueError, ExtensionError)
"""Errors in an owner's templates and catalogues, and in packages that add to pages."""


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a site, and what is wrong with what they are made from."""

    pages: tuple[Page, ...]
    """Empty if there are mistakes and `make_pages` is not `tolerant`."""
    findings: tuple[Finding, ...]
    trouble: str = ""
    """What is wrong with a template."""
    corpus: Corpus | None = None
    """What the pages are made from; None if none could be made."""


def make_pages(
    folder: Path,
    edition: Edition = PLAIN,
    *,
    drafts: bool = False,
    tolerant: bool = False,
) -> Made:
    """Read, check, link and render.

    `tolerant` is for a writer who is watching: briefings with mistakes are left out, and pages that
    show the mistakes take their place.
    """
    read = read_folder(folder)
    archive = Archive(folder)
    findings = check(read, archive)
    errors = errors_in(findings)
    if errors and not tolerant:
        return Made((), findings)
    corpus = link(without_mistakes(read, errors), prove(read, archive), drafts=drafts)
    words = Wording()
    try:
        words = edition.wording()
        pages = tuple(render_pages(corpus, edition))
    except TROUBLES as error:
        told = render_mistakes(errors, words, str(error), edition.templates)
        return Made(tuple(told), findings, str(error))
    if errors:
        links = edition.links
        told = [
            replace(page, markdown=notice(page.uri, errors, links, words) + page.markdown)
            for page in pages
        ]
        pages = (*told, *render_mistakes(errors, words, templates=edition.templates))
    return Made(pages, findings, corpus=corpus)


def without_mistakes(folder: Folder, errors: Sequence[Finding]) -> Folder:
    """The folder without the briefings that have mistakes."""
    wrong = {error.place.source.path for error in errors}
    return replace(
        folder,
        briefings=tuple(
            read for read in folder.briefings if read.document.source.path not in wrong
        ),
    )
