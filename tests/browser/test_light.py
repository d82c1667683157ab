"""A page is light, keeps still, asks nobody else for anything and lives under a strict policy."""

from __future__ import annotations

import gzip
import importlib.util
import mimetypes
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.publishing.policy import HEADERS, Policy, policy_in
from tests.browser.kinds import BRIEFING, KINDS, SITES
from tests.pictures import QuietHandler

pytestmark = pytest.mark.browser

MOST = 200_000
"""Bytes of a first visit: half a second of a phone's slow line."""

STILL = 0.001
"""Of a layout shift, whose good value ends at 0.1: the theme's navigation moves by as little."""

PIECES = 100
PAUSE = 0.04
"""Seconds between two pieces of a page that comes slowly: enough to show what has come."""

PACKED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
# What the policy forbids, what moves after it was shown, and what is waited for before that.
WATCH = """
window.forbidden = [];
window.shifts = [];
document.addEventListener("securitypolicyviolation", event => {
    forbidden.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});
new PerformanceObserver(list => {
    for (const entry of list.getEntries()) {
        const moved = entry.sources.map(source => source.node).filter(Boolean);
        shifts.push({
            value: entry.value,
            ours: moved.some(node => node.parentElement?.closest("article")),
            what: moved.map(node => node.outerHTML?.slice(0, 120)),
        });
    }
}).observe({type: "layout-shift", buffered: true});
"""
BLOCKING = """performance.getEntriesByType("resource")
    .filter(each => each.renderBlockingStatus === "blocking")
    .map(each => new URL(each.name).pathname)"""
TO_THE_END = """() => new Promise(done => {
    window.scrollTo(0, document.documentElement.scrollHeight);
    requestAnimationFrame(() => requestAnimationFrame(done));
})"""


class StaticHost(QuietHandler):
    """Serves as hosts of static sites do: text is packed, and the site's headers go along."""

    protocol_version = "HTTP/1.1"

    def __init__(
        self, *given: Any, sent: dict[str, int], is_slow: bool = False, **more: Any
    ) -> None:
        self.sent = sent
        self.is_slow = is_slow
        super().__init__(*given, **more)

    def do_GET(self) -> None:  # noqa: N802 # the name is http.server's
        """Send a file."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        is_slow = self.is_slow and path.suffix == ".html"
        is_packed = path.suffix in PACKED and not is_slow
        body = packed(path) if is_packed else path.read_bytes()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", mimetypes.guess_type(path)[0] or "text/plain")
        for name, value in headers(Path(self.directory)):
            self.send_header(name, value)
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.sent[self.path] = len(body)
        for piece in slowly(body) if is_slow else [body]:
            self.wfile.write(piece)


def slowly(page: bytes) -> Iterator[bytes]:
    """A page in pieces, as of a bad line: cut where the first elements of its article end."""
    begin = page.index(b"<article")
    ends = [begin + each.end() for each in re.finditer(rb"</\w+>", page[begin:])]
    for start, end in pairwise([0, begin, *ends[:PIECES], len(page)]):
        yield page[start:end]
        time.sleep(PAUSE)


@cache
def headers(site: Path) -> list[tuple[str, str]]:
    """What the site's file of headers says of all its pages, read as Netlify reads it."""
    rule, *lines = (site / HEADERS).read_text("utf-8").splitlines()
    assert rule == "/*"
    pairs = (line.strip().partition(": ") for line in lines)
    return [(name, value) for name, _, value in pairs]


@cache
def packed(path: Path) -> bytes:
    """A file as it is sent; no file changes while it is served."""
    return gzip.compress(path.read_bytes(), 6)


@contextmanager
def hosted(folder: Path, sent: dict[str, int], *, is_slow: bool = False) -> Iterator[str]:
    """Serve a folder in that way, noting the bytes sent of each file, and give its address."""
    handler = partial(StaticHost, directory=str(folder), sent=sent, is_slow=is_slow)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


