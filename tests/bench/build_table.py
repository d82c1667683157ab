"""What was measured and what was promised, as tables, and the page that keeps them: for `build.py`.

The page has a part for each size of desk, between HTML comments. A run replaces the part of its own
size and leaves the others as they are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from math import ceil
from pathlib import Path
from statistics import median
from typing import TypeAlias

from tests.bench.build_running import Run

LABELS = {
    "alone": "**ours**, cold, pages alone",
    "cold": "**ours**, cold, with search and feeds",
    "hugo": "Hugo, tiny template, no search",
    "hugo-briefings": "Hugo, the same, one page a briefing",
    "hugo-pagefind": "Hugo, then Pagefind",
    "mkdocs": "MkDocs with Material and its search",
    "zensical": "Zensical, cold",
    "zensical-warm": "Zensical, warm, nothing changed",
    "nothing": "**ours**, nothing changed",
    "edit": "**ours**, one word in one briefing",
    "title": "**ours**, the title of one briefing",
    "add": "**ours**, one briefing more",
    "rename": "**ours**, one actor renamed",
    "template": "**ours**, the template of briefings",
    "check": "**ours**, `briefing check` of one file, just edited",
    "check-again": "**ours**, the same, nothing edited since",
}
SHOWN = {
    "serve": "**ours**: `briefing serve`",
    "hugo-serve": "`hugo server`",
    "mkdocs-serve": "`mkdocs serve`",
}
"""What is measured from writing a file until a page shows it."""
BUILDS = ("Builds", "seconds", "from–to", "runs", "PSS", "RSS", "÷ alone", "÷ with search")
EDITS = ("Until an open page shows an edit", "p50", "p95", "slowest", "edits")
PROMISES = ("Promised", "at most", "measured", "")
MISSED = "**missed**"
GIGA = 1e9


@dataclass(slots=True)
class Figures:
    """What the runs of one kind took."""

    seconds: list[float] = field(default_factory=list)
    pss: int = 0
    """Bytes, the most of all runs."""
    rss: int = 0
    is_over: bool = False
    """Whether a run was ended because it took too long."""

    @property
    def middle(self) -> float:
        """The median of the seconds."""
        return median(self.seconds)

    @property
    def p95(self) -> float:
        """So many seconds, or less, took 95 of 100."""
        return sorted(self.seconds)[ceil(0.95 * len(self.seconds)) - 1]

    def add(self, run: Run) -> None:
        """Take in another run."""
        self.seconds.append(run.seconds)
        self.pss, self.rss = max(self.pss, run.pss), max(self.rss, run.rss)
        self.is_over |= run.is_over


Results: TypeAlias = dict[str, Figures]
"""By their keys in `LABELS` and `SHOWN`; what was not measured is not there."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What may not be exceeded with so many briefings."""

    briefings: int
    what: str
    most: float
    unit: str
    """`×`, `s` or `GB`."""
    needs: tuple[str, ...]
    value: Callable[..., float]
    """Takes the figures that it needs."""


def _share(one: Figures, other: Figures) -> float:
    return one.middle / other.middle


def _memory(*every: Figures) -> float:
    return max(each.pss for each in every) / GIGA


_COLD, _EDIT, _HUGO = "cold, with search", "one edit, new process", "of Hugo"
LARGE, HUGE = 10_000, 100_000
GROWTH = "cold at 10,000"
"""The key of the figures of the smaller desk."""
LIMITS = (
    Promise(LARGE, f"cold, pages alone: share {_HUGO}", 0.6, "×", ("alone", "hugo"), _share),
    Promise(
        LARGE, f"{_COLD}: share {_HUGO} + Pagefind", 0.5, "×", ("cold", "hugo-pagefind"), _share
    ),
    Promise(LARGE, f"{_COLD}: share of MkDocs", 0.15, "×", ("cold", "mkdocs"), _share),
    Promise(LARGE, _EDIT, 1.0, "s", ("edit",), lambda edit: edit.middle),
    Promise(LARGE, f"{_EDIT}: share {_HUGO}", 0.05, "×", ("edit", "hugo"), _share),
    Promise(LARGE, "nothing changed", 0.5, "s", ("nothing",), lambda nothing: nothing.middle),
    Promise(LARGE, "edit until shown, p95", 0.3, "s", ("serve",), lambda serve: serve.p95),
    Promise(LARGE, "check of one file, just edited", 0.3, "s", ("check",), lambda it: it.middle),
    Promise(LARGE, "… that is as it was", 0.3, "s", ("check-again",), lambda it: it.middle),
    Promise(LARGE, "memory of all processes", 0.7, "GB", ("alone", "cold"), _memory),
    Promise(HUGE, "memory of all processes", 2.5, "GB", ("cold",), _memory),
    Promise(HUGE, "cold, with search: times 10,000", 11, "×", ("cold", GROWTH), _share),
)


