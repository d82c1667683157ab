"""The words of a briefing as the HTML of a feed entry, each linked to its place on the page.

Only elements without classes or styles are used, which feed readers let through. Everything that
was typed goes through `escape`: prose is shown without its marks, so that nothing in it can become
an element or a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from generator.linking.sightings import (
    Ref,
    Sighting,
    assess,
    demands_in,
    events_in,
    figures_in,
    risks_in,
)
from generator.model.briefing import Correction, Demand, Event, Figure, Response, Risk
from generator.rendering.escape import escape, plain
from generator.rendering.pages.site import View, briefing_uri
from generator.rendering.sentences import Movement, plain_words

_SEP = " · "


def link_to(view: View, ref: Ref, anchor: str = "") -> str:
    """The address of a briefing's page, or of a place on it; the view notes the briefing.

    It is relative to the view's page if the site's address is unknown.
    """
    link = view.to_briefing(ref, anchor)
    whole = view.site.edition.permalink(briefing_uri(ref.id))
    if not whole:
        return link
    return f"{whole}#{anchor}" if anchor else whole


def full_text(view: View, ref: Ref) -> str:
    """The bottom line, corrections, demands, risks, events, figures and gaps of a briefing."""
    briefing, say = ref.briefing, view.site.words.gettext
    events = sorted(events_in(ref), key=lambda event: event.gist.date.sort_key)
    return "".join(
        (
            f"<p>{_own(view, ref, briefing.summary)}</p>\n",
            *(_correction(view, ref, each) for each in briefing.corrections),
            _part(say("Who wants what from whom"), (_demand(view, d) for d in demands_in(ref))),
            _part(say("Risks"), (_risk(view, risk) for risk in risks_in(ref))),
            _part(say("Timeline"), (_event(view, event) for event in events)),
            _part(say("Figures"), (_figure(view, figure) for figure in figures_in(ref))),
            # The page has no anchors for them.
            _part(say("Gaps"), (_own(view, ref, gap.text) for gap in briefing.gaps)),
        )
    )


def moved(view: View, ref: Ref, movements: Iterable[Movement]) -> str:
    """What a briefing changes, each with the demand, the risk or the figure that it is about."""
    return _heading(view, ref) + _items(
        f"{_place(view, each.now, plain_words(each.subject))}: {escape(' '.join(each.sentences))}"
        for each in movements
    )


def corrected(view: View, ref: Ref, correction: Correction) -> str:
    """What was wrong in a briefing, and when it was corrected."""
    return _heading(view, ref) + _correction(view, ref, correction)


def _heading(view: View, ref: Ref) -> str:
    return f'<p><a href="{escape(link_to(view, ref))}">{_own(view, ref, ref.title)}</a></p>\n'


def _correction(view: View, ref: Ref, correction: Correction) -> str:
    words = view.site.words
    when = words.gettext("Corrected on {date}:", date=words.date(correction.date))
    return f"<p><strong>{escape(when)}</strong> {_own(view, ref, correction.text)}</p>\n"


def _part(title: str, items: Iterable[str]) -> str:
    there = _items(items)
    return there and f"<h3>{escape(title)}</h3>\n{there}"


def _items(items: Iterable[str]) -> str:
    there = "".join(f"<li>{item}</li>\n" for item in items)
    return there and f"<ul>\n{there}</ul>\n"


def _demand(view: View, sighting: Sighting[Demand]) -> str:
    demand, words = sighting.entry, view.site.words
    parties = _names(view, demand.by)
    if demand.of:
        parties = f"{parties} → {_names(view, demand.of)}"
    facts = [words.word(demand.status)]
    if demand.red_line:
        facts.append(words.gettext("red line"))
    if demand.deadline:
        facts.append(words.gettext("deadline {date}", date=words.date(demand.deadline)))
    answers = _items(_answer(view, sighting.ref, each) for each in demand.responses)
    place = _place(view, sighting, demand.text)
    return f"{escape(parties)}: {place}{_SEP}{escape(_SEP.join(facts))}{answers}"


def _answer(view: View, ref: Ref, response: Response) -> str:
    words = view.site.words
    facts = [_names(view, [response.by]), words.word(response.answer)]
    if response.date:
        facts.append(words.date(response.date))
    text = f": {_own(view, ref, response.text)}" if response.text else ""
    return f"{escape(_SEP.join(facts))}{text}"


def _risk(view: View, sighting: Sighting[Risk]) -> str:
    """A risk and its judgement; the confidence is in a sentence of its own."""
    risk, words, ref = sighting.entry, view.site.words, sighting.ref
    told = [
        _SEP.join((_place(view, sighting, risk.event), *map(escape, _judgement(view, sighting))))
    ]
    if risk.given:
        told.append(f"{_SEP}{escape(words.gettext('Given that'))} {_own(view, ref, risk.given)}")
    if risk.confidence:
        sentence = words.gettext(
            "Confidence in this judgement is {confidence}.", confidence=words.word(risk.confidence)
        )
        told.append(f"<br>{escape(sentence)}")
    if end := risk.resolution:
        day = [words.date(end.date)] if end.date else []
        told.append(f"<br>{escape(_SEP.join([words.word(end.outcome), *day]))}")
        told.append(f": {_own(view, ref, end.text)}" if end.text else "")
    return "".join(told)


def _judgement(view: View, sighting: Sighting[Risk]) -> Iterator[str]:
    """The likelihood with its band, the horizon, the impact, and the level of risk."""
    risk, words, found = sighting.entry, view.site.words, assess(sighting)
    if risk.likelihood and found.likelihood:
        yield f"{words.word(risk.likelihood)} ({found.likelihood.band}\u00a0%)"
    elif not risk.resolution:
        yield words.gettext("no likelihood given")
    if risk.horizon and (risk.likelihood or not risk.resolution):
        yield words.gettext("by {date}", date=words.date(risk.horizon))
    if risk.impact:
        yield words.gettext("impact {level}", level=words.word(risk.impact))
    if found.level:
        yield words.gettext("{level} risk", level=words.word(found.level))


def _event(view: View, sighting: Sighting[Event]) -> str:
    event, words = sighting.entry, view.site.words
    told = f"{escape(words.date(event.date))}: {_place(view, sighting, event.text)}"
    if not event.claimed_by:
        return told
    by = words.gettext("according to {actor}", actor=_names(view, [event.claimed_by]))
    return f"{told} ({escape(by)})"


def _figure(view: View, sighting: Sighting[Figure]) -> str:
    figure, words = sighting.entry, view.site.words
    facts = [" ".join(filter(None, [words.quantity(figure.value), figure.unit]))]
    if figure.claimed_by:
        by = _names(view, [figure.claimed_by])
        facts.append(words.gettext("claimed by {actor}", actor=by))
    if figure.as_of:
        facts.append(words.gettext("as of {date}", date=words.date(figure.as_of)))
    return f"{_place(view, sighting, figure.measure)}: {escape(_SEP.join(facts))}"


def _names(view: View, ids: Iterable[str]) -> str:
    """What actors are called; the id if nothing says who it is."""
    return ", ".join(view.actors[id_].name if id_ in view.actors else id_ for id_ in ids)


def _place(view: View, sighting: Sighting[Any], text: str) -> str:
    """Words as a link to their place on a briefing's page."""
    link = link_to(view, sighting.ref, sighting.anchor)
    return f'<a href="{escape(link)}">{_own(view, sighting.ref, text)}</a>'


def _own(view: View, ref: Ref, text: str) -> str:
    """Words of a briefing, which may be in a language of its own."""
    own = view.lang(ref)
    words = escape(plain(text))
    return f"<span{own}>{words}</span>" if own else words
