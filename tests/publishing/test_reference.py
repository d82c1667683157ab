"""The reference pages hold all there is: every key, word, command, option, mistake and column."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest
from pydantic import BaseModel

from generator.cli import COMMANDS, main
from generator.diagnostics.codes import CODES
from generator.exporting.tables import TABLES
from generator.model import briefing as model
from generator.model import scales, vocabulary
from generator.model.briefing import Entry
from generator.model.scales import SCALES
from generator.model.vocabulary import Word
from generator.publishing.options import BriefingsConfig, line_of_option
from generator.publishing.reference import every_reference, option_meanings
from tests.projects import Project, new_project

PAGES = {Path(page.uri).stem: page.markdown for page in every_reference()}
ENTRIES = [
    each
    for each in vars(model).values()
    if isinstance(each, type) and issubclass(each, Entry) and each is not Entry
]
LISTS = [
    each
    for module in (vocabulary, scales)
    for each in vars(module).values()
    if isinstance(each, type) and issubclass(each, Word) and each is not Word
]


def part(page: str, heading: str) -> str:
    """What stands under a heading of a page."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGES[page], re.M | re.S)
    assert found, heading
    return found[1]


def rows(text: str) -> dict[str, list[str]]:
    """The rows of a table by the code in their first cell."""
    lines = (re.split(r"(?<!\\)\|", line) for line in text.splitlines() if line[:2] == "| ")
    cells = ([cell.strip() for cell in line[1:-1]] for line in lines)
    return {name: rest for name, *rest in cells if "`" in name}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda each: each.__name__)
def test_every_key_of_the_format_is_there_with_its_kind_and_its_meaning(
    entry: type[BaseModel],
) -> None:
    told = rows(part("format", entry.__name__))
    fields = entry.model_fields
    assert {name.strip("*`") for name in told} == set(fields)
    for name, field in fields.items():
        kind, meaning = told[f"**`{name}`**" if field.is_required() else f"`{name}`"]
        assert "](" in kind
        assert " ".join((field.description or "?").split()) in meaning
        if isinstance(field.default, Word):
            assert meaning.endswith(f"Default: `{field.default}`.")


def test_every_link_in_the_reference_leads_to_a_heading() -> None:
    def slugs(page: str) -> set[str]:
        headings = re.findall(r"^#+ (.*)$", PAGES[page], re.M)
        return {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}

    for page, text in PAGES.items():
        for target, anchor in re.findall(r"\]\((?:([a-z]+)\.md)?#([\w-]+)\)", text):
            assert anchor in slugs(target or page), (page, target, anchor)


@pytest.mark.parametrize("words", LISTS, ids=lambda each: each.__name__)
def test_every_word_is_there_with_its_meaning(words: type[Word]) -> None:
    told = rows(part("vocabularies", words.__name__))
    assert told == {f"`{word.value}`": [word.meaning] for word in words}
    assert all(word.meaning for word in words)


@pytest.mark.parametrize("name", SCALES)
def test_every_word_of_a_scale_is_there_with_its_band(name: scales.ScaleName) -> None:
    told = rows(part("vocabularies", f"Likelihood: {name}"))
    bands = {tuple(re.findall("`(.*?)`", words)): cells[0] for words, cells in told.items()}
    assert bands == {step.words: step.band for step in SCALES[name].steps}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_every_command_is_there(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command
    text = part("commands", f"briefing {name}")
    told = " ".join(rows(text))
    options = [each for each in command.params if isinstance(each, click.Option)]
    for option in options:
        assert all(flag in told for flag in option.opts + option.secondary_opts)
        assert option.help, option.name
    assert "[default:" not in text
    assert (command.help or "?").split("\n")[0] in text
    assert len(rows(text)) == len(options)


def test_every_option_of_the_plugin_is_there_with_what_it_takes_and_its_default() -> None:
    names = [name for name, _ in BriefingsConfig._schema]
    assert re.findall(r"^## (\w+)$", PAGES["options"], re.M) == names
    assert list(option_meanings()) == names
    for name in names:
        assert option_meanings()[name] in part("options", name)
    for name, said in {
        "drafts": "Takes `true`, `false`, `serve`. Default: `serve`.",
        "csp": "Takes `true` or `false` or a mapping. Default: `true`.",
        "templates": "Takes a string. Default: none.",
    }.items():
        assert said in part("options", name)


def test_every_mistake_and_every_column_is_there() -> None:
    assert set(re.findall(r"^## ([a-z0-9-]+)$", PAGES["mistakes"], re.M)) == set(CODES)
    for each in TABLES.values():
        told = rows(part("tables", each.name))
        assert [name.strip("*`") for name in told] == [column.name for column in each.columns]


# Options that do not exist.


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return new_project(tmp_path / "desk", options={"folder": "briefings"})


@pytest.mark.parametrize("door", ["briefing", "mkdocs"])
def test_an_unknown_option_is_a_mistake_that_names_the_nearest_and_the_line(
    project: Project, door: str
) -> None:
    text = project.config.read_text("utf-8").replace("folder: briefings", "draft: true")
    project.config.write_text(text, "utf-8")
    line = text.splitlines().index("    draft: true") + 1
    done = project.run(door, "build")
    assert done.returncode == 1
    told = f"there is no such option; did you mean `drafts`? (mkdocs.yml:{line})"
    assert f"option 'draft': {told}" in done.stderr
    assert not (project.folder / "site").exists()


def test_each_wrong_option_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text("plugins:\n  briefings:\n    nothing: 1\n    3: x\n    search: perhaps\n")
    config = BriefingsConfig(config_file_path=str(file))
    config.load_dict({"nothing": 1, 3: "x", "search": "perhaps"})
    failed, warned = config.validate()
    assert warned == []
    told = {key: str(error) for key, error in failed}
    assert set(told) == {"nothing", "3", "search"}
    assert re.search(r"there are folder, .* reference \(mkdocs.yml:3\)$", told["nothing"])
    assert told["3"].endswith("(mkdocs.yml:4)")
    assert told["search"].endswith("(mkdocs.yml:5)")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plugins:\n- search\n- briefings:\n    draft: 1\n", 4),
        ("plugins: {briefings: {draft: !ENV [A, 1]}}\n", 1),
        ("hook: !!python/name:os.system\nplugins:\n- briefings: {\n    draft: 1}\n", 4),
        ("plugins: [briefings]\n", None),
        ("plugins:\n- other: {draft: 1}\n", None),
        ("INHERIT: base.yml\n", None),
        ("", None),
    ],
)
def test_the_line_of_an_option_is_found_wherever_it_stands(
    tmp_path: Path, text: str, line: int | None
) -> None:
    file = tmp_path / "mkdocs.yml"
    file.write_text(text)
    assert line_of_option(file, "draft") == line
