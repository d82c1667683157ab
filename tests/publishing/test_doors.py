"""The two doors make the same site: `mkdocs build`, and pages placed into shells."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.publishing.gathered import every_file
from generator.publishing.genuine import Genuine
from generator.publishing.guard import differences
from generator.publishing.make import Made, make_pages
from generator.publishing.placed import stub_of
from generator.publishing.policy import HEADERS, policy_in
from generator.publishing.search.site import Search
from generator.publishing.shells import Shells
from generator.publishing.work import in_order
from generator.publishing.written import Written
from generator.rendering.addresses import address
from generator.rendering.pages.site import site_of
from tests.pictures import ROOT
from tests.projects import MATERIAL
from tests.stress import stress_briefings, stress_register
from tests.writing import briefing, written

NAV = [
    {"Home": "index.md"},
    {"The desk": ["briefings/index.md", "actors/index.md", {"Risks & demands": "risks/index.md"}]},
    {"More": [{"All tags": "tags/index.md"}, "search.md", {"Deep": ["timeline/index.md"]}]},
    {"Guide": ["guide/index.md", "guide/links.md"]},
]
GUIDE = {
    "guide/index.md": "# Guide\n\nSome <b>words</b>.\n\n## Twice\n\n## Twice\n",
    "guide/links.md": (
        "[briefings](../briefings/index.md#top) [gone](../briefings/gone.md) [tags](../tags)\n"
    ),
}
EVERYTHING = {
    "site_url": "https://desk.example/news/",
    "repo_url": "https://git.example/desk/news",
    "edit_uri": "edit/main/docs/",
}
PERMALINKS = ["admonition", "attr_list", "tables", {"toc": {"permalink": True}}]


def material(*features: str, **said: Any) -> dict[str, Any]:
    """The settings of a site of Material's with some of its features."""
    return {"theme": MATERIAL | {"features": list(features)} | said, "nav": NAV}


SITES: dict[str, dict[str, Any]] = {
    "plain": material(),
    "tabs": material("navigation.tabs", "navigation.tabs.sticky", "navigation.path", "toc.follow"),
    "footer": material("navigation.footer", "navigation.top", "navigation.indexes"),
    "instant": material("navigation.instant", "navigation.prune", "navigation.sections")
    | EVERYTHING,
    "edit links": material("content.action.edit", "content.action.view") | EVERYTHING,
    "addresses of files": material("navigation.footer", "navigation.path", "toc.integrate")
    | {"use_directory_urls": False, "markdown_extensions": PERMALINKS}
    | EVERYTHING,
    "German": material("navigation.path", language="de") | {"markdown_extensions": PERMALINKS},
    "Arabic": material("navigation.footer", language="ar"),
    "no navigation": material("navigation.footer") | {"nav": None},
    "feedback": material()
    | {
        "extra": {
            "analytics": {
                "feedback": {
                    "title": "Any good?",
                    "ratings": [
                        {
                            "icon": "material/emoticon-happy-outline",
                            "name": "Yes",
                            "data": 1,
                            "note": 'Thanks! <a href="/say?about={title}&at={url}">Say more</a>',
                        }
                    ],
                }
            }
        }
    },
    "MkDocs' own theme": {"theme": {"name": "mkdocs"}, "nav": NAV} | EVERYTHING,
    "readthedocs": {"theme": {"name": "readthedocs"}, "nav": NAV} | EVERYTHING,
}
"""The settings of sites by what is particular about them."""
OPTIONS: dict[str, dict[str, Any]] = {"readthedocs": {"csp": False}}
"""Options of ours: a script of this theme tells of its page, and under a policy, which names it by
its hash, MkDocs makes every page."""
LONG = ("plain", "German", "Arabic", "feedback", "readthedocs")
"""Sites that the long tests alone make."""
ON_STRESS = ("edit links",)
"""Sites that the hard briefings are made into as well; the long tests make them into all."""


@dataclass(frozen=True)
class Desk:
    """A folder in which sites are set up."""

    folder: Path
    briefings: Path

    def config(self, name: str, settings: Mapping[str, Any], **options: Any) -> Path:
        """Set up a site whose name is of letters."""
        path = self.folder / f"{re.sub('[^A-Za-z]', '', name)}.yml"
        told = {
            "site_name": "Desk & <Co>",
            "docs_dir": str(self.folder / "docs"),
            "plugins": [{"briefings": {"folder": str(self.briefings), **options}}],
            **settings,
        }
        path.write_text(yaml.safe_dump(told), encoding="utf-8")
        return path


