"""What commands share: where the briefings are, and where to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from rich.console import Console

from generator.authoring.desk import DEFAULT
from generator.authoring.new import BadAnswerError, a_day

DESK = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT,
    show_default=True,
    help="Folder of briefings.",
)


def day(_: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """Read the day that an option names."""
    try:
        return None if text is None else a_day(text)
    except BadAnswerError as error:
        raise click.BadParameter(str(error), param=option) from error


output = Console(soft_wrap=True, highlight=False)
errors = Console(soft_wrap=True, highlight=False, stderr=True)
