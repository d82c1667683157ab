"""Commands about what quotes rest on: seals, and the coverage of a briefing's sources."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from generator.authoring.coverage import checked, coverages
from generator.authoring.coverage_text import claims_text, coverage_text
from generator.authoring.desk import folder_of
from generator.authoring.sealing import SealState, seals, text_asked_for, write_stale
from generator.cli.options import DESK, errors, output
from generator.diagnostics.finding import errors_in
from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.show import summary
from generator.evidence.archive import Archive
from generator.reading.folder import read_briefing, read_folder
from generator.reading.paths import is_briefing_path, shown_path


@click.command()
@click.argument("names", nargs=-1, metavar="[SOURCE]...")
@DESK
@click.option(
    "--check", "only_check", is_flag=True, help="Write nothing; report what is missing or stale."
)
def seal(names: tuple[str, ...], folder: Path, only_check: bool) -> None:
    """Write or renew the seals of private texts.

    SOURCE is the file of an archived text, below `sources/`; without it all are sealed. Exit
    code 0: all seals are current; 1: with --check, one is missing or stale, or one cannot be
    written; 2: wrong usage.
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
        told = f"{summary(mistakes)}: quotes in files with errors may not be sealed"
        errors.print(told, markup=False)
    is_wrong = {SealState.STALE, SealState.MISSING, SealState.BAD}
    sys.exit(1 if any(r.state in is_wrong and r not in written for r in wanted) else 0)


@click.command(short_help="Show what each claim of a briefing is based on.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text/--no-text", default=True, help="Show the sources' texts, where available.")
def evidence(file: Path, text: bool) -> None:
    """Show what each claim of a briefing is based on, and what it leaves out of its sources."""
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
