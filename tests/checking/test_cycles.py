"""No chain of actors comes back to its start."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from tests.told import LEAST, findings_in, told


def actors(**links: str) -> str:
    """A briefing whose actors have a name and what is said of each."""
    lines = (f"  {id_}: {{name: {id_.title()}, {said}}}\n" for id_, said in links.items())
    return LEAST + "".join(lines)


def test_a_cycle_of_parts_over_register_and_briefings_is_told_once() -> None:
    files = {
        "actors.yml": "union: {name: Union, part_of: league}\n",
        "a.yml": LEAST + "    part_of: union\n",
        "b.yml": actors(league="part_of: guild", guild="part_of: union"),
    }
    (finding,) = findings_in(files)
    assert finding.code == "actor-cycle"
    assert finding.headline == (
        "the chain of `part_of` leads back to its start: union → league → guild → union"
    )
    assert str(finding.place) == "desk/actors.yml:1:31"
    assert [str(place) for place in finding.further] == ["desk/b.yml:10:35", "desk/b.yml:11:33"]
    assert finding.help == "remove the `part_of` that is wrong"


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        ({"a.yml": actors(a="part_of: a")}, ["a.yml:10:25 a → a"]),
        ({"a.yml": actors(a="speaks_for: a")}, ["a.yml:10:28 a → a"]),
        (
            {"a.yml": actors(a="speaks_for: b", b="speaks_for: a, part_of: a")},
            ["a.yml:10:28 a → b → a"],
        ),
        (
            {"a.yml": actors(a="part_of: b", b="part_of: a", c="part_of: d", d="part_of: c")},
            ["a.yml:10:25 a → b → a", "a.yml:12:25 c → d → c"],
        ),
        ({"a.yml": actors(a="part_of: c", b="part_of: c", c="kind: group")}, []),
        ({"a.yml": actors(a="part_of: b", b="speaks_for: a")}, []),
        (
            {
                "a.yml": actors(a="speaks_for: b", b="kind: group"),
                "b.yml": actors(a="kind: group", b="speaks_for: a"),
            },
            [],
        ),
    ],
    ids=["itself", "own speaker", "speakers", "two", "tree", "mixed", "two briefings"],
)
def test_a_cycle_is_of_one_kind(files: Mapping[str, str], lines: list[str]) -> None:
    """Who speaks for whom may be another way round in another briefing."""
    assert [f"{line.split()[0]} {line.rpartition(': ')[2]}" for line in told(files)] == lines


def test_a_chain_of_many_thousand_actors_is_followed_in_no_time() -> None:
    lines = [f"a{n}: {{name: A, part_of: a{n + 1}}}\n" for n in range(4_000)]
    start = time.perf_counter()
    register = "".join([*lines, "a4000: {name: A, part_of: a0}\n"])
    (finding,) = findings_in({"actors.yml": register, "a.yml": LEAST})
    assert finding.code == "actor-cycle"
    assert len(finding.headline) <= 301
    assert len(finding.further) < 10
    assert time.perf_counter() - start < 10
