"""The cases in `tests/cases`: small desks with mistakes in them, and what is to be found there.

What a file expects stands in a comment at the end of the line, `# expect: bad-date`, or several
codes with commas. For what can hold no comment, `expect.txt` has lines of `path:line:column code`.
`expected.txt` holds all that a writer is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generator.checking import check
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full
from generator.reading.folder import read_folder
from tests.pictures import ROOT

FOLDER = ROOT / "tests" / "cases"

_COMMENT = re.compile(r"# expect: (?P<codes>[a-z0-9-]+(?:, [a-z0-9-]+)*)\s*$")
_ELSEWHERE = re.compile(r"(?P<path>.+):(?P<line>\d+):(?P<column>\d+) (?P<code>[a-z0-9-]+)")


@dataclass(frozen=True, order=True)
class Expected:
    """That a finding starts in a line."""

    path: str
    line: int
    code: str


@dataclass(frozen=True)
class Case:
    """A folder of `tests/cases`."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def golden(self) -> Path:
        """The file with all that a writer is shown."""
        return self.folder / "expected.txt"

    def findings(self) -> tuple[Finding, ...]:
        """What is found, with paths as seen from the case's folder."""
        return findings_in(self.folder)

    def expected(self) -> list[Expected]:
        """What is to be found, in order; a line that holds a code twice expects it once."""
        return sorted({*self._in_comments(), *self._elsewhere()})

    def _in_comments(self) -> Iterator[Expected]:
        for file in sorted(self.folder.rglob("*.yml")):
            path = file.relative_to(self.folder)
            if not file.is_file() or any(part[0] in "._" for part in path.parts):
                continue
            lines = file.read_bytes().decode("utf-8", errors="replace").split("\n")
            for number, line in enumerate(lines, start=1):
                if match := _COMMENT.search(line):
                    for code in match["codes"].split(", "):
                        yield Expected(path.as_posix(), number, code)

    def _elsewhere(self) -> Iterator[Expected]:
        file = self.folder / "expect.txt"
        for line in file.read_text("utf-8").splitlines() if file.exists() else ():
            match = _ELSEWHERE.fullmatch(line)
            assert match, f"{file} cannot be read: {line}"
            yield Expected(match["path"], int(match["line"]), match["code"])


def findings_in(folder: Path) -> tuple[Finding, ...]:
    """What is found in a folder, with paths as seen from there."""
    with chdir(folder):
        return check(read_folder(Path()))


@cache
def findings_of(case: Case) -> tuple[Finding, ...]:
    """What is found in a case, looked for once."""
    return case.findings()


def shown(findings: tuple[Finding, ...]) -> str:
    """All that a writer is shown, without colours."""
    return "\n".join(full(finding).plain for finding in findings)


CASES = [Case(folder) for folder in sorted(FOLDER.iterdir()) if folder.is_dir()]
