"""The files for programs of a built site, each opened by the reader that most people use for it."""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import feedparser
import frictionless
import jsonschema
import networkx as nx
import pandas as pd
import stix2
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from stix2validator import ValidationOptions, validate_instance

from generator.exporting.files import is_for_programs
from generator.model.briefing import Briefing
from tests.exporting.feeding import JSON_FEED, faults_of

Files = Mapping[str, bytes]
LONGEST_NAME = 384
"""Characters of a name that FollowTheMoney says nothing about."""


def files_in(site: Path) -> dict[str, bytes]:
    """All files for programs of a site, by their places."""
    paths = (path for path in site.rglob("*") if path.is_file() and path.suffix != ".html")
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in paths}
    return {name: data for name, data in found.items() if is_for_programs(name)}


def unpacked(files: Files) -> dict[str, bytes]:
    """The same files with those unpacked that are packed, under their own names."""
    return {
        name: gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in files.items()
    }


def parts_of(files: Files, stem: str, ending: str) -> list[bytes]:
    """The files that one is split into, in the order of their years and pages; or itself alone."""
    if f"{stem}{ending}" in files:
        return [files[f"{stem}{ending}"]]
    found = [
        [int(number) for number in name.removesuffix(ending).removeprefix(f"{stem}-").split("-")]
        for name in files
        if name.startswith(f"{stem}-") and name.endswith(ending)
    ]
    names = ("-".join(map(str, numbers)) for numbers in sorted(found))
    return [files[f"{stem}-{name}{ending}"] for name in names]


def read_all(site: Path) -> dict[str, Any]:
    """What readers make of each file, by its place; they find nothing wrong with any of them."""
    files = files_in(site)
    report = frictionless.validate(str(site / "data" / "datapackage.json"))
    assert [e.message for task in (report, *report.tasks) for e in task.errors] == []
    package = json.loads(files["data/datapackage.json"])
    described = {f"data/{resource['path']}" for resource in package["resources"]}
    tables = {name for name, data in unpacked(files).items() if _is_table(name) and data}
    # Of what is split the files that hold all are described.
    is_split = "data/tables/briefings.csv" not in files
    assert described == {name for name in tables if name.endswith(".gz") or not is_split}
    return {name: read_file(site, name) for name, data in unpacked(files).items() if data}


def read_file(site: Path, name: str) -> Any:
    """What a reader makes of one file."""
    path = site / name
    data = gzip.decompress(path.read_bytes()) if name.endswith(".gz") else path.read_bytes()
    match name.removesuffix(".gz"):
        case name if name.endswith("/sitemap.xml"):
            return list(ElementTree.fromstring(data))
        case name if name.startswith("feed"):
            return _feed(name, data)
        case name if name.endswith(".csv"):
            return pd.read_csv(path, dtype=str, keep_default_na=False)
        case name if name.endswith(".ftm.jsonl"):
            return [_entity(line) for line in data.splitlines()]
        case name if name.endswith(".jsonl"):
            lines = data.decode().split("\n")
            return [json.loads(line) for line in lines[:-1]]
        case name if name.endswith(".parquet"):
            return pd.read_parquet(path)
        case name if name.endswith(".graphml"):
            return nx.read_graphml(io.BytesIO(data), force_multigraph=True)
        case name if name.startswith("data/stix/"):
            return _bundle(data)
        case name if name.startswith("data/briefings"):
            return _by_schema(site, name, data)
        case _:
            return json.loads(data)


def briefing_in(read: Any) -> Briefing:
    """The model of a briefing, from what was read of its file."""
    return Briefing.model_validate(read["briefing"])


def texts_in(value: Any) -> Iterator[str]:
    """Every text in what was read."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from (key, *texts_in(item))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)


def _is_table(name: str) -> bool:
    return name.startswith("data/tables/") and not name.endswith(".parquet")


def _feed(name: str, data: bytes) -> Any:
    if name.endswith(".json"):
        read = json.loads(data)
        jsonschema.validate(read, JSON_FEED, Draft202012Validator)
        return read
    assert faults_of(data) == [], name
    parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    assert (parsed.bozo, parsed.version) == (0, "atom10")
    return parsed


def _entity(line: bytes) -> Any:
    try:
        from followthemoney import model
    except ImportError:  # which needs a compiler to be installed
        return json.loads(line)
    proxy = model.get_proxy(json.loads(line))
    # Of longer names the library warns; they are as typed all the same.
    if all(len(name) <= LONGEST_NAME for name in proxy.names):
        proxy.schema.validate(json.loads(line))
    return proxy


def _bundle(data: bytes) -> Any:
    stix2.parse(json.loads(data), allow_custom=False, version="2.1")
    found = validate_instance(json.loads(data), ValidationOptions(version="2.1"))
    assert [str(error) for error in found.errors] == []
    return json.loads(data)


def _by_schema(site: Path, name: str, data: bytes) -> Any:
    """JSON that says by which schema of the site it is valid."""
    read = json.loads(data)
    where = urljoin(name, read["$schema"])
    schemas = {path.name: json.loads(path.read_text()) for path in (site / "schema").iterdir()}
    known: Any = Registry().with_resources(
        [(id_, Resource.from_contents(schema)) for id_, schema in schemas.items()]
    )
    schema = json.loads((site / where).read_text())
    check = Draft202012Validator(schema, registry=known.crawl())
    assert [f"{e.json_path}: {e.message}" for e in check.iter_errors(read)] == []
    return read
