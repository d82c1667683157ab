"""What a tab that waits for changes costs the site that is served, and where the site is."""

from __future__ import annotations

import threading
import urllib.request
from types import SimpleNamespace
from typing import Any

import pytest

from generator.publishing import serving
from generator.publishing.serving import Site


def test_a_page_is_made_again_after_a_change_and_at_no_heartbeat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def page(path: str) -> str:
        made.append(path)
        return "<p>A page</p>"

    live: Any = SimpleNamespace(
        genuine=SimpleNamespace(config=SimpleNamespace(site_url="")),
        broken="",
        page=page,
        take=lambda changed: None,
    )
    monkeypatch.setattr(serving, "_HEARTBEAT", 0)
    site = Site(live)
    changes = site.changes_of("risks/", "another")
    assert [next(changes) for _ in range(3)] == [True] * 3
    assert made == ["risks/"]
    site.take(set())
    assert next(changes)
    assert made == ["risks/"] * 2


@pytest.mark.parametrize("path", ["", "news/", "a%20b/", "новости/"])
def test_who_asks_for_anything_else_is_led_to_the_site(path: str) -> None:
    live: Any = SimpleNamespace(
        genuine=SimpleNamespace(config=SimpleNamespace(site_url=f"https://desk.example/{path}")),
        broken="",
        page=lambda path: "<p>The front page</p>" if not path else None,
    )
    server = serving._Server(("127.0.0.1", 0), serving._handler(Site(live)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{server.server_port}/", timeout=5) as got:
            assert "The front page" in got.read().decode()
    finally:
        server.shutdown()
        server.server_close()
