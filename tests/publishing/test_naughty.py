"""Naughty strings come out of each file of a built site as they were typed into the briefings."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.exporting.writing import plain
from tests.filling import ACTOR
from tests.found import all_found
from tests.hostile import hostile_briefing
from tests.markup import read_html, squeezed
from tests.projects import new_project

csv.field_size_limit(10_000_000)


class _Aside(HTMLParser):
    """What a page says beside its words: in attributes, and to programs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for _, value in attrs]
        self.is_data = dict(attrs).get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self.is_data:
            self.found += _strings(json.loads(data))
        self.is_data = False


def _strings(value: Any) -> Iterator[str]:
    """All texts in a value of JSON, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _html(text: str) -> Iterator[str]:
    yield read_html(text).words
    reader = _Aside()
    reader.feed(text)
    reader.close()
    yield from reader.found


def _xml(text: str) -> Iterator[str]:
    for element in ET.fromstring(text).iter():
        said = element.text or ""
        yield read_html(said).words if element.get("type") == "html" else said
        yield from element.attrib.values()


def _json(text: str) -> Iterator[str]:
    for string in _strings(json.loads(text)):
        yield read_html(string).words if re.match(r"\s*<p>", string) else string


def _lines(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from _strings(json.loads(line)) if line else ()


def _csv(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text, "")):
        for cell in row:
            yield from _strings(json.loads(cell)) if cell.startswith('["') else (plain(cell),)


READERS: dict[str, Callable[[str], Iterator[str]]] = {
    ".html": _html,
    ".xml": _xml,
    ".graphml": _xml,
    ".json": _json,
    ".jsonl": _lines,
    ".csv": _csv,
}
"""How the texts in a file are read, by how its name ends."""
FORMS = {
    "briefings/a-day/index.html": {"title", "summary", "demands.text", "author", "tags"},
    "tags/": {"tags", "title"},
    "feed.xml": {"title", "summary"},
    "feed.json": {"title", "summary"},
    f"feeds/actors/{ACTOR}.xml": {"title"},
    "data/briefings/a-day.json": {"title", "risks.basis", "sources.publisher", "figures.unit"},
    "data/stix/a-day.json": {"title"},
    "data/tables/demands.csv": {"demands.text", "demands.note"},
    "data/tables/demands.csv.gz": {"demands.text", "demands.note"},
    "data/tables/figures.jsonl": {"figures.measure", "figures.unit"},
    "data/actors.ftm.jsonl": {"actors.name"},
    "data/graph.graphml": {"actors.name"},
    "search/": {"title", "actors.name", "demands.text"},
}
"""What a file, or some file below a folder, has to hold as it was typed, at the least."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A site of a briefing with all naughty strings in every field, and what was typed."""
    said, typed = hostile_briefing()
    project = new_project(
        tmp_path_factory.mktemp("naughty") / "project",
        {"a-day": said},
        site_url="https://desk.example/",
    )
    return project.build(strict=False), typed


def texts_in(site: Path) -> Iterator[tuple[str, str]]:
    """Each text in each file of a site, by the file's path."""
    for path in sorted(site.rglob("*")):
        name, data = path.relative_to(site).as_posix(), path.read_bytes() if path.is_file() else b""
        suffix = Path(name.removesuffix(".gz")).suffix
        if suffix in READERS and not name.startswith(("schema/", "search/")):
            unpacked = gzip.decompress(data) if name.endswith(".gz") else data
            for text in READERS[suffix](unpacked.decode("utf-8")):
                yield name, text
    for found in all_found(site):
        for text in (found.title, found.text, *found.facts):
            yield "search/", text


def test_every_file_holds_texts_as_they_were_typed(told: tuple[Path, dict[str, str]]) -> None:
    site, typed = told
    ends = {path: (text.split()[-1], squeezed(text)) for path, text in typed.items()}
    whole: dict[str, set[str]] = defaultdict(set)
    for name, text in texts_in(site):
        found = squeezed(text)
        for path, (end, wanted) in ends.items() if "end-of-" in found else ():
            times = found.count(end)
            assert found.count(wanted) == times, (name, path, found[:9_000])
            if times:
                whole[name].add(path)
    for place, fields in FORMS.items():
        there = [held for name, held in whole.items() if name.startswith(place)]
        assert any(fields <= held for held in there), (place, there)
    assert set().union(*whole.values()) == typed.keys()
