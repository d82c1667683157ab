"""What a draft leaves to its writer is told once the briefing is published."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from tests.told import LEAST, advice, findings_in, told

WRITTEN = "Dockers ask for more pay."


def test_a_summary_that_is_still_to_be_written_is_told() -> None:
    text = LEAST.replace(WRITTEN, "Still to be written.")
    assert told(text) == [
        "3:10: warning[undecided: the summary is still to be written, but the briefing is published"
    ]
    assert advice(text) == ["write it, or keep `status: draft` until it is written"]


def test_so_are_nobody_and_a_measure() -> None:
    text = LEAST.replace("  dockers:\n    name: Dockers", "  nobody-yet:\n    name: Nobody yet")
    text += "figures:\n  - {measure: Not decided, value: 12}\n"
    assert [line.split(":")[0] for line in told(text)] == ["8", "11"]


def test_comments_are_told_once_at_the_first_with_their_number() -> None:
    one = f"{LEAST}# decide: what else\n"
    assert told(one) == [
        "10:1: warning[undecided: a comment says `# decide:`, but the briefing is published"
    ]
    (line,) = told(f"# decide: a headline\r\n{one}")
    assert (
        line == "1:1: warning[undecided: 2 comments say `# decide:`, but the briefing is published"
    )


@pytest.mark.parametrize(
    "line", ["thread: null", "author: null", "author: ~  # nobody", "reviewed_by: null"]
)
def test_a_word_of_yaml_for_nothing_is_told(line: str) -> None:
    (finding,) = findings_in(f"{LEAST}{line}\n")
    assert (finding.code, finding.place.position.line) == ("undecided", 10)
    assert finding.help.startswith("leave the key out")


@pytest.mark.parametrize("line", ["author: 'null'", "author: Null", "author:", "scale: phia"])
def test_a_name_and_nothing_at_all_are_let_be(line: str) -> None:
    assert told(f"{LEAST}{line}\n") == []


@pytest.mark.parametrize("status", ["draft", "review"])
def test_what_is_not_published_may_hold_all_of_it(status: str) -> None:
    text = LEAST.replace(WRITTEN, "Still to be written.")
    assert told(f"# decide: a headline\n{text}status: {status}\n") == []


@pytest.mark.parametrize(
    "more",
    [
        "# We decide: later\n",
        "# decide whether to go on\n",
        "## `# decide` marks what is left to you.\n",
        "tags: [pay]  # decide: which else\n",
        "gaps:\n  - text: |\n      They say\n      # decide: for yourselves\n",
        'gaps:\n  - text: "They say\n      # decide: for yourselves"\n',
        "gaps:\n  - text: Still to be written.\n",
        "gaps:\n  - text: Nobody yet\n",
    ],
)
def test_near_misses_are_not_told(more: str) -> None:
    assert told(f"{LEAST}{more}") == []


def test_a_comment_behind_a_text_of_many_lines_is_told() -> None:
    text = f"{LEAST}gaps:\n  - text: |\n      They say\n# decide: what else\n"
    assert [line.split(":")[0] for line in told(text)] == ["13"]


@pytest.mark.parametrize("first", ["# decide: a headline\n", ""])
def test_the_briefing_accepts_its_comments_above_its_first_key_too(first: str) -> None:
    text = f"{first}{LEAST}accept: {{undecided: So.}}\n# decide: what else\n"
    assert told(text) == []


@pytest.mark.parametrize(
    ("command", "name", "text"),
    [
        ("draft", "gazette.txt", "It was quiet at the port.\n"),
        ("import", "risks.csv", "Event,Horizon\nThe port closes,2021-12-31\n"),
    ],
)
def test_what_is_drafted_or_imported_is_told_when_it_is_published_unwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str, text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("briefings/sources").mkdir(parents=True)
    Path(name).write_text(text, "utf-8")
    given = [command, name, "--date", "2021-12-03", "--title", "The port"]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 0, result.output
    (path,) = Path("briefings").rglob("*.yml")
    made = path.read_text("utf-8")
    assert codes_in(made) == []
    assert codes_in(made.replace("status: draft\n", "")) == ["undecided"] * 3


def codes_in(text: str) -> list[str]:
    return [finding.code for finding in findings_in(text)]
