"""What commands share: where the briefings are, and where to print."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from generator.authoring.desk import DEFAULT

DESK = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT,
    show_default=True,
    help="Folder of briefings.",
)


output = Console(soft_wrap=True, highlight=False)
errors = Console(soft_wrap=True, highlight=False, stderr=True)
