"""The readers that most people use read from the tables what the model says."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd
import pytest

from generator.exporting.columns import Kind
from generator.exporting.package import Size, datapackage
from generator.exporting.parquet import MissingExtraError, parquet
from generator.exporting.tables import TABLES
from generator.exporting.writing import csv_body, csv_head, jsonl_body, plain
from generator.linking.claims import claims_of
from generator.linking.corpus import Corpus
from tests.exporting.tabled import (
    CORPORA,
    EDITION,
    SITE,
    as_csv,
    as_facts,
    every_row,
    read_cell,
    real,
    uncertain,
)


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]()


def written(folder: Path, corpus: Corpus) -> Path:
    """All tables of a corpus as files, and their description: what `data/` of a site holds."""
    tables = folder / "data" / "tables"
    tables.mkdir(parents=True)
    rows = every_row(corpus)
    sizes = {}
    for name, found in rows.items():
        table = TABLES[name]
        contents = {
            f"{name}.csv": as_csv(name, found),
            f"{name}.jsonl": jsonl_body(table, found),
            f"{name}.parquet": parquet(table, found),
            # One member for the head and one for each row, as of many briefings.
            f"{name}-2021.csv.gz": b"".join(
                gzip.compress(part, mtime=0)
                for part in (csv_head(table), *(csv_body(table, [row]) for row in found))
            ),
        }
        if found:
            contents[f"{name}-2021.jsonl.gz"] = b"".join(
                gzip.compress(jsonl_body(table, part), mtime=0) for part in ([], found)
            )
        for file, content in contents.items():
            (tables / file).write_bytes(content)
            if not file.endswith(".parquet"):
                sizes[file] = Size(len(content), hashlib.sha256(content).hexdigest())
    description = datapackage(EDITION, sizes)
    assert description == datapackage(EDITION, dict(reversed(sizes.items())))
    (folder / "data" / "datapackage.json").write_bytes(description)
    return folder / "data"


@pytest.fixture(scope="module")
def data(corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("site"), corpus)


def mistakes(data: Path) -> list[str]:
    report = frictionless.validate(str(data / "datapackage.json"))
    return [error.message for task in [report, *report.tasks] for error in task.errors]


def test_frictionless_finds_the_package_and_all_of_its_rows_valid(data: Path) -> None:
    package = frictionless.Package(str(data / "datapackage.json"))
    files = {path.name for path in (data / "tables").iterdir() if path.stat().st_size}
    files -= {f"{name}.parquet" for name in TABLES}
    assert {resource.name for resource in package.resources} == files
    assert mistakes(data) == []


def test_frictionless_reads_what_the_model_says(corpus: Corpus, data: Path) -> None:
    package: Any = frictionless.Package(str(data / "datapackage.json"))
    rows = every_row(corpus)
    for resource in package.resources:
        name = resource.name.partition(".")[0].removesuffix("-2021")
        read = [list(row.to_dict().values()) for row in resource.read_rows()]
        wanted = [list(map(as_frictionless(resource.format), row)) for row in rows[name]]
        for line in read if resource.format == "csv" else ():
            line[:] = [plain(cell) if isinstance(cell, str) else cell for cell in line]
        assert read == [near(found, row) for found, row in zip(read, wanted, strict=True)]


def as_frictionless(format_: str) -> Callable[[Any], Any]:
    def cell(value: Any) -> Any:
        if isinstance(value, tuple):
            return list(value) or (None if format_ == "csv" else [])
        return value.value if isinstance(value, Enum) else value

    return cell


def near(read: list[Any], row: list[Any]) -> list[Any]:
    """A row with its numbers as near as they were read: JSON's are doubles."""
    return [
        one if type(one).__name__ == "Decimal" and float(one) == float(other) else other
        for one, other in zip(read, row, strict=True)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("answers.csv", "#demand-pay,pay,", "#demand-gone,pay,"),
        ("demands.csv", ",open,", ",undecided,"),
        ("figures.csv", ",-5,5,", ",few,5,"),
        ("evidence.jsonl", '"state":"cited"', '"state":null'),
        ("events.jsonl", '"actors":["port","union"]', '"actors":"port"'),
        ("risks.csv", "risk-calm,", "risk-ruin,"),
    ],
)
def test_frictionless_would_find_a_row_that_does_not_fit(
    tmp_path: Path, file: str, old: str, new: str
) -> None:
    data = written(tmp_path, uncertain())
    path = data / "tables" / file
    content = path.read_bytes()
    assert old.encode() in content
    path.write_bytes(content.replace(old.encode(), new.encode()))
    name = json.loads((data / "datapackage.json").read_text())
    for resource in name["resources"]:
        if resource["name"] == file:
            del resource["bytes"], resource["hash"]
    (data / "datapackage.json").write_text(json.dumps(name))
    assert mistakes(data)


