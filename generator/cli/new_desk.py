"""The command that makes a desk."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import NoReturn

import click

from generator.authoring.ask import site_name
from generator.authoring.new_desk import (
    NoDeskError,
    desk_files,
    differences,
    missing,
    write_desk,
)
from generator.cli.options import errors
from generator.reading.paths import shown_path
from generator.rendering.catalogue import ENGLISH, languages

_NEXT = """\
make serve      # the site, with an example briefing
briefing new    # a briefing of your own"""
"""What to do next in a new desk."""


@click.command(short_help="Make a new desk, with an example briefing.")
@click.argument("desk", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--name", help="Name of the site.  [default: named after the folder]")
@click.option(
    "--language",
    type=click.Choice(languages()),
    default=ENGLISH,
    show_default=True,
    help="Language of the pages' own words.",
)
@click.option(
    "--diff", is_flag=True, help="Write nothing; show how the desk differs from a new one."
)
def init(desk: Path, name: str | None, language: str, diff: bool) -> None:
    """Make a new desk in DIR: a site with one example briefing, and everything it needs.

    It never overwrites a file: if one is in the way, nothing is written.

    With --diff, for a desk that an earlier version made, exit code 0: it is the same as a new
    one; 1: it differs; 2: wrong usage.
    """
    if diff:
        _show_differences(desk)
    try:
        written = write_desk(desk, desk_files(site_name(desk, name), language))
    except NoDeskError as error:
        raise click.ClickException(str(error)) from error
    for path in written:
        click.echo(shown_path(path))
    if not written:
        errors.print(f"{shown_path(desk)} already has all of it.", markup=False)
    if desk.resolve() != Path.cwd():
        errors.print(f"cd {shlex.quote(shown_path(desk))}", markup=False)
    errors.print(_NEXT, markup=False)


def _show_differences(desk: Path) -> NoReturn:
    try:
        lines = list(differences(desk))
    except NoDeskError as error:
        raise click.UsageError(str(error)) from error
    click.echo("".join(lines), nl=False)
    if gone := missing(desk):
        errors.print(f"Only a new desk has: {', '.join(gone)}", markup=False)
    if lines:
        take = f"briefing init --diff {shlex.quote(shown_path(desk))}"
        told = f"To apply all of it: {take} | patch -p1 -d {shlex.quote(shown_path(desk))}"
        errors.print(told, markup=False)
    sys.exit(1 if lines else 0)
