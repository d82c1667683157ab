"""What it costs to make the index of each search, and to take an edit in: for `search.py`."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import sqlite3
import struct
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median

from generator.linking.corpus import Corpus
from generator.publishing.search.box import box_of, module
from generator.publishing.search.files import SUFFIX, name_of, packed
from generator.publishing.search.index import MANIFEST, Index
from generator.publishing.search.records import Record, records_of
from generator.publishing.search.site import FOLDER, Search
from generator.publishing.search.speech import speech_of
from generator.reading.collecting import no_collecting
from generator.rendering.edition import Edition
from tests.bench.search_peers import find_pagefind, make_material, make_pagefind, pages_of

MADE, EDITED = 3, 5
"""How many times ours is made, and how many edits are taken in."""
MANY_WORDS = 20
"""In the text of a record that is edited."""
EDITION = Edition()
SECONDS, BYTES, NUMBER, SHARE, QUESTIONS = "s", "B", "", "%", "?"
"""Units."""


@dataclass(frozen=True, slots=True)
class Row:
    """One measure, for each search; None where it has none."""

    name: str
    unit: str
    ours: float | None
    pagefind: float | None = None
    material: float | None = None
    limit: float | None = None
    """What ours may not exceed."""


def index_rows(corpus: Corpus, records: Sequence[Record], root: Path) -> Iterator[Row]:
    """Make the index of each search in a folder of its own below `root`.

    The others know no edits: they make all anew. `counts` is ours without subjects, so that
    every claim is a result of its own, as it has to be where briefings are counted.
    """
    ours, theirs, material = (root / name for name in ("ours", "pagefind", "material"))
    seconds = []
    for _ in range(MADE):
        shutil.rmtree(ours, ignore_errors=True)
        search = Search()
        search.begin(corpus, EDITION)
        seconds.append(_timed(partial(search.write, ours)))
    del search
    _copy_without_subjects(ours / FOLDER, root / "counts" / FOLDER)
    edits = list(_edits(corpus, root / "edits"))
    shutil.rmtree(root / "edits")
    making, processors = (median(each) for each in zip(*seconds, strict=True))
    quick, at_work, whole, changed, written = map(median, zip(*edits, strict=True))
    pages, program = pages_of(records), find_pagefind()
    for_pagefind, their_processors = _timed(partial(make_pagefind, program, pages, theirs))
    for_material, json_processors = _timed(partial(make_material, records, material))
    size, files = _size(ours.rglob("*.bin"))
    their_size, their_files = _size(theirs.rglob("*.*"))
    json_size, _ = _size(material.glob("*.json"))
    yield Row("index made", SECONDS, making, for_pagefind, for_material, 15)
    yield Row("index made: processors", SECONDS, processors, their_processors, json_processors)
    yield Row("index: bytes", BYTES, size, their_size, json_size, 20_000_000)
    yield Row("index: files", NUMBER, files, their_files, 1, 3_000)
    yield Row("an edit, what changed written", SECONDS, quick, for_pagefind, for_material, 0.3)
    yield Row("the same: processors", SECONDS, at_work, their_processors, json_processors)
    yield Row("an edit, all files written", SECONDS, whole, for_pagefind, for_material)
    yield Row("an edit: bytes changed", BYTES, written, their_size, json_size)
    yield Row("an edit: files changed", NUMBER, changed, their_files, 1)
    yield Row("box in each page", BYTES, _size_of_box(), limit=2_000)
    yield Row("module, gzip", BYTES, len(gzip.compress(module().encode())), limit=12_000)


def _edits(corpus: Corpus, folder: Path) -> Iterator[tuple[float, float, float, int, int]]:
    """Put a word before the texts of some records from the middle, one after another.

    Each edit is taken in as by a process that has just been started: it loads what was saved,
    changes the records of one page, and saves. Gives the seconds of this and of writing the
    files that changed, those that a processor worked for it, those with the writing of all
    files, and the number and the bytes of the files that have changed.
    """
    records = list(records_of(corpus, EDITION))
    pages: dict[str, list[Record]] = defaultdict(list)
    for record in records:
        pages[record.page].append(record)
    index = Index()
    files = dict(index.make(pages.items(), speech_of(corpus, EDITION)).files)
    _write(files, folder)
    long = (at for at, record in enumerate(records) if record.text.count(" ") >= MANY_WORDS)
    middle = sorted(long, key=lambda at: abs(at - len(records) // 2))
    with closing(sqlite3.connect(folder / "kept.sqlite")) as connection, no_collecting():
        index.save(connection)
        connection.commit()
        for at in middle[:EDITED]:
            told = records[at]
            edited = replace(told, text=f"changed {told.text}")
            page = pages[told.page]
            page[page.index(told)] = edited
            worked, start = time.process_time(), time.perf_counter()
            again = Index.load(connection)
            assert again
            changes = again.change({told.page: page})
            _write(changes.files, folder)
            for name in changes.gone:
                (folder / name).unlink()
            again.save(connection)
            connection.commit()
            at_work, quick = time.process_time() - worked, time.perf_counter()
            files = {name: files[name] for name in files.keys() - changes.gone}
            files |= changes.files
            _write(files, folder)
            whole = time.perf_counter() - start
            size = sum(map(len, changes.files.values()))
            yield quick - start, at_work, whole, len(changes.files), size


def _copy_without_subjects(folder: Path, target: Path) -> None:
    """Copy an index so that no records share a subject."""
    shutil.copytree(folder, target)
    manifest = target / MANIFEST
    content = gzip.decompress(manifest.read_bytes())
    head = json.loads(content[4 : 4 + struct.unpack("<I", content[:4])[0]])
    none = packed({"count": 0})
    (target / f"{name_of(none)}{SUFFIX}").write_bytes(none)
    manifest.write_bytes(packed({**head, "subjects": name_of(none)}))


def _size_of_box() -> int:
    page = '<nav class="md-header__inner"></nav>'
    box = box_of(EDITION.wording())
    return len(box.put_into(page, "../../search/").encode()) - len(page)


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _size(paths: Iterable[Path]) -> tuple[int, int]:
    """The bytes of some files, and how many they are."""
    sizes = [path.stat().st_size for path in paths if path.is_file()]
    return sum(sizes), len(sizes)


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    """The seconds that something takes, and those of processors: its child processes' as well."""
    before, start = os.times(), time.perf_counter()
    work()
    seconds, after = time.perf_counter() - start, os.times()
    return seconds, sum(after[:4]) - sum(before[:4])
