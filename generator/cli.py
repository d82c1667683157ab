"""The command line: options and wiring only."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markdown import Markdown

from generator import __version__
from generator.authoring.desk import DEFAULT, folder_of, is_within
from generator.authoring.mend import mend
from generator.checking import check as check_folder
from generator.diagnostics.codes import CODES
from generator.diagnostics.explain import explanation
from generator.diagnostics.finding import Finding, errors_in, in_order
from generator.diagnostics.machine import as_github, as_json, as_sarif
from generator.diagnostics.nearest import did_you_mean
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
MOST_MENDED = 10_000

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
@click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@click.option("--strict", is_flag=True, help="Warnings count as mistakes.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["full", "concise", "json", "github", "sarif"]),
    default="full",
    show_default=True,
    help="How to show what was found.",
)
@click.option("--fix", is_flag=True, help="Apply the safe fixes to the files.")
def check(paths: tuple[Path, ...], strict: bool, form: str, fix: bool) -> None:
    """Show every mistake in files or folders of briefings at once.

    Without PATH it checks the folder `briefings`. A single file is checked against the whole
    folder that it belongs to. Exit code 0: clean; 1: mistakes; 2: wrong use.
    """
    wanted = list(paths) or [DEFAULT]
    mended = 0
    while True:
        findings = _found_in(wanted)
        made = mend(findings) if fix and mended < MOST_MENDED else 0
        mended += made
        if not made:
            break
    _show(findings, form)
    if form in ("full", "concise"):
        tail = [f"{mended:,} fixed"] if mended else []
        fixable = len([finding for finding in findings if finding.fix and finding.fix.safe])
        tail += [f"{fixable:,} fixable with --fix"] if fixable and not fix else []
        errors.print(", ".join([summary(findings) or "no mistakes", *tail]))
    sys.exit(1 if errors_in(findings) or (strict and findings) else 0)


def _found_in(paths: list[Path]) -> tuple[Finding, ...]:
    """The findings of the folders around some paths that are in those paths."""
    folders = dict.fromkeys(folder_of(path) for path in paths)
    found = (finding for folder in folders for finding in check_folder(read_folder(folder)))
    return in_order([f for f in found if is_within(Path(f.place.source.path), paths)])


def _show(findings: tuple[Finding, ...], form: str) -> None:
    if form == "full":
        for finding in findings:
            output.print(full(finding))
    elif form == "concise":
        for finding in findings:
            output.print(concise(finding), markup=False)
    else:
        render = {"json": as_json, "github": as_github, "sarif": as_sarif}[form]
        if text := render(findings):
            click.echo(text)


@main.command()
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain a code: what the mistake is, why it matters, wrong and right.

    Without CODE it lists all codes.
    """
    if code is None:
        for each in CODES.values():
            output.print(f"[bold]{each.name}[/bold]  {each.what}")
        return
    if code not in CODES:
        hint = did_you_mean(code, CODES, "`briefing explain` alone lists all codes")
        raise click.UsageError(f"there is no code “{code}”; {hint}")
    output.print(Markdown(explanation(code)))


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
