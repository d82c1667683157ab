import json
from collections.abc import Callable, Sequence

import pytest

from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText
from generator.diagnostics.machine import as_github, as_json, as_sarif

TEXT = SourceText("2021/a b.yml", "titel: 😀x\r\ntitel: y\r\n")
MISSPELT = Finding(
    "unknown-key",
    "“titel” is not a key of a briefing",
    Place(TEXT, 0, 5),
    help="did you mean `title`?",
    fix=Fix("write `title`", (Edit(0, 5, "title"),)),
)
TWICE = Finding(
    "duplicate-key",
    "the key “titel” is given twice",
    Place(TEXT, 11, 16, "given again here"),
    (Place(TEXT, 0, 5, "first given here"),),
)
NOT_UNICODE = Finding("bad-file-name", "x", Place(SourceText("\udcff.yml", ""), 0, 0))


def test_json_has_all_that_is_known_of_a_finding() -> None:
    assert json.loads(as_json([MISSPELT, TWICE])) == [
        {
            "code": "unknown-key",
            "severity": "error",
            "headline": "“titel” is not a key of a briefing",
            "path": "2021/a b.yml",
            "line": 1,
            "column": 1,
            "endLine": 1,
            "endColumn": 6,
            "help": "did you mean `title`?",
            "further": [],
            "fix": {
                "title": "write `title`",
                "safe": True,
                "edits": [{"line": 1, "column": 1, "endLine": 1, "endColumn": 6, "text": "title"}],
            },
        },
        {
            "code": "duplicate-key",
            "severity": "error",
            "headline": "the key “titel” is given twice",
            "path": "2021/a b.yml",
            "line": 2,
            "column": 1,
            "endLine": 2,
            "endColumn": 6,
            "help": None,
            "further": [
                {
                    "label": "first given here",
                    "path": "2021/a b.yml",
                    "line": 1,
                    "column": 1,
                    "endLine": 1,
                    "endColumn": 6,
                }
            ],
            "fix": None,
        },
    ]


def test_json_of_no_findings_is_an_empty_list() -> None:
    assert json.loads(as_json([])) == []


def test_github_gets_a_command_a_line() -> None:
    assert as_github([MISSPELT, TWICE]).splitlines() == [
        "::error file=2021/a b.yml,line=1,endLine=1,title=error[unknown-key],col=1,endColumn=6"
        "::“titel” is not a key of a briefing%0Adid you mean `title`?",
        "::error file=2021/a b.yml,line=2,endLine=2,title=error[duplicate-key],col=1,endColumn=6"
        "::the key “titel” is given twice",
    ]


def test_nothing_that_a_writer_typed_can_be_a_command_to_github() -> None:
    place = Place(SourceText("a,b:c%.yml", "x"), 0, 1)
    evil = Finding("unknown-key", "“x\r\n::set-output name=a::b” is 100% wrong", place)
    (line,) = as_github([evil]).splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac%25.yml,line=1,endLine=1,title=error[unknown-key],col=1,endColumn=2"
        "::“x<U+000D><U+000A>::set-output name=a::b” is 100%25 wrong"
    )


def test_sarif_names_the_rule_and_the_place() -> None:
    (run,) = json.loads(as_sarif([MISSPELT, TWICE]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [
        "duplicate-key",
        "unknown-key",
    ]
    misspelt, twice = run["results"]
    assert (misspelt["ruleId"], misspelt["ruleIndex"], misspelt["level"]) == (
        "unknown-key",
        1,
        "error",
    )
    region = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6}
    location = {"artifactLocation": {"uri": "2021/a%20b.yml"}, "region": region}
    assert misspelt["locations"] == [{"physicalLocation": location}]
    (related,) = twice["relatedLocations"]
    assert related["message"] == {"text": "first given here"}
    assert related["physicalLocation"] == location


@pytest.mark.parametrize("form", [as_json, as_sarif])
def test_a_file_whose_name_is_no_unicode_can_be_told_of(
    form: Callable[[Sequence[Finding]], str],
) -> None:
    assert json.loads(form([NOT_UNICODE]))
