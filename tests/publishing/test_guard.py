"""What differs between the two doors is said in one line."""

from __future__ import annotations

from math import inf

import pytest

from generator.publishing.guard import differences
from generator.publishing.press import _samples
from generator.publishing.work import Job
from generator.rendering.page import Page

PAGE = Page("tags/a.md", "tag", "A", "", "", frozenset())


@pytest.mark.parametrize(
    ("fast", "genuine", "told"),
    [
        ("a\nb", "a\nb", ""),
        ("a\nb\nc", "a\nx\ny", "tags/a.md, line 2: 'b', and 'x' by MkDocs"),
        ("a\nb", "a\nb\nc", "tags/a.md: 2 lines, and 3 by MkDocs"),
        ("a", "ab", "tags/a.md, line 1: 'a', and 'ab' by MkDocs"),
    ],
)
def test_the_first_line_that_differs_is_told(fast: str, genuine: str, told: str) -> None:
    assert differences(PAGE, fast, genuine) == told


def test_of_a_long_line_what_stands_around_the_difference_is_told() -> None:
    told = differences(PAGE, "x" * 500 + "a" + "y" * 500, "x" * 500 + "b" + "y" * 500)
    assert len(told) < 250
    assert "xa" in told
    assert "xb" in told


def test_the_smallest_page_of_each_kind_and_depth_is_a_sample() -> None:
    sizes = {
        "actors/a.md": 9.0,
        "actors/b.md": 3.0,
        "actors/a/years/2021.md": 8.0,
        "tags/t.md": 5.0,
    }
    jobs = [Job(uri, "", uri.partition("/")[0]) for uri in sizes]
    assert _samples(jobs, sizes.__getitem__) == {
        "actors/b.md",
        "actors/a/years/2021.md",
        "tags/t.md",
    }


def test_where_no_page_was_there_before_the_first_is_a_sample() -> None:
    jobs = [Job(f"tags/{n}.md", "", "tag") for n in range(9)]
    assert _samples(jobs, lambda _: inf) == {"tags/0.md"}
