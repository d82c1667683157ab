"""`briefing import` takes over tables and saved pages: nothing lost, nothing written over."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.authoring.draft import Wanted
from generator.authoring.importing.columns import kind_of_table, placed
from generator.authoring.importing.page import Page, archive_page, snippet
from generator.authoring.importing.placing import Asked, import_table
from generator.authoring.importing.table import read_table
from generator.authoring.new import NotNewError
from generator.checking import check
from generator.cli import main
from generator.diagnostics.finding import SourceText, errors_in
from generator.diagnostics.show import concise
from generator.exporting.tables import TABLES
from generator.exporting.writing import csv_body, csv_head, jsonl_body
from generator.model.briefing import Demand, Risk
from generator.reading.folder import read_folder
from tests.exporting.tabled import every_row, real
from tests.pictures import ROOT
from tests.writing import briefing, written

OF_A_FUNCTION = HealthCheck.function_scoped_fixture  # each example writes its own file anew
REGISTER = {
    "port": {"name": "Port of Aldmoor", "aliases": "Aldmoor"},
    "union": {"name": "Union of Dockers", "aliases": "Union"},
}
DEMANDS = """\
Demanded by;To;What;Due;Colour
Union;Aldmoor;"No more
night shifts";2021-03-31;red
Mara Quist;Union; An answer ;;
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return written(Path("briefings"), {}, REGISTER)


def imported(text: str, *given: str, name: str = "asks.csv") -> Result:
    Path(name).write_bytes(text.encode())
    return CliRunner().invoke(main, ["import", name, *given])


def entries_in(folder: Path) -> dict[str, Demand | Risk]:
    """All demands and risks of a folder in which there is no error."""
    read = read_folder(folder)
    assert [concise(finding) for finding in errors_in(check(read))] == []
    made: dict[str, Demand | Risk] = {}
    for each in read.briefings:
        if each.briefing:
            made |= each.briefing.demands
            made |= each.briefing.risks
    return made


def test_a_table_of_ones_own_becomes_a_briefing(desk: Path) -> None:
    result = imported(DEMANDS, "--date", "2021-03-09", "--title", "Asks")
    assert result.exit_code == 0, result.output
    assert result.stdout == "briefings/2021/2021-03-09-asks.yml\n"
    assert "asks.csv:1:25: the column “Colour” does not fit into demands" in result.stderr
    first, second = entries_in(desk).values()
    assert isinstance(first, Demand)
    assert isinstance(second, Demand)
    assert (first.by, first.of) == (("union",), ("port",))
    assert (first.text, str(first.deadline)) == ("No more\nnight shifts", "2021-03-31")
    assert (second.by, second.of, second.text) == (("mara-quist",), ("union",), "An answer")
    (read,) = read_folder(desk).briefings
    assert read.briefing
    assert read.briefing.status == "draft"
    assert read.briefing.actors["mara-quist"].name == "Mara Quist"
    assert read.briefing.actors["port"].name is None


def test_a_slip_in_a_name_is_told_once_with_the_name_that_is_near(desk: Path) -> None:
    table = "By whom,Asked of,What\nUnion of Dokers,Aldmoor,Rest\n"
    result = imported(table, "--date", "2021-03-09", "--title", "Asks")
    assert result.exit_code == 1
    assert result.stderr.count("error[") == 1
    assert "no actor is called “Union of Dokers”\n --> asks.csv:2:1\n" in result.stderr
    assert "did you mean “Union of Dockers”?" in result.stderr


