"""How long a site takes to build, beside Hugo, Pagefind, MkDocs with Material, and Zensical.

    python tests/bench/build.py [--count 10000] [--rounds 3] [--peers hugo,pagefind]

All by their command lines, in turns, on one made-up desk; the medians of some rounds. The desks of
1,000, 10,000 and 100,000 briefings have a part each of `docs/guide/speed.md`, which a whole run
renews. For a trial: `--only cold,edit` measures a part of it, and a desk of another size is not put
onto the page. The first run fetches the others into `.cache`.
"""

from __future__ import annotations

import argparse
import os
import platform
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.bench.build_desk import Project
from tests.bench.build_peers import told
from tests.bench.build_table import (
    GROWTH,
    HUGE,
    LARGE,
    Results,
    keep,
    kept,
    label,
    part,
    put_in,
    tables,
)
from tests.bench.build_turns import KINDS, PEERS, Bench
from tests.pictures import ROOT

PAGE = ROOT / "docs" / "guide" / "speed.md"
SMALL = 1_000
SIZES = (SMALL, LARGE, HUGE)
"""Of the desks that the page tells of."""
RESULTS = ROOT / ".cache" / "bench" / "build.json"
SLOW = ("mkdocs", "zensical", "zensical-warm")
"""What has one turn alone, unless the desk is small."""
HEAD = """\
# How fast it is

Each part is of one run on one machine, of a made-up desk: briefings of 2 to 3.5 KB with demands,
risks, events, figures and archived texts. All programs run by their command lines, each time as a
new process, in turns, so that what else the machine does strikes them alike. The others get every
page that `briefing build` publishes, as Markdown with a title, and the pages written by hand;
reading the briefings, checking them, looking quotes up, linking and writing this Markdown counts
for ours alone. Seconds are medians; “÷” is how many times as long as ours something takes. *Cold*
is without any state or site of an earlier build (they are moved aside: who removes many files makes
it slow to write others for a while); files are in the system's memory. Memory is the sum over
all processes of a build, looked up every 50 ms, the most of all runs: PSS, in which shared memory
counts once (less often where looking it up takes long), and RSS. An edit is shown when Chromium has
the new word in an open page, which the server reloads. Compare ratios, not seconds, which differ
from machine to machine. To measure anew: `make bench`, which takes hours, and
`.venv/bin/python tests/bench/build.py --count 100000 --peers none`.
"""


def main() -> None:
    """Measure, print tables, and renew the page."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=LARGE, help="briefings of the desk")
    parser.add_argument("--rounds", type=int, default=3, help="of which medians are taken")
    parser.add_argument("--peers", type=_some_of(PEERS), default=PEERS, help="or `none`")
    parser.add_argument("--only", type=_some_of(KINDS), help=f"some of {', '.join(KINDS)}")
    parser.add_argument("--edits", type=int, default=50, help="that a server is to show")
    parser.add_argument("--patience", type=float, default=1_800, help="seconds for one run")
    parser.add_argument("--out", type=Path, help="another page than the guide's")
    options = parser.parse_args()
    # As for those who install a package: Python keeps what it has compiled.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    # Ended from outside, it ends what it has started, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    out = options.out or (PAGE if options.count in SIZES and not options.only else None)
    with TemporaryDirectory() as scratch:
        run(Path(scratch), options, out)


def _some_of(known: tuple[str, ...]) -> Callable[[str], tuple[str, ...]]:
    """Reads names with commas between; `none` is none of them."""

    def read(text: str) -> tuple[str, ...]:
        named = set(text.split(",")) - {"none"}
        if wrong := named.difference(known):
            raise argparse.ArgumentTypeError(f"{', '.join(sorted(wrong))}: known are {known}")
        return tuple(name for name in known if name in named)

    return read


def run(scratch: Path, options: argparse.Namespace, out: Path | None) -> None:
    """Make a desk in a folder, and measure everything on it."""
    count, kinds = options.count, options.only or KINDS
    machine = machine_of(options.rounds)
    console = Console(width=130)
    console.print(f"making a desk of {count:,} briefings")
    # Pagefind has no pages but Hugo's.
    peers = tuple(
        name
        for name in PEERS
        if name in options.peers or (name == "hugo" and "pagefind" in options.peers)
    )
    bench = Bench(
        Project(scratch / "ours", count), scratch, peers, kinds, options.patience, console
    )
    bench.prepare()
    bench.measure(options.rounds, SLOW if count > SMALL else ())
    if "serve" in kinds:
        bench.serve(options.edits, is_small=count <= SMALL)
    results = bench.results
    every = kept(RESULTS)
    if count == HUGE and "cold" in every.get(LARGE, {}):
        results = {**results, GROWTH: every[LARGE]["cold"]}
    for headings, rows in tables(count, results):
        table = Table()
        for at, heading in enumerate(headings):
            table.add_column(heading, justify="right" if at else "left")
        for row in rows:
            table.add_row(*(cell.replace("**", "") for cell in row))
        console.print(table)
    notes = list(notes_of(bench, results))
    for note in notes:
        console.print(note, highlight=False, markup=False)
    if out:
        before = out.read_text("utf-8") if out.exists() else ""
        head = f"{before.partition('<!-- bench ')[0].strip()}\n" if before else HEAD  # by hand
        out.write_text(put_in(head, before, count, part(count, machine, results, notes)), "utf-8")
        keep(RESULTS, {**every, count: bench.results})
    if bench.troubles:
        raise SystemExit(f"failed: {', '.join(bench.troubles)}")


def notes_of(bench: Bench, results: Results) -> Iterator[str]:
    """What else there is to know: how many pages, which programs, what has failed."""
    if bench.pages:
        yield f"{bench.pages:,} pages for each, but for the row with one page a briefing."
    yield "Ours: `briefing build`, `briefing serve`, `briefing check FILE`, as they come."
    yield from told(bench.peers)
    if GROWTH in results:
        yield "The figure of 10,000 briefings, for comparison, is of the run for those."
    for key in bench.troubles:
        yield f"**Failed**, and so without figures: {label(key)}"


def machine_of(rounds: int) -> str:
    """What is known of the machine, in a sentence; taken before it is put to work."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    busy = f", load of others {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{platform.system()}, {cores} cores{busy}, Python {platform.python_version()}; "
        f"rounds: {rounds}; {date.today().isoformat()}."
    )


if __name__ == "__main__":
    main()
