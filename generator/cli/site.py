"""Commands that make pages: the site, the site while you write, and plain Markdown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from generator.checking import check
from generator.cli.options import DESK, FOLDER, day, errors, output
from generator.diagnostics.finding import errors_in
from generator.diagnostics.show import full, summary
from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.linking.link import link
from generator.reading.folder import read_folder
from generator.rendering.addresses import Links
from generator.rendering.catalogue import ENGLISH
from generator.rendering.edition import Edition
from generator.rendering.pages import render_pages
from generator.rendering.templates import BadTemplateError

_CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="MkDocs' configuration.",
)


@click.command()
@FOLDER
@click.option("--site", type=click.Path(path_type=Path), help="Folder of the site.")
@_CONFIG
@click.option("--strict", is_flag=True, help="Warnings fail the build.")
def build(folder: Path | None, site: Path | None, config_file: Path, strict: bool) -> None:
    """Build the site. An earlier one stays as it is if anything goes wrong."""
    from generator.publishing.site import NotBuiltError, build_site

    try:
        target = build_site(config_file, folder, site, strict=strict)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error
    output.print(f"The site is in {target}")


@click.command()
@FOLDER
@click.option("--address", metavar="HOST:PORT", help="Where to serve.  [default: as in mkdocs.yml]")
@_CONFIG
def serve(folder: Path | None, address: str | None, config_file: Path) -> None:
    """Show the site in a browser and follow every change; drafts are shown, marked."""
    from generator.publishing.site import NotBuiltError, serve_site

    try:
        serve_site(config_file, folder, address)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error


@click.command()
@DESK
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to write."
)
@click.option("--drafts", is_flag=True, help="Write briefings that are not published yet, too.")
@click.option(
    "--as-of",
    metavar="DATE",
    callback=day,
    help="Write the pages as of a day, without what was written after it.",
)
@click.option(
    "--language",
    metavar="TAG",
    default=ENGLISH,
    show_default=True,
    help="The language of the pages' own words, such as `de`.",
)
def render(folder: Path, out: Path, drafts: bool, as_of: date | None, language: str) -> None:
    """Write the pages as Markdown, for reading or for another publisher."""
    read = read_folder(folder)
    findings = check(read, as_of=as_of)
    for finding in findings:
        errors.print(full(finding))
    if errors_in(findings):
        raise click.ClickException(f"{summary(findings)}; nothing was written")
    try:
        corpus = link(read, prove(read, Archive(folder)), drafts=drafts, as_of=as_of)
        pages = list(render_pages(corpus, Edition(Links.MARKDOWN, language)))
    except BadTemplateError as mistake:
        raise click.ClickException(str(mistake)) from mistake
    try:
        for page in pages:
            path = out / page.uri
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page.markdown, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"the pages cannot be written: {error}") from error
    output.print(f"{len(pages):,} pages are in {out}")
