"""Builds that are killed, at any step and at any moment, leave one complete version behind."""

from __future__ import annotations

import itertools
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publishing import exchange
from generator.publishing.tree import Tree
from tests.folders import snapshot
from tests.publishing.trees import (
    SMALL,
    LostError,
    child,
    code_of,
    die,
    fail,
    publish,
    tree_in,
    write,
)

pytestmark = pytest.mark.usefixtures("without_waiting_for_the_disk")


@contextmanager
def killed_at(step: int) -> Iterator[None]:
    """Die before that many changes of files or folders have been made."""
    changes = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.utime"}
    left = itertools.count(step, -1)

    def hook(event: str, details: tuple[object, ...]) -> None:
        is_written = event == "open" and isinstance(details[2], int) and details[2] & os.O_CREAT
        # The exchange itself has no event; before it, its name is looked up in the library.
        if (event in changes or is_written or event == "ctypes.dlsym") and next(left) <= 0:
            die()

    sys.addaudithook(hook)  # of a process that ends
    yield


def killed_updates(
    home: Path, before: Callable[[], object], update: Callable[[], object], *, has_a_gap: bool
) -> int:
    """Kill an update before each of its steps; what is there then is old or new, and goes on.

    Returns the number of steps.
    """
    for step in itertools.count():
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        before()
        old = snapshot(home / "site")

        def work(step: int = step) -> None:
            with killed_at(step):
                update()

        code = code_of(child(work))
        tree = tree_in(home)
        if code == 0:
            assert snapshot(home / "site") != old
            return step
        assert code == -signal.SIGKILL
        found = snapshot(home / "site") if (home / "site").exists() else {}
        is_known = tree.is_known
        update()
        new = snapshot(home / "site")
        assert found in (old, new) or (not found and has_a_gap), step
        assert is_known or not found
        publish(tree, {"last": b"words"})
        assert snapshot(home / "site") == {**new, "last": b"words"}, step
        publish(tree, {}, ["last"])
        assert snapshot(home / "site") == new, step
        assert {path.name for path in home.iterdir()} == {"site", ".site.before", "cache"}
    raise AssertionError


STATES = ("none", "one", "two", "two, the last of them anew", "failed")
"""What may have been before an update."""
QUICK = {("two", False, True), ("failed", False, False), ("two", True, True)}


@pytest.mark.parametrize(
    ("earlier", "anew", "in_one_step"),
    [
        pytest.param(*case, marks=() if case in QUICK else pytest.mark.long)
        for case in itertools.product(STATES, (False, True), (True, False))
    ],
)
def test_an_update_can_be_killed_before_each_of_its_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, earlier: str, anew: bool, in_one_step: bool
) -> None:
    tree = tree_in(tmp_path / "home")
    if not in_one_step:
        monkeypatch.setattr(exchange, "_in_one_step", lambda first, second: False)

    def before() -> None:
        if earlier == "none":
            return
        publish(tree, SMALL)
        if earlier != "one":
            publish(tree, {**SMALL, "a/b/index.html": b"2", "d.html": b"D"}, anew="anew" in earlier)
        if earlier == "failed":
            fail(tree, {"e/e": b"lost", "c.css": b"lost"})

    def update() -> None:
        removed = () if anew else ["c.css", "d.html"]
        publish(
            tree, {"sitemap.xml": b"next", "a/index.html": b"N", "f/g": b""}, removed, anew=anew
        )

    steps = killed_updates(tmp_path / "home", before, update, has_a_gap=not in_one_step)
    assert steps > 10


