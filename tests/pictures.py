"""Pictures of pages, taken in Chromium: `python tests/pictures.py`.

Makes the picture in the README of the page that the README's own briefing becomes.
"""

from __future__ import annotations

import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import sync_playwright

from generator.publishing.site import build_site

ROOT = Path(__file__).parent.parent
PICTURE = ROOT / "docs" / "images" / "small-briefing.png"
CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback and give its address, until the block ends."""
    handler = partial(QuietHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()


def chromium() -> str | None:
    """Find the system's Chromium."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


def readme_briefing() -> tuple[str, str]:
    """The file name and the text of the briefing in the README."""
    readme = (ROOT / "README.md").read_text("utf-8")
    match = re.search(r"```yaml\n# briefings/(\S+)\n(.*?)```", readme, re.DOTALL)
    if not match:
        raise LookupError("README.md holds no briefing")
    return match[1], match[2]


def take_readme_picture(target: Path) -> None:
    """Build the README's briefing and take a picture of its page."""
    name, text = readme_briefing()
    with tempfile.TemporaryDirectory() as scratch:
        folder, site = Path(scratch, "briefings"), Path(scratch, "site")
        folder.mkdir()
        (folder / name).write_text(text, encoding="utf-8")
        build_site(ROOT / "mkdocs.yml", folder, site, strict=True)
        with served(site) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=list(CHROMIUM_OPTIONS)
            )
            page = browser.new_page(viewport={"width": 1120, "height": 900})
            page.goto(f"{address}briefings/{Path(name).stem}/")
            page.screenshot(path=target)
            browser.close()


if __name__ == "__main__":
    take_readme_picture(PICTURE)
