"""Commands for those who write: a new briefing, and what an editor needs."""

from __future__ import annotations

from pathlib import Path

import click

from generator.authoring.ask import answers, next_step, unknown_thread
from generator.authoring.editor import place_schemas
from generator.authoring.new import BadAnswerError, NotNewError, a_name, write_new
from generator.cli.options import DESK, errors, output
from generator.model.schema import ACTORS_SCHEMA, BRIEFING_SCHEMA, schema_files
from generator.reading.paths import shown_path


@click.command(short_help="Start a briefing: the right file in the right place.")
@click.option("--title", help="Headline.")
@click.option(
    "--date",
    help="Date of the briefing; it covers what was known by the end of that day.  "
    "[default when asked: today]",
)
@click.option("--thread", help="Id of the running story that it belongs to; '' for none.")
@click.option("--name", help="Words of the file's name, after the date.  [default: the title's]")
@DESK
def new(
    title: str | None,
    date: str | None,
    thread: str | None,
    name: str | None,
    folder: Path,
) -> None:
    """Start a briefing: a file with the right name in the right place, to be filled in.

    It explains every key, and lists what is known in its thread so far. What you do not give is
    asked for on a terminal. An existing briefing is never overwritten.
    """
    try:
        the_title, day, the_thread = answers(folder, title, date, thread)
        note = unknown_thread(folder, the_thread)
        the_name = None if name is None else a_name(name)
        path = shown_path(write_new(folder, the_title, day, the_thread, the_name))
    except BadAnswerError as error:
        raise click.UsageError(str(error)) from error
    except NotNewError as error:
        raise click.ClickException(str(error)) from error
    click.echo(path)
    errors.print(note + next_step(path), markup=False)


@click.command(short_help="Print the JSON Schema, or write it for editors.")
@click.option("--actors", is_flag=True, help="Print the schema of the register of actors.")
@click.option(
    "--write", is_flag=True, help="Put both schemas into the folder of briefings, for editors."
)
@DESK
def schema(actors: bool, write: bool, folder: Path) -> None:
    """Print the JSON Schema of a briefing, which editors use to complete and check."""
    if not write:
        click.echo(schema_files()[ACTORS_SCHEMA if actors else BRIEFING_SCHEMA], nl=False)
    elif not folder.is_dir():
        raise click.UsageError(f"there is no folder of briefings {shown_path(folder)}")
    else:
        try:
            written = place_schemas(folder)
        except OSError as error:
            raise click.ClickException(f"the schemas cannot be written: {error}") from error
        for path in written:
            output.print(f"written: {shown_path(path)}", markup=False)


@click.command(short_help="Help you write in an editor.")
@click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: for each file, the folder it is in]",
)
def lsp(folder: Path | None) -> None:
    """Help you write in an editor: complete and look up ids, show errors and warnings.

    The editor starts this command and speaks the Language Server Protocol with it. The folder
    that a file is in is the nearest above it that holds actors.yml or is called briefings.
    """
    from generator.authoring.lsp.server import make_server
    from generator.checking.added import file_checks

    file_checks()  # report one that cannot be used: later nobody would see it
    make_server(folder).start_io()
