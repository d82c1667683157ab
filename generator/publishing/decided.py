"""What an owner's `mkdocs.yml` adds up to; what each option may be is in `options.py`.

Whatever cannot work raises a `PluginError`, which ends a build before it touches anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from generator.checking.added import file_checks
from generator.exporting.parquet import MissingExtraError, library
from generator.extending import ExtensionError
from generator.publishing.clock import NotATimeError, build_time
from generator.publishing.links_out import links_out
from generator.publishing.options import BriefingsConfig
from generator.publishing.placed import nav_uris
from generator.publishing.policy import NotASourceError, Policy, policy_of
from generator.reading.paths import shown_path
from generator.rendering.addresses import Links
from generator.rendering.catalogue import ENGLISH
from generator.rendering.edition import Edition
from generator.rendering.kinds import page_kinds

_THEIR_SEARCH = {"search", "material/search"}
"""Names of the search plugins of the theme and of MkDocs."""


def edition_of(config: MkDocsConfig, options: BriefingsConfig, templates: Path | None) -> Edition:
    """How the site is published; `templates` is the owner's folder of templates."""
    if templates and not templates.is_dir():
        raise _refused(f"there is no folder of templates {templates}")
    if "parquet" in options.exports:
        with _telling(MissingExtraError):
            library()
    edition = Edition(
        links=Links.FOLDERS if config.use_directory_urls else Links.FILES,
        language=str(config.theme.get("language") or ENGLISH),
        site_name=config.site_name,
        site_url=config.site_url or "",
        templates=templates,
        has_search=options.search and _THEIR_SEARCH.isdisjoint(config.plugins),
        exports=frozenset(options.exports),
        without=frozenset(options.without),
        titles=options.titles,
    )
    for uri in nav_uris(config.nav or ()):
        kind, slash, _ = uri.partition("/")
        if slash and not edition.has(kind) and not Path(config.docs_dir, uri).exists():
            raise _refused(f"`nav` leads to {uri}, and `without` leaves {kind} out: take one out")
    return edition


def policy_wanted(said: object) -> Policy | None:
    """The policy that the option `csp` asks for; None if it asks for none."""
    if said is False:
        return None
    with _telling(NotASourceError, "csp: "):
        return policy_of(said if isinstance(said, dict) else {})


def time_told() -> datetime:
    """The time of the build."""
    with _telling(NotATimeError):
        return build_time()


def refuse_links_out(docs: Path) -> None:
    """Refuse links in the folder of documents that lead out of that folder."""
    for link in links_out(docs):
        what = "leads to no file of the folder of documents: copy what it stands for"
        raise _refused(f"the link {link} {what}")


def refuse_within(briefings: Path, docs: Path) -> None:
    """Refuse briefings inside the folder of documents: MkDocs would publish every file as it is."""
    if briefings.resolve().is_relative_to(docs.resolve()):
        raise _refused(
            f"the folder {shown_path(briefings)} lies in the folder of documents, of which every "
            "file is published, drafts and archived texts too: put it beside that"
        )


def refuse_bad_packages() -> None:
    """Refuse packages that add kinds of pages, or checks, but cannot be used."""
    with _telling(ExtensionError):
        page_kinds()
        file_checks()


@contextmanager
def _telling(kind: type[Exception], of: str = "") -> Iterator[None]:
    try:
        yield
    except kind as error:
        raise _refused(f"{of}{error}") from error


def _refused(what: str) -> PluginError:
    return PluginError(f"briefings: {what}")
