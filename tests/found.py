"""What the search of a built site can find, read from the files of its index."""

from __future__ import annotations

import gzip
import json
import re
import struct
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from generator.publishing.search.index import MANIFEST
from generator.publishing.search.site import FOLDER


class Found(NamedTuple):
    """One record, as its files have it."""

    number: int
    type: str
    address: str
    title: str
    facts: list[str]
    text: str


def head_of(content: bytes | Path) -> Any:
    """The head of a file of the index."""
    packed = content.read_bytes() if isinstance(content, Path) else content
    unpacked = gzip.decompress(packed)
    (length,) = struct.unpack_from("<I", unpacked)
    return json.loads(unpacked[4 : 4 + length])


def all_found(site: Path) -> list[Found]:
    """Every record of a site."""
    return _all(lambda name: (site / FOLDER / name).read_bytes())


def all_found_at(address: str) -> list[Found]:
    """Every record of a site that is served."""

    def fetched(name: str) -> bytes:
        with urllib.request.urlopen(f"{address}{FOLDER}/{name}", timeout=20) as response:
            content: bytes = response.read()
            return content

    return _all(fetched)


def _all(content_of: Callable[[str], bytes]) -> list[Found]:
    manifest = head_of(content_of(MANIFEST))
    types = list(manifest["types"])
    return [
        Found(number, types[type_], address, title, facts, text)
        for name in re.findall(".{12}", manifest["texts"]["names"])
        for number, type_, address, title, _, _, _, facts, text, _ in head_of(
            content_of(f"{name}.bin")
        )
    ]
