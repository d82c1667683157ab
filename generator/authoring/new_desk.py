"""Make a new desk: write every file that a folder needs to become a site, and overwrite none.

The files are in `desk_files/`. A name that begins with a dot on a desk begins with `dot-` there, so
that no tool takes the file for a setting of this project itself. Anything there that does begin
with a dot, such as a cache, is not part of a desk.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Mapping
from difflib import unified_diff
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from generator import __version__
from generator.authoring.editor import SCHEMAS
from generator.authoring.replacing import take_place
from generator.authoring.scalar import as_yaml
from generator.model.schema import schema_files
from generator.reading.paths import shown_path

SETTINGS = "mkdocs.yml"
_BRIEFINGS = "briefings"
_WRITTEN_BY_HAND = (f"{_BRIEFINGS}/", "docs/")
"""Files that are a desk's own from the start: a later version is not compared with them."""
_OWN_LINE = re.compile(r"^(site_name|  language):.*$", re.MULTILINE)
"""Settings that were chosen when a desk was made."""


class NoDeskError(Exception):
    """The desk cannot be made or compared. The message says why, and what to do."""


def name_of(desk: Path) -> str:
    """A site name made from the name of the folder: `News desk` for `news-desk`."""
    words = " ".join(re.split(r"[\s_-]+", desk.resolve().name)).strip()
    return words[:1].upper() + words[1:] or "Briefings"


def desk_files(site_name: str, language: str) -> dict[str, str]:
    """The text of every file of a new desk, by path with forward slashes, in the order of paths."""
    said = {
        "@site_name@": as_yaml(site_name.encode(errors="replace").decode()),
        "@language@": language,
        "@version@": __version__,
    }
    found = dict(_below(files("generator.authoring") / "desk_files"))
    for path in (SETTINGS, "requirements.txt"):
        for place, text in said.items():
            found[path] = found[path].replace(place, text)
    schemas = {f"{_BRIEFINGS}/{SCHEMAS}/{name}": text for name, text in schema_files().items()}
    return dict(sorted((found | schemas).items()))


def _below(folder: Traversable, above: str = "") -> Iterator[tuple[str, str]]:
    for each in folder.iterdir():
        path = above + re.sub("^dot-", ".", each.name)
        if each.name.startswith("."):
            continue
        if each.is_dir():
            yield from _below(each, f"{path}/")
        else:
            yield path, each.read_text("utf-8")


def write_desk(desk: Path, wanted: Mapping[str, str]) -> list[Path]:
    """Write the files of a new desk, and return those that were not there.

    A file that is there already, byte for byte, is left alone, so a second run completes one that
    was killed. If anything else is in the way of a file, nothing is written. Raises `NoDeskError`.
    """
    if in_the_way := sorted({path for name in wanted for path in _in_the_way(desk, name, wanted)}):
        shown = "".join(f"\n    {shown_path(path)}" for path in in_the_way)
        raise NoDeskError(
            f"nothing was written, because these are already there:{shown}\n"
            "Choose another folder, or move them away. If this is a desk already,\n"
            f"`briefing init --diff {shlex.quote(shown_path(desk))}` shows what a new one has "
            "otherwise."
        )
    written = []
    try:
        for name, text in wanted.items():
            path, beside = desk / name, _beside(desk / name)
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                beside.write_bytes(text.encode())
                take_place(beside, path)
                written.append(path)
            beside.unlink(missing_ok=True)  # a run that was killed may have left it
    except OSError as error:
        reason = error.strerror or error
        raise NoDeskError(f"{shown_path(desk)} cannot be written: {reason}") from error
    return written


def _in_the_way(desk: Path, name: str, wanted: Mapping[str, str]) -> Iterator[Path]:
    """What keeps a file from being written: a different file, or a file in place of a folder."""
    path = desk / name
    for folder in path.parents[: len(Path(name).parts)]:
        if os.path.lexists(folder) and not folder.is_dir():
            yield folder
            return
    if os.path.lexists(path) and not _holds(path, wanted[name]):
        yield path


def _holds(path: Path, text: str) -> bool:
    try:
        return path.is_file() and path.read_bytes() == text.encode()
    except OSError:
        return False


def _beside(path: Path) -> Path:
    """Where a file is written before it is moved into its place."""
    return path.with_name(f".{path.name}.new")


def differences(desk: Path) -> Iterator[str]:
    """The differences from a desk to a new desk of this version, as lines of a unified diff.

    The desk's site name and language are kept. Files that are written by hand, and those that the
    desk does not have, are left out. Raises `NoDeskError`.
    """
    for name, new in _comparable(desk):
        if (old := _text(desk / name)) is not None:
            old_lines, new_lines = (text.splitlines(keepends=True) for text in (old, new))
            for line in unified_diff(old_lines, new_lines, f"a/{name}", f"b/{name}"):
                yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def missing(desk: Path) -> list[str]:
    """The files of a new desk that a desk does not have. Raises `NoDeskError`."""
    return [name for name, _ in _comparable(desk) if not (desk / name).exists()]


def _comparable(desk: Path) -> Iterator[tuple[str, str]]:
    settings = _text(desk / SETTINGS)
    if settings is None:
        raise NoDeskError(f"{shown_path(desk)} is not a desk: it has no {SETTINGS}")
    own = {line[1]: line[0] for line in _OWN_LINE.finditer(settings)}
    for name, text in desk_files("", "").items():
        if name == SETTINGS:
            text = _OWN_LINE.sub(lambda line: own.get(line[1], line[0]), text)
        if not name.startswith(_WRITTEN_BY_HAND):
            yield name, text


def _text(path: Path) -> str | None:
    """The text of a file; None if there is no file."""
    try:
        return path.read_bytes().decode(errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NoDeskError(f"{shown_path(path)} cannot be read: {error.strerror}") from error
