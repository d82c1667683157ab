"""Every value that does not fit its field is a finding at its place, with advice."""

import pytest

from generator.model.briefing import Actor, Demand, Event
from tests.told import LEAST, advice, findings_in, told

DEMAND = LEAST + "demands:\n  pay:\n    by: dockers\n    text: More pay\n"
RISK = LEAST + "risks:\n  strike:\n    event: A strike\n"


def test_the_minimal_briefing_has_no_mistake() -> None:
    assert told(LEAST) == []


@pytest.mark.parametrize(
    ("text", "mistake", "help_"),
    [
        # Unknown keys
        (
            LEAST + "thred: t\n",
            "10:1 unknown-key: “thred” is not a key of a briefing",
            "did you mean `thread`?",
        ),
        (
            DEMAND + "    dedline: 2022\n",
            "14:5 unknown-key: “dedline” is not a key of a demand",
            "did you mean `deadline`?",
        ),
        (
            LEAST + "events:\n  - {date: 2014, text: x, when: 2014}\n",
            "11:27 unknown-key: “when” is not a key of an event",
            f"the keys are {', '.join(Event.model_fields)}",
        ),
        (
            DEMAND + "    impact: high\n",
            "14:5 unknown-key: “impact” is not a key of a demand",
            f"it is a key of a risk; the keys here are {', '.join(Demand.model_fields)}",
        ),
        (
            LEAST + "    rank: captain\n",
            "10:5 unknown-key: “rank” is not a key of an actor",
            f"the keys are {', '.join(Actor.model_fields)}",
        ),
        (
            LEAST + "events:\n  - {date: 2014, text: ships, cranes and men}\n",
            "11:31 unknown-key: “cranes and men” appears where a key is expected",
            "inside { } a comma ends a value: put text that contains a comma in quotes",
        ),
        (
            LEAST + "events:\n  - {date: 2014, text: ships, cranes}\n",
            "11:31 unknown-key: “cranes” appears where a key is expected",
            "inside { } a comma ends a value: put text that contains a comma in quotes",
        ),
        (
            LEAST + "figures:\n  - {measure: more than 1,000, value: 12}\n",
            "11:27 unknown-key: “000” appears where a key is expected",
            "inside { } a comma ends a value: put text that contains a comma in quotes",
        ),
        (
            LEAST + "figures:\n  - {measure: Cranes, value: 1,000}\n",
            "11:32 unknown-key: “000” appears where a key is expected",
            "inside { } a comma ends a value: write the number without commas: `1000`",
        ),
        (
            LEAST + "figures:\n  - {measure: Cranes, value: 1,000,000 }\n",
            "11:32 unknown-key: “000” appears where a key is expected",
            "inside { } a comma ends a value: write the number without commas: `1000000`",
        ),
        (
            LEAST + "figures:\n  - {measure: Cranes, value: 1,234,567.5, note: All}\n",
            "11:32 unknown-key: “234” appears where a key is expected",
            "inside { } a comma ends a value: write the number without commas: `1234567.5`",
        ),
        (
            LEAST + "figures:\n  - {measure: Cranes, value: 1,000~}\n",
            "11:32 unknown-key: “000~” appears where a key is expected",
            "inside { } a comma ends a value: write the number without commas",
        ),
        (
            LEAST + "events:\n  - {date: 2014, text: x, nte: }\n",
            "11:27 unknown-key: “nte” is not a key of an event",
            f"the keys are {', '.join(Event.model_fields)}",
        ),
        # Nothing where an id is needed
        (
            DEMAND.replace("by: dockers", "by:"),
            "12:5 empty-value: `by` needs at least one id",
            "write one after `by:`, on the same line, or a list of ids",
        ),
        # Missing keys
        (
            LEAST.replace("summary: Dockers ask for more pay.\n", ""),
            "1:1 missing-key: the briefing has no `summary`",
            "add `summary: …`: the conclusion, in one paragraph",
        ),
        (
            LEAST.replace("    title: Dockers walk out\n", "    publisher: Herald\n"),
            "5:3 missing-key: the source “herald” has no `title`",
            "add `title: …`: its title",
        ),
        (
            DEMAND.replace("    by: dockers\n", ""),
            "11:3 missing-key: the demand “pay” has no `by`",
            "add `by: …`: id of the actor who demands, or a list of them",
        ),
        (
            LEAST + "events:\n  - text: Ships wait\n",
            "11:5 missing-key: the event has no `date`",
            "add `date: …`: when, as far as is known",
        ),
        # Nothing written
        (
            LEAST.replace("The port stands still", ""),
            "1:1 empty-value: `title` has no value",
            "write one: the headline",
        ),
        (
            LEAST.replace("The port stands still", "''"),
            "1:1 empty-value: `title` has no value",
            "write one: the headline",
        ),
        (
            LEAST.replace("The port stands still", "# later"),
            "1:1 empty-value: `title` has no value",
            "write one: the headline",
        ),
        (
            LEAST.replace("  herald:\n    title: Dockers walk out\n", ""),
            "4:1 empty-value: `sources` needs at least one entry",
            "add one below `sources:`",
        ),
        (
            LEAST.replace("actors:\n  dockers:\n    name: Dockers\n", "actors: {}\n"),
            "7:1 empty-value: `actors` needs at least one entry",
            "add one below `actors:`",
        ),
        # Words
        (
            LEAST + "status: publishd\n",
            "10:9 unknown-word: “publishd” is not a word for `status`",
            "did you mean `published`?",
        ),
        (
            DEMAND + "    kind: wish\n",
            "14:11 unknown-word: “wish” is not a word for `kind`",
            "choose from commitment, withdrawal, access, payment, release, talks, halt, other",
        ),
        (
            RISK + "    confidence: none\n",
            "13:17 unknown-word: “none” is not a word for `confidence`",
            "choose from low, moderate, high",
        ),
        (
            DEMAND + "    credibility: 7\n",
            "14:18 unknown-word: “7” is not a word for `credibility`",
            "choose from 1, 2, 3, 4, 5, 6",
        ),
        # Dates
        (
            LEAST.replace("2021-12-03", "2021-13-03"),
            "2:7 bad-date: “2021-13-03” is not a date: there is no month 13",
            "write its year, month and day: YYYY-MM-DD",
        ),
        (
            LEAST.replace("2021-12-03", "late in 2021"),
            "2:7 bad-date: “late in 2021” is not a date: "
            "a whole day is needed here, such as 2021-12-03",
            "write its year, month and day: YYYY-MM-DD",
        ),
        (
            LEAST.replace("2021-12-03", "Q4 2021"),
            "2:7 bad-date: “Q4 2021” is not a date: a whole day is needed here, such as 2021-12-03",
            "write its year, month and day: YYYY-MM-DD",
        ),
        (
            LEAST.replace("2021-12-03", "3.12.2021"),
            "2:7 bad-date: “3.12.2021” is not a date: "
            "a whole day is needed here, such as 2021-12-03",
            "did you mean `2021-12-03` or `2021-03-12`?",
        ),
        (
            LEAST.replace("2021-12-03", "2021-02-29"),
            "2:7 bad-date: “2021-02-29” is not a date: February 2021 has 28 days",
            "write its year, month and day: YYYY-MM-DD",
        ),
        (
            DEMAND + "    deadline: 2021-02-29\n",
            "14:15 bad-date: “2021-02-29” is not a date: February 2021 has 28 days",
            "write 2021-12-03, 2022-01, 2014, 199X, about 2014~, or from/to as 2014/2021",
        ),
        (
            DEMAND + "    deadline: soon\n",
            "14:15 bad-date: “soon” is not a date: "
            "it is not written as YYYY-MM-DD, YYYY-MM, YYYY or 199X",
            "write 2021-12-03, 2022-01, 2014, 199X, about 2014~, or from/to as 2014/2021",
        ),
        # Ids
        (
            LEAST + "thread: The Port\n",
            "10:9 bad-id: “The Port” is not an id",
            "did you mean `the-port`?",
        ),
        (
            LEAST.replace("  herald:", "  The_Herald:"),
            "5:3 bad-id: “The_Herald” is not an id",
            "did you mean `the-herald`?",
        ),
        (
            LEAST.replace("  herald:", '  "herald ":'),
            "5:3 bad-id: “herald ” is not an id",
            "did you mean `herald`?",
        ),
        (
            DEMAND.replace("by: dockers", "by: [dockers, The Union]"),
            "12:19 bad-id: “The Union” is not an id",
            "write the id that the actor has under `actors:` or in the register",
        ),
        (
            DEMAND.replace("by: dockers", "by: dockers, port"),
            "12:9 bad-id: “dockers, port” is not an id",
            "did you mean `[dockers, port]`?",
        ),
        (
            DEMAND.replace("by: dockers", "by: Dockers"),
            "12:9 bad-id: “Dockers” is not an id",
            "did you mean `dockers`?",
        ),
        (
            LEAST + "events:\n  - {date: 2021, text:Ships wait}\n",
            "11:18 unknown-key: there is no space between `text:` and its value",
            "write `text: Ships wait`",
        ),
        # Other scalars
        (
            DEMAND + "    red_line: yes\n",
            "14:15 bad-boolean: expected true or false, found “yes”",
            "did you mean `true`?",
        ),
        (
            LEAST + "language: English\n",
            "10:11 bad-language: “English” is not a language tag",
            "write a tag such as en, fr or pt-BR",
        ),
        (
            LEAST + "    wikidata: 7747\n",
            "10:15 bad-wikidata: “7747” is not a Wikidata item",
            "write the item's number, such as Q7747",
        ),
        (
            LEAST + "    url: example.org\n",
            "10:10 bad-url: “example.org” is not a web address",
            "start it with https:// or http://, and leave out spaces",
        ),
        (
            LEAST.replace("    title: D", "    text: ../secret\n    title: D"),
            "6:11 bad-file-name: “../secret” is not the name of a file in the sources folder",
            "name a file below `sources/`, such as 2021-12-03-agency.txt",
        ),
        (
            LEAST + "figures:\n  - {measure: Ships, value: about 70}\n",
            "11:29 bad-number: “about 70” is not a number: "
            "write digits only, as in 94300, 70000~ or 169000/190000",
            "did you mean `70~`?",
        ),
        # Kinds
        (
            DEMAND + "figures:\n  - {measure: Ships, value: 7, claimed_by: [dockers, dockers]}\n",
            "15:44 wrong-kind: `claimed_by` takes a single id, not a list",
            "write one id, without brackets",
        ),
        (
            LEAST + "thread: [strike, pay]\n",
            "10:9 wrong-kind: `thread` takes a single id, not a list",
            "write one id, without brackets",
        ),
        (
            LEAST.replace("The port stands still", "[The port]"),
            "1:8 wrong-kind: `title` needs text, not a list",
            "write the text alone; quote it if it starts with [ or {",
        ),
        (
            LEAST.replace("The port stands still", "{The port}"),
            "1:8 wrong-kind: `title` needs text, not a mapping of keys",
            "write the text alone; quote it if it starts with [ or {",
        ),
        (
            LEAST + "events: none\n",
            "10:9 wrong-kind: `events` needs a list, not text",
            "start each item with `- ` on a line of its own, or write [first, second]",
        ),
        (
            LEAST + "demands:\n  - by: dockers\n",
            "11:3 wrong-kind: `demands` needs keys with values, not a list",
            "write an id in place of each `- `, such as `some-id:`, and the keys below it",
        ),
        (
            LEAST + "demands:\n  - pay:\n      by: dockers\n",
            "11:3 wrong-kind: `demands` needs keys with values, not a list",
            "leave out each `- `, and indent the keys of `pay` below it",
        ),
        (
            LEAST.replace("  dockers:\n    name: Dockers\n", "  - dockers\n"),
            "8:3 wrong-kind: `actors` needs keys with values, not a list",
            "write each on a line of its own, as `dockers: {}`",
        ),
        (
            LEAST.replace("  herald:\n    title: Dockers walk out\n", "  [herald]\n"),
            "5:3 wrong-kind: `sources` needs keys with values, not a list",
            "write each on a line of its own, as `herald:`, with its keys below it",
        ),
        (
            LEAST + "gaps:\n  - Whether it lasts\n",
            "11:5 wrong-kind: an item of `gaps` needs keys with values, not text",
            "write `- text: Whether it lasts`",
        ),
        (
            LEAST + "gaps:\n  - text:Whether it lasts\n",
            "11:5 wrong-kind: an item of `gaps` needs keys with values, not text",
            "put a space after the colon: `- text: Whether it lasts`",
        ),
        (
            LEAST + "gaps: Whether it lasts\n",
            "10:7 wrong-kind: `gaps` needs a list, not text",
            "write `- text: Whether it lasts` on a line of its own",
        ),
        (
            LEAST + "gaps:\n  -text: Whether it lasts\n",
            "11:3 wrong-kind: `gaps` needs a list, not a mapping of keys",
            "start each item with a hyphen and a space: `- text: …`",
        ),
        (
            DEMAND + "    evidence:\n      - More pay\n",
            "15:9 wrong-kind: an item of `evidence` needs keys with values, not text",
            "write `- quote: More pay`",
        ),
        (
            DEMAND + "    evidence: herald\n",
            "14:15 wrong-kind: `evidence` needs a list, not text",
            "write `- source: herald` on a line of its own",
        ),
        (
            RISK + "    resolution: did-not-occur\n",
            "13:17 wrong-kind: `resolution` needs keys with values, not text",
            "write `{outcome: did-not-occur}`",
        ),
        # On the wrong level
        (
            DEMAND.replace("    by", "  by").replace("    text", "  text"),
            "12:3 unknown-key: `by` and `text` are keys of a demand, but appear where an id is "
            "expected",
            "indent them below `pay:`",
        ),
        (
            LEAST.replace("  herald:\n    title", "  title"),
            "5:3 unknown-key: `title` is a key of a source, but appears where an id is expected",
            "give the source an id above it, such as `some-id:`, and indent it below it",
        ),
        (
            DEMAND + "  " + RISK.removeprefix(LEAST),
            "14:3 unknown-key: `risks` is inside `demands`, but belongs in the first column",
            "start it in the first column, and indent what is below it by two spaces",
        ),
        (
            LEAST.replace("actors", "  actors"),
            "7:3 unknown-key: `actors` is inside `sources`, but belongs in the first column",
            "start it in the first column, and indent what is below it by two spaces",
        ),
        (
            LEAST.replace("\n    name: Dockers", " Dockers"),
            "8:12 wrong-kind: `dockers` needs keys with values, not text",
            "write `key: value` lines below it, further indented",
        ),
        (
            LEAST + "tags: [a, [b]]\n",
            "10:11 wrong-kind: an item of `tags` needs text, not a list",
            "write the text alone; quote it if it starts with [ or {",
        ),
        (
            LEAST + "tags: [a, '']\n",
            "10:11 empty-value: an item of `tags` has no value",
            "write one, or leave the item out",
        ),
    ],
)
def test_a_mistake_is_told_once_at_its_place_with_advice(
    text: str, mistake: str, help_: str
) -> None:
    assert (told(text), advice(text)) == ([mistake], [help_])


