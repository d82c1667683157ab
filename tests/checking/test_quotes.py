"""What a writer is told about quotes: the state of each, where it differs, and what to do."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics.fixing import edited
from generator.evidence.archive import MAX_TEXT_BYTES, Archive
from generator.evidence.proof import MAX_QUOTE_CHARACTERS, State
from generator.evidence.proofs import prove_briefing
from generator.evidence.seals import MAX_SEAL_BYTES
from generator.keeping.check import check_desk
from generator.reading.folder import read_briefing
from tests.desks import HEAD, NAME, TEXT, claim, desk, findings_at, sealed, told_at, words_at

SHORT = "no ship will leave"
"""Too short for a seal to prove without a record of it."""


def told_of(tmp_path: Path, *quotes: str) -> list[str]:
    return told_at(desk(tmp_path, HEAD + claim(*quotes), {NAME: TEXT}))


# The quote and its source

PROVEN = [
    "two night shifts a week at most",
    "Otherwise we will stop the cranes—and no ship will leave the harbour",
    "Otherwise we will stop the cranes - and no ship will leave the harbour",
    "'“Otherwise we will stop the cranes'",
    "far beyond […] can bear",
    "The union ... at most",
    "'[The union] wants two night shifts'",
    ">-\n          two night shifts\n          a week at most",
    "what the port can bear",
]


@pytest.mark.parametrize("quote", PROVEN)
def test_a_quote_that_stands_in_its_source_is_in_order(tmp_path: Path, quote: str) -> None:
    assert told_of(tmp_path, quote) == []


@pytest.mark.parametrize(
    ("quote", "words", "headline"),
    [
        ("two night shifts every week at most", "every", "the source says “a”, not “every”"),
        ("we will soon stop the cranes", "soon", "the source does not have “soon”"),
        (
            "two night shifts week at most",
            "week",
            "the source has “a” here, which the quote leaves out",
        ),
        (
            "the two sides met in the customs house",
            "in",
            "the source says “at”, not “in”",
        ),
        ("Two night shifts a week at most", "Two", "the source says “two”, not “Two”"),
        ("About 1,300 dockers had come", "1,300", "the source says “1,200”, not “1,300”"),
    ],
)
def test_altered_words_are_marked_within_the_quote_and_both_wordings_told(
    tmp_path: Path, quote: str, words: str, headline: str
) -> None:
    (found,) = findings_at(desk(tmp_path, HEAD + claim(quote), {NAME: TEXT}))
    assert (found.code, words_at(found), found.headline) == ("altered-quote", words, headline)
    quoted, source = found.help.split("\n")
    assert quoted == f"quoted: {quote}"
    assert source.removeprefix("source: ") in " ".join(TEXT.split())


WRITTEN = {
    "plain": "two night shifts every week at most",
    "plain on two lines": "two night\n          shifts every\n          week at most",
    "in single quotes": "'two night shifts every week at most'",
    "in single quotes with one inside": "'the pilots'' bureau has closed'",
    "in double quotes": '"two night shifts every week at most"',
    "in double quotes with escapes": '"two\\x20night shifts \\u0065very week at most"',
    "folded": ">\n          two night shifts\n          every week at most",
    "folded without an end": ">-\n          two\n          night shifts every week at most",
    "literal": "|\n          two night shifts\n          every week at most",
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=list(WRITTEN))
def test_the_mark_stands_under_the_words_however_the_quote_is_written(
    tmp_path: Path, written: str
) -> None:
    (found,) = findings_at(desk(tmp_path, HEAD + claim(written), {NAME: TEXT}))
    assert words_at(found) in ("every", "\\u0065very", "bureau")


def test_words_over_a_line_end_are_told_in_one_line(tmp_path: Path) -> None:
    text = TEXT.replace("leave the harbour,", "leave the har-\nbour,")
    quote = "and no ship will leave the harbours"
    (found,) = findings_at(desk(tmp_path, HEAD + claim(quote), {NAME: text}))
    assert (found.headline, words_at(found)) == (
        "the source says “har- bour”, not “harbours”",
        "harbours",
    )


def test_where_the_words_cannot_be_told_the_whole_quote_is_marked(tmp_path: Path) -> None:
    broken = '"two night sh\\\n          ifts every week at most"'
    (found,) = findings_at(desk(tmp_path, HEAD + claim(broken), {NAME: TEXT}))
    assert found.code == "altered-quote"
    assert words_at(found) == broken


def test_words_that_the_source_has_nothing_of_are_absent(tmp_path: Path) -> None:
    quote = "better hours for everyone who sorts mail"
    assert told_of(tmp_path, quote) == [
        f"15 absent-quote “{quote}”: these words are not in the source"
    ]


OTHER = "The port has lost its temper, the minister said, and the figures are simply wrong."
TWO_SOURCES = HEAD.replace("actors:", "  herald: {title: The minister, text: herald.txt}\nactors:")


@pytest.mark.parametrize("quote", ["the figures are simply wrong", "lost its temper […] wrong"])
def test_words_of_another_source_of_the_briefing_are_told_and_moved_on_demand(
    tmp_path: Path, quote: str
) -> None:
    item = f"{quote}\n        source: gazette"
    folder = desk(tmp_path, TWO_SOURCES + claim(item), {NAME: TEXT, "herald.txt": OTHER})
    (found,) = findings_at(folder)
    assert found.code == "absent-quote"
    assert found.headline == "these words are in the source “herald”, not in “gazette”"
    assert words_at(found) == quote
    assert found.fix
    assert not found.fix.safe
    path = folder / "strike.yml"
    path.write_text(edited(path.read_text("utf-8"), found.fix.edits), "utf-8")
    assert told_at(folder) == []


def test_words_of_no_other_source_are_compared_with_the_named_one(tmp_path: Path) -> None:
    item = "two night shifts every week\n        source: gazette"
    folder = desk(tmp_path, TWO_SOURCES + claim(item), {NAME: TEXT, "herald.txt": OTHER})
    (found,) = findings_at(folder)
    assert found.headline == "the source says “a”, not “every”"


def test_two_claims_that_quote_wrongly_are_two_mistakes(tmp_path: Path) -> None:
    quote = "two night shifts every week"
    assert [line.split()[:2] for line in told_of(tmp_path, quote, quote)] == [
        ["15", "altered-quote"],
        ["16", "altered-quote"],
    ]


@pytest.mark.parametrize("quote", ["“…”", '"?!"', "'---'", "'« »'", "[…]"])
def test_a_quote_of_punctuation_only_holds_no_word(tmp_path: Path, quote: str) -> None:
    (found,) = findings_at(desk(tmp_path, HEAD + claim(f"'{quote.strip(chr(39))}'"), {NAME: TEXT}))
    assert (found.code, found.headline) == ("bad-quote", "the quote contains no words")


def test_a_quote_of_ten_thousand_words_is_too_long(tmp_path: Path) -> None:
    quote = "crane " * 10_000
    (found,) = findings_at(desk(tmp_path, HEAD + claim(quote), {NAME: TEXT}))
    told = f"the quote has 59,999 characters; the limit is {MAX_QUOTE_CHARACTERS:,}"
    assert (found.code, found.headline) == ("bad-quote", told)


# The fix


@pytest.mark.parametrize("written", WRITTEN.values(), ids=list(WRITTEN))
def test_the_fix_takes_the_words_of_the_source_and_is_never_made_unasked(
    tmp_path: Path, written: str
) -> None:
    folder = desk(tmp_path, HEAD + claim(written) + "status: draft\n", {NAME: TEXT})
    (found,) = findings_at(folder)
    assert found.fix is not None
    assert (found.fix.title, found.fix.safe) == ("quote the source's own words", False)
    desk(tmp_path, edited(found.place.source.text, found.fix.edits))
    assert told_at(folder) == []


@settings(max_examples=60, deadline=None)
@given(
    data=st.data(),
    text=st.text(st.characters(exclude_categories=["Cs"]), max_size=60),
)
def test_the_fix_quotes_any_text_so_that_it_is_proven(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject, text: str
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    passage = f"seven cranes {text} stand in the old harbour of Aldmoor"
    quote = "seven cranes stand by the old harbour of Aldmoor"
    desk(folder, HEAD + claim(quote), {NAME: f"{TEXT}\n{passage}\n"})
    for found in findings_at(folder):
        if found.fix:
            desk(folder, edited(found.place.source.text, found.fix.edits))
            # A source may hold characters that nobody sees.
            assert [told for told in told_at(folder) if " hidden-character " not in told] == []


def test_a_quote_with_omissions_has_no_fix(tmp_path: Path) -> None:
    quote = "The union of dockers […] two night shifts every week"
    (found,) = findings_at(desk(tmp_path, HEAD + claim(quote), {NAME: TEXT}))
    assert (found.code, found.fix) == ("altered-quote", None)


# Brackets in place of words


@pytest.mark.parametrize(
    ("quote", "advice", "right"),
    [
        (
            "we will stop [every machine] and no ship",
            "if “[every machine]” replaces words of the source, add […] after it",
            "we will stop [every machine] […] and no ship",
        ),
        (
            "far [more than] what the port can bear",
            "if “[more than]” replaces words of the source, add […] after it",
            "far [more than] […] what the port can bear",
        ),
        (
            "The union [there] wants [only] two night shifts",
            "if “[there]” replaces words of the source, add […] after it",
            "The union [there] […] wants [only] two night shifts",
        ),
        (
            "The union [there] wants two night shifts [or fewer] at most",
            "if “[there]” and “[or fewer]” replace words of the source, add […] after each",
            "The union [there] […] wants two night shifts [or fewer] […] at most",
        ),
    ],
)
def test_a_bracket_in_place_of_words_of_the_source_says_how_that_is_marked(
    tmp_path: Path, quote: str, advice: str, right: str
) -> None:
    folder = desk(tmp_path, HEAD + claim(f"'{quote}'"), {NAME: TEXT})
    (found,) = findings_at(folder)
    named = advice.removeprefix("if ").partition(" replace")[0]
    assert found.code == "altered-quote"
    assert found.headline == f"the source has other words where the quote has {named}"
    assert found.help.split("\n")[:2] == [advice, f"quoted: {quote}"]
    assert words_at(found) == quote[quote.index("[") : quote.index("]") + 1]
    assert found.fix
    assert (found.fix.title, found.fix.safe) == ("mark what is left out", False)
    fixed = edited(found.place.source.text, found.fix.edits)
    assert right in fixed
    assert told_at(desk(folder, fixed)) == []


def test_a_bracket_in_place_of_sealed_words_says_how_that_is_marked(tmp_path: Path) -> None:
    before, after = "The union of dockers wants two", "shifts a week at most"
    folder = desk(tmp_path, HEAD, {NAME: TEXT})
    sealed(folder)
    desk(folder, HEAD + claim(f"{before} [short] {after}"))
    (found,) = findings_at(folder)
    assert found.headline == "the source has other words where the quote has “[short]”"
    assert found.help == "if “[short]” replaces words of the source, add […] after it"
    desk(folder, HEAD + claim(f"{before} [short] […] {after}"))
    assert told_at(folder) == []


@pytest.mark.parametrize(
    "quote",
    [
        "The union [of pilots] said on Monday",  # so much is not left out for one word
        "The union [of pilots] wants two day shifts",
        "we will [soon] stop the ships",
        "The union of [p]ilots wants two night shifts",
    ],
)
def test_a_quote_that_is_wrong_for_another_reason_does_not_blame_its_brackets(
    tmp_path: Path, quote: str
) -> None:
    (found,) = findings_at(desk(tmp_path, HEAD + claim(quote), {NAME: TEXT}))
    assert "replace" not in found.help


@pytest.mark.parametrize(
    "quote", ["The union […] [there] wants two", "[They] will stop the cranes [there]"]
)
def test_a_bracket_beside_an_omission_or_at_an_end_needs_no_mark(
    tmp_path: Path, quote: str
) -> None:
    assert told_of(tmp_path, f"'{quote}'") == []


# What cannot be looked up


def test_unchecked_quotes_are_told_once_for_each_source(tmp_path: Path) -> None:
    text = HEAD.replace("    text: gazette.txt\n", "") + claim("one", "two", "three")
    assert told_at(desk(tmp_path, text)) == [
        "5 unchecked-quote “gazette”: 3 quotes are unchecked: the source names no archived text"
    ]


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({}, "neither the archived text nor its seal is here"),
        ({NAME: TEXT}, "the seal has no record of so short a quote"),
    ],
)
def test_a_quote_without_text_says_why_it_is_unchecked(
    tmp_path: Path, texts: dict[str, str], why: str
) -> None:
    folder = desk(tmp_path, HEAD, texts)
    if texts:
        sealed(folder)
    desk(folder, HEAD + claim(SHORT))
    assert told_at(folder) == [f"5 unchecked-quote “gazette”: a quote is unchecked: {why}"]


@pytest.mark.parametrize("folder", ["sources", "briefings/sources"])
def test_a_text_that_is_named_with_the_folder_of_texts_is_named_anew(
    tmp_path: Path, folder: str
) -> None:
    head = HEAD.replace(NAME, f"{folder}/{NAME}")
    (found,) = findings_at(desk(tmp_path, head + claim(SHORT), {NAME: TEXT}))
    assert found.code == "unchecked-quote"
    assert found.help == f"if the text is in `sources/{NAME}`, write `text: {NAME}`"


def test_what_is_only_cited_needs_no_text(tmp_path: Path) -> None:
    cited = "events:\n  - {date: 2021, text: They met., evidence: [{source: gazette}]}\n"
    assert told_at(desk(tmp_path, HEAD + cited)) == []


# By the seal alone


def test_a_sealed_quote_is_in_order_and_a_recorded_short_one_too(tmp_path: Path) -> None:
    folder = desk(tmp_path, HEAD + claim("two night shifts a week at most", SHORT), {NAME: TEXT})
    assert told_at(sealed(folder)) == []


@pytest.mark.parametrize(
    ("quote", "code", "words"),
    [
        ("two night shifts a week at the most", "altered-quote", "the"),
        ("wants only two night shifts a week", "altered-quote", "only"),
        ("better hours for everyone who sorts mail", "absent-quote", "better"),
    ],
)
def test_a_seal_refutes_a_quote_and_marks_where_it_leaves_the_text(
    tmp_path: Path, quote: str, code: str, words: str
) -> None:
    folder = sealed(desk(tmp_path, HEAD, {NAME: TEXT}))
    (found,) = findings_at(desk(folder, HEAD + claim(quote)))
    assert (found.code, words_at(found), found.fix) == (code, words, None)


def test_a_text_that_changed_after_it_was_sealed_is_told_where_it_is(tmp_path: Path) -> None:
    folder = sealed(desk(tmp_path, HEAD, {NAME: TEXT}), keep_texts=True)
    desk(folder, HEAD, {NAME: TEXT + "More.\n"})
    assert told_at(folder) == [
        "8 stale-seal “gazette.txt”: the text has changed since it was sealed"
    ]


def test_a_short_quote_that_came_after_the_seal_is_told_while_the_text_is_here(
    tmp_path: Path,
) -> None:
    folder = sealed(desk(tmp_path, HEAD, {NAME: TEXT}), keep_texts=True)
    desk(folder, HEAD + claim(SHORT, "two night shifts a week at most"))
    assert told_at(folder) == [
        "8 stale-seal “gazette.txt”: the seal does not prove a quote that the text proves"
    ]
    assert told_at(sealed(folder)) == []


# Texts and seals that cannot be used


def in_place_of_the_text(folder: Path, kind: str) -> None:
    """Put something that is no usable text where the source says that it lies."""
    path = folder / "sources" / NAME
    path.parent.mkdir(exist_ok=True)
    outside = folder.parent / "outside.txt"
    outside.write_text(TEXT, encoding="utf-8")
    if kind == "Latin-1":
        path.write_bytes(TEXT.replace("“", '"').encode("cp1252"))
    elif kind == "50 MB":
        with path.open("wb") as stream:
            stream.truncate(50_000_000)
    elif kind == "a directory":
        path.mkdir()
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind == "a link out":
        path.symlink_to(outside)
    elif kind == "a link to itself":
        path.symlink_to(path)
    elif kind == "a link to a device":
        path.symlink_to("/dev/zero")


UNUSABLE = {
    "Latin-1": "the archived text is not UTF-8: byte 0x97",
    "50 MB": f"the archived text is larger than {MAX_TEXT_BYTES:,} bytes",
    "a directory": "the archived text is not a file",
    "a pipe": "the archived text is not a file",
    "a link out": "the archived text is outside the folder of archived texts",
    "a link to itself": "the archived text is outside the folder of archived texts",
    "a link to a device": "the archived text is outside the folder of archived texts",
}


@pytest.mark.parametrize(("kind", "told"), UNUSABLE.items(), ids=list(UNUSABLE))
def test_a_text_that_cannot_be_used_is_one_mistake_at_its_name(
    tmp_path: Path, kind: str, told: str
) -> None:
    folder = desk(tmp_path / "desk", HEAD + claim(SHORT, "anything at all"))
    in_place_of_the_text(folder, kind)
    assert told_at(folder) == [f"8 bad-source-text “{NAME}”: {told}"]


@pytest.mark.parametrize("name", ["gazette.html", "gazette", "gazette.seal", "gazette.TXT"])
def test_the_name_of_a_text_ends_so_that_git_leaves_it_out(tmp_path: Path, name: str) -> None:
    text = HEAD.replace("gazette.txt", name)
    assert told_at(desk(tmp_path, text, {name: TEXT})) == [
        f"8 bad-source-text “{name}”: the name of the archived text does not end in .txt"
    ]


@pytest.mark.parametrize(
    "name", ["../outside.txt", "a/../../outside.txt", "/etc/hostname.txt", "a//b.txt", "~/x.txt"]
)
def test_a_name_that_leads_out_of_the_folder_is_no_name(tmp_path: Path, name: str) -> None:
    text = HEAD.replace("gazette.txt", name)
    (found,) = findings_at(desk(tmp_path, text + claim("two night shifts"), {}))
    assert (found.code, words_at(found)) == ("bad-file-name", name)


def test_a_text_may_lie_in_a_folder_below_and_the_whole_folder_elsewhere(tmp_path: Path) -> None:
    text = HEAD.replace("gazette.txt", "2021/gazette.txt") + claim(SHORT)
    folder = desk(tmp_path / "desk", text)
    desk(tmp_path / "shared", {}, {f"2021/{NAME}": TEXT})
    (folder / "sources").symlink_to(tmp_path / "shared" / "sources")
    assert told_at(folder) == []


def the_seal(folder: Path) -> Path:
    return folder / "sources" / "gazette.seal"


BAD_SEALS: dict[str, tuple[Callable[[str], str], str]] = {
    "cut short": (lambda seal: seal[: len(seal) // 2], "the seal is cut short"),
    "cut to nothing": (lambda seal: "", "this is not a seal"),
    "of another version": (
        lambda seal: seal.replace("briefing-seal 1", "briefing-seal 2"),
        "the seal is of another version",
    ),
    "edited by hand": (
        lambda seal: seal.replace("\nw ", "\nw f", 1),
        "the seal was changed by hand",
    ),
    "with a line more": (lambda seal: seal + "w 00\n", "the seal is cut short"),
    "not a seal": (lambda seal: HEAD, "this is not a seal"),
    "binary": (lambda seal: "\x00\x01\xff", "this is not a seal"),
}


@pytest.mark.parametrize("kind", BAD_SEALS)
@pytest.mark.parametrize("keep_texts", [True, False])
def test_a_seal_that_cannot_be_used_is_one_mistake_at_the_name_of_its_text(
    tmp_path: Path, kind: str, keep_texts: bool
) -> None:
    folder = desk(tmp_path, HEAD + claim(SHORT), {NAME: TEXT})
    path = the_seal(sealed(folder, keep_texts=keep_texts))
    change, told = BAD_SEALS[kind]
    path.write_text(change(path.read_text("utf-8")), encoding="latin-1")
    assert told_at(folder) == [f"8 bad-seal “{NAME}”: {told}"]


def test_a_seal_of_thirty_megabytes_is_refused_unread(tmp_path: Path) -> None:
    folder = sealed(desk(tmp_path, HEAD, {NAME: TEXT}))
    with the_seal(folder).open("r+b") as stream:
        stream.truncate(30_000_000)
    told = f"the seal is larger than {MAX_SEAL_BYTES:,} bytes"
    assert told_at(folder) == [f"8 bad-seal “{NAME}”: {told}"]


@pytest.mark.parametrize("kind", ["a directory", "a pipe"])
def test_a_seal_that_is_no_file_is_refused_unread(tmp_path: Path, kind: str) -> None:
    folder = desk(tmp_path, HEAD, {NAME: TEXT})
    if kind == "a pipe":
        os.mkfifo(the_seal(folder))
    else:
        the_seal(folder).mkdir()
    assert told_at(folder) == [f"8 bad-seal “{NAME}”: the seal is not a file"]


@pytest.mark.parametrize(
    ("name", "file"), [("caf\xe9 (1).txt", "cafe\u0301 (1).txt"), ("cafe\u0301.txt", "caf\xe9.txt")]
)
def test_a_text_is_found_however_the_accents_of_its_name_are_encoded(
    tmp_path: Path, name: str, file: str
) -> None:
    briefing = HEAD.replace(NAME, name) + claim("no ship shall leave the harbour")
    folder = desk(tmp_path, briefing)
    assert [found.code for found in check_desk(folder, [folder])] == ["unchecked-quote"]
    desk(folder, briefing, {file: TEXT})
    assert [found.code for found in check_desk(folder, [folder])] == ["altered-quote"]
    sealed(desk(folder, HEAD.replace(NAME, name) + claim(SHORT)))
    assert [path.suffix for path in (folder / "sources").iterdir()] == [".seal"]
    assert told_at(folder) == []


def test_with_a_bad_seal_quotes_are_still_looked_up_in_the_text(tmp_path: Path) -> None:
    folder = desk(tmp_path, HEAD + claim(SHORT, "no ship shall leave the harbour"), {NAME: TEXT})
    the_seal(folder).write_text("nonsense", encoding="utf-8")
    assert [line.split()[1] for line in told_at(folder)] == ["bad-seal", "altered-quote"]
    read, _ = read_briefing(folder, folder / "strike.yml")
    states = [proof.state for _, proof in prove_briefing(read, Archive(folder))]
    assert states == [State.PROVEN, State.ALTERED]


@settings(max_examples=150, deadline=None)
@given(text=st.binary(max_size=300), seal=st.binary(max_size=300), quote=st.text(max_size=80))
def test_nothing_in_a_text_or_a_seal_is_ever_more_than_a_finding(
    tmp_path_factory: pytest.TempPathFactory, text: bytes, seal: bytes, quote: str
) -> None:
    folder = tmp_path_factory.mktemp("desk")
    written = HEAD + claim("placeholder")
    escaped = "".join(f"\\U{ord(char):08X}" for char in quote)
    written = written.replace("placeholder", f'"{escaped}"')
    desk(folder, written, {NAME: text, "gazette.seal": b"briefing-seal 1\n" + seal})
    for found in findings_at(folder):
        assert found.place.start <= found.place.end <= len(found.place.source.text)
