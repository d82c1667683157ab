"""`briefing serve`: a writer sees each change within seconds, mistakes included."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.found import all_found_at
from tests.projects import BIN, QUIET, Project, new_project
from tests.writing import as_yaml, briefing

PATIENCE = 20.0
"""Seconds that a change may take at most, on a machine that is busy with other things."""


@dataclass
class Served:
    """A project that is being served."""

    project: Project
    address: str
    process: subprocess.Popen[bytes]
    log: Path

    def shows(self, path: str, expected: Callable[[str], bool]) -> str:
        """Wait until the page at a path is as expected, and return it."""
        page = ""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text()
            page = self.get(path)
            if expected(page):
                return page
            time.sleep(0.1)
        raise AssertionError(f"{path} has not changed: {page[-3000:]}\n{self.log.read_text()}")

    def get(self, path: str) -> str:
        """Return a page; empty where there is none."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as response:
                text: str = response.read().decode()
                return text
        except urllib.error.HTTPError:
            return ""
        except urllib.error.URLError:  # the server is still starting
            return ""

    def write(self, path: str, text: str) -> None:
        """Write a file of the project."""
        (self.project.folder / path).write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    briefings = {"strike": briefing(), "coming": briefing(title="Soon", status="review")}
    project = new_project(
        folder / "project",
        briefings,
        register={"mayor": {"name": "The mayor"}},
        options={"templates": "overrides"},
        markdown_extensions=["pymdownx.snippets"],
    )
    (project.folder / "overrides").mkdir()
    (project.folder / "policy.md").write_text("We correct what is wrong.")
    (project.docs / "policy.md").write_text('--8<-- "policy.md"\n')
    host = _free_address()
    with _running(project, host, [BIN / "briefing", "serve", "--address", host]) as running:
        running.shows("", bool)
        yield running


def _free_address() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{free.getsockname()[1]}"


@contextmanager
def _running(project: Project, host: str, command: Sequence[str | Path]) -> Iterator[Served]:
    log = project.folder.parent / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=project.folder, env=QUIET, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        yield Served(project, f"http://{host}/", process, log)
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def contains(text: str) -> Callable[[str], bool]:
    return lambda page: text in page


def test_drafts_are_shown_and_marked(served: Served) -> None:
    page = served.shows("briefings/coming/", contains("Soon"))
    assert '<span class="bf-chip bf-draft">review</span>' in page
    cards = served.get("briefings/").split("</article>")
    assert ["bf-draft" in card for card in cards if "Soon" in card] == [True]
    assert ["bf-draft" in card for card in cards if "Dockers" in card] == [False]


def test_a_changed_briefing_is_shown(served: Served) -> None:
    served.write("briefings/strike.yml", as_yaml(briefing(title="Dockers go back")))
    served.shows("briefings/strike/", contains("Dockers go back"))
    assert "Dockers go back" in served.get("")


def test_a_new_briefing_is_shown_and_a_removed_one_goes(served: Served) -> None:
    served.write("briefings/flood.yml", as_yaml(briefing(title="A flood")))
    served.shows("briefings/flood/", contains("A flood"))
    (served.project.briefings / "flood.yml").unlink()
    served.shows("briefings/flood/", lambda page: page == "")


def test_search_follows_an_edit(served: Served) -> None:
    def found(word: str) -> bool:
        return any(word in each.title for each in all_found_at(served.address))

    served.write("briefings/tide.yml", as_yaml(briefing(title="An uncommonly high tide")))
    served.shows("briefings/tide/", contains("uncommonly"))
    assert found("uncommonly")
    served.write("briefings/tide.yml", as_yaml(briefing(title="A low tide")))
    served.shows("briefings/tide/", contains("A low tide"))
    assert found("A low tide")
    assert not found("uncommonly")


def test_search_forgets_the_only_page_that_was_written_by_hand(served: Served) -> None:
    def found() -> list[str]:
        return [each.title for each in all_found_at(served.address) if each.address == "about/"]

    served.write("docs/about.md", "# Of porters\n\nThey carry.\n")
    served.shows("about/", contains("They carry"))
    assert found() == ["Of porters"]
    (served.project.docs / "about.md").unlink()
    served.shows("about/", lambda page: page == "")
    assert found() == []


def test_a_changed_register_is_shown(served: Served) -> None:
    served.write("briefings/actors.yml", as_yaml({"mayor": {"name": "Mayor of Aldmoor"}}))
    served.shows("actors/mayor/", contains("Mayor of Aldmoor"))


