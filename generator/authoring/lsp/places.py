"""Convert places to an editor's positions: lines from 0, columns in the units agreed on.

The conversion of pygls is not used: it ends lines where the protocol does not, at U+2028 for
instance, which makes every later position wrong.
"""

from __future__ import annotations

from collections.abc import Callable

from lsprotocol import types

from generator.diagnostics.finding import Place, SourceText

_Units = Callable[[str], int]


def _utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def _utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


_UNITS: dict[str, _Units] = {
    types.PositionEncodingKind.Utf8: _utf8,
    types.PositionEncodingKind.Utf16: _utf16,
    types.PositionEncodingKind.Utf32: len,
}


class Places:
    """Turns offsets in characters into an editor's positions, and back."""

    def __init__(self, encoding: types.PositionEncodingKind | str | None = None) -> None:
        self._units = _UNITS.get(encoding or types.PositionEncodingKind.Utf16, _utf16)

    def position(self, source: SourceText, offset: int) -> types.Position:
        """The position of an offset."""
        line, column = source.position(min(offset, len(source.text)))
        return types.Position(line - 1, self._units(source.line(line)[: column - 1]))

    def offset(self, source: SourceText, position: types.Position) -> int:
        """The offset of a position; if there is no such position, the nearest one before it."""
        start = source.start_of(position.line + 1)
        if start == len(source.text):
            return start
        line = source.line(position.line + 1)
        if self._units(line) <= position.character:
            return start + len(line)
        units = column = 0
        while (units := units + self._units(line[column])) <= position.character:
            column += 1
        return start + column

    def range(self, place: Place) -> types.Range:
        """The range of a place."""
        return self.stretch(place.source, place.start, place.end)

    def stretch(self, source: SourceText, start: int, end: int) -> types.Range:
        """The range between two offsets."""
        return types.Range(self.position(source, start), self.position(source, end))
