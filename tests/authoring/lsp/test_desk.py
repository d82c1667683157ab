"""A desk in the editor finds what `briefing check` finds in the same files, after any edits."""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from generator.authoring.lsp.desk import Desk
from generator.checking import check
from generator.diagnostics.finding import Finding
from generator.diagnostics.show import concise
from generator.reading.folder import read_folder
from generator.reading.paths import briefing_paths, is_briefing_path
from tests.authoring.lsp.small import FIRST, FIRST_PATH, SECOND, SECOND_PATH, write_desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_desk(tmp_path / "briefings")


def opened(folder: Path) -> Desk:
    desk = Desk(folder)
    desk.rescan()
    desk.read_some(60)
    return desk


def shown(findings: tuple[Finding, ...]) -> list[str]:
    return sorted(concise(finding) for finding in findings)


def found(desk: Desk) -> list[str]:
    desk.read_some(60)
    return shown(tuple(finding for each in desk.findings().values() for finding in each))


def checked(folder: Path) -> list[str]:
    return shown(check(read_folder(folder)))


EDITS = (
    ("by: putin", "by: puttin"),
    ("by: [putin, ushakov]", "by: [putin, ushakow]"),
    ("name: Yuri Ushakov, ", ""),
    ("nato: {side: the west}", "nato: {name: Nato, side: the west}"),
    ("source: gazette", "source: gazete"),
    ("likelihood: unlikely", "likelihood: highly unlikely"),
    ("actors:", "actors: ["),
    ("title: ", "titel: "),
    ("summary: ", "\tsummary: "),
    ("  putin:", "  putin: {}\n  putin:"),
    ("kind: person", "kind: persn"),
    ("russia: {name", "rusia: {name"),
    ("horizon: 2022-01-31", "horizon: 2021-12-05"),
    ("date: 2021-12-07", "date: 2021-12-03"),
    ("event: Russia attacks", "event: Gas prices double"),
)


def test_any_edits_lead_to_what_check_finds_in_the_same_texts(folder: Path) -> None:
    random = Random(3)
    desk = opened(folder)
    paths = [folder / "actors.yml", folder / FIRST_PATH, folder / SECOND_PATH, folder / "new.yml"]
    for _ in range(120):
        path = random.choice(paths)
        text = path.read_text("utf-8") if path.is_file() else SECOND
        choice = random.random()
        if choice < 0.05 and path.is_file():
            path.unlink()
        else:
            old, new = random.choice(EDITS)
            path.write_text(
                text.replace(new, old) if choice < 0.5 else text.replace(old, new), "utf-8"
            )
        if random.random() < 0.5 and path.is_file():
            desk.write(path, path.read_text("utf-8"))
        else:
            desk.put_away(path)
        # The register's own place in the order, and that of new files, are part of the promise.
        assert found(desk) == checked(folder)
        assert [each.path for each in desk.files() if each.path.name != "actors.yml"] == list(
            briefing_paths(folder)
        )


def test_the_text_in_the_editor_counts_not_the_file(folder: Path) -> None:
    desk = opened(folder)
    desk.write(folder / FIRST_PATH, FIRST.replace("of: nato", "of: natto"))
    assert ["unknown-actor" in line for line in found(desk)] == [True]
    desk.put_away(folder / FIRST_PATH)
    assert found(desk) == []


def test_a_change_in_the_register_reaches_every_briefing(folder: Path) -> None:
    desk = opened(folder)
    desk.write(folder / "actors.yml", "russia: {name: Russia}\n")
    desk.read_some(60)
    wrong = desk.findings()
    assert list(wrong) == [folder / FIRST_PATH]
    assert {finding.code for finding in wrong[folder / FIRST_PATH]} == {"unnamed-actor"}


def test_files_that_change_come_and_go_outside_the_editor_are_noticed(folder: Path) -> None:
    desk = opened(folder)
    other = folder / "2022" / "other.yml"
    other.parent.mkdir()
    third = SECOND.replace("2021-12-07", "2021-12-08")
    other.write_text(third.replace("by: putin", "by: puttin"), "utf-8")
    desk.rescan()
    assert found(desk) == checked(folder) != []
    os.utime(other, ns=(1, 1))
    other.write_text(third, "utf-8")
    desk.rescan()
    assert found(desk) == checked(folder) == []
    other.unlink()
    (folder / "actors.yml").unlink()
    desk.rescan()
    assert found(desk) == checked(folder) != []


@pytest.mark.parametrize(
    ("name", "file"), [("wire.txt", "wire.txt"), ("caf\xe9.txt", "cafe\u0301.txt")]
)
def test_an_archived_text_that_appears_is_looked_into(folder: Path, name: str, file: str) -> None:
    quoting = FIRST.replace("publisher: A Wire", f"text: {name}").replace(
        "[{source: wire}]", "[{source: wire, quote: the count has risen}]"
    )
    (folder / FIRST_PATH).write_text(quoting, "utf-8")
    desk = opened(folder)
    assert "unchecked-quote" in found(desk)[0]
    (folder / "sources").mkdir()
    (folder / "sources" / file).write_text("They say the count has risen.", "utf-8")
    desk.rescan()
    assert found(desk) == checked(folder) == []
    (folder / "sources" / file).write_text("They say the count has fallen.", "utf-8")
    desk.rescan()
    assert found(desk) == checked(folder) != []


def test_what_only_a_whole_thread_shows_is_shown_and_can_be_accepted(folder: Path) -> None:
    """Here: a horizon that had passed when the other briefing of the thread was written."""
    desk = opened(folder)
    overdue = FIRST.replace("  invasion:", "  attack:").replace("2022-01-31", "2021-12-05")
    accept = "    accept: {overdue-risk: So.}\n    confidence"
    desk.write(folder / FIRST_PATH, overdue)
    assert ["overdue-risk" in line for line in found(desk)] == [True]
    desk.write(folder / FIRST_PATH, overdue.replace("    confidence", accept))
    assert found(desk) == []
    desk.write(folder / SECOND_PATH, SECOND.replace("2021-12-07", "2021-12-03"))
    assert ["same-day" in line for line in found(desk)] == [True]


def test_a_byte_order_mark_in_the_editor_is_no_mistake(folder: Path) -> None:
    desk = opened(folder)
    desk.write(folder / FIRST_PATH, "\ufeff" + FIRST)
    assert found(desk) == []


@pytest.mark.parametrize(
    "path",
    [
        *("a.yml", "a.yaml", "x/a.yml", "x/actors.yml", "x/sources/a.yml"),
        *("actors.yml", "sources/a.yml", ".a.yml", "_a.yml", "_x/a.yml", ".x/y/a.yml", "a.txt"),
    ],
)
def test_a_path_is_a_briefing_if_the_walk_over_the_folder_finds_it(
    tmp_path: Path, path: str
) -> None:
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("", "utf-8")
    assert is_briefing_path(tmp_path, file) == (file in set(briefing_paths(tmp_path)))