def test_rows_go_into_a_briefing_that_is_there_and_everything_in_it_stays(desk: Path) -> None:
    old = (
        "title: Old # kept\ndate: 2021-03-01\nsummary: S\nsources: {a: {title: A}}\n"
        "actors:\n    union: {}\n\ndemands:\n    pay: # why\n        by: union\n"
        "        text: >\n          More\n          pay\n\n# the end of demands\n\nrisks:\n"
    )
    path = desk / "2021-03-01-a.yml"
    path.write_text(old, "utf-8")
    table = "demand,by,text\npay,union,More pay\nrest,Olaf Berg,Rest\n"
    result = imported(table, "--into", str(path))
    assert result.exit_code == 0, result.output
    assert "note: asks.csv:2:1: `pay` is already there" in result.stderr
    text = path.read_text("utf-8")
    added = [line for line in text.splitlines() if line not in old.splitlines()]
    assert added == [
        "    olaf-berg: {name: Olaf Berg}",
        "    rest:",
        "      by: olaf-berg",
        "      text: Rest",
    ]
    assert [line for line in text.splitlines() if line not in added] == old.splitlines()
    assert entries_in(desk)["rest"].model_dump()["by"] == ("olaf-berg",)
    again = imported(table, "--into", str(path))
    assert "Nothing is new" in again.stderr
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("tail", ["", "demands:\n", "demands:\n  a: {by: union, text: T}", "\n\n"])
def test_rows_go_in_however_a_file_ends(tail: str, desk: Path) -> None:
    path = written(desk, {"2021-03-01-a": briefing()}) / "2021-03-01-a.yml"
    path.write_bytes(path.read_bytes() + tail.encode())
    result = imported("demand,by,text\nrest,union,Rest\n", "--into", str(path))
    assert result.exit_code == 0, result.output
    assert "rest" in entries_in(desk)


def test_what_was_kept_from_being_a_formula_is_a_text_again(desk: Path) -> None:
    imported("by,text\nunion,'=1+1\n", "--date", "2021-03-09", "--title", "Asks")
    assert [entry.model_dump()["text"] for entry in entries_in(desk).values()] == ["=1+1"]


def test_what_says_something_else_stays_and_is_told(desk: Path) -> None:
    said = briefing(demands={"pay": {"by": "union", "text": "Pay"}})
    path = written(desk, {"2021-03-01-a": said}) / "2021-03-01-a.yml"
    before = path.read_bytes()
    result = imported("demand,by,text\npay,union,More\n", "--into", str(path))
    assert "asks.csv:2:1: `pay` is already there, and says something else" in result.stderr
    assert path.read_bytes() == before


def test_a_mistake_is_shown_at_its_cell_and_nothing_is_written(desk: Path) -> None:
    table = "by,text,deadline,status\nunion,Pay,soon,opne\nAldmor,Rest,,\n,Peace,,\n"
    result = imported(table, "--date", "2021-03-09", "--as", "demands")
    assert result.exit_code == 1
    for told in (
        "--> asks.csv:2:11",
        "“soon” is not a date",
        "--> asks.csv:2:16",
        "did you mean `open`?",
        "--> asks.csv:3:1",
        "did you mean “Aldmoor”?",
        "asks.csv:4:",
        "nothing was written",
    ):
        assert told in result.stderr, told
    assert list(desk.rglob("*.yml")) == [desk / "actors.yml"]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('by,text\nunion,"open\n', "asks.csv:2:7"),
        ("by,text\nunion,Pay,more\n", "asks.csv:2:11"),
        ("by,by,text\nunion,union,Pay\n", "“by” is given twice"),
        ('{"by": "union", "text": "Pay"}\n{"by": }\n', "asks.csv:2:8"),
        ('{"by": "union", "text": "Pay"}\n{"by": "union", "text": 5, "kind": "no"}\n', "csv:2:36"),
        ("by,text\nunion,a\x07b\n", "U+0007"),
        ("demand,by,text\na,union,A\na,union,B\n", "given twice for one briefing"),
    ],
)  # fmt: skip
def test_what_is_no_row_is_told_with_its_place(table: str, told: str, desk: Path) -> None:
    result = imported(table, "--date", "2021-03-09", "--title", "Asks", "--as", "demands")
    assert result.exit_code == 1, result.output
    assert told in result.stderr
    assert list(desk.rglob("*.yml")) == [desk / "actors.yml"]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--as", "demands"], "give --date or --into"),
        (["--date", "2021-03-09"], "give --as"),
    ],
)
def test_what_cannot_be_told_by_the_table_is_asked_for(
    given: list[str], told: str, desk: Path
) -> None:
    result = imported("who,what\nunion,Pay\n", *given)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_briefing_that_is_there_is_never_written_over(desk: Path) -> None:
    given = ("--date", "2021-03-09", "--title", "Asks")
    imported(DEMANDS, *given)
    path = desk / "2021" / "2021-03-09-asks.yml"
    path.write_bytes(b"# mine\n" + path.read_bytes())
    before = path.read_bytes()
    result = imported(DEMANDS, *given)
    assert result.exit_code == 1
    assert "there is already such a briefing" in result.stderr
    assert path.read_bytes() == before
    beside = imported(DEMANDS, *given, "--name", "more-asks")
    assert beside.stdout == "briefings/2021/2021-03-09-more-asks.yml\n"


