"""What is not YAML, or more of YAML than briefings need."""

import pytest

from generator.diagnostics.fixing import edited
from generator.reading.limits import MAX_DEPTH, MAX_VALUES
from tests.told import LEAST, advice, findings_in, told

CUT = "{} bad-yaml: the text ends before this #, and the rest is a comment"
CUT_HELP = "put the text in quotes, or the comment on a line above it"
EVENT = "events:\n  - date: 2014\n    text: x\n"
QUOTES = "put the text in quotes: 'like this', or on lines of its own after `>`"

COLON = "the text ends in a colon, which makes it a key to YAML"
KEY_BELOW = "if it is a key, start it on the next line, further indented"


def least(**values: str) -> str:
    """The minimal briefing with something else behind some keys, from its first line on."""
    text = LEAST
    for key, value in values.items():
        start = text.index(f"{key}: ") + len(key) + 2
        text = text[:start] + value + text[text.index("\n", start) :]
    return text


@pytest.mark.parametrize(
    ("text", "mistake", "help_"),
    [
        (
            least(title="Kyiv: no deal"),
            "1:12 bad-yaml: a value contains a colon and a space",
            QUOTES,
        ),
        (least(title="Kyiv says:"), f"1:17 bad-yaml: {COLON}", f"{QUOTES}; {KEY_BELOW}"),
        (least(title="Kyiv says:  # no"), f"1:17 bad-yaml: {COLON}", f"{QUOTES}; {KEY_BELOW}"),
        (
            LEAST + "events:\n  - {date: 2014, text: Kyiv says:}\n",
            f"11:33 bad-yaml: {COLON}",
            "put the text in quotes: 'like this'",
        ),
        (
            LEAST + "gaps: [Who says:, Why]\n",
            f"10:16 bad-yaml: {COLON}",
            "put the text in quotes: 'like this'",
        ),
        (least(title="@desk"), "1:8 bad-yaml: a value cannot start with this character", QUOTES),
        (least(title="`code`"), "1:8 bad-yaml: a value cannot start with this character", QUOTES),
        (least(title="%5"), "1:8 bad-yaml: a value cannot start with this character", QUOTES),
        (least(title="**bold**"), "1:8 bad-yaml: a value cannot start with & or *", QUOTES),
        (
            least(title='"a\\qb"'),
            "1:10 bad-yaml: there is no such escape sequence",
            "use single quotes, in which \\ is an ordinary character",
        ),
        (
            least(title='"C:\\Users"'),
            "1:13 bad-yaml: there is no such escape sequence",
            "use single quotes, in which \\ is an ordinary character",
        ),
        (
            LEAST + "tags: [a, b\n",
            "10:7 bad-yaml: this list is never closed by ], or a comma is missing",
            "close it, or separate its items with commas",
        ),
        (
            LEAST + "events:\n  - {date: 2014, text: x\n",
            "11:5 bad-yaml: this mapping is never closed by }, or a comma is missing",
            "close it and each quote in it; put text that contains a comma or a brace in quotes",
        ),
        (
            LEAST + "gaps:\n  - {text: Gate #2 is shut}\n",
            CUT.format("11:17"),
            CUT_HELP,
        ),
        (
            LEAST + "tags: [gate #2, gate #3]\nauthor: Desk\n",
            CUT.format("10:13"),
            CUT_HELP,
        ),
        (
            LEAST + "tags: ['gate #1', gate #2, gate 3]  # all of them\n",
            CUT.format("10:24"),
            CUT_HELP,
        ),
        (
            LEAST
            + "events:\n  - {text: Gate #2 is shut,\n     actors: [dockers],\n     date: 2021}\n",
            CUT.format("11:17"),
            CUT_HELP,
        ),
        (
            least(summary="Close gate #2 at\n  night"),
            CUT.format("3:21"),
            CUT_HELP,
        ),
        (
            LEAST + "gaps:\n  - text: Close gate #2 at\n      night, or\n      earlier\n",
            CUT.format("11:22"),
            CUT_HELP,
        ),
        (
            LEAST + "tags: [gate #2, 'x\n",
            "10:7 bad-yaml: this list is never closed by ], or a comma is missing",
            "close it, or separate its items with commas",
        ),
        (
            LEAST + "tags: [gate, # the second\n  shut\nauthor: Desk\n",
            "10:7 bad-yaml: this list is never closed by ], or a comma is missing",
            "close it, or separate its items with commas",
        ),
        (
            least(title='"never closed'),
            "1:8 bad-yaml: this quote is never closed",
            "close it; inside single quotes a ' is written twice",
        ),
        (
            least(title='"closed" too early'),
            '1:15 bad-yaml: the text in "quotes" ends here, but more follows',
            'write \\" for a " inside them',
        ),
        (
            least(title="'The dockers' strike'"),
            "1:20 bad-yaml: the text in 'quotes' ends here, but more follows",
            "write '' for a ' inside them",
        ),
        (
            LEAST.replace("    name: Dockers\n", "    name: Dockers\n   kind: group\n"),
            "10:1 bad-yaml: the line is indented by 3 spaces, but none of the lines above it is",
            "indent it like its neighbours, by 2 or 4",
        ),
        (
            LEAST.replace("    name: Dockers\n", "    name: Dockers\n     kind: group\n"),
            "10:6 bad-yaml: the line is indented so far that it continues the value above it",
            "indent a key like its neighbours; put text with a colon in quotes",
        ),
        (
            LEAST.replace("    name: Dockers\n", "    name: Dockers\n \u00a0  kind: group\n"),
            "10:2 bad-yaml: the line is indented by a space that YAML does not accept: U+00A0",
            "use ordinary spaces, two for each level",
        ),
        # A space too few, or one of another kind; YAML finds fault with the next line
        (
            LEAST.replace("title: ", "title:", 1),
            "1:1 bad-yaml: there is no space between `title:` and its value",
            "write `title: The port stands still`",
        ),
        (
            LEAST.replace("date: ", "date:"),
            "2:1 bad-yaml: there is no space between `date:` and its value",
            "write `date: 2021-12-03`",
        ),
        (
            LEAST + "    role:Strikers\n    kind: group\n",
            "10:5 bad-yaml: there is no space between `role:` and its value",
            "write `role: Strikers`",
        ),
        (
            LEAST + "events:\n  - date:2014\n    text: x\n",
            "11:5 bad-yaml: there is no space between `date:` and its value",
            "write `date: 2014`",
        ),
        (
            LEAST + "events:\n  -date: 2014\n    text: x\n",
            "11:3 bad-yaml: there is no space between `-` and `date:`",
            "write `- date: …`",
        ),
        (
            LEAST + "events:\n  • date: 2014\n    text: x\n",
            "11:3 bad-yaml: a list item starts with a hyphen, not with “•”",
            "write `- date: …`",
        ),
        (
            LEAST + "events:\n  -\u00a0date: 2014\n    text: x\n",
            "11:4 bad-yaml: `-` is followed by a space that YAML does not accept: U+00A0",
            "use an ordinary space",
        ),
        (
            LEAST.replace("title: The", "title:\u00a0The"),
            "1:7 bad-yaml: `title:` is followed by a space that YAML does not accept: U+00A0",
            "use an ordinary space",
        ),
        (
            LEAST + "    role:\u202fStrikers\n",
            "10:10 bad-yaml: `role:` is followed by a space that YAML does not accept: U+202F",
            "use an ordinary space",
        ),
        (
            LEAST + "\u00a0\u00a0\u00a0\u00a0role: Strikers\n",
            "10:1 bad-yaml: the line is indented by a space that YAML does not accept: U+00A0",
            "use ordinary spaces, two for each level",
        ),
        # A key beside its item
        (
            LEAST + "events:\n  - date: 2014\n  text: x\n",
            "12:3 bad-yaml: `text` is not indented like `date` in the same item",
            "indent it by 4 spaces",
        ),
        # What is no text to YAML, and goes on as text
        (
            least(title="[The port] stands still"),
            "1:8 bad-yaml: a value that starts with [ is a list, and text follows it",
            QUOTES,
        ),
        (
            least(title="*The port* stands still"),
            "1:8 bad-yaml: a value that starts with * is an alias, and text follows it",
            QUOTES,
        ),
        (
            LEAST + "events:\n  - {date: 2014, text: x: y}\n",
            "11:25 bad-yaml: a value contains a colon and a space",
            "put the text in quotes: 'like this'",
        ),
        # A merge
        (
            LEAST + "<<<<<<< HEAD\nauthor: A\n=======\nauthor: B\n>>>>>>> b\ntags: [\n",
            "10:1 bad-yaml: two versions of these lines are still to be merged",
            "keep one of them, and delete the lines with <<<<<<<, ======= and >>>>>>>",
        ),
        (
            LEAST + "events:\n - {date: 2014, text: x}\n  - {date: 2015, text: y}\n",
            "12:3 bad-yaml: the line does not continue the list above it",
            "indent each item like the first, and start it with `- `",
        ),
        (
            LEAST + "thread port\nstatus: draft\n",
            "10:1 bad-yaml: a key has no colon",
            "write `key: value`; text that continues on the next line is indented further",
        ),
        (
            least(title="- port"),
            "1:8 bad-yaml: a list starts on the same line as its key",
            f"start it on the next line; if it is not a list, {QUOTES}",
        ),
        (
            LEAST + "tags: [,]\n",
            "10:8 bad-yaml: a value is expected here",
            "write one, or put text that contains brackets or commas in quotes",
        ),
        # A tab
        (
            LEAST.replace("    title", "\ttitle"),
            "6:1 tab-indentation: the line is indented by a tab",
            "use spaces, two for each level",
        ),
        (
            LEAST.replace("    title", "  \ttitle"),
            "6:3 tab-indentation: the line is indented by a tab",
            "use spaces, two for each level",
        ),
        # A key given twice
        (
            LEAST + "title: Another\n",
            "10:1 duplicate-key: the key “title” is given twice",
            "keep one of the two, or give them different names",
        ),
        (
            LEAST + "    name: Union\n",
            "10:5 duplicate-key: the key “name” is given twice",
            "keep one of the two, or give them different names",
        ),
        (
            LEAST + "events:\n  - {date: 2014, 'date': 2015, text: x}\n",
            "11:18 duplicate-key: the key “date” is given twice",
            "keep one of the two, or give them different names",
        ),
        # More than briefings need
        (
            least(title="&port The port"),
            "1:8 unsupported-yaml: briefings cannot use the anchor &port",
            "remove it, or quote the text that starts with &",
        ),
        (
            least(title="*port"),
            "1:8 unsupported-yaml: briefings cannot use the alias *port",
            "write the value out, or quote the text",
        ),
        (
            LEAST.replace("sources:\n  herald:\n    title: Dockers walk out\n", "sources: *all\n"),
            "4:10 unsupported-yaml: briefings cannot use the alias *all",
            "write the value out, or quote the text",
        ),
        (
            least(title="!important The port"),
            "1:8 unsupported-yaml: briefings cannot use the tag !important",
            "remove it, or quote the text that starts with !",
        ),
        (
            least(date="!!timestamp 2021-12-03"),
            "2:7 unsupported-yaml: briefings cannot use the tag !!timestamp",
            "remove it, or quote the text that starts with !",
        ),
        (
            least(title="!!python/object/apply:os.system x"),
            "1:8 unsupported-yaml: briefings cannot use the tag !!python/object/apply:os.system",
            "remove it, or quote the text that starts with !",
        ),
        (
            LEAST + "    <<: {kind: group}\n",
            "10:5 unsupported-yaml: briefings cannot use the merge key <<",
            "write the keys out",
        ),
        (
            LEAST + "---\ntitle: Another\n",
            "10:1 unsupported-yaml: briefings cannot use a second document",
            "put it in a file of its own",
        ),
        (
            LEAST + "[a, b]: c\n",
            "10:1 unsupported-yaml: a key must be a word",
            "put quotes around text that starts with [, { or ?",
        ),
        (
            LEAST + "{a: b}: c\n",
            "10:1 unsupported-yaml: a key must be a word",
            "put quotes around text that starts with [, { or ?",
        ),
        (
            LEAST + "? [a]\n: c\n",
            "10:3 unsupported-yaml: a key must be a word",
            "put quotes around text that starts with [, { or ?",
        ),
        # A control character by an escape
        (
            least(title='"red \\e[31m"'),
            "1:8 bad-character: the value contains the control character U+001B",
            "remove the escape",
        ),
        (
            least(title='"\\0"'),
            "1:8 bad-character: the value contains the control character U+0000",
            "remove the escape",
        ),
    ],
)
def test_a_mistake_is_told_once_at_its_place_with_advice(
    text: str, mistake: str, help_: str
) -> None:
    assert (told(text), advice(text)) == ([mistake], [help_])


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("", "1:1 empty-file: the file is empty"),
        ("  \n\n", "1:1 empty-file: the file is empty"),
        ("# later\n", "1:1 empty-file: the file is empty"),
        ("---\n", "1:1 empty-file: the file is empty"),
        ("just words\n", "1:1 wrong-kind: the file contains text, not keys with values"),
        ("- title: T\n", "1:1 wrong-kind: the file contains a list, not keys with values"),
    ],
)
def test_a_file_that_is_no_briefing_at_all_is_one_mistake(text: str, mistake: str) -> None:
    assert told(text) == [mistake]


