"""Every example of the README and of the guide runs or is read, or it says why it is not."""

from __future__ import annotations

import itertools
import json
import re
import shlex
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest
import yaml
from click.testing import CliRunner

from generator.authoring.new_desk import desk_files, write_desk
from generator.cli import COMMANDS, main
from generator.diagnostics.finding import errors_in
from generator.diagnostics.show import concise
from generator.model.briefing import Briefing
from generator.model.schema import schema_files
from generator.publishing.options import BriefingsConfig
from generator.reading.paths import REGISTER_NAME
from tests.guide import BLOCKS, PAGES, Block, Walk
from tests.pictures import ROOT
from tests.told import findings_in

RUN_BY = {
    ("docs/guide/api.md", "python"): "tests/test_api.py",
    ("docs/guide/data.md", "python"): "tests/exporting/test_guide.py",
    ("docs/guide/data.md", "sql"): "tests/exporting/test_guide.py",
    ("docs/guide/extend.md", "jinja"): "tests/rendering/test_own_templates.py",
    ("docs/guide/extend.md", "jinja2"): "tests/test_adding.py",
    ("docs/guide/extend.md", "python"): "tests/test_adding.py",
}
"""Examples that another test runs, which has what they need."""
NOT_RUN = {
    "r": "R is no part of what the tests need",
    "lua": "the settings of an editor that is not here",
    "elisp": "the settings of an editor that is not here",
}
ELSEWHERE = {
    "python3": "it makes an environment; `tests/test_package.py` has one",
    ".": "it enters that environment",
    "pip": "a network; `tests/test_package.py` installs the wheel",
    "cd": "`tests/test_package.py` follows the whole of it",
    "make": "`tests/test_package.py` and `.ci/run` do",
    "curl": "the address of a site that is made up",
    "jq": "it reads what `curl` brings",
    "git": "a repository that is made up",
    "alias": "it stands for `git`",
    "texts": "it is the alias for `git`",
    "rsync": "a drive that is made up",
}
"""Programs that lines of the kind `sh` call, and why they are not run here."""
TALKS = {
    "briefing new": "it asks on a terminal; `tests/authoring/test_new.py` answers it",
    "briefing import page.html": "it needs a saved page; `tests/authoring/test_import.py` has some",
}

BASE: dict[str, Any] = {
    "title": "A briefing",
    "date": "2026-03-02",
    "summary": "What the examples of the guide are put into.",
    "sources": {"gazette": {"title": "Gazette"}},
    "actors": {"union": {}, "operator": {}, "ministry": {}},
}
REGISTER = {name: {"name": name.title()} for name in ("union", "operator", "ministry")}

