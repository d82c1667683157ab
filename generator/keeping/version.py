"""Where things are kept, and the version of the code that made them."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from pathlib import Path

from generator.extending import code_of_extensions
from generator.keeping.stamps import below

CACHE = Path(".cache", "briefings")
CODE = Path(__file__).parents[1]
"""The folder of the generator itself."""
EPOCH = "SOURCE_DATE_EPOCH"
"""The environment variable that gives the time of a build; see reproducible-builds.org."""


def code_version() -> str:
    """A fingerprint of the code, the Python and the packages that everything is made with."""
    added, files = code_of_extensions()
    code = sorted((path, stamp) for path, stamp in below([CODE, *files]).items())
    packages = sorted(path.name for path in Path(sysconfig.get_paths()["purelib"]).iterdir())
    return hashlib.sha256(repr((sys.version, code, packages, added)).encode()).hexdigest()[:16]
