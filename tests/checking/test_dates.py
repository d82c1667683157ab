"""Two dates of a briefing that cannot both be right are told, whatever each means alone."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model import briefing
from tests.checking.stories import ONE, TWO, found, story, the_finding, words
from tests.told import LEAST, findings_in

JUDGED = {"event": "The port closes", "likelihood": "likely", "basis": "A vote."}


def told(more: str, name: str = "a.yml", least: str = LEAST) -> list[str]:
    """The words that are told to conflict, and nothing else may be told."""
    findings = findings_in({name: least + more})
    assert {finding.code for finding in findings} <= {"conflicting-dates"}
    return [words(finding.place) for finding in findings]


# What was not known yet

REPORTED = {
    "published": "  radio:\n    title: News\n    published: {}\n",
    "date": "demands:\n  more:\n    by: dockers\n    text: Pay\n"
    "    responses:\n      - {{by: dockers, answer: rejected, date: {}}}\n",
    "seen": "risks:\n  closure:\n    event: The port closes\n"
    "    indicators:\n      - {{text: Ships leave, seen: {}}}\n",
    "resolution": "risks:\n  closure:\n    event: The port closes\n"
    "    resolution: {{outcome: occurred, date: {}}}\n",
    "as_of": "figures:\n  - {{measure: Dockers, value: 12, as_of: {}}}\n",
}


def reported(field: str, when: str) -> list[str]:
    more = REPORTED[field].format(when)
    if field == "published":
        return told("", least=LEAST.replace("actors:\n", f"{more}actors:\n"))
    return told(more)


@pytest.mark.parametrize("field", REPORTED)
@pytest.mark.parametrize("when", ["2021-12-05", "2022-01", "2022", "2021-12-05/.."])
def test_what_lies_after_the_day_of_the_briefing_is_told(field: str, when: str) -> None:
    assert reported(field, when) == [when]


@pytest.mark.parametrize("field", REPORTED)
@pytest.mark.parametrize(
    "when", ["2021-12-03", "2021-12", "2021", "202X", "2021-12-03/2022-02", "../2022", "1999"]
)
def test_what_may_have_been_by_then_is_not(field: str, when: str) -> None:
    assert reported(field, when) == []


def test_a_paper_of_the_next_day_tells_of_this_one_and_nothing_else_does() -> None:
    assert {field for field in REPORTED if not reported(field, "2021-12-04")} == {"published"}


@pytest.mark.parametrize(
    "more",
    [
        "corrections:\n  - {date: 2022-01-05, text: It was more.}\n",
        "events:\n  - {date: 2022-01-05, text: The vote}\n",
        "demands:\n  more: {by: dockers, text: Pay, deadline: 2022-01-05}\n",
        "demands:\n  more: {by: dockers, text: Pay, deadline: 2021-01-05}\n",
    ],
)
def test_other_dates_may_lie_before_the_day_or_after_it(more: str) -> None:
    assert told(more) == []


def test_a_source_may_be_read_later() -> None:
    with_read = LEAST.replace("actors:\n", "    accessed: 2022-03-01\nactors:\n")
    assert told("", least=with_read) == []


def test_both_dates_are_shown() -> None:
    (finding,) = findings_in(f"{LEAST}{REPORTED['as_of'].format('2021-12-30')}")
    assert finding.headline == (
        "2021-12-30 is after the briefing's date, 2021-12-03; a briefing covers what was known by "
        "then"
    )
    assert [(words(place), place.label) for place in finding.further] == [
        ("2021-12-03", "the date of the briefing")
    ]
    assert finding.help == "correct one of the two dates"


def test_the_last_day_that_there_is_has_none_behind_it() -> None:
    assert told("", least=LEAST.replace("2021-12-03", "9999-12-31")) == []


# Judged when the horizon had passed


def risk(horizon: str, **more: Any) -> dict[str, Any]:
    return {"risks": {"closure": JUDGED | {"horizon": horizon} | more}}


def test_a_risk_that_is_judged_when_its_horizon_has_passed_is_told_once() -> None:
    """`overdue-risk` would say of the same date that somebody forgot to look back."""
    finding = the_finding(story({"date": TWO} | risk("2021-03-05")))
    assert finding.code == "conflicting-dates"
    assert finding.headline == (
        "the horizon 2021-03-05 had already passed on 2021-03-08, when the risk was judged"
    )
    assert words(finding.place) == "2021-03-05"


@pytest.mark.parametrize(
    "said",
    [
        risk(TWO),
        risk("2021-03"),
        risk("2021-03-01/.."),
        risk("2021-03-05", resolution={"outcome": "did-not-occur", "date": TWO}),
    ],
)
def test_a_horizon_that_has_not_passed_or_is_settled_is_in_order(said: dict[str, Any]) -> None:
    assert found(story({"date": TWO} | said)) == []


def test_a_horizon_without_a_judgement_is_overdue() -> None:
    said = {"risks": {"closure": {"event": "The port closes", "horizon": "2021-03-05"}}}
    assert found(story({"date": TWO} | said)) == ["overdue-risk a 2021-03-05"]


def test_of_a_thread_the_later_judgement_is_told_and_not_that_the_risk_is_overdue() -> None:
    files = story({"date": ONE} | risk("2021-03-05"), {"date": TWO} | risk("2021-03-05"))
    assert found(files) == ["conflicting-dates b 2021-03-05"]


def test_a_sound_judgement_that_follows_is_overdue_in_its_time() -> None:
    files = story(
        {"date": ONE} | risk("2020-03-05"), {"date": ONE} | risk("2021-03-05"), {"date": TWO}
    )
    assert found(files) == [
        "conflicting-dates a 2020-03-05",
        "same-day b 2021-03-01",
        "overdue-risk b 2021-03-05",
    ]


# The day in the name


@pytest.mark.parametrize(
    "name",
    ["2022-12-03-strike", "2022-12-03", "2020-12-03-strike", "2022-11-20-strike", "2012-01-01-x"],
)
def test_a_name_with_a_day_of_another_year_is_told_at_the_date(name: str) -> None:
    (finding,) = findings_in({f"{name}.yml": LEAST})
    assert finding.code == "conflicting-dates"
    assert finding.headline == (f"the file's name begins with {name[:10]}, a day in another year")
    assert words(finding.place) == "2021-12-03"
    assert finding.help == "correct the date; if it is right, rename the file"


@pytest.mark.parametrize(
    "name",
    [
        "2021-12-03-strike",
        "2021-01-02-strike",  # the same year
        "2022-01-02-strike",  # written behind New Year
        "2022-06-02-strike",
        "2022-13-03-strike",  # no day
        "2022-12-strike",
        "2022-12-031",
        "x-2022-12-03",
        "strike",
    ],
)
def test_other_names_are_free(name: str) -> None:
    assert told("", f"{name}.yml") == []


def test_the_first_and_the_last_day_of_one_year_are_of_one_year() -> None:
    assert told("", "2021-01-01-x.yml", LEAST.replace("2021-12-03", "2021-12-31")) == []


def test_what_the_right_year_would_settle_is_not_told_besides() -> None:
    """The year of one date is a slip: all other dates would be told to contradict it."""
    figure = REPORTED["as_of"].format("2022-12-03")
    assert told(figure, "2022-12-03-x.yml") == ["2021-12-03"]
    assert told(figure.replace("2022", "2023"), "2022-12-03-x.yml") == ["2021-12-03", "2023-12-03"]
    judged = "risks:\n  closure:\n    event: The port closes\n    likelihood: likely\n"
    judged += "    basis: A vote.\n    horizon: 2020-12-31\n"
    assert told(judged, "2020-12-03-x.yml") == ["2021-12-03"]


def test_a_file_with_mistakes_is_told_these_first() -> None:
    text = f"{LEAST}{REPORTED['as_of'].format('2022-12-03')}status: unheard\n"
    assert [finding.code for finding in findings_in(text)] == ["unknown-word"]


def test_no_date_of_the_format_was_forgotten() -> None:
    """A new one has to be looked at: `dates.py` and this file say which are compared."""
    dated = {
        f"{name}.{field}"
        for name, model in vars(briefing).items()
        if isinstance(model, type) and issubclass(model, briefing.Entry)
        for field, of in model.model_fields.items()
        if "PartialDate" in str(of.annotation)
    }
    compared = {"Response.date", "Indicator.seen", "Resolution.date", "Figure.as_of"}
    compared |= {"Source.published", "Risk.horizon"}
    assert dated - compared == {"Source.accessed", "Demand.deadline", "Event.date"}