@dataclass(frozen=True)
class Door:
    """A site that was made through a door of ours."""

    genuine: Genuine
    shells: Shells
    made: Made
    written: Written


def set_up(folder: Path, briefings: Path) -> Desk:
    for name, text in GUIDE.items():
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Desk(folder, briefings)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return set_up(tmp_path_factory.mktemp("doors"), ROOT / "briefings")


@pytest.fixture(scope="module")
def stress(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    folder = tmp_path_factory.mktemp("stress-doors")
    home = written(folder / "briefings", stress_briefings(), stress_register())
    return set_up(folder, home)


@pytest.fixture
def small(tmp_path: Path) -> Desk:
    return set_up(tmp_path, written(tmp_path / "briefings", {"strike": briefing()}))


def by_mkdocs(config_file: Path, site: Path) -> Path:
    """Build a site as `mkdocs build` does."""
    config = load_config(str(config_file), site_dir=str(site))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    config.plugins.on_shutdown()
    return site


def by_shells(config_file: Path, site: Path) -> Door:
    """Build the same of pages that are placed into shells."""
    genuine = Genuine(config_file)
    assert genuine.foreign == ()
    made = make_pages(genuine.plugin.folder, genuine.edition)
    stubs = {page.uri: stub_of(page) for page in made.pages if genuine.in_nav(page.uri)}
    genuine.learn(in_order(page.uri for page in made.pages), stubs)
    site.mkdir(parents=True)
    found = genuine.publish_written(site)
    genuine.write_sitemap(site)
    shells = genuine.shells()
    policies = set(found.policies)
    for page in made.pages:
        if page.uri not in genuine.left_out:
            place = address(page.uri, genuine.edition.links)
            path = site / (f"{place}index.html" if place.endswith("/") else place)
            path.parent.mkdir(parents=True, exist_ok=True)
            html = shells.html_of(page)
            path.write_text(html, encoding="utf-8", newline="")
            policies.add(policy_in(html))
    if made.corpus:
        desk = site_of(made.corpus, genuine.edition)
        for uri, content in every_file(desk, site.parent / f"{site.name}-shares"):
            (site / uri).parent.mkdir(parents=True, exist_ok=True)
            (site / uri).write_bytes(content)
    if genuine.plugin.policy:
        (site / HEADERS).write_text(genuine.plugin.policy.headers(policies), encoding="utf-8")
    if genuine.edition.has_search:
        search = Search()
        search.begin(made.corpus, genuine.edition)
        search._pages += found.sections
        search.write(site)
    genuine.close()
    return Door(genuine, shells, made, found)


def tree(site: Path) -> dict[str, bytes]:
    """Every file of a site."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*") if path.is_file()}
    return {name: path.read_bytes() for name, path in paths.items()}


def assert_alike(config: Path, out: Path) -> Door:
    """Build a site through both doors and compare them byte for byte."""
    expected = tree(by_mkdocs(config, out / "mkdocs"))
    door = by_shells(config, out / "shells")
    found = tree(out / "shells")
    assert sorted(found) == sorted(expected)
    different = [name for name, content in expected.items() if found[name] != content]
    for name in different:
        one, other = (content[name].decode("utf-8", "replace") for content in (found, expected))
        pytest.fail(f"{name} of {different}: {differences(door.made.pages[0], one, other)}")
    assert set(door.written.files) <= set(found)
    return door


def long_but(names: Collection[str]) -> list[Any]:
    """All sites; those that are not among the names are for the long tests."""
    return [pytest.param(n, marks=[] if n in names else [pytest.mark.long]) for n in SITES]


@pytest.mark.parametrize("name", long_but([name for name in SITES if name not in LONG]))
def test_both_doors_make_the_same_site(real: Desk, tmp_path: Path, name: str) -> None:
    door = assert_alike(real.config(name, SITES[name], **OPTIONS.get(name, {})), tmp_path)
    assert door.shells.distrusted == {}
    assert door.shells.slow == 0
    assert len(door.shells) < len(door.made.pages) / 2


@pytest.mark.parametrize("name", long_but(ON_STRESS))
def test_both_doors_make_the_same_of_hard_briefings(
    stress: Desk, tmp_path: Path, name: str
) -> None:
    door = assert_alike(stress.config(name, SITES[name], **OPTIONS.get(name, {})), tmp_path)
    assert door.shells.distrusted == {}
    assert door.shells.slow == 0


NOTE = "# Risks\n\n!!! note\n    By *hand*.\n\n- one\n- two\n\n<p>{{ title }}</p>\n"


def test_a_page_of_an_owners_template_may_take_a_markdown_engine(
    small: Desk, tmp_path: Path
) -> None:
    (small.folder / "mine").mkdir()
    (small.folder / "mine" / "risks.md.jinja").write_text(NOTE, encoding="utf-8")
    config = small.config(
        "mine", material() | {"markdown_extensions": PERMALINKS}, templates="mine"
    )
    door = assert_alike(config, tmp_path / "out")
    assert door.shells.slow == 1
    assert door.shells.distrusted == {}


def test_what_is_written_by_hand_stays_in_its_place(small: Desk, tmp_path: Path) -> None:
    for name in ("index.md", "risks/index.md", "demands.md", "actors/port/README.md"):
        path = small.folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("# By hand\n", encoding="utf-8")
    (small.folder / "docs" / "tags.html").write_text("<p>Not in the way of ours</p>")
    door = assert_alike(small.config("mine", material()), tmp_path / "out")
    ours = {"index.md", "risks/index.md", "demands/index.md", "actors/port.md"}
    assert door.genuine.left_out == ours


THEME = """\
{{% extends "base.html" %}}
{{% block extrahead %}}
{{% if page %}}{said}{{% endif %}}
{{% endblock %}}
"""
KNOWN = """\
<meta name="a" content="{{ page.title | e }}, {{ page.title | striptags }}">
<script type="application/ld+json">
{{ {"headline": page.title, "url": page.canonical_url} | tojson }}
</script><p>{{ page.meta.description | striptags | e }} {{ page.title | urlencode }}</p>
<a href="{{ 'actors/port/' | url }}">{{ page.file.src_uri }} {{ page.url }} {{ page.edit_url }}</a>
<a href="{{ 'briefings/strike/#top' | url }}">{{ page.toc | length }}{{ pages | length }}</a>
"""
UNKNOWN = (
    "{{ page.title | upper }}",
    "{{ page.title | truncate(8) }}",
    "{{ page.meta.description | truncate(20) }}",
    "{{ page.url | replace('-', ' ') }}",
    "{{ page.content | striptags | truncate(40) }}",
    "{{ page.content }}",
    "{{ page.file.name | title }}",
)


def with_theme(desk: Desk, said: str, theme: Mapping[str, Any] = MATERIAL) -> Path:
    """Set up a site whose theme says more of a page."""
    (desk.folder / "theme").mkdir()
    (desk.folder / "theme" / "main.html").write_text(THEME.format(said=said), encoding="utf-8")
    settings = {"theme": {**theme, "custom_dir": str(desk.folder / "theme")}, "nav": NAV}
    return desk.config("themed", settings | EVERYTHING)


def test_a_theme_may_do_usual_things_with_the_values_of_a_page(small: Desk, tmp_path: Path) -> None:
    door = assert_alike(with_theme(small, KNOWN), tmp_path / "out")
    assert door.shells.distrusted == {}
    assert door.shells.slow == 0


@pytest.mark.parametrize("said", UNKNOWN)
def test_where_it_does_unusual_things_pages_take_the_slow_way(
    small: Desk, tmp_path: Path, said: str
) -> None:
    door = assert_alike(with_theme(small, said, {"name": "mkdocs"}), tmp_path / "out")
    assert "briefing" in door.shells.distrusted
    assert door.shells.slow > 0


def test_what_depends_on_the_words_of_a_page_is_seen_by_the_guard(
    small: Desk, tmp_path: Path
) -> None:
    door = by_shells(with_theme(small, "{{ page.content | wordcount }} words"), tmp_path / "out")
    page = next(page for page in door.made.pages if page.kind == "briefing")
    told = differences(page, door.shells.html_of(page), door.genuine.html_of(page))
    assert told.startswith("briefings/strike.md, line ")
    assert " words" in told