@pytest.mark.parametrize(
    ("likelihood", "help_"),
    [
        ("maybe", "choose from almost no chance, remote, very unlikely, highly improbable, "),
        ("30%", "the word for it is `unlikely` (20–45 %)"),
        ("80 per cent", "the word for it is `likely` (55–80 %) or `very likely` (80–95 %)"),
        ("300%", "choose from almost no chance, "),
    ],
)
def test_a_likelihood_is_a_word_of_the_chosen_scale(likelihood: str, help_: str) -> None:
    text = RISK + f"    likelihood: {likelihood}\n"
    assert told(text) == [f"13:17 unknown-word: “{likelihood}” is not a word for `likelihood`"]
    (advised,) = advice(text)
    assert advised.startswith(help_)
    assert "realistic possibility" not in advised
    (advised,) = advice(text + "scale: phia\n")
    assert "roughly even chance" not in advised


def test_what_other_scales_call_a_level_is_understood() -> None:
    assert advice(RISK + "    confidence: medium\n") == ["did you mean `moderate`?"]
    assert advice(RISK + "    impact: severe\n") == ["did you mean `very-high`?"]
    assert advice(RISK + "    confidence: severe\n") == ["choose from low, moderate, high"]


def test_all_mistakes_of_a_file_are_told_at_once_in_their_order() -> None:
    text = """\
titel: The port stands still
date: 2021-13-03
status: live
sources:
  Herald:
    title: Dockers walk out
    url: example.org
actors:
  dockers: {name: Dockers, kind: crowd}
events:
  - {date: 2021, text: ''}
"""
    assert told(text) == [
        "1:1 missing-key: the briefing has no `summary`",
        "1:1 unknown-key: “titel” is not a key of a briefing",
        "2:7 bad-date: “2021-13-03” is not a date: there is no month 13",
        "3:9 unknown-word: “live” is not a word for `status`",
        "5:3 bad-id: “Herald” is not an id",
        "7:10 bad-url: “example.org” is not a web address",
        "9:34 unknown-word: “crowd” is not a word for `kind`",
        "11:18 empty-value: `text` has no value",
    ]


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title", "titel"),
        ("date", "dat"),
        ("summary", "Summary"),
        ("sources", "source"),
        ("actors", "actrs"),
    ],
)
def test_a_required_key_that_is_misspelt_is_one_mistake_not_two(right: str, wrong: str) -> None:
    assert [line.split(" ", 1)[1] for line in told(LEAST.replace(f"{right}:", f"{wrong}:", 1))] == [
        f"unknown-key: “{wrong}” is not a key of a briefing"
    ]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        (LEAST + "thred: t\n", LEAST + "thread: t\n"),
        (DEMAND + "    red_line: yes\n", DEMAND + "    red_line: true\n"),
        (DEMAND + "    red_line: Off\n", DEMAND + "    red_line: false\n"),
        (LEAST + "status: publishd\n", LEAST + "status: published\n"),
        (LEAST + "gaps:\n  - text:It\n", LEAST + "gaps:\n  - text: It\n"),
        (LEAST + "gaps:\n  - text:\u00a0It\n", LEAST + "gaps:\n  - text: It\n"),
        (LEAST + "gaps:\n  - 'It’s so?'\n", LEAST + "gaps:\n  - text: 'It’s so?'\n"),
        (
            RISK + "    resolution: did-not-occur\n",
            RISK + "    resolution: {outcome: did-not-occur}\n",
        ),
        (LEAST.replace("2021-12-03", "2021/12/3"), LEAST),
    ],
)
def test_what_was_only_written_in_another_way_can_be_mended(text: str, mended: str) -> None:
    (finding,) = findings_in(text)
    assert finding.fix
    (edit,) = finding.fix.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == mended


