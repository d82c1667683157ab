"""The text of a new briefing: a form to fill in, with each key explained in a few words.

The form itself is `templates/briefing.yml.jinja`. Its optional parts are commented out with `#` at
one indentation, so that an editor's uncomment command turns each into a part of the briefing.
"""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import jinja2

from generator.authoring.scalar import as_yaml, one_line
from generator.authoring.story import Known, Story
from generator.model import vocabulary
from generator.model.briefing import Actor, Demand, Identity, Register, Risk
from generator.model.scales import SCALES, ScaleName
from generator.model.vocabulary import Word
from generator.reading.paths import REGISTER_NAME

_WIDTH = 106
"""Characters of a comment's line at most."""
_MOST = 12
"""Demands, risks and figures of a story that are written out at most: the latest. Other demands and
risks are only named."""
_MOST_ACTORS = 20
_MOST_NAMED = 40
_MOST_THREADS = 8


@dataclass(frozen=True, slots=True)
class Start:
    """Everything that a new briefing starts from."""

    title: str
    date: datetime.date
    story: Story | None = None
    """None for a briefing that belongs to no thread yet."""
    threads: tuple[str, ...] = ()
    """The threads of the desk, the latest first."""
    register: Register | None = None


@dataclass(frozen=True, slots=True)
class _Part:
    """An actor's line."""

    id: str
    keys: str
    """Keys that probably apply again, as YAML: `{side: Moscow}`."""
    name: str
    """Empty if the id says it already."""


def form(start: Start, modeline: str) -> str:
    """The text of a new briefing's file; `modeline` tells editors where the schema is."""
    story = start.story or Story("")
    parts = list(_parts(story, start.register))
    return _template().render(
        modeline=modeline,
        title=start.title,
        date=start.date.isoformat(),
        threads=start.threads[:_MOST_THREADS],
        story=story,
        phia=story.scale is ScaleName.PHIA,
        likelihoods=_likelihoods(story.scale),
        ratings=[f"{one_line(k.key)} {k.entry.reliability}" for k in story.sources[:_MOST]],
        actors=parts[:_MOST_ACTORS],
        other_actors=_other_actors(parts, start.register),
        demands=story.demands[:_MOST],
        other_demands=_other_demands(story),
        risks=story.risks[:_MOST],
        overdue=[known.key for known in story.risks if _is_overdue(known.entry, start.date)],
        other_risks=_other_risks(story),
        figures=story.figures[:_MOST],
    )


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("generator.authoring"),
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update(yaml=as_yaml, line=one_line, ids=_ids, comment=_comment)
    environment.globals.update(words=vocabulary, one_of=_one_of, scale_of=_scale_of)
    return environment.get_template("briefing.yml.jinja")


def _comment(text: str, lead: str = "") -> str:
    """Wrap a text into lines of explanation; `lead` goes before each."""
    lead += "## "
    return textwrap.fill(
        text,
        _WIDTH,
        initial_indent=lead,
        subsequent_indent=lead,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _ids(ids: tuple[str, ...]) -> str:
    return ids[0] if len(ids) == 1 else f"[{', '.join(ids)}]"


def _one_of(words: type[Word]) -> str:
    *most, last = (word.value for word in words)
    return f"{', '.join(most)} or {last}"


def _scale_of(words: type[Word]) -> str:
    return ", ".join(f"{word.value} {word.meaning}" for word in words)


def _likelihoods(name: ScaleName) -> str:
    steps = ", ".join(f"{step.words[0]} {step.band} %" for step in SCALES[name].steps)
    return f"Likelihood, in words of {name}: {steps}."


def _is_overdue(risk: Risk, day: datetime.date) -> bool:
    """Whether the horizon of a risk is over."""
    return risk.horizon is not None and risk.horizon.last < day


def _parts(story: Story, register: Register | None) -> Iterator[_Part]:
    identities: dict[str, Identity] = dict(register.root) if register else {}
    for known in story.actors:
        actor: Actor = known.entry
        keys = {"side": actor.side, "speaks_for": actor.speaks_for}
        said = ", ".join(f"{key}: {as_yaml(v, flow=True)}" for key, v in keys.items() if v)
        name = one_line(identities.get(known.key, actor).name or actor.name or "")
        is_said = name.casefold().replace(" ", "-") == known.key
        yield _Part(known.key, f"{{{said}}}", "" if is_said else name)


def _other_actors(parts: list[_Part], register: Register | None) -> str:
    shown = {part.id for part in parts[:_MOST_ACTORS]}
    others = dict.fromkeys([part.id for part in parts] + list(register.root if register else ()))
    ids = [id_ for id_ in others if id_ not in shown]
    if len(ids) <= _MOST_NAMED:
        return ", ".join(ids)
    return f"{', '.join(ids[:_MOST_NAMED])} and {len(ids) - _MOST_NAMED:,} more in {REGISTER_NAME}"


def _other_demands(story: Story) -> str:
    rest: list[Known[Demand]] = [*story.demands[_MOST:], *story.settled_demands]
    return _named(((known.key, known.entry.status) for known in rest), story.later_demands)


def _other_risks(story: Story) -> str:
    rest: list[Known[Risk]] = [*story.risks[_MOST:], *story.settled_risks]
    return _named(((known.key, _standing(known.entry)) for known in rest), story.later_risks)


def _standing(risk: Risk) -> str:
    return str(risk.resolution.outcome if risk.resolution else risk.likelihood or "not judged")


def _named(standing: Iterable[tuple[str, Any]], later: Iterable[str]) -> str:
    named = [f"{key} ({where})" for key, where in standing]
    return ", ".join([*named, *(f"{key} (in a later briefing)" for key in later)])
