"""What the search is measured against, and the words it is measured with: for `search.py`.

Both come from packages in an environment of its own below `.cache`. Nothing of them goes into the
repository: the list of words may not be published by just anyone.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from importlib.resources import files
from pathlib import Path

from generator.publishing.search.records import Record
from generator.publishing.search.shards import parts_of
from tests.pictures import ROOT

ENVIRONMENT = ROOT / ".cache" / "bench-venv"
PACKAGES = ("pagefind_bin==1.5.2", "wordfreq==3.1.1")
WORD_LIST = ROOT / ".cache" / "bench" / "english.json"
WORDS = 60_000
_MADE_WITH = ENVIRONMENT / "made-with"
_PRINT_WORDS = f"""
import json, wordfreq
every = wordfreq.top_n_list("en", {2 * WORDS}, wordlist="large")
# YAML has a meaning of its own for these.
taken = {{"yes", "no", "on", "off", "true", "false", "null", "y", "n"}}
some = [word for word in every if word.isascii() and word.isalpha() and word not in taken]
print(json.dumps({{word: wordfreq.word_frequency(word, "en") for word in some[:{WORDS}]}}))
"""
_FIND_PAGEFIND = "import pagefind_bin; print(pagefind_bin.get_executable())"
_FILTERS = ("thread", "tag", "actor")


@dataclass(frozen=True, slots=True)
class Page:
    """A briefing with all its claims, as a search that finds pages has it."""

    address: str
    title: str
    day: str
    parts: list[str] = field(default_factory=list)
    """All its texts."""
    filters: dict[str, list[str]] = field(default_factory=dict)


def english() -> dict[str, float]:
    """The most frequent words of English with how often each is, the most frequent first."""
    if not WORD_LIST.exists():
        WORD_LIST.parent.mkdir(parents=True, exist_ok=True)
        WORD_LIST.write_text(_from_environment(_PRINT_WORDS), "utf-8")
    found: dict[str, float] = json.loads(WORD_LIST.read_text("utf-8"))
    return found


def _from_environment(code: str) -> str:
    """What a script prints in the environment, which is made when there is none of these versions.

    The network is needed only then.
    """
    python = ENVIRONMENT / "bin" / "python"
    wanted = "\n".join(PACKAGES)
    if not _MADE_WITH.exists() or _MADE_WITH.read_text("utf-8") != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)], check=True)
        subprocess.run([python, "-m", "pip", "install", "-qq", *PACKAGES], check=True)
        _MADE_WITH.write_text(wanted, "utf-8")
    done = subprocess.run([python, "-c", code], check=True, capture_output=True, text=True)
    return done.stdout


def pages_of(records: Sequence[Record]) -> list[Page]:
    """The briefings among some records, each with what its claims say.

    A search that finds pages gets the words that ours gets, and what it can narrow pages down by.
    """
    found: dict[str, Page] = {}
    for record in records:
        address = record.address.partition("#")[0]
        if record.type == "briefing":
            found[address] = Page(address, record.title, str(record.day))
        if address not in found:
            continue
        page = found[address]
        page.parts.extend(text for _, text in parts_of(record))
        for facet, values in record.facets:
            if facet in _FILTERS:
                known = page.filters.setdefault(facet, [])
                known.extend(value for value in values if value not in known)
    return list(found.values())


def find_pagefind() -> str:
    """The program that makes Pagefind's index."""
    return _from_environment(_FIND_PAGEFIND).strip()


def make_pagefind(program: str, pages: Sequence[Page], target: Path) -> None:
    """Write Pagefind's index of some pages.

    By the protocol that its own packages speak with it: JSON in base64, with a comma behind each
    message. Their Python package sleeps between messages, so it is not used.
    """
    process = subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=-1)
    stdin, stdout = process.stdin, process.stdout
    assert stdin
    assert stdout
    messages = [
        base64.b64encode(json.dumps({"message_id": at, "payload": payload}).encode()) + b","
        for at, payload in enumerate(_payloads(pages, target))
    ]

    def tell() -> None:
        stdin.writelines(messages)
        stdin.flush()

    # It answers while it is still being told, and leaves off where its input ends.
    threading.Thread(target=tell, daemon=True).start()
    answers, missing = bytearray(), len(messages)
    while missing and (part := os.read(stdout.fileno(), 1 << 20)):
        answers += part
        missing -= part.count(b",")
    stdin.close()
    process.wait()
    told = [base64.b64decode(answer).decode() for answer in answers.split(b",")]
    mistakes = [answer for answer in told if '"type":"Error"' in answer]
    if mistakes or '"type":"WriteFiles"' not in told[-2]:
        raise SystemExit(f"Pagefind has failed: {mistakes[:1] or told[-2:]}")


def _payloads(pages: Sequence[Page], target: Path) -> Iterator[dict[str, object]]:
    yield {"type": "NewIndex", "config": {"force_language": "en"}}
    for page in pages:
        yield {
            "type": "AddRecord",
            "index_id": 0,
            "url": f"/{page.address}",
            "content": "\n".join(page.parts),
            "language": "en",
            "meta": {"title": page.title},
            "filters": {**page.filters, "year": [page.day[:4]]},
            "sort": {"date": page.day},
        }
    yield {"type": "WriteFiles", "index_id": 0, "output_path": str(target)}


def make_material(records: Sequence[Record], target: Path) -> None:
    """Write the index of the theme's own search, as its plugin would, and the worker beside it.

    Each claim is a section of its page there.
    """
    target.mkdir(parents=True, exist_ok=True)
    entries = [
        {
            "location": record.address,
            "title": escape(record.title, quote=False),
            "text": escape(" ".join([*record.facts, record.text]), quote=False),
        }
        for record in records
    ]
    fields = {"title": {"boost": 1e3}, "text": {"boost": 1.0}, "tags": {"boost": 1e6}}
    config = {
        "lang": ["en"],
        "separator": "[\\s\\-]+",
        "pipeline": ["stopWordFilter"],
        "fields": fields,
    }
    text = json.dumps({"config": config, "docs": entries}, separators=(",", ":"))
    (target / "search_index.json").write_text(text, "utf-8")
    workers = files("material") / "templates" / "assets" / "javascripts" / "workers"
    (worker,) = (
        each
        for each in workers.iterdir()
        if each.name.startswith("search.") and "map" not in each.name
    )
    with worker.open("rb") as source, (target / "worker.js").open("wb") as copy:
        shutil.copyfileobj(source, copy)
