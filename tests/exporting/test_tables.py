"""Tables say what the briefings say, as rows, as CSV and as JSON Lines."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exporting.columns import Kind
from generator.exporting.parquet import parquet
from generator.exporting.tables import TABLES, rows_of
from generator.exporting.writing import armed, csv_body, jsonl_body, plain
from generator.linking.corpus import Corpus
from generator.rendering.edition import Edition
from generator.rendering.pages import data
from tests.exporting.tabled import (
    CORPORA,
    EDITION,
    HOSTILE,
    LONE,
    SITE,
    UNCERTAIN,
    Facts,
    as_csv,
    as_facts,
    csv_facts,
    every_row,
    expected,
    hostile,
    real,
    told,
    uncertain,
)
from tests.seeds import told_by_each_order
from tests.writing import briefing, linked


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    return CORPORA[request.param]()


@pytest.fixture(autouse=True)
def long_fields() -> Iterator[None]:
    """The csv module refuses fields beyond 128 KiB, unless it is told."""
    before = csv.field_size_limit(10_000_000)
    yield
    csv.field_size_limit(before)


def test_every_fact_of_the_model_is_in_its_table(corpus: Corpus) -> None:
    rows = {name: as_facts(name, found) for name, found in every_row(corpus).items()}
    wanted: dict[str, list[Facts]] = {name: [] for name in TABLES if name != "identities"}
    for ref in reversed(corpus.refs):
        for name, facts in expected(ref).items():
            wanted[name] += facts
    for name, facts in wanted.items():
        shown = [
            {key: row[key] for key in fact} for row, fact in zip(rows[name], facts, strict=True)
        ]
        assert shown == facts


def test_every_column_of_a_table_is_compared_or_worked_out() -> None:
    """Nothing stands in a table that no test knows."""
    worked_out = ("_first", "_last", "_low", "_high", "_about", "level")
    known: dict[str, set[str]] = {name: set() for name in TABLES if name != "identities"}
    for ref in uncertain().refs:
        for name, rows in expected(ref).items():
            known[name].update(*rows)
    for name, compared in known.items():
        columns = {column.name for column in TABLES[name].columns}
        assert {name for name in columns if not name.endswith(worked_out)} <= compared


def test_ids_are_unique_across_tables(corpus: Corpus) -> None:
    ids = [
        row[[c.name for c in TABLES[name].columns].index("id")]
        for name, rows in every_row(corpus).items()
        for row in rows
        if TABLES[name].key == "id"
    ]
    assert ids
    assert len(ids) == len(set(ids))


def row_of(name: str, **named: Any) -> Facts:
    """The one row of the uncertain briefings that some values name."""
    found = [
        row for row in as_facts(name, every_row(uncertain())[name]) if named.items() <= row.items()
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("table", "typed", "column", "first", "last"),
    [
        ("demands", "2021-02/..", "deadline", "2021-02-01", None),
        ("answers", "199X", "date", "1990-01-01", "1999-12-31"),
        ("answers", "2021-03~", "date", "2021-03-01", "2021-03-31"),
        ("events", "../2014", "date", None, "2014-12-31"),
        ("risks", "2021/2022", "resolution_date", "2021-01-01", "2022-12-31"),
    ],
)
def test_an_uncertain_date_is_told_as_typed_and_by_its_ends(
    table: str, typed: str, column: str, first: str | None, last: str | None
) -> None:
    row = row_of(table, **{column: typed})
    assert (row[f"{column}_first"], row[f"{column}_last"]) == (first, last)


@pytest.mark.parametrize(
    ("typed", "low", "high", "about"),
    [
        ("-5/5~", -5, 5, True),
        ("../123456789012345678.123456789", None, 123456789012345678.123456789, False),
        ("900719925474099301/..", 900719925474099301, None, False),
    ],
)
def test_a_figure_is_told_as_typed_and_by_its_ends(
    typed: str, low: float | None, high: float | None, about: bool
) -> None:
    row = row_of("figures", value=typed)
    assert (row["value_low"], row["value_high"], row["value_about"]) == (low, high, about)


def test_a_judgement_is_told_by_its_word_its_band_and_its_level() -> None:
    row = row_of("assessments")
    assert row["risk_id"] == "2021-03-01-strike#risk-ruin"
    assert (row["likelihood"], row["scale"]) == ("very likely", "icd203")
    assert (row["likelihood_low"], row["likelihood_high"]) == (80, 95)
    assert (row["impact"], row["level"]) == ("very-high", "very-high")


def test_who_an_actor_is_is_told_of_all_that_are_known(corpus: Corpus) -> None:
    rows = as_facts("identities", every_row(corpus)["identities"])
    assert [row.pop("actor") for row in rows] == sorted(corpus.known)
    for row, known in zip(rows, (corpus.known[id_] for id_ in sorted(corpus.known)), strict=True):
        assert row.pop("page") == f"{SITE}actors/{known.id}/"
        assert row == told(known.identity)


def test_without_an_address_of_the_site_no_row_has_one() -> None:
    for name, rows in every_row(uncertain(), Edition()).items():
        assert all(row["page"] is None for row in as_facts(name, rows))


def test_an_edit_changes_the_rows_of_its_briefing_only() -> None:
    other = {"actors": {"port": {"name": "Another", "kind": "company"}}, "title": "Other"}
    before = uncertain()
    after = linked({"2021-03-01-strike": UNCERTAIN, "index": briefing(date="2021-01-01", **other)})
    for id_ in ("2021-03-01-strike", "index"):
        same = rows_of(before.by_id[id_], EDITION) == rows_of(after.by_id[id_], EDITION)
        assert same is (id_ != "index")


def test_neither_an_archived_text_nor_its_name_is_in_a_table() -> None:
    source = {"title": "Cranes", "text": "secret-name.txt", "republish": True}
    corpus = linked({"a": briefing(sources={"gazette": source})})
    for name, rows in every_row(corpus).items():
        assert b"secret-name" not in csv_body(TABLES[name], rows)


def every_byte() -> list[bytes]:
    rows = every_row(hostile(*HOSTILE[::8], LONE))
    formats = (csv_body, jsonl_body, parquet)
    return [make(TABLES[name], found) for make in formats for name, found in rows.items()]


def test_the_same_briefings_give_the_same_bytes_in_any_order_of_sets() -> None:
    program = "from tests.exporting.test_tables import every_byte; print(every_byte())"
    assert len(told_by_each_order(program)) == 1


# CSV


def test_csv_says_the_same_as_json_lines(corpus: Corpus) -> None:
    for name, rows in every_row(corpus).items():
        assert csv_facts(name, as_csv(name, rows)) == as_facts(name, rows)


def test_csv_is_utf_8_without_a_mark_in_lines_that_end_in_crlf() -> None:
    rows = every_row(real())["demands"]
    content = as_csv("demands", rows)
    assert content.startswith(b"id,briefing,briefing_date,thread,demand,by,of,text,")
    assert content.endswith(b"\r\n")
    assert content.decode().count("\n") == content.decode().count("\r\n") == len(rows) + 1


def test_no_cell_of_csv_begins_like_a_formula() -> None:
    """Numbers do; they stand in columns of numbers and are nothing but numbers."""
    rows = every_row(hostile(*HOSTILE))
    signs = tuple("=+-@\t\r\n＝＋－＠")
    disarmed = 0
    for name, found in rows.items():
        for line in csv.reader(io.StringIO(as_csv(name, found).decode(), newline="")):
            for cell, column in zip(line, TABLES[name].columns, strict=True):
                if column.kind is not Kind.NUMBER:
                    assert not cell.startswith(signs)
                disarmed += cell.startswith(tuple(f"'{sign}" for sign in signs))
    assert disarmed > 100


@given(st.text(alphabet="'=+-@\t\r\n＝＋－＠a1; ", max_size=8))
def test_there_is_a_way_back_from_every_cell(text: str) -> None:
    cell = armed(text)
    assert plain(cell) == text
    assert not cell.startswith(("\t", "\r", "\n"))
    assert not any(part.startswith(tuple("=+-@＝＋－＠")) for part in re.split("[;\t\r\n]", cell))
    assert cell.replace("'", "") == text.replace("'", "")
    if not re.search("[=+@＝＋－＠\t\r\n-]", text):
        assert cell == text


def test_where_semicolons_part_cells_no_cell_begins_like_a_formula_either() -> None:
    signs = ("=1+1", "+1", "-1", "@a", "'=1")
    rows = every_row(hostile(*(f"a;{sign};b" for sign in signs)))
    seen = 0
    for name, found in rows.items():
        for line in csv.reader(io.StringIO(as_csv(name, found).decode()), delimiter=";"):
            assert not any(cell.startswith(tuple("=+-@")) for cell in line)
            seen += any("1+1" in cell for cell in line)
    assert seen > 20


def test_a_lone_surrogate_stays_in_json_lines_and_is_replaced_elsewhere() -> None:
    corpus = hostile(LONE)
    replaced = "lone \ufffd and \ufffd surrogates"
    rows = every_row(corpus)
    assert as_facts("demands", rows["demands"])[0]["text"] == LONE
    assert csv_facts("demands", as_csv("demands", rows["demands"]))[0]["text"] == replaced
    frame = pd.read_parquet(io.BytesIO(parquet(TABLES["briefings"], rows["briefings"])))
    assert frame["title"][0] == replaced
    assert frame["tags"][0].tolist() == [replaced]


def test_the_page_about_the_data_tells_of_every_table_in_the_words_of_the_table() -> None:
    assert [name for name, _ in data.TABLES] == list(TABLES)
    assert [held for name, held in data.TABLES if held not in TABLES[name].description] == []
