"""The command line: options and wiring only."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from rich.console import Console

from generator import __version__
from generator.checking import check as check_folder
from generator.diagnostics.finding import Finding, errors_in
from generator.diagnostics.show import concise, full, summary
from generator.linking.link import link
from generator.reading.folder import read_folder
from generator.rendering.addresses import Links
from generator.rendering.pages import render_pages
from generator.rendering.templates import BadTemplateError

FOLDER = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: as in mkdocs.yml]",
)
CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="MkDocs' configuration.",
)
output = Console(soft_wrap=True, highlight=False)
errors = Console(soft_wrap=True, highlight=False, stderr=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Turn YAML briefings about the news into a searchable site."""
    logging.getLogger("mkdocs").addHandler(_Log())


@main.command()
@FOLDER
@click.option("--site", type=click.Path(path_type=Path), help="Folder of the site.")
@CONFIG
@click.option("--strict", is_flag=True, help="Warnings fail the build.")
def build(folder: Path | None, site: Path | None, config_file: Path, strict: bool) -> None:
    """Build the site. An earlier one stays as it is if anything goes wrong."""
    from generator.publishing.site import NotBuiltError, build_site

    try:
        target = build_site(config_file, folder, site, strict=strict)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error
    output.print(f"The site is in {target}")


@main.command()
@FOLDER
@click.option("--address", metavar="HOST:PORT", help="Where to serve.  [default: as in mkdocs.yml]")
@CONFIG
def serve(folder: Path | None, address: str | None, config_file: Path) -> None:
    """Show the site in a browser and follow every change; drafts are shown, marked."""
    from generator.publishing.site import NotBuiltError, serve_site

    try:
        serve_site(config_file, folder, address)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), default=Path("briefings"))
def check(folder: Path) -> None:
    """Show every mistake of a folder of briefings at once."""
    findings = check_folder(read_folder(folder))
    for finding in findings:
        output.print(full(finding))
    if findings:
        output.print(summary(findings))
    sys.exit(1 if errors_in(findings) else 0)


@main.command()
@click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    default=Path("briefings"),
    show_default=True,
    help="Folder of briefings.",
)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where to write."
)
@click.option("--drafts", is_flag=True, help="Write briefings that are not published yet, too.")
def render(folder: Path, out: Path, drafts: bool) -> None:
    """Write the pages as Markdown, for reading or for another publisher."""
    read = read_folder(folder)
    findings = check_folder(read)
    for finding in findings:
        errors.print(full(finding))
    if errors_in(findings):
        raise click.ClickException(f"{summary(findings)}; nothing was written")
    try:
        pages = list(render_pages(link(read, drafts=drafts), links=Links.MARKDOWN))
    except BadTemplateError as mistake:
        raise click.ClickException(str(mistake)) from mistake
    for page in pages:
        path = out / page.uri
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.markdown, encoding="utf-8", newline="\n")
    output.print(f"{len(pages):,} pages are in {out}")


class _Log(logging.Handler):
    """Shows what MkDocs and the plugin log; a finding with its excerpt."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show one message."""
        finding = getattr(record, "finding", None)
        if isinstance(finding, Finding):
            errors.print(full(finding))
        elif record.levelno >= logging.WARNING:
            errors.print(f"{record.levelname.lower()}: {record.getMessage()}", markup=False)


__all__ = ["concise", "main"]
