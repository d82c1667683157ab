"""The HTML of a page's body is Python-Markdown's, or it is left to Python-Markdown."""

from __future__ import annotations

from copy import deepcopy
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Extension, Markdown  # type: ignore[import-untyped]
from markdown.treeprocessors import Treeprocessor  # type: ignore[import-untyped]
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from generator.publishing.bodies import Bodies
from generator.publishing.make import make_pages
from tests.pictures import ROOT

MINE = ["admonition", "attr_list", "pymdownx.highlight", "pymdownx.superfences", "tables"]
EXTENSIONS: dict[str, list[Any]] = {
    "none": [],
    "permalinks": [*MINE, {"toc": {"permalink": True}}],
    "other headings": ["attr_list", {"toc": {"baselevel": 2, "anchorlink": True, "toc_depth": 2}}],
    "many": [
        *MINE,
        *("abbr", "def_list", "footnotes", "md_in_html", "smarty", "sane_lists", "nl2br"),
        *("pymdownx.tabbed", "pymdownx.emoji", "pymdownx.tasklist", "pymdownx.magiclink"),
        *("pymdownx.betterem", "pymdownx.caret", "pymdownx.mark", "pymdownx.details"),
    ],
}


@cache
def configured(name: str) -> MkDocsConfig:
    return with_extensions(*EXTENSIONS[name])


def with_extensions(*extensions: Any) -> MkDocsConfig:
    settings: dict[str, Any] = {"plugins": [], "markdown_extensions": deepcopy(list(extensions))}
    return load_config(str(ROOT / "mkdocs.yml"), **settings)


@cache
def bodies(name: str = "permalinks", *, is_careful: bool = True) -> Bodies:
    return Bodies(configured(name), is_careful=is_careful)


def rendered(markdown: str, name: str = "permalinks") -> str:
    config = configured(name)
    engine = Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    return str(engine.convert(markdown))


PLAIN = (
    "<p>one</p>\n",
    "<p>one</p>\n<p>two</p>\n\n<p>three</p>\n",
    "<h3>one</h3><ul><li>two</li></ul>\n",
    "<div>\n<div>\n<p>in</p>\n</div>\n</div>\n\n## After\n",
    "<div>\n<p>open\n</div>\n## Right after\n\n<p>x</p>\n",
    "## One\n\n## One\n\n### Two &amp; three\n\n# A title #\n",
    "## One\n## Two\n<p>at once</p>\n",
    "## It&#39;s &lt;b&gt; `\n".replace("`", "&#96;"),
    '## With a name {#mine .here}\n\n<p id="mine">x</p>\n',
    '<svg viewBox="0 0 1 1"><linearGradient id="a"/><path d="M0 0"/></svg>\n'.replace("svg", "div"),
    "<ul><li>a<ul><li>b</li></ul></li></ul><p>c</p>\n",
    '<p title="a &quot; b">&amp; &#38; &#x26; &mdash;</p>\n',
    "<table>\n<tr><td>a<br>b<hr>c</td></tr>\n</table>\n",
    "<div>\n\n<p>a</p>\n\n</div>\n",
    "<section><p>a</section>\n\n<p>b</p>\n",
)
NEEDING = (
    "words\n",
    "<span>in a line</span>\n",
    "<p>one</p> and more\n",
    "<p>a</p>\n- a list\n",
    "!!! note\n    words\n",
    "<p>open\n",
    "<div><p>open</div></p>\n\n</div>\n",
    "<!-- a remark -->\n",
    "<p>a & b</p>\n",
    "<p>a &amp b</p>\n",
    "<hr>\n",
    "<br/>\n",
    "<p>`a`</p>\n",
    "<p>a\tb</p>\n",
    " <p>a</p>\n",
    "<div>\n <p>a</p>\n</div>\n",
    "## A [link](b.md)\n",
    "## A <b>c</b>\n",
    "####### seven\n",
    "#no space\n",
    "<p title=a>b</p>\n",
    "<p title='<'>b</p>\n",
    "<script>1</script>\n",
    "<div><?php ?></div>\n",
)


@pytest.mark.parametrize("name", EXTENSIONS)
@pytest.mark.parametrize("markdown", PLAIN)
def test_blocks_of_html_and_headings_need_no_engine(markdown: str, name: str) -> None:
    found = bodies(name).body(markdown)
    assert found is not None
    assert found[0] == rendered(markdown, name)


@pytest.mark.parametrize("markdown", NEEDING)
def test_anything_else_does(markdown: str) -> None:
    assert bodies().body(markdown) is None


def test_the_headings_of_a_page_come_along() -> None:
    assert bodies().body("## A\n\n<p>x</p>\n\n### B\n") == (
        rendered("## A\n\n<p>x</p>\n\n### B\n"),
        ("## A", "### B"),
    )


@pytest.mark.parametrize("is_careful", [False, True])
def test_of_our_own_templates_no_page_needs_an_engine(is_careful: bool) -> None:
    made = bodies(is_careful=is_careful)
    for page in make_pages(ROOT / "briefings").pages:
        found = made.body(page.markdown)
        assert found is not None, page.uri
        assert found[0] == rendered(page.markdown), page.uri


@pytest.mark.parametrize(
    "extension", ["pymdownx.snippets", "pymdownx.pathconverter", "pymdownx.critic", "pymdownx.b64"]
)
def test_an_extension_that_works_on_whole_pages_gets_all_of_them(extension: str) -> None:
    made = Bodies(with_extensions(extension))
    assert extension in made.foreign
    assert made.body("<p>a</p>\n") is None


def test_an_extension_is_found_out_that_changes_blocks_in_another_way() -> None:
    config = with_extensions()
    config.markdown_extensions.append(Wrapping())
    made = Bodies(config)
    assert made.foreign == ("an extension",)
    assert made.body("<p>a</p>\n") is None


class Wrapping(Extension):  # type: ignore[misc] # Python-Markdown is untyped
    """Marks every paragraph."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 # Python-Markdown's name
        md.treeprocessors.register(Marking(md), "marking", 3)


class Marking(Treeprocessor):  # type: ignore[misc] # as above
    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            element.set("class", "marked")


PIECES = (
    *("<p>", "</p>", "<div>", "</div>", "<ul>", "</ul>", "<li>", "</li>", "<span>", "</span>"),
    *("<hr>", "<br>", "<img/>", "<DIV>", "</DIV>", "<b title='a'>", '<i class="b" hidden>', "</b>"),
    *("\n", "\n", "\n\n", "\n\n", " ", "word", "a &amp; b", "&", "&#39;", "# ", "\n## A\n", "#"),
    *("\n- ", "\n1. ", "<", ">", "</ p>", "<pre>", "</pre>", "<svg>", "</svg>", "<h2>", "</h2>"),
    *("<p", "=", "\n> ", "    ", "*", "_", "[", "](", ")", "!", "|", "---", "\n===\n", "{: .a }"),
)


@settings(max_examples=300)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), st.sampled_from([*EXTENSIONS]))
@example("<div></DIV>\n<p>a</p>", "none")
@example("<p>a</p>\n\n\n\n<p>b</p>", "many")
def test_whatever_a_template_says_the_html_is_right_or_left_to_the_engine(
    markdown: str, name: str
) -> None:
    found = bodies(name).body(markdown)
    assert found is None or found[0] == rendered(markdown, name)


def test_extensions_of_this_project_are_among_those_that_are_tried() -> None:
    text = (ROOT / "mkdocs.yml").read_text("utf-8").partition("markdown_extensions:")[2]
    assert yaml.safe_load(text) == EXTENSIONS["permalinks"]
