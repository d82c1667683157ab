"""A published folder that is one complete version at every moment.

Next to it is a hidden spare, which shares with it every file that is the same in both. An update
makes the spare the same as what is published, changes it, and swaps the two. The spare is then the
previous version, and the journal says in which files they differ: so an update costs what it
changes, not what the site holds.

The journal (`journal.py`) is on disk before the spare is touched, and again before the swap. A
process that is killed at any point leaves a complete published folder, and a journal that tells
what can still be made of the spare.

Only the journal is forced to the disk, not the files themselves. After a *power cut*, files that
were written in the last half minute may be empty on some file systems, in a folder that the journal
knows: then build from scratch.

Changing a file of the published folder in place changes the spare's as well. Tools that replace
files, or add some next to them, do no harm, though an update need not preserve what they did.
"""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
import stat
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

from generator.keeping.alone import BusyError, alone
from generator.publishing.exchange import exchange
from generator.publishing.inside import Inside, NotInsideError, files_in, mirror
from generator.publishing.journal import Journal, Stamp, Version


class NotASiteError(Exception):
    """There is something in the place of the site that is no site; it is left alone."""


class Update:
    """The next version in the making. Processes forked meanwhile may write to it, too."""

    folder: Path
    """The spare, for reading. Its files are the published ones: change them only by `write`."""
    base: str
    """The generation of the version that this one starts from; empty if that is not known."""

    def __init__(self, folder: Path, base: str, log: IO[bytes], *, anew: bool) -> None:
        self.folder, self.base = folder, base
        self._inside = Inside(folder, clears=anew)
        self._log = log

    def write(self, uri: str, content: bytes) -> bool:
        """Write a file, unless it holds exactly this already; tell whether it was written.

        What is in the way, a file for a folder or a folder for a file, has to be removed first,
        unless everything is made from scratch (`anew`). Raises `NotInsideError`, and OSError.
        """
        is_written = self._inside.write(uri, content)
        self._tell("+" if is_written else "=", uri)
        return is_written

    def write_folder(self, folder: Path) -> None:
        """Write all files of a folder, each under the name that it has there."""
        for uri in files_in(folder):
            self.write(uri, (folder / uri).read_bytes())

    def remove(self, uri: str) -> None:
        """Remove a file, if it is there, and folders that become empty."""
        if self._inside.remove(uri):
            self._tell("-", uri)

    def _tell(self, mark: str, uri: str) -> None:
        # All processes append to one log: if a page went unreported, the version after the next
        # would show it as it is now.
        os.write(self._log.fileno(), os.fsencode(f"{mark}{uri}\0"))

    def told(self) -> tuple[set[str], set[str]]:
        """What was given to `write` and not removed again, and what was changed."""
        self._log.seek(0)
        given, changed = set[str](), set[str]()
        for entry in self._log.read().split(b"\0")[:-1]:
            mark, uri = chr(entry[0]), os.fsdecode(entry[1:])
            if mark == "-":
                given.discard(uri)
            else:
                given.add(uri)
            if mark != "=":
                changed.add(uri)
        return given, changed

    def keep_what_was_given(self) -> None:
        """Remove everything that was there before and has not been written again."""
        given, _ = self.told()
        for uri in given:
            if not self._inside.holds(uri):  # it had to make way
                raise IsADirectoryError(
                    errno.EISDIR, "was written both as a file and a folder", uri
                )
        for uri in self._inside.keep(given):
            self._tell("-", uri)

    def is_in_place(self) -> bool:
        """Tell whether the folder is still where it was when the update began."""
        return self._inside.stands_at(self.folder)

    def close(self) -> None:
        """Close the folder."""
        self._inside.close()


