"""Show the evidence of a briefing in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.text import Text

from generator.authoring.coverage import Checked, Coverage
from generator.diagnostics.show import visible
from generator.evidence.proof import State

_STYLE = {
    State.PROVEN: "green",
    State.SEALED: "green",
    State.CITED: "cyan",
    State.UNCHECKED: "yellow",
    State.ALTERED: "bold red",
    State.ABSENT: "bold red",
}


def claims_text(items: Sequence[Checked], file_name: str) -> Text:
    """A line for each evidence item, with its state and place, then the number in each state."""
    text = Text()
    for item in items:
        text.append(f"{item.proof.state:<10}", _STYLE[item.proof.state])
        text.append(f" {file_name}:{item.line}  {visible(item.claim)}", "dim")
        text.append(f"  {visible(item.quote)}\n" if item.quote else "\n")
    counts = Counter(item.proof.state for item in items)
    told = ", ".join(f"{counts[state]:,} {state}" for state in State if counts[state])
    return text.append(told or "no evidence is given", "bold")


def coverage_text(coverage: Coverage, *, is_terminal: bool) -> Text:
    """A source's text with the quoted passages marked, then the sentences that nothing uses."""
    text = Text(f"\n{visible(coverage.source)}\n", "bold")
    for stretch in coverage.stretches:
        words = visible(stretch.text, keep="\n")
        if stretch.is_used and is_terminal:
            text.append(words, "not bold reverse")
        else:
            text.append(f"⟦{words}⟧" if stretch.is_used else words, "not bold")
    count = len(coverage.unused)
    what = f"{count:,} sentences support" if count != 1 else "1 sentence supports"
    text.append(f"\n\n{what} no claim yet")
    for sentence in coverage.unused:
        text.append(f"\n  {visible(sentence)}", "not bold")
    return text
