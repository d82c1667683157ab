"""Templates run quickly: the usual print and call go straight to the point, the rest as ever."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError, nodes

from generator.rendering.edition import Edition
from generator.rendering.pages import plans_of, site_of, units
from generator.rendering.templates import environment, render
from generator.rendering.wording import Wording
from tests.stress import stress_briefings, stress_register
from tests.writing import linked

WORDS = Wording()


@pytest.fixture(scope="module")
def env() -> Environment:
    return environment(WORDS)


def test_what_is_printed_is_escaped_once_and_a_function_is_called_at_once(env: Environment) -> None:
    code = env.compile("{{ say(name, to=name.first[0]) }}", raw=True)
    assert "environment.finalize(" in code
    for slow in (" escape(environment", "context.call(", "environment.getattr(", "getitem("):
        assert slow not in code


@pytest.mark.parametrize(
    ("template", "shows"),
    [
        ("{{ say('<', to='>') }}", "&lt;&gt;"),
        ("{{ say(*['<'], **{'to': '>'}) }}", "&lt;&gt;"),
        ("{{ say('<', **{'to': '>'}) }}", "&lt;&gt;"),
        ("{% autoescape false %}{{ say('<', to='>') }}{% endautoescape %}", "&lt;&gt;"),
        ("{% for each in '<>' %}{{ say(each, to=loop.index) }}{% endfor %}", "&lt;1&gt;2"),
        ("{{ 1 }}{{ 1.5 }}{{ none }}{{ ['<'] }}", "11.5None[&#39;&lt;&#39;]"),
    ],
)
def test_whatever_way_a_value_gets_onto_a_page_it_is_safe(
    env: Environment, template: str, shows: str
) -> None:
    told = env.from_string(template).render(say=lambda what, to: f"{what}{to}")
    assert told == shows


@pytest.mark.parametrize(
    ("call", "shows"),
    [
        ("m('<')", "&lt;-none"),
        ("m('<', 'b')", "&lt;-b"),
        ("m(two='b', one='<')", "&lt;-b"),
        ("m(*['<', 'b'])", "&lt;-b"),
        ("m('<') ~ '<'", "&lt;-none&lt;"),
        ("all('<', 'b', c='d')", "(&#39;&lt;&#39;, &#39;b&#39;) {&#39;c&#39;: &#39;d&#39;}"),
    ],
)
def test_a_macro_takes_its_arguments_as_ever(env: Environment, call: str, shows: str) -> None:
    macros = (
        "{% macro m(one, two='none') %}{{ one }}-{{ two }}{% endmacro %}"
        "{% macro all() %}{{ varargs }} {{ kwargs }}{% endmacro %}"
    )
    assert env.from_string(f"{macros}{{{{ {call} }}}}").render() == shows


def test_a_macro_can_wrap_what_calls_it(env: Environment) -> None:
    template = (
        "{% macro box(title) %}{{ title }}: {{ caller('<') }}{% endmacro %}"
        "{% call(what) box('a') %}{{ what }}{% endcall %}"
    )
    assert env.from_string(template).render() == "a: &lt;"


@pytest.mark.parametrize("call", ["m()", "m(1, 2, 3)", "m(1, three=3)"])
def test_a_macro_called_with_other_arguments_fails(env: Environment, call: str) -> None:
    template = f"{{% macro m(one, two='none') %}}{{{{ one }}}}{{% endmacro %}}{{{{ {call} }}}}"
    with pytest.raises((UndefinedError, TypeError)):
        env.from_string(template).render()


@pytest.mark.parametrize(
    ("template", "shows"),
    [
        ("{{ {'a': '<'}.a }}", "&lt;"),
        ("{{ title['upper']() }}", "T"),
        ("{{ 'yes' if title.nothing is defined else 'no' }}", "no"),
        ("{{ title.nothing | default('none') }}", "none"),
        ("{% macro m() %}{% endmacro %}{{ m.name }}", "m"),
        ("{% macro m() %}{{ 'no' if caller is not defined }}{% endmacro %}{{ m() }}", "no"),
        ("{% macro m(escape, kind) %}{{ escape }}{{ kind }}{% endmacro %}{{ m('<', 2) }}", "&lt;2"),
    ],
)
def test_what_is_not_quick_jinja_does_itself(tmp_path: Path, template: str, shows: str) -> None:
    (tmp_path / "own.jinja").write_text(template, encoding="utf-8")
    owners = environment(WORDS, tmp_path)
    for _ in range(2):
        assert render(owners, "own.jinja", {"title": "t"}) == f"{shows}\n"


def test_no_page_of_ours_takes_the_slow_way() -> None:
    corpus = linked(stress_briefings(), stress_register(), drafts=True)
    site = site_of(corpus, Edition(site_name="S", site_url="https://s.example/", has_search=True))
    for unit in units(corpus):
        for plan in plans_of(site, unit):
            plan.write()
    assert not site.env.not_quick


@pytest.mark.parametrize("name", ["parts.jinja", "pictures.jinja"])
def test_the_pieces_of_ours_are_macros_alone_so_that_pages_can_share_them(
    env: Environment, name: str
) -> None:
    assert env.loader
    body = env.parse(env.loader.get_source(env, name)[0]).body
    others = [node for node in body if not isinstance(node, nodes.Macro)]
    assert all(isinstance(n, nodes.TemplateData) for other in others for n in other.nodes)  # type: ignore[attr-defined]


def test_html_of_a_macro_stays_html(env: Environment) -> None:
    template = "{% macro m() %}<b>{% endmacro %}{{ m() }}{{ kind(m()) }}"
    assert env.from_string(template).render(kind=lambda html: type(html).__name__) == "<b>Markup"


def test_no_language_takes_what_another_has_compiled() -> None:
    german = Wording("de")
    for words in (WORDS, german, WORDS):
        env = environment(words)
        assert env.bytecode_cache is environment(Wording(words.language)).bytecode_cache
    assert environment(WORDS).bytecode_cache is not environment(german).bytecode_cache


def test_what_an_owner_writes_is_compiled_anew(tmp_path: Path) -> None:
    template = tmp_path / "risks.md.jinja"
    for text in ("one", "two"):
        template.write_text(text, encoding="utf-8")
        assert environment(WORDS, tmp_path).get_template("risks.md.jinja").render() == text
