"""Catalogues: every message of the pages, translated into each language.

English is the language of the code and needs no catalogue. A catalogue is a gettext `.po` file,
which translators' tools can read. We read the `.po` file itself, so nobody has to compile it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

ENGLISH = "en"
_LOCALES = {ENGLISH: "en-GB"}
"""The region to use where a language alone leaves the order of a date open: British, day first."""


class BadCatalogueError(Exception):
    """A catalogue of the site's owner cannot be read. The message says which one, and why."""


def languages() -> list[str]:
    """Tags of the languages that we ship."""
    ours = (files("generator.rendering") / "catalogues").iterdir()
    found = (path.name.removesuffix(".po") for path in ours if path.name.endswith(".po"))
    return sorted({ENGLISH, *found})


def language_of(wanted: str, own: Path | None = None) -> str:
    """The nearest language to the wanted one that has a catalogue, or else English.

    `own` is a folder with catalogues of the site's owner, such as `fr.po`.
    """
    return next((tag for tag in _nearest(wanted) if _is_known(tag, own)), ENGLISH)


def locale_of(language: str) -> Locale:
    """How a language writes dates and numbers."""
    return Locale.parse(_LOCALES.get(language, language), sep="-")


def catalogue_of(language: str, own: Path | None = None) -> NullTranslations:
    """The messages of a language; those of the site's owner override ours.

    Raises `BadCatalogueError`.
    """
    found = [_read(path) for path in _paths(language, own) if path.is_file()]
    if not found:
        return NullTranslations()
    first, *rest = found
    for each in rest:
        first.add_fallback(each)
    return first


def _nearest(wanted: str) -> Iterator[str]:
    """From the most specific tag to the least: `pt-BR`, then `pt`."""
    parts = wanted.replace("_", "-").split("-")
    for count in range(len(parts), 0, -1):
        yield "-".join(parts[:count])


def _is_known(tag: str, own: Path | None) -> bool:
    if tag != ENGLISH and not any(path.is_file() for path in _paths(tag, own)):
        return False
    try:
        locale_of(tag)
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _paths(tag: str, own: Path | None) -> Iterator[Traversable]:
    if own:
        yield own / f"{tag}.po"
    yield files("generator.rendering") / "catalogues" / f"{tag}.po"


def _read(path: Traversable) -> GNUTranslations:
    try:
        return GNUTranslations(BytesIO(_compiled(path.read_bytes())))
    except (PoFileError, ValueError, LookupError, OSError) as error:
        raise BadCatalogueError(f"{path}: {error}") from error


@cache
def _compiled(content: bytes) -> bytes:
    """Compile a catalogue; cached by content, as an owner's may change while the site is served."""
    target = BytesIO()
    write_mo(target, read_po(BytesIO(content), abort_invalid=True))
    return target.getvalue()
