"""How long the language server takes: `python tests/bench/lsp.py`, with `--help` for more.

It makes 2,000 briefings in a folder of its own, starts the real server over stdio as an editor
does, and makes 50 edits of different kinds. Each is timed from sending the new text to having
what is wrong with it, all checks across files included.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))  # run as a script, only this folder is searched

from tests.bench.desk import make_desk  # noqa: E402 - found by the line above
from tests.editor.lsp_client import LanguageServer  # noqa: E402 - the same

COMMAND = [str(Path(sys.executable).with_name("briefing")), "lsp"]


def edits(text: str) -> Iterator[tuple[str, str, str]]:
    """Texts that a writer comes by: each with what it is and the code that has to be reported."""
    yield "a letter in a sentence", text.replace("title: ", "title: X", 1), ""
    yield "a misspelt actor", text.replace("    by: ", "    by: xq", 1), "unknown-actor"
    yield "a word of no scale", text.replace("likelihood: ", "likelihood: so ", 1), "unknown-word"
    yield "an open bracket", text.replace("tags: [", "tags: [[", 1), "bad-yaml"
    yield "a source not listed", text.replace("source: ", "source: x", 1), "unknown-source"
    demand = "  half-written:\n    by: nobody\n    te\n\nrisks:"
    yield "a demand half written", text.replace("\nrisks:", demand, 1), "bad-yaml"
    yield "undone", text, ""


def main() -> None:
    """Run the benchmark and print what was measured."""
    options = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    options.add_argument("--briefings", type=int, default=2_000)
    options.add_argument("--edits", type=int, default=50)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "briefings"
        make_desk(folder, chosen.briefings, chosen.seed)
        run(folder, chosen.edits, Random(chosen.seed))


def run(folder: Path, count: int, random: Random) -> None:
    """Time a server's start and some edits in a folder."""
    paths = sorted(path for path in folder.rglob("*.yml") if path.name != "actors.yml")
    started = time.perf_counter()
    with LanguageServer(COMMAND, folder=folder.parent) as server:
        say("initialized", time.perf_counter() - started)
        path = random.choice(paths)
        uri = server.open(path)
        before = time.perf_counter()
        server.hover(uri, 1, 1)
        say("first answer, while the folder is being read", time.perf_counter() - before)
        server.diagnostics(uri)
        say("what is wrong with the opened file alone", time.perf_counter() - before)
        wait_until_read(server)
        say(f"all {len(paths):,} briefings read", time.perf_counter() - started)
        times: list[float] = []
        while len(times) < count:
            path = random.choice(paths)
            uri = server.open(path)
            server.diagnostics(uri)
            for what, text, code in edits(path.read_text("utf-8")):
                before = time.perf_counter()
                server.change(uri, text)
                found = {each["code"] for each in server.diagnostics(uri)}
                times.append(time.perf_counter() - before)
                if not (code in found if code else not found):
                    sys.exit(f"{path}: {what}: expected {code or 'nothing'}, found {found}")
            server.close(uri)
        uri = server.open(path, path.read_text("utf-8").replace("    by: ", "    by: a", 1))
        server.diagnostics(uri)
        line = path.read_text("utf-8").split("    by: ")[0].count("\n")
        asked = time.perf_counter()
        for _ in range(20):
            if not server.completions(uri, line, 9):
                sys.exit("nothing was proposed")
        say("a completion", (time.perf_counter() - asked) / 20)
    times = sorted(times[:count])
    say(f"{count} edits: median", statistics.median(times))
    say(f"{count} edits: p95", times[round(0.95 * (count - 1))])
    say(f"{count} edits: slowest", times[-1])


def wait_until_read(server: LanguageServer, seconds: float = 600) -> None:
    """Wait until the server's progress bar has ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        told = [params for method, params in server.notifications if method == "$/progress"]
        if any(params["value"]["kind"] == "end" for params in told):
            return
        time.sleep(0.02)
    sys.exit("the server never finished reading")


def say(what: str, seconds: float) -> None:
    """Print one measurement."""
    sys.stdout.write(f"{what:<50} {1000 * seconds:>8,.0f} ms\n")


if __name__ == "__main__":
    main()
