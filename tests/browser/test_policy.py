"""Pages run under their policy, alone and with the headers: all of theirs runs, nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.publishing.policy import policy_in
from tests.browser.kinds import BRIEFING, KINDS, SITES
from tests.browser.test_light import hosted
from tests.pictures import served
from tests.projects import MATERIAL, new_project
from tests.writing import briefing

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 800}
DESK = {"width": 1280, "height": 900}

# In the session, so that what one page was forbidden is known when the next is shown.
WATCH = """
addEventListener("securitypolicyviolation", event => {
    const seen = JSON.parse(sessionStorage.getItem("forbidden") ?? "[]");
    const { violatedDirective, blockedURI, sample } = event;
    seen.push(`${location.pathname} ${violatedDirective}: ${blockedURI} ${sample}`);
    sessionStorage.setItem("forbidden", JSON.stringify(seen));
});
"""
FORBIDDEN = "JSON.parse(sessionStorage.getItem('forbidden') ?? '[]')"
INJECTED = (
    "<script>window.ran = 'script'</script>",
    "<script type=module>window.ran = 'module'</script>",
    "<img src='assets/none.png' onerror=\"window.ran = 'handler'\">",
    "<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>",
    "<iframe src=\"javascript:parent.ran = 'address'\"></iframe>",
    "<script src='data:text/javascript,window.ran=1'></script>",
)
HERE = ("with headers", "with pages alone")


@pytest.fixture(params=[PHONE, DESK], ids=["phone", "desk"])
def watched(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page, narrow or wide, that keeps in mind what its policy has forbidden."""
    context = browser.new_context(viewport=request.param)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", SITES)
def test_no_page_asks_for_what_its_policy_forbids(
    watched: Page, address_of: Callable[[str], str], name: str
) -> None:
    """By what it says itself; `test_light.py` has the headers as well."""
    for kind in KINDS:
        if kind.site == name:
            watched.goto(address_of(name) + kind.path)
            here = watched.locator("head > meta[http-equiv=Content-Security-Policy]")
            expect(here).to_have_count(1)
            assert watched.evaluate("typeof __md_scope") == "object", f"{kind}: a script is missing"
    assert watched.evaluate(FORBIDDEN) == []


