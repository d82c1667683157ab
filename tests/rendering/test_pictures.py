"""Pictures as data: everything has its place, and nothing leaves the picture."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.linking.forecasts import ENOUGH, Score
from generator.linking.sightings import demands_in, risks_in
from generator.model.scales import ICD203, RISK_LEVELS
from generator.model.vocabulary import Level
from generator.rendering.pictures.asks import asks
from generator.rendering.pictures.axis import number_axis, time_axis
from generator.rendering.pictures.matrix import matrix
from generator.rendering.pictures.ranges import ranges
from generator.rendering.pictures.reliability import reliability
from generator.rendering.pictures.steps import steps
from generator.rendering.pictures.timeline import MARK, timeline
from generator.rendering.pictures.words import SIZE, broken, text_in, width_of
from generator.rendering.wording import Wording
from tests.writing import briefing, linked

WORDS = Wording()


def judged(**risks: dict[str, Any]) -> Any:
    corpus = linked({"a": briefing(risks=risks)})
    return matrix(risks_in(corpus.refs[0]), WORDS)


@pytest.mark.parametrize("step", ICD203.steps, ids=lambda step: step.words[0])
@pytest.mark.parametrize("impact", list(Level))
def test_a_risk_stands_in_the_cell_of_its_level(step: Any, impact: Level) -> None:
    picture = judged(fire={"event": "It burns", "likelihood": step.words[0], "impact": impact})
    (mark,) = picture.marks
    (cell,) = (
        cell
        for cell in picture.cells
        if 0 < mark.x - cell.x < picture.cell_width and 0 < mark.y - cell.y < picture.cell_height
    )
    assert cell.level is RISK_LEVELS[step.level][list(Level).index(impact)]


def test_risks_without_likelihood_or_impact_have_no_place() -> None:
    assert judged(fire={"event": "It burns", "impact": "low"}) is None


def test_a_cell_with_no_room_says_how_many_it_hides() -> None:
    same = {"event": "It burns", "likelihood": "likely", "impact": "low"}
    picture = judged(**{f"fire-{number}": same for number in range(7)})
    assert (len(picture.marks), picture.hidden) == (4, 3)
    assert len({(mark.x, mark.y) for mark in picture.marks}) == 4


def thread(*words: str | None) -> Any:
    told = {
        f"b{number}": briefing(
            thread="t",
            date=f"2021-03-{number + 1:02}",
            risks={"fire": {"event": "It burns"} | ({"likelihood": word} if word else {})},
        )
        for number, word in enumerate(words)
    }
    (line,) = linked(told).risks
    return steps(line, line.newest.date, WORDS)


def test_one_judgement_makes_no_line() -> None:
    assert thread("likely", None) is None


def test_a_likelier_step_stands_higher_and_ends_where_the_next_begins() -> None:
    picture = thread("unlikely", "likely", "almost certain")
    first, second, third = picture.bands
    assert first.middle > second.middle > third.middle
    assert first.x + first.width == pytest.approx(second.x)
    assert picture.left <= first.x
    assert third.x + third.width <= picture.right + 6


FIGURES = st.lists(
    st.one_of(
        st.integers(-(10**17), 10**17).map(str),
        st.integers(0, 10**6).map(lambda n: f"{n}~"),
        st.integers(0, 10**6).map(lambda n: f"{n}/{n + 5}"),
        st.sampled_from(["../5", "7/..", "0", "0.000000001"]),
    ),
    min_size=2,
    max_size=8,
)


@given(FIGURES)
def test_every_number_has_its_place_on_the_axis(values: list[str]) -> None:
    told = [{"measure": "Ships", "value": value} for value in values]
    (measure,) = linked({"a": briefing(figures=told)}).figures
    picture = ranges(measure, str, WORDS)
    assert picture is not None
    assert len(picture.ranges) == len(values)
    for each in picture.ranges:
        assert 0 <= each.x1 <= each.x2 <= picture.width
    points = [r for r in picture.ranges if not (r.is_open_left or r.is_open_right)]
    low = {id(r): r.sighting.entry.value.low.number for r in points if r.sighting.entry.value.low}
    order = sorted(points, key=lambda r: low.get(id(r), Decimal(0)))
    assert [r.x1 for r in order] == sorted(r.x1 for r in order)


# Nine digits behind the point are the most that a number may have.
@given(st.lists(st.decimals(-(10**17), 10**17, places=9).map(float), min_size=1))
def test_an_axis_of_numbers_has_few_round_ticks_and_zero(numbers: list[float]) -> None:
    axis = number_axis(numbers, 0, 100)
    assert axis.low <= min([*numbers, 0]) <= max([*numbers, 0]) <= axis.high
    assert 2 <= len(axis.ticks(WORDS)) <= 8


@given(st.lists(st.dates(), min_size=1))
def test_an_axis_of_days_holds_them_all_and_has_few_ticks(days: list[date]) -> None:
    axis = time_axis(days, 0, 100)
    assert all(0 <= axis.place(day) <= 100 for day in days)
    assert len(axis.ticks(WORDS)) <= 9


@given(st.text(max_size=200), st.integers(20, 150), st.integers(1, 4))
def test_words_fit_their_box_or_end_in_an_ellipsis(text: str, width: int, most: int) -> None:
    lines = broken(text, width, most)
    assert 1 <= len(lines) <= most
    whole = "".join(text.split())
    shown = "".join("".join(lines).split())
    assert shown == whole or (shown.endswith("…") and whole.startswith(shown[:-1].rstrip("…")))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Purchases of gas worth three billions", ("Purchases of", "gas worth…")),
        ("Purchases of gas, worth, three", ("Purchases of", "gas, worth…")),
        ("Purchases of energyworthmore", ("Purchases of", "energyworthm…")),
    ],
)
def test_an_ellipsis_stands_behind_a_whole_word_where_there_is_one(
    text: str, shown: tuple[str, ...]
) -> None:
    assert broken(text, 13 * width_of("x"), 2) == shown


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Dock union", ("Dock union",)),
        ("Harbourmasters Association", ("Harbourmasters", "Association")),
        ("Hafenarbeiterschaft", ("Hafenarbeitersch", "aft")),
    ],
)
def test_a_word_too_wide_for_its_box_becomes_smaller_before_it_is_cut(
    name: str, lines: tuple[str, ...]
) -> None:
    text = text_in(name, 0, 82, 64)
    assert text.lines == lines
    assert text.is_small == (max(map(width_of, name.split())) > 82)
    assert all(width_of(line) * text.size / SIZE <= 82 for line in text.lines)


def test_who_asks_stands_left_and_who_is_asked_stands_right() -> None:
    demands = {
        "pay": {"by": "union", "of": "port", "text": "Pay."},
        "calm": {"by": "port", "of": ["union"], "text": "Calm."},
    }
    corpus = linked({"a": briefing(demands=demands)})
    sightings = demands_in(corpus.refs[0])
    picture = asks(sightings, lambda id_: corpus.actors[id_].name)
    assert picture is not None
    assert {box.actor for box in picture.left} == {box.actor for box in picture.right}
    assert {box.text.lines for box in picture.left} == {
        ("Port of", "Aldmoor"),
        ("Union of", "Dockers"),
    }
    assert len(picture.arrows) == 4
    boxes = (*picture.left, *picture.right)
    assert all(box.y + box.height <= picture.height for box in boxes)


def test_no_rate_is_drawn_from_too_few() -> None:
    step = ICD203.steps[4]
    few, enough = Score(ENOUGH - 1, 2, 1.0), Score(ENOUGH, 3, 1.0)
    assert reliability([(step, few)], WORDS) is None
    picture = reliability([(ICD203.steps[0], few), (step, enough)], WORDS)
    assert picture is not None
    assert picture.rows[0].rate is None
    drawn = picture.rows[1]
    assert drawn.rate is not None
    assert drawn.x1 < drawn.rate < drawn.x2, "three of five lies in the band of likely"


def on_axis(*dates: str) -> Any:
    told = [{"date": when, "text": f"Event {number}"} for number, when in enumerate(dates)]
    return timeline(linked({"a": briefing(events=told)}).events, WORDS)


def test_events_stand_in_their_order_and_those_of_one_day_above_each_other() -> None:
    picture = on_axis("2021-03-01", "2021-03-01", "2021-03-02", "2021-03-05")
    xs = [mark.x for mark in picture.marks]
    assert xs == sorted(xs)
    assert xs[0] == xs[1]
    assert picture.marks[0].y > picture.marks[1].y
    assert picture.breaks == ()
    assert xs[3] - xs[2] == pytest.approx(3 * (xs[2] - xs[1]))


def test_a_long_silence_is_cut_short_and_marked_and_named_no_closer_than_it_is_known() -> None:
    picture = on_axis("199X", "2021-03-01", "2021-03-03", "2021-03-05", "2021-03-09")
    (cut,) = picture.breaks
    assert picture.marks[0].x < cut < picture.marks[1].x
    assert picture.ticks[0].text == "the 1990s"
    assert picture.ticks[-1].text == "Mar 2021"


def test_one_day_makes_no_picture_of_time() -> None:
    assert on_axis("2021-03-01", "2021-03-01") is None


partial_dates = st.one_of(
    st.dates().map(date.isoformat),
    st.integers(1, 999).map(lambda decade: f"{decade:03}X"),
    st.integers(1, 9999).map(lambda year: f"../{year:04}"),
)


@given(st.lists(partial_dates, min_size=2, max_size=90))
def test_no_event_leaves_the_picture_and_no_two_marks_touch(dates: list[str]) -> None:
    picture = on_axis(*dates)
    if picture:
        assert all(mark.x - MARK >= 0 for mark in picture.marks)
        assert all(mark.x + MARK <= picture.width for mark in picture.marks)
        assert all(mark.y - MARK >= 0 for mark in picture.marks)
        for one, other in pairwise(sorted(picture.marks, key=lambda mark: (mark.y, mark.x))):
            assert one.y != other.y or other.x - one.x >= 2 * MARK
