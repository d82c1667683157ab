"""The examples of the README and of the guide, found in their pages and followed step by step.

A block is what stands between two fences. One with `title="FILE"` is what that file holds, or what
is added at its end if it begins with an empty line; as `diff`, a change of it. One of the kind
`console` is a session: what is typed stands behind `$`, what is answered below, with `…` for
anything.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.pictures import ROOT
from tests.projects import BIN, QUIET

PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>\S*)(?: title=\"(?P<file>[^\"]+)\")?\n"
    r"(?P<text>.*?)^(?P=indent)```$",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Block:
    """One example."""

    page: str
    """Its page, below the root of the repository."""
    line: int
    """On which it begins, counted from 1."""
    section: str
    """The heading of the second level that it stands under."""
    kind: str
    file: str
    """The file that it is about; mostly empty."""
    text: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def blocks_of(page: Path) -> list[Block]:
    """Every example of a page, in order."""
    text = page.read_text("utf-8")
    assert text.count("```") % 2 == 0
    name = page.relative_to(ROOT).as_posix()
    found = []
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        headings = re.findall(r"^## (.*)$", before, re.MULTILINE)
        code = re.sub(rf"^{match['indent']}", "", match["text"], flags=re.MULTILINE)
        line, section = before.count("\n") + 1, headings[-1] if headings else ""
        found.append(Block(name, line, section, match["kind"], match["file"] or "", code))
    assert 2 * len(found) == len(re.findall(r"^ *```", text, re.MULTILINE)), name
    return found


BLOCKS = [block for page in PAGES for block in blocks_of(page)]


class Walk:
    """Follows examples in a folder, as a reader would."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def follow(self, block: Block) -> None:
        """Do what a block says."""
        if block.kind == "console":
            self._converse(block)
        elif block.kind == "diff":
            self._change(block)
        else:
            assert block.file, f"{block}: nobody knows what to do with it"
            self._write(block)

    def _write(self, block: Block) -> None:
        path = self.folder / block.file
        held = path.read_text("utf-8") if block.text[0] == "\n" else ""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(held + block.text, "utf-8")

    def _change(self, block: Block) -> None:
        path = self.folder / block.file
        lines = block.text.splitlines()
        old = "".join(f"\n{line[1:]}" for line in lines if line[0] in " -") + "\n"
        new = "".join(f"\n{line[1:]}" for line in lines if line[0] in " +") + "\n"
        held = "\n" + path.read_text("utf-8")
        assert held.count(old) == 1, f"{block}: the change has no one place"
        path.write_text(held.replace(old, new)[1:], "utf-8")

    def _converse(self, block: Block) -> None:
        for turn in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            command, _, expected = turn.partition("\n")
            answered = self._answer(command)
            assert _is_as(expected, answered), f"{block}: {command}\n{answered}"

    def _answer(self, command: str) -> str:
        if command.startswith("cd "):
            self.folder /= command[3:]
            return ""
        env = QUIET | {"PATH": f"{BIN}:{QUIET['PATH']}", "PYTHONPATH": str(ROOT)}
        done = subprocess.run(
            ["/bin/sh", "-c", command],
            cwd=self.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            timeout=120,
            check=False,
        )
        return done.stdout


def _is_as(expected: str, answered: str) -> bool:
    """Whether an answer is the one expected; a line of `…` alone stands for any lines."""
    lines = ("(.*\n)*" if line == "…" else f"{re.escape(line)}\n" for line in expected.splitlines())
    return re.fullmatch("".join(lines).replace("…", ".*"), answered) is not None