def test_a_template_is_shown_as_soon_as_it_is_there_and_whenever_it_changes(served: Served) -> None:
    served.write("overrides/risks.md.jinja", "# Risks\n\n<p>Mine, {{ 1 + 1 }}.</p>\n")
    served.shows("risks/", contains("Mine, 2."))
    served.write("overrides/risks.md.jinja", "# Risks\n\n<p>Mine, {{ 1 + 2 }}.</p>\n")
    served.shows("risks/", contains("Mine, 3."))


def test_a_mistake_in_a_template_is_shown_until_it_is_mended(served: Served) -> None:
    served.write("overrides/demands.md.jinja", "# D\n\n{{ demnds }}\n")
    page = served.shows("mistakes/", contains("demnds"))
    assert "demands.md.jinja:3" in page
    served.write("overrides/demands.md.jinja", "# D\n\n<p>Mended</p>\n")
    served.shows("demands/", contains("Mended"))
    served.shows("mistakes/", lambda page: page == "")


def test_a_mistake_in_a_briefing_is_shown_in_its_place_until_it_is_mended(served: Served) -> None:
    wrong = as_yaml(briefing(title="Dockers vote")).replace('"summary"', '"sumary"')
    served.write("briefings/strike.yml", wrong)
    page = served.shows("briefings/strike/", contains("unknown-key"))
    assert "briefings/strike.yml:3:1" in page
    assert "Soon" in served.get("briefings/coming/"), "the others are still there"
    assert "Not up to date" in served.get("actors/")
    served.write("briefings/strike.yml", as_yaml(briefing(title="Dockers vote")))
    served.shows("briefings/strike/", lambda page: "Dockers vote" in page and "sumary" not in page)
    assert "Not up to date" not in served.get("actors/")


def test_a_file_that_a_page_takes_in_is_followed(served: Served) -> None:
    served.shows("policy/", contains("We correct"))
    served.write("policy.md", "We mend what is wrong.")
    served.shows("policy/", contains("We mend"))


_CHANGED_TOO_EARLY = """
import sys
from pathlib import Path
from generator.publishing.live import Live
from generator.publishing.serving import serve

address, changed, content = sys.argv[1:]
live = Live(Path("mkdocs.yml"), None, address)
serve(live, lambda _: Path(changed).write_text(content))
"""
"""Changes a file when all have been read, and nobody watches them yet."""


@pytest.mark.parametrize(
    ("path", "content", "page", "shown"),
    [
        ("briefings/strike.yml", as_yaml(briefing(title="Porters stop")), "", "Porters stop"),
        ("briefings/new.yml", as_yaml(briefing(title="Porters stop")), "", "Porters stop"),
        ("docs/about.md", "# Of porters\n", "about/", "Of porters"),
        ("mkdocs.yml", "site_name: Porters\nplugins: [briefings]\n", "", "Porters"),
    ],
)
def test_what_changes_before_the_watching_has_begun_is_shown(
    path: str, content: str, page: str, shown: str, tmp_path: Path
) -> None:
    project = new_project(tmp_path / "project", {"strike": briefing()})
    (project.docs / "about.md").write_text("# About us\n")
    host = _free_address()
    early: list[str | Path] = [BIN / "python", "-c", _CHANGED_TOO_EARLY, host, path, content]
    with _running(project, host, early) as running:
        running.shows(page, contains(shown))


@pytest.mark.parametrize("path", ["no/", "%00", "data/%00", "x" * 5000, "%2e%2e/%2e%2e/mkdocs.yml"])
def test_where_nothing_is_and_nothing_can_be_there_is_no_page(served: Served, path: str) -> None:
    served.shows("", bool)
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(served.address + path, timeout=PATIENCE)


@pytest.mark.parametrize("path", ["search/%2e%2e/serve.sqlite", "search/../site/index.html"])
def test_nothing_beside_the_index_is_handed_out(served: Served, path: str) -> None:
    assert served.get(path) == ""


def test_a_page_asks_the_server_for_changes(served: Served) -> None:
    assert "livereload" in served.get("")


def test_the_log_tells_where_the_site_is(served: Served) -> None:
    assert served.address in served.log.read_text()


def test_nothing_but_a_cache_is_written_into_the_project(served: Served) -> None:
    assert sorted(path.name for path in served.project.folder.iterdir()) == [
        ".cache",
        "briefings",
        "docs",
        "mkdocs.yml",
        "overrides",
        "policy.md",
    ]
    assert [path.name for path in served.project.docs.iterdir()] == ["policy.md"]
