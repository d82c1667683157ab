"""What commands share: where the briefings are, and where to print."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from generator.authoring.desk import desk_around

DESK = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    default=desk_around,
    help="Folder of briefings.  [default: briefings]",
)


output = Console(soft_wrap=True, highlight=False, emoji=False)
errors = Console(soft_wrap=True, highlight=False, emoji=False, stderr=True)
