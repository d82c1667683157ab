"""What is changed in the theme's pages."""

from __future__ import annotations

import time
from dataclasses import replace

from generator.publishing.search.box import box_of
from generator.publishing.theme import theme_of
from generator.rendering.wording import Wording


def test_a_page_with_a_long_run_of_spaces_is_changed_in_one_go_over_it() -> None:
    words, gap = Wording(), " " * 300_000
    html = f'<html><head></head><nav class="md-header__inner">a{gap}b</nav>{gap}</html>'
    begun = time.process_time()
    made = box_of(words).put_into(
        replace(theme_of(words, None), joined="main.css").finish(html, head="<c>"), "search/"
    )
    # By going over it again from each space, as once was done, it takes minutes.
    assert time.process_time() - begun < 5
    assert made.index("md-search") < made.index("</nav>")
    assert made.count(gap) == 2
