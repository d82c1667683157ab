"""Strings that somebody might take for something other than text."""

from __future__ import annotations

from typing import Any

from tests.filling import filled_briefing

ANYWHERE = (
    "<script>window.hacked=1</script>",
    "{{ 7*7 }}",
    "{% raise %}",
    "a | b",
    '"><img src=x onerror="window.hacked=1">',
    "'><svg onload=window.hacked=1>",
    "</title><script>window.hacked=1</script>",
    "</article></div><!--",
    "[x](javascript:alert(1))",
    "[x](data:text/html,<script>window.hacked=1</script>)",
    '--8<-- "x"',
    "&amp; &lt; &#x41;",
    ":smile:",
    "# heading",
    "- item",
    "!!! note",
    "{: .x onclick=alert(1) }",
    "{>>x<<} {++x++}",
    "~~~",
    "==x== ^^x^^ ~~x~~",
    "~x~ ^x^",
    "(c) --> 1/2 +/-",
    '"quoted" -- dashed ...',
    "https://elsewhere.example/x www.elsewhere.example",
    "[^1] [TOC] ++ctrl++",
    "<details markdown='1' open>",
    "%3Cscript%3E ${7+7} #{7+7}",
    "one\n\n# two\n\n    three\n\n```\nfour",
)
"""None has a mark of prose that makes a pair, so that they show as typed in prose as well."""

IN_PLAIN = (
    "*x* **x** _x_ __x__",
    "`x` ``` x",
    "[x](https://elsewhere.example/)",
    "![x](https://elsewhere.example/x.png)",
    "<https://elsewhere.example/> [x][y]",
    "\\ \\* \\",
)
"""Marks of prose, which a plain field shows as typed."""


class HostileText:
    """Gives each text field all hostile strings, starting with another one each time."""

    def __init__(self, mark: str = "") -> None:
        self.mark = mark
        self.typed: dict[str, str] = {}
        """What was typed into each field, by path."""

    def __call__(self, path: str, is_prose: bool) -> str:
        *strings, lines = ANYWHERE if is_prose else (*IN_PLAIN, *ANYWHERE)
        turn = len(self.typed) % len(strings)
        # The end is unique, so that it tells how often the whole has to be shown.
        end = f"end-of-{self.mark}{path}/"
        self.typed[path] = " ".join((*strings[turn:], *strings[:turn], lines, end))
        return self.typed[path]


def hostile_briefing(mark: str = "", **said: Any) -> tuple[dict[str, Any], dict[str, str]]:
    """A briefing with all hostile strings in every text field, and what each field holds.

    `mark` tells the texts of one briefing from those of another.
    """
    text = HostileText(mark)
    return filled_briefing(text) | said, text.typed
