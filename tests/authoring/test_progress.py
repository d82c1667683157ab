"""A writer at a terminal sees how far a long check has come; nobody else sees anything."""

from __future__ import annotations

from io import StringIO

import pytest
from rich.console import Console

from generator.authoring import progress as module
from generator.authoring.progress import progress


class Terminal(StringIO):
    """Something that is written to as to a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The time, which a test may set."""
    time = [0.0]
    monkeypatch.setattr(module, "monotonic", lambda: time[0])
    return time


def test_a_long_check_shows_how_many_files_are_done(clock: list[float]) -> None:
    terminal = Terminal()
    with progress(Console(file=terminal, width=60)) as seen:
        clock[0] = 0.6
        seen(1_200, 10_000)
    assert "1200/10000" in terminal.getvalue()


def test_what_is_shown_is_taken_away_again(clock: list[float]) -> None:
    terminal = Terminal()
    with progress(Console(file=terminal, width=60)) as seen:
        clock[0] = 0.6
        seen(1_200, 10_000)
        shown = len(terminal.getvalue())
    assert terminal.getvalue()[shown:].endswith("\x1b[2K")


def test_a_check_of_half_a_second_shows_nothing(clock: list[float]) -> None:
    terminal = Terminal()
    with progress(Console(file=terminal)) as seen:
        clock[0] = 0.4
        seen(10_000, 10_000)
    assert terminal.getvalue() == ""


def test_it_is_drawn_no_more_than_ten_times_a_second(clock: list[float]) -> None:
    terminal = Terminal()
    with progress(Console(file=terminal, width=60)) as seen:
        clock[0] = 0.6
        seen(1, 10_000)
        shown = terminal.getvalue()
        seen(2, 10_000)
        assert terminal.getvalue() == shown


def test_a_file_or_a_pipe_gets_nothing_even_where_colour_is_forced(
    clock: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    file = StringIO()
    with progress(Console(file=file)) as seen:
        clock[0] = 9.0
        seen(1, 2)
    assert file.getvalue() == ""