def test_a_briefing_that_the_table_names_gives_way_to_another_name_too(desk: Path) -> None:
    table = "briefing,date,by,of,text\n2021-03-09-asks,2021-03-09,union,port,Pay\n"
    assert imported(table).exit_code == 0
    assert "give the new one another --name" in imported(table).stderr
    beside = imported(table, "--name", "more-asks")
    assert beside.stdout == "briefings/2021/2021-03-09-more-asks.yml\n"


def test_risks_are_told_by_their_columns(desk: Path) -> None:
    table = {"Event": "Strike", "Probability": "likely", "by when": "2021-04", "affects": ["port"]}
    line = json.dumps(table | {"outcome": "occurred"})
    result = imported(line, "--date", "2021-03-09", "--title", "What may come", name="risks.jsonl")
    assert result.exit_code == 0, result.output
    (risk,) = entries_in(desk).values()
    assert isinstance(risk, Risk)
    assert (risk.event, risk.likelihood, str(risk.horizon)) == ("Strike", "likely", "2021-04")
    assert risk.affects == ("port",)
    assert risk.resolution
    assert risk.resolution.outcome == "occurred"


def test_headers_are_found_by_nearest_names() -> None:
    found = placed("demands", ["Demandd by", "tekst", "Dead line", "texts", "page", "Statsu"])
    assert found.fields == {
        "Demandd by": "by",
        "Dead line": "deadline",
        "texts": "text",
        "Statsu": "status",
    }
    assert found.left_out == ("tekst",)
    assert kind_of_table(["Horizon"]) == "risks"
    assert kind_of_table(["name"]) == ""


@pytest.mark.parametrize("form", ["csv", "jsonl"])
@pytest.mark.parametrize("kind", ["demands", "risks"])
def test_what_was_exported_comes_back_equal(kind: str, form: str, desk: Path) -> None:
    """The real briefings' own tables, into an empty desk with their register."""
    (desk / "actors.yml").write_bytes((ROOT / "briefings/actors.yml").read_bytes())
    rows = every_row(real())[kind]
    table = TABLES[kind]
    head = csv_head(table) if form == "csv" else b""
    body = (csv_body if form == "csv" else jsonl_body)(table, rows)
    Path(f"{kind}.{form}").write_bytes(head + body)
    result = CliRunner().invoke(main, ["import", f"{kind}.{form}"])
    assert result.exit_code == 0, result.output
    assert result.stderr.count("note:") == 0
    theirs_by_id = {each.id: each.briefing for each in read_folder(ROOT / "briefings").briefings}
    ours = {each.id: each.briefing for each in read_folder(desk).briefings}
    assert len(rows) == sum(len(getattr(b, kind)) for b in theirs_by_id.values() if b) > 20
    for id_, one in theirs_by_id.items():
        assert one
        theirs = getattr(one, kind)
        if theirs:
            mine = ours[id_]
            assert mine
            assert mine.thread == one.thread
            assert plainly(getattr(mine, kind)) == plainly(theirs)


def plainly(entries: dict[str, Demand | Risk]) -> dict[str, object]:
    """What their table can say of entries: of risks, what is no judgement."""
    without = {"accept", "evidence", "responses", "indicators"}
    without |= {"likelihood", "confidence", "basis", "impact"}
    inner = {"resolution": {"accept", "evidence"}}
    return {
        key: {
            name: value
            for name, value in entry.model_dump(mode="json", exclude=inner).items()
            if name not in without
        }
        | {"resolution": resolution_of(entry)}
        for key, entry in entries.items()
    }


def resolution_of(entry: Demand | Risk) -> object:
    resolution = entry.resolution if isinstance(entry, Risk) else None
    return resolution and resolution.model_dump(mode="json", exclude={"accept", "evidence"})


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.sampled_from(",;\t"))
@settings(max_examples=100, deadline=None)
def test_no_table_breaks_the_reader(text: str, separator: str) -> None:
    for head in ("", f"by{separator}text\n", '{"by": '):
        table = read_table(SourceText("t.csv", head + text))
        assert all(0 <= cell.start <= cell.end for row in table.rows for cell in row.cells.values())


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None, suppress_health_check=[OF_A_FUNCTION])
def test_any_text_of_a_cell_comes_back_as_it_was(desk: Path, text: str) -> None:
    if not text.strip():
        return
    line = json.dumps({"demand": "a", "by": "union", "text": text})
    path = written(desk, {"2021-03-01-a": briefing()}) / "2021-03-01-a.yml"
    found = import_table(desk, SourceText("t.jsonl", line), path, Asked("demands"))
    assert not found.findings
    (read,) = read_folder(desk).briefings
    assert read.briefing
    assert read.briefing.demands["a"].text == text.strip()


