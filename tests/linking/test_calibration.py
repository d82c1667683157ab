"""How forecasts came out: per word and per author, and no rate of fewer than five."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from generator.linking.forecasts import ENOUGH, Calibration
from tests.writing import briefing, linked

Case = tuple[str, bool | None]
"""The word of a forecast, and whether the event came; None while nobody says so."""


def calibration(*desks: tuple[str | None, str, Iterable[Case]]) -> Calibration:
    """The calibration of desks: the author of a briefing, its scale, and its forecasts."""
    written = {}
    for number, (author, scale, cases) in enumerate(desks):
        risks = {
            f"r{n}": {"event": "x", "horizon": "2021-06-30", "likelihood": word}
            for n, (word, _) in enumerate(cases)
        }
        settled: dict[str, Any] = {
            f"r{n}": {
                "event": "x",
                "resolution": {
                    "outcome": "occurred" if came else "did-not-occur",
                    "date": "2021-06-30",
                },
            }
            for n, (_, came) in enumerate(cases)
            if came is not None
        }
        same: dict[str, Any] = {"thread": f"t{number}", "scale": scale}
        by = {"author": author} if author else {}
        written[f"a{number}"] = briefing(date="2021-03-01", risks=risks, **same, **by)
        written[f"b{number}"] = briefing(date="2021-07-01", risks=settled, **same)
    return linked(written).calibration


def by_word(found: Calibration) -> list[tuple[str, int, int]]:
    return [(step.words[0], score.judged, score.occurred) for step, score in found.by_word]


def test_each_word_says_how_many_were_judged_and_how_many_came_lowest_first() -> None:
    cases: list[Case] = [
        ("likely", True),
        ("probable", False),
        ("unlikely", False),
        ("almost certain", True),
        ("unlikely", None),
        ("remote", None),
    ]
    found = calibration((None, "icd203", cases))
    assert by_word(found) == [("unlikely", 1, 0), ("likely", 2, 1), ("almost certain", 1, 1)]
    assert [step.band for step, _ in found.by_word] == ["20–45", "55–80", "95–99"]
    assert (found.overall.judged, found.overall.occurred) == (4, 2)
    assert len(found.forecasts) == 6


def test_words_of_two_scales_are_counted_apart() -> None:
    found = calibration(
        (None, "icd203", [("likely", True), ("almost certain", True)]),
        (None, "phia", [("likely", False), ("almost certain", True)]),
    )
    assert [(step.band, score.occurred) for step, score in found.by_word] == [
        ("≈55–≈75", 0),
        ("55–80", 1),
        ("95–99", 1),
        ("≈95–<100", 1),
    ]


def test_each_named_author_has_a_score_who_judged_most_first() -> None:
    found = calibration(
        ("Zoe", "icd203", [("likely", True)]),
        ("Amir", "phia", [("likely", False)]),
        ("Mia", "icd203", [("likely", True), ("likely", False)]),
        (None, "icd203", [("likely", True)] * 4),
        ("Nobody yet", "icd203", [("likely", None)]),
        ("Zoe", "phia", [("likely", True)]),
    )
    assert [(author, score.judged, score.occurred) for author, score in found.by_author] == [
        ("Mia", 2, 1),
        ("Zoe", 2, 2),
        ("Amir", 1, 0),
    ]


@pytest.mark.parametrize(
    ("word", "came", "error"),
    [
        ("almost certain", True, 0.03**2),
        ("almost certain", False, 0.97**2),
        ("likely", True, 0.325**2),
        ("likely", False, 0.675**2),
        ("roughly even chance", True, 0.25),
        ("roughly even chance", False, 0.25),
        ("remote", True, 0.97**2),
        ("remote", False, 0.03**2),
    ],
)
def test_the_error_of_a_forecast_is_from_the_middle_of_its_band(
    word: str, came: bool, error: float
) -> None:
    (forecast,) = calibration((None, "icd203", [(word, came)])).forecasts
    assert forecast.error == pytest.approx(error)


def test_the_brier_score_is_the_mean_of_the_errors() -> None:
    cases: list[Case] = [
        ("likely", True),  # 0.675: 0.105625
        ("likely", False),  # 0.675: 0.455625
        ("unlikely", False),  # 0.325: 0.105625
        ("very likely", True),  # 0.875: 0.015625
        ("almost certain", True),  # 0.97: 0.0009
        ("remote", None),
    ]
    overall = calibration(("Desk", "icd203", cases)).overall
    assert overall.error == pytest.approx(0.6834)
    assert overall.brier == pytest.approx(0.6834 / 5)
    assert overall.rate == pytest.approx(3 / 5)


@pytest.mark.parametrize("judged", range(ENOUGH + 2))
def test_a_rate_is_drawn_of_five_or_more(judged: int) -> None:
    found = calibration(("Desk", "icd203", [("likely", True)] * judged + [("likely", None)] * 5))
    scores = [found.overall, *(score for _, score in (*found.by_word, *found.by_author))]
    assert len(scores) == (3 if judged else 1)
    for score in scores:
        assert (score.judged, score.occurred) == (judged, judged)
        assert score.is_enough == (judged >= 5)
        assert score.rate == (1 if judged >= 5 else None)
        assert (score.brier is not None) == (judged >= 5)
