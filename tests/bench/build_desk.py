"""A site of a made-up desk, and what its writers and its owner change: for `build.py`.

Each change says where the site shows it, so that no build is measured that has missed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count, cycle
from pathlib import Path
from random import Random

import yaml

from generator.reading.paths import REGISTER_NAME
from tests.bench.away import take_away
from tests.bench.desk import Language, make_desk

DOCS = ("guide/index.md", "guide/desk.md", "guide/rules.md", "guide/contact.md")
"""The pages that are written by hand."""
INDEXES = ("briefings", "threads", "actors", "demands", "risks", "figures", "timeline", "sources")
EXTENSIONS = ["admonition", "attr_list", "tables", {"toc": {"permalink": True}}]
SITE = "made/site"
ALONE = "made/pages-alone"
OWN = "made/own-template"
TEMPLATE = "briefing.md.jinja"
_SEED = 7


@dataclass(frozen=True, slots=True)
class Change:
    """A file as it is to be written, and where the site then shows it."""

    path: Path
    text: str
    page: str
    """Address of a page that shows it, from the root of the site."""
    word: str
    """A word that stood nowhere before."""

    def write(self) -> None:
        """Make the change."""
        self.path.write_text(self.text, "utf-8")


class Project:
    """A folder with briefings, pages written by hand, a template, and MkDocs' configuration."""

    def __init__(self, folder: Path, briefings: int) -> None:
        self.folder = folder
        self.config = folder / "mkdocs.yml"
        self.config_alone = folder / "pages-alone.yml"
        """The same without search and feeds, into a folder of its own."""
        self.config_own = folder / "own-template.yml"
        """The same with the template, into a folder of its own."""
        self.briefings = folder / "briefings"
        self.docs = folder / "docs"
        self.templates = folder / "templates"
        self.random = Random(_SEED)
        self._numbers = count(1)
        make_desk(self.briefings, briefings)
        self._write_docs()
        for path, settings in (
            (self.config, _settings(SITE)),
            (self.config_alone, _settings(ALONE, search=False, exports=[])),
            (self.config_own, _settings(OWN, templates="templates")),
        ):
            path.write_text(yaml.safe_dump(settings), "utf-8")
        self.templates.mkdir()
        self.restyled().write()
        self._paths = _in_turn(self.briefings.glob("[0-9]*/*.yml"), self.random)

    def _write_docs(self) -> None:
        language = Language(self.random)
        for at, name in enumerate(DOCS):
            target = self.docs / name
            target.parent.mkdir(parents=True, exist_ok=True)
            parts = [f"# {language.phrase(2, 4)}", "See [all briefings](../briefings/index.md)."]
            for _ in range(3 + at):
                parts += [f"## {language.phrase(2, 5)}", language.prose(5), language.prose(4)]
                parts.append("\n".join(f"- {language.phrase(4, 9)}" for _ in range(4)))
            target.write_text("\n\n".join(parts) + "\n", "utf-8")

    def forget(self) -> None:
        """Remove all sites and the state between builds: the next build is a cold one."""
        for name in (".cache", "made"):
            take_away(self.folder / name, self.folder.parent)

    def edited(self) -> Change:
        """A word in the text of a demand is another; each time in another briefing."""
        path, word = next(self._paths), self._word("edited")
        before, start, demands = path.read_text("utf-8").partition("\ndemands:\n")
        demand, key, text = demands.partition("\n    text: ")
        text = f"{before}{start}{demand}{key}{word} {text.partition(' ')[2]}"
        return Change(path, text, f"briefings/{path.stem}/", word)

    def retitled(self) -> Change:
        """A briefing has another title, which is told wherever the briefing is named."""
        path, word = next(self._paths), self._word("retitled")
        text = path.read_text("utf-8").replace("title: ", f"title: {word} ", 1)
        return Change(path, text, f"briefings/{path.stem}/", word)

    def added(self) -> Change:
        """There is one briefing more, like another one and in a thread of its own."""
        like, word = next(self._paths), self._word("added")
        text = like.read_text("utf-8").replace("title: ", f"title: {word} ", 1)
        _, line, rest = text.partition("\nthread: ")
        text = text.replace(f"{line}{rest.partition(chr(10))[0]}", f"{line}{word.lower()}", 1)
        path = like.with_name(f"{like.name[:10]}-{word.lower()}.yml")
        return Change(path, text, f"briefings/{path.stem}/", word)

    def renamed(self) -> Change:
        """An actor has another name: one of the middle, of half of all mentions."""
        path, word = self.briefings / REGISTER_NAME, self._word("renamed")
        entries = path.read_text("utf-8").split("\n  name: ")
        # By the way in which casts are drawn in `desk.py`.
        at = max(1, (len(entries) - 1) // 8) + self.random.randrange(1 + len(entries) // 100)
        actor = entries[at - 1].rpartition("\n")[2].removesuffix(":")
        _, line, rest = entries[at].partition("\n")
        entries[at] = f"{word}{line}{rest}"
        return Change(path, "\n  name: ".join(entries), f"actors/{actor}/", word)

    def restyled(self) -> Change:
        """The owner's template of briefings says something else below each."""
        word = self._word("restyled")
        text = (
            f'{{% extends "briefings/{TEMPLATE}" %}}\n'
            f"{{% block head %}}{{{{ super() }}}}\n<p>{word}</p>\n{{% endblock %}}\n"
        )
        path = min(self.briefings.glob("[0-9]*/*.yml"))
        return Change(self.templates / TEMPLATE, text, f"briefings/{path.stem}/", word)

    def _word(self, stem: str) -> str:
        return f"{stem.capitalize()}{next(self._numbers)}"


def edits_of_pages(content: Path) -> Iterator[Change]:
    """The same for who has the pages as Markdown: a word on the page of another briefing."""
    for path in _in_turn((content / "briefings").glob("[0-9]*.md"), Random(_SEED)):
        text, word = path.read_text("utf-8"), f"Edited{path.stem}"
        changed = text.replace("<h3>", f"<h3>{word} ", 1)
        yield Change(path, changed, f"briefings/{path.stem}/", word)


def shows(site: Path, change: Change) -> bool:
    """Whether a site that was built shows a change."""
    page = site / change.page / "index.html"
    return page.is_file() and change.word in page.read_text("utf-8")


def pages_in(site: Path) -> int:
    """How many pages a site has."""
    return sum(1 for path in site.rglob("*.html") if path.name != "404.html")


def _settings(site: str, **options: object) -> dict[str, object]:
    briefings = {"folder": "briefings", "exports": ["feeds"], **options}
    return {
        "site_name": "Desk",
        "site_url": "https://example.org/",
        "site_dir": site,
        "theme": {"name": "material", "font": False},
        "plugins": [{"briefings": briefings}],
        "nav": ["index.md", *(f"{name}/index.md" for name in INDEXES), {"Guide": list(DOCS)}],
        "markdown_extensions": EXTENSIONS,
    }


def _in_turn(paths: Iterable[Path], random: Random) -> Iterator[Path]:
    """Files in an order of chance, which is the same each time."""
    mixed = sorted(paths)
    random.shuffle(mixed)
    return cycle(mixed)
