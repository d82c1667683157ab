"""A file is checked beside all others, though of these only a few are looked at.

In each case one thing about other files matters, whatever else there is on the desk.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.checking import check
from generator.diagnostics.finding import Finding
from generator.keeping.check import check_desk
from generator.reading.folder import read_folder
from tests.keeping.walking import shown, within


def briefing(actors: str, more: str = "", day: str = "2021-12-03", thread: str = "") -> str:
    """A briefing with some actors, in YAML's flow style."""
    head = f"title: They meet\ndate: {day}\nsummary: They meet.\nsources: {{post: {{title: A}}}}\n"
    told = f"thread: {thread}\n" if thread else ""
    return f"{head}{told}actors: {{{actors}}}\n{more}"


class Case(NamedTuple):
    """A file that is checked among others, of which some matter to it."""

    asked: str
    """Its text."""
    others: Mapping[str, str]
    """The files that matter, by name."""
    found: tuple[list[str], list[str]]
    """The codes of what is found in it without these, and beside them."""
    beside: Mapping[str, str] = {}
    """Further files that are there in either case."""


ASKED = "m/m.yml"
ONE, BARE, TWO = "one: {name: One}", "one: {}", "two: {name: Two}"
RISK = "risks: {flood: {event: The dike breaks., horizon: 2021-12-10}}\n"
OVERDUE = briefing(ONE, RISK, thread="tides")
ACCEPTING = briefing(ONE, "accept: {same-day: So it was.}\n")
DEMANDING = briefing(ONE, "demands: {pay: {by: union, text: More pay.}}\n")
MISSPELT = briefing(ONE, "demands: {pay: {by: uniom, text: More pay.}}\n")
BY_NAME = briefing(ONE, "demands: {pay: {by: All Dockers, text: More pay.}}\n")
UNNAMED = briefing("unoin: {}")
UNION = {"z.yml": briefing("union: {name: Union}")}
LATER = {"z.yml": briefing("late: {name: Late}", day="2022-01-05")}
BROKEN = {"0.yml": f"title: They meet\nthread: elsewhere\nactors: {{{TWO}}}\n"}
CASES = {
    "an earlier file has its id": Case(
        briefing(ONE), {"m.yml": briefing(TWO)}, ([], ["duplicate-id"])
    ),
    "the newest briefing tells what is due": Case(OVERDUE, LATER, ([], ["overdue-risk"])),
    "a later one of its thread judges anew": Case(
        OVERDUE,
        {"a.yml": briefing(TWO, RISK.replace("2021", "2022"), "2021-12-04", "tides")},
        (["overdue-risk"], []),
        LATER,
    ),
    "a file may be of its thread": Case(
        OVERDUE, {"a.yml": briefing(TWO, thread="[tides]")}, (["overdue-risk"], []), LATER | BROKEN
    ),
    "a file with mistakes may need what it accepts": Case(
        ACCEPTING, BROKEN, (["unused-acceptance"], [])
    ),
    "an actor is defined elsewhere alone": Case(DEMANDING, UNION, (["unknown-actor"], [])),
    "an actor may be defined elsewhere": Case(
        DEMANDING, {"a.yml": briefing("")}, (["unknown-actor"], []), BROKEN
    ),
    "an actor elsewhere may be the one that is meant": Case(
        MISSPELT, UNION, (["unknown-actor"], ["unknown-actor for union"])
    ),
    "an actor elsewhere may be the one that is called by name": Case(
        BY_NAME,
        {"z.yml": briefing("union: {name: All dockers}")},
        (["bad-id"], ["bad-id for union"]),
    ),
    "an actor elsewhere may have a name much like the id": Case(
        briefing(ONE, "demands: {pay: {by: all-dockers, text: More pay.}}\n"),
        {"z.yml": briefing("union: {name: All Dockers}")},
        (["unknown-actor"], ["unknown-actor for union"]),
    ),
    "an actor elsewhere may be the one that has a name": Case(
        UNNAMED, UNION, (["unnamed-actor"], ["unnamed-actor for union"])
    ),
    "an earlier file has its actor without a name": Case(
        briefing(BARE), {"a.yml": briefing(BARE)}, (["unnamed-actor"], [])
    ),
    "a later file gives the name": Case(
        briefing(BARE),
        {"z/z.yml": briefing(ONE)},
        (["unnamed-actor"], []),
        {"y/y.yml": briefing(BARE)},
    ),
    "a later file means to give the name": Case(
        briefing(BARE), {"z/z.yml": briefing("one: {name: [One]}")}, (["unnamed-actor"], []), BROKEN
    ),
    "an earlier file says another thing, neither the first nor the one with a name": Case(
        briefing("one: {kind: group}"),
        {"c.yml": briefing("one: {kind: person}")},
        ([], ["conflicting-actor"]),
        {"a.yml": briefing(BARE), "b.yml": briefing(ONE)},
    ),
    "others close a circle": Case(
        briefing("one: {name: One, part_of: two}"),
        {"z/z.yml": briefing("three: {name: Three, part_of: one}")},
        ([], ["actor-cycle"]),
        {
            "y/y.yml": briefing("two: {name: Two, part_of: three}"),
            "x.yml": briefing("three: {name: Three}"),
        },
    ),
}
FURTHER = {
    f"{place}{number}.yml": briefing(f"x{number}: {{name: X}}", day="2021-12-05")
    for number in range(5)
    for place in "0y"
}
"""Files that have to do with no other; one of them is the newest, if none is said to be."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """The folder of briefings of a project, of which all is kept."""
    (tmp_path / "mkdocs.yml").touch()
    folder = tmp_path / "briefings"
    put(folder, FURTHER)
    assert check_desk(folder, [folder]) == ()
    return folder


def put(desk: Path, files: Mapping[str, str]) -> None:
    """Write files; those that are there already stay."""
    for name, text in files.items():
        path = desk / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def compared(desk: Path, path: Path, as_of: date | None = None) -> tuple[Finding, ...]:
    """What is found in a file or a folder, which is what is found from nothing."""
    clean = within(check(read_folder(desk), as_of=as_of), [path])
    assert shown(within(check_desk(desk, [path], as_of=as_of), [path])) == shown(clean)
    return clean


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_file_is_checked_beside_those_that_matter(case: Case, desk: Path) -> None:
    put(desk, {ASKED: case.asked, **case.beside})
    alone = compared(desk, desk / ASKED)
    put(desk, case.others)
    beside = compared(desk, desk / ASKED)
    for found, told in zip((alone, beside), case.found, strict=True):
        assert [each.code + " for union" * ("union" in each.help) for each in found] == told


class Edit(NamedTuple):
    """What is done to one file, of which another file shows that it was done."""

    asked: str
    """The text of the other one."""
    old: str
    new: str
    """The text of the file before and after."""
    beside: Mapping[str, str] = {}


MISTAKEN = f"title: They meet\nactors: {{{TWO}}}\n"
EDITS = {
    "it judges anew": Edit(
        OVERDUE,
        briefing(TWO, thread="tides"),
        briefing(TWO, RISK.replace("2021", "2022"), "2021-12-04", "tides"),
        LATER,
    ),
    "it leaves the thread": Edit(
        OVERDUE,
        briefing(TWO, RISK.replace("2021", "2022"), "2021-12-04", "tides"),
        briefing(TWO, RISK.replace("2021", "2022"), "2021-12-04"),
        LATER,
    ),
    "it joins the thread": Edit(
        OVERDUE,
        briefing(TWO, RISK.replace("2021", "2022"), "2021-12-04"),
        briefing(TWO, RISK.replace("2021", "2022"), "2021-12-04", "tides"),
        LATER,
    ),
    "what is shown of it has moved": Edit(
        briefing("one: {kind: group}"),
        briefing("one: {name: One, kind: person}"),
        "# A comment.\n" + briefing("one: {name: One, kind: person}"),
    ),
    "it is the newest now": Edit(OVERDUE, briefing(TWO), briefing(TWO, day="2022-01-05")),
    "it is the newest no longer": Edit(OVERDUE, briefing(TWO, day="2022-01-05"), briefing(TWO)),
    "it may be of any thread now": Edit(OVERDUE, MISTAKEN, MISTAKEN + "thread: [tides]\n", LATER),
    "it is not whole any longer": Edit(ACCEPTING, briefing(TWO), MISTAKEN, LATER),
    "it is whole now": Edit(ACCEPTING, MISTAKEN, briefing(TWO), LATER),
    "it defines another actor": Edit(
        DEMANDING, briefing("union: {name: Union}"), briefing("onion: {name: Union}")
    ),
    "it gives another name": Edit(briefing(ONE), briefing(ONE), briefing("one: {name: Another}")),
    "it gives an alias": Edit(
        BY_NAME,
        briefing("union: {name: Dockers}"),
        briefing("union: {name: Dockers, aliases: [All Dockers]}"),
    ),
    "it may define any actor": Edit(
        DEMANDING, MISTAKEN, MISTAKEN.replace("Two}", "Two}, <<: {}"), LATER
    ),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_an_edit_shows_elsewhere_is_found_there(edit: Edit, desk: Path) -> None:
    told = []
    for text in (edit.old, edit.new):
        put(desk, {ASKED: edit.asked, "c.yml": text, **edit.beside})
        compared(desk, desk / ASKED)
        compared(desk, desk)
        told.append(shown(compared(desk, desk / ASKED)))
    assert told[0] != told[1]


def test_what_is_due_on_another_day_is_not_kept(desk: Path) -> None:
    put(desk, {ASKED: OVERDUE})
    told = []
    for as_of in (None, date(2021, 12, 11), date(2021, 12, 10), date(2021, 12, 11), None):
        compared(desk, desk / ASKED, as_of)
        told.append([finding.code for finding in compared(desk, desk, as_of)])
    assert told == [[], ["overdue-risk"], [], ["overdue-risk"], []]
