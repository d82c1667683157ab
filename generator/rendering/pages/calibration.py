"""Are we any good: whether judgements came true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.linking.forecasts import ENOUGH, Forecast, Verdict
from generator.model.scales import SCALES, Likelihood
from generator.rendering.page import Plan
from generator.rendering.pages.facets import by_thread, by_year
from generator.rendering.pages.filters import Facet, Filter, filter_of
from generator.rendering.pages.planning import plan_list
from generator.rendering.pages.site import Site
from generator.rendering.pictures.reliability import reliability

MOST = 150
"""Forecasts that one page lists at most."""
AUTHORS = 100
"""Authors that the page lists at most: those who judged most."""


def calibration_list(site: Site) -> Iterator[Plan]:
    """Plan the scores of all forecasts, and every forecast with what became of it."""
    found = site.corpus.calibration
    yield from plan_list(
        site,
        found.forecasts[::-1],
        kind="calibration",
        title=site.section("calibration"),
        description=site.words.gettext("How often events judged likely happened."),
        group=lambda forecast: forecast.sighting.ref.date.year,
        refs_of=lambda forecast: [
            forecast.sighting.ref,
            *([forecast.resolved.ref] if forecast.resolved else []),
        ],
        most=MOST,
        shape=_shape,
        values=lambda: {
            "calibration": found,
            "picture": reliability(found.by_word, site.words),
            "filter_of": lambda forecasts: _filter(site, forecasts),
            "authors": found.by_author[:AUTHORS],
            "enough": ENOUGH,
            # Two words of one step may be the same word in a different language.
            "words_of": lambda step: ", ".join(dict.fromkeys(map(site.words.word, step.words))),
        },
    )


def _shape(forecasts: Sequence[Forecast]) -> object:
    return [
        (
            each.sighting.ref.id,
            each.sighting.key,
            str(each.horizon),
            each.verdict,
            each.resolved and each.resolved.ref.id,
        )
        for each in forecasts
    ]


_STEPS = sorted(
    (step for scale in SCALES.values() for step in scale.steps), key=lambda step: step.middle
)


def _band(step: Likelihood) -> str:
    """A step's name in an address: not its word, which two scales may use for different bands."""
    return f"{step.low}-{step.high}"


def _filter(site: Site, forecasts: Sequence[Forecast]) -> Filter:
    word = site.words.word
    facets: list[Facet[Forecast]] = [
        Facet(
            "verdict",
            site.words.gettext("Outcome"),
            lambda forecast: {forecast.verdict.replace(" ", "-"): word(forecast.verdict)},
            in_order=[verdict.replace(" ", "-") for verdict in Verdict],
        ),
        Facet(
            "likelihood",
            site.words.gettext("Likelihood"),
            lambda forecast: {
                _band(forecast.step): f"{word(forecast.step.words[0])} ({forecast.step.band} %)"
            },
            in_order=[_band(step) for step in _STEPS],
        ),
        by_thread(site, lambda forecast: forecast.sighting.ref),
        by_year(site, lambda forecast: [forecast.sighting.ref.date.year]),
    ]
    return filter_of(forecasts, facets)
