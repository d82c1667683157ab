"""Files out of packages of npm: for what no package of Python carries."""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path

import pytest

from tests.pictures import ROOT

CACHE = ROOT / ".cache" / "npm"


def unpacked(name: str, version: str, sha512: str) -> Path:
    """The folder of a package as it was published; nothing is installed and nothing of it runs.

    It is fetched once and kept in `.cache/`. Where it cannot be fetched the test is skipped, or
    fails under CI.
    """
    target = CACHE / f"{name.replace('/', '-')}-{version}"
    if not target.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as scratch:
            archive = _fetched(f"{name}@{version}", Path(scratch))
            digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            assert digest == sha512, f"{name} is not the package that it was"
            with tarfile.open(archive) as tar:
                tar.extractall(scratch, filter="data")
            (Path(scratch) / "package").rename(target)
    return target


def _fetched(package: str, folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        return _missing("there is no npm")
    done = subprocess.run(
        [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), package],
        check=False,
        capture_output=True,
        text=True,
        timeout=120,
    )
    archives = list(folder.glob("*.tgz"))
    if done.returncode or len(archives) != 1:
        return _missing(f"npm cannot fetch {package}: {done.stderr}")
    return archives[0]


def _missing(why: str) -> Path:
    if os.environ.get("CI"):
        pytest.fail(f"{why}, and CI is set")
    pytest.skip(why)