class Tree:
    """A published folder and its spare.

    A link to a folder is followed: the folder itself is swapped, and the link stays.
    """

    def __init__(self, target: Path, journal: Path, kept: Iterable[Path] = ()) -> None:
        """`journal` is a file in the cache; `kept` are folders that a site never replaces."""
        self._target, self._journal = target, journal
        self._kept = (*kept, journal.parent)

    @property
    def generation(self) -> str:
        """The name of the published version; empty if the journal does not know it."""
        version = Journal.read(self._journal).version(Stamp.of(self._published))
        return version.generation if version else ""

    @property
    def is_known(self) -> bool:
        """Whether what is published can be trusted without looking at each file.

        It can if all of it was made here, and nothing has come or gone directly in the folder
        since.
        """
        return self.generation != ""

    def refuse_foreign(self) -> None:
        """Raise `NotASiteError` if what is in the place of the site is no site."""
        self._refuse_foreign(Journal.read(self._journal))

    @contextmanager
    def begin(self, *, anew: bool) -> Iterator[Update]:
        """Make the next version, which is published when the block ends without an exception.

        `anew`: it holds only what is written to it. The spare is not emptied for that: what is the
        same need not be written, what is not is replaced, and what has not been written when the
        block ends is removed.

        A version that is the same as the one before is not published, and the generation stays.
        Raises `BusyError` at once if another process is in such a block, `NotASiteError`, and
        OSError.
        """
        told = f"{self._target} is being written by another build: wait until it has ended"
        with alone(self._journal.with_suffix(".lock"), told), ExitStack() as stack:
            published, spare = self._published, self._beside("before")
            published.parent.mkdir(parents=True, exist_ok=True)
            self._put_back()
            journal = Journal.read(self._journal)
            old = self._refuse_foreign(journal)
            is_copy = self._make_ready(journal, old, anew=anew)
            log = stack.enter_context(_log(self._journal.parent))
            update = Update(spare, old.generation if old else "", log, anew=anew)
            stack.callback(update.close)
            yield update
            if not update.is_in_place():
                raise BusyError(f"another build has begun to write {self._target}")
            if anew:
                update.keep_what_was_given()
            self._refuse_foreign(journal)
            self._publish(old, update.told()[1] if is_copy else None, anew=anew)

    @property
    def _published(self) -> Path:
        return Path(os.path.realpath(self._target))

    def _beside(self, word: str) -> Path:
        published = self._published
        return published.with_name(f".{published.name}.{word}")

    def _put_back(self) -> None:
        """Undo a swap in three steps that was interrupted between them."""
        between = self._beside("between")
        if not os.path.lexists(between):
            return
        for place in (self._published, self._beside("before")):
            if not os.path.lexists(place):
                between.rename(place)
                return
        shutil.rmtree(between)

    def _refuse_foreign(self, journal: Journal) -> Version | None:
        """What is published now. Raises `NotASiteError` if it is not a site."""
        target, published = self._target, self._published
        if any(folder.resolve().is_relative_to(published) for folder in self._kept):
            raise NotASiteError(
                f"{target} holds the project itself: name another folder for the site"
            )
        if not os.path.lexists(published):
            return None
        stamp = Stamp.of(published)
        if stamp is None:
            raise NotASiteError(f"{target} is a file: name a folder for the site")
        if version := journal.version(stamp):
            return version
        if any(published.iterdir()) and not (published / "sitemap.xml").exists():
            raise NotASiteError(f"{target} is not empty and holds no site: name another folder")
        return Version(stamp, "")

    def _make_ready(self, journal: Journal, old: Version | None, *, anew: bool) -> bool:
        """Prepare the spare for an update; tell whether it is now a copy of what is published."""
        published, spare = self._published, self._beside("before")
        other = journal.version(Stamp.of(spare))
        is_known = old in journal.versions and other not in (old, None)
        Journal((old,) if old else ()).write(self._journal)
        is_copy = is_known and journal.differing is not None
        if is_copy:
            try:
                _follow(spare, published, journal.differing or ())
            except (OSError, NotInsideError):  # it is not what it should be: treat it as unknown
                is_copy = False
        if not is_copy:
            self._renew(keep=old is not None)
            is_copy = not anew or old is None
            if old and is_copy:
                mirror(str(published), str(spare))
        if old:
            spare.chmod(stat.S_IMODE(published.stat().st_mode) | stat.S_IRWXU)
        return is_copy

    def _renew(self, *, keep: bool) -> None:
        """Replace the spare with a new folder, which holds what it held, or nothing.

        Processes of a build that was killed may still write to the old one.
        """
        spare, gone = self._beside("before"), self._beside("gone")
        if gone.is_dir():
            shutil.rmtree(gone)
        if Stamp.of(spare):
            spare.rename(gone)
        elif os.path.lexists(spare):
            spare.unlink()
        spare.mkdir()
        if keep and gone.is_dir():
            for entry in gone.iterdir():
                entry.rename(spare / entry.name)

    def _publish(self, old: Version | None, differing: set[str] | None, *, anew: bool) -> None:
        """Let the spare take its place, unless it is the same as what is there."""
        published, spare, gone = self._published, self._beside("before"), self._beside("gone")
        now = time.time_ns()
        os.utime(spare, ns=(now, now))  # no two versions in one folder share a stamp
        stamp = Stamp.of(spare)
        assert stamp  # a folder that we hold open
        # A version that builds on a site of unknown content is not known either.
        is_ours = anew or old is None or old.generation
        new = Version(stamp, secrets.token_hex(8) if is_ours else "")
        if differing == set():
            if old:
                name = old.generation or new.generation
                both = (Version(old.stamp, name), Version(stamp, name))
                Journal(both, frozenset()).write(self._journal)
            return
        versions = (old, new) if old else (new,)
        Journal(versions, frozenset(differing) if old and differing else None).write(self._journal)
        if os.path.lexists(published):
            exchange(spare, published, self._beside("between"))
        else:
            spare.rename(published)
        if gone.is_dir():  # last: on ext4, making files is slow where many just went
            shutil.rmtree(gone, ignore_errors=True)


def _follow(spare: Path, published: Path, uris: Collection[str]) -> None:
    with closing(Inside(spare)) as inside, closing(Inside(published)) as source:
        inside.follow(source, uris)


@contextmanager
def _log(folder: Path) -> Iterator[IO[bytes]]:
    """A file without a name that several processes append to."""
    with tempfile.TemporaryFile(dir=folder) as log:
        fcntl.fcntl(log, fcntl.F_SETFL, os.O_APPEND)
        yield log
