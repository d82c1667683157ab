"""What always holds of linking, whatever small threads say."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.linking.changes import Change, ChangeKind
from generator.linking.comparing import movement
from generator.linking.forecasts import SCORED, Verdict
from generator.linking.lines import Line
from generator.linking.sightings import Ref
from generator.linking.standing import answers, is_due_for_review
from generator.model.briefing import Demand, Risk
from generator.model.scales import SCALES
from generator.model.vocabulary import Answer, Confidence, DemandStatus, Level, Outcome
from tests.linking.worked_out import state
from tests.writing import Keys, briefing, linked

FIRST = date(2021, 3, 1)
KEYS = ("a", "b")
ACTORS = ("port", "union", "crew")

days = st.integers(0, 12).map(lambda number: FIRST + timedelta(days=number))
dates = st.one_of(
    days.map(date.isoformat),
    st.sampled_from(["2021-03", "2021", "2021~", "2021-03-04/..", "../2021-03-04"]),
)
actors = st.sampled_from(ACTORS)


def words(kind: type[Any]) -> st.SearchStrategy[str]:
    return st.sampled_from([str(word) for word in kind])


def entry(
    required: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(required, optional=optional)


texts = st.sampled_from(["One.", "Two."])
responses = entry({"by": actors, "answer": words(Answer)}, date=dates)
demands = entry(
    {"by": actors, "text": texts},
    of=actors,
    status=words(DemandStatus),
    deadline=dates,
    responses=st.lists(responses, max_size=2),
)
resolutions = entry({"outcome": words(Outcome)}, date=dates)
figures = entry(
    {"measure": texts, "value": st.sampled_from(["1", "2~", "3/5", "../7"])},
    claimed_by=actors,
    as_of=dates,
)


def risks(scale: str) -> st.SearchStrategy[dict[str, Any]]:
    steps = next(each for name, each in SCALES.items() if name == scale)
    judged = {"horizon": dates, "likelihood": st.sampled_from(steps.words[2:8])}
    # Left to itself, Hypothesis leaves out one of the two, and there is nothing to be scored.
    return st.one_of(risk({}, **judged), risk(judged))


def risk(
    required: dict[str, st.SearchStrategy[Any]], **optional: st.SearchStrategy[Any]
) -> st.SearchStrategy[dict[str, Any]]:
    return entry(
        {"event": texts, **required},
        **optional,
        given=texts,
        confidence=words(Confidence),
        impact=words(Level),
        indicators=st.lists(entry({"text": texts}, seen=dates), max_size=2),
        affects=actors,
        resolution=resolutions,
    )


@st.composite
def briefings(draw: st.DrawFn) -> dict[str, Any]:
    scale = draw(st.sampled_from([str(name) for name in SCALES]))
    crew = draw(entry({}, speaks_for=actors, part_of=actors))
    thread = draw(st.sampled_from([{"thread": "strike"}] * 5 + [{"thread": "budget"}, {}]))
    said = draw(
        entry(
            {
                "date": days.map(date.isoformat),
                "demands": st.dictionaries(st.sampled_from(KEYS), demands, max_size=2),
                "risks": st.dictionaries(st.sampled_from(KEYS), risks(scale), max_size=2),
            },
            author=st.sampled_from(["Mia", "Zoe"]),
            figures=st.lists(figures, max_size=3),
        )
    )
    known = {"port": {"name": "Port"}, "union": {"name": "Union"}, "crew": {"name": "Crew"} | crew}
    return briefing(scale=scale, actors=known, **thread, **said)


# As often of six briefings as of none: left to itself, Hypothesis writes short lists.
stories = (
    st.integers(0, 6)
    .flatmap(lambda size: st.lists(briefings(), min_size=size, max_size=size))
    .map(lambda told: {f"b{number}": keys for number, keys in enumerate(told)})
)


@settings(max_examples=40)
@given(stories)
def test_replaying_the_changes_of_a_thread_gives_how_things_stand(told: dict[str, Keys]) -> None:
    for thread in linked(told).threads.values():
        states = {(type(e), k): _said(e) for k, e in _entries(thread.refs[0])}
        for ref, changes in thread.changes.items():
            known = set(states)
            for key, item in _entries(ref):
                states.setdefault((type(item), key), _said(item))
            for change in changes:
                named = (type(change.now.entry), change.now.key)
                if named in known and change.kind in (ChangeKind.STATUS, ChangeKind.LIKELIHOOD):
                    assert _is_old(change, states[named])
                    states[named] = change.new
        for line in thread.demands:
            assert states[Demand, line.key] == line.latest.entry.status
        for risk in thread.risks:
            assert _step(risk, states[Risk, risk.key]) == _step(risk, _last_word(risk))


def _is_asked(risk: Line[Risk], as_of: date) -> bool:
    """Whether a review of a risk is due, or will be when its horizon has passed."""
    horizon = risk.standing.gist.horizon
    return is_due_for_review(risk, as_of) or horizon is None or horizon.last >= as_of


def _entries(ref: Ref) -> list[tuple[str, Demand | Risk]]:
    return [*ref.briefing.demands.items(), *ref.briefing.risks.items()]


def _said(entry: Demand | Risk) -> str:
    return entry.status if isinstance(entry, Demand) else entry.likelihood or ""


def _is_old(change: Change, word: str) -> bool:
    """Whether a change starts from a word, or from another word of its step."""
    if change.old == word or change.before is None:
        return change.old == word
    scale = change.before.ref.scale
    return scale.step(word) is scale.step(change.old)


def _last_word(line: Line[Risk]) -> str:
    return next((s.entry.likelihood for s in line.sightings[::-1] if s.entry.likelihood), "")


def _step(line: Line[Risk], word: str) -> set[object]:
    """The steps that a word may be, on the scales of those who judged."""
    scales = {s.ref.scale for s in line.sightings if s.entry.likelihood}
    return {scale.step(word) for scale in scales if word in scale.words}


@settings(max_examples=40)
@given(stories, st.randoms())
def test_the_order_of_files_changes_nothing(told: dict[str, Keys], chance: Any) -> None:
    names = list(told)
    chance.shuffle(names)
    assert state(linked({name: told[name] for name in names})) == state(linked(told))


@settings(max_examples=40)
@given(stories, days)
def test_as_of_a_day_is_as_if_nothing_later_had_been_written(
    told: dict[str, Keys], day: date
) -> None:
    sooner = {name: keys for name, keys in told.items() if keys["date"] <= day.isoformat()}
    assert state(linked(told, as_of=day)) == state(linked(sooner, as_of=day))


@settings(max_examples=40)
@given(stories)
def test_changes_of_earlier_briefings_stay_as_they_are_when_a_later_one_comes(
    told: dict[str, Keys],
) -> None:
    order = sorted(told, key=lambda name: (told[name]["date"], name))
    before = linked({name: told[name] for name in order[:-1]})
    after = linked(told)
    for id_, thread in before.threads.items():
        now = {ref.id: repr(found) for ref, found in after.threads[id_].changes.items()}
        assert {ref.id: repr(found) for ref, found in thread.changes.items()}.items() <= now.items()


@settings(max_examples=60)
@given(stories, days)
def test_whatever_fields_are_missing_everything_can_be_asked(
    told: dict[str, Keys], day: date
) -> None:
    corpus = linked(told)
    for line in corpus.demands:
        alike = [Counter(each.gist.responses) for each in line.sightings]
        assert Counter(reply.gist for reply in answers(line)) == reduce(or_, alike)
    for risk in corpus.risks:
        movement(risk)
        is_due_for_review(risk, day)
    for forecast in corpus.calibration.forecasts:
        assert (forecast.resolved is None) == (forecast.verdict is Verdict.PENDING)
        if forecast.resolved:
            assert forecast.resolved.ref.sort_key > forecast.sighting.ref.sort_key
        assert 0 <= forecast.error <= 1
        is_passed = forecast.horizon.last < corpus.as_of
        if is_passed and forecast.verdict is Verdict.PENDING:
            assert _is_asked(forecast.line, corpus.as_of), (
                "scored, or somebody is asked, or will be"
            )
    scored = sum(forecast.verdict in SCORED for forecast in corpus.calibration.forecasts)
    assert scored == corpus.calibration.overall.judged
    assert scored == sum(score.judged for _, score in corpus.calibration.by_word)
    for actor in corpus.actors.values():
        for concerns in (actor.demands_made, actor.demands_received):
            lines = [id(concern.line) for concern in concerns]
            assert len(set(lines)) == len(lines)
            assert all(concern.through != actor.id for concern in concerns)