def test_a_closed_list_of_words_is_told_with_their_meanings() -> None:
    package = json.loads(datapackage(EDITION, {"sources.csv": Size(1)}))
    (resource,) = package["resources"]
    (field,) = (f for f in resource["schema"]["fields"] if f["name"] == "reliability")
    assert field["constraints"]["enum"] == list("ABCDEF")
    assert field["categories"][0] == {"value": "A", "label": "completely reliable"}
    assert field["description"] == (
        "Admiralty letter: how reliable the source is, regardless of what it says this time."
    )


def test_a_file_of_no_table_is_not_described() -> None:
    for name in ("actors.xml", "people.csv", "actors.parquet", "../actors.csv"):
        with pytest.raises(KeyError):
            datapackage(EDITION, {name: Size(1)})


def test_pandas_reads_csv(corpus: Corpus, data: Path) -> None:
    for name, rows in every_row(corpus).items():
        frame = pd.read_csv(data / "tables" / f"{name}.csv", dtype=str, keep_default_na=False)
        for line, wanted in zip(frame.itertuples(index=False), as_facts(name, rows), strict=True):
            kinds = {column.name: column.kind for column in TABLES[name].columns}
            read = {c: read_cell(kinds[c], v) for c, v in zip(frame.columns, line, strict=True)}
            assert read == wanted


def test_pandas_reads_json_lines(corpus: Corpus, data: Path) -> None:
    for name, rows in every_row(corpus).items():
        path = data / "tables" / f"{name}.jsonl"
        frame = pd.read_json(path, lines=True, dtype=False)
        assert len(frame) == len(rows)
        for column in [c for c in TABLES[name].columns if rows and c.kind is not Kind.NUMBER]:
            read = [
                None if value is None or value != value else value for value in frame[column.name]
            ]
            assert read == [row[column.name] for row in as_facts(name, rows)]


def test_pandas_reads_parquet(corpus: Corpus, data: Path) -> None:
    for name, rows in every_row(corpus).items():
        frame = pd.read_parquet(data / "tables" / f"{name}.parquet", dtype_backend="pyarrow")
        read = frame.astype(object).where(frame.notna(), None)
        for at, column in enumerate(TABLES[name].columns):
            wanted = [in_parquet(row[at]) for row in rows]
            found = [list(v) if hasattr(v, "tolist") else v for v in read[column.name]]
            assert found == wanted


def in_parquet(cell: Any) -> Any:
    if isinstance(cell, tuple):
        return list(cell)
    return float(cell) if type(cell).__name__ == "Decimal" else cell


def test_parquet_carries_the_descriptions() -> None:
    from pyarrow.parquet import read_schema

    table = TABLES["risks"]
    schema = read_schema(io.BytesIO(parquet(table, [])))
    told_by = {f.name: f.metadata[b"description"].decode() for f in schema}
    assert told_by == {column.name: column.description for column in table.columns}


def test_duckdb_reads_csv_json_lines_and_parquet(corpus: Corpus, data: Path) -> None:
    for name, rows in every_row(corpus).items():
        wanted = as_facts(name, rows)
        texts = [c.name for c in TABLES[name].columns if c.kind is Kind.TEXT]
        columns = ", ".join(f'"{column}"' for column in texts)
        files = str(data / "tables" / name)
        reads: dict[str, Callable[[str], str]] = {
            f"read_csv('{files}.csv', header=true, all_varchar=true)": plain,
            f"read_json('{files}.jsonl', format='newline_delimited')": str,
            f"read_parquet('{files}.parquet')": str,
        }
        for read, meant in reads.items():
            if not rows and "json" in read:
                continue  # an empty file says nothing of its columns
            found = duckdb.execute(f"SELECT {columns} FROM {read}").fetchall()
            assert [
                {c: v if v is None else meant(str(v)) for c, v in zip(texts, row, strict=True)}
                for row in found
            ] == [{c: fact[c] for c in texts} for fact in wanted]


