"""The command that writes pages as Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.api import pages_of
from generator.checking import check
from generator.cli.days import day
from generator.cli.options import DESK, errors, output
from generator.diagnostics.finding import errors_in
from generator.diagnostics.show import full, summary
from generator.evidence.archive import Archive
from generator.reading.folder import read_folder
from generator.rendering.catalogue import ENGLISH
from generator.rendering.templates import BadTemplateError


@click.command(short_help="Write the pages as Markdown.")
@DESK
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to write."
)
@click.option("--drafts", is_flag=True, help="Also write briefings that are not published yet.")
@click.option(
    "--as-of",
    metavar="DATE",
    callback=day,
    help="Write the pages as of a date, without what was written after it.",
)
@click.option(
    "--language",
    metavar="TAG",
    default=ENGLISH,
    show_default=True,
    help="Language of the pages' own words, such as `de`.",
)
def render(folder: Path, out: Path, drafts: bool, as_of: date | None, language: str) -> None:
    """Write the pages as Markdown, for reading or for another site generator."""
    read, archive = read_folder(folder), Archive(folder)
    findings = check(read, archive, as_of)
    for finding in findings:
        errors.print(full(finding))
    if errors_in(findings):
        raise click.ClickException(f"{summary(findings)}; nothing was written")
    try:
        pages = pages_of(read, archive, language, drafts=drafts, as_of=as_of)
    except BadTemplateError as mistake:
        raise click.ClickException(str(mistake)) from mistake
    try:
        for page in pages:
            path = out / page.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.markdown, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"the pages cannot be written: {error}") from error
    output.print(f"{len(pages):,} pages are in {out}", markup=False)
