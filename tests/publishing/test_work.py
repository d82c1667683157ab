"""In which order pages are written: what a page shows of a briefing has to be fetched for it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.linking.comparing import movement
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.linking.sightings import Content, Ref
from generator.publishing.state import State
from generator.publishing.work import Planner, all_work
from generator.reading.folder import read_folder
from generator.rendering.pages import PLAIN, plans_of, site_of, units
from generator.rendering.pictures.steps import steps
from tests.bench.desk import make_desk
from tests.writing import Keys, briefing, linked

BRIEFINGS = 150
AT_HAND = 60
"""Briefings that are in memory at a time, of which a large desk has a small part."""


class Fetched:
    """What is fetched of a desk that has few of its briefings at hand."""

    def __init__(self, corpus: Corpus) -> None:
        self.count = 0
        self.at_hand: OrderedDict[str, Content] = OrderedDict()
        refs = [replace(ref, load=self._loading(ref)) for ref in corpus.refs]
        self.corpus = Corpus(tuple(refs), corpus.as_of, corpus.register)

    def _loading(self, ref: Ref) -> Callable[[], Content]:
        whole = ref.content

        def load() -> Content:
            if ref.id not in self.at_hand:
                self.count += 1
                self.at_hand[ref.id] = replace(whole)
            self.at_hand.move_to_end(ref.id)
            if len(self.at_hand) > AT_HAND:
                self.at_hand.popitem(last=False)
            return self.at_hand.get(ref.id) or whole

        return load


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    folder = tmp_path_factory.mktemp("work") / "desk"
    make_desk(folder, BRIEFINGS)
    return link(read_folder(folder))


def test_a_briefing_is_fetched_a_few_times_for_all_the_pages_that_show_it(
    corpus: Corpus, tmp_path: Path
) -> None:
    fetched = Fetched(corpus)
    site = site_of(fetched.corpus, PLAIN)
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        jobs = all_work(site, state).jobs
    planner = Planner(site)
    for job in jobs:
        planner.plan(job.uri, job.unit).write()
    in_turn, fetched.count = fetched.count, 0
    for job in sorted(jobs):
        planner.plan(job.uri, job.unit).write()
    assert in_turn < fetched.count / 2


def test_each_briefing_of_a_long_story_is_fetched_once_to_compare_it() -> None:
    days = [date(2021, 1, 1) + timedelta(days=number) for number in range(4 * AT_HAND)]
    corpus = linked(
        {
            str(day): briefing(
                date=str(day),
                thread="strike",
                actors={"union": {"name": "Union"}},
                demands={"pay": {"by": "union", "text": "More pay."}},
                risks={"ruin": {"event": "The port fails", "likelihood": "likely"}},
            )
            for day in days
        }
    )
    fetched = Fetched(corpus)
    thread = fetched.corpus.threads["strike"]
    assert len(thread.changes) == len(days) - 1
    assert not any(thread.changes.values())
    assert fetched.count <= len(days)
    fetched.count, (risk,) = 0, fetched.corpus.risks
    assert movement(risk) == ()
    assert steps(risk, days[-1], PLAIN.wording())
    assert fetched.count < AT_HAND


def test_everything_is_written_once(corpus: Corpus, tmp_path: Path) -> None:
    site = site_of(corpus, PLAIN)
    with closing(State(tmp_path / "state.sqlite", "1")) as state:
        jobs = all_work(site, state).jobs
    assert len({job.uri for job in jobs}) == len(jobs)
    assert {job.unit for job in jobs} >= set(units(corpus)) - {"list:search"}


def test_a_dossier_in_another_order_is_another_whoever_brought_it_about() -> None:
    def figure(measure: str, by: str) -> Keys:
        return {"measure": measure, "value": "200", "claimed_by": by}

    def planned_with(*figures: Keys) -> tuple[object, str]:
        ships, boats = [figure("Ships", "town")], [figure("Boats", "town")]
        corpus = linked(
            {
                "oldest": briefing(
                    date="2021-02-01", thread="port", actors=ACTORS, figures=figures
                ),
                "between": briefing(date="2021-02-15", actors=ACTORS, figures=boats),
                "newest": briefing(date="2021-03-01", thread="port", actors=ACTORS, figures=ships),
            }
        )
        (page,) = plans_of(site_of(corpus, PLAIN), "actor:town")
        return page.shape(), page.write().markdown

    # Who tells of ships first decides where they stand, be it another.
    one, other = planned_with(figure("Ships", "crew")), planned_with()
    assert [text.index("Ships") < text.index("Boats") for _, text in (one, other)] == [True, False]
    assert one[0] != other[0]


ACTORS: Keys = {"town": {"name": "Aldmoor"}, "crew": {"name": "The crew"}}