# Saved pages

PAGE = Page(
    "Dockers will stop work.\n\n“We will not load a ship,” said union leader Mara Quist.",
    "Cranes at rest: a “strike”",
    "2021-03-09",
    "The Aldmoor Gazette",
    "A. Writer",
    "https://gazette.example/cranes",
)


def test_a_page_is_archived_and_told_as_a_source(desk: Path) -> None:
    archived = archive_page(desk, b"<html>", lambda _: PAGE)
    assert archived.path == desk / "sources" / "2021-03-09-the-aldmoor-gazette.txt"
    assert archived.path.read_text("utf-8") == PAGE.text + "\n"
    again = archive_page(desk, b"<html>", lambda _: PAGE)
    assert (archived.is_new, again.is_new) == (True, False)
    said = briefing(sources={})
    path = written(desk, {"2021-03-09-a": said}) / "2021-03-09-a.yml"
    text = path.read_text("utf-8").replace('"sources": {}', f"sources:\n{snippet(archived)}")
    path.write_text(text, "utf-8")
    (read,) = read_folder(desk).briefings
    assert read.briefing, text
    source = read.briefing.sources["the-aldmoor-gazette"]
    told = (source.title, source.publisher, source.author, source.url, str(source.published))
    assert told == (PAGE.title, PAGE.publisher, PAGE.author, PAGE.url, PAGE.date)
    assert source.text == archived.path.name


def test_another_text_of_that_name_stays(desk: Path) -> None:
    archive_page(desk, b"<html>", lambda _: PAGE)
    with pytest.raises(NotNewError, match="already another text"):
        archive_page(desk, b"<html>", lambda _: replace(PAGE, text="Other"))
    other = replace(PAGE, text="Other")
    beside = archive_page(desk, b"<html>", lambda _: other, Wanted(name="evening"))
    assert beside.path.name == "2021-03-09-evening.txt"


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (Page(" "), "no article text"),
        (Page("Words.", "Title"), "--date must be given"),
        (Page("Words.", "", "2021-03-09"), "--title must be given"),
    ],
)
def test_what_a_page_does_not_say_is_asked_for(page: Page, told: str, desk: Path) -> None:
    with pytest.raises(NotNewError, match=told):
        archive_page(desk, b"<html>", lambda _: page)
    assert not (desk / "sources").exists()


def test_without_the_extra_one_is_told_how_to_get_it(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    result = imported("<html></html>", name="page.html")
    assert result.exit_code == 1
    assert "pip install 'briefing-generator[html]'" in result.stderr


HTML = """<!doctype html><html lang="en"><head><title>Cranes at rest | The Gazette</title>
<meta property="og:title" content="Cranes at rest">
<meta property="og:site_name" content="The Gazette">
<meta property="article:published_time" content="2021-03-09T08:00:00Z">
<link rel="canonical" href="https://gazette.example/cranes"></head><body>
<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Cranes at rest</h1>
<p>Dockers in Aldmoor will stop work at the end of the month, their union said on Tuesday.</p>
<p>“We will not load a single ship,” union leader Mara Quist told reporters outside the gates.</p>
<p>The port authority says that about 900 people work on the quays, most of them at night.</p>
</article><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def test_a_saved_page_becomes_a_draft_whose_quotes_are_proven(desk: Path) -> None:
    result = imported(HTML, "--draft", name="page.html")
    assert result.exit_code == 0, result.output
    archived = desk / "sources" / "2021-03-09-the-gazette.txt"
    text = archived.read_text("utf-8")
    assert "We will not load a single ship" in text
    assert "newsletter" not in text
    read = read_folder(desk)
    assert [concise(finding) for finding in errors_in(check(read))] == []
    (each,) = read.briefings
    assert each.briefing
    source = each.briefing.sources["article"]
    assert (source.title, source.publisher) == ("Cranes at rest", "The Gazette")
    assert "quist" in each.briefing.actors
