"""Pictures of every kind of page, to look at: `make shots`.

Each kind of page of `tests/browser/kinds.py`, real and made up, on a desk in the light and in the
dark, on a phone, and as it is printed, lies in `.cache/shots` afterwards.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[1]))

from generator.publishing.site import build_site
from tests.browser.kinds import REAL, STRESS, Kind
from tests.pictures import CHROMIUM_OPTIONS, ROOT, chromium, served
from tests.stress import stress_briefings, stress_register
from tests.writing import written

TARGET = ROOT / ".cache" / "shots"
TALLEST = 6_000
"""Pixels of a page below which it is cut."""


@dataclass(frozen=True)
class Mode:
    """A way to look at a page."""

    name: str
    width: int
    is_printed: bool = False
    more: Any = field(default_factory=dict)
    """Further options of a browser's context."""

    def context(self, browser: Browser) -> BrowserContext:
        """A context that looks at pages in this way."""
        size: Any = {"width": self.width, "height": 900}
        return browser.new_context(viewport=size, **self.more)

    def take(self, page: Page, address: str, kind: Kind) -> None:
        """Take a picture of a page."""
        page.goto(address + kind.path)
        if page.locator(".bf-found").count():  # the page of the search, which answers by itself
            page.locator(".bf-found-results[aria-busy=false]").wait_for()
        if self.is_printed:
            page.emulate_media(media="print")
            page.evaluate("dispatchEvent(new Event('beforeprint'))")
        height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
        clip: Any = {"x": 0, "y": 0, "width": self.width, "height": height}
        path = TARGET / f"{name_of(kind)}-{self.name}.png"
        page.screenshot(path=path, full_page=True, clip=clip, animations="disabled")


MODES = (
    Mode("light", 1280, more={"color_scheme": "light"}),
    Mode("dark", 1280, more={"color_scheme": "dark"}),
    Mode("phone", 390, more={"device_scale_factor": 2, "is_mobile": True, "has_touch": True}),
    Mode("print", 794, is_printed=True),
)


def name_of(kind: Kind) -> str:
    """What the files of a kind of page begin with."""
    words = re.sub(r"[^\w-]+", "-", kind.path.removesuffix(".html")).strip("-")
    return f"{kind.site}-{words[:60] or 'front'}"


def build_sites(folder: Path) -> Iterator[tuple[Path, tuple[Kind, ...]]]:
    """Build the real site and the made-up one, each with its kinds of pages."""
    config = ROOT / "mkdocs.yml"
    made_up = written(folder / "briefings", stress_briefings(), stress_register())
    yield build_site(config, None, folder / "real", strict=False).site, REAL
    yield build_site(config, made_up, folder / "stress", strict=False).site, STRESS


def main() -> None:
    """Take all pictures anew."""
    shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(CHROMIUM_OPTIONS)
        )
        for site, kinds in build_sites(Path(scratch)):
            with served(site) as address:
                for mode in MODES:
                    context = mode.context(browser)
                    page = context.new_page()
                    for kind in kinds:
                        mode.take(page, address, kind)
                    context.close()
        browser.close()
    Console().print(f"{len(list(TARGET.iterdir()))} pictures are in {TARGET}")


if __name__ == "__main__":
    main()
