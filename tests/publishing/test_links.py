"""The checker of links finds what is broken: a test of a test."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.links import broken_links


@pytest.mark.parametrize(
    ("body", "broken"),
    [
        ('<a href="b/">b</a> <a href="b/#here">b</a> <img src="p.png"> <a href="">me</a>', 0),
        ('<a href="#top">t</a><p id="top">', 0),
        ('<a href="https://elsewhere.example/">x</a> <a href="mailto:a@b.example">x</a>', 0),
        ('<a href="c/">c</a>', 1),
        ('<a href="b/#there">b</a>', 1),
        ('<a href="#there">b</a>', 1),
        ('<img src="q.png"> <script src="/q.js"></script> <link href="q.css">', 3),
        ('<img srcset="p.png 1x, q.png 2x">', 1),
        ('<a href="javascript:alert(1)">x</a>', 1),
        ('<a href="empty/">x</a>', 1),
    ],
)
def test_what_leads_nowhere_is_found(tmp_path: Path, body: str, broken: int) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "empty").mkdir()
    (tmp_path / "index.html").write_text(body)
    (tmp_path / "b" / "index.html").write_text('<h1 id="here">b</h1><a href="../">up</a>')
    (tmp_path / "p.png").write_bytes(b"p")
    assert len(broken_links(tmp_path)) == broken
