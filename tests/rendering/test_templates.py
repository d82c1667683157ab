"""Templates of the site's owner: they win, can build on ours, and fail with their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.linking.corpus import Corpus
from generator.rendering.addresses import Links
from generator.rendering.edition import Edition
from generator.rendering.page import Page
from generator.rendering.pages import render_pages
from generator.rendering.templates import BadTemplateError, block, sentences
from tests.writing import briefing, linked


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return linked(
        {
            "strike": briefing(
                title="*Dockers* stop", demands={"pay": {"by": "union", "text": "More."}}
            )
        }
    )


def rendered(corpus: Corpus, folder: Path, **templates: str) -> dict[str, str]:
    """The Markdown of every page, with some templates in a folder; `__` stands for a point."""
    for name, text in templates.items():
        (folder / f"{name.replace('__', '.')}").write_text(text, encoding="utf-8")
    return {page.uri: page.markdown for page in render_pages(corpus, Edition(templates=folder))}


def test_a_template_in_the_folder_takes_the_place_of_ours(corpus: Corpus, tmp_path: Path) -> None:
    ours = {page.uri: page.markdown for page in render_pages(corpus)}
    pages = rendered(corpus, tmp_path, risks__md__jinja="# Mine\n\n{{ corpus.risks | length }}\n")
    assert pages["risks/index.md"] == "# Mine\n\n0\n"
    del pages["risks/index.md"], ours["risks/index.md"]
    assert pages == ours


def test_a_template_can_extend_ours_and_replace_one_part(corpus: Corpus, tmp_path: Path) -> None:
    pages = rendered(
        corpus,
        tmp_path,
        briefing__md__jinja=(
            '{% extends "briefings/briefing.md.jinja" %}\n'
            "{% block demands %}\n{{ super() }}\n"
            "<p>Ask the desk about {{ title }}.</p>\n{% endblock %}\n"
        ),
    )
    page = pages["briefings/strike.md"]
    assert "<p>Ask the desk about *Dockers* stop.</p>" in page
    assert page.index('id="demand-pay"') < page.index("Ask the desk") < page.index("## Actors")


def test_the_pieces_of_ours_can_be_replaced_as_well(corpus: Corpus, tmp_path: Path) -> None:
    pages = rendered(
        corpus,
        tmp_path,
        parts__jinja=(
            '{% extends "briefings/parts.jinja" %}\n'
            "{% macro status(word) %}<b>{{ word }}!</b>{% endmacro %}\n"
        ),
        demands__md__jinja=(
            '{% import "briefings/parts.jinja" as parts with context %}\n# D\n\n'
            '{{ parts.status(corpus.demands[0].latest.entry.status) }}{{ "<" }}\n'
        ),
    )
    assert "&lt;" in pages["demands/index.md"]


def test_what_an_owners_template_prints_is_escaped_too(tmp_path: Path) -> None:
    corpus = linked({"strike": briefing(title="<b>`{{ x }}`", summary="*x* <i>")})
    template = "<p>{{ title }}: {{ briefing.summary }}</p>"
    pages = rendered(corpus, tmp_path, briefing__md__jinja=template)
    assert pages["briefings/strike.md"] == (
        "<p>&lt;b&gt;&#96;&#123;&#123; x &#125;&#125;&#96;: <em>x</em> &lt;i&gt;</p>\n"
    )


@pytest.mark.parametrize(
    ("template", "line", "says"),
    [
        ("# R\n\n{{ riks }}\n", 3, "riks"),
        ("# R\n{{ corpus.riks }}\n", 2, "riks"),
        ("# R\n{{ riks.first }}\n", 2, "riks"),
        ("# R\n{% for risk in riks %}{% endfor %}\n", 2, "riks"),
        ("# R\n{% if riks %}{% endif %}\n", 2, "riks"),
        ("# R\n\n\n{% for risk in corpus.risks %}\n", 4, "endfor"),
        ("# R\n{{ title | shuot }}\n", 2, "shuot"),
        ("# R\n{{ title + }}\n", 2, "unexpected"),
        ('# R\n{% include "nowhere.jinja" %}\n', 2, "nowhere.jinja"),
        ("# R\n\n{{ title + 1 }}\n", 3, "str"),
        ("# R\n{{ 1 / 0 }}\n", 2, "zero"),
        ("# R\n{{ title | date }}\n", 2, "start"),
        ("# R\n{{ to() }}\n", 2, "target"),
        ("# R\n{{ corpus.actors['nobody'].name }}\n", 2, "nobody"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_file_and_line(
    corpus: Corpus, tmp_path: Path, template: str, line: int, says: str
) -> None:
    with pytest.raises(BadTemplateError) as caught:
        rendered(corpus, tmp_path, risks__md__jinja=template)
    assert str(caught.value).startswith(f"{tmp_path / 'risks.md.jinja'}:{line}: ")
    assert says in str(caught.value)


def test_a_mistake_in_an_included_template_is_told_with_its_own_place(
    corpus: Corpus, tmp_path: Path
) -> None:
    with pytest.raises(BadTemplateError) as caught:
        rendered(
            corpus,
            tmp_path,
            note__jinja="one\n{{ nothing }}\n",
            risks__md__jinja='# R\n\n{% include "note.jinja" %}\n',
        )
    assert str(caught.value).startswith(f"{tmp_path / 'note.jinja'}:2: ")


def test_a_template_that_is_not_utf8_is_told_by_its_name(corpus: Corpus, tmp_path: Path) -> None:
    (tmp_path / "risks.md.jinja").write_bytes(b"# R\xfcckschlag\n")
    with pytest.raises(BadTemplateError, match=r"risks\.md\.jinja"):
        rendered(corpus, tmp_path)


def test_a_block_of_html_has_no_empty_line_and_no_indentation() -> None:
    assert (
        block("\n\n<ul>\n\n    <li>\n \t \n\ta</li>\n</ul>\n\n") == "\n<ul>\n<li>\na</li>\n</ul>\n"
    )


def test_a_band_in_a_sentence_is_not_broken_in_two() -> None:
    assert sentences("Raised from <i> (≈10–≈20\xa0%) to likely (55–80\xa0%). Now (1–2).") == (
        'Raised from &lt;i&gt; <span class="bf-band">(≈10–≈20\xa0%)</span> to likely '
        '<span class="bf-band">(55–80\xa0%)</span>. Now (1–2).'
    )


def briefings_in(page: Page) -> set[str]:
    return {use.removeprefix("briefing:") for use in page.uses if use.startswith("briefing:")}


def test_pages_are_named_typed_and_made_from_the_briefings_that_they_show() -> None:
    corpus = linked(
        {
            "a": briefing(thread="strike", summary="*One*."),
            "b": briefing(thread="strike", date="2021-03-02"),
            "c": briefing(actors={"mayor": {"name": "Mayor", "office": "Mayor", "kind": "person"}}),
        }
    )
    pages = {page.uri: page for page in render_pages(corpus, Edition(Links.MARKDOWN))}
    assert pages["briefings/a.md"].description == "One."
    assert briefings_in(pages["briefings/a.md"]) == {"a", "b"}, "it shows its whole thread"
    assert briefings_in(pages["briefings/c.md"]) == {"c"}
    assert briefings_in(pages["actors/mayor.md"]) == {"c"}
    assert pages["actors/mayor.md"].description == "Mayor: Mayor, person"
    assert pages["briefings/a.md"].source == Path("a.yml")
    assert pages["actors/mayor.md"].source is None
