"""The files and folders that a site is made from, and what has changed in them unnoticed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from generator.keeping.stamps import NONE, Stamp, below


@dataclass
class Watched:
    """Files and folders, and how everything in them was when last looked at."""

    every: list[Path]
    _seen: dict[str, Stamp] = field(default_factory=dict)

    @classmethod
    def since(cls, before: Watched, every: Iterable[Path]) -> Watched:
        """How they are now; for those that `before` has looked at, how they were then."""
        watched = cls(list(every))
        now = below(watched.every)
        watched._seen = {path: before._seen.get(path, stamp) for path, stamp in now.items()}
        return watched

    @classmethod
    def now(cls, every: Iterable[Path]) -> Watched:
        """How they are now."""
        return cls.since(cls([]), every)

    def add(self, paths: Iterable[Path]) -> None:
        """Watch more files, from now on."""
        more = [path for path in paths if path not in self.every]
        self.every += more
        self._seen |= below(more)

    @property
    def there(self) -> list[Path]:
        """Those that exist."""
        return [path for path in self.every if path.exists()]

    def changed(self) -> set[Path]:
        """What has changed since this was last asked; the first time, since they were looked at."""
        now = below(self.every)
        found = {
            Path(path).absolute()
            for path in now.keys() | self._seen.keys()
            if now.get(path, NONE) != self._seen.get(path, NONE)
        }
        self._seen = now
        return found
