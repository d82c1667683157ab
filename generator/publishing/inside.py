"""A folder addressed by uris, none of which leads out; it may share files with another folder.

A file that is the same in two folders of one file system is one file with two names (a hard link).
So nothing here writes into an existing file.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.EMLINK, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EXDEV}
"""Errors of a file system that has no hard links, or allows none for this file."""


class NotInsideError(Exception):
    """A uri leads out of the folder that it should stay in."""


class Inside:
    """A folder whose files are named by uris, none of which leads out of it.

    Files are written and removed through a descriptor of the folder, not its path: a process that
    outlives its build cannot touch what has taken the folder's place since.
    """

    folder: Path
    """Where it was when it was opened."""
    clears: bool
    """Whether to remove what is in the way: a folder where a file goes, or a file for a folder."""

    def __init__(self, folder: Path, *, clears: bool = False) -> None:
        self.folder, self.clears = folder, clears
        self._root = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
        self._known = {""}  # folders known not to be links

    def close(self) -> None:
        """Close the folder, which cannot be used after this."""
        os.close(self._root)
        self._root = -1

    def stands_at(self, path: Path) -> bool:
        """Tell whether a path leads to this very folder."""
        with suppress(FileNotFoundError):
            return os.path.samestat(os.fstat(self._root), path.lstat())
        return False

    def holds(self, uri: str) -> bool:
        """Tell whether there is a file of this name; a link is one, a folder is not."""
        _folder_of(uri)
        try:
            found = os.stat(uri, dir_fd=self._root, follow_symlinks=False)
        except (FileNotFoundError, NotADirectoryError):
            return False
        return not stat.S_ISDIR(found.st_mode)

    def write(self, uri: str, content: bytes) -> bool:
        """Write a file, unless it holds exactly this already; tell whether it was written.

        It never writes into the existing file, which another folder may share.
        """
        folder = _folder_of(uri)
        try:
            return self._write(folder, uri, content)
        except FileNotFoundError:  # another process has removed a folder that had become empty
            self._known = {""}
            return self._write(folder, uri, content)

    def remove(self, uri: str) -> bool:
        """Remove a file, and folders that become empty; tell whether it was there."""
        folder = _folder_of(uri)
        try:
            self._enter(folder)
            if not self.holds(uri):
                return False
            os.unlink(uri, dir_fd=self._root)
        except (FileNotFoundError, NotADirectoryError):
            return False
        while folder:
            try:
                os.rmdir(folder, dir_fd=self._root)
            except OSError:  # it is not empty
                break
            self._known.discard(folder)
            folder = folder.rpartition("/")[0]
        return True

    def follow(self, source: Inside, uris: Collection[str]) -> None:
        """Make these files the same as in another folder."""
        there = [uri for uri in uris if source.holds(uri)]
        for uri in set(uris).difference(there):  # first: a folder may have taken a file's place
            self.remove(uri)
        for uri in there:
            self._enter(_folder_of(uri), make=True)
            with suppress(FileNotFoundError):
                os.unlink(uri, dir_fd=self._root)
            _share(f"{source.folder}/{uri}", f"{self.folder}/{uri}")

    def keep(self, uris: Collection[str]) -> list[str]:
        """Remove all other files; returns those that were removed."""
        removed: list[str] = []
        self._keep(uris, "", removed)
        return removed

    def _keep(self, uris: Collection[str], folder: str, removed: list[str]) -> bool:
        """Do so in a folder, whose name ends in a slash; tell whether anything is left of it."""
        is_left = False
        for entry in _entries(f"{self.folder}/{folder}"):
            uri = folder + entry.name
            if entry.is_dir(follow_symlinks=False):
                if self._keep(uris, f"{uri}/", removed):
                    is_left = True
                else:
                    os.rmdir(uri, dir_fd=self._root)
            elif uri in uris:
                is_left = True
            else:
                os.unlink(uri, dir_fd=self._root)
                removed.append(uri)
        return is_left

    def _enter(self, folder: str, *, make: bool = False) -> None:
        """Make sure that a folder is there, and that there is no link on the way to it."""
        if folder in self._known:
            return
        self._enter(folder.rpartition("/")[0], make=make)
        try:
            if not make:
                raise FileExistsError  # or is not there, which `stat` finds out
            os.mkdir(folder, dir_fd=self._root)
        except FileExistsError:
            mode = os.stat(folder, dir_fd=self._root, follow_symlinks=False).st_mode
            if not stat.S_ISDIR(mode):
                self._make_way(folder, mode, make=make)
        self._known.add(folder)

    def _make_way(self, folder: str, mode: int, *, make: bool) -> None:
        """Put a folder in the place of something else, if `clears` allows it."""
        if make and self.clears:
            os.unlink(folder, dir_fd=self._root)
            os.mkdir(folder, dir_fd=self._root)
        elif stat.S_ISLNK(mode):
            raise NotInsideError(f"{folder} is a link, which may lead anywhere")
        else:
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), folder)

    def _write(self, folder: str, uri: str, content: bytes) -> bool:
        self._enter(folder, make=True)
        try:
            self._create(uri, content)
        except FileExistsError:
            if self._is_just(uri, content):
                return False
        else:
            return True
        # Not removed and created again: most file systems bring a file that replaces another to the
        # disk before its name, so that after a power cut one of the two is there.
        beside = f"{folder}/.{threading.get_native_id()}.new".lstrip("/")
        with suppress(FileNotFoundError):
            os.unlink(beside, dir_fd=self._root)
        self._create(beside, content)
        try:
            self._replace(beside, uri)
        except OSError:
            os.unlink(beside, dir_fd=self._root)
            raise
        return True

    def _replace(self, beside: str, uri: str) -> None:
        try:
            os.replace(beside, uri, src_dir_fd=self._root, dst_dir_fd=self._root)
        except IsADirectoryError:
            if not self.clears:
                raise
            shutil.rmtree(uri, dir_fd=self._root)
            self._known = {""}
            os.replace(beside, uri, src_dir_fd=self._root, dst_dir_fd=self._root)

    def _create(self, uri: str, content: bytes) -> None:
        file = os.open(uri, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=self._root)
        try:
            rest = memoryview(content)
            while rest:
                rest = rest[os.write(file, rest) :]
        except BaseException:  # as when the disk is full: half a file is worse than none
            os.unlink(uri, dir_fd=self._root)
            raise
        finally:
            os.close(file)

    def _is_just(self, uri: str, content: bytes) -> bool:
        try:
            file = os.open(uri, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=self._root)
        except OSError:  # a link, or something that we may not read
            return False
        try:
            found = os.fstat(file)
            if not stat.S_ISREG(found.st_mode) or found.st_size != len(content):
                return False
            return os.read(file, len(content)) == content
        finally:
            os.close(file)


def files_in(folder: Path) -> Iterator[str]:
    """The uris of all files in a folder."""
    for parent, _, names in os.walk(folder):
        for name in names:
            yield Path(parent, name).relative_to(folder).as_posix()


def mirror(source: str, target: str) -> None:
    """Make a folder the same as another, with the same files wherever hard links are possible.

    Files that already are the same stay, and so do folders: on ext4, removing a folder and making
    it again costs many times as much as looking into it.
    """
    there = {entry.name: entry for entry in _entries(target)}
    for entry in _entries(source):
        old, path = there.pop(entry.name, None), f"{target}/{entry.name}"
        is_folder = entry.is_dir(follow_symlinks=False)
        if old and old.is_dir(follow_symlinks=False) != is_folder:
            _remove(old)
            old = None
        if is_folder:
            if not old:
                Path(path).mkdir()
            mirror(entry.path, path)
        elif not old or old.inode() != entry.inode():
            if old:
                _remove(old)
            _share(entry.path, path)
    for old in there.values():
        _remove(old)


def _folder_of(uri: str) -> str:
    """The folder of the file that a uri names. Raises `NotInsideError`."""
    if "\0" in uri or not {"", ".", ".."}.isdisjoint(uri.split("/")):
        raise NotInsideError(f"{uri!r} does not name a file in the site")
    return uri.rpartition("/")[0]


def _share(source: str, target: str) -> None:
    """Give a file a second name, or copy it if it cannot have one."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        shutil.copy2(source, target, follow_symlinks=False)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return list(entries)


def _remove(entry: os.DirEntry[str]) -> None:
    if entry.is_dir(follow_symlinks=False):
        shutil.rmtree(entry.path)
    else:
        Path(entry.path).unlink()
