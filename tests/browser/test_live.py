"""`briefing serve` in a browser: an open tab follows what is written, and no other does."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.projects import BIN, MATERIAL, QUIET, Project, new_project
from tests.writing import as_yaml, briefing

pytestmark = pytest.mark.browser

PATIENCE = 20_000
"""Milliseconds that a change may take, on a machine that is busy with other things."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    made = new_project(
        tmp_path_factory.mktemp("live") / "project",
        {"strike": briefing(), "flood": briefing(title="A flood")},
        theme=MATERIAL,
        site_url="https://desk.example/news/",
    )
    (made.docs / "about.md").write_text("# About us\n", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def address(project: Project) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [BIN / "briefing", "serve", "--address", host], cwd=project.folder, env=QUIET
    )
    place = f"http://{host}/news/"
    try:
        end = time.monotonic() + PATIENCE / 1000
        while time.monotonic() < end:
            with suppress(OSError), urllib.request.urlopen(place, timeout=5):
                break
            time.sleep(0.1)
        yield place
    finally:
        process.terminate()
        process.wait(10)


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def test_the_open_page_follows_its_briefing(project: Project, address: str, page: Page) -> None:
    page.goto(f"{address}briefings/strike/")
    write(project.briefings / "strike.yml", as_yaml(briefing(title="Dockers go back")))
    page.get_by_role("heading", name="Dockers go back").wait_for(timeout=PATIENCE)
    write(project.briefings / "strike.yml", as_yaml(briefing(title="Dockers stay out")))
    page.get_by_role("heading", name="Dockers stay out").wait_for(timeout=PATIENCE)


def test_a_page_that_shows_nothing_of_it_is_left_alone(
    project: Project, address: str, page: Page
) -> None:
    page.goto(f"{address}briefings/flood/")
    page.evaluate("window.stayed = true")
    write(project.briefings / "strike.yml", as_yaml(briefing(title="Dockers wait")))
    with page.context.new_page() as other:
        other.goto(f"{address}briefings/strike/")
        other.get_by_role("heading", name="Dockers wait").wait_for(timeout=PATIENCE)
    page.wait_for_timeout(500)
    assert page.evaluate("window.stayed")


def test_a_mistake_is_shown_in_the_open_page_and_goes_when_it_is_mended(
    project: Project, address: str, page: Page
) -> None:
    forbidden: list[str] = []
    page.expose_function("forbid", lambda what: forbidden.append(what))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', event => forbid(event.violatedDirective))"
    )
    page.goto(f"{address}briefings/strike/")
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    write(project.briefings / "strike.yml", "title: [never closed\n")
    page.get_by_text("bad-yaml").first.wait_for(timeout=PATIENCE)
    page.goto(f"{address}mistakes/")
    page.get_by_text("bad-yaml").first.wait_for(timeout=PATIENCE)
    page.goto(f"{address}briefings/strike/")
    write(project.briefings / "strike.yml", as_yaml(briefing(title="Dockers vote")))
    page.get_by_role("heading", name="Dockers vote").wait_for(timeout=PATIENCE)
    assert forbidden == [], "pages that wait for a change keep to their policy, mistakes too"


def test_a_page_written_by_hand_and_the_configuration_are_followed(
    project: Project, address: str, page: Page
) -> None:
    page.goto(f"{address}about/")
    write(project.docs / "about.md", "# About the desk\n\nWe read the news.\n")
    page.get_by_text("We read the news.").wait_for(timeout=PATIENCE)
    text = project.config.read_text(encoding="utf-8")
    write(project.config, text.replace("Harbour desk", "Quay desk"))
    page.get_by_text("Quay desk").first.wait_for(timeout=PATIENCE)
    write(project.config, text.replace("site_name", "sitename"))
    page.get_by_text("site_name").first.wait_for(timeout=PATIENCE)
    write(project.config, text)
    page.get_by_text("Harbour desk").first.wait_for(timeout=PATIENCE)


def test_search_finds_what_was_just_written(project: Project, address: str, page: Page) -> None:
    write(project.briefings / "strike.yml", as_yaml(briefing(title="An uncommonly high tide")))
    page.goto(f"{address}search/?q=uncommonly")
    page.get_by_role("link", name="An uncommonly high tide").first.wait_for(timeout=PATIENCE)