def test_a_key_given_twice_shows_both_places() -> None:
    (finding,) = findings_in(LEAST + "date: 2021-12-04\n")
    assert (str(finding.place), finding.place.label) == ("desk/a.yml:10:1", "given again here")
    (first,) = finding.further
    assert (str(first), first.label) == ("desk/a.yml:2:1", "first given here")


def test_what_stands_in_both_parts_of_a_key_given_twice_is_known() -> None:
    text = (
        LEAST + "actors:\n  port: {name: Port, kind: harbour}\ndemands:\n  d: {by: port, text: x}\n"
    )
    assert told(text) == [
        "10:1 duplicate-key: the key “actors” is given twice",
        "11:28 unknown-word: “harbour” is not a word for `kind`",
    ]


def mended(text: str, *, safe: bool = True) -> str:
    """The text with the fix of its one mistake."""
    (finding,) = findings_in(text)
    assert finding.fix
    assert finding.fix.safe is safe
    return edited(text, finding.fix.edits)


@pytest.mark.parametrize(
    ("written", "right"),
    [
        ("Kyiv: no deal", "'Kyiv: no deal'"),
        ("Kyiv: no deal  # yet", "'Kyiv: no deal'  # yet"),
        ("it's over: no deal", "'it''s over: no deal'"),
        ("@desk", "'@desk'"),
        ("**The port** stands still", "'**The port** stands still'"),
        ("[The port] stands still", "'[The port] stands still'"),
        ("Kyiv: no deal,\n  it says", "'Kyiv: no deal,\n  it says'"),
        ("Kyiv: no deal,\n  it says\n\n# more", "'Kyiv: no deal,\n  it says'\n\n# more"),
    ],
)
def test_text_that_needs_quotes_can_be_mended(written: str, right: str) -> None:
    assert mended(least(title=written)) == least(title=right)


