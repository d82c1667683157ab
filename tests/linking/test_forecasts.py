"""What became of each forecast: every assessment of a risk that has a horizon is one."""

from __future__ import annotations

from typing import Any

import pytest

from generator.linking.forecasts import Forecast
from tests.writing import Keys, briefing, linked

YES, NO, PENDING, UNSCORED = "occurred", "did not occur", "pending", "not scored"
JANUARY, FEBRUARY, MARCH = "2022-01-31", "2022-02-28", "2022-03-31"


def on(day: str, **said: Any) -> dict[str, Any]:
    """A briefing of a day that says something of the one risk."""
    return briefing(date=day, thread="war", risks={"attack": {"event": "An attack"} | said})


def judging(day: str, horizon: str, **said: Any) -> dict[str, Any]:
    return on(day, **({"horizon": horizon, "likelihood": "unlikely"} | said))


def resolving(day: str, outcome: str, when: str | None = None, **said: Any) -> dict[str, Any]:
    resolution = {"outcome": outcome} | ({"date": when} if when else {})
    return on(day, resolution=resolution, **said)


def forecasts(*briefings: Keys) -> list[Forecast]:
    """The forecasts of briefings, oldest first."""
    corpus = linked({f"b{number}": keys for number, keys in enumerate(briefings)})
    return list(reversed(corpus.calibration.forecasts))


def verdicts(*briefings: Keys) -> list[str]:
    return [forecast.verdict.value for forecast in forecasts(*briefings)]


def test_one_resolution_scores_every_earlier_forecast_by_its_own_horizon() -> None:
    """An attack on 24 February did not come by 31 January, and came by 31 March."""
    assert verdicts(
        judging("2021-12-03", JANUARY),
        judging("2021-12-17", FEBRUARY),
        judging("2022-01-27", MARCH),
        resolving("2022-02-24", "occurred", "2022-02-24", horizon=MARCH),
    ) == [NO, YES, YES]


@pytest.mark.parametrize(
    ("outcome", "when", "horizon", "verdict"),
    [
        ("occurred", "2022-01-30", JANUARY, YES),
        ("occurred", "2022-01-31", JANUARY, YES),
        ("occurred", "2022-02-01", JANUARY, NO),
        # the day is not known as exactly as the horizon
        ("occurred", "2022-01", JANUARY, YES),
        ("occurred", "2022-01", "2022-01-15", UNSCORED),
        ("occurred", "2022-02", "2022-01-15", NO),
        ("occurred", "2022", JANUARY, UNSCORED),
        ("occurred", None, JANUARY, UNSCORED),
        # but it is told on 5 March
        ("occurred", "2022", MARCH, YES),
        ("occurred", None, MARCH, YES),
        # what did not come settles the same and earlier horizons
        ("did-not-occur", JANUARY, JANUARY, NO),
        ("did-not-occur", JANUARY, "2022-01-15", NO),
        # and the one that stands, wherever within it that was settled
        ("did-not-occur", JANUARY, FEBRUARY, NO),
        ("did-not-occur", None, FEBRUARY, NO),
        ("did-not-occur", None, MARCH, NO),
        ("unclear", None, JANUARY, UNSCORED),
        ("unclear", JANUARY, JANUARY, UNSCORED),
        ("unclear", None, MARCH, UNSCORED),
    ],
)
def test_the_verdict_of_a_forecast_of_1_january_that_is_resolved_on_5_march(
    outcome: str, when: str | None, horizon: str, verdict: str
) -> None:
    told = (judging("2022-01-01", horizon), resolving("2022-03-05", outcome, when))
    assert verdicts(*told) == [verdict]


@pytest.mark.parametrize(
    ("outcome", "when", "verdict"),
    [
        ("occurred", "2022-01-15", YES),
        ("occurred", "2022-02-15", UNSCORED),
        ("occurred", None, UNSCORED),
        ("did-not-occur", JANUARY, NO),
        ("unclear", None, UNSCORED),
    ],
)
def test_a_forecast_on_a_condition_is_not_scored_if_the_event_came_too_late(
    outcome: str, when: str | None, verdict: str
) -> None:
    forecast = judging("2022-01-01", JANUARY, given="Talks fail")
    assert verdicts(forecast, resolving("2022-03-05", outcome, when)) == [verdict]


