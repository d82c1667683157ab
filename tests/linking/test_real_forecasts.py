"""What is due for review in this project's own thread, and how its forecasts came out."""

from __future__ import annotations

from datetime import date

import pytest

from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.linking.standing import is_due_for_review
from generator.reading.folder import Folder
from tests.real import real_corpus, real_folder


@pytest.fixture(scope="module")
def folder() -> Folder:
    return real_folder()


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return real_corpus()


@pytest.mark.parametrize(
    ("day", "due"),
    [
        ("2021-12-03", set()),
        ("2021-12-07", set()),
        ("2021-12-17", set()),
        ("2022-01-27", set()),
        # between two briefings: not named since December, and horizons that have passed
        ("2022-02-01", {"donbas-escalation", "flank-reinforcement"}),
        ("2022-02-24", set()),
        ("2022-04-30", {"flank-reinforcement", "talks-breakdown"}),
    ],
)
def test_what_is_due_for_review(folder: Folder, corpus: Corpus, day: str, due: set[str]) -> None:
    as_of = date.fromisoformat(day)
    for lines in (link(folder, as_of=as_of).risks, corpus.risks):
        assert {line.key for line in lines if is_due_for_review(line, as_of)} == due


FORECASTS = [
    ("call-falls-through", "2021-12-03", "2021-12-31", "very unlikely", "did not occur"),
    ("donbas-escalation", "2021-12-03", "2022-01-31", "roughly even chance", "not scored"),
    ("guarantee-refused", "2021-12-03", "2022-03-31", "very likely", "occurred"),
    ("invasion", "2021-12-03", "2022-01-31", "unlikely", "did not occur"),
    ("red-line-clash", "2021-12-03", "2022-03-31", "roughly even chance", "not scored"),
    ("sanctions", "2021-12-03", "2022-01-31", "very likely", "not scored"),
    ("flank-reinforcement", "2021-12-07", "2022-01-31", "very likely", "pending"),
    ("guarantee-refused", "2021-12-07", "2022-03-31", "very likely", "occurred"),
    ("invasion", "2021-12-07", "2022-01-31", "unlikely", "did not occur"),
    ("sanctions", "2021-12-07", "2022-01-31", "almost certain", "not scored"),
    ("guarantee-refused", "2021-12-17", "2022-03-31", "almost certain", "occurred"),
    ("invasion", "2021-12-17", "2022-02-28", "roughly even chance", "occurred"),
    ("red-line-clash", "2021-12-17", "2022-03-31", "roughly even chance", "not scored"),
    ("talks-breakdown", "2021-12-17", "2022-02-28", "unlikely", "pending"),
    ("invasion", "2022-01-27", "2022-03-31", "likely", "occurred"),
    ("sanctions", "2022-01-27", "2022-03-31", "almost certain", "occurred"),
    ("talks-breakdown", "2022-01-27", "2022-03-31", "roughly even chance", "pending"),
    ("flank-reinforcement", "2022-02-24", "2022-03-31", "almost certain", "pending"),
    ("talks-breakdown", "2022-02-24", "2022-03-31", "likely", "pending"),
]
"""Of which risk, made when, by when, the likelihood, the verdict; oldest first."""


def test_what_became_of_each_forecast(corpus: Corpus) -> None:
    found = [
        (
            forecast.line.key,
            str(forecast.sighting.ref.date),
            str(forecast.sighting.entry.horizon),
            forecast.sighting.entry.likelihood,
            forecast.verdict.value,
        )
        for forecast in reversed(corpus.calibration.forecasts)
    ]
    assert found == FORECASTS


def test_how_the_words_came_out(corpus: Corpus) -> None:
    calibration = corpus.calibration
    assert [(step.words[0], s.judged, s.occurred) for step, s in calibration.by_word] == [
        ("very unlikely", 1, 0),
        ("unlikely", 2, 0),
        ("roughly even chance", 1, 1),
        ("likely", 1, 1),
        ("very likely", 2, 2),
        ("almost certain", 2, 2),
    ]
    assert all(score.rate is None for _, score in calibration.by_word), "fewer than five"
    assert [(author, score) for author, score in calibration.by_author] == [
        ("Desk", calibration.overall)
    ]
    errors = [0.125**2, 2 * 0.325**2, 0.5**2, 0.325**2, 2 * 0.125**2, 2 * 0.03**2]
    assert calibration.overall.brier == pytest.approx(sum(errors) / 9)
