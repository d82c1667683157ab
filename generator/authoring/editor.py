"""Put the schemas for editors into a desk's folder of briefings.

They are next to the briefings so that an editor finds them in a fresh clone, without a network and
before anything is built, wherever the folder of briefings is.
"""

from __future__ import annotations

import os
from pathlib import Path

from generator.model.schema import ACTORS_SCHEMA, BRIEFING_SCHEMA, schema_files
from generator.reading.paths import REGISTER_NAME

SCHEMAS = Path(".schema")
"""The folder of schemas in a folder of briefings; its dot keeps it from being read too."""


def place_schemas(folder: Path) -> list[Path]:
    """Put the schemas into a folder of briefings; return the files that this added or changed."""
    written = []
    for name, text in schema_files().items():
        path = folder / SCHEMAS / name
        if not path.is_file() or path.read_bytes() != text.encode():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return written


def modeline(path: Path, folder: Path) -> str:
    """The comment that leads editors to the schema of a file in a folder of briefings.

    It belongs on the file's first line, and has no line break at its end.
    """
    is_register = path.absolute() == (folder / REGISTER_NAME).absolute()
    schema = folder / SCHEMAS / (ACTORS_SCHEMA if is_register else BRIEFING_SCHEMA)
    relative = Path(os.path.relpath(schema.absolute(), path.absolute().parent)).as_posix()
    return f"# yaml-language-server: $schema={relative}"