@pytest.mark.parametrize(
    "text",
    [
        least(title="Kyiv: no deal\n  date: 2014"),
        least(title="Kyiv: no deal  # yet\n  it says"),
        least(title="Kyiv: no deal\n\n  it says"),
        LEAST.replace("dockers:\n    name: D", "dockers: name: D"),
        least(date="2021-12-03: a Friday"),
        LEAST + "thread: port: status: draft\n",
    ],
    ids=[
        *("perhaps a key", "behind a comment", "behind a blank line"),
        *("a key in place of text", "a date", "an id"),
    ],
)
def test_text_that_may_go_on_or_be_something_else_is_not_put_in_quotes(text: str) -> None:
    assert findings_in(text)[0].fix is None


def test_each_of_several_texts_of_an_entry_can_be_mended() -> None:
    text = mended(LEAST + "gaps:\n  - text: a: b\n  - text: @desk\n")
    assert mended(text) == LEAST + "gaps:\n  - text: 'a: b'\n  - text: '@desk'\n"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (LEAST.replace("title: ", "title:", 1), LEAST),
        (LEAST.replace("title: ", "title:\u00a0", 1), LEAST),
        (LEAST + "    role:Strikers\n", LEAST + "    role: Strikers\n"),
        *(
            (f"{LEAST}events:\n  {item}: 2014\n    text: x\n", f"{LEAST}{EVENT}")
            for item in ("-date", "–date", "• date", "-\u00a0date")
        ),
        (f"{LEAST}events:\n  - date: 2014\n   text: x\n", f"{LEAST}{EVENT}"),
    ],
)
def test_a_space_too_few_or_of_another_kind_can_be_mended(text: str, right: str) -> None:
    assert mended(text) == right