@pytest.mark.parametrize(
    ("day", "when", "verdict"),
    [
        ("2022-01-09", "2022-01-10", YES),
        ("2022-01-10", "2022-01-10", YES),
        ("2022-01-11", "2022-01-10", UNSCORED),
        ("2022-02-01", "2022-01", UNSCORED),
        ("2022-01-11", "2022-01", YES),
    ],
)
def test_what_is_judged_after_the_event_is_no_forecast(day: str, when: str, verdict: str) -> None:
    told = (judging(day, FEBRUARY), resolving("2022-03-05", "occurred", when))
    assert verdicts(*told) == [verdict]


@pytest.mark.parametrize(
    "said",
    [
        {"horizon": MARCH},
        {"likelihood": "likely"},
        {"horizon": MARCH, "likelihood": "likely", "resolution": {"outcome": "occurred"}},
        {},
    ],
    ids=["no likelihood", "no horizon", "tells the outcome", "nothing"],
)
def test_other_entries_are_no_forecasts(said: dict[str, Any]) -> None:
    assert verdicts(on("2022-01-01", **said)) == []


def test_a_forecast_is_pending_until_somebody_says_what_became_of_it() -> None:
    (forecast,) = forecasts(judging("2022-01-01", JANUARY), briefing(date="2022-05-01"))
    assert (forecast.verdict.value, forecast.resolved, forecast.is_scored) == (PENDING, None, False)


def test_a_resolution_of_a_sooner_horizon_says_nothing_of_a_pending_forecast() -> None:
    sooner = resolving("2022-02-01", "did-not-occur", horizon=JANUARY)
    (forecast,) = forecasts(judging("2022-01-01", MARCH), sooner)
    assert (forecast.verdict.value, forecast.resolved) == (PENDING, None)


@pytest.mark.parametrize(
    "between",
    [
        [resolving("2022-02-01", "did-not-occur", horizon=JANUARY)],
        [judging("2022-01-10", JANUARY), resolving("2022-02-01", "did-not-occur", JANUARY)],
        [resolving("2022-02-01", "did-not-occur", horizon=JANUARY), on("2022-02-10", note="So.")],
    ],
)
def test_a_horizon_that_passes_once_nobody_is_asked_any_more_is_not_scored(
    between: list[Keys],
) -> None:
    first = judging("2022-01-01", MARCH)
    assert verdicts(first, *between, briefing(date="2022-03-31"))[0] == PENDING
    told = forecasts(first, *between, briefing(date="2022-04-01"))
    assert told[0].verdict.value == UNSCORED
    assert told[0].resolved is not None
    assert told[0].resolved.gist.outcome == "did-not-occur"


def test_a_forecast_is_pending_as_long_as_the_risk_is_open_however_often_it_was_moved() -> None:
    later = briefing(date="2022-03-15")
    assert verdicts(judging("2022-01-01", JANUARY), judging("2022-01-20", MARCH), later) == [
        PENDING,
        PENDING,
    ]


@pytest.mark.parametrize("horizon", [{}, {"horizon": MARCH}], ids=["left out", "repeated"])
def test_what_is_settled_early_as_not_to_come_is_settled_for_its_whole_horizon(
    horizon: dict[str, str],
) -> None:
    settled = resolving("2022-02-15", "did-not-occur", "2022-02-14", **horizon)
    assert verdicts(judging("2022-01-01", MARCH), settled) == [NO]
    assert verdicts(judging("2022-01-01", MARCH), settled, briefing(date="2022-06-01")) == [NO]


@pytest.mark.parametrize(
    ("when", "verdict", "resolved"), [("2022-03-15", YES, "b3"), ("2022-04-02", NO, "b1")]
)
def test_what_was_settled_as_not_to_come_and_came_in_time_came(
    when: str, verdict: str, resolved: str
) -> None:
    """It was opened again in between, so that the second is no correction of the first."""
    told = forecasts(
        judging("2022-01-01", MARCH),
        resolving("2022-02-01", "did-not-occur", "2022-01-31"),
        judging("2022-02-10", "2022-04-30"),
        resolving("2022-04-05", "occurred", when),
    )
    assert (told[0].verdict.value, told[0].resolved and told[0].resolved.ref.id) == (
        verdict,
        resolved,
    )
    assert told[1].verdict.value == YES


def test_what_had_not_come_when_its_horizon_had_passed_is_not_undone() -> None:
    told = (
        judging("2022-01-01", JANUARY),
        resolving("2022-01-31", "did-not-occur"),
        judging("2022-02-10", MARCH),
        resolving("2022-03-05", "occurred", "2022-01-15"),
    )
    assert verdicts(*told)[0] == NO


