"""What several tests stand on: the real site, a loopback server, a Chromium."""

from __future__ import annotations

import fcntl
import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import hypothesis
import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Dialog,
    Page,
    Request,
    expect,
    sync_playwright,
)

from generator.publishing import spread
from generator.publishing.site import build_site
from tests.pictures import CHROMIUM_OPTIONS, ROOT, chromium, served
from tests.stress import one_briefing, stress_briefings, stress_register
from tests.writing import Keys, written

# Material announces MkDocs 2 at each build.
os.environ["NO_MKDOCS_2_WARNING"] = "1"


NEVER = 1_000_000
"""Pieces of work that no build has."""
Once = Callable[[str, Callable[[Path], object]], Path]
PATIENCE = 15_000
"""Milliseconds that a browser may take for anything, on a machine that is busy."""

expect.set_options(timeout=PATIENCE)

# How long an example takes says more about the machine than about the code.
hypothesis.settings.register_profile("without-deadline", deadline=None)
hypothesis.settings.load_profile("without-deadline")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden",
        action="store_true",
        help="write the golden files anew from what the code makes now; then read the diff",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the long tests out, unless they are asked for: `-m long`.

    Not by an option in `addopts`: any other `-m` would bring them back.
    """
    if "long" not in config.option.markexpr:
        config.hook.pytest_deselected(
            items=[item for item in items if item.get_closest_marker("long")]
        )
        items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_collection_finish() -> None:
    """What is imported by now is no garbage: tests that look for garbage need not look there."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _alone() -> Iterator[None]:
    """Builds of this process keep to it: the other cores have other tests to do.

    To fork a process that has so much in its memory takes longer than what most tests build.
    Tests of work that is spread let it be, and the commands spread it as they always do.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spread, "_WORTH_IT", NEVER)
        yield


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Gives a folder by its name. Who comes first fills it, for all processes of a run of tests.

    Nobody changes what is in it: a test that has to takes a copy.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "once"
    shared.mkdir(exist_ok=True)

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        folder, is_full = shared / name, shared / f"{name}.full"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_full.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                fill(folder)
                is_full.touch()
        return folder

    return filled


@pytest.fixture(scope="session")
def site(once: Once) -> Path:
    """The site of this project, built once, strictly."""
    config = ROOT / "mkdocs.yml"
    return once("real", lambda at: build_site(config, None, at / "site", strict=True)) / "site"


@pytest.fixture(scope="session")
def stress_site(once: Once) -> Path:
    """A site of the same looks whose briefings are as hard to show as can be, built once."""
    briefings, register = stress_briefings(), stress_register()
    return once("stress", lambda at: built_from(at, briefings, register)) / "site"


@pytest.fixture(scope="session")
def lone_site(once: Once) -> Path:
    """A site of the same looks with one briefing, which says no more than it has to."""
    return once("lone", lambda at: built_from(at, one_briefing())) / "site"


def built_from(folder: Path, briefings: Mapping[str, Keys], register: Keys | None = None) -> Path:
    """Build made-up briefings with the project's own `mkdocs.yml`.

    Not strictly: their quotes are unchecked.
    """
    home = written(folder / "briefings", briefings, register)
    return build_site(ROOT / "mkdocs.yml", home, folder / "site", strict=False).site


@pytest.fixture(scope="session")
def site_named(request: pytest.FixtureRequest) -> Callable[[str], Path]:
    """Gives the folder of the real site, of the stress site or of the lone one, by that word."""
    fixtures = {"real": "site", "stress": "stress_site", "lone": "lone_site"}

    def folder(name: str) -> Path:
        found: Any = request.getfixturevalue(fixtures[name])
        return Path(found)

    return folder


@pytest.fixture(scope="session")
def address_of(
    site_named: Callable[[str], Path], serve_folder: Callable[[Path], str]
) -> Callable[[str], str]:
    """Gives the address of a site on loopback, by the same words."""
    return cache(lambda name: serve_folder(site_named(name)))


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[Callable[[Path], str]]:
    """Serves a folder on loopback and gives its address, until the tests end."""
    with ExitStack() as servers:
        yield lambda folder: servers.enter_context(served(folder))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests. Where none is found they are skipped, or fail under CI."""
    executable = chromium()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium, and CI is set")
        pytest.skip("there is no Chromium")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=executable, args=list(CHROMIUM_OPTIONS)
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page of its own, which waits for anything, but not for ever."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    yield context.new_page()
    context.close()


@pytest.fixture
def happenings(page: Page) -> list[str]:
    """What happens on the page that never should: errors, dialogs, requests to elsewhere."""
    seen: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            seen.append(f"console: {message.text} ({message.location})")

    def on_request(request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.hostname != "127.0.0.1" and parts.scheme not in ("data", "blob"):
            seen.append(f"request: {request.url}")

    def on_dialog(dialog: Dialog) -> None:
        seen.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page.context.on("console", on_console)
    page.context.on("weberror", lambda error: seen.append(f"uncaught: {error.error}"))
    page.context.on("request", on_request)
    page.context.on("dialog", on_dialog)
    return seen
