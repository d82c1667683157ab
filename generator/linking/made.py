"""Values that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

K = TypeVar("K")
T = TypeVar("T")


class Made(Mapping[K, T]):
    """Values by key, in a fixed order, each made once, when it is first asked for."""

    def __init__(self, keys: Iterable[K], make: Callable[[K], T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[K, T] = {}

    def __getitem__(self, key: K) -> T:
        """Look one up. Raises `KeyError`."""
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a value, without making it."""
        return key in self._keys

    def __iter__(self) -> Iterator[K]:
        """Go through the keys."""
        return iter(self._keys)

    def __len__(self) -> int:
        """Count them."""
        return len(self._keys)
