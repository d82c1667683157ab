"""The index of the search that `briefing serve` keeps from one run to the next."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from generator.linking.link import connect
from generator.publishing.intake import Desk
from generator.publishing.live_index import LiveIndex
from generator.publishing.search.site import FOLDER
from generator.publishing.state import State
from generator.rendering.edition import Edition
from tests.found import all_found
from tests.writing import briefing, written


def found(folder: Path, home: Path) -> set[str]:
    """Serve a desk once, look for everything, and return the titles of the briefings found."""
    with closing(State(home / "state.sqlite", "1")) as state:
        desk = Desk(folder, state)
        index = LiveIndex(desk, Edition(has_search=True), home / FOLDER)
        desk.take_in(lambda *_: None)
        before = index.corpus
        index.take(())
        index.bring_up(connect(desk.sound(), desk.register, before=before))
    return {each.title for each in all_found(home) if each.type == "briefing"}


def test_what_could_not_be_found_for_a_mistake_elsewhere_is_found_without_it(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "desk"
    written(folder / "a", {"strike": briefing(title="The first")})
    written(folder / "b", {"strike": briefing(title="The second")})
    home = tmp_path / "site"
    home.mkdir()
    assert found(folder, home) == {"The first"}
    (folder / "a" / "strike.yml").unlink()
    assert found(folder, home) == {"The second"}
