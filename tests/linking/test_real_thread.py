"""What is computed from this project's own thread, as plain tables.

A table that changes because the code does is read against the briefings before it is renewed.
"""

from __future__ import annotations

from datetime import date

import pytest

from generator.linking.changes import Change, ChangeKind
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.linking.standing import answers
from generator.reading.folder import Folder
from tests.real import real_corpus, real_folder

THREAD = "russia-nato-guarantees"


@pytest.fixture(scope="module")
def folder() -> Folder:
    return real_folder()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return real_corpus()


Row = tuple[str, str, str, str]
"""Kind; what it is of; the earlier value and the new one, of which new wording is left out."""

CHANGES: dict[str, list[Row]] = {
    "2021-12-07-video-call": [
        ("resolved", "risk call-falls-through", "", "did-not-occur"),
        ("likelihood", "risk sanctions", "very likely", "almost certain"),
        ("reworded", "demand de-escalation", "", ""),
        ("added", "figure 1", "", "100000~"),
        ("added", "figure 2", "", "121"),
        ("added", "risk flank-reinforcement", "", ""),
        ("dropped", "demand no-threatening-weapons", "", ""),
        ("dropped", "demand legally-binding-document", "", ""),
        ("dropped", "demand no-nato-presence", "", ""),
        ("dropped", "demand say-in-expansion", "", ""),
        ("dropped", "risk donbas-escalation", "", ""),
        ("dropped", "risk red-line-clash", "", ""),
    ],
    "2021-12-17-draft-treaties": [
        ("likelihood", "risk invasion", "unlikely", "roughly even chance"),
        ("likelihood", "risk guarantee-refused", "very likely", "almost certain"),
        ("horizon", "risk invasion", "2022-01-31", "2022-02-28"),
        ("reworded", "demand no-expansion", "", ""),
        ("reworded", "demand no-threatening-weapons", "", ""),
        ("reworded", "demand no-nato-presence", "", ""),
        ("reworded", "demand legally-binding-document", "", ""),
        ("added", "demand no-us-bases", "", ""),
        ("added", "demand nuclear-weapons-home", "", ""),
        ("added", "demand security-talks", "", ""),
        ("added", "risk talks-breakdown", "", ""),
        ("returned", "demand no-threatening-weapons", "", ""),
        ("returned", "demand no-nato-presence", "", ""),
        ("returned", "demand legally-binding-document", "", ""),
        ("returned", "risk red-line-clash", "", ""),
        ("dropped", "demand de-escalation", "", ""),
        ("dropped", "risk sanctions", "", ""),
        ("dropped", "risk flank-reinforcement", "", ""),
    ],
    "2022-01-26-written-answers": [
        ("resolved", "risk guarantee-refused", "", "occurred"),
        ("likelihood", "risk invasion", "roughly even chance", "likely"),
        ("likelihood", "risk talks-breakdown", "unlikely", "roughly even chance"),
        ("status", "demand no-expansion", "open", "rejected"),
        ("status", "demand security-talks", "open", "partly-met"),
        ("answered", "demand no-expansion", "", "rejected"),
        ("answered", "demand no-expansion", "", "rejected"),
        ("answered", "demand no-threatening-weapons", "", "countered"),
        ("answered", "demand no-nato-presence", "", "countered"),
        ("horizon", "risk invasion", "2022-02-28", "2022-03-31"),
        ("horizon", "risk talks-breakdown", "2022-02-28", "2022-03-31"),
        ("horizon", "risk sanctions", "2022-01-31", "2022-03-31"),
        ("indicator", "risk talks-breakdown", "", "Talks begin, which lowers the risk"),
        ("reworded", "demand security-talks", "", ""),
        ("returned", "risk sanctions", "", ""),
        ("dropped", "demand no-us-bases", "", ""),
        ("dropped", "demand nuclear-weapons-home", "", ""),
        ("dropped", "risk red-line-clash", "", ""),
    ],
    "2022-02-24-invasion": [
        ("resolved", "risk invasion", "", "occurred"),
        ("resolved", "risk sanctions", "", "occurred"),
        ("resolved", "risk donbas-escalation", "", "unclear"),
        ("resolved", "risk red-line-clash", "", "unclear"),
        ("likelihood", "risk flank-reinforcement", "very likely", "almost certain"),
        ("likelihood", "risk talks-breakdown", "roughly even chance", "likely"),
        ("status", "demand de-escalation", "open", "rejected"),
        ("answered", "demand de-escalation", "", "rejected"),
        ("impact", "risk talks-breakdown", "high", "low"),
        ("horizon", "risk flank-reinforcement", "2022-01-31", "2022-03-31"),
        ("condition", "risk flank-reinforcement", "Russia attacks Ukraine", ""),
        (
            "indicator",
            "risk invasion",
            "",
            "The count of Russian troops nears the 175,000 of the US document",
        ),
        (
            "indicator",
            "risk invasion",
            "",
            "Moscow formally changes its stance on the Donbas separatists",
        ),
        ("added", "figure 1", "", "100000~"),
        ("revised", "figure 2", "100000~", "169000/190000"),
        ("returned", "demand de-escalation", "", ""),
        ("returned", "risk flank-reinforcement", "", ""),
        ("returned", "risk donbas-escalation", "", ""),
        ("returned", "risk red-line-clash", "", ""),
        ("dropped", "demand no-threatening-weapons", "", ""),
        ("dropped", "demand legally-binding-document", "", ""),
        ("dropped", "demand no-nato-presence", "", ""),
        ("dropped", "demand security-talks", "", ""),
    ],
}


