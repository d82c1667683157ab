"""`briefing check` and the site agree on which reviews are due."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from generator.checking import check
from generator.linking.link import link
from generator.linking.sightings import Sighting
from generator.linking.standing import is_due_for_review
from generator.model.briefing import Risk
from generator.model.horizons import round_of
from generator.reading.folder import read_folder
from tests.writing import briefing, written

OUTCOMES = ("occurred", "did-not-occur", "unclear")


def risk(random: Random, day: date) -> dict[str, Any]:
    """A risk that says some things and leaves out others."""
    said: dict[str, Any] = {"event": "The port burns"}
    if random.random() < 0.8:
        said["horizon"] = day + timedelta(days=random.randint(-3, 12))
    if random.random() < 0.25:
        dated = {"date": day} if random.random() < 0.5 else {}
        said["resolution"] = {"outcome": random.choice(OUTCOMES)} | dated
    elif random.random() < 0.8:
        said["likelihood"] = "likely"
    return said


def is_told_of_its_dates(seen: Sighting[Risk]) -> bool:
    """Whether `conflicting-dates` says of it that its horizon had passed when it was judged."""
    return bool(seen.gist.likelihood) and round_of(seen.ref.date, seen.gist).is_late


@pytest.mark.parametrize("as_of", [None, date(2021, 3, 9), date(2022, 1, 1)])
@pytest.mark.parametrize("seed", range(25))
def test_the_same_reviews_are_due(seed: int, as_of: date | None, tmp_path: Path) -> None:
    random = Random(seed)
    days = [date(2021, 3, 1) + timedelta(days=3 * number) for number in range(5)]
    told = {
        f"b{number}": briefing(
            thread=random.choice("xxy"),
            date=day,
            risks={key: risk(random, day) for key in "ab" if random.random() < 0.7},
        )
        for number, day in enumerate(days)
    }
    read = read_folder(written(tmp_path, told))
    warned = [f.place.source.path for f in check(read, as_of=as_of) if f.code == "overdue-risk"]
    corpus = link(read, as_of=as_of)
    due = [
        f"{line.latest.ref.id}.yml"
        for line in corpus.risks
        if is_due_for_review(line, corpus.as_of) and not is_told_of_its_dates(line.latest)
    ]
    assert sorted(Path(path).name for path in warned) == sorted(due)


def test_some_reviews_are_due_in_these_stories(tmp_path: Path) -> None:
    day = date(2021, 3, 1)
    told = {"a": briefing(date=day, risks={"fire": {"event": "It burns", "horizon": day}})}
    read = read_folder(written(tmp_path, told))
    codes = [finding.code for finding in check(read, as_of=date(2021, 3, 2))]
    assert "overdue-risk" in codes
