"""`briefing new` writes a file that a stranger can fill in, and never in the place of another."""

from __future__ import annotations

import datetime
import os
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import example, given
from hypothesis import strategies as st

from generator.authoring.form import Start, form
from generator.authoring.naming import briefing_id, words_of
from generator.authoring.new import NotNewError, write_new
from generator.authoring.scalar import as_yaml, one_line
from generator.checking import check
from generator.cli import main
from generator.diagnostics.finding import Finding, SourceText, errors_in
from generator.diagnostics.show import concise
from generator.model.briefing import Briefing, Entry
from generator.model.references import entry_in
from generator.model.text import is_identifier
from generator.reading.folder import read_folder
from generator.reading.paths import SOURCES_NAME
from generator.reading.syntax import parse
from generator.reading.text import CONTROL
from generator.reading.walk import text_at, walk
from tests.folders import room_for
from tests.writing import briefing, written

DAY = datetime.date(2021, 3, 9)
THREAD = "port-strike"
TEXTS = (
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
    .map(str.strip)
    .filter(lambda text: text and not CONTROL.search(text))
)


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A desk with two briefings of one thread, a register, and an archived text."""
    night_shifts = {"by": "union", "of": ["port"], "text": "Two night shifts: no more"}
    closed = {"event": "The port closes", "horizon": "2021-03-31", "impact": "high"}
    first = briefing(
        thread=THREAD,
        demands={
            "night-shifts": night_shifts | {"deadline": "2021-03", "red_line": True},
            "strike-pay": {"by": "union", "text": "Pay", "status": "met"},
        },
        risks={
            "port-closed": closed | {"likelihood": "unlikely", "confidence": "low"},
            "cranes-stop": {"event": "Cranes stop", "horizon": "2021-03-05", "affects": ["port"]},
        },
        figures=[{"measure": "Dockers on\nstrike", "value": "900~"}],
    )
    second = first | {
        "date": "2021-03-04",
        "actors": {"port": {"side": "owners, all"}, "union": {"speaks_for": "guild"}},
        "demands": {"night-shifts": night_shifts | {"status": "deferred", "red_line": True}},
        "risks": {"port-closed": closed | {"likelihood": "very likely", "given": "No: talks"}},
    }
    third = first | {
        "date": "2021-03-20",
        "demands": {"amnesty": night_shifts | {"text": "An amnesty", "status": "rejected"}},
        "risks": {},
    }
    register = {"guild": {"name": "The Guild of Dockers"}, "ministry": {"name": "Ministry"}}
    monkeypatch.chdir(tmp_path)
    folder = written(Path("briefings"), {}, register)
    written(folder / "2021", {"2021-03-01-a": first, "2021-03-04-b": second, "2021-03-20-c": third})
    (folder / SOURCES_NAME).mkdir()
    (folder / SOURCES_NAME / "words.txt").write_text("These are the words.\n", encoding="utf-8")
    return folder


def found_in(path: Path) -> list[Finding]:
    """What `briefing check` says of a file."""
    everything = check(read_folder(Path("briefings")))
    return [finding for finding in everything if finding.place.source.path == path.as_posix()]


def shown(findings: Iterable[Finding]) -> list[str]:
    return [concise(finding) for finding in findings]


# Filling in, as a writer would: what is optional is un-commented by the line, then each key with
# nothing behind it gets a value.

VALUES = {
    "accessed": "2021-03-09",
    "actors": "[port, union]",
    "affects": "port",
    "aliases": "[The harbour]",
    "answer": "rejected",
    "as_of": "2021-03",
    "by": "union",
    "claimed_by": "union",
    "confidence": "low",
    "credibility": "2",
    "date": "2021-03-09",
    "deadline": "2021-03-31",
    "horizon": "2021-03-31",
    "impact": "very-low",
    "kind": "other",
    "language": "en",
    "likelihood": "likely",
    "of": "port",
    "origin": "reuters",
    "outcome": "unclear",
    "part_of": "guild",
    "published": "2021-03",
    "quote": "the words",
    "reliability": "B",
    "seen": "2021-03-09",
    "source": "article",
    "speaker": "union",
    "speaks_for": "guild",
    "status": "open",
    "thread": THREAD,
    "url": "https://example.org/",
    "value": "5",
    "wikidata": "Q7747",
}
ANSWERS = {"accept"}
"""Keys that answer a warning; a new file has none."""
OPTIONAL = re.compile(r"^( *)# (?!yaml-language-server)")
BLANK = re.compile(r"^(?P<indent> *(?:- )?)(?P<key>[a-z_]+):$")


def uncommented(lines: list[str]) -> list[str]:
    return [OPTIONAL.sub(r"\1", line) for line in lines]


def filled(lines: list[str]) -> str:
    """Put a value behind every key that has none, and an id for every ID."""
    lines = [line.replace("ID:", "new-one:") if line.strip() == "ID:" else line for line in lines]
    made: list[str] = []
    for at, line in enumerate(lines):
        inner = next((x for x in lines[at + 1 :] if x.strip() and x.lstrip()[0] != "#"), "")
        blank = BLANK.match(line)
        if line == "summary: >":
            made += [line, "  The port stands still: nobody came."]
        elif line == "actors:" and not inner.startswith("  "):
            made += [line, "  new-one: {name: Someone}"]
        elif line in ("actors:", "demands:", "risks:"):
            made.append(line)
        elif blank and len(inner) - len(inner.lstrip()) <= len(blank["indent"]):
            in_source = blank["key"] == "text" and blank["indent"] == "    " and "sources:" in made
            is_file = in_source and "demands:" not in made and "actors:" not in made
            value = "words.txt" if is_file else VALUES.get(blank["key"], "Some words")
            made.append(f"{line} {value}")
        else:
            made.append(line)
    return "\n".join(made) + "\n"


@pytest.fixture(params=[None, THREAD], ids=["of no thread", "of a thread"])
def fresh(request: pytest.FixtureRequest, desk: Path) -> Path:
    return write_new(desk, "Strike: day #9", DAY, request.param)


def test_a_fresh_file_is_missing_exactly_what_is_marked(fresh: Path) -> None:
    lines = fresh.read_text("utf-8").splitlines()
    marked = [at for at, line in enumerate(lines, 1) if line.strip().startswith("## FILL IN")]
    found = found_in(fresh)
    assert {finding.code for finding in found} == {"empty-value"}
    assert [finding.place.position.line - 1 for finding in found] == marked
    assert [finding.headline for finding in found] == [
        "`summary` has no value",
        "`title` has no value",
        "`actors` needs at least one entry",
    ]


def test_a_file_whose_blanks_are_filled_has_no_mistakes(fresh: Path) -> None:
    fresh.write_text(filled(fresh.read_text("utf-8").splitlines()), encoding="utf-8")
    assert shown(found_in(fresh)) == []


def test_each_optional_part_alone_can_be_uncommented_and_filled(fresh: Path) -> None:
    lines = fresh.read_text("utf-8").splitlines()
    starts = [at for at, line in enumerate(lines) if OPTIONAL.match(line)]
    parts: list[list[int]] = []
    for at in starts:
        if parts and parts[-1][-1] == at - 1:
            parts[-1].append(at)
        else:
            parts.append([at])
    assert len(parts) > 15
    for part in parts:
        chosen = list(lines)
        chosen[part[0] : part[-1] + 1] = uncommented(lines[part[0] : part[-1] + 1])
        fresh.write_text(filled(chosen), encoding="utf-8")
        assert shown(errors_in(tuple(found_in(fresh)))) == [], lines[part[0]]


def test_everything_uncommented_and_filled_has_no_mistakes(fresh: Path) -> None:
    lines = fresh.read_text("utf-8").splitlines()
    for _ in range(3):
        lines = uncommented(lines)
    assert [line for line in lines[1:] if OPTIONAL.match(line)] == []
    fresh.write_text(filled(lines), encoding="utf-8")
    assert shown(errors_in(tuple(found_in(fresh)))) == []


def test_the_file_has_every_key_of_the_format(desk: Path) -> None:
    lines = write_new(desk, "Strike", DAY, None).read_text("utf-8").splitlines()
    for _ in range(3):
        lines = uncommented(lines)
    document, _ = parse(SourceText("", "\n".join(lines)))
    assert document
    keys: dict[type[Entry], set[str]] = defaultdict(set)
    for entry in walk(document, Briefing):
        assert issubclass(entry.model, Entry)
        keys[entry.model] |= set(entry.node.items)
    assert keys == {model: set(model.model_fields) - ANSWERS for model in models_in(Briefing)}


def models_in(model: type[Entry]) -> set[type[Entry]]:
    inner = {found for field in model.model_fields if (found := entry_in(model, field))}
    nested = [models_in(each) for each in inner if issubclass(each, Entry) and each is not model]
    return {model}.union(*nested)


def test_the_first_line_leads_an_editor_to_the_schema(fresh: Path) -> None:
    first, _, _ = fresh.read_text("utf-8").partition("\n")
    assert first.startswith("# yaml-language-server: $schema=")
    assert (fresh.parent / first.partition("=")[2]).is_file()


def test_a_new_briefing_is_a_draft(fresh: Path) -> None:
    assert "\nstatus: draft\n" in fresh.read_text("utf-8")


# What its thread knows


def test_a_thread_hands_on_what_stands_and_how_it_last_stood(desk: Path, golden: Path) -> None:
    text = write_new(desk, "Strike", DAY, THREAD).read_text("utf-8")
    assert text.partition("\n")[2] == golden.read_text("utf-8")


@pytest.fixture
def golden(desk: Path, request: pytest.FixtureRequest) -> Path:
    """The file of a new briefing in a thread, behind the line for editors."""
    path = Path(__file__).parent / "golden" / "new-in-thread.yml"
    if request.config.getoption("--renew-golden"):
        made = write_new(desk, "Strike", DAY, THREAD)
        path.parent.mkdir(exist_ok=True)
        path.write_text(made.read_text("utf-8").partition("\n")[2], encoding="utf-8")
        made.unlink()
    return path


def test_what_came_later_is_not_told_but_its_ids_are_named(desk: Path) -> None:
    text = write_new(desk, "Strike", datetime.date(2021, 3, 2), THREAD).read_text("utf-8")
    assert "deferred on" not in text
    assert "An amnesty" not in text
    assert "amnesty (in a later briefing)" in text


def test_what_the_last_briefing_leaves_out_still_stands(desk: Path) -> None:
    judged = {"event": "A", "likelihood": "likely", "horizon": "2021-03-06", "impact": "high"}
    noted = {"event": "A", "note": "They talk."}
    told = {
        f"t{number}": briefing(date=f"2021-03-0{number}", thread="talks", risks={"a": risk})
        for number, risk in enumerate((judged, noted), start=1)
    }
    written(desk, told)
    text = write_new(desk, "Talks", DAY, "talks").read_text("utf-8")
    for line in ("horizon: 2021-03-06", "impact: high", "## likely on 2021-03-01.", "resolution:"):
        assert f"  #   {line}\n" in text


def test_a_thread_keeps_its_scale(desk: Path) -> None:
    told = briefing(
        thread="talks", scale="phia", risks={"a": {"event": "A", "likelihood": "likely"}}
    )
    written(desk / "2021", {"2021-03-02-talks": told})
    path = write_new(desk, "Talks", DAY, "talks")
    text = path.read_text("utf-8")
    assert "\nscale: phia\n" in text
    assert "realistic possibility ≈40–<50 %" in text


def test_a_briefing_of_the_thread_that_has_mistakes_does_not_get_in_the_way(desk: Path) -> None:
    (desk / "2021" / "2021-03-08-broken.yml").write_text(f"thread: {THREAD}\nrisks: [", "utf-8")
    assert "# night-shifts:" in write_new(desk, "Strike", DAY, THREAD).read_text("utf-8")


# The right place and the right id


def test_briefings_stand_in_a_folder_for_each_year(desk: Path) -> None:
    assert write_new(desk, "Strike", DAY, None) == desk / "2021" / "2021-03-09-strike.yml"


def test_a_desk_that_keeps_them_in_one_folder_goes_on_to(tmp_path: Path) -> None:
    desk = written(tmp_path / "briefings", {"2021-03-01-a": briefing(), "2021-03-02-b": briefing()})
    assert write_new(desk, "Strike", DAY, None) == desk / "2021-03-09-strike.yml"


def test_a_desk_that_keeps_them_by_month_goes_on_to(tmp_path: Path) -> None:
    desk = tmp_path / "briefings"
    written(desk / "2021" / "02", {"2021-02-01-a": briefing()})
    assert write_new(desk, "Strike", DAY, None) == desk / "2021" / "03" / "2021-03-09-strike.yml"


def test_a_desk_that_does_not_exist_yet_begins_with_its_first_briefing(tmp_path: Path) -> None:
    path = write_new(tmp_path / "briefings", "Strike", DAY, None)
    assert path.is_file()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Dock workers threaten to close the port", "dock-workers-threaten-to-close-the-port"),
        ("NATO's U.S. allies: 94,300 troops?", "natos-us-allies-94300-troops"),
        ("Łódź, Straße & Ærø – Ελλάδα", "lodz-strasse-aero"),
        ("@home #1 'now'", "home-1-now"),
        ("北京", ""),
        ("…", ""),
    ],
)
def test_an_id_is_made_of_the_latin_words_of_a_title(title: str, words: str) -> None:
    assert words_of(title) == words


@given(st.text(), st.dates())
@example("a" * 200, DAY)
@example("the " * 50, DAY)
@example("x-" * 26 + "yy", DAY)
def test_every_title_makes_an_id(title: str, day: datetime.date) -> None:
    id_ = briefing_id(day, words_of(title))
    assert is_identifier(id_)
    assert id_.startswith(day.isoformat())


def test_a_long_title_is_shortened_at_the_end_of_a_word() -> None:
    words = words_of("Moscow seeks a binding halt to the eastward expansion of the alliance")
    assert (
        briefing_id(DAY, words)
        == "2021-03-09-moscow-seeks-a-binding-halt-to-the-eastward-expansion"
    )


def test_titles_without_latin_words_are_numbered(desk: Path) -> None:
    made = [write_new(desk, title, DAY, None).stem for title in ("北京", "Москва", "Афины")]
    assert made == ["2021-03-09-briefing", "2021-03-09-briefing-2", "2021-03-09-briefing-3"]
    assert write_new(desk, "北京", DAY, THREAD).stem == f"2021-03-09-{THREAD}"


@pytest.mark.parametrize("there", ["2021/2021-03-09-strike.yml", "other/2021-03-09-strike.yaml"])
def test_a_briefing_is_never_written_over(desk: Path, there: str) -> None:
    existing = desk / there
    existing.parent.mkdir(exist_ok=True)
    existing.write_text("mine", encoding="utf-8")
    before = sorted(desk.rglob("*"))
    with pytest.raises(NotNewError, match=re.escape(existing.as_posix())):
        write_new(desk, "Strike!", DAY, None)
    assert existing.read_text("utf-8") == "mine"
    assert sorted(desk.rglob("*")) == before


def test_a_link_that_leads_nowhere_is_not_written_through(desk: Path) -> None:
    (desk / "2021" / "2021-03-09-strike.yml").symlink_to(desk / "elsewhere")
    with pytest.raises(NotNewError):
        write_new(desk, "Strike", DAY, None)
    assert not (desk / "elsewhere").exists()


def test_what_is_in_the_way_of_a_folder_is_not_taken_for_a_briefing(desk: Path) -> None:
    (desk / "2022").write_text("mine", encoding="utf-8")
    with pytest.raises(NotNewError, match=r"2022-01-01-strike\.yml cannot be written: "):
        write_new(desk, "Strike", datetime.date(2022, 1, 1), None)


def test_of_a_briefing_that_cannot_be_written_whole_nothing_is_left(desk: Path) -> None:
    before = sorted(desk.rglob("*"))
    with room_for(100), pytest.raises(NotNewError, match="cannot be written: File too large"):
        write_new(desk, "Strike", DAY, None)
    assert sorted(desk.rglob("*")) == before


def test_a_briefing_has_the_permissions_of_any_new_file(desk: Path) -> None:
    (desk / "any").touch()
    assert write_new(desk, "Strike", DAY, None).stat().st_mode == (desk / "any").stat().st_mode


def test_a_briefing_whose_schemas_cannot_be_written_stays_and_is_told_of(desk: Path) -> None:
    (desk / ".schema").write_text("mine", encoding="utf-8")
    path = desk / "2021" / "2021-03-09-strike.yml"
    told = f"{path.as_posix()}: written, but not the schemas"
    with pytest.raises(NotNewError, match=re.escape(told)):
        write_new(desk, "Strike", DAY, None)
    assert "title: Strike" in path.read_text("utf-8")


# Whatever a title holds


@given(TEXTS)
@example("Talks: what now? #1")
@example("@home")
@example("'single' and \"double\" \\ quotes")
@example("one\ntwo\r\nthree\x85four\u2028five\tsix")
@example("- a")
@example("NO")
@example("1_000")
@example("2021-02-30")
@example("=")
@example("\ufeffmark")
@example("a: ")
def test_yaml_reads_a_title_back_exactly(title: str) -> None:
    document, findings = parse(SourceText("", form(Start(title, DAY), "# modeline")))
    assert document
    assert findings == []
    assert text_at(document.root, "title") == title


@given(TEXTS)
@example("a, b: [c] {d}")
@example("a:b")
def test_yaml_reads_every_text_back_between_braces(text: str) -> None:
    written_out = f"a: {{b: {as_yaml(text, flow=True)}, c: [{as_yaml(text, flow=True)}]}}"
    assert len(written_out.splitlines()) == 1
    document, findings = parse(SourceText("", written_out))
    assert document
    assert findings == []
    assert document.plain() == {"a": {"b": text, "c": [text]}}


@given(TEXTS)
def test_a_text_in_a_comment_stays_in_it(text: str) -> None:
    assert len(f"## {one_line(text)}".splitlines()) == 1


# On the command line


def new(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", *arguments])


def test_the_path_goes_to_standard_output_and_the_next_step_beside_it(desk: Path) -> None:
    result = new("--title", "Strike", "--date", "2021-03-09", "--thread", THREAD)
    path = "briefings/2021/2021-03-09-strike.yml"
    assert result.stdout == f"{path}\n"
    assert result.stderr == f"Fill in what is marked FILL IN, then: briefing check {path}\n"
    assert Path(path).is_file()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "--title and --date must be given"),
        (["--title", "Strike"], "--date must be given"),
        (["--title", " ", "--date", "2021-03-09"], "needs a title"),
        (["--title", "a\x07b", "--date", "2021-03-09"], "U+0007"),
        (["--title", "Strike", "--date", "2021-02-30"], "February 2021 has 28 days"),
        (["--title", "S", "--date", "3/12/2026"], "did you mean 2026-12-03 or 2026-03-12?"),
        (["--title", "Strike", "--date", "2021-03"], "a whole day is needed"),
        (["--title", "S", "--date", "2021-03-09", "--thread", "Port strike"], "mean port-strike?"),
        (["--title", "S", "--date", "2021-03-09", "--name", "A/B"], "mean a-b?"),
    ],
)
def test_wrong_use_says_what_is_wrong_and_writes_nothing(
    desk: Path, arguments: list[str], message: str
) -> None:
    before = sorted(desk.rglob("*"))
    result = new(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert sorted(desk.rglob("*")) == before


def test_an_existing_briefing_is_named_and_another_name_is_the_way_out(desk: Path) -> None:
    arguments = ["--title", "Strike", "--date", "2021-03-09"]
    assert new(*arguments).exit_code == 0
    result = new(*arguments)
    assert result.exit_code == 1
    assert "briefings/2021/2021-03-09-strike.yml" in result.stderr
    assert new(*arguments, "--name", "second-strike").stdout.endswith("-second-strike.yml\n")


def test_a_thread_that_is_new_is_pointed_out(desk: Path) -> None:
    result = new("--title", "Strike", "--date", "2021-03-09", "--thread", "port-strikes")
    assert "The thread port-strikes is new here; did you mean `port-strike`?" in result.stderr


def test_the_desk_is_found_from_inside_it(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk / "2021")
    assert new("--title", "Strike", "--date", "2021-03-09").stdout == "2021-03-09-strike.yml\n"


def test_the_desk_is_found_from_beside_its_briefings(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = desk.absolute() / "2021" / "2021-03-09-strike.yml"
    Path("mkdocs.yml").touch()
    Path("docs").mkdir()
    monkeypatch.chdir("docs")
    assert new("--title", "Strike", "--date", "2021-03-09").stdout == f"{path}\n"
    assert list(Path.cwd().iterdir()) == []


def test_a_terminal_is_asked_for_what_is_not_given(desk: Path) -> None:
    ours, theirs = os.openpty()
    os.write(ours, b"\nStrike: now\nsoon\n2021-03-09\nport-strik\n\n")
    done = subprocess.run(
        [sys.executable, "-c", "from generator.cli import main; main()", "new"],
        stdin=theirs,
        capture_output=True,
        text=True,
        timeout=60,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    os.close(theirs)
    os.close(ours)
    today = datetime.date.today().isoformat()
    assert done.stdout == "briefings/2021/2021-03-09-strike-now.yml\n", done.stderr
    assert f"[{today}]" in done.stderr
    assert "“soon” is not a date" in done.stderr
    assert f"thread: {THREAD}\n" in Path(done.stdout.strip()).read_text("utf-8")
