"""`briefing evidence`: what each claim stands on, and what of its sources a briefing leaves out."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.authoring.coverage import Coverage, coverages
from generator.cli import main
from generator.evidence.archive import Archive
from generator.reading.folder import read_briefing
from tests.desks import HEAD, NAME, TEXT, claim, desk, sealed, with_radio

QUOTE = "two night shifts a week at most"
MORE = """\
demands:
  shifts:
    by: dockers
    text: Two night shifts a week
    evidence: [{source: gazette, quote: will stop the cranes}]
    responses:
      - by: dockers
        answer: rejected
        evidence:
          - {source: gazette}
          - {source: radio, quote: It rained}
"""


def run(*options: str | Path) -> Result:
    return CliRunner().invoke(main, ["evidence", *map(str, options)], catch_exceptions=False)


def told(folder: Path, *options: str) -> list[str]:
    result = run(folder / "strike.yml", *options)
    assert result.exit_code == 0, result.output
    return result.output.splitlines()


def covered(folder: Path) -> list[Coverage]:
    read, _ = read_briefing(folder, folder / "strike.yml")
    return list(coverages(read, Archive(folder)))


# The claims


def test_each_claim_is_told_with_its_state_and_place_in_the_order_of_the_file(
    tmp_path: Path,
) -> None:
    listed = claim(QUOTE).replace("- quote:", "- source: gazette\n        quote:")
    folder = desk(tmp_path, with_radio(HEAD) + MORE + listed, {NAME: TEXT})
    assert told(folder, "--no-text") == [
        "proven     strike.yml:16  demands shifts  will stop the cranes",
        "cited      strike.yml:21  demands shifts",
        "unchecked  strike.yml:22  demands shifts  It rained",
        f"proven     strike.yml:27  events 1  {QUOTE}",
        "2 proven, 1 cited, 1 unchecked",
    ]


@pytest.mark.parametrize(
    ("quote", "state"),
    [
        (QUOTE, "proven"),
        ("two night shifts every week", "altered"),
        ("better hours for all who sort mail", "absent"),
    ],
)
def test_every_state_is_told_as_it_is(tmp_path: Path, quote: str, state: str) -> None:
    folder = desk(tmp_path, HEAD + claim(quote), {NAME: TEXT})
    assert told(folder, "--no-text")[0].split()[0] == state


def test_without_the_text_its_seal_speaks_and_no_text_is_shown(tmp_path: Path) -> None:
    folder = sealed(desk(tmp_path, HEAD + claim(QUOTE), {NAME: TEXT}))
    assert told(folder) == [f"sealed     strike.yml:15  events 1  {QUOTE}", "1 sealed"]


def test_no_evidence_is_told_as_such(tmp_path: Path) -> None:
    assert told(desk(tmp_path, HEAD)) == ["no evidence is given"]


def test_a_file_with_mistakes_elsewhere_is_told_all_the_same(tmp_path: Path) -> None:
    folder = desk(tmp_path, HEAD.replace("2021-12-03", "soon") + claim(QUOTE), {NAME: TEXT})
    assert told(folder, "--no-text")[0] == f"proven     strike.yml:15  events 1  {QUOTE}"


@pytest.mark.parametrize(
    ("name", "text", "code", "message"),
    [
        ("strike.yml", "title: [\n", 1, "1 error in strike.yml; `briefing check` shows why"),
        ("actors.yml", "dockers: {name: Dockers}\n", 2, "actors.yml is not a briefing"),
        ("notes.txt", "words", 2, "notes.txt is not a briefing"),
    ],
)
def test_what_is_no_briefing_is_told_and_never_looks_like_one_without_claims(
    tmp_path: Path, name: str, text: str, code: int, message: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = run(tmp_path / name)
    assert result.exit_code == code
    assert message in result.output
    assert "no evidence" not in result.output


def test_what_a_writer_typed_cannot_steer_the_terminal(tmp_path: Path) -> None:
    folder = desk(tmp_path, HEAD + claim('"red \\u202E line"'), {NAME: f"{TEXT}\x1b[31m"})
    output = "\n".join(told(folder))
    assert "\x1b" not in output
    assert "\u202e" not in output
    assert "<U+202E>" in output


# The text


def test_the_text_is_shown_with_the_used_passages_marked(tmp_path: Path) -> None:
    quotes = (QUOTE, "night shifts a week at most", "what the port can bear")
    output = "\n".join(told(desk(tmp_path, HEAD + claim(*quotes), {NAME: TEXT})))
    text = output.partition("\n\ngazette\n")[2].partition("\n\n5 sentences support")[0]
    assert text.replace("⟦", "").replace("⟧", "").strip() == TEXT.strip()
    assert f"wants ⟦{QUOTE}⟧. “Otherwise" in text
    assert "far beyond ⟦what the port can bear⟧" in text
    assert text.count("⟦") == 2, "passages that overlap are one"


def test_sentences_that_support_no_claim_are_listed(tmp_path: Path) -> None:
    lines = told(desk(tmp_path, HEAD + claim(QUOTE, "the pilots’ office"), {NAME: TEXT}))
    at = lines.index("5 sentences support no claim yet")
    assert [line.split()[:3] for line in lines[at + 1 :]] == [
        ["Cranes", "at", "rest"],
        ["“Otherwise", "we", "will"],
        ["The", "operator", "called"],
        ["On", "Tuesday,", "the"],
        ["About", "1,200", "dockers"],
    ]


def test_one_sentence_without_a_claim_is_told_in_the_singular(tmp_path: Path) -> None:
    lines = told(desk(tmp_path, HEAD + claim("One here"), {NAME: "One here. Two there."}))
    assert lines[-2:] == ["1 sentence supports no claim yet", "  Two there."]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One. Two! Three?", ["One.", "Two!", "Three?"]),
        ("A title\n\nA sentence", ["A title", "A sentence"]),
        (
            "He left. “Why?” she said. “So.” Then all left.",
            ["He left.", "“Why?” she said.", "“So.”", "Then all left."],
        ),
        ("The U.S. army and J. Doe met at 5 p.m. sharp.", None),
        ("About 3.5 of 1,200. None.", ["About 3.5 of 1,200.", "None."]),
        ("第一。第二！第三？", ["第一。", "第二！", "第三？"]),
        ("\n\n* * *\n\nEnd", ["End"]),
        ("", []),
    ],
)
def test_a_text_is_cut_into_its_sentences(
    tmp_path: Path, text: str, sentences: list[str] | None
) -> None:
    (found,) = covered(desk(tmp_path, HEAD, {NAME: text}))
    assert list(found.unused) == ([text] if sentences is None else sentences)


@pytest.mark.parametrize(
    ("quote", "unused"),
    [
        ("One", ["A b.", "C."]),
        ("One. A", ["C."]),
        ("b. C", ["One."]),
        ("One. A b. C", []),
    ],
)
def test_a_sentence_is_used_if_a_quote_reaches_into_it(
    tmp_path: Path, quote: str, unused: list[str]
) -> None:
    (found,) = covered(desk(tmp_path, HEAD + claim(quote), {NAME: "One. A b. C."}))
    assert list(found.unused) == unused


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(["One", "two", ".", " ", "!", "\n", "\n\n", "”", "U.", "port", "。", "é"]),
        max_size=40,
    ),
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=5),
)
def test_every_word_of_a_text_is_used_or_in_a_sentence_with_a_use_or_listed(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[str], places: list[tuple[int, int]]
) -> None:
    text = "".join(pieces)
    quotes = [text[at : at + length] for at, length in places]
    typed = [
        '"' + "".join(f"\\U{ord(char):08X}" for char in quote) + '"'
        for quote in quotes
        if letters(quote)
    ]
    folder = tmp_path_factory.mktemp("desk")
    desk(folder, HEAD + (claim(*typed) if typed else ""), {NAME: text})
    (found,) = covered(folder)
    assert "".join(stretch.text for stretch in found.stretches) == text
    is_used = [stretch for stretch in found.stretches if stretch.is_used]
    unused = letters("".join(found.unused))
    assert len(unused) <= len(letters(text)) - sum(len(letters(each.text)) for each in is_used)
    assert is_used or unused == letters(text)


def test_on_a_terminal_used_passages_are_reversed_without_brackets(tmp_path: Path) -> None:
    folder = desk(tmp_path, HEAD + claim(QUOTE), {NAME: TEXT})
    primary, secondary = pty.openpty()
    briefing = Path(sys.executable).parent / "briefing"
    command = [str(briefing), "evidence", str(folder / "strike.yml")]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "80"}
    environment.pop("NO_COLOR", None)
    subprocess.run(command, stdout=secondary, env=environment, timeout=60, check=True)
    os.close(secondary)
    output = os.read(primary, 100_000).decode()
    os.close(primary)
    assert f"\x1b[7m{QUOTE}\x1b[0m" in output
    assert "⟦" not in output
