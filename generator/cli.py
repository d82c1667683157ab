"""The command line: options and wiring only."""

from __future__ import annotations

import logging
import sys
from io import TextIOWrapper
from pathlib import Path

import click
from rich.console import Console
from rich.markdown import Markdown

from generator import __version__
from generator.authoring.ask import answers, folder_wanted, next_step, unknown_thread
from generator.authoring.coverage import checked, coverages
from generator.authoring.coverage_text import claims_text, coverage_text
from generator.authoring.desk import DEFAULT, folder_of, is_within
from generator.authoring.editor import place_schemas
from generator.authoring.mend import mend
from generator.authoring.new import BadAnswerError, NotNewError, a_name, write_new
from generator.authoring.progress import progress
from generator.authoring.sealing import SealState, seals, text_asked_for, write_stale
from generator.checking import check as check_folder
from generator.checking.many import CheckingEndedError, check_files
from generator.diagnostics.codes import CODES
from generator.diagnostics.explain import explanation
from generator.diagnostics.finding import Finding, errors_in, in_order
from generator.diagnostics.machine import as_github, as_json, as_sarif
from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.show import concise, full, summary
from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.linking.link import link
from generator.model.schema import ACTORS_SCHEMA, BRIEFING_SCHEMA, schema_files
from generator.reading.folder import is_briefing_path, read_briefing, read_folder, shown_path
from generator.rendering.addresses import Links
from generator.rendering.pages import render_pages
from generator.rendering.templates import BadTemplateError

FOLDER = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: as in mkdocs.yml]",
)
_DESK = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    default=DEFAULT,
    show_default=True,
    help="Folder of briefings.",
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