@pytest.mark.parametrize("id_", CHANGES)
def test_what_each_briefing_changes(corpus: Corpus, id_: str) -> None:
    changes = {ref.id: found for ref, found in corpus.threads[THREAD].changes.items()}
    assert [_row(change) for change in changes.pop(id_)] == CHANGES[id_]
    assert changes.keys() == CHANGES.keys() - {id_}, "the first briefing changes nothing"


def _row(change: Change) -> Row:
    what = f"{type(change.now.entry).__name__.lower()} {change.now.key}"
    is_wording = change.kind is ChangeKind.REWORDED
    old, new = ("", "") if is_wording else (change.old, change.new)
    return (change.kind.value, what, old, new)


def test_what_was_raised_and_what_was_lowered(corpus: Corpus) -> None:
    ways = {
        (ref.id[:10], change.kind.value, change.now.key): change.direction
        for ref, found in corpus.threads[THREAD].changes.items()
        for change in found
        if change.direction
    }
    assert ways.pop(("2022-02-24", "impact", "talks-breakdown")) == -1
    assert set(ways.values()) == {1}
    assert len(ways) == 12


# The ledger

OPEN = dict.fromkeys(
    (
        "no-expansion",
        "no-threatening-weapons",
        "legally-binding-document",
        "no-nato-presence",
        "say-in-expansion",
        "de-escalation",
    ),
    "open",
)
DRAFTS = OPEN | dict.fromkeys(("no-us-bases", "nuclear-weapons-home", "security-talks"), "open")
WRITTEN = DRAFTS | {"no-expansion": "rejected", "security-talks": "partly-met"}


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2021-12-02", {}),
        ("2021-12-03", OPEN),
        ("2021-12-07", OPEN),
        ("2021-12-17", DRAFTS),
        ("2022-01-26", DRAFTS),
        ("2022-01-27", WRITTEN),
        ("2022-02-24", WRITTEN | {"de-escalation": "rejected"}),
    ],
)
def test_the_ledger_after_each_briefing(folder: Folder, day: str, states: dict[str, str]) -> None:
    demands = link(folder, as_of=date.fromisoformat(day)).demands
    assert {line.key: line.latest.entry.status for line in demands} == states


ANSWERS = {
    "no-expansion": [
        ("united-states", "rejected", "2022-01-26"),
        ("nato", "rejected", "2022-01-26"),
    ],
    "no-threatening-weapons": [("united-states", "countered", "2022-01-26")],
    "no-nato-presence": [
        ("biden", "rejected", "2021-12-03"),
        ("united-states", "countered", "2022-01-26"),
    ],
    "security-talks": [("united-states", "countered", "2021-12-17")],
    "de-escalation": [("russia", "rejected", "2022-02-24")],
}


def test_who_answered_what_and_when(corpus: Corpus) -> None:
    found = {
        line.key: [(r.by, str(r.answer), str(r.date)) for _, r in answers(line)]
        for line in corpus.demands
    }
    assert {key: told for key, told in found.items() if told} == ANSWERS


def test_the_core_demand_is_rejected_by_two_answers_of_26_january(corpus: Corpus) -> None:
    (line,) = (line for line in corpus.demands if line.key == "no-expansion")
    assert line.latest.entry.status == "rejected"
    assert line.latest.ref.id == "2022-01-26-written-answers"
    assert line.is_silent, "the newest briefing does not name it"


def test_who_counts_how_many_troops(corpus: Corpus) -> None:
    counts = [
        (str(s.entry.as_of), s.entry.claimed_by, str(s.entry.value))
        for measure in corpus.figures
        if measure[0].entry.measure == "Russian troops near Ukraine and in Crimea"
        for s in measure
    ]
    assert counts == [
        ("2021-12-03", "reznikov", "94300"),
        ("2021-12-03", "us-officials", "70000~"),
        ("2021-12-07", None, "100000~"),
        ("2022-01-30", "carpenter", "100000~"),
        ("2022-02-18", "carpenter", "169000/190000"),
    ]
