"""Whether a risk's event came by its horizon, and whether somebody ought to look."""

from __future__ import annotations

from datetime import date

import pytest

from generator.model.briefing import Resolution
from generator.model.dates import parse_date
from generator.model.horizons import Round, Settled, came_by, is_due

YES, NO, UNTOLD = True, False, None


def told(
    on: str,
    outcome: str | None = None,
    when: str | None = None,
    horizon: str | None = None,
    *,
    is_judged: bool = False,
    stood: str | None = None,
) -> Round:
    """What a briefing of a day says: what became of the risk, when, and by when it was feared."""
    said = {"outcome": outcome} | ({"date": when} if when else {})
    end = Resolution.model_validate(said) if outcome else None
    settled = Settled(end.outcome, end.date) if end else None
    by, before = (parse_date(each) if each else None for each in (horizon, stood))
    return Round(date.fromisoformat(on), by, settled, is_judged, before)


@pytest.mark.parametrize(
    ("horizon", "when", "came"),
    [
        ("2022-01-31", "2022-02-24", NO),
        ("2022-02-23", "2022-02-24", NO),
        ("2022-02-24", "2022-02-24", YES),
        ("2022-03-31", "2022-02-24", YES),
        ("2022", "2022-02-24", YES),
        ("2021", "2022-02-24", NO),
        ("2022-01-15/2022-02-28", "2022-02-24", YES),
        ("2022-03-01/..", "2022-02-24", YES),
        # The day is less exact than the horizon.
        ("2022-02-28", "2022-02", YES),
        ("2022-02-10", "2022-02", UNTOLD),
        ("2022-01-31", "2022-02", NO),
        ("2022-02-10", "2022", UNTOLD),
        ("2021-12-31", "2022", NO),
        ("2022-01", "../2022-01-15", YES),
        ("2022-01-10", "../2022-01-15", UNTOLD),
        # It had come by the day that tells it, 2 March.
        ("2022-03-02", "2022", YES),
        ("2022-03-01", "2022", UNTOLD),
        ("2022-03-31", "2022-02/..", YES),
        ("2022-03-02", None, YES),
        ("2022-03-01", None, UNTOLD),
        # whatever a writer mistypes: a day to come is not reached by then
        ("2022-03-05", "2022-03-10", NO),
    ],
)
def test_an_event_came_by_a_horizon_or_after_it(
    horizon: str, when: str | None, came: bool | None
) -> None:
    assert came_by(parse_date(horizon), told("2022-03-02", "occurred", when)) is came


@pytest.mark.parametrize(
    ("horizon", "when", "own", "came"),
    [
        ("2022-01-31", "2022-01-31", None, NO),
        ("2022-01-15", "2022-01-31", None, NO),
        ("2022-02-01", "2022-01-31", None, UNTOLD),
        # The horizon that stands beside it counts even where it was settled sooner.
        ("2022-03-31", "2022-02-24", "2022-03-31", NO),
        ("2022-04-01", "2022-02-24", "2022-03-31", UNTOLD),
        ("2022-02-24", "2022-02-24", "2022-01-31", NO),
        # Of a month or a year that was not over it says no more than the day that tells it.
        ("2022-03-02", "2022", None, NO),
        ("2022-03-03", "2022", None, UNTOLD),
        ("2022-12-31", "2022-02/..", None, UNTOLD),
        ("2022-02-28", "2022-02", None, NO),
        ("2022-12-31", "2022", "2022-12-31", NO),
        # Without any day it holds until the day that tells it, 2 March.
        ("2022-03-02", None, None, NO),
        ("2022-03-03", None, None, UNTOLD),
        ("2022-03", None, None, UNTOLD),
    ],
)
def test_what_did_not_come_did_not_come_by_any_earlier_horizon(
    horizon: str, when: str | None, own: str | None, came: bool | None
) -> None:
    assert came_by(parse_date(horizon), told("2022-03-02", "did-not-occur", when, own)) is came


