"""What is not for readers is in no file of a site: drafts, notes of a review, archived texts."""

from __future__ import annotations

import gzip
import json
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.filling import ACTOR, BOARD, SOURCE, filled_briefing
from tests.projects import MATERIAL, Project, new_project
from tests.writing import briefing, written

HIDDEN = "zqhidden"
"""Starts each word that no reader may see. It is one that no rule of any language shortens."""
SHOWN = "zqshown"
TEXT = "2021-03-01-gazette.txt"
"""The archived text that a filled briefing names."""


def marked(word: str, **said: Any) -> dict[str, Any]:
    """A briefing with something in every field, marked by a word of its own in each text.

    What is not text in it has a mark too: its entries have other ids than those of others.
    """
    number = iter(range(1_000))
    made = filled_briefing(lambda path, is_prose: f"{word}{next(number):03d} of the port")
    made["accept"] = {}
    text = json.dumps(made)
    for id_ in (ACTOR, BOARD, SOURCE):
        text = text.replace(f'"{id_}"', f'"{word}-{id_}"')
    told: dict[str, Any] = json.loads(text)
    return told | {"thread": f"{word}-story", **said}


def quotes_in(said: Any) -> Iterator[str]:
    """All quotes of a briefing, wherever they stand."""
    if isinstance(said, dict):
        if isinstance(said.get("quote"), str):
            yield said["quote"]
        said = list(said.values())
    for inner in said if isinstance(said, list) else ():
        yield from quotes_in(inner)


def desk(folder: Path, **options: Any) -> Project:
    """A desk with a published briefing, a draft, one in review, and their archived texts."""
    told = {
        "out": marked(SHOWN),
        "draft": marked(f"{HIDDEN}draft", status="draft"),
        "review": marked(f"{HIDDEN}review", status="review"),
        "other": briefing(),
    }
    project = new_project(
        folder / "project", told, options=options, theme=MATERIAL, site_url="https://desk.example/"
    )
    archived = project.briefings / "sources"
    archived.mkdir()
    quoted = (said for each in told.values() for said in quotes_in(each))
    article = "\n".join((f"{HIDDEN}text is what the article says, all of it.", *quoted))
    (archived / TEXT).write_text(article)
    (archived / "stray.txt").write_text(f"{HIDDEN}stray\n")
    (project.briefings / "_notes.yml").write_text(f"title: {HIDDEN}notes\n")
    (project.briefings / ".hidden.yml").write_text(f"title: {HIDDEN}dotted\n")
    (project.briefings / "notes.md").write_text(f"{HIDDEN}file\n")
    return project


def contents(site: Path) -> Iterator[tuple[str, str]]:
    """Every file of a site, by its path, unpacked; the path of each is part of what it says."""
    for path in sorted(site.rglob("*")):
        if path.is_file():
            name, data = path.relative_to(site).as_posix(), path.read_bytes()
            while data[:2] == b"\x1f\x8b":
                data = gzip.decompress(data)
            yield name, f"{name}\n{_decoded(data)}"


def _decoded(data: bytes) -> str:
    """The text of a file: as it is, with what JSON escapes, and of parts of the index the head."""
    text = data.decode("utf-8", errors="replace")
    with suppress(ValueError, struct.error):
        (length,) = struct.unpack_from("<I", data)
        text += json.dumps(json.loads(data[4 : 4 + length]), ensure_ascii=False)
    with suppress(ValueError):
        text += json.dumps(json.loads(text), ensure_ascii=False)
    return text


def leaks(site: Path, word: str = HIDDEN) -> list[str]:
    """The files that hold a word. The index cuts words into pieces, so a long one is enough."""
    return [name for name, text in contents(site) if word in text.lower()]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A desk whose site is built by both doors."""
    project = desk(tmp_path_factory.mktemp("leaks"))
    project.build(strict=False)
    done = project.run("mkdocs", "build", "--site-dir", "theirs")
    assert done.returncode == 0, done.stderr
    return project


@pytest.mark.parametrize("door", ["site", "theirs"])
def test_drafts_notes_and_archived_texts_are_in_no_file(built: Project, door: str) -> None:
    assert leaks(built.folder / door) == []


def test_what_is_published_is_found_in_every_form(built: Project) -> None:
    """So that a search for what is hidden would find it there."""
    found = leaks(built.folder / "site", SHOWN)
    for part in (
        "briefings/out/index.html",
        "tags/",
        f"actors/{SHOWN}-{ACTOR}/",
        "search/",
        "feed.xml",
        "feed.json",
        f"feeds/threads/{SHOWN}-story.xml",
        "data/briefings/out.json",
        "data/briefings.json",
        "data/stix/out.json",
        "data/tables/demands.csv",
        "data/tables/demands.csv.gz",
        "data/actors.ftm.jsonl",
        "data/graph.graphml",
        "sitemap.xml",
    ):
        assert any(name.startswith(part) for name in found), part


def test_drafts_are_shown_where_they_are_asked_for_but_in_no_export(tmp_path: Path) -> None:
    site = desk(tmp_path, drafts=True).build(strict=False)
    found = leaks(site)
    assert "briefings/draft/index.html" in found
    assert [name for name in found if name.startswith(("data/", "feed"))] == []
    assert leaks(site, f"{HIDDEN}text") == []
    assert leaks(site, f"{HIDDEN}stray") == []


@pytest.mark.parametrize("status", ["draft", "review"])
def test_nothing_is_left_of_a_briefing_that_is_taken_back(tmp_path: Path, status: str) -> None:
    project = desk(tmp_path)
    site = project.build(strict=False)
    assert leaks(site, SHOWN)
    written(project.briefings, {"out": marked(SHOWN, status=status)})
    project.build(strict=False)
    assert leaks(site, SHOWN) == []
    assert leaks(site) == []


def test_nothing_is_left_of_a_claim_that_is_taken_out(tmp_path: Path) -> None:
    project = desk(tmp_path)
    site = project.build(strict=False)
    assert leaks(site, "zqclaim") == []
    written(project.briefings, {"other": briefing(summary="A zqclaim.", title="Zqclaim")})
    project.build(strict=False)
    assert leaks(site, "zqclaim")
    written(project.briefings, {"other": briefing()})
    project.build(strict=False)
    assert leaks(site, "zqclaim") == []