TUTORIAL = "docs/guide/tutorial.md"
WALKED = (TUTORIAL, "docs/guide/how-to.md", "docs/guide/draft.md", "docs/guide/import.md")
"""Pages that are followed step by step: the tutorial as a whole, of others each section."""
FRAGMENTS = {"docs/guide/draft.md": "a piece of what the command beside it has written"}
WALKS = [
    list(walk)
    for _, walk in itertools.groupby(
        (
            block
            for block in BLOCKS
            if block.page in WALKED
            if block.kind != "sh" and not (block.page in FRAGMENTS and block.kind == "yaml")
        ),
        key=lambda block: (block.page, "" if block.page == TUTORIAL else block.section),
    )
]
ALONE = [block for block in BLOCKS if block.page not in WALKED or block.kind == "sh"]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new desk, to work in."""
    write_desk(tmp_path, desk_files("News desk", "en"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: f"{walk[0].page}, {walk[0].section}")
def test_what_the_guide_leads_through_works_word_for_word(
    walk: list[Block], tmp_path: Path
) -> None:
    if walk[0].page != TUTORIAL:
        write_desk(tmp_path, desk_files("News desk", "en"))
    guide = Walk(tmp_path)
    for block in walk:
        guide.follow(block)


@pytest.mark.parametrize("block", ALONE, ids=str)
def test_an_example_that_stands_alone_is_right(block: Block, desk: Path) -> None:
    if other := RUN_BY.get((block.page, block.kind)):
        assert Path(block.page).name in (ROOT / other).read_text("utf-8")
    elif block.kind not in NOT_RUN:
        assert block.kind in READERS, f"{block} is of a kind that nothing runs or reads"
        READERS[block.kind](block)


def _commands(block: Block) -> None:
    """Run each `briefing` in a new desk; other programs have their reason not to be run."""
    joined = re.sub(r"(?:\\|\|)\n *", "", block.text)
    for line in filter(None, (shlex.split(line, comments=True) for line in joined.splitlines())):
        if line[0] != "briefing":
            assert line[0] in ELSEWHERE, f"{block}: {line}"
        elif shlex.join(line) not in TALKS:
            done = CliRunner().invoke(main, line[1:])
            assert done.exit_code == 0, (line, done.output)


def _yaml(block: Block) -> None:
    text = block.text.replace("!ENV", "")
    data = yaml.safe_load(text)
    if data is None:
        assert any(name in text for name in schema_files())
    elif "plugins" in data:
        _options(data["plugins"])
    elif isinstance(data, list) or {"repos", "jobs", "permissions"} & {*data} or "image:" in text:
        _workflow(text)
    else:
        _briefing(text, data)


def _options(plugins: list[dict[str, Any]]) -> None:
    config = BriefingsConfig()
    config.load_dict(plugins[0]["briefings"])
    assert config.validate() == ([], [])


def _workflow(text: str) -> None:
    """Its commands are run in `tests/authoring/test_new_desk.py`; here they have to exist."""
    for command in re.findall(r"(?<=[- ])briefing (?:check|build|seal)[^\n>|\"]*", text):
        _is_known(command)


def _briefing(text: str, data: dict[str, Any]) -> None:
    """Read an example as a register, or as a part of a briefing that has all else."""
    if "evidence" in data:
        text = "demands:\n  a:\n    by: union\n    text: To be heard\n" + _indented(text)
        data = {"demands": ()}
    is_briefing = any(key in Briefing.model_fields for key in data)
    told = data.get("actors", {}) if is_briefing else data
    unnamed = {id_: who for id_, who in REGISTER.items() if "name" not in told.get(id_, {})}
    register = text * (not is_briefing) + _keys(unnamed)
    rest = {key: value for key, value in BASE.items() if key not in data}
    files = {REGISTER_NAME: register, "a.yml": text * is_briefing + _keys(rest)}
    assert [concise(finding) for finding in errors_in(findings_in(files))] == []


def _keys(entries: dict[str, Any]) -> str:
    return "".join(f"{key}: {json.dumps(value)}\n" for key, value in entries.items())


def _indented(text: str) -> str:
    return re.sub("^", "    ", text, flags=re.MULTILINE).rstrip(" ")


READERS: dict[str, Callable[[Block], Any]] = {
    "sh": _commands,
    "yaml": _yaml,
    "json": lambda block: json.loads(block.text),
    "toml": lambda block: tomllib.loads(block.text),
}
"""What runs or reads an example of each kind."""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_every_command_that_a_sentence_names_exists(page: Path) -> None:
    for named in re.findall(r"`(briefing [a-z][^`\n]*)`", page.read_text("utf-8")):
        _is_known(named.partition("|")[0])


def _is_known(command: str) -> None:
    """A command is one of ours, and so is each of its options."""
    _, name, *words = re.split(r"\s+", re.sub(r"[\[\]]", " ", command).strip())
    assert name in COMMANDS, command
    loaded = main.get_command(click.Context(main), name)
    assert loaded
    known = {flag for each in loaded.params for flag in (*each.opts, *each.secondary_opts)}
    assert {word for word in words if word.startswith("--")} <= {*known, "--help"}, command
