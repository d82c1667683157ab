"""Time within a thread: what is due, what came too late, and which came first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.checking.stories import ONE, THREE, TWO, found, story, the_finding, words

JUDGED = {"likelihood": "likely", "basis": "A vote.", "horizon": "2021-12-31"}


def day(when: str, key: str = "closure", /, **risk: Any) -> dict[str, Any]:
    """A briefing of a day that has a risk, if anything is said of it."""
    risks = {"risks": {key: {"event": "The port closes"} | risk}} if risk else {}
    return {"date": when, **risks}


def by(horizon: str, **more: Any) -> dict[str, Any]:
    return {"horizon": horizon, **more}


def resolved(when: str, outcome: str = "occurred") -> dict[str, Any]:
    return {"resolution": {"outcome": outcome, "date": when}}


# Due reviews


def test_a_horizon_that_has_passed_without_a_resolution_is_told_as_of_the_newest_briefing() -> None:
    finding = the_finding(story(day(ONE, **by("2021-03-05")), day(TWO)))
    assert finding.code == "overdue-risk"
    assert finding.headline == (
        "the horizon 2021-03-05 had passed by 2021-03-08, but nothing says what became of the risk"
    )
    assert words(finding.place) == "2021-03-05"
    assert finding.help == (
        "in the next briefing of the thread, give the risk a `resolution` or a later `horizon`"
    )


def test_the_horizon_that_stands_is_told_where_the_latest_entry_gives_none() -> None:
    finding = the_finding(story(day(ONE, **by("2021-03-02")), day("2021-03-03"), day(TWO)))
    assert finding.headline.startswith("the horizon 2021-03-02 had passed by 2021-03-08")


@pytest.mark.parametrize(
    "last",
    [
        day(THREE, **resolved("2021-03-05")),
        day(THREE, **resolved("2021-03-05", "did-not-occur")),
        day(THREE, **resolved("2021-03-12", "unclear")),
        day(THREE, **by("2021-03-31")),
    ],
)
def test_a_resolution_or_a_later_horizon_settles_it(last: dict[str, Any]) -> None:
    assert found(story(day(ONE, **by("2021-03-05")), day(TWO), last)) == []


@pytest.mark.parametrize(
    "outcome", [resolved("2021-03-04"), resolved("2021-03-04", "did-not-occur")]
)
def test_a_note_after_a_resolution_does_not_ask_for_another(outcome: dict[str, Any]) -> None:
    first = day(ONE, **by("2021-03-07"))
    noted = day("2021-03-06", note="They clean up.")
    assert found(story(first, day("2021-03-05", **outcome), noted, day(THREE))) == []


def test_a_horizon_may_be_the_day_itself_a_longer_time_or_open() -> None:
    for horizon in (TWO, "2021-03", "2021", "2021-03-01/..", "2021-03-01/2021-03-31"):
        assert found(story(day(ONE, **by(horizon)), day(TWO))) == []


def test_only_the_latest_entry_of_a_risk_in_its_thread_is_told() -> None:
    files = story(day(ONE, **by("2021-03-02")), day(TWO, **by("2021-03-10")), day(THREE))
    assert found(files) == ["overdue-risk b 2021-03-10"]


def test_the_same_key_in_another_thread_is_another_risk() -> None:
    other = story(day(ONE), day(THREE, **by("2022-01")), thread="other")
    files = story(day(ONE, **by("2021-03-05"))) | {"o.yml": other["b.yml"]}
    assert found(files) == ["overdue-risk a 2021-03-05"]


def test_briefings_without_thread_are_threads_of_their_own() -> None:
    files = story(day(ONE, **by("2021-03-05")), day(TWO, **by("2021-12")), thread="")
    files = {name: text.replace('"thread": ""\n', "") for name, text in files.items()}
    assert found(files) == ["overdue-risk a 2021-03-05"]
    assert the_finding(files).help == (
        "give the briefing a `thread`; in the next briefing of the thread, "
        "give the risk a `resolution` or a later `horizon`"
    )


def test_a_draft_says_what_became_of_it_and_is_not_what_makes_it_due() -> None:
    draft = {"status": "draft"}
    overdue = day(ONE, **by("2021-03-05"))
    assert found(story(overdue, day(TWO) | draft)) == []
    assert found(story(overdue, day(TWO), day(THREE, **by("2021-04")) | draft)) == []
    assert found(story(overdue | draft)) == []


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2021-03-05", []),
        ("2021-03-06", ["overdue-risk a 2021-03-05"]),
        ("2021-03-07", ["overdue-risk a 2021-03-05"]),
        ("2021-03-08", []),
        ("2021-12-31", []),
        ("2022-01-01", ["overdue-risk b 2021-12-31"]),
    ],
)
def test_as_of_a_day_counts_what_was_written_by_then(as_of: str, told: list[str]) -> None:
    files = story(day(ONE, **by("2021-03-05")), day(TWO, **by("2021-12-31")))
    assert found(files, date.fromisoformat(as_of)) == told


# Accepted


def test_an_acceptance_of_what_will_be_due_is_of_use_before_its_day() -> None:
    """Whoever checks as of today would otherwise be told one thing, and all others another."""
    files = story(day(ONE, **by("2021-03-31", accept={"overdue-risk": "Known in May."})))
    assert found(files) == []
    assert found(files, date(2021, 5, 1)) == []
    files |= {"b.yml": story(day(TWO), day(TWO, **resolved(TWO)))["b.yml"]}
    assert found(files) == ["unused-acceptance a overdue-risk"]


def test_while_a_file_has_mistakes_no_such_acceptance_is_called_unused() -> None:
    files = story(day(ONE, "k", accept={"overdue-risk": "So."}), day(TWO))
    assert found(files) == ["unused-acceptance a overdue-risk"]
    assert {line.split()[1] for line in found(files | {"z.yml": "title: x"})} == {"z"}


# Judgements after the fact


def test_a_resolution_from_before_the_first_judgement_is_a_mistake() -> None:
    files = story(
        day(ONE, note="Watch this."),
        day(TWO, **JUDGED),
        day(THREE, **resolved("2021-03-07")),
    )
    finding = the_finding(files)
    assert finding.code == "early-resolution"
    assert finding.headline == (
        "the risk “closure” was resolved before it was first judged, on 2021-03-08"
    )
    assert words(finding.place) == "2021-03-07"
    (first,) = finding.further
    assert (first.source.path, words(first), first.label) == (
        "desk/b.yml",
        "likely",
        "first judged here",
    )


@pytest.mark.parametrize("when", ["2021-03-08", "2021-03", "2021", "2021-03-07/..", "2021~"])
def test_a_resolution_that_may_be_of_the_day_or_later_is_none(when: str) -> None:
    files = story(day(TWO, **JUDGED), day(THREE, **resolved(when)))
    assert found(files) == []


def test_a_judgement_in_the_briefing_that_resolves_counts() -> None:
    assert found(story(day(TWO, **JUDGED, **resolved("2021-03-07")))) == [
        "early-resolution a 2021-03-07"
    ]


def test_what_was_resolved_before_may_be_judged_anew() -> None:
    files = story(day(ONE, **resolved("2021-02-20")), day(TWO, **JUDGED))
    assert found(files) == []


def test_a_resolution_needs_neither_a_date_nor_a_judgement() -> None:
    undated: dict[str, Any] = {"resolution": {"outcome": "did-not-occur"}}
    assert found(story(day(ONE, **resolved("2021-02-20")), day(TWO, **undated))) == []
    assert found(story(day(ONE, **JUDGED), day(TWO, **undated))) == []


# One day


def test_two_briefings_of_one_day_are_told_with_their_order() -> None:
    finding = the_finding(story(day(ONE), day(ONE), day(TWO)))
    assert finding.code == "same-day"
    assert finding.headline == (
        "the thread has two briefings on this day; “a” comes first, by its id"
    )
    assert (finding.place.source.path, words(finding.place)) == ("desk/b.yml", ONE)
    (other,) = finding.further
    assert (other.source.path, words(other)) == ("desk/a.yml", ONE)
    assert other.label == "the first of the two"


def test_three_briefings_of_one_day_are_two_warnings() -> None:
    assert found(story(day(ONE), day(ONE), day(ONE))) == [f"same-day b {ONE}", f"same-day c {ONE}"]


def test_it_is_no_warning_over_two_threads_or_none_or_beside_a_duplicate_id() -> None:
    assert found(story(day(ONE)) | {"b.yml": story(day(ONE), thread="other")["a.yml"]}) == []
    alone = story(day(ONE))["a.yml"].replace('"thread": "strike"\n', "")
    assert found({"a.yml": alone, "b.yml": alone}) == []
    twice = story(day(ONE))["a.yml"]
    both = {"a.yml": twice, "b/a.yml": twice}
    assert [line.split()[0] for line in found(both)] == ["duplicate-id"]


def test_the_later_briefing_accepts_it() -> None:
    assert found(story(day(ONE), day(ONE) | {"accept": {"same-day": "In this order."}})) == []


# Files with mistakes


@pytest.mark.parametrize(
    "broken",
    ["thread: strike\nrisks: {closure: ", "- a", "thread: a b\ntitel: x\n"],
)
def test_a_file_with_mistakes_that_may_be_of_the_thread_makes_it_silent(broken: str) -> None:
    """What is missing may stand there. In a thread that it is not of, nothing is in doubt."""
    overdue = story(day(ONE, **by("2021-03-05")), day(TWO))
    early = story(day(TWO, **JUDGED), day(THREE, **resolved("2021-03-07")))
    for files in (overdue, early):
        assert {line.split()[1] for line in found(files | {"z.yml": broken})} == {"z"}


@pytest.mark.parametrize("broken", ["thread: other\ntitle: x\n", "title: x\n"])
def test_a_file_with_mistakes_of_another_thread_hides_nothing(broken: str) -> None:
    files = story(day(ONE, **by("2021-03-05")), day(TWO)) | {"z.yml": broken}
    assert "overdue-risk a 2021-03-05" in found(files)