@pytest.mark.parametrize(
    ("text", "other"),
    [
        (LEAST + "reviewed_on: 2021-12-04\n", "reviewed_by"),
        (LEAST.replace("Dockers walk out", "Out\n    published_by: H"), "published"),
        (LEAST + "    resolve: Speaker\n", "role"),
        (RISK + "    effect: dockers\n", "affects"),
    ],
)
def test_a_key_that_is_only_like_another_is_not_renamed_without_asking(
    text: str, other: str
) -> None:
    (finding,) = findings_in(text)
    assert finding.help == f"did you mean `{other}`?"
    assert finding.fix is None or not finding.fix.safe


@pytest.mark.parametrize(
    "text", [LEAST.replace("2021-12-03", "2021/13/3"), LEAST.replace("2021-12-03", "3.12.2021")]
)
def test_a_date_that_can_be_read_in_two_ways_or_none_is_not_mended(text: str) -> None:
    (finding,) = findings_in(text)
    assert finding.fix is None


@pytest.mark.parametrize(
    "gaps", ["\n  - |\n    It lasts", "\n  - It\n    lasts", " [It lasts, or so]"]
)
def test_text_of_several_lines_or_in_brackets_gets_no_key_by_itself(gaps: str) -> None:
    assert all(finding.fix is None for finding in findings_in(f"{LEAST}gaps:{gaps}\n"))


def test_an_entry_may_be_called_like_a_key() -> None:
    text = DEMAND + "  status:\n    by: dockers\n    text: A new status\n"
    assert told(text + "  gaps:\n    by: dockers\n    text: No gaps\n") == []
    assert told(LEAST + "  role:\n    name: Role\n  note: {name: Note}\n") == []


def test_other_mistakes_beside_keys_on_the_wrong_level_are_told_too() -> None:
    text = DEMAND + "  rest:\n    by: dockers\n    text: ''\n  kind: halt\n"
    assert [line.split(" ")[0] for line in told(text)] == ["16:5", "17:3"]