PANDAS = """\
import pandas as pd

DATA = "https://desk.example/news/data/tables"


def table(name):
    return pd.read_csv(f"{DATA}/{name}.csv", keep_default_na=False, na_values=[""])


# Which judgements came true? A risk of a thread keeps its id, so that what one briefing judged
# meets what a later one knows.
judged = table("assessments").dropna(subset=["thread", "likelihood"])
ended = table("risks").dropna(subset=["resolution_outcome"])
settled = judged.merge(ended, on=["thread", "risk"], suffixes=("", "_end"))
print(settled[["event", "likelihood_low", "likelihood_high", "resolution_outcome"]])

# Who demands most often? A list of ids in a cell is joined by semicolons.
demands = table("demands")
print(demands["by"].str.split(";").explode().value_counts())

# Texts that begin like a formula have a ' in front, in CSV alone. This is the way back.
texts = demands["text"].str.replace(r"^'('*[=+\\-@\\t\\r\\n＝＋－＠])", r"\\1", regex=True)
"""
DUCKDB = """\
CREATE VIEW demands AS FROM 'https://desk.example/news/data/tables/demands.jsonl';
CREATE VIEW evidence AS FROM 'https://desk.example/news/data/tables/evidence.jsonl';

-- What stands on words that were found in their source?
SELECT demands.text, count(*) FILTER (evidence.state IN ('proven', 'sealed')) AS proven
FROM demands JOIN evidence ON evidence.claim_id = demands.id
GROUP BY demands.text ORDER BY proven DESC, demands.text;

-- Who wants something of whom? Lists are lists in JSON Lines and in Parquet.
SELECT DISTINCT unnest("by") AS actor, "of" FROM demands ORDER BY actor;
"""


def test_the_example_for_pandas_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    corpus = real()
    data = written(tmp_path, corpus)
    names: dict[str, Any] = {}
    exec(PANDAS.replace(f"{SITE}data", data.as_posix()), names)
    shown = capsys.readouterr().out
    wanted = [
        (sighting.ref.id, line.key, ended.entry.resolution.outcome)
        for line in corpus.risks
        for sighting in line.sightings
        for ended in line.sightings
        if sighting.entry.likelihood and ended.entry.resolution
    ]
    found = names["settled"][["briefing", "risk", "resolution_outcome"]]
    assert sorted(map(tuple, found.to_numpy())) == sorted(wanted)
    assert wanted
    assert "occurred" in shown
    demands = [d for ref in reversed(corpus.refs) for d in ref.briefing.demands.values()]
    assert list(names["texts"]) == [str(demand.text) for demand in demands]
    counts = names["demands"]["by"].str.split(";").explode().value_counts()
    assert counts.sum() == sum(len(demand.by) for demand in demands)


def test_the_example_for_duckdb_runs(tmp_path: Path) -> None:
    corpus = real()
    data = written(tmp_path, corpus)
    connection = duckdb.connect()
    *views, proven, wanting, rest = DUCKDB.replace(f"{SITE}data", data.as_posix()).split(";")
    assert not rest.strip()
    for view in views:
        connection.execute(view)
    shown = dict(connection.execute(proven).fetchall())
    wanted: dict[str, int] = {}
    for ref in corpus.refs:
        for claim in claims_of(ref):
            if claim.kind == "demand" and not claim.gist.key.isdigit():
                wanted.setdefault(claim.text, 0)
                wanted[claim.text] += claim.state in ("proven", "sealed")
    assert shown.keys() <= wanted.keys()
    assert sum(shown.values()) > 0
    by = {actor for ref in corpus.refs for d in ref.briefing.demands.values() for actor in d.by}
    assert {actor for actor, _ in connection.execute(wanting).fetchall()} == by


def test_without_pyarrow_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'briefing-generator\[parquet\]'"):
        parquet(TABLES["actors"], [])
