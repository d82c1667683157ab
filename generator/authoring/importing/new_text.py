"""The text of a new briefing for rows of a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.authoring.importing.rows import Actors, Entry, as_lines
from generator.authoring.scalar import as_yaml, one_line
from generator.diagnostics.finding import SourceText
from generator.model.placeholders import NOBODY_YET, NOBODYS_NAME, SUMMARY_TO_COME, TO_DECIDE
from generator.model.text import is_identifier


def new_text(
    head: str,
    title: str,
    day: datetime.date,
    keyed: dict[str, Entry],
    actors: Actors,
    source: SourceText,
    kind: str,
) -> str:
    """The text of a new briefing with these entries; what no table can say is left to decide.

    `head` is its first line; `keyed` holds the entries by their ids; `kind` is their section.
    """
    threads = {entry.briefing.get("thread", "") for entry in keyed.values()}
    thread = next(iter(threads)) if len(threads) == 1 else ""
    named = list(dict.fromkeys(actors_of(keyed.values())))
    lines = [
        head,
        "",
        f"## Imported from {one_line(Path(source.path).name)}.",
        "## `# decide` marks what is left to you.",
        "",
        f"title: {as_yaml(title)}",
        f"date: {day.isoformat()}",
        f"thread: {thread}" if is_identifier(thread) else "# thread:",
        "status: draft",
        f"{TO_DECIDE} the conclusion, in one paragraph",
        f"summary: {SUMMARY_TO_COME}",
        "",
        f"{TO_DECIDE} what the table draws on",
        "sources:",
        "  table:",
        f"    title: {as_yaml(Path(source.path).name)}",
        "",
        "actors:",
        *(actor_line(id_, actors, "  ") for id_ in named),
    ]
    if not named:
        lines += [f"  {TO_DECIDE} who takes part", f"  {NOBODY_YET}:", f"    name: {NOBODYS_NAME}"]
    lines += ["", f"{kind}:"]
    for key, entry in keyed.items():
        lines += (f"  {line}" for line in as_lines(entry, key))
    return "\n".join(lines) + "\n"


def actor_line(id_: str, actors: Actors, indent: str) -> str:
    """The line for an actor, with its name if neither a briefing nor the register has it yet."""
    name = actors.new.get(id_)
    return (
        f"{indent}{id_}: {{name: {as_yaml(name, flow=True)}}}" if name else f"{indent}{id_}: {{}}"
    )


def actors_of(made: Iterable[Entry]) -> Iterator[str]:
    """The ids of all actors named in entries, repeated as often as they are named."""
    for entry in made:
        for name in ("by", "of", "affects"):
            yield from entry.values.get(name, ())