@pytest.mark.parametrize(
    ("horizon", "when", "stood", "came"),
    [
        ("2022-03-31", "2022-02-24", "2022-03-31", NO),
        ("2022-03-31", None, "2022-03-31", NO),
        ("2022-04-01", "2022-02-24", "2022-03-31", UNTOLD),
        # It takes nothing from what a resolution says by its own day, or the day that tells it.
        ("2022-02-24", "2022-02-24", "2022-01-31", NO),
        ("2022-03-02", None, "2022-01-31", NO),
        ("2022-03-03", None, "2022-01-31", UNTOLD),
    ],
)
def test_a_resolution_without_a_horizon_speaks_of_the_one_that_stands(
    horizon: str, when: str | None, stood: str, came: bool | None
) -> None:
    said = told("2022-03-02", "did-not-occur", when, stood=stood)
    assert came_by(parse_date(horizon), said) is came


@pytest.mark.parametrize("outcome", ["unclear", None])
def test_what_is_unclear_or_unresolved_settles_nothing(outcome: str | None) -> None:
    said = told("2022-03-02", outcome, "2022-02-24" if outcome else None, "2022-03-31")
    assert came_by(parse_date("2022-01-31"), said) is UNTOLD


JANUARY, MARCH = "2022-01-31", "2022-03-31"


@pytest.mark.parametrize(
    ("rounds", "since"),
    [
        ([told("2022-01-01", horizon=JANUARY)], "2022-02-01"),
        ([told("2022-01-01", horizon="2022-01")], "2022-02-01"),
        ([told("2022-01-01", horizon="2022-01/..")], None),
        ([told("2022-01-01")], None),
        # moved, there and back
        ([told("2022-01-01", horizon=JANUARY), told("2022-01-10", horizon=MARCH)], "2022-04-01"),
        ([told("2022-01-01", horizon=MARCH), told("2022-01-10", horizon=JANUARY)], "2022-02-01"),
        # a horizon stands until another one is given
        ([told("2022-01-01", horizon=JANUARY), told("2022-01-10")], "2022-02-01"),
        # resolved, with or without the horizon beside it
        ([told("2022-01-01", horizon=JANUARY), told("2022-01-10", "occurred")], None),
        ([told("2022-01-01", horizon=JANUARY), told("2022-01-10", "unclear")], None),
        ([told("2022-01-01", horizon=JANUARY), told("2022-01-10", "did-not-occur")], None),
        # opened again: what was said covers the old horizon and not the new one
        (
            [
                told("2022-01-01", horizon=JANUARY),
                told("2022-01-31", "did-not-occur", None, JANUARY),
                told("2022-02-10", horizon=MARCH),
            ],
            "2022-04-01",
        ),
        (
            [
                told("2022-01-01", horizon=JANUARY),
                told("2022-01-31", "did-not-occur", None, JANUARY),
                told("2022-02-10"),
            ],
            None,
        ),
        # or the same horizon again, after what was said of it
        (
            [
                told("2022-01-01", horizon=MARCH),
                told("2022-01-11", "occurred", "2022-01-10", MARCH),
                told("2022-02-10", horizon=MARCH),
                told("2022-02-20"),
            ],
            "2022-04-01",
        ),
        (
            [
                told("2022-01-01", horizon=MARCH),
                told("2022-02-10", horizon=MARCH),
                told("2022-03-31", "occurred", "2022-01-10", MARCH),
                told("2022-04-01"),
            ],
            None,
        ),
        # what was said of it stands, whatever is noted later
        (
            [
                told("2022-01-01", horizon=JANUARY),
                told("2022-01-11", "occurred", "2022-01-10"),
                told("2022-01-15"),
            ],
            None,
        ),
        (
            [
                told("2022-01-01", horizon=MARCH),
                told("2022-01-11", "did-not-occur", "2022-01-10"),
                told("2022-01-15"),
            ],
            None,
        ),
        # but for a judgement that opens it again, while its horizon is still ahead
        (
            [
                told("2022-01-01", horizon=MARCH),
                told("2022-01-11", "did-not-occur", "2022-01-10"),
                told("2022-02-15", is_judged=True),
            ],
            "2022-04-01",
        ),
        (
            [
                told("2022-01-01", horizon=JANUARY),
                told("2022-01-31", "did-not-occur"),
                told("2022-02-15", is_judged=True),
            ],
            None,
        ),
        ([], None),
    ],
)
def test_a_risk_is_due_from_the_day_after_its_latest_horizon(
    rounds: list[Round], since: str | None
) -> None:
    days = [date(2022, 1, 31), date(2022, 2, 1), date(2022, 3, 31), date(2022, 4, 1)]
    due = [day.isoformat() for day in days if is_due(rounds, day)]
    assert due == [day.isoformat() for day in days if since and day.isoformat() >= since]
