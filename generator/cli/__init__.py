"""The command line: options and wiring only, a module for each kind of work."""

from __future__ import annotations

import logging
import sys
from io import TextIOWrapper

import click

from generator import __version__
from generator.cli.checking import check, explain
from generator.cli.options import errors
from generator.cli.proving import evidence, seal
from generator.cli.site import build, render, serve
from generator.cli.writing import lsp, new, schema
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full


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


for command in (build, check, evidence, explain, lsp, new, render, schema, seal, serve):
    main.add_command(command)

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
