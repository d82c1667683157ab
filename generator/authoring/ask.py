"""Get what a new briefing or desk needs from the command line, or ask for it on a terminal."""

from __future__ import annotations

import datetime
import shlex
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from generator.authoring.new import BadAnswerError, a_day, a_thread, a_title
from generator.authoring.new_desk import name_of
from generator.authoring.story import threads_in
from generator.diagnostics.nearest import did_you_mean, nearest

T = TypeVar("T")


def answers(
    folder: Path, title: str | None, date: str | None, thread: str | None
) -> tuple[str, datetime.date, str | None]:
    """Title, date and thread of a new briefing. On a terminal, asks for those not given.

    Without a terminal, raises `BadAnswerError` if title or date is missing; a missing thread
    means none.
    """
    asks = sys.stdin.isatty()
    missing = [f"--{name}" for name, given in (("title", title), ("date", date)) if given is None]
    if missing and not asks:
        needed = " and ".join(missing)
        raise BadAnswerError(f"{needed} must be given: there is no terminal to ask on")
    the_title = _asked("Title", a_title) if title is None else a_title(title)
    if date is None:
        today = datetime.date.today().isoformat()
        the_day = _asked("Date (the briefing covers what was known by the end of it)", a_day, today)
    else:
        the_day = a_day(date)
    if thread is not None or not asks:
        return the_title, the_day, a_thread(thread or "")
    return the_title, the_day, _asked_thread(threads_in(folder))


def site_name(desk: Path, given: str | None) -> str:
    """The name of a new desk's site: as given, as asked for on a terminal, or from its folder."""
    if given is None and sys.stdin.isatty():
        given = _asked("Name of the site", str.strip, name_of(desk))
    return (given or "").strip() or name_of(desk)


def next_step(path: str) -> str:
    """What the writer should do with the new file."""
    return f"Fill in what is marked FILL IN, then: briefing check {shlex.quote(path)}"


def unknown_thread(folder: Path, thread: str | None) -> str:
    """Say that a thread is new here, and which known one may be meant; empty if it is known."""
    known = threads_in(folder) if thread else []
    if thread is None or thread in known or not known:
        return ""
    hint = did_you_mean(thread, known)
    return f"The thread {thread} is new here{f'; {hint}' if hint else '.'}\n"


def _asked_thread(known: list[str]) -> str | None:
    if known:
        click.echo(f"Threads here: {', '.join(known[:8])}{', …' * (len(known) > 8)}", err=True)
    thread = _asked("Thread (Enter for none)", a_thread, "")
    near = nearest(thread, known) if thread and thread not in known else []
    question = f"{thread} is new here. Did you mean {near[0]}?" if near else ""
    return near[0] if near and click.confirm(question, default=True, err=True) else thread


def _asked(question: str, read: Callable[[str], T], default: str | None = None) -> T:
    """Ask until the answer is valid, on standard error: standard output is for the path alone."""

    def value(text: str) -> T:
        try:
            return read(text)
        except BadAnswerError as error:
            raise click.UsageError(str(error)) from error

    shown = bool(default)
    answer: T = click.prompt(
        question, default=default, show_default=shown, value_proc=value, err=True
    )
    return answer
