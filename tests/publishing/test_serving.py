"""What a tab that waits for changes costs the site that is served."""

from __future__ import annotations

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
