"""What `briefing explain` and the site say about a code is true."""

import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.diagnostics.codes import CODES
from generator.diagnostics.explain import explanation
from tests.diagnostics.cases import findings_in, shown

EVERY_CODE = pytest.mark.parametrize("code", CODES)

BASE = """\
title: Dock workers threaten to close the port
date: 2026-03-02
summary: The union will strike from 15 March unless the operator cuts night shifts.
sources:
  gazette: {title: Port faces strike}
actors:
  union: {name: Dock Workers’ Union}
  operator: {name: Port Operator}
demands:
  night-shifts: {by: union, of: operator, text: Two night shifts a week at most}
"""
"""The briefing that an example is put into: its keys stand in the place of these."""

REGISTER = "actors.yml"
_NAMED = re.compile(r"# briefings/(?P<name>\S+)\n")
"""How an example starts that is the register or another briefing, not a part of this one."""

_BLOCK = re.compile(
    r"^(?P<side>Wrong|Right)\b|^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.M | re.S
)
_TOP_LEVEL = re.compile(r"^(?=[a-z_]+:)", re.M)


def examples(code: str, language: str) -> dict[str, list[str]]:
    """The examples of an explanation that are in a language, wrong and right ones."""
    found: dict[str, list[str]] = {"Wrong": [], "Right": []}
    side = ""
    for match in _BLOCK.finditer(explanation(code)):
        side = match["side"] or side
        if match["language"] == language:
            found[side].append(match["text"])
    return found


def desk(folder: Path, parts: list[str]) -> Path:
    """A folder with a briefing, and with what other files there are, made from examples."""
    folder.mkdir()
    said = dict(_entries(BASE))
    for part in parts:
        named = _NAMED.match(part)
        if named is None:
            said |= dict(_entries(part))
        elif named["name"] == REGISTER:
            (folder / REGISTER).write_text(part, encoding="utf-8")
        else:
            (folder / named["name"]).write_text(_briefing(dict(_entries(part))), encoding="utf-8")
    (folder / "tried.yml").write_text(_briefing(said), encoding="utf-8")
    return folder


def _briefing(said: dict[str, str]) -> str:
    return "".join((dict(_entries(BASE)) | said).values())


def _entries(text: str) -> Iterator[tuple[str, str]]:
    """The top-level keys of a text, each with all that stands behind it."""
    for entry in _TOP_LEVEL.split(text):
        yield entry.partition(":")[0], entry


@EVERY_CODE
def test_a_code_is_explained_in_a_few_sentences_with_examples(code: str) -> None:
    text = (files("generator.diagnostics") / "explanations" / f"{code}.md").read_text("utf-8")
    prose = text.partition("Wrong")[0]
    assert 15 <= len(prose.split()) <= 100
    assert text.endswith("```\n")
    for side in ("Wrong", "Right"):
        assert examples(code, "yaml")[side] or examples(code, "text")[side], side
    assert all(len(line) <= 100 for line in text.splitlines())


@EVERY_CODE
def test_the_wrong_example_has_the_mistake_and_the_right_one_none(
    code: str, tmp_path: Path
) -> None:
    tried = examples(code, "yaml")
    if not tried["Wrong"]:
        assert not tried["Right"], "a right example in YAML needs a wrong one"
        pytest.skip("its examples are no part of a briefing")
    found = findings_in(desk(tmp_path / "wrong", tried["Wrong"]))
    assert code in {finding.code for finding in found}, shown(found)
    assert not shown(findings_in(desk(tmp_path / "right", tried["Right"])))


def test_the_briefing_that_examples_are_put_into_has_no_mistakes(tmp_path: Path) -> None:
    assert not shown(findings_in(desk(tmp_path / "base", [])))


def test_no_explanation_is_left_of_a_code_that_does_not_exist() -> None:
    folder = files("generator.diagnostics") / "explanations"
    assert {file.name for file in folder.iterdir()} == {f"{code}.md" for code in CODES}


@EVERY_CODE
def test_briefing_explain_prints_the_explanation(code: str) -> None:
    result = CliRunner(env={"COLUMNS": "120"}).invoke(main, ["explain", code])
    assert result.exit_code == 0
    told = " ".join(result.stdout.split())
    assert code in told
    assert " ".join(CODES[code].what.split()) in told
    for language in ("yaml", "text"):
        for side in examples(code, language).values():
            for line in "".join(side).splitlines():
                assert " ".join(line.split()) in told


def test_briefing_explain_alone_lists_every_code_with_its_meaning() -> None:
    result = CliRunner().invoke(main, ["explain"])
    assert result.exit_code == 0
    lines = [line.split(maxsplit=1) for line in result.stdout.splitlines()]
    assert lines == [[code.name, code.what] for code in CODES.values()]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("unknown-kye", "did you mean `unknown-key`?"),
        ("E501", "`briefing explain` alone lists all codes"),
    ],
)
def test_an_unknown_code_is_wrong_use_and_the_nearest_is_named(typed: str, told: str) -> None:
    result = CliRunner().invoke(main, ["explain", typed])
    assert result.exit_code == 2
    assert f"there is no code “{typed}”; {told}" in " ".join(result.stderr.split())
