"""An option that names a day."""

from __future__ import annotations

from datetime import date

import click


def day(_: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """Read the day that an option names."""
    if text is None:
        return None
    from generator.authoring.new import BadAnswerError, a_day

    try:
        return a_day(text)
    except BadAnswerError as error:
        raise click.BadParameter(str(error), param=option) from error
