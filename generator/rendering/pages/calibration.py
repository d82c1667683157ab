"""Are we any good: whether judgements came true."""

from __future__ import annotations

from collections.abc import Iterator

from generator.linking.forecasts import ENOUGH
from generator.rendering.page import Page
from generator.rendering.pages.site import Site, write_list
from generator.rendering.pictures.reliability import reliability

MOST = 150
"""Forecasts that one page lists."""
AUTHORS = 100
"""Authors that the page lists, those who judged most."""


def calibration_pages(site: Site) -> Iterator[Page]:
    """Write the scores of all forecasts, and every forecast with what became of it."""
    found = site.corpus.calibration
    yield from write_list(
        site,
        found.forecasts[::-1],
        kind="calibration",
        title="Calibration",
        description="How often what was judged likely happened.",
        group=lambda forecast: forecast.sighting.ref.date.year,
        refs_of=lambda forecast: [
            forecast.sighting.ref,
            *([forecast.resolved.ref] if forecast.resolved else []),
        ],
        most=MOST,
        calibration=found,
        picture=reliability(found.by_word),
        authors=found.by_author[:AUTHORS],
        enough=ENOUGH,
    )