def test_a_key_beside_an_item_that_has_it_already_may_begin_another_one() -> None:
    text = LEAST + "events:\n  - date: 2014\n    text: x\n  date: 2015\n"
    assert told(text) == ["13:3 bad-yaml: the line does not continue the list above it"]
    assert findings_in(text)[0].fix is None


def test_keys_that_stand_alike_beside_their_item_are_not_mended_one_by_one() -> None:
    text = LEAST + "events:\n  -  date: 2014\n    text: x\n    actors: dockers\n"
    assert told(text) == ["12:5 bad-yaml: `text` is not indented like `date` in the same item"]
    assert findings_in(text)[0].fix is None


RISK = "risks:\n  strike:\n    event: A strike\n"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (LEAST.replace("    title", "\t\ttitle"), LEAST),
        (LEAST.replace("    title", "\ttitle"), LEAST),
        (LEAST.replace("    title", "  \ttitle"), LEAST),
        (f"{LEAST}{RISK}\timpact: high\n", f"{LEAST}{RISK}    impact: high\n"),
        (f"{LEAST}{RISK}\tindicators:\n", f"{LEAST}{RISK}    indicators:\n"),
        (f"{LEAST}\tunion: {{name: U}}\n", f"{LEAST}  union: {{name: U}}\n"),
        (f"{LEAST}events:\n  - date: 2014\n\ttext: x\n", LEAST + EVENT),
        (
            f"{LEAST}{RISK}\tevidence:\n\t\t- source: herald\n",
            f"{LEAST}{RISK}    evidence:\n        - source: herald\n",
        ),
        (
            f"{LEAST}{RISK}    evidence:\n\t\t- source: herald\n        quote: a\n",
            f"{LEAST}{RISK}    evidence:\n      - source: herald\n        quote: a\n",
        ),
        (least(title=">\n\tThe port"), least(title=">\n  The port")),
    ],
)
def test_a_tab_becomes_as_many_spaces_as_put_its_line_where_it_belongs(
    text: str, right: str
) -> None:
    assert mended(text) == right


