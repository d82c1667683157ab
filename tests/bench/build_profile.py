"""Where the time of a cold build, or of one edit, goes: the share of each room and each library.

    python tests/bench/build_profile.py [--count 400] [--edit] [--lines 0]

By Python's own profiler, in one process, on the made-up desk of `build.py`. The profiler makes many
small calls dearer than a few long ones: the shares tell where to look, not how long it takes.
`--edit` looks at the build after one word was changed, but for loading the program; what grows with
the desk shows with `--count 10000`. `--lines` prints so many functions besides.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import re
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[2]))

from generator.publishing.site import build_site
from tests.bench.build_desk import Project

_TEMPLATES = re.compile(r"/rendering/templates/")
_OURS = re.compile(r"/generator/(\w+)")
_THEIRS = re.compile(r"/site-packages/(\w+)")


def place_of(file: str) -> str:
    """The room that a file belongs to, or the library."""
    if _TEMPLATES.search(file):
        return "our templates"
    if ours := _OURS.search(file):
        return f"generator/{ours[1]}"
    theirs = _THEIRS.search(file)
    return theirs[1] if theirs else "Python itself"


def shares(stats: pstats.Stats) -> Iterable[tuple[str, float]]:
    """The part of all time that is spent in each place, the most first."""
    spent = Counter[str]()
    for (file, _, _), (_, _, seconds, _, _) in stats.stats.items():  # type: ignore[attr-defined]
        spent[place_of(file)] += seconds
    total = sum(spent.values())
    return ((place, seconds / total) for place, seconds in spent.most_common())


def main() -> None:
    """Build a desk under the profiler and print where the time went."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=400, help="briefings of the desk")
    parser.add_argument("--edit", action="store_true", help="one word in one briefing")
    parser.add_argument("--lines", type=int, default=0, help="functions to print besides")
    options = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # so that all is in one process
    with TemporaryDirectory() as scratch:
        project = Project(Path(scratch) / "desk", options.count)
        for _ in range(2 if options.edit else 0):  # the second has a spare to write into
            build_site(project.config, None, None, strict=False)
            project.edited().write()
        profile = cProfile.Profile()
        profile.enable()
        build_site(project.config, None, None, strict=False)
        profile.disable()
    stats = pstats.Stats(profile)
    for place, share in shares(stats):
        if share >= 0.01:
            sys.stdout.write(f"{place:24}{share:6.0%}\n")
    if options.lines:
        stats.sort_stats("cumulative").print_stats(options.lines)


if __name__ == "__main__":
    main()
