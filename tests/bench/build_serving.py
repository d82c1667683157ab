"""How long an edit takes until a reader's open page shows it, in Chromium. For `build.py`.

From writing the file until the new word is in the page, which the server has to have reloaded. The
page is loaded and left alone for a moment before each edit, not always equally long, so that edits
fall into all phases of a server's watching.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from urllib.error import URLError
from urllib.request import urlopen

from tests.bench.build_desk import Change
from tests.bench.build_running import FailedError, running
from tests.bench.search_browser import started

PAUSE = (0.3, 0.9)
"""Seconds that a page is left alone before its file is edited, at least and at most."""
PORT = "{port}"
_SHOWS = "(word) => document.body && document.body.textContent.includes(word)"


def seconds_until_shown(
    command: Sequence[str | Path],
    folder: Path,
    changes: Callable[[], Change],
    times: int,
    patience: float,
) -> list[float]:
    """Start a server and have it show so many changes, one after another.

    In its command `PORT` stands for a port that is free. Raises `FailedError` if the server does,
    and `playwright.sync_api.Error` if a change is not shown in time.
    """
    port = free_port()
    root = f"http://127.0.0.1:{port}/"
    command = [str(part).replace(PORT, str(port)) for part in command]
    random = Random(times)
    found: list[float] = []
    with (
        running(command, folder, lambda: answers(root), patience),
        started() as browser,
    ):
        tab = browser.new_page()
        tab.set_default_timeout(1000 * patience)
        for _ in range(times):
            change = changes()
            tab.goto(root + change.page)
            # Its scripts connect to the server meanwhile.
            tab.wait_for_timeout(1000 * random.uniform(*PAUSE))
            if tab.evaluate(_SHOWS, change.word):
                raise FailedError(f"{change.word} is on the page before it is written")
            start = time.perf_counter()
            change.write()
            tab.wait_for_function(_SHOWS, arg=change.word)
            found.append(time.perf_counter() - start)
    return found


def free_port() -> int:
    """A port of loopback that nobody listens at."""
    with socket.socket() as some:
        some.bind(("127.0.0.1", 0))
        port: int = some.getsockname()[1]
        return port


def answers(address: str) -> bool:
    """Whether a server shows its front page."""
    try:
        with urlopen(address, timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, OSError):
        return False
