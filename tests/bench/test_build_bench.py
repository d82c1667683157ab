"""The benchmark of building measures what it says: its own parts, without the network."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from generator.checking import check
from generator.reading.folder import read_folder
from tests.bench.build_desk import Change, Project, edits_of_pages, pages_in, shows
from tests.bench.build_peers import hugo, is_of_a_briefing, write_pages
from tests.bench.build_running import FailedError, Run, family, run, running
from tests.bench.build_table import GROWTH, Figures, Results, keep, kept, part, put_in, tables

BRIEFINGS = 12
MEGA = 1_000_000
PYTHON = (sys.executable, "-c")
CHILD = f"import time; held = b'x' * {60 * MEGA}; time.sleep(0.6)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {CHILD!r}])"
ENDLESS = "import time\nwhile True: time.sleep(1)"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "ours", BRIEFINGS)


# Running


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="needs Linux's /proc")
def test_memory_is_that_of_all_processes_of_a_run(tmp_path: Path) -> None:
    done = run((*PYTHON, PARENT), tmp_path)
    assert done.seconds > 0.6
    assert 60 * MEGA < done.pss <= done.rss < 200 * MEGA


def test_a_run_that_takes_too_long_is_ended_and_says_so(tmp_path: Path) -> None:
    done = run((*PYTHON, ENDLESS), tmp_path, patience=0.3)
    assert done.is_over
    assert 0.3 <= done.seconds < 5


def test_a_run_that_fails_tells_why(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match="no such desk"):
        run((*PYTHON, "raise SystemExit('no such desk')"), tmp_path)


def test_a_server_that_ends_before_it_is_ready_tells_why(tmp_path: Path) -> None:
    server = running((*PYTHON, "raise SystemExit('taken')"), tmp_path, lambda: False, 10)
    with pytest.raises(FailedError, match="taken"), server:
        pass


def test_what_a_server_has_started_ends_with_it(tmp_path: Path) -> None:
    note = tmp_path / "child"
    code = (
        "import pathlib, subprocess, sys\n"
        f"child = subprocess.Popen([sys.executable, '-c', {ENDLESS!r}])\n"
        f"pathlib.Path({str(note)!r}).write_text(str(child.pid))\n"
        "child.wait()"
    )
    ready = lambda: note.exists() and note.read_text() != ""  # noqa: E731 - a condition, once
    with running((*PYTHON, code), tmp_path, ready, 10):
        child = int(note.read_text())
        assert is_alive(child)
    assert not is_alive(child)


def is_alive(pid: int) -> bool:
    told = subprocess.run(("ps", "-o", "stat=", "-p", str(pid)), capture_output=True, check=False)
    return told.stdout.strip()[:1] not in (b"", b"Z")


def test_a_process_without_children_is_a_family_of_its_own() -> None:
    with subprocess.Popen((*PYTHON, ENDLESS)) as process:
        try:
            assert family(process.pid) == [process.pid]
        finally:
            process.kill()


# The desk


def test_the_desk_has_no_mistakes_before_and_after_all_changes(project: Project) -> None:
    assert check(read_folder(project.briefings)) == ()
    for change in (*(project.edited() for _ in range(BRIEFINGS)), project.renamed()):
        change.write()
    assert check(read_folder(project.briefings)) == ()


def test_each_edit_changes_one_word_of_another_briefing(project: Project) -> None:
    edits = [project.edited() for _ in range(BRIEFINGS)]
    assert len({edit.path for edit in edits}) == BRIEFINGS
    for edit in edits:
        before = edit.path.read_text("utf-8").split()
        changed = [new for old, new in zip(before, edit.text.split(), strict=True) if old != new]
        assert changed == [edit.word]


def test_every_change_is_on_the_page_that_it_names(project: Project, tmp_path: Path) -> None:
    changes = [project.edited(), project.renamed(), project.restyled()]
    for change in changes:
        change.write()
    write_pages(project, tmp_path / "pages")
    for change in changes:
        page = tmp_path / "pages" / f"{change.page.rstrip('/')}.md"
        assert change.word in page.read_text("utf-8")


def test_a_site_that_does_not_show_a_change_is_found_out(tmp_path: Path) -> None:
    change = Change(tmp_path / "a.yml", "", "briefings/a/", "Edited1")
    assert not shows(tmp_path, change)
    page = tmp_path / "briefings" / "a" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<p>Edited0", "utf-8")
    assert not shows(tmp_path, change)
    page.write_text("<p>Edited1", "utf-8")
    assert shows(tmp_path, change)


def test_pages_are_counted_without_the_one_for_what_is_not_found(tmp_path: Path) -> None:
    for name in ("index.html", "404.html", "style.css"):
        (tmp_path / name).touch()
    assert pages_in(tmp_path) == 1


# The others


def test_hugo_gets_every_page_and_none_that_swallows_its_folder(
    project: Project, tmp_path: Path
) -> None:
    count = write_pages(project, tmp_path / "pages")
    peer = hugo(Path("hugo"), tmp_path / "pages", tmp_path / "hugo")
    found = list(peer.content.rglob("*.md"))
    assert len(found) == count > 4 * BRIEFINGS
    assert "index.md" not in {path.name for path in found}
    front = (peer.content / "briefings" / "_index.md").read_text("utf-8")
    assert front.startswith("---\n")
    assert '\ntitle: "Briefings"\n' in front


def test_the_stricter_hugo_has_one_page_a_briefing(project: Project, tmp_path: Path) -> None:
    write_pages(project, tmp_path / "pages")
    peer = hugo(Path("hugo"), tmp_path / "pages", tmp_path / "hugo", briefings_alone=True)
    assert len(list(peer.content.rglob("*.md"))) == BRIEFINGS
    edits = edits_of_pages(peer.content)
    some = [next(edits) for _ in range(BRIEFINGS)]
    assert len({edit.path for edit in some}) == BRIEFINGS
    assert all(edit.word in edit.text for edit in some)


@pytest.mark.parametrize(
    ("uri", "is_one"),
    [
        ("briefings/2021-12-03-a.md", True),
        ("briefings/index.md", False),
        ("briefings/years/2021.md", False),
        ("actors/2021.md", False),
    ],
)
def test_which_pages_are_those_of_briefings(uri: str, is_one: bool) -> None:
    assert is_of_a_briefing(Path(uri)) is is_one


# The tables


def results(**seconds: float) -> Results:
    return {key.replace("_", "-"): Figures([value]) for key, value in seconds.items()}


def promises(count: int, measured: Results) -> dict[str, tuple[str, str]]:
    rows = [
        row for headings, rows in tables(count, measured) for row in rows if "Promised" in headings
    ]
    return {row[0]: (row[2], row[3]) for row in rows}


def test_medians_and_p95_are_what_they_are_called() -> None:
    figures = Figures([float(number) for number in range(1, 101)])
    assert (figures.middle, figures.p95) == (50.5, 95)


def test_the_most_memory_of_all_runs_counts() -> None:
    figures = Figures()
    for pss in (3, 9, 6):
        figures.add(Run(1, pss, pss + 1))
    assert (figures.pss, figures.rss) == (9, 10)


def test_a_promise_that_is_not_kept_is_marked() -> None:
    told = promises(10_000, results(alone=6, hugo=12, edit=1.5))
    assert told["cold, pages alone: share of Hugo"] == ("0.5 ×", "kept")
    assert told["one edit, new process"] == ("1.5 s", "**missed**")
    assert told["one edit, new process: share of Hugo"] == ("0.125 ×", "**missed**")
    assert told["nothing changed"] == ("", "not measured")


def test_what_was_ended_before_its_time_is_a_bound() -> None:
    measured = {**results(cold=10), "mkdocs": Figures([1_000], is_over=True)}
    assert promises(10_000, measured)["cold, with search: share of MkDocs"] == ("< 0.01 ×", "kept")
    text = part(10_000, "", measured, ())
    assert "| > 1,000.00 |" in text
    assert "| > 100 |" in text


def test_a_hundred_thousand_are_compared_with_ten_thousand() -> None:
    told = promises(100_000, {**results(cold=120), GROWTH: Figures([10])})
    assert told["cold, with search: times 10,000"] == ("12 ×", "**missed**")


def test_a_run_replaces_its_own_part_of_the_page_alone() -> None:
    page = ""
    for count, text in ((10_000, "ten"), (1_000, "one"), (10_000, "ten again")):
        page = put_in("# Head\n", page, count, text)
    assert page.startswith("# Head\n\n<!-- bench 1000 -->\n\none\n")
    assert page.count("# Head") == page.count("ten") == 1
    assert page.index("one") < page.index("ten again")
    assert put_in("# Head\n", page, 1_000, "one") == page


def test_results_are_kept_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "bench" / "build.json"
    assert kept(path) == {}
    every = {1_000: {"cold": Figures([1.5, 2.5], 10, 20), "mkdocs": Figures([9.0], is_over=True)}}
    keep(path, every)
    assert kept(path) == every
