"""What the search costs beside Pagefind and the theme's own, on one made-up desk.

    python tests/bench/search.py [--count 10000] [--out table.md]

The desk's words are as frequent as in English. Pagefind finds pages, so it gets one a briefing
with all its claims; ours and the theme's find each claim. Times in the browser are from importing
an engine to having what the first ten results show, in a browser that was never there before:
medians of five questions of a kind. Bytes are of the bodies that a server sends, which packs
texts. The first run fetches Pagefind and a list of words; they are kept in `.cache`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.evidence.archive import Archive
from generator.evidence.proofs import prove
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.publishing.search.box import MODULE, module
from generator.publishing.search.records import records_of
from generator.reading.folder import read_folder
from tests.bench.desk import make_desk
from tests.bench.search_browser import (
    MATERIAL,
    OURS,
    PAGEFIND,
    Engine,
    Found,
    costs_of,
    middle,
    started,
)
from tests.bench.search_index import (
    BYTES,
    EDITION,
    NUMBER,
    QUESTIONS,
    SECONDS,
    SHARE,
    Row,
    index_rows,
)
from tests.bench.search_peers import english, pages_of
from tests.bench.search_questions import Questions, questions_for
from tests.bench.search_server import served

DESK_WORDS = 20_000
"""The words that a desk is made of. What is asked may be among the rarer ones."""
LIMITS = {
    "a filter, by date": (0.2, 150_000),
    "the same with counts": (None, None),
    "the next two words": (0.1, None),
}
"""Seconds and bytes that an answer may cost."""
COLD = (0.3, 300_000)
HEADINGS = ("", "limit", "ours", "Pagefind", "÷ ours", "Material", "÷ ours")
SHOWN = 12
"""Words in a note."""
RATIO = "÷"
OVER = "> "
"""Before what is over its limit."""


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=10_000, help="briefings of the desk")
    parser.add_argument("--seed", type=int, default=1, help="another one makes another desk")
    parser.add_argument("--out", type=Path, help="a file for the table, as Markdown")
    options = parser.parse_args()
    with TemporaryDirectory() as scratch:
        run(Path(scratch), options.count, options.seed, options.out)


def run(scratch: Path, count: int, seed: int, out: Path | None) -> None:
    """Make a desk in a folder, and measure everything on it."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    busy = f", load of others {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    machine = f"{cores} cores{busy}"
    words = english()
    make_desk(scratch / "briefings", count, seed, dict(islice(words.items(), DESK_WORDS)))
    corpus = corpus_of(scratch / "briefings")
    records = list(records_of(corpus, EDITION))
    root = scratch / "root"
    rows = list(index_rows(corpus, records, root))
    for name in ("ours", "counts"):
        (root / name / MODULE).parent.mkdir()
        (root / name / MODULE).write_text(module(), "utf-8")
    questions = questions_for(records, pages_of(records), words, seed)
    notes: list[str] = []
    rows += browser_rows(root, questions, notes)
    title = f"{len(corpus.refs):,} briefings, {len(records):,} records, {machine}"
    table = Table(title=title)
    for at, heading in enumerate(HEADINGS):
        table.add_column(heading, justify="right" if at else "left")
    for row in rows:
        table.add_row(*cells(row))
    console = Console(width=120)
    console.print(table)
    for note in notes:
        console.print(note, highlight=False)
    if out:
        out.write_text(markdown(title, rows, notes), "utf-8")


def corpus_of(folder: Path) -> Corpus:
    """The corpus of a desk, all of which must be readable."""
    read = read_folder(folder)
    if not all(each.briefing for each in read.briefings):
        raise SystemExit("the desk has mistakes")
    return link(read, prove(read, Archive(folder)))


def browser_rows(root: Path, questions: Questions, notes: list[str]) -> Iterator[Row]:
    """Ask each search the same. What is odd is put among the notes."""
    with served(root) as (address, server), started() as browser:
        ours, counts, pagefind, material = (
            Engine(browser, f"{address}{folder}/", server, script)
            for folder, script in (
                ("ours", OURS),
                ("counts", OURS),
                ("pagefind", PAGEFIND),
                ("material", MATERIAL),
            )
        )
        costs = costs_of((ours, pagefind, material), questions.kinds, questions.later)
        for kind, every in costs[0].items():
            one, two, three = (middle(cost.get(kind, [])) for cost in costs)
            time_limit, size = LIMITS.get(kind, COLD)
            times = (one.seconds, two.seconds, three.seconds)
            yield Row(f"{kind}: time", SECONDS, *times, time_limit)
            yield Row(f"{kind}: bytes", BYTES, one.size, two.size, three.size, size)
            seconds = sorted(cost.seconds for cost in every)
            results = (written(each.results, NUMBER) or "none known" for each in (one, two, three))
            notes.append(
                f"{kind}: ours takes {written(seconds[0], SECONDS)} to "
                f"{written(seconds[-1], SECONDS)}; results: {', '.join(results)}"
            )
        yield from form_rows(counts, pagefind, questions, notes)


def form_rows(
    ours: Engine, pagefind: Engine, questions: Questions, notes: list[str]
) -> Iterator[Row]:
    """Ask ours and Pagefind for forms of words, and count the briefings that each finds."""
    holding = questions.holding
    unknown, known = questions.unknown, questions.known
    by_ours, by_theirs = (
        dict(zip((*unknown, *known), each.found((*unknown, *known)), strict=True))
        for each in (ours, pagefind)
    )

    def is_right(word: str, found: Mapping[str, Found]) -> bool:
        return not holding[word].isdisjoint(found[word].first)

    def share(found: Mapping[str, Found]) -> float:
        return sum(found[word].count > 0 for word in unknown) / max(len(unknown), 1)

    def right(found: Mapping[str, Found]) -> float:
        return sum(is_right(word, found) for word in unknown) / max(len(unknown), 1)

    def fewer(found: Mapping[str, Found], than: Mapping[str, int]) -> list[str]:
        return [word for word in known if found[word].count < than[word]]

    each = f"{len(unknown)} forms not there"
    yield Row(f"{each}: something found", SHARE, share(by_ours), share(by_theirs))
    yield Row(f"{each}: another form in 10", SHARE, right(by_ours), right(by_theirs))
    counts, others = (
        {word: found.count for word, found in all_.items()} for all_ in (by_ours, by_theirs)
    )
    held = {word: len(holding[word]) for word in known}
    lower = fewer(by_ours, others)
    short, their_short = (len(fewer(found, held)) for found in (by_ours, by_theirs))
    each = f"{len(known)} forms there"
    yield Row(f"{each}: fewer than the other", QUESTIONS, len(lower), len(fewer(by_theirs, counts)))
    yield Row(f"{each}: fewer than hold one", QUESTIONS, short, their_short)
    told = (f"{word} ({counts[word]} of {others[word]}; {held[word]} hold one)" for word in lower)
    notes.append(f"Fewer found than by Pagefind: {some(told)}")
    for name, found in (("ours", by_ours), ("Pagefind", by_theirs)):
        lost = [word for word in unknown if not found[word].count]
        wrong = (word for word in unknown if not is_right(word, found) and word not in lost)
        notes.append(f"Forms of which {name} finds nothing: {some(lost)}")
        notes.append(f"Forms of which {name} finds none among the first ten: {some(wrong)}")


def some(words: Iterable[str]) -> str:
    """The first of several words, in one line."""
    shown = list(islice(words, SHOWN))
    return ", ".join(shown) or "none"


# The table


def cells(row: Row) -> list[str]:
    """A line of the table: how it compares is how many times as much the others take."""
    is_over = row.limit is not None and row.ours is not None and row.ours > row.limit
    made = [row.name, written(row.limit, row.unit), OVER * is_over + written(row.ours, row.unit)]
    for other in (row.pagefind, row.material):
        ratio = written(other / row.ours, RATIO) if other is not None and row.ours else ""
        made += [written(other, row.unit), "" if row.unit in (SHARE, QUESTIONS) else ratio]
    return made


def written(value: float | None, unit: str) -> str:
    """A value in words."""
    if value is None or isnan(value):
        return ""
    if unit == SHARE:
        return f"{value:.1%}"
    if unit == SECONDS:
        return f"{value:,.1f} s" if value >= 1 else f"{1000 * value:,.0f} ms"
    if unit == BYTES:
        return f"{value / 1000:,.1f} KB" if value < 1e6 else f"{value / 1e6:,.1f} MB"
    if unit == RATIO and value < 10:
        return f"{value:.1f}"
    return f"{value:,.0f}"


def markdown(title: str, rows: Sequence[Row], notes: Sequence[str]) -> str:
    """The table as Markdown."""
    lines = [HEADINGS, ("---", *("---:",) * (len(HEADINGS) - 1)), *map(cells, rows)]
    table = "".join(f"| {' | '.join(line)} |\n" for line in lines)
    return f"{title}\n\n{table}\n" + "".join(f"{note}\n\n" for note in notes)


if __name__ == "__main__":
    main()
