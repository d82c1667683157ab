"""Commands that show mistakes and explain them."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from rich.markdown import Markdown

from generator.authoring.desk import DEFAULT, folder_of, is_within
from generator.authoring.mend import mend
from generator.authoring.progress import progress
from generator.checking.many import CheckingEndedError, check_files
from generator.cli.options import day, errors, output
from generator.diagnostics.codes import CODES
from generator.diagnostics.explain import explanation
from generator.diagnostics.finding import Finding, errors_in, in_order
from generator.diagnostics.machine import as_github, as_json, as_sarif
from generator.diagnostics.nearest import did_you_mean
from generator.diagnostics.show import concise, full, summary
from generator.reading.folder import SUFFIXES, shown_path

MOST_MENDED = 10_000


@click.command()
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
    "--as-of",
    metavar="DATE",
    callback=day,
    help="Tell which reviews are due on a day, going by what was written up to it.  "
    "[default: that of the newest published briefing]",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="How many processes check files.  [default: one for each core, if files are many]",
)
def check(
    paths: tuple[Path, ...],
    strict: bool,
    form: str,
    fix: bool,
    as_of: date | None,
    jobs: int | None,
) -> None:
    """Show every mistake in files or folders of briefings at once.

    Without PATH it checks the folder `briefings`. A single file is checked against the whole
    folder that it belongs to. Exit code 0: clean; 1: mistakes; 2: wrong use.
    """
    for path in paths:
        if not path.is_dir() and not path.name.endswith(SUFFIXES):
            raise click.UsageError(
                f"{shown_path(path)} is no briefing: the name of one ends in .yml or .yaml, "
                "in small letters, and it lies in a folder of briefings"
            )
    wanted = list(paths) or [DEFAULT]
    mended = 0
    while True:
        findings = _found_in(wanted, jobs, as_of)
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


def _found_in(paths: list[Path], jobs: int | None, as_of: date | None) -> tuple[Finding, ...]:
    """The findings of the folders around some paths that are in those paths."""
    found: list[Finding] = []
    try:
        for folder in dict.fromkeys(folder_of(path) for path in paths):
            with progress(errors) as seen:
                found += check_files(folder, jobs, seen, as_of)
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


@click.command()
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
