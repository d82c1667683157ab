"""Any bytes at all end as a briefing or as findings: never as a traceback, never as a wait.

`make test` tries some thousand mutants of our own briefings, `make test-long` many more.
`make test-long MUTANTS=1000000` says how many; a failure names the seed of its mutant.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from generator.checking.facts import facts_of_register
from generator.diagnostics.finding import Finding, errors_in
from generator.diagnostics.show import full
from generator.model.briefing import Briefing, Demand, Risk, Source
from generator.reading.folder import read_register
from generator.reading.paths import REGISTER_NAME
from tests.pictures import ROOT
from tests.reading.journey import Desk, travel, travel_as_text, travel_on
from tests.reading.mutants import SPECIAL, mutant
from tests.reading.worst import ARCHIVED, Worst, worst_files

BRIEFINGS = ROOT / "briefings"
FEW, MANY = 2_000, int(os.environ.get("MUTANTS", "200000"))
"""Mutants of every test run, and of a long one, which has others."""
PARTS = 40
"""Tests that those many are shared by, so that every core has some."""
LIMIT = 15.0
"""Seconds of processor time after which a check of up to a megabyte counts as hanging.

The promise is two on a quiet machine; a busy one stretches processor time as well.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder with the real register and an archived text."""
    folder = tmp_path_factory.mktemp("desk")
    (folder / "sources").mkdir()
    (folder / "sources" / "a.txt").write_text(ARCHIVED)
    register, _ = read_register(folder, (BRIEFINGS / REGISTER_NAME).read_text("utf-8"))
    assert register
    return Desk(folder, (facts_of_register(register),))


@pytest.fixture(scope="module")
def register_desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """A folder in which the register itself is tried."""
    return Desk(tmp_path_factory.mktemp("registers"), is_register=True)


# Mutants


def test_mutants_of_real_briefings_never_break_a_promise(desk: Desk) -> None:
    tried(desk, _texts("20*/*.yml"), 0, FEW)


def test_mutants_of_the_real_register_never_break_a_promise(register_desk: Desk) -> None:
    tried(register_desk, _texts(REGISTER_NAME), 0, FEW // 20)


@pytest.mark.long
@pytest.mark.parametrize("part", range(PARTS))
def test_very_many_mutants_never_break_a_promise(
    part: int, desk: Desk, register_desk: Desk
) -> None:
    count = -(-MANY // PARTS)
    tried(desk, _texts("20*/*.yml"), FEW + part * count, count)
    tried(register_desk, _texts(REGISTER_NAME), FEW + part * count, -(-count // 20))


def _texts(pattern: str) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(BRIEFINGS.glob(pattern))]


def tried(desk: Desk, texts: list[str], first: int, count: int) -> None:
    """Try mutants by their seeds; a failure says of which seed it is."""
    for seed in range(first, first + count):
        try:
            with no_longer_than(LIMIT):
                travel(desk, mutant(texts, seed))
        except Exception as error:
            error.add_note(f"the mutant of seed {seed}")
            raise


# A megabyte of trouble


@pytest.mark.parametrize("worst", list(worst_files(everywhere=False)), ids=str)
def test_the_worst_megabytes_are_checked_without_hanging(desk: Desk, worst: Worst) -> None:
    checked_in_time(desk, worst)


@pytest.mark.long
@pytest.mark.parametrize("worst", list(worst_files(everywhere=True)), ids=str)
def test_every_worst_megabyte_is_checked_without_hanging(desk: Desk, worst: Worst) -> None:
    checked_in_time(desk, worst)


def checked_in_time(desk: Desk, worst: Worst) -> None:
    """What `briefing check` does for a file takes no longer than it may."""
    desk.file.write_bytes(worst.data())
    with no_longer_than(LIMIT):
        findings = desk.findings()
        shown(findings)
    travel_on(desk, findings, rounds=1)


def shown(findings: tuple[Finding, ...]) -> str:
    """What a terminal would show."""
    console = Console(file=StringIO(), soft_wrap=True, highlight=False, force_terminal=True)
    with console.capture() as capture:
        for finding in findings:
            console.print(full(finding))
    return capture.get()


@contextmanager
def no_longer_than(seconds: float) -> Iterator[None]:
    """Interrupt what takes longer, in time of the processor: a busy machine is no fault."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"it takes longer than {seconds} seconds")

    earlier = signal.signal(signal.SIGPROF, interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, earlier)


# Anything


KEYS = sorted(
    {*Briefing.model_fields, *Risk.model_fields, *Demand.model_fields, *Source.model_fields}
    | {"sumary", "souce", "<<", "a b", "1", "", "?", "title ", "É", "null", "[a]", "a: b"}
)
VALUES = (
    *("2021-12-03", "2021-13-01", "2014~", "../5", "1,000", "yes", "likely", "likly", "B", "nato"),
    *(
        "Words of a *writer*.",
        "a: b",
        "it's",
        '"',
        "'",
        "[",
        "}",
        "#",
        "- a",
        "&a",
        "*a",
        "!t",
        "|",
    ),
    *("", "null", "~", "é\u0301", "\U0001f600", "\u202e", "\x85", "\x07", "\t", "x" * 300),
)

Written = tuple[str, str, tuple[object, ...]]
"""A node as it is to be written: its kind, its style and what is in it."""

scalars = st.tuples(st.just("scalar"), st.sampled_from(VALUES), st.just(()))
pairs = st.tuples(st.sampled_from(KEYS), st.deferred(lambda: written))
mappings = st.tuples(
    st.sampled_from(("mapping", "flow mapping")),
    st.sampled_from(("  ", " ", "", "    ", "\t")),
    st.lists(pairs, max_size=5).map(tuple),
)
sequences = st.tuples(
    st.sampled_from(("sequence", "flow sequence")),
    st.sampled_from(("  ", " ", "", "\t")),
    st.lists(st.deferred(lambda: written), max_size=4).map(tuple),
)
written: st.SearchStrategy[Written] = scalars | mappings | sequences


def as_text(node: Any, indent: str = "") -> str:
    """Write a node as YAML would have it, where its keys and values are such that it is YAML."""
    kind, style, inside = node
    match kind:
        case "scalar":
            return f" {style}\n"
        case "mapping":
            deeper = indent + style
            lines = (f"{indent}{key}:{as_text(value, deeper)}" for key, value in inside)
            return "\n" + "".join(lines)
        case "sequence":
            return "\n" + "".join(f"{indent}-{as_text(each, indent + style)}" for each in inside)
        case "flow mapping":
            items = (f"{key}: {as_text(value).strip()}" for key, value in inside)
            return " {" + ", ".join(items) + "}\n"
        case _:
            return " [" + ", ".join(as_text(each).strip() for each in inside) + "]\n"


@given(st.binary(max_size=2_000))
def test_any_bytes_end_as_a_briefing_or_as_findings(desk: Desk, data: bytes) -> None:
    assert errors_in(travel(desk, data))


@given(st.text(st.characters(exclude_categories=()), max_size=2_000))
def test_any_text_of_an_editor_ends_as_a_briefing_or_as_findings(desk: Desk, text: str) -> None:
    assert errors_in(travel_as_text(desk, text))


@given(st.lists(st.sampled_from(SPECIAL), max_size=200).map("".join))
def test_any_row_of_signs_ends_as_a_briefing_or_as_findings(desk: Desk, text: str) -> None:
    travel_as_text(desk, text)


@given(mappings.map(as_text))
def test_what_looks_like_a_briefing_ends_as_one_or_as_findings(desk: Desk, text: str) -> None:
    travel_as_text(desk, text)
