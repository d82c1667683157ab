"""Threads of a few days for tests: one demand or one risk a day, and what changed."""

from __future__ import annotations

from typing import Any

from generator.linking.changes import Change
from tests.writing import Keys, briefing, linked

Row = tuple[str, str, str, str, int]
"""Kind, key, old, new, direction."""


def day(number: int, **said: Any) -> dict[str, Any]:
    return briefing(date=f"2021-03-{number:02}", **({"thread": "strike"} | said))


def pay(number: int, **said: Any) -> dict[str, Any]:
    """A briefing with one demand."""
    return day(number, demands={"pay": {"by": "union", "text": "More pay."} | said})


def ruin(number: int, scale: str = "icd203", **said: Any) -> dict[str, Any]:
    """A briefing with one risk."""
    return day(number, scale=scale, risks={"ruin": {"event": "The port fails"} | said})


def found(*briefings: Keys, **options: Any) -> list[list[Change]]:
    """The changes of each briefing but the first, which are named in the order of their days."""
    named = {f"b{number}": keys for number, keys in enumerate(briefings)}
    threads = linked(named, **options).threads
    return [list(each) for each in threads["strike"].changes.values()]


def row(change: Change) -> Row:
    return (change.kind.value, change.now.key, change.old, change.new, change.direction)


def rows(*briefings: Keys) -> list[list[Row]]:
    return [[row(change) for change in each] for each in found(*briefings)]


def answer(by: str, kind: str, **more: str) -> dict[str, str]:
    return {"by": by, "answer": kind} | more


def sign(text: str, seen: str | None = None) -> dict[str, str]:
    return {"text": text} | ({"seen": seen} if seen else {})


MAY, JUNE = "2021-05-31", "2021-06-30"
REFUSED = answer("port", "rejected", date="2021-03-02")
"""An answer."""
