"""Everything that the rules find in a text: candidates, each with the words that it rests on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from generator.authoring.drafting.cast import Cast, Found
from generator.authoring.drafting.days import Dated, Days
from generator.authoring.drafting.english import ENGLISH
from generator.authoring.drafting.numbers import Counted, Numbers
from generator.authoring.drafting.passages import Passages, Quotation, Sentence
from generator.authoring.drafting.speaking import Account, Speaking
from generator.model.briefing import Register


@dataclass(frozen=True, slots=True)
class Stance:
    """Somebody demands, threatens, warns or refuses."""

    kind: str
    """`demand`, `threat`, `warning` or `refusal`."""
    sentence: Sentence
    start: int
    end: int
    """`start` and `end` are those of the words that say so."""
    by: Found | None
    """None if the text does not say it."""
    of: Found | None
    deadline: str = ""
    is_red_line: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """A date, with the sentence that it is in."""

    sentence: Sentence
    dated: Dated
    actors: tuple[Found, ...]
    told_by: Found | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number, and whose account it is."""

    sentence: Sentence
    counted: Counted
    told_by: Found | None


@dataclass(frozen=True, slots=True)
class Candidates:
    """Everything found in a text; each kind in the order of the text."""

    passages: Passages
    actors: tuple[Found, ...]
    quotations: tuple[tuple[Quotation, Found | None], ...]
    attributed: tuple[Account, ...]
    stances: tuple[Stance, ...]
    happenings: tuple[Happening, ...]
    figures: tuple[Figure, ...]


def candidates(text: str, day: date, register: Register | None = None) -> Candidates:
    """Look for everything in a text written on a day, in time linear in the text's length."""
    language = ENGLISH
    passages = Passages(text, language)
    cast = Cast(passages, register)
    speaking = Speaking(passages, cast)
    days, numbers = Days(language, day), Numbers(language)
    happenings: list[Happening] = []
    figures: list[Figure] = []
    stances: list[Stance] = []
    rules = {kind: _stance_rule(pattern) for kind, pattern in language.stances.items()}
    for index, sentence in enumerate(passages.sentences):
        if sentence.is_title:
            continue
        dates = list(days.dates(passages, sentence))
        named = (cast.who(mention) for mention in cast.by_sentence[index])
        actors = tuple(dict.fromkeys(found for found in named if found))
        teller = speaking.teller(sentence.start)
        happenings += (Happening(sentence, dated, actors, teller) for dated in dates)
        taken = [(dated.start, dated.end) for dated in dates]
        for counted in numbers.numbers(passages, sentence, taken):
            figures.append(Figure(sentence, counted, teller))
        for kind, rule in rules.items():
            if stance := _stance(kind, rule, index, sentence, passages, speaking):
                stances.append(_with_deadline(stance, dates, passages.plain))
    return Candidates(
        passages,
        tuple(cast.actors),
        tuple(speaking.speakers),
        tuple(speaking.attributed),
        tuple(stances),
        tuple(happenings),
        tuple(figures),
    )


def _stance_rule(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{pattern})(?![\w-])", re.IGNORECASE)


def _stance(
    kind: str,
    rule: re.Pattern[str],
    index: int,
    sentence: Sentence,
    passages: Passages,
    speaking: Speaking,
) -> Stance | None:
    """The stance that a sentence takes, by its first words that express one."""
    plain = passages.plain
    for match in rule.finditer(plain, sentence.start, sentence.end):
        before = plain[max(match.start() - 12, sentence.start) : match.start()].lower().split()
        is_red_line = match.group().lower() == "red line"
        if before and before[-1] in passages.language.a_noun_after and not is_red_line:
            continue
        quoted = passages.quotation_at(match.start())
        by = speaking.speaker_of(quoted) if quoted and not is_red_line else None
        by = by or speaking.subject(index, match.span()) or speaking.teller(sentence.start)
        if is_red_line:
            by = speaking.teller(sentence.start) or by
        of = speaking.object(index, match.span())
        return Stance(
            kind, sentence, *match.span(), by, of if of is not by else None, "", is_red_line
        )
    return None


def _with_deadline(stance: Stance, dates: list[Dated], plain: str) -> Stance:
    """The stance with its deadline, if it is a demand and the sentence names one after it."""
    end = plain.find(", and ", stance.end, stance.sentence.end)  # a new subject begins there
    last = end if end >= 0 else stance.sentence.end
    by_when = [d.date for d in dates if d.is_deadline and stance.end < d.start < last]
    if stance.kind != "demand" or not by_when:
        return stance
    return replace(stance, deadline=by_when[0])
