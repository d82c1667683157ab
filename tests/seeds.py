"""What depends on the order of sets, which Python shuffles anew for each process."""

from __future__ import annotations

import subprocess
import sys

from tests.pictures import ROOT
from tests.projects import QUIET

SEEDS = ("0", "4711")


def told_by_each_order(program: str) -> set[str]:
    """What a program prints, in a process for each of some orders of sets; one if all agree."""
    found = set[str]()
    for seed in SEEDS:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=ROOT,
            env=QUIET | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert done.stdout.strip()
        found.add(done.stdout)
    return found
