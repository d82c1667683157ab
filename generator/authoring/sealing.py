"""Write the seals of a desk's private texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from generator.authoring.replacing import put
from generator.evidence.archive import SEAL_SUFFIX, TEXT_SUFFIX, Archive, BadTextError
from generator.evidence.proofs import quotes_in, text_names
from generator.evidence.seals import BadSealError, make_seal, write_seal
from generator.reading.folder import Folder


class SealState(Enum):
    """The state of a text's seal."""

    CURRENT = "current"
    STALE = "stale"
    MISSING = "missing"
    NO_TEXT = "no text here"
    BAD = "not sealed"


@dataclass(frozen=True, slots=True)
class SealReport:
    """The seal of one archived text."""

    name: str
    """The text's path below the folder of archived texts."""
    state: SealState
    path: Path = Path()
    """The path of the seal."""
    content: str = ""
    """What the seal should hold; empty if the text is not here or cannot be sealed."""
    trouble: str = ""
    """Why the text cannot be sealed."""


def seals(folder: Folder, archive: Archive) -> Iterator[SealReport]:
    """A report for every text that a source names, in the order of their names."""
    quotes: dict[str, set[str]] = {}
    for read in folder.briefings:
        names = text_names(read)
        for named in names.values():
            quotes.setdefault(named, set())  # a text without quotes is sealed as well
        for quoted in quotes_in(read):
            if name := names.get(quoted.source):
                quotes[name].add(quoted.text)
    for name in sorted(quotes):
        yield _report(name, sorted(quotes[name]), archive)


def text_asked_for(asked: str, archive: Archive) -> str:
    """The name of a text, which may be given as a path, and without its suffix."""
    path, sources = Path(asked).absolute(), archive.path.absolute()
    name = path.relative_to(sources).as_posix() if path.is_relative_to(sources) else asked
    return name.removesuffix(TEXT_SUFFIX).removesuffix(SEAL_SUFFIX) + TEXT_SUFFIX


def write_stale(reports: Iterable[SealReport]) -> list[SealReport]:
    """Write the seals that are missing or stale, and return them. Raises `OSError`."""
    wanted = [r for r in reports if r.state in (SealState.STALE, SealState.MISSING)]
    for report in wanted:
        put(report.path, report.content.encode(), 0o644)
    return wanted


def _report(name: str, quotes: list[str], archive: Archive) -> SealReport:
    text = archive.text(name)
    if text.trouble or text.data is None:
        trouble = text.trouble or text.seal_trouble
        return SealReport(name, SealState.BAD if trouble else SealState.NO_TEXT, trouble=trouble)
    try:
        path = archive.seal_path(name)
        seal = make_seal(text.data, quotes)
    except (BadTextError, BadSealError) as error:
        return SealReport(name, SealState.BAD, trouble=str(error))
    if path.exists() and not path.is_file():
        return SealReport(name, SealState.BAD, trouble=text.seal_trouble)
    if text.seal == seal:
        state = SealState.CURRENT
    else:
        state = SealState.STALE if path.exists() else SealState.MISSING
    return SealReport(name, state, path, write_seal(seal))