@pytest.fixture(params=HERE)
def address(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """The real site at a host that sends its headers, and at one that sends none."""
    with hosted(site, {}) if request.param == HERE[0] else served(site) as found:
        yield found


def test_all_that_a_reader_does_is_allowed(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(address)
    page.locator("label[for=__palette_1]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "default"
    page.locator("label[for=__palette_2]").click()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"
    page.reload()
    assert page.locator("body").get_attribute("data-md-color-scheme") == "slate"

    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type("Reznikov")
    page.locator(".md-search-result__link").first.click()
    page.wait_for_url(f"{address}*/**")
    page.goto(f"{address}search/?q=nato&type=risk")
    expect(page.locator("main a[href*=risk-]").first).to_be_visible()

    page.goto(f"{address}demands/")
    page.get_by_label("Status").select_option("open")
    expect(page.locator(".bf-filter output")).to_contain_text("shown")
    page.goto(f"{address}sources/")
    page.locator(".bf-sort").first.click()
    expect(page.locator("th[aria-sort]")).to_have_count(1)

    page.goto(f"{address}guide/write/")
    page.locator(".md-code__button, .md-clipboard").first.click()
    page.goto(f"{address}{BRIEFING}")
    widths = page.locator(".bf-bar span").evaluate_all("all => all.map(e => e.style.width)")
    assert widths
    assert all(widths), "the widths of bars are style attributes"
    page.locator(".md-nav__link[href]").first.click()
    assert page.evaluate(FORBIDDEN) == []
    context.close()


@pytest.mark.parametrize("injected", INJECTED)
@pytest.mark.parametrize("has_headers", [True, False], ids=HERE)
def test_a_script_that_somebody_puts_into_a_built_page_does_not_run(
    page: Page, site: Path, tmp_path: Path, injected: str, has_headers: bool
) -> None:
    html = (site / "404.html").read_text("utf-8").replace("</article>", f"{injected}</article>", 1)
    assert injected in html
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy_in(html)}">'
    (tmp_path / "open.html").write_text(html.replace(meta, ""), encoding="utf-8")
    # With headers they have to do without the element: each is enough.
    guarded = html.replace(meta, "") if has_headers else html
    (tmp_path / "guarded.html").write_text(guarded, encoding="utf-8")
    (tmp_path / "_headers").write_bytes((site / "_headers").read_bytes())
    page.add_init_script(WATCH)
    with served(tmp_path) as free:
        page.goto(f"{free}open.html", wait_until="networkidle")
        page.wait_for_function("window.ran")
        assert page.evaluate(FORBIDDEN) == []
    with hosted(tmp_path, {}) if has_headers else served(tmp_path) as strict:
        page.goto(f"{strict}guarded.html", wait_until="networkidle")
        page.wait_for_timeout(200)
        assert page.evaluate("window.ran") is None
        assert page.evaluate(FORBIDDEN) != []


OVERRIDE = """\
{% extends "base.html" %}
{% block extrahead %}
<script>window.mine = ["override"]</script><style>.md-footer { outline: 3px solid red }</style>
{% endblock %}
"""
BY_HAND = """\
# By hand

<script>mine.push("by hand")</script>

<button id="b">A</button>
<script type="module">mine.push("module")</script>
"""


def test_instant_navigation_swaps_pages_with_pictures_in_and_out(
    page: Page, tmp_path: Path, happenings: list[str]
) -> None:
    home = "http://desk.example/"
    project = new_project(
        tmp_path / "project",
        {"strike": briefing(demands={"pay": {"by": "union", "of": "port", "text": "More pay."}})},
        theme=MATERIAL | {"features": ["navigation.instant"]},
        site_url=home,
    )
    site = project.build()

    def answer(route: Route) -> None:
        path = site / urlsplit(route.request.url).path.lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        route.fulfill(path=path) if path.is_file() else route.fulfill(status=404)

    page.route(f"{home}**", answer)
    page.goto(home, wait_until="networkidle")
    page.evaluate("window.stays = true")
    for name in ("Demands", "Risks", "Threads", "Briefings"):
        page.locator("a.md-nav__link").filter(has_text=name).first.click()
        expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.locator("article a[href*='strike/']").first.click()
    expect(page.locator("svg").first).to_be_visible()
    assert page.evaluate("window.stays"), "a page was loaded anew"
    picture = page.locator("svg a").first
    target = picture.evaluate("each => each.href.baseVal")
    picture.click()
    page.wait_for_url(urljoin(page.url, target))
    # Loaded anew, the page swaps others in only once it has read the site map.
    page.go_back(wait_until="networkidle")
    expect(page.locator("svg").first).to_be_visible()
    page.evaluate("window.stays = true")
    page.locator("a.md-nav__link").filter(has_text="Tags").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tags")
    assert page.evaluate("window.stays"), "the page was loaded anew"
    assert [each for each in happenings if not each.startswith("request: ")] == []


@pytest.mark.parametrize("features", [[], ["navigation.instant", "navigation.footer"]])
def test_what_the_owner_adds_runs(page: Page, tmp_path: Path, features: list[str]) -> None:
    project = new_project(
        tmp_path / "project",
        {"strike": briefing()},
        theme=MATERIAL | {"custom_dir": "theme", "features": features},
        extra_javascript=["mine.js"],
        repo_url="https://github.com/desk/news",
        nav=[{"Home": "index.md"}, {"Tags": "tags/index.md"}, {"Hand": "hand.md"}],
    )
    (project.folder / "theme").mkdir()
    (project.folder / "theme" / "main.html").write_text(OVERRIDE, encoding="utf-8")
    (project.docs / "mine.js").write_text("mine.push('file')", encoding="utf-8")
    (project.docs / "hand.md").write_text(BY_HAND, encoding="utf-8")
    page.add_init_script(WATCH)
    with hosted(project.build(), {}) as address:
        page.goto(f"{address}hand/", wait_until="networkidle")
        assert sorted(page.evaluate("mine")) == ["by hand", "file", "module", "override"]
        style = "getComputedStyle(document.querySelector('.md-footer')).outlineStyle"
        assert page.evaluate(style) == "solid"
        page.locator("a.md-nav__link").filter(has_text="Tags").first.click()
        page.wait_for_url(f"{address}tags/")
        expect(page.get_by_role("heading", level=1)).to_have_text("Tags")
        page.locator("a.md-nav__link").filter(has_text="Home").first.click()
        page.wait_for_url(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate(FORBIDDEN) == []
