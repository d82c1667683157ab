"""The command line: options and wiring only, a module for each kind of work.

A module is loaded only when one of its commands is called: a build that has nothing to do takes
less time than loading all of them.
"""

from __future__ import annotations

import logging
import sys
from importlib import import_module
from io import TextIOWrapper
from keyword import iskeyword

import click

from generator import __version__
from generator.extending import ExtensionError
from generator.reading.collecting import no_collecting

COMMANDS = {
    "build": "building",
    "check": "checking",
    "draft": "drafting",
    "evidence": "proving",
    "explain": "checking",
    "import": "drafting",
    "init": "new_desk",
    "lsp": "writing",
    "new": "writing",
    "render": "rendering",
    "schema": "writing",
    "seal": "proving",
    "serve": "building",
}
"""Each command with the module that it is in."""


class _Commands(click.Group):
    """All commands; Ctrl-C ends any of them silently."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Name all commands."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command."""
        if cmd_name not in COMMANDS:
            return None
        with no_collecting():
            module = import_module(f"{__name__}.{COMMANDS[cmd_name]}")
        # `import` cannot be the name of a function.
        command: click.Command = getattr(module, cmd_name + "_" * iskeyword(cmd_name))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is called; for one that does not exist, suggest the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from generator.diagnostics.nearest import did_you_mean

            if hint := did_you_mean(args[0], COMMANDS):
                raise click.UsageError(f"{error.message[:-1]}: {hint}", ctx) from error
            raise

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(130)
        except ExtensionError as error:
            raise click.ClickException(str(error)) from error


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Turn YAML briefings about the news into a searchable site."""
    log, shown = logging.getLogger("mkdocs"), _Log()
    log.addHandler(shown)
    ctx.call_on_close(lambda: log.removeHandler(shown))
    if isinstance(sys.stdout, TextIOWrapper):
        # The name of a file may be invalid text, and a terminal may lack some characters.
        sys.stdout.reconfigure(errors="backslashreplace")


_LIVE = ("mkdocs.livereload", "mkdocs.commands.serve")
"""Loggers that say where the site is served and when it has changed."""


class _Log(logging.Handler):
    """Shows what MkDocs and the plugin log; a finding is shown with its excerpt."""

    def emit(self, record: logging.LogRecord) -> None:
        """Show one message."""
        from generator.cli.options import errors
        from generator.diagnostics.finding import Finding
        from generator.diagnostics.show import full

        finding = getattr(record, "finding", None)
        if isinstance(finding, Finding):
            errors.print(full(finding))
        elif record.levelno >= logging.WARNING or record.name in _LIVE:
            errors.print(f"{record.levelname.lower()}: {record.getMessage()}", markup=False)
