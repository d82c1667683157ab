"""What the values of facets are called, kept so that an edit touches only those that change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from generator.publishing.search.buckets import Buckets
from generator.publishing.search.files import name_of, packed
from generator.publishing.search.rows import Rows, read, written
from generator.publishing.search.speech import Called, Value

_NAMES = "names"


class Calling:
    """The labels of all values, and the file of names."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self._called = Buckets(rows, "called")
        self.name, self._named = read(rows.get(_NAMES)) if _NAMES in rows else ("", {})

    def label(self, facet: str, value: str) -> str:
        """What a value is called; empty if that is not known."""
        found = self._called.get(f"{facet}\n{value}")
        return found[0] if found else ""

    def all(self) -> dict[Value, Called]:
        """What every value is called."""
        found: dict[Value, Called] = {}
        for key, (label, names) in self._called.items():
            facet, _, value = key.partition("\n")
            found[facet, value] = Called(label, tuple(names))
        return found

    def change(
        self, called: Mapping[Value, Called | None]
    ) -> tuple[dict[str, dict[str, str]], dict[str, bytes]]:
        """Take in what some values are called now; None for those that nothing names any more.

        Returns, by facet, the labels that have changed, and the file of names if it has.
        """
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        is_other = not self.name
        for (facet, value), each in called.items():
            key = f"{facet}\n{value}"
            before = self._called.get(key) or ["", []]
            now: list[Any] = [each.label, list(each.names)] if each else ["", []]
            if now == before:
                continue
            self._called.put(key, now if each else None)
            if now[0] != before[0]:
                labels[facet][value] = now[0]
            if now[1] or before[1]:
                is_other = True
                named = self._named.setdefault(facet, {})
                named.pop(value, None)
                if now[1]:
                    named[value] = now
        return labels, self._file() if is_other else {}

    def flush(self) -> None:
        """Write what has changed into the rows."""
        self._called.flush()

    def _file(self) -> dict[str, bytes]:
        self._named = {facet: self._named[facet] for facet in sorted(self._named)}
        content = packed(
            [
                (facet, value, name)
                for facet, named in self._named.items()
                for value, (_, names) in sorted(named.items(), key=_by_label)
                for name in names
            ]
        )
        self.name = name_of(content)
        self._rows.put(_NAMES, written([self.name, self._named]))
        return {self.name: content}


def _by_label(named: tuple[str, tuple[str, list[str]]]) -> tuple[str, str]:
    value, (label, _) = named
    return (label.casefold(), value)
