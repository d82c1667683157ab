"""Commands that show mistakes and explain them.

What shows them is loaded only if there are any, what finds them only if there may be.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import click

from generator.authoring.desk import desk_around, folder_of, is_within
from generator.cli.days import day
from generator.diagnostics.codes import codes
from generator.diagnostics.finding import Finding, errors_in, in_order
from generator.keeping.check import check_desk
from generator.reading.paths import SUFFIXES, shown_path

MOST_MENDED = 10_000
_FEW = 50
"""Files that are read before anybody would notice."""


@click.command()
@click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
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
    help="Report which reviews are due on a date, based on what was written up to then.  "
    "[default: the date of the newest published briefing]",
)
@click.option(
    "--jobs",
    type=click.IntRange(1),
    help="Number of processes that check files.  [default: one per core, if files are many]",
)
def check(
    paths: tuple[Path, ...],
    strict: bool,
    form: str,
    fix: bool,
    as_of: date | None,
    jobs: int | None,
) -> None:
    """Show the errors and warnings in files or folders of briefings.

    Without PATH it checks the folder `briefings`. A single file is checked against the whole
    folder that it belongs to. Exit code 0: no errors; 1: errors, or with --strict warnings; 2:
    wrong usage.
    """
    for path in paths:
        if not path.is_dir() and not path.name.endswith(SUFFIXES):
            raise click.UsageError(
                f"{shown_path(path)} is not a briefing: the name of a briefing ends in .yml or "
                ".yaml, in lower case, and it lies in a folder of briefings"
            )
    wanted = list(paths) or [desk_around()]
    mended = 0
    while True:
        findings = _found_in(wanted, jobs, as_of)
        made = _mend(findings) if fix and mended < MOST_MENDED else 0
        mended += made
        if not made:
            break
    _show(findings, form)
    if form in ("full", "concise"):
        tail = [f"{mended:,} fixed"] if mended else []
        fixable = len([finding for finding in findings if finding.fix and finding.fix.safe])
        tail += [f"{fixable:,} fixable with --fix"] if fixable and not fix else []
        click.echo(", ".join([_summary(findings), *tail]), err=True)
    sys.exit(1 if errors_in(findings) or (strict and findings) else 0)


def _found_in(paths: list[Path], jobs: int | None, as_of: date | None) -> tuple[Finding, ...]:
    """The findings in some paths, from checks of the folders around them."""
    found: list[Finding] = []
    try:
        for folder in dict.fromkeys(folder_of(path) for path in paths):
            with _progress() as seen:
                found += check_desk(folder, paths, jobs, seen, as_of)
    except ChildProcessError as error:
        raise click.ClickException(f"{error}; `--jobs 1` checks them in one process") from error
    return in_order([f for f in found if is_within(Path(f.place.source.path), paths)])


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Give a function that shows how many files have been read, if there are many."""
    with ExitStack() as stack:

        @cache
        def shown() -> Callable[[int, int], None]:
            from generator.authoring.progress import progress
            from generator.cli.options import errors

            return stack.enter_context(progress(errors))

        yield lambda done, count: shown()(done, count) if count > _FEW else None


def _mend(findings: tuple[Finding, ...]) -> int:
    from generator.authoring.mend import mend

    try:
        return mend(findings)
    except OSError as error:
        raise click.ClickException(f"a file cannot be fixed: {error}") from error


def _show(findings: tuple[Finding, ...], form: str) -> None:
    if form in ("json", "github", "sarif"):
        from generator.diagnostics.machine import as_github, as_json, as_sarif

        render = {"json": as_json, "github": as_github, "sarif": as_sarif}[form]
        if text := render(findings):
            # Programs read UTF-8 wherever they are.
            click.echo(text.encode("utf-8", "backslashreplace"))
    elif findings:
        from generator.cli.options import output
        from generator.diagnostics.show import concise, full

        for finding in findings:
            if form == "full":
                output.print(full(finding))
            else:
                click.echo(concise(finding))


def _summary(findings: tuple[Finding, ...]) -> str:
    if not findings:
        return "no errors or warnings"
    from generator.diagnostics.show import summary

    return summary(findings)


@click.command(short_help="Explain the code of an error or warning, with examples.")
@click.argument("code", required=False)
def explain(code: str | None) -> None:
    """Explain the code of an error or warning: what it means, why it matters, wrong and right.

    Without CODE it lists all codes.
    """
    from rich.markdown import Markdown

    from generator.cli.options import output
    from generator.diagnostics.explain import explanation
    from generator.diagnostics.nearest import did_you_mean

    if code is None:
        for each in codes().values():
            output.print(f"[bold]{each.name}[/bold]  {each.what}")
        return
    if code not in codes():
        hint = did_you_mean(code, codes(), "`briefing explain` alone lists all codes")
        raise click.UsageError(f"there is no code “{code}”; {hint}")
    output.print(Markdown(explanation(code)), soft_wrap=False)
