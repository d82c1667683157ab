"""All that follows from the briefings of a corpus, in a form that two corpora can be compared by.

It is worked out when it is asked for: the text of a corpus itself says nothing of it.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from generator.linking.corpus import Corpus
from generator.linking.sightings import Ref

MADE = sorted(name for name, value in vars(Corpus).items() if isinstance(value, cached_property))


def state(corpus: Corpus) -> dict[str, Any]:
    """All of a corpus, by names."""
    return {name: plain(getattr(corpus, name)) for name in ("refs", "as_of", *MADE)}


def plain(value: Any) -> Any:
    """What was worked out, down to texts and numbers."""
    if isinstance(value, Ref):
        return (value.id, value.briefing)
    return repr(value) if isinstance(value, str | int | float | None) else _parts(value)


def _parts(value: Any) -> Any:
    if isinstance(value, dict) or hasattr(value, "keys"):
        return [(plain(key), plain(value[key])) for key in value]
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if hasattr(value, "__dataclass_fields__"):
        return [(name, plain(getattr(value, name))) for name in value.__dataclass_fields__]
    return repr(value)