class _Commands(click.Group):
    """All commands; Ctrl-C ends any of them without a word."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(130)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
def main() -> None:
    """Turn YAML briefings about the news into a searchable site."""
    logging.getLogger("mkdocs").addHandler(_Log())
    if isinstance(sys.stdout, TextIOWrapper):
        # A file's name may hold bytes that are no characters, and a terminal may lack some.
        sys.stdout.reconfigure(errors="backslashreplace")


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
@click.option("--title", help="The headline.")
@click.option("--date", help="The day whose end it speaks from.  [default when asked: today]")
@click.option("--thread", help="Id of the running story that it belongs to; '' for none.")
@click.option("--name", help="Words of the file's name, behind the date.  [default: the title's]")
@click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: briefings]",
)
def new(
    title: str | None,
    date: str | None,
    thread: str | None,
    name: str | None,
    folder: Path | None,
) -> None:
    """Start a briefing: a file with the right name in the right place, to be filled in.

    It explains every key, and lists what its thread knows so far. What is not given is asked
    for on a terminal. An existing briefing is never written over.
    """
    try:
        desk = folder_wanted(folder)
        the_title, day, the_thread = answers(desk, title, date, thread)
        note = unknown_thread(desk, the_thread)
        the_name = None if name is None else a_name(name)
        path = shown_path(write_new(desk, the_title, day, the_thread, the_name))
    except BadAnswerError as error:
        raise click.UsageError(str(error)) from error
    except NotNewError as error:
        raise click.ClickException(str(error)) from error
    click.echo(path)
    errors.print(note + next_step(path), markup=False)


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
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="How many processes check files.  [default: one for each core, if files are many]",
)
def check(paths: tuple[Path, ...], strict: bool, form: str, fix: bool, jobs: int | None) -> None:
    """Show every mistake in files or folders of briefings at once.

    Without PATH it checks the folder `briefings`. A single file is checked against the whole
    folder that it belongs to. Exit code 0: clean; 1: mistakes; 2: wrong use.
    """
    wanted = list(paths) or [DEFAULT]
    mended = 0
    while True:
        findings = _found_in(wanted, jobs)
        try:
            made = mend(findings) if fix and mended < MOST_MENDED else 0
        except OSError as error:
            raise click.ClickException(f"a file cannot be fixed: {error}") from error
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


def _found_in(paths: list[Path], jobs: int | None) -> tuple[Finding, ...]:
    """The findings of the folders around some paths that are in those paths."""
    found: list[Finding] = []
    try:
        for folder in dict.fromkeys(folder_of(path) for path in paths):
            with progress(errors) as seen:
                found += check_files(folder, jobs, seen)
    except CheckingEndedError as error:
        raise click.ClickException(f"{error}; `--jobs 1` checks them in one process") from error
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
            # Programs read UTF-8 wherever they are.
            click.echo(text.encode("utf-8", "backslashreplace"))


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
    output.print(Markdown(explanation(code)), soft_wrap=False)


@main.command()
@_DESK
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
        corpus = link(read, prove(read, Archive(folder)), drafts=drafts)
        pages = list(render_pages(corpus, links=Links.MARKDOWN))
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


@main.command()
@click.option("--actors", is_flag=True, help="Print that of the register of actors.")
@click.option("--write", is_flag=True, help="Put both into the folder of briefings, for editors.")
@_DESK
def schema(actors: bool, write: bool, folder: Path) -> None:
    """Print the JSON Schema of a briefing: what editors complete and check by."""
    if not write:
        click.echo(schema_files()[ACTORS_SCHEMA if actors else BRIEFING_SCHEMA], nl=False)
    elif not folder.is_dir():
        raise click.UsageError(f"there is no folder of briefings {shown_path(folder)}")
    else:
        for path in place_schemas(folder):
            output.print(f"written: {shown_path(path)}", markup=False)


@main.command()
@click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: for each file the one that it is in]",
)
def lsp(folder: Path | None) -> None:
    """Help in an editor while you write: ids are completed and found, mistakes shown.

    The editor starts this command and speaks the Language Server Protocol with it. The folder
    that a file is in is the nearest above it that holds actors.yml or is called briefings.
    """
    from generator.authoring.lsp.server import make_server

    make_server(folder).start_io()


@main.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@_DESK
@click.option("--check", "only_check", is_flag=True, help="Write nothing; tell what is stale.")
def seal(names: tuple[str, ...], folder: Path, only_check: bool) -> None:
    """Write or renew the seals of private texts.

    SOURCE is the file of an archived text, below `sources/`; without one all are sealed. Exit
    code 0: all seals are current; 1: with --check, one is missing or stale, or one cannot be
    written; 2: wrong use.
    """
    if not folder.is_dir():
        raise click.UsageError(f"there is no folder of briefings {shown_path(folder)}")
    read, archive = read_folder(folder), Archive(folder)
    reports = {report.name: report for report in seals(read, archive)}
    asked = [text_asked_for(name, archive) for name in names]
    if unknown := [name for name in asked if name not in reports]:
        hint = did_you_mean(unknown[0], reports, f"they name {', '.join(reports) or 'none'}")
        raise click.UsageError(f"no source names the text “{unknown[0]}”; {hint}")
    wanted = [report for report in reports.values() if report.name in (asked or reports)]
    try:
        written = [] if only_check else write_stale(wanted)
    except OSError as error:
        raise click.ClickException(f"a seal cannot be written: {error}") from error
    for report in wanted:
        state = "written" if report in written else report.state.value
        trouble = f": {report.trouble}" if report.trouble else ""
        output.print(f"{state:<12}  {report.name}{trouble}", markup=False)
    if mistakes := errors_in(read.findings):
        told = f"{summary(mistakes)}: quotes in files with mistakes may not be sealed"
        errors.print(told, markup=False)
    is_wrong = {SealState.STALE, SealState.MISSING, SealState.BAD}
    sys.exit(1 if any(r.state in is_wrong and r not in written for r in wanted) else 0)


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text/--no-text", default=True, help="Show the sources' texts, where at hand.")
def evidence(file: Path, text: bool) -> None:
    """Show what each claim of a briefing stands on, and what of its sources it leaves out."""
    folder = folder_of(file)
    if not is_briefing_path(folder, file.absolute()):
        raise click.UsageError(f"{shown_path(file)} is not a briefing")
    read, findings = read_briefing(folder, file.absolute())
    if "" in read.document.unread:
        told = "; `briefing check` shows why"
        raise click.ClickException(f"{summary(errors_in(tuple(findings)))} in {file.name}{told}")
    archive = Archive(folder)
    output.print(claims_text(list(checked(read, archive)), file.name))
    for coverage in coverages(read, archive) if text else ():
        output.print(coverage_text(coverage, is_terminal=output.is_terminal))


_LIVE = ("mkdocs.livereload", "mkdocs.commands.serve")
"""Loggers that tell a writer where the site is served and when it has changed."""


class _Log(logging.Handler):
    """Shows what MkDocs and the plugin log; a finding with its excerpt."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show one message."""
        finding = getattr(record, "finding", None)
        if isinstance(finding, Finding):
            errors.print(full(finding))
        elif record.levelno >= logging.WARNING or record.name in _LIVE:
            errors.print(f"{record.levelname.lower()}: {record.getMessage()}", markup=False)