@pytest.fixture(scope="module")
def host(site_named: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """Gives the address of a site, named by a word, at a host of static sites."""
    with ExitStack() as servers:
        yield cache(lambda name: servers.enter_context(hosted(site_named(name), {})))


def settled(page: Page, address: str) -> None:
    """Open a page that is watched, and read it to its end."""
    response = page.goto(address, wait_until="load")
    assert response is not None
    assert response.ok, f"there is no page {address}"
    page.evaluate(TO_THE_END)


@pytest.fixture
def watched(page: Page) -> Page:
    """A page that tells what it is forbidden and what moves."""
    page.add_init_script(WATCH)
    return page


@pytest.fixture(scope="module")
def visit(site: Path, browser: Browser) -> Iterator[tuple[Page, dict[str, int]]]:
    """A first visit to a briefing, and how many bytes of each file came over the line."""
    sent: dict[str, int] = {}
    with hosted(site, sent) as address:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(WATCH)
        settled(page, address + BRIEFING)
        yield page, sent
        page.close()


def test_a_first_visit_is_light(visit: tuple[Page, dict[str, int]]) -> None:
    """Counted at the host: the page's own record leaves out what its worker loads."""
    _, sent = visit
    assert any(path.startswith(f"/{BRIEFING}") for path in sent)
    assert sum(sent.values()) <= MOST, sorted(sent.items(), key=lambda item: -item[1])


def test_nothing_moves_while_a_page_loads_and_is_read(visit: tuple[Page, dict[str, int]]) -> None:
    page, _ = visit
    shifts = page.evaluate("shifts")
    assert [shift for shift in shifts if shift["ours"]] == []
    assert sum(shift["value"] for shift in shifts) < STILL, shifts


@pytest.mark.parametrize("address", [BRIEFING, "briefings/"])
def test_nothing_moves_however_slowly_a_page_arrives(
    address: str, site: Path, watched: Page
) -> None:
    with hosted(site, {}, is_slow=True) as host:
        settled(watched, host + address)
        assert [shift for shift in watched.evaluate("shifts") if shift["ours"]] == []


def test_nothing_is_waited_for_but_the_style_of_the_theme(
    visit: tuple[Page, dict[str, int]],
) -> None:
    """Ours is joined to the theme's; what else the theme has is in its package."""
    page, _ = visit
    theme = importlib.util.find_spec("material")
    assert theme is not None
    assert theme.origin is not None
    own = {path.name for path in (Path(theme.origin).parent / "templates/assets").rglob("*.*")}
    foreign = [
        path
        for path in page.evaluate(BLOCKING)
        if not re.match(r"/assets/(stylesheets|javascripts)/", path)
        or (Path(path).name not in own and not re.search(r"/stylesheets/main\.\w+\.", path))
    ]
    assert page.evaluate(BLOCKING) != []
    assert foreign == []


@pytest.mark.parametrize("name", SITES)
def test_under_a_strict_policy_pages_do_all_that_they_do_and_ask_no_other_host(
    watched: Page, host: Callable[[str], str], happenings: list[str], name: str
) -> None:
    """One after the other, as a reader goes through a site."""
    seen: list[str] = []
    for kind in KINDS:
        if kind.site == name:
            settled(watched, host(name) + kind.path)
            found = [*watched.evaluate("forbidden"), *happenings]
            seen += [f"{kind}: {what}" for what in found]
            happenings.clear()
    assert not seen, "\n".join(seen)


@pytest.mark.parametrize(("name", "word"), [("real", "Reznikov"), ("stress", "cranes")])
def test_under_a_strict_policy_search_finds_what_it_should(
    watched: Page, host: Callable[[str], str], happenings: list[str], name: str, word: str
) -> None:
    page = watched
    settled(page, host(name))
    page.get_by_role("textbox", name="Search").click()
    page.keyboard.type(word)
    hit = page.locator(".md-search-result__link").first
    expect(hit).to_be_visible()
    hit.click()
    page.wait_for_url(f"{host(name)}*/**")
    assert page.evaluate("forbidden") == []
    assert happenings == []


def test_what_a_policy_forbids_and_what_moves_would_be_seen(
    watched: Page, tmp_path: Path, happenings: list[str]
) -> None:
    policy = Policy()
    page = policy.put_into(
        "<head></head><body><p id=gap></p><p>Words</p><script>eval('1')</script>"
        "<img src='https://elsewhere.example/x.png'><script>requestAnimationFrame(() => "
        "requestAnimationFrame(() => { gap.style.height = '300px' }))</script>"
    )
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    (tmp_path / HEADERS).write_text(policy.headers([policy_in(page)]), encoding="utf-8")
    with hosted(tmp_path, {}) as address:
        settled(watched, address)
        watched.wait_for_function("() => shifts.length")
    assert {each.partition(":")[0] for each in watched.evaluate("forbidden")} == {
        "script-src",
        "img-src",
    }
    assert len(happenings) >= 2
