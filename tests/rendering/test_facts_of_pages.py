"""What pages say to programs: which feeds they have, and what their tables are sorted by."""

from __future__ import annotations

from generator.rendering.edition import Edition
from generator.rendering.pages import render_pages
from tests.writing import briefing, linked


def test_of_what_drafts_alone_tell_pages_name_no_feed() -> None:
    only = briefing(
        thread="soon", status="draft", date="2021-03-02", actors={"ghost": {"name": "Ghost"}}
    )
    corpus = linked({"out": briefing(thread="strike"), "soon": only}, drafts=True)
    feeds = {page.uri: page.feed for page in render_pages(corpus, Edition())}
    assert feeds["threads/strike.md"] == "feeds/threads/strike"
    assert feeds["threads/soon.md"] == feeds["actors/ghost.md"] == ""


def test_figures_sort_by_digits_however_small_they_are() -> None:
    figures = [{"measure": "Dose", "value": value} for value in ("0.0000005", "12000000000")]
    pages = render_pages(linked({"out": briefing(figures=figures)}), Edition())
    (page,) = (page.markdown for page in pages if page.uri == "figures/index.md")
    assert 'data-sort="0.0000005"' in page
    assert 'data-sort="12000000000"' in page
