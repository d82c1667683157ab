"""Reference pages about the tool: its commands, its options, and the tables of its data.

The command line is the last room, so nothing here imports it. The package's metadata name it, as
they name the plugin to MkDocs: that entry is followed.
"""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from importlib.metadata import entry_points

import click
from mkdocs.config import config_options as c
from mkdocs.config.base import BaseConfigOption

from generator.exporting.columns import Column
from generator.exporting.tables import TABLES
from generator.publishing.options import BriefingsConfig
from generator.rendering.page import Page
from generator.rendering.reference import render_reference
from generator.rendering.reference.tables import code, reference_page, section, table

COMMAND = "briefing"


def every_reference() -> Iterator[Page]:
    """Every reference page, those about what a writer types first."""
    yield from render_reference()
    yield _commands()
    yield _options()
    yield _tables()


def _commands() -> Page:
    """Every command with its arguments and options, as `--help` tells them."""
    (entry,) = entry_points(group="console_scripts", name=COMMAND)
    group: click.Group = entry.load()
    parts = []
    with click.Context(group, info_name=COMMAND, **group.context_settings) as context:
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command and not command.hidden:
                parts.append(_command(command, click.Context(command, context, name)))
    opening = (
        f"{group.help} `briefing COMMAND --help` shows the same in the terminal. `briefing "
        "--version` says which version is installed."
    )
    return reference_page("commands", "Commands", opening, "\n".join(parts))


def _command(command: click.Command, context: click.Context) -> str:
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    said = inspect.cleandoc(command.help or "")
    options = [each for each in command.params if isinstance(each, click.Option)]
    told = [option.get_help_record(context) for option in options if not option.hidden]
    rows = [(_flags(option), _plain(meaning)) for option, meaning in filter(None, told)]
    tables = [table(("option", "what it does"), rows)] if rows else []
    return section(context.command_path, f"{code(usage)}\n\n{said}", *tables)


def _flags(option: str) -> str:
    """An option, and the words that it takes, where they are a closed list."""
    flags, _, words = option.partition(" [")
    return f"{code(flags)} {', '.join(map(code, words[:-1].split('|')))}" if words else code(flags)


def _plain(text: str) -> str:
    """What click says of an option, with its brackets as sentences."""
    for brackets, sentence in (
        (r"\[required\]", "Required."),
        (r"\[default: (.*?)\]", r"Default: \1."),
        (r"\[x>=(\d+)\]", r"At least \1."),
    ):
        text = re.sub(brackets, sentence, text)
    return text


def _options() -> Page:
    """Every option of the plugin, with what it takes."""
    opening = (
        "What you can set in `mkdocs.yml` under `plugins`, `briefings`. Any other option is an "
        "error: the message names the nearest one, and the line."
    )
    meanings = option_meanings()
    parts = (
        section(
            name,
            meanings[name],
            f"Takes {_takes(option)}. Default: {_shown(option.default)}.",
        )
        for name, option in BriefingsConfig._schema
    )
    return reference_page("options", "Options", opening, "\n".join(parts))


def option_meanings() -> dict[str, str]:
    """What the string under each option says; it is not kept while the program runs."""
    (body,) = ast.parse(textwrap.dedent(inspect.getsource(BriefingsConfig))).body
    meanings, name = {}, ""
    for node in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and name:
            meanings[name] = " ".join(str(node.value.value).split())
    return meanings


def _takes(option: BaseConfigOption[object]) -> str:
    """What values an option takes, in words."""
    if isinstance(option, c.Optional):
        return _takes(option.option)
    if isinstance(option, c.ListOfItems):
        return f"a list of {_takes(option.option_type)}"
    if isinstance(option, c.Choice):
        return ", ".join(_shown(each) for each in option.choices)
    types = option._type if isinstance(option, c.Type) else str
    return " or ".join(_KINDS[each] for each in (types if isinstance(types, tuple) else (types,)))


_KINDS = {str: "a string", bool: "`true` or `false`", dict: "a mapping"}


def _shown(value: object) -> str:
    """A value as it is written in YAML."""
    if value is None:
        return "none"
    if isinstance(value, list | tuple):
        return code(f"[{', '.join(map(str, value))}]")
    return code(str(value).lower() if isinstance(value, bool) else str(value))


def _tables() -> Page:
    """Every table for programs, with its columns."""
    opening = (
        "The columns of each table under `data/tables/`; `data/datapackage.json` lists the same "
        "for programs. Columns in **bold** have a value in every row."
    )
    head = ("column", "holds", "meaning")
    parts = (
        section(each.name, each.description, table(head, map(_column, each.columns)))
        for each in TABLES.values()
    )
    return reference_page("tables", "Tables of the data", opening, "\n".join(parts))


def _column(column: Column) -> tuple[str, str, str]:
    name = f"**{code(column.name)}**" if column.is_required else code(column.name)
    words = f" One of {', '.join(map(code, column.words))}." if column.words else ""
    return name, column.kind.value, f"{column.description}{words}"