def test_a_judgement_that_leaves_out_its_horizon_is_one_by_the_horizon_that_stands() -> None:
    told = forecasts(
        judging("2022-01-01", MARCH),
        on("2022-01-10", likelihood="likely"),
        on("2022-01-20", indicators=[{"text": "Troops", "seen": "2022-01-19"}]),
        resolving("2022-03-05", "occurred", "2022-03-04"),
    )
    assert [(each.sighting.ref.id, str(each.horizon), each.verdict.value) for each in told] == [
        ("b0", MARCH, YES),
        ("b1", MARCH, YES),
    ]


def test_by_a_horizon_that_has_passed_nobody_judges_anew() -> None:
    late = on("2022-02-01", likelihood="likely")
    assert verdicts(judging("2022-01-01", JANUARY), late) == [PENDING]
    in_time = on("2022-01-31", likelihood="likely")
    assert verdicts(judging("2022-01-01", JANUARY), in_time) == [PENDING, PENDING]


def test_a_resolution_in_an_earlier_briefing_does_not_score_a_later_forecast() -> None:
    """A risk that did not come by January is opened again, and comes in March."""
    told = forecasts(
        judging("2022-01-01", JANUARY),
        resolving("2022-02-01", "did-not-occur", JANUARY),
        judging("2022-02-10", MARCH),
        resolving("2022-03-05", "occurred", "2022-03-05"),
    )
    assert [forecast.verdict.value for forecast in told] == [NO, YES]
    assert [each.resolved and each.resolved.ref.id for each in told] == ["b1", "b3"]


def test_a_risk_that_is_opened_again_is_pending_until_it_is_resolved_again() -> None:
    assert verdicts(
        judging("2022-01-01", JANUARY),
        resolving("2022-02-01", "did-not-occur", horizon=MARCH),
        judging("2022-02-10", FEBRUARY),
    ) == [NO, PENDING]


def test_what_came_once_is_not_undone_by_what_did_not_come_again() -> None:
    assert verdicts(
        judging("2022-01-01", JANUARY),
        resolving("2022-01-10", "occurred", "2022-01-10"),
        judging("2022-02-10", MARCH),
        resolving("2022-04-01", "did-not-occur", MARCH),
    ) == [YES, NO]


OCCURRED = resolving("2022-01-20", "occurred", "2022-01-20")


@pytest.mark.parametrize(
    ("later", "verdict", "resolved"),
    [
        (resolving("2022-02-01", "occurred", "2022-01-20"), YES, "b1"),
        (resolving("2022-02-01", "occurred"), YES, "b1"),
        (resolving("2022-02-01", "occurred", "2022-02-01"), NO, "b2"),
        (resolving("2022-02-01", "did-not-occur", JANUARY), NO, "b2"),
        (resolving("2022-02-01", "unclear"), UNSCORED, "b2"),
    ],
    ids=["repeated", "repeated without its day", "another day", "another outcome", "unclear"],
)
def test_a_resolution_that_is_corrected_counts_as_corrected(
    later: Keys, verdict: str, resolved: str
) -> None:
    (forecast,) = forecasts(judging("2022-01-01", JANUARY), OCCURRED, later)
    assert forecast.resolved is not None
    assert (forecast.verdict.value, forecast.resolved.ref.id) == (verdict, resolved)


def test_a_later_resolution_may_settle_what_the_first_left_open() -> None:
    forecast = judging("2022-01-01", JANUARY)
    unclear = resolving("2022-02-01", "unclear")
    found = resolving("2022-02-10", "occurred", "2022-01-30")
    assert verdicts(forecast, unclear, found) == [YES]
    assert verdicts(forecast, unclear, briefing(date="2022-02-05", thread="war"), found) == [YES]


def test_what_is_told_in_another_thread_scores_nothing() -> None:
    elsewhere = resolving("2022-02-01", "occurred", "2022-01-30") | {"thread": "peace"}
    assert verdicts(judging("2022-01-01", JANUARY), elsewhere) == [PENDING]


def test_forecasts_are_told_newest_first_and_of_one_briefing_by_key() -> None:
    both = {
        key: {"event": key, "horizon": MARCH, "likelihood": "likely"} for key in ("fire", "attack")
    }
    corpus = linked(
        {
            "a": briefing(date="2022-01-01", risks=both),
            "c": briefing(date="2022-01-02", risks=both),
            "b": briefing(date="2022-01-02", risks=both),
        }
    )
    told = [(each.sighting.ref.id, each.line.key) for each in corpus.calibration.forecasts]
    assert told == [(id_, key) for id_ in "cba" for key in ("fire", "attack")]
