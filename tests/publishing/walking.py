"""Building a desk after each edit of a walk, and looking whether a clean build gives the same."""

from __future__ import annotations

import difflib
import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from jinja2 import Environment

from generator.diagnostics.finding import Finding
from generator.diagnostics.show import full
from generator.publishing import building, gathered, press, spread
from generator.publishing.site import NotBuiltError, build_site
from generator.rendering import versions
from generator.rendering.pages import (
    actors,
    briefings,
    calibration,
    data,
    demands,
    figures,
    front,
    risks,
    sources,
    tags,
    threads,
    timeline,
)
from tests.folders import snapshot
from tests.projects import MATERIAL
from tests.publishing.edits import World, begin_anew, new_world, walk

PLAIN = {"name": "mkdocs"}
FOUND = "what was found in the briefings"
LIMITS: Mapping[Any, tuple[str, ...]] = {
    actors: ("MOST", "ITEMS", "LATEST"),
    briefings: ("MOST",),
    calibration: ("MOST", "AUTHORS"),
    data: ("MOST",),
    demands: ("MOST",),
    figures: ("MOST", "DRAWN"),
    front: ("LATEST_BRIEFINGS", "LATEST_LINES", "LATEST_CHANGES"),
    gathered: ("MOST", "ACTORS"),
    risks: ("MOST",),
    sources: ("MOST", "CLAIMS", "RELAYS"),
    tags: ("MOST", "BRIEFINGS"),
    threads: ("MOST", "LATEST", "LATEST_EVENTS"),
    timeline: ("MOST",),
}
"""What makes a list a long one, by the module of its pages or files."""
_SHOWN, _WIDE = 12, 400
"""Lines of a difference that a failed test shows, and how much of each."""


def take_a_walk(
    folder: Path, seed: int, steps: int, patch: pytest.MonkeyPatch, *, compared: float = 1.0
) -> None:
    """Edit a made-up desk so many times, and compare incremental builds with clean ones.

    All that happens follows from the seed. What comes of the last edit is compared, and of the
    others this share: what an edit leaves wrong has to show through those that follow. Both builds
    have to find the same in the briefings; an edit that makes a mistake has to leave the site as
    it was.
    """
    random = Random(seed)
    told = build_fast(patch, guards=random.random() < 0.1)
    if random.random() < 0.1:
        patch.setattr(spread, "_WORTH_IT", 1)
    limit = random.choice((None, 1, 2, 3))
    shorten(patch, limit)
    theme = dict(MATERIAL if random.random() < 0.15 else PLAIN)
    project, done = folder / "project", [f"seed {seed}, limit {limit}, {theme['name']}"]
    site = folder / "incremental" / "site"
    world = _begun(random, theme, project, site)
    if random.random() < compared:
        compare(site, clean(project, folder / "clean"), done)
    edits = list(walk(world, random, steps))
    for place, (name, new) in enumerate(edits, 1):
        done.append(name)
        new.put_down(project)
        before = snapshot(site)
        try:
            build_site(project / "mkdocs.yml", None, site, strict=False)
        except NotBuiltError as error:
            done[-1] += f" (not built: {error})"
            found = list(told)
            with pytest.raises(NotBuiltError):
                clean(project, folder / "clean")
            assert_same(snapshot(site), before, done)
        else:
            found = list(told)
            if place == len(edits) or random.random() < compared:
                compare(site, clean(project, folder / "clean"), done)
        assert_same({FOUND: "\n".join(found).encode()}, {FOUND: "\n".join(told).encode()}, done)
        gc.collect()  # as a process that ends lets go of all its files


def _begun(random: Random, theme: dict[str, Any], project: Path, site: Path) -> World:
    """A desk without mistakes, built for the first time."""
    while True:
        world = new_world(random, theme)
        world.put_down(project)
        with suppress(NotBuiltError):
            build_site(project / "mkdocs.yml", None, site, strict=False)
            return world


def build_fast(patch: pytest.MonkeyPatch, *, guards: bool = False) -> list[str]:
    """Let builds do nothing twice that comes out the same, and wait for no disk.

    What they find is put into a list, that of the last build, and not said.
    """
    told: list[str] = []
    parsed: dict[str, list[str | None]] = {}
    named_in = versions._named_in

    def once(env: Environment, source: str) -> list[str | None]:
        if source not in parsed:
            parsed[source] = named_in(env, source)
        return parsed[source]

    def listen(findings: Iterable[Finding], _: object) -> None:
        told[:] = [full(finding).plain for finding in findings]

    patch.setattr(versions, "_named_in", once)
    patch.setattr(building, "report", listen)
    patch.setattr(os, "fsync", lambda _: None)
    if not guards:
        patch.setattr(press, "_samples", lambda *_: frozenset())
    return told


def shorten(patch: pytest.MonkeyPatch, limit: int | None) -> None:
    """Let lists count as long that have more than so many items."""
    for module, names in LIMITS.items():
        for name in names if limit else ():
            patch.setattr(module, name, limit)


def clean(project: Path, folder: Path) -> Path:
    """Build the site of a project where nothing is known of it."""
    begin_anew(folder)
    return build_site(project / "mkdocs.yml", None, folder / "site", strict=False).site


def compare(site: Path, other: Path, done: list[str]) -> None:
    """Assert that two sites are the same, byte for byte."""
    assert_same(snapshot(site), snapshot(other), done)


def assert_same(found: Mapping[str, bytes], wanted: Mapping[str, bytes], done: list[str]) -> None:
    """Assert that two snapshots are the same; say what happened and where they differ."""
    if found != wanted:
        pytest.fail("\n".join([*done, *_differences(found, wanted)]), pytrace=False)


def _differences(found: Mapping[str, bytes], wanted: Mapping[str, bytes]) -> Iterator[str]:
    yield from (f"missing: {name}" for name in sorted(wanted.keys() - found.keys()))
    yield from (f"too much: {name}" for name in sorted(found.keys() - wanted.keys()))
    for name in sorted(found.keys() & wanted.keys()):
        if found[name] != wanted[name]:
            yield f"other: {name}"
            old, new = (
                each[name].decode("utf-8", "replace").splitlines() for each in (found, wanted)
            )
            told = list(difflib.unified_diff(old, new, n=0, lineterm=""))
            yield from (line[:_WIDE] for line in told[2 : _SHOWN + 2])
