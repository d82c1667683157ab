"""A small desk: a register and two briefings of one thread, without a mistake."""

from __future__ import annotations

from pathlib import Path

CURSOR = "‸"
"""Where the cursor stands in a text of a test."""

REGISTER = """\
putin:
  name: Vladimir Putin
  kind: person
  office: President of Russia
  aliases: [VVP, Wladimir Putin]
  part_of: russia
russia: {name: Russia, kind: country, aliases: [Moscow]}
nato: {name: NATO, kind: organization}
"""

FIRST = """\
title: Moscow makes demands
date: 2021-12-03
thread: talks
summary: Moscow wants a guarantee.
tags: [nato, eastern flank]
sources:
  gazette: {title: The demands, publisher: The Gazette, published: 2021-12-03, reliability: B}
  wire: {title: The other side, publisher: A Wire, origin: agency}
actors:
  putin: {role: President, side: Moscow}
  ushakov: {name: Yuri Ushakov, kind: person, speaks_for: putin}
  nato: {side: the west}
demands:
  no-expansion:
    by: [putin, ushakov]
    of: nato
    text: No further expansion.
    evidence: [{source: gazette}]
risks:
  invasion:
    event: Russia attacks
    horizon: 2022-01-31
    likelihood: unlikely
    confidence: low
    affects: russia
    evidence: [{source: wire}]
figures:
  - {measure: Troops at the border, value: 94300, evidence: [{source: wire}]}
"""

SECOND = """\
title: The two sides talk
date: 2021-12-07
thread: talks
summary: They talked for two hours.
tags: [talks]
sources:
  readout: {title: A readout, publisher: The House}
actors:
  putin: {role: On the line}
  nato: {side: the west}
demands:
  no-expansion:
    by: putin
    of: nato
    text: Still no further expansion.
    status: deferred
risks:
  invasion:
    event: Russia attacks
    horizon: 2022-01-31
    likelihood: roughly even chance
    confidence: low
    basis: The count of troops has risen.
"""

FIRST_PATH = Path("2021/2021-12-03-first.yml")
SECOND_PATH = Path("2021/2021-12-07-second.yml")


def write_desk(folder: Path) -> Path:
    """Write the small desk into a folder and return it."""
    (folder / "2021").mkdir(parents=True)
    (folder / "actors.yml").write_text(REGISTER, "utf-8")
    (folder / FIRST_PATH).write_text(FIRST, "utf-8")
    (folder / SECOND_PATH).write_text(SECOND, "utf-8")
    return folder


def with_cursor(text: str) -> tuple[str, int]:
    """Take the cursor out of a text; return its offset beside the text."""
    at = text.index(CURSOR)
    return text.replace(CURSOR, ""), at


def line_and_column(text: str, at: int) -> tuple[int, int]:
    """An offset as an editor counts in UTF-16, told independently of the server."""
    before = text[:at].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return len(before) - 1, len(before[-1].encode("utf-16-le", "surrogatepass")) // 2