def tables(count: int, results: Results) -> Iterator[tuple[Sequence[str], list[Sequence[str]]]]:
    """The tables for a size: the headings of each, and its rows."""
    rows: list[Sequence[str]]
    alone, cold = results.get("alone"), results.get("cold")
    rows = [_build_row(LABELS[key], results[key], alone, cold) for key in LABELS if key in results]
    if rows:
        yield BUILDS, rows
    rows = [_shown_row(SHOWN[key], results[key]) for key in SHOWN if key in results]
    if rows:
        yield EDITS, rows
    rows = [_promise_row(each, results) for each in LIMITS if each.briefings == count]
    if rows:
        yield PROMISES, rows


def label(key: str) -> str:
    """What a key is called in a table."""
    return (LABELS | SHOWN)[key]


def _build_row(
    name: str, figures: Figures, alone: Figures | None, cold: Figures | None
) -> Sequence[str]:
    over = "> " if figures.is_over else ""
    seconds = figures.seconds
    ratios = (over + _ratio(figures.middle / ours.middle) if ours else "" for ours in (alone, cold))
    span = f"{written(min(seconds))}–{written(max(seconds))}" if len(seconds) > 1 else ""
    memory = (f"{size / GIGA:.2f} GB" if size else "" for size in (figures.pss, figures.rss))
    return (name, over + written(figures.middle), span, str(len(seconds)), *memory, *ratios)


def _ratio(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _short(value: float) -> str:
    """A digit more than ratios have: what misses a limit narrowly must not look kept."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _shown_row(name: str, figures: Figures) -> Sequence[str]:
    times = (figures.middle, figures.p95, max(figures.seconds))
    return (name, *map(written, times), str(len(figures.seconds)))


def _promise_row(promise: Promise, results: Results) -> Sequence[str]:
    limit = f"{promise.most:g} {promise.unit}"
    if not all(key in results for key in promise.needs):
        return promise.what, limit, "", "not measured"
    needed = [results[key] for key in promise.needs]
    value = promise.value(*needed)
    # Where the other was ended before its time, the share is less than it seems.
    under = "< " if any(each.is_over for each in needed[1:]) else ""
    kept = "kept" if value <= promise.most else MISSED
    return promise.what, limit, f"{under}{_short(value)} {promise.unit}", kept


def written(seconds: float) -> str:
    """Seconds, to the thousandth where they are few."""
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:,.2f}"


def part(count: int, machine: str, results: Results, notes: Sequence[str]) -> str:
    """The part of the page for a size, in Markdown."""
    lines = [f"## {count:,} briefings", "", machine, ""]
    for headings, rows in tables(count, results):
        rule = ("---", *("---:",) * (len(headings) - 1))
        lines += [f"| {' | '.join(row)} |" for row in (headings, rule, *rows)]
        lines.append("")
    lines += [f"- {note}" for note in notes]
    return "\n".join(lines).strip() + "\n"


def put_in(head: str, page: str, count: int, text: str) -> str:
    """A page with this head, the parts that it has already, and the one for a size.

    What is written by hand behind the last part stays.
    """
    parts = {int(size): body for size, body in _PARTS.findall(page)} | {count: text}
    marked = (
        f"<!-- bench {size} -->\n\n{body.strip()}\n\n<!-- end of bench {size} -->\n"
        for size, body in sorted(parts.items())
    )
    by_hand = page.rpartition("<!-- end of bench ")[2].partition("-->\n")[2].strip()
    return "\n".join([head, *marked, *([f"{by_hand}\n"] if by_hand else [])])


_PARTS = re.compile(r"<!-- bench (\d+) -->\n(.*?)<!-- end of bench \1 -->\n*", re.DOTALL)


def kept(path: Path) -> dict[int, Results]:
    """The results of earlier runs, by size."""
    if not path.exists():
        return {}
    found: Mapping[str, Mapping[str, dict[str, object]]] = json.loads(path.read_text("utf-8"))
    return {
        int(count): {key: Figures(**each) for key, each in results.items()}  # type: ignore[arg-type]
        for count, results in found.items()
    }


def keep(path: Path, every: Mapping[int, Results]) -> None:
    """Keep the results of all runs."""
    data = {
        str(count): {key: asdict(each) for key, each in results.items()}
        for count, results in every.items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, indent=1), "utf-8")
