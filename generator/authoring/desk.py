"""Find the folder of briefings that a file or a command belongs to."""

from __future__ import annotations

from pathlib import Path

from generator.reading.paths import REGISTER_NAME

DEFAULT = Path("briefings")
SITE_NAME = "mkdocs.yml"
"""The file at the top of a desk."""


def folder_of(path: Path) -> Path:
    """Find the folder of briefings around a path, in which its ids are looked up.

    It is the nearest folder, going up, that holds a register of actors or is called `briefings`;
    if there is none, it is the file's own folder.
    """
    absolute = path.absolute()
    is_missing_folder = not absolute.exists() and not absolute.suffix
    start = absolute if absolute.is_dir() or is_missing_folder else absolute.parent
    for folder in (start, *start.parents):
        if (folder / REGISTER_NAME).is_file() or folder.name == DEFAULT.name:
            return folder
    return start


def desk_around() -> Path:
    """The folder of briefings for a command that was given none: `briefings` here, or one around.

    Anywhere inside a desk it is the desk's own, so that all commands use the same one.
    """
    here = Path.cwd()
    if DEFAULT.is_dir():
        return DEFAULT
    for folder in (here, *here.parents):
        if folder.name == DEFAULT.name or (folder / REGISTER_NAME).is_file():
            return folder
        if (folder / SITE_NAME).is_file() and (folder / DEFAULT).is_dir():
            return folder / DEFAULT
    return DEFAULT


def is_within(path: Path, paths: list[Path]) -> bool:
    """Whether a path is one of `paths`, or is below one of them."""
    absolute = path.absolute()
    return any(absolute.is_relative_to(each.absolute()) for each in paths)