def version(number: int) -> dict[str, bytes]:
    """What a site of that number holds."""
    chance = random.Random(number)
    pages = {
        f"{chance.choice('abc')}/p{page}/index.html": b"%d" % (number // chance.randint(1, 9)) * 999
        for page in range(25)
        if chance.random() < 0.8
    }
    return {**pages, "sitemap.xml": b"%d" % number}


def keep_publishing(tree: Tree, number: int, tell: int) -> NoReturn:
    """Publish one version after another, with the help of a second process, in every way."""
    while True:
        files, next_ones = version(number), version(number + 1)
        os.write(tell, b"%d\n" % number)
        with tree.begin(anew=number % 4 == 0) as update:
            for uri in files.keys() - next_ones.keys():
                update.remove(uri)
            pages = sorted(next_ones.items())
            helper = child(partial(write, update, dict(pages[::2])))
            write(update, dict(pages[1::2]))
            assert code_of(helper) == 0
        number += 1
        if number % 7 == 0:
            fail(tree, version(number + 5))


def published_through_kills(home: Path, kills: int) -> int:
    """Kill builds again and again; returns the number of the last version."""
    tree, chance = tree_in(home), random.Random(kills)
    began = time.monotonic()
    publish(tree, version(0), anew=True)
    took = time.monotonic() - began  # on a busy machine long
    number = 0
    for kill in range(kills):
        hear, tell = os.pipe()
        process = child(partial(keep_publishing, tree, number, tell))
        os.close(tell)
        with os.fdopen(hear) as lines:
            # On a machine that is too busy none but the last may come to its second version.
            told = [int(next(lines)) for _ in range(2)] if kill == kills - 1 else []
            time.sleep(chance.uniform(0.005, 0.06 + 4 * took))
            os.kill(process, signal.SIGKILL)
            assert code_of(process) == -signal.SIGKILL
            told += [int(line) for line in lines]
        found = snapshot(home / "site")
        assert tree.is_known
        number = int(found["sitemap.xml"])
        assert number in ({told[-1], told[-1] + 1} if told else {number})
        assert found == version(number)
    return number


def test_builds_can_be_killed_at_any_time(tmp_path: Path) -> None:
    assert published_through_kills(tmp_path, 15) > 0


@pytest.mark.long
def test_builds_can_be_killed_many_times(tmp_path: Path) -> None:
    assert published_through_kills(tmp_path, 200) > 0


class Step(NamedTuple):
    """One update, and how it ends."""

    anew: bool
    written: dict[str, bytes]
    removed: list[str]
    end: str

    def run(self, tree: Tree, made: dict[str, bytes]) -> None:
        with tree.begin(anew=self.anew) as update:
            for uri in self.removed:
                update.remove(uri)
                made.pop(uri, None)
            for uri, content in self.written.items():
                for other in made.keys() - {uri}:
                    if other.startswith(f"{uri}/") or uri.startswith(f"{other}/"):
                        update.remove(other)
                        made.pop(other)
                update.write(uri, content)
                made[uri] = content
            if self.end == "an exception":
                raise LostError
            if self.end == "a kill":
                die()


NAMES = ["a", "b", "a/x", "a/y", "b/x", "b/x/y"]
ENDS = ["well", "well", "an exception", "a kill", "well, the journal lost", "well, the spare lost"]
STEPS = st.builds(
    Step,
    anew=st.booleans(),
    written=st.dictionaries(st.sampled_from(NAMES), st.sampled_from([b"", b"1", b"2"]), max_size=4),
    removed=st.lists(st.sampled_from(NAMES), max_size=3),
    end=st.sampled_from(ENDS),
)


@settings(max_examples=60)
@given(st.lists(STEPS, max_size=8))
def test_what_is_published_is_always_what_was_last_written_whole(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as name:
        home, expected = Path(name), {"sitemap.xml": b""}
        tree, is_lost = tree_in(home), False
        publish(tree, expected, anew=True)
        for step in steps:
            step.written["sitemap.xml"] = b""
            made = {} if step.anew else dict(expected)
            if step.end == "a kill":
                assert code_of(child(partial(step.run, tree, made))) == -signal.SIGKILL
            elif step.end == "an exception":
                with pytest.raises(LostError):
                    step.run(tree, made)
            else:
                step.run(tree, made)
                expected = made
                is_lost = is_lost and not step.anew
            assert snapshot(home / "site") == expected
            assert tree.is_known != is_lost
            if "spare" in step.end:
                shutil.rmtree(home / ".site.before", ignore_errors=True)
            if "journal" in step.end:
                (home / "cache" / "published.json").unlink()
                is_lost = True
