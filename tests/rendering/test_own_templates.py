"""Every template, each of its blocks and every piece of ours can be replaced from a folder."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from generator.checking import check
from generator.publishing.make import make_pages
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from generator.rendering.mistakes import render_mistakes
from generator.rendering.page import Page
from generator.rendering.pages import PLAIN
from generator.rendering.templates import environment
from generator.rendering.wording import Wording
from tests.pictures import ROOT
from tests.stress import stress_briefings, stress_register
from tests.writing import written

FOLDER = ROOT / "generator/rendering/templates"
TEMPLATES = sorted(file.name for file in FOLDER.iterdir())
PAGES = [name for name in TEMPLATES if name.endswith(".md.jinja")]
PIECES = [name for name in TEMPLATES if name not in PAGES]
GUIDE = (ROOT / "docs/guide/extend.md").read_text("utf-8")
MACRO = re.compile(r"\{% macro (\w+)\(.*?\) %\}")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Briefings that make every page and every piece of one appear."""
    return written(tmp_path_factory.mktemp("desk"), stress_briefings(), stress_register())


def made(desk: Path, templates: Path | None = None) -> tuple[Page, ...]:
    """Every page, those that tell of mistakes as well."""
    edition = Edition(templates=templates, has_search=True, site_name="Desk")
    pages = make_pages(desk, edition, drafts=True, tolerant=True)
    assert not pages.trouble
    wrong = check(read_folder(desk / "nowhere"))
    told = render_mistakes(wrong, Wording(), templates=templates)
    return (*pages.pages, *told)


def blocks_of(name: str) -> list[str]:
    env = environment(PLAIN.wording())
    source = (FOLDER / name).read_text("utf-8")
    return [block.name for block in env.parse(source).find_all(nodes.Block)]


def test_each_template_can_be_replaced(desk: Path, tmp_path: Path) -> None:
    for name in PAGES:
        (tmp_path / name).write_text(f"# My {name}\n", "utf-8")
    pages = made(desk, tmp_path)
    assert {page.markdown for page in pages} == {f"# My {name}\n" for name in PAGES}


def test_each_block_of_each_template_can_be_replaced(desk: Path, tmp_path: Path) -> None:
    for name in PAGES:
        own = [
            f"{{% block {block} %}}\n<p>My {block}</p>\n{{% endblock %}}\n"
            for block in blocks_of(name)
        ]
        (tmp_path / name).write_text(f'{{% extends "briefings/{name}" %}}\n{"".join(own)}', "utf-8")
    pages = made(desk, tmp_path)
    for name in PAGES:
        of_kind = [page for page in pages if f"{page.kind}.md.jinja" == name]
        for block in blocks_of(name):
            assert any(f"<p>My {block}</p>" in page.markdown for page in of_kind), (name, block)


def test_a_block_can_be_added_to(desk: Path, tmp_path: Path) -> None:
    for name in PAGES:
        own = [
            f"{{% block {block} %}}{{{{ super() }}}}{{% endblock %}}\n" for block in blocks_of(name)
        ]
        (tmp_path / name).write_text(f'{{% extends "briefings/{name}" %}}\n{"".join(own)}', "utf-8")
    said = [(page.uri, page.markdown) for page in made(desk, tmp_path)]
    assert said == [(page.uri, page.markdown) for page in made(desk)]


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("name", PIECES)
def test_each_piece_can_be_replaced_alone(desk: Path, tmp_path: Path, name: str, half: int) -> None:
    source = (FOLDER / name).read_text("utf-8")
    every = MACRO.findall(source)
    mine = every[half::2]
    own = [
        found[0].replace("%}", f"%}}my-{macro} ", 1)
        for macro in mine
        if (found := re.search(rf"\{{% macro {macro}\(.*?\{{% endmacro %\}}", source, re.DOTALL))
    ]
    assert len(own) == len(mine)
    (tmp_path / name).write_text(f'{{% extends "briefings/{name}" %}}\n{"".join(own)}', "utf-8")
    said = "".join(page.markdown for page in made(desk, tmp_path))
    assert set(re.findall(r"\bmy-(\w+)", said)) == set(mine)


def test_a_piece_can_be_added_to(desk: Path, tmp_path: Path) -> None:
    (tmp_path / "parts.jinja").write_text(
        '{% extends "briefings/parts.jinja" %}\n'
        '{% import "briefings/parts.jinja" as ours with context %}\n'
        "{% macro status(word) %}{{ ours.status(word) }}<sup>{{ mark() }}</sup>{% endmacro %}\n"
        "{% macro mark() %}my{% endmacro %}\n",
        "utf-8",
    )
    ours = {page.uri: page.markdown for page in made(desk)}
    pages = {page.uri: page.markdown for page in made(desk, tmp_path)}
    assert "<sup>my</sup>" in pages["demands/index.md"]
    assert "<sup>my</sup>" in pages["briefings/harbour-strike-14.md"], (
        "where a piece of ours shows it"
    )
    assert {uri: said.replace("<sup>my</sup>", "") for uri, said in pages.items()} == ours


def test_the_guide_names_every_template_and_block() -> None:
    rows = re.findall(r"^\| `([\w.]+jinja)` \| .*? \| (.*) \|$", GUIDE, re.MULTILINE)
    told = {name: re.findall(r"`(\w+)`", blocks) for name, blocks in rows}
    assert told == {
        name: blocks_of(name)
        if name in PAGES
        else MACRO.findall((FOLDER / name).read_text("utf-8"))
        for name in TEMPLATES
    }


def test_the_examples_of_the_guide_do_what_it_says(desk: Path, tmp_path: Path) -> None:
    page, piece = re.findall(r"```jinja\n(.*?)```", GUIDE, re.DOTALL)
    (tmp_path / "risks.md.jinja").write_text(page, "utf-8")
    (tmp_path / "parts.jinja").write_text(piece, "utf-8")
    pages = {page.uri: page.markdown for page in made(desk, tmp_path)}
    assert "<p>Ask the desk before you act on any of these.</p>" in pages["risks/index.md"]
    assert '</span> <a href="/words/">?</a>' in pages["demands/index.md"]
