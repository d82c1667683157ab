"""What each code means, for a writer who wants to know more.

The explanations are Markdown files, one a code, in `explanations/`: what the mistake is and
why it matters, then a wrong and a right example. `briefing explain` and the site show them.
"""

from __future__ import annotations

from importlib.resources import files

from generator.diagnostics.codes import CODES, codes


def explanation(code: str) -> str:
    """The explanation of a code, as Markdown under a heading. Raises `KeyError` for no code."""
    kind = codes()[code]
    text = kind.explanation or _ours(code)
    return f"# {code}\n\n*{kind.severity.value.capitalize()}.* {kind.what}\n\n{text}"


def _ours(code: str) -> str:
    file = files("generator.diagnostics") / "explanations" / f"{code}.md"
    return file.read_text("utf-8") if code in CODES else ""
