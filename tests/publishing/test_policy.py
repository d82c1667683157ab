"""The policy that pages run under, found again with other means than those that wrote it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.publishing.policy import (
    HEADERS,
    NotASourceError,
    Policy,
    inline,
    policy_in,
    policy_of,
)
from generator.publishing.state import POLICY, PageRow, State
from tests.projects import MATERIAL, Project, new_project
from tests.writing import as_yaml, briefing


class Scripts(HTMLParser):
    """Reads a page as a browser does, and notes its policies and the scripts that it runs."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.policies: list[str] = []
        self.scripts: list[str] = []
        self._is_script = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element says of itself."""
        said = dict(attrs)
        if said.get("http-equiv") == "Content-Security-Policy":
            assert self.scripts == [], "what stands before it is not bound by it"
            self.policies.append(said["content"] or "")
        is_data = (said.get("type") or "").endswith("json")
        self._is_script = tag == "script" and "src" not in said and not is_data

    def handle_data(self, data: str) -> None:
        """Note the text of a script."""
        if self._is_script:
            self.scripts.append(data)

    def handle_endtag(self, tag: str) -> None:
        """A script is at its end."""
        self._is_script = False


def hashes(scripts: list[str]) -> set[str]:
    digests = (hashlib.sha256(script.encode()).digest() for script in scripts)
    return {f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests}


def directives(policy: str) -> dict[str, list[str]]:
    pairs = (directive.split() for directive in policy.split("; "))
    return {name: sources for name, *sources in pairs}


def header(site: Path) -> dict[str, list[str]]:
    text = (site / HEADERS).read_text("utf-8")
    return directives(re.findall(r"^  Content-Security-Policy: (.*)$", text, re.MULTILINE)[0])


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path.read_bytes().decode()


def assert_exact(site: Path) -> None:
    """Every page allows its own scripts and no other; the headers allow those of all pages."""
    every: set[str] = set()
    for name, html in pages(site):
        found = Scripts(html)
        assert len(found.policies) == 1, name
        allowed = directives(found.policies[0])["script-src"]
        own = hashes(found.scripts)
        assert {source for source in allowed if source.startswith("'sha")} == own, name
        assert not {"'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'"} & {*allowed}, name
        assert len(own) >= 2, name
        every |= own
    assert set(header(site)["script-src"]) == {"'self'", *every}


def test_each_page_allows_its_own_scripts_and_the_headers_those_of_all(site: Path) -> None:
    assert_exact(site)
    lines = (site / HEADERS).read_text("utf-8").splitlines()
    assert [line.strip().partition(":")[0] for line in lines] == [
        "/*",
        "Content-Security-Policy",
        "X-Content-Type-Options",
        "Referrer-Policy",
    ]
    assert header(site)["frame-ancestors"] == ["'none'"]
    assert max(map(len, lines)) < 2000, "Cloudflare takes no longer line"


def small(folder: Path, options: dict[str, Any] | None = None, **said: Any) -> Project:
    return new_project(
        folder / "project",
        {"strike": briefing(), "flood": briefing(thread="water")},
        theme=MATERIAL,
        options=options,
        **said,
    )


def test_headers_follow_every_build_and_are_those_of_a_clean_one(tmp_path: Path) -> None:
    project = small(tmp_path)
    site = project.build()
    before = (site / HEADERS).read_bytes()
    deep = project.docs / "a" / "b" / "c" / "d.md"
    deep.parent.mkdir(parents=True)
    deep.write_text("# By hand\n\n<script>by = 1</script>\n", encoding="utf-8")
    project.build()
    assert_exact(site)
    more = {*header(site)["script-src"]} - {*directives(_line(before))["script-src"]}
    assert len(more) == 2, "its own script, and the theme's at that depth"

    (project.briefings / "strike.yml").write_text(as_yaml(briefing(title="Dockers vote")))
    project.build()
    assert_exact(site)
    deep.unlink()
    project.build()
    assert (site / HEADERS).read_bytes() == before


def test_what_pages_hold_is_kept_until_the_last_of_them_goes(tmp_path: Path) -> None:
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        for uri, policy in (("a.md", "x 'self'"), ("b.md", "x 'self'"), ("c.md", "y [*]")):
            tokens = ("briefing:a", f"{POLICY}{policy}")
            state.put_pages([PageRow(uri, "list:front", "front", "", tokens)])
        assert state.policies() == ["x 'self'", "y [*]"]
        state.drop_page("a.md")
        state.drop_page("c.md")
        assert state.policies() == ["x 'self'"]
        state.drop_page("b.md")
        assert state.policies() == []


@pytest.mark.long
def test_the_depth_of_a_generated_page_that_went_is_forgotten(tmp_path: Path) -> None:
    """The last page of a folder takes the hash of its scripts along."""
    project = small(tmp_path, options={"search": False, "exports": []})
    site = project.build()
    before = (site / HEADERS).read_bytes()
    many = {f"part-{n}": briefing(date="2021-03-01", tags=["many"]) for n in range(501)}
    for name, said in many.items():
        (project.briefings / f"{name}.yml").write_text(as_yaml(said))
    project.build()
    assert_exact(site)
    assert (site / HEADERS).read_bytes() != before, "years of a list lie deeper"
    for name in many:
        (project.briefings / f"{name}.yml").unlink()
    project.build()
    assert (site / HEADERS).read_bytes() == before


def _line(headers: bytes) -> str:
    return headers.decode().splitlines()[1].partition(": ")[2]


def test_both_doors_write_the_same_headers(tmp_path: Path) -> None:
    project = small(tmp_path, site_url="https://desk.example/news/")
    (project.docs / "hand.md").write_text("# A\n\n<script>a</script>\n", encoding="utf-8")
    ours = (project.build() / HEADERS).read_bytes()
    assert project.run("mkdocs", "build", "--site-dir", "theirs").returncode == 0
    assert_exact(project.folder / "theirs")
    assert (project.folder / "theirs" / HEADERS).read_bytes() == ours


def test_headers_written_by_hand_stay(tmp_path: Path) -> None:
    project = small(tmp_path)
    (project.docs / HEADERS).write_text("/*\n  X-Mine: 1\n", encoding="utf-8")
    assert (project.build() / HEADERS).read_text("utf-8") == "/*\n  X-Mine: 1\n"
    assert project.run("mkdocs", "build", "--site-dir", "theirs").returncode == 0
    assert (project.folder / "theirs" / HEADERS).read_text("utf-8") == "/*\n  X-Mine: 1\n"


def test_no_policy_where_none_is_wanted(tmp_path: Path) -> None:
    site = small(tmp_path, options={"csp": False}).build()
    assert not (site / HEADERS).exists()
    assert all(not policy_in(html) for _, html in pages(site))


def test_an_owner_allows_more_in_pages_and_headers(tmp_path: Path) -> None:
    more = {
        "img-src": "https://pictures.example",
        "frame-src": ["https://films.example", "https://maps.example"],
    }
    site = small(tmp_path, options={"csp": more}).build()
    for found in (directives(policy_in((site / "index.html").read_text("utf-8"))), header(site)):
        assert found["img-src"] == ["'self'", "data:", "https://pictures.example"]
        assert found["frame-src"] == ["'self'", "https://films.example", "https://maps.example"]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"script": "https://a.example"}, "script"),
        ({"script-src": "'unsafe-inline'"}, "unsafe-inline"),
        ({"img-src": ["https://a.example; script-src *"]}, "is no source"),
        ({"img-src": ['"><script>']}, "is no source"),
        ({"img-src": 3}, "is no source"),
    ],
)
def test_what_is_no_policy_is_told_of(tmp_path: Path, more: dict[str, Any], told: str) -> None:
    with pytest.raises(NotASourceError, match=re.escape(told)):
        policy_of(more)
    done = small(tmp_path, options={"csp": more}).run("mkdocs", "build")
    assert done.returncode != 0
    assert "briefings: csp: " in done.stderr
    assert "Traceback" not in done.stderr


PAGE = "<!doctype html>\n<html><head>\n<meta charset='utf-8'>\n{head}</head><body>{body}</body>"


def asked(head: str = "", body: str = "", theirs: str = "") -> dict[str, list[str]]:
    """What a page may do beyond what all may."""
    always = directives(policy_in(Policy().put_into(PAGE.format(head="", body=""))))
    html = Policy().put_into(PAGE.format(head=head, body=body), theirs)
    found = directives(policy_in(html))
    new = {name: [s for s in found[name] if s not in always.get(name, ())] for name in found}
    return {name: sources for name, sources in new.items() if sources}


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<script>a()</script>", {"script-src": hashes(["a()"])}),
        (
            "<SCRIPT TYPE=Module>a > 'b' && \"ü\"</SCRIPT>",
            {"script-src": hashes(["a > 'b' && \"ü\""])},
        ),
        ('<script data-x="a>b">a\r\nb</script>', {"script-src": hashes(["a\nb"])}),
        ("<script type='text/javascript'>a</script>", {"script-src": hashes(["a"])}),
        ("<script type=importmap>{}</script>", {"script-src": hashes(["{}"])}),
        ("<script type='application/ld+json'>{}</script>", {}),
        ("<script type=application/json>{}</script>", {}),
        ("<script src='a.js'></script><script src='/b.js'></script><script></script>", {}),
        (
            '<script async src="https://cdn.example/a/b.js?c=1&amp;d#e"></script>',
            {"script-src": {"https://cdn.example/a/b.js"}},
        ),
        (
            "<script src=//cdn.example/a;b,c.js></script>",
            {"script-src": {"cdn.example/a%3Bb%2Cc.js"}},
        ),
        ("<script src='https://a.example;x *'></script>", {}),
        ("<script src='https://[a/'></script><script src='data:,a'></script>", {}),
        ("<style>a{}</style>", {"style-src": hashes(["a{}"])}),
        (
            "<link rel='preconnect' href='https://files.example' crossorigin>"
            "<link rel=stylesheet href='https://fonts.example/css?family=A'>"
            "<link rel=icon href='https://else.example/i.png'><link rel=stylesheet href=a.css>",
            {"font-src": {"https://files.example"}, "style-src": {"https://fonts.example/css"}},
        ),
    ],
)
def test_a_page_may_do_what_it_asks_for(html: str, expected: dict[str, set[str]]) -> None:
    for found in (asked(head=html), asked(body=html)):
        assert {name: set(sources) for name, sources in found.items()} == expected
    assert asked(body=html, theirs=html) == {}


def test_what_is_not_trusted_is_not_allowed_beside_what_is() -> None:
    theirs = "<p>words</p><script>evil()</script><script src='https://evil.example/a.js'></script>"
    found = asked("<script>good()</script>", theirs, theirs)
    assert {name: set(sources) for name, sources in found.items()} == {
        "script-src": hashes(["good()"])
    }


def test_the_policy_stands_behind_the_encoding_and_before_all_else() -> None:
    html = Policy().put_into(PAGE.format(head="<script>a</script>", body="<head>"))
    assert re.search(
        r"<meta charset='utf-8'>\n<meta http-equiv=\S+ content=\"[^\"]+\">\n<script", html
    )
    assert html.count("http-equiv") == 1
    assert Policy().put_into("<urlset></urlset>") == "<urlset></urlset>"


def test_scripts_in_a_page_are_found() -> None:
    html = "<script>a</script><script src=b></script><script type=text/template>c</script>"
    assert list(inline(html)) == ["a"]


THEME = """\
{% extends "base.html" %}
{% block extrahead %}
{% if page %}<script>said({{ page.title | tojson }})</script>{% endif %}
{% endblock %}
"""


def test_a_script_that_says_something_of_its_page_is_allowed_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Such pages cannot be placed, as each has its own hash; somebody is told."""
    project = small(tmp_path)
    (project.folder / "theme").mkdir()
    (project.folder / "theme" / "main.html").write_text(THEME, encoding="utf-8")
    text = project.config.read_text("utf-8").replace("theme:", "theme:\n  custom_dir: theme", 1)
    project.config.write_text(text, encoding="utf-8")
    assert_exact(project.build(strict=False))
    assert "a script that differs from page to page" in caplog.text


TEMPLATE = "# Risks\n\n<div>\n<script>mine()</script>\n</div>\n"


def test_a_script_in_a_template_of_pages_is_not_allowed(tmp_path: Path) -> None:
    """The words of briefings stand there, and nobody could tell them apart."""
    project = small(tmp_path, options={"templates": "mine"})
    (project.folder / "mine").mkdir()
    (project.folder / "mine" / "risks.md.jinja").write_text(TEMPLATE, encoding="utf-8")
    html = (project.build() / "risks" / "index.html").read_text("utf-8")
    assert "<script>mine()</script>" in html
    found = directives(policy_in(html))["script-src"]
    assert hashes(["mine()"]).isdisjoint(found)
    assert len(found) > 2


HOOK = "def on_post_page(html, **_):\n    return html.replace('__md_scope=', '__md_scope = ')\n"


def test_what_another_plugin_makes_of_a_script_is_what_is_allowed(tmp_path: Path) -> None:
    project = small(tmp_path, hooks=["hook.py"])
    (project.folder / "hook.py").write_text(HOOK, encoding="utf-8")
    site = project.build()
    assert "__md_scope = " in (site / "index.html").read_text("utf-8")
    assert_exact(site)