def test_a_line_that_a_tab_may_put_into_two_entries_is_not_mended_without_asking() -> None:
    assert mended(f"{LEAST}{RISK}    evidence:\n      - source: herald\n\tnote: x\n", safe=False)


def test_a_tab_never_makes_text_of_a_key() -> None:
    text = f"{LEAST}{RISK}    note: >\n\tIt is said\n      to come.\n\tbasis: A vote.\n"
    (finding,) = findings_in(text)
    assert finding.fix is None


def test_a_tab_in_a_line_that_has_no_place_has_no_fix() -> None:
    (finding,) = findings_in(f"{LEAST}{RISK}\tpublisher: Herald\n")
    assert finding.fix is None


def test_a_hash_that_has_no_part_in_a_fault_is_not_told_as_one() -> None:
    lines = told(LEAST + "author: 'x\ngaps:\n- text: Gate #2\n")
    assert lines[0] == "10:9 bad-yaml: this quote is never closed"
    assert "cut-text" in lines[1]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_fault_of_syntax_and_every_other_mistake_is_told_in_one_run(end: str) -> None:
    text = """\
title: Kyiv: no deal
date: 2021-13-03
summary: 'never closed
thred: port
sources:
  herald:
\t  title: Dockers walk out
actors:
  dockers: {name: Dockers, kind: crowd}
tags: [a, b
events:
  - {date: 2014, text: x, text: y}
gaps: &gaps
  - text: @desk
"""
    assert told(text.replace("\n", end)) == [
        "1:12 bad-yaml: a value contains a colon and a space",
        "2:7 bad-date: “2021-13-03” is not a date: there is no month 13",
        "3:10 bad-yaml: this quote is never closed",
        "4:1 unknown-key: “thred” is not a key of a briefing",
        "7:1 tab-indentation: the line is indented by a tab",
        "9:34 unknown-word: “crowd” is not a word for `kind`",
        "10:7 bad-yaml: this list is never closed by ], or a comma is missing",
        "12:27 duplicate-key: the key “text” is given twice",
        "14:11 bad-yaml: a value cannot start with this character",
    ]


