"""A briefing with naughty strings in every text field."""

from __future__ import annotations

from typing import Any

from tests.filling import filled_briefing
from tests.naughty import ANYWHERE, IN_PLAIN


class HostileText:
    """Gives each text field all hostile strings, starting with another one each time.

    `most`: so many in each field are enough, where all fields together hold them all.
    """

    def __init__(self, mark: str = "", most: int | None = None) -> None:
        self.mark, self.most = mark, most
        self.typed: dict[str, str] = {}
        """What was typed into each field, by path."""

    def __call__(self, path: str, is_prose: bool) -> str:
        *strings, lines = ANYWHERE if is_prose else (*IN_PLAIN, *ANYWHERE)
        if path.endswith("quote"):  # of which there is a most
            strings = [string for string in strings if len(string) < 100]
        turn = len(self.typed) * (self.most or 1) % len(strings)
        # The end is unique, so that it tells how often the whole has to be shown.
        end = f"end-of-{self.mark}{path}/"
        some = [*strings[turn:], *strings[:turn]][: self.most]
        self.typed[path] = " ".join((*some, lines, end)).strip()  # as a field takes it
        return self.typed[path]


def hostile_briefing(
    mark: str = "", most: int | None = None, **said: Any
) -> tuple[dict[str, Any], dict[str, str]]:
    """A briefing with all hostile strings in every text field, and what each field holds.

    `mark` tells the texts of one briefing from those of another; `most` as above.
    """
    text = HostileText(mark, most)
    return filled_briefing(text) | said, text.typed
