"""Each kind of page that a site has, with an address on each site.

The address of a site comes from the fixture `site_named` of `tests/conftest.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.stress import ALONE, CROWD, SAGA, TONGUES

BRIEFING = "briefings/2021-12-03-nato-guarantees/"
LISTS = (
    *("", "briefings/", "threads/", "actors/", "demands/", "risks/", "figures/", "timeline/"),
    *("sources/", "calibration/", "tags/", "data/", "404.html"),
)
"""What every site has."""


@dataclass(frozen=True)
class Kind:
    """One page of one site."""

    site: str
    path: str

    def __str__(self) -> str:
        return f"{self.site}:{self.path or 'front'}"


def _of(site: str, *paths: str) -> tuple[Kind, ...]:
    return tuple(Kind(site, path) for path in paths)


REAL = _of(
    "real",
    *LISTS,
    BRIEFING,
    "briefings/2022-01-26-written-answers/",
    "threads/russia-nato-guarantees/",
    "actors/russia/",
    "sources/2021-12-03-nato-guarantees--washington-newsday/",
    "tags/nato/",
    "search/",
    "search/?q=nato&type=risk",
    "guide/read/",
    "guide/tutorial/",
    "reference/format/",
)
STRESS = _of(
    "stress",
    *(path for path in LISTS if path not in ("threads/", "404.html")),
    *(
        f"briefings/{id_}/"
        for id_ in (
            *("long-title", "one-word", CROWD, "in-ar", "in-zh", "unset-he"),
            *("least-demand", "least-risk", "empty-sections", f"{SAGA}-04"),
        )
    ),
    f"threads/{SAGA}/",
    "actors/union/",
    f"actors/{'x' * 64}/",
    f"actors/{TONGUES[0].union_id}/",
    f"sources/{SAGA}-00--paper-a/",
    "tags/nato/",
    "search/?q=the",
)
LONE = _of(
    "lone",
    *(
        "",
        "threads/",
        "demands/",
        "risks/",
        "figures/",
        "calibration/",
        "tags/",
        "search/?q=nowhere",
    ),
    f"briefings/{ALONE}/",
)
"""A site of one briefing, whose lists are empty."""

SITES = ("real", "stress", "lone")
KINDS = (*REAL, *STRESS, *LONE)
