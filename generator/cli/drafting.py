"""Commands that make briefings from something else: a text, a table, a saved page."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click

from generator.authoring.desk import folder_of
from generator.authoring.draft import Drafted, Wanted, text_of, write_draft
from generator.authoring.importing.page import (
    SUFFIXES,
    archive_page,
    extracted,
    snippet,
    source_lines,
)
from generator.authoring.importing.placing import Asked, import_table
from generator.authoring.new import BadAnswerError, NotNewError, a_day, a_name, a_thread, a_title
from generator.cli.options import DESK, errors
from generator.diagnostics.finding import SourceText
from generator.diagnostics.show import full, summary, visible
from generator.reading.paths import shown_path

_STDIN = Path("-")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    """Turn errors about a file, or about what was asked, into messages."""
    try:
        yield
    except BadAnswerError as error:
        raise click.UsageError(str(error)) from error
    except NotNewError as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(
            f"{shown_path(path)} cannot be read: {error.strerror}"
        ) from error


@click.command(short_help="Draft a briefing from an article, by rule.")
@click.argument(
    "text", type=click.Path(exists=True, dir_okay=False, allow_dash=True, path_type=Path)
)
@click.option("--title", help="Headline.  [default: that of the text]")
@click.option(
    "--date",
    help="Date of the text.  [default: that of its dateline, or at the start of it or its name]",
)
@click.option("--thread", help="Id of the running story that it belongs to.")
@click.option("--name", help="Words of the file's name, after the date.  [default: the title's]")
@DESK
def draft(
    text: Path,
    title: str | None,
    date: str | None,
    thread: str | None,
    name: str | None,
    folder: Path,
) -> None:
    """Draft a briefing from a text: candidates found by rule, each with words quoted from it.

    TEXT is the file of an archived text, or - for standard input. A text from elsewhere is copied
    into the folder of sources. Nothing is judged: `# decide` marks what is left to you.
    """
    with _refusing(text):
        data = sys.stdin.buffer.read() if text == _STDIN else text.read_bytes()
        wanted = Wanted(title, date, a_thread(thread or ""), None if name is None else a_name(name))
        drafted = write_draft(folder, data, None if text == _STDIN else text, wanted)
    click.echo(shown_path(drafted.path))
    errors.print(_told(drafted), markup=False)


def _told(drafted: Drafted) -> str:
    """What was found, and what to do next."""
    made = drafted.skeleton
    counts = ", ".join(_counted(kind, count) for kind, count in made.counts.items())
    left = ", ".join(_counted(kind, count) for kind, count in made.left_out.items())
    path = shlex.quote(shown_path(drafted.path))
    return "\n".join(
        [
            *([f"The text is now in {shown_path(drafted.text)}"] if drafted.is_new_text else []),
            f"Found by rule, all quotes proven: {counts or 'nothing'}.",
            *([f"Left out, as too many or not provable: {left}."] if left else []),
            f"Decide what is marked `# decide`, then: briefing check {path}",
        ]
    )


def _counted(kind: str, count: int) -> str:
    return f"{count:,} {kind.removesuffix('s') if count == 1 else kind}"


@click.command("import", short_help="Import a table of demands or risks, or a saved page.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--into",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Briefing that the rows go into.  [default: new ones, by date and title]",
)
@click.option("--as", "kind", type=click.Choice(["demands", "risks"]), help="What the rows are.")
@click.option("--title", help="Headline, if the file gives none.")
@click.option("--date", help="Date, if the file gives none.")
@click.option("--name", help="Words of the new file's name, after the date.")
@click.option("--draft", "is_draft", is_flag=True, help="Draft a briefing from a saved page.")
@DESK
def import_(
    file: Path,
    into: Path | None,
    kind: str | None,
    title: str | None,
    date: str | None,
    name: str | None,
    is_draft: bool,
    folder: Path,
) -> None:
    """Import what you already have: a table of demands or risks, or a saved news page.

    FILE is CSV or JSON Lines, or a page as a browser saves it (.html). Columns are matched by
    name, or by the nearest name. Nothing is overwritten, and anything that does not fit is
    reported. Exit code 0: done; columns that do not fit, and rows whose id is already there, are
    only reported. 1: the table has errors, and nothing was written; 2: wrong usage.
    """
    with _refusing(file):
        the_name = None if name is None else a_name(name)
        if file.name.lower().endswith(SUFFIXES):
            _import_page(folder, file, Wanted(title, date, name=the_name), is_draft)
        else:
            day = a_day(date) if date else None
            asked = Asked(kind or "", a_title(title) if title else "", day, the_name)
            _import_table(folder, file, into, asked)


def _import_table(desk: Path, file: Path, into: Path | None, asked: Asked) -> None:
    home = folder_of(into) if into else desk
    text = text_of(file.read_bytes()).removeprefix("\ufeff")
    found = import_table(home, SourceText(shown_path(file), text), into, asked)
    for note in found.notes:
        errors.print(f"note: {visible(note)}", markup=False)
    for finding in found.findings:
        errors.print(full(finding))
    if found.findings:
        errors.print(f"{summary(found.findings)}: nothing was written", markup=False)
        sys.exit(1)
    for path, count in found.files.items():
        click.echo(shown_path(path))
        errors.print(f"{count:,} {found.kind if count != 1 else found.kind[:-1]}", markup=False)
    if not found.files:
        errors.print("Nothing is new: all rows are there already.", markup=False)


def _import_page(desk: Path, file: Path, asked: Wanted, is_draft: bool) -> None:
    archived = archive_page(desk, file.read_bytes(), extracted, asked)
    page = archived.page
    if is_draft:
        lines = tuple(source_lines(archived))
        wanted = replace(asked, title=page.title, date=page.date, source=lines)
        drafted = write_draft(desk, archived.path.read_bytes(), archived.path, wanted)
        click.echo(shown_path(drafted.path))
        errors.print(_told(drafted), markup=False)
        return
    click.echo(snippet(archived))
    where = shown_path(archived.path)
    told = "The text is now in" if archived.is_new else "The text was already in"
    errors.print(f"{told} {where}; put the lines above under `sources:`.", markup=False)
