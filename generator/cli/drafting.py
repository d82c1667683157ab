"""The commands that make briefings of what there is: a text, a table, a saved page."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

import click

from generator.authoring.ask import folder_wanted
from generator.authoring.draft import Drafted, Wanted, write_draft
from generator.authoring.new import BadAnswerError, NotNewError, a_name, a_thread
from generator.cli.options import errors
from generator.reading.paths import shown_path

_FOLDER = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: briefings]",
)
_STDIN = Path("-")


@click.command()
@click.argument(
    "text", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option("--title", help="The headline.  [default: that of the text]")
@click.option("--date", help="The day of the text.  [default: what it or its name begins with]")
@click.option("--thread", help="Id of the running story that it belongs to.")
@click.option("--name", help="Words of the file's name, behind the date.  [default: the title's]")
@_FOLDER
def draft(
    text: Path,
    title: str | None,
    date: str | None,
    thread: str | None,
    name: str | None,
    folder: Path | None,
) -> None:
    """Draft a briefing from a text: candidates found by rule, each with words that stand there.

    TEXT is the file of an archived text, or - for standard input. One from elsewhere is put into
    the folder of sources. Nothing is judged: `# decide` marks what is left to you.
    """
    desk = folder_wanted(folder)
    try:
        data = sys.stdin.buffer.read() if text == _STDIN else text.read_bytes()
        wanted = Wanted(title, date, a_thread(thread or ""), None if name is None else a_name(name))
        drafted = write_draft(desk, data, None if text == _STDIN else text, wanted)
    except BadAnswerError as error:
        raise click.UsageError(str(error)) from error
    except NotNewError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{shown_path(text)} cannot be read: {error.strerror}"
        ) from error
    click.echo(shown_path(drafted.path))
    errors.print(_told(drafted), markup=False)


def _told(drafted: Drafted) -> str:
    """What was found, and what to do next."""
    made = drafted.skeleton
    counts = ", ".join(f"{count:,} {kind}" for kind, count in made.counts.items())
    left = ", ".join(f"{count:,} {kind}" for kind, count in made.left_out.items())
    path = shlex.quote(shown_path(drafted.path))
    return "\n".join(
        [
            *([f"The text is now in {shown_path(drafted.text)}"] if drafted.is_new_text else []),
            f"Found by rule, all quotes proven: {counts or 'nothing'}.",
            *([f"Left out, as too many or not provable: {left}."] if left else []),
            f"Decide what is marked `# decide`, then: briefing check {path}",
        ]
    )