@pytest.mark.parametrize(
    "broken",
    [
        LEAST.replace("    title: D", "    title: D: d"),
        LEAST.replace("    title: D", "\ttitle: D"),
        LEAST.replace("    title: Dockers walk out", "    title: 'D"),
    ],
)
def test_in_a_part_that_is_not_yaml_nothing_else_is_told(broken: str) -> None:
    """Neither that `sources` is missing, nor that what it would list is unknown."""
    text = broken + "events:\n  - {date: 2014, text: x, evidence: [{source: gazette}]}\n"
    assert [line.split()[1] for line in told(text)] in (["bad-yaml:"], ["tab-indentation:"])


@pytest.mark.parametrize(
    "text",
    [
        LEAST + "tags: " + "[" * 100_000,
        LEAST + "tags: " + "[" * 100_000 + "]" * 100_000,
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000,
        "? " * 100_000,
        LEAST + "x:\n" + "".join(" " * depth + "a:\n" for depth in range(1, 900)),
    ],
    ids=lambda text: f"{text[:4]!r} to {text[-4:]!r}",
)
def test_a_file_that_is_too_deep_is_refused_at_once(text: str) -> None:
    (mistake,) = told(text)
    assert mistake.endswith("too-large: the file has more than 16 levels inside one another")


def test_a_file_with_too_many_values_is_refused_at_once() -> None:
    (mistake,) = told(LEAST + "tags: [" + "a," * MAX_VALUES + "]\n")
    assert mistake.endswith("too-large: the file has more than 50,000 keys and values")


def test_the_deepest_file_that_is_allowed_is_read() -> None:
    (mistake,) = told(LEAST + f"tags: {'[' * (MAX_DEPTH - 1)}a{']' * (MAX_DEPTH - 1)}\n")
    assert mistake == "10:8 wrong-kind: an item of `tags` needs text, not a list"


@pytest.mark.parametrize(
    "start",
    ["- The port", "The port", "# Desk\n\nThe port"],
)
def test_a_wrong_first_line_is_one_mistake(start: str) -> None:
    """It changes how YAML reads all that follows, which is right in itself."""
    text = start + "\n" + LEAST.split("\n", 1)[1]
    line = start.count("\n") + 1
    assert told(text) == [f"{line}:1 bad-yaml: the file starts with something that has no key"]
    assert advice(text) == ["start each line with a key, a colon and a space, such as `title: …`"]


def test_behind_a_quoted_first_key_a_fault_is_told_where_it_is() -> None:
    text = LEAST.replace("title:", '"title":', 1).replace("2021-12-03", "3: 12")
    assert told(text) == ["2:8 bad-yaml: a value contains a colon and a space"]
