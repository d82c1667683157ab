"""What one desk asks of its briefings, beyond what every desk does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from generator.adding import Check, Code, Finding, ReadBriefing, Severity, Thread

MONTHS = 6


def loud_title(read: ReadBriefing) -> Iterator[Finding]:
    """A title is not all capitals."""
    if read.briefing and read.briefing.title.isupper():
        place = read.document.place(("title",))
        yield Finding(
            "loud-title", "the title is all capitals", place, help="write it as a sentence"
        )


def long_silence(thread: Thread) -> Iterator[Finding]:
    """A story does not rest for half a year without a word."""
    for before, after in pairwise(thread.chapters):
        if (after.date - before.date).days > 30 * MONTHS:
            what = f"nothing was said of this story since {before.date}"
            yield Finding("long-silence", what, after.date_place)


LOUD_TITLE = Check(
    Code(
        "loud-title",
        "A title in capitals.",
        Severity.WARNING,
        explanation="Capitals shout. A title is a sentence.",
    ),
    of_file=loud_title,
)
LONG_SILENCE = Check(
    Code("long-silence", "A story that nobody came back to.", Severity.WARNING),
    of_thread=long_silence,
)
