"""A published folder is at each moment one complete version, whatever becomes of a build."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import sys
import tempfile
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from generator.keeping.alone import BusyError
from generator.publishing.inside import NotInsideError
from generator.publishing.journal import Journal
from generator.publishing.tree import NotASiteError, Tree, Update
from tests.folders import snapshot
from tests.permissions import without_the_powers_of_root
from tests.publishing.trees import (
    SMALL,
    child,
    code_of,
    die,
    fail,
    fill,
    inodes,
    prepare,
    publish,
    tree_in,
    write,
)

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")


# What an update does


def test_the_first_update_makes_the_folder(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    assert snapshot(tmp_path / "site") == SMALL
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "site"]


def test_an_update_changes_what_is_written_and_nothing_else(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    publish(tree, {"a/index.html": b"new", "d/e/index.html": b"more"})
    assert snapshot(tmp_path / "site") == {
        **SMALL,
        "a/index.html": b"new",
        "d/e/index.html": b"more",
    }


def test_the_spare_is_the_version_before_and_shares_its_files(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    publish(tree, {"c.css": b"new"})
    site, spare = tmp_path / "site", tmp_path / ".site.before"
    assert snapshot(spare) == SMALL
    shared = inodes(site).items() & inodes(spare).items()
    assert {uri for uri, _ in shared} == {"sitemap.xml", "a/index.html", "a/b/index.html"}


def test_nothing_is_published_before_the_end(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    with tree.begin(anew=False) as update:
        write(update, {"a/index.html": b"new"})
        update.remove("c.css")
        assert snapshot(tmp_path / "site") == SMALL
        assert snapshot(update.folder) == {
            uri: b"new" if uri == "a/index.html" else content
            for uri, content in SMALL.items()
            if uri != "c.css"
        }


@pytest.mark.parametrize("anew", [False, True])
def test_what_is_the_same_is_not_written(tmp_path: Path, tree: Tree, anew: bool) -> None:
    publish(tree, SMALL)
    publish(tree, {"c.css": b"other"})
    before = inodes(tmp_path / "site")
    with tree.begin(anew=anew) as update:
        written = {uri: update.write(uri, content) for uri, content in SMALL.items()}
    assert written == {uri: uri == "c.css" for uri in SMALL}
    after = inodes(tmp_path / "site")
    assert before.pop("c.css") != after.pop("c.css")
    assert after == before


def test_an_update_that_changes_nothing_exchanges_nothing(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    before, generation = (tmp_path / "site").stat().st_ino, tree.generation
    for anew in (False, True):
        publish(tree, SMALL, anew=anew)
        assert (tmp_path / "site").stat().st_ino == before
        assert tree.generation == generation


def test_an_update_of_nothing_makes_no_folder(tmp_path: Path, tree: Tree) -> None:
    prepare(tree)
    assert not (tmp_path / "site").exists()
    publish(tree, SMALL)
    assert snapshot(tmp_path / "site") == SMALL


def test_anew_leaves_nothing_but_what_is_written(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    publish(tree, {"a/b/c/d.html": b"D"})
    publish(tree, {"sitemap.xml": b"map", "a/new.html": b"N"}, anew=True)
    assert snapshot(tmp_path / "site") == {"sitemap.xml": b"map", "a/new.html": b"N"}
    assert not (tmp_path / "site" / "a" / "b").exists()


def test_anew_takes_nothing_over_from_a_site_that_others_built(tmp_path: Path, tree: Tree) -> None:
    fill(tmp_path / "site", {"sitemap.xml": b"old", "x/y/z.html": b"Z"})
    publish(tree, SMALL, anew=True)
    assert snapshot(tmp_path / "site") == SMALL
    publish(tree, {"c.css": b"new"})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"new"}


def test_nothing_of_a_spare_comes_back_when_the_site_was_removed(
    tmp_path: Path, tree: Tree
) -> None:
    publish(tree, SMALL)
    publish(tree, {"d.html": b"D"})
    shutil.rmtree(tmp_path / "site")
    publish(tree, {"sitemap.xml": b"map"})
    assert snapshot(tmp_path / "site") == {"sitemap.xml": b"map"}
    assert not (tmp_path / ".site.gone").exists()


def test_folders_that_become_empty_go(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    publish(tree, {}, ["a/b/index.html", "a/index.html"])
    assert sorted(path.name for path in (tmp_path / "site").iterdir()) == ["c.css", "sitemap.xml"]
    publish(tree, {"a/b/index.html": b"again"})
    assert (tmp_path / "site" / "a" / "b" / "index.html").read_bytes() == b"again"


def test_to_remove_what_is_not_there_changes_nothing(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    before = (tmp_path / "site").stat().st_ino
    publish(tree, {}, ["nothing.html", "a/nothing.html", "no/folder.html", "c.css/x", "a"])
    assert snapshot(tmp_path / "site") == SMALL
    assert (tmp_path / "site").stat().st_ino == before


def test_a_file_becomes_a_folder_and_a_file_again(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    publish(tree, {"c.css/x/y": b"folder"}, ["c.css"])
    publish(tree, {"c.css": b"file"}, ["c.css/x/y"])
    publish(tree, {"other": b""})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"file", "other": b""}


def test_anew_nothing_old_stands_in_the_way(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    publish(tree, {"c.css/x/y": b"folder", "a": b"file"}, anew=True)
    assert snapshot(tmp_path / "site") == {"c.css/x/y": b"folder", "a": b"file"}
    publish(tree, SMALL, anew=True)
    assert snapshot(tmp_path / "site") == SMALL
    shutil.rmtree(tmp_path / ".site.before")
    shutil.rmtree(tmp_path / "site" / "a")
    (tmp_path / "outside").mkdir()
    (tmp_path / "site" / "a").symlink_to(tmp_path / "outside")
    prepare(tree)
    publish(tree, SMALL, anew=True)
    assert snapshot(tmp_path / "site") == SMALL
    assert not any((tmp_path / "outside").iterdir())


def test_what_is_written_as_a_file_and_a_folder_is_not_lost_unseen(
    tmp_path: Path, tree: Tree
) -> None:
    publish(tree, SMALL)
    with pytest.raises(IsADirectoryError, match="both as a file and a folder"):
        publish(tree, {**SMALL, "c.css/x": b"X"}, anew=True)
    assert snapshot(tmp_path / "site") == SMALL


@pytest.mark.parametrize("uri", ["c.css/x", "a"])
def test_what_stands_in_the_way_is_not_overwritten(tmp_path: Path, tree: Tree, uri: str) -> None:
    publish(tree, SMALL)
    with pytest.raises(OSError, match="directory"):
        publish(tree, {uri: b"new"})
    with tree.begin(anew=False) as update:
        assert snapshot(update.folder) == SMALL


def test_a_whole_folder_is_written(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    fill(tmp_path / "made", {"a/index.html": b"A", "assets/x/y.js": b"Y"})
    with tree.begin(anew=False) as update:
        update.write_folder(tmp_path / "made")
    assert snapshot(tmp_path / "site") == {**SMALL, "assets/x/y.js": b"Y"}


def test_to_prepare_leaves_little_to_do(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    generation = tree.generation
    prepare(tree)
    assert inodes(tmp_path / ".site.before") == inodes(tmp_path / "site")
    assert tree.generation == generation
    publish(tree, {"c.css": b"new"})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"new"}


def test_files_and_folders_may_be_read_by_whom_they_would_be_otherwise(
    tmp_path: Path, tree: Tree
) -> None:
    earlier = os.umask(0o027)
    try:
        publish(tree, SMALL)
        publish(tree, {"c.css": b"new", "n/new.html": b"N"})
    finally:
        os.umask(earlier)
    site = tmp_path / "site"
    modes = {path: stat.S_IMODE(path.stat().st_mode) for path in (site, *site.rglob("*"))}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o750}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o640}


def test_the_folder_keeps_the_mode_that_it_was_given(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    (tmp_path / "site").chmod(0o2775)
    for text in (b"1", b"2", b"3"):
        publish(tree, {"c.css": text})
        assert stat.S_IMODE((tmp_path / "site").stat().st_mode) == 0o2775


# When something goes wrong


@pytest.mark.parametrize("anew", [False, True])
def test_an_exception_leaves_what_is_published(tmp_path: Path, tree: Tree, anew: bool) -> None:
    publish(tree, SMALL)
    publish(tree, {"d.html": b"D"})
    generation = tree.generation
    fail(tree, {"a/index.html": b"half"}, ["c.css"], anew=anew)
    assert snapshot(tmp_path / "site") == {**SMALL, "d.html": b"D"}
    assert tree.generation == generation, "it is known as well as before"
    publish(tree, {"e.html": b"E"})
    assert snapshot(tmp_path / "site") == {**SMALL, "d.html": b"D", "e.html": b"E"}


def test_a_full_disk_leaves_what_is_published(
    tmp_path: Path, tree: Tree, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tree, SMALL)
    real = os.write

    def full(file: int, content: bytes) -> int:
        if len(content) < 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, content[: len(content) // 2])

    with tree.begin(anew=False) as update, monkeypatch.context() as patch:
        patch.setattr(os, "write", full)
        for uri in ("c.css", "new.html"):
            with pytest.raises(OSError, match="No space"):
                update.write(uri, b"a longer text")
        patch.undo()
        assert snapshot(update.folder) == SMALL, "no half files"
    assert snapshot(tmp_path / "site") == SMALL


def test_a_place_where_nothing_can_be_written_leaves_what_is_published(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        home.chmod(0o755)
        tree = Tree(home / "web" / "site", home / "cache" / "published.json")
        publish(tree, SMALL)
        (home / "cache").chmod(0o777)
        for path in (home / "cache").iterdir():
            path.chmod(0o666)
        with without_the_powers_of_root(), pytest.raises(PermissionError):
            publish(tree, {"c.css": b"new"})
        assert snapshot(home / "web" / "site") == SMALL
        publish(tree, {"c.css": b"new"})
        assert snapshot(home / "web" / "site") == {**SMALL, "c.css": b"new"}


# One writer at a time, and its helpers


def test_a_second_build_is_told_to_wait(tmp_path: Path, tree: Tree) -> None:
    with tree.begin(anew=False) as update:
        write(update, SMALL)
        with pytest.raises(BusyError, match="site is being written by another build"):
            publish(tree_in(tmp_path), {"c.css": b"second"})
    assert snapshot(tmp_path / "site") == SMALL


def test_a_build_in_another_process_is_told_to_wait(tmp_path: Path, tree: Tree) -> None:
    def busy() -> None:
        with pytest.raises(BusyError):
            publish(tree_in(tmp_path), {"c.css": b"second"})

    with tree.begin(anew=False) as update:
        write(update, SMALL)
        assert code_of(child(busy)) == 0
    assert snapshot(tmp_path / "site") == SMALL


def test_helpers_that_outlive_a_killed_build_reach_nothing(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    prepare(tree)
    wait, go = os.pipe()
    hear, tell = os.pipe()

    def help_late(update: Update) -> None:
        os.close(go)
        os.write(tell, b"ready ")
        os.read(wait, 1)
        for uri in ("c.css", "a/index.html", "new/late.html", "late.html"):
            with suppress(OSError):
                update.write(uri, b"too late")
        os.write(tell, b"done")

    def build() -> None:
        with tree.begin(anew=False) as update:
            update.write("a/index.html", b"by the killed one")
            child(lambda: help_late(update))
            assert os.read(hear, 6) == b"ready "
            die()

    assert code_of(child(build)) == -signal.SIGKILL
    with tree.begin(anew=False) as update:  # the lock is not the helper's
        update.write("d.html", b"D")
        os.close(go)
        assert os.read(hear, 4) == b"done"
        assert snapshot(update.folder) == {**SMALL, "d.html": b"D"}
    publish(tree, {"e.html": b"E"})
    assert snapshot(tmp_path / "site") == {**SMALL, "d.html": b"D", "e.html": b"E"}
    for end in (wait, hear, tell):
        os.close(end)


def test_what_helpers_wrote_is_known_without_their_saying_so(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    prepare(tree)
    with tree.begin(anew=False) as update:
        helpers = [
            child(partial(write, update, {f"{part}/{n}.html": b"" for n in range(99)}))
            for part in ("x", "y", "x/z")
        ]
        helpers.append(child(lambda: update.remove("c.css")))
        assert [code_of(helper) for helper in helpers] == [0, 0, 0, 0]
    journal = Journal.read(tmp_path / "cache" / "published.json")
    assert set(journal.differing or ()) == snapshot(tmp_path / "site").keys() ^ SMALL.keys()
    assert len(journal.differing or ()) == 3 * 99 + 1
    publish(tree, {"d.html": b"D"})
    publish(tree, {"d.html": b"E"})
    assert len(snapshot(tmp_path / "site")) == len(SMALL) + 3 * 99


def test_a_folder_that_another_helper_removed_is_made_again(tree: Tree) -> None:
    with tree.begin(anew=False) as update:
        update.write("a/b/1.html", b"")
        assert code_of(child(lambda: update.remove("a/b/1.html"))) == 0
        assert update.write("a/b/2.html", b"")
        assert snapshot(update.folder) == {"a/b/2.html": b""}


def test_two_caches_do_not_spoil_each_other(tmp_path: Path, tree: Tree) -> None:
    other = Tree(tmp_path / "site", tmp_path / "elsewhere" / "published.json")
    publish(tree, SMALL)
    publish(tree, {"c.css": b"1"})
    generation = tree.generation
    for text in (b"2", b"3", b"4", b"5"):
        publish(other, {"a/index.html": text})
        assert tree.generation != generation, "what is published is another's"

    def publish_while_the_other_does() -> None:
        with tree.begin(anew=True) as update:
            write(update, {"sitemap.xml": b"late"})
            publish(other, {"a/index.html": b"6"})
            publish(other, {"a/index.html": b"7"})

    with pytest.raises(BusyError, match="another build has begun"):
        publish_while_the_other_does()
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"1", "a/index.html": b"7"}
    publish(tree, {"c.css": b"8"})
    assert snapshot(tmp_path / "site") == {**SMALL, "c.css": b"8", "a/index.html": b"7"}


@pytest.mark.skipif(sys.platform != "linux", reason="the step of Linux")
def test_a_reader_finds_a_site_at_each_moment(tmp_path: Path, tree: Tree) -> None:
    publish(tree, {"sitemap.xml": b"0"})
    wait, go = os.pipe()

    def read() -> None:
        os.close(go)
        os.set_blocking(wait, False)
        seen = 0
        while True:
            number = int((tmp_path / "site" / "sitemap.xml").read_bytes())
            assert number >= seen
            seen = number
            with suppress(BlockingIOError):
                os.read(wait, 1)
                return

    reader = child(read)
    for number in range(1, 60):
        publish(tree, {"sitemap.xml": b"%d" % number})
    os.close(go)
    os.close(wait)
    assert code_of(reader) == 0


# What is no site, and what is not in it


def test_a_folder_that_holds_no_site_is_left_alone(tmp_path: Path, tree: Tree) -> None:
    fill(tmp_path / "site", {"letter.txt": b"Dear mother"})
    with pytest.raises(NotASiteError, match="is not empty and holds no site: name another folder"):
        publish(tree, SMALL, anew=True)
    assert snapshot(tmp_path / "site") == {"letter.txt": b"Dear mother"}


def test_a_folder_that_comes_meanwhile_is_left_alone(tmp_path: Path, tree: Tree) -> None:
    def publish_while_a_folder_comes() -> None:
        with tree.begin(anew=True) as update:
            write(update, SMALL)
            fill(tmp_path / "site", {"letter.txt": b"Dear mother"})

    with pytest.raises(NotASiteError, match="holds no site"):
        publish_while_a_folder_comes()
    assert snapshot(tmp_path / "site") == {"letter.txt": b"Dear mother"}


def test_a_site_that_goes_meanwhile_is_published_all_the_same(tmp_path: Path, tree: Tree) -> None:
    publish(tree, SMALL)
    with tree.begin(anew=False) as update:
        update.write("d.html", b"D")
        shutil.rmtree(tmp_path / "site")
    assert snapshot(tmp_path / "site") == {**SMALL, "d.html": b"D"}
    publish(tree, {"e.html": b"E"})
    assert snapshot(tmp_path / "site") == {**SMALL, "d.html": b"D", "e.html": b"E"}


def test_a_file_is_left_alone(tmp_path: Path, tree: Tree) -> None:
    (tmp_path / "site").write_text("mine")
    with pytest.raises(NotASiteError, match="is a file: name a folder for the site"):
        publish(tree, SMALL)
    assert (tmp_path / "site").read_text() == "mine"


@pytest.mark.parametrize("kept", ["", "docs", "docs/deep"])
def test_the_project_itself_is_left_alone(tmp_path: Path, kept: str) -> None:
    fill(tmp_path / "project", {"sitemap.xml": b"", "docs/deep/index.md": b"# Hello"})
    before = snapshot(tmp_path / "project")
    tree = Tree(tmp_path / "project", tmp_path / "cache" / "j.json", [tmp_path / "project" / kept])
    with pytest.raises(NotASiteError, match="holds the project itself: name another folder"):
        publish(tree, SMALL)
    assert snapshot(tmp_path / "project") == before


def test_a_site_never_takes_the_place_of_its_cache(tmp_path: Path) -> None:
    fill(tmp_path / "site", {"sitemap.xml": b""})
    with pytest.raises(NotASiteError, match="holds the project itself"):
        publish(Tree(tmp_path / "site", tmp_path / "site" / ".cache" / "j.json"), SMALL)


def test_an_empty_folder_becomes_a_site(tmp_path: Path, tree: Tree) -> None:
    (tmp_path / "site").mkdir()
    publish(tree, SMALL)
    assert snapshot(tmp_path / "site") == SMALL


def test_a_site_that_others_built_is_carried_on(tmp_path: Path, tree: Tree) -> None:
    fill(tmp_path / "site", SMALL)
    (tmp_path / "site" / "link").symlink_to("a")
    publish(tree, {"d.html": b"D"})
    publish(tree, {"d.html": b"E"})
    assert snapshot(tmp_path / "site") == {**SMALL, "d.html": b"E", "link": b"a"}


def test_the_folders_above_a_site_are_made(tmp_path: Path) -> None:
    publish(Tree(tmp_path / "a" / "b" / "site", tmp_path / "c" / "d" / "j.json"), SMALL)
    assert snapshot(tmp_path / "a" / "b" / "site") == SMALL


@pytest.mark.parametrize("is_there", [True, False])
def test_a_link_to_a_folder_stays_and_its_folder_is_exchanged(
    tmp_path: Path, tree: Tree, is_there: bool
) -> None:
    (tmp_path / "disk").mkdir()
    if is_there:
        fill(tmp_path / "disk" / "web", {"sitemap.xml": b"old"})
    (tmp_path / "site").symlink_to(tmp_path / "disk" / "web")
    publish(tree, SMALL, anew=True)
    publish(tree, {"c.css": b"new"})
    assert (tmp_path / "site").readlink() == tmp_path / "disk" / "web"
    assert snapshot(tmp_path / "disk" / "web") == {**SMALL, "c.css": b"new"}
    assert sorted(path.name for path in (tmp_path / "disk").iterdir()) == [".web.before", "web"]
    assert tree.is_known


@pytest.mark.parametrize(
    "uri",
    ["", "/", "/etc/x", "..", "../x", "a/../../x", "a/..", "a//x", "a/", "./x", "a/./x", "\0"],
)
def test_a_uri_that_leads_out_is_refused(tmp_path: Path, tree: Tree, uri: str) -> None:
    publish(tree, SMALL)
    with tree.begin(anew=False) as update:
        with pytest.raises(NotInsideError):
            update.write(uri, b"")
        with pytest.raises(NotInsideError):
            update.remove(uri)
    assert snapshot(tmp_path / "site") == SMALL


def test_a_link_in_the_site_is_never_followed(tmp_path: Path, tree: Tree) -> None:
    fill(tmp_path / "outside", {"file": b"mine", "deep/file": b"mine"})
    fill(tmp_path / "site", SMALL)
    (tmp_path / "site" / "folder").symlink_to(tmp_path / "outside")
    (tmp_path / "site" / "file").symlink_to(tmp_path / "outside" / "file")
    with tree.begin(anew=False) as update:
        for uri in ("folder/file", "folder/new", "folder/deep/file", "folder/other/new"):
            with pytest.raises(NotInsideError, match="is a link"):
                update.write(uri, b"ours")
            with pytest.raises(NotInsideError, match="is a link"):
                update.remove(uri)
        assert update.write("file", b"mine")
        update.remove("folder")
    assert snapshot(tmp_path / "site") == {**SMALL, "file": b"mine"}
    assert snapshot(tmp_path / "outside") == {"file": b"mine", "deep/file": b"mine"}


def test_odd_names_are_names(tmp_path: Path, tree: Tree) -> None:
    odd = ["a b/ü.html", "new\nline", "-", "...", "a\\b", "x" * 255, os.fsdecode(b"\xff\xfe")]
    publish(tree, dict.fromkeys(odd, b"1"))
    publish(tree, dict.fromkeys(odd, b"2"))
    publish(tree, {"last": b""})
    assert snapshot(tmp_path / "site") == {**dict.fromkeys(odd, b"2"), "last": b""}
