"""Find who says what: subjects of verbs, speakers of quotations, and whose account something is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from generator.authoring.drafting.cast import Cast, Found
from generator.authoring.drafting.mentions import Mention
from generator.authoring.drafting.passages import Passages, Quotation, Span

_BOUNDARY = re.compile(r"[;:]|, (?:but|and|while|after|as) |[\"“”] ")
_SENTENCE_END = re.compile(r"[.!?](?:\s|$)")
_MOST_VERBS = 5
"""Verbs of a sentence whose subjects are looked for, at most."""
_FAR = 90
"""Characters at most between a verb and its subject."""


@dataclass(frozen=True, slots=True)
class Account:
    """A sentence that the text gives as somebody's account."""

    start: int
    end: int
    """`start` and `end` are those of the sentence."""
    speaker: Found
    words: Span
    """The words that say whose account it is."""


class Speaking:
    """Who says what in a text."""

    def __init__(self, passages: Passages, cast: Cast) -> None:
        self._passages = passages
        self._cast = cast
        self._subjects: dict[Span, Mention | None] = {}
        language = passages.language
        self._saying = re.compile(rf"(?<![\w'-]){language.saying}(?![\w'-])")
        self._according = re.compile(rf"\b(?:{language.according})\s", re.IGNORECASE)

    def subject(self, index: int, verb: Span) -> Found | None:
        """The subject of a verb; `index` is the number of its sentence, from 0."""
        return self._who(self._subject(index, verb))

    def object(self, index: int, verb: Span) -> Found | None:
        """Whom a verb is directed at, as in “urged *Karst* to halt”."""
        plain = self._passages.plain
        for mention in self._cast.by_sentence[index]:
            if verb[1] <= mention.intro[0] <= verb[1] + 30:
                between = plain[verb[1] : mention.intro[0]].lower().split()
                if all(word in self._before_object for word in between):
                    return self._cast.who(mention)
        return None

    @cached_property
    def _before_object(self) -> frozenset[str]:
        language = self._passages.language
        return language.before_object | frozenset(language.weekdays)

    def _who(self, mention: Mention | None) -> Found | None:
        return self._cast.who(mention) if mention else None

    def _subject(self, index: int, verb: Span) -> Mention | None:
        if verb not in self._subjects:
            self._subjects[verb] = self._looked_for(index, verb)
        return self._subjects[verb]

    def _looked_for(self, index: int, verb: Span) -> Mention | None:
        plain, mentions = self._passages.plain, self._cast.by_sentence[index]
        sentence = self._passages.sentences[index]
        before = plain[max(verb[0] - 3, sentence.start) : verb[0]].strip()
        if not before or before[-1] in "\"'”»":
            # Inverted: “…,” said the minister.
            for mention in mentions:
                if 0 <= mention.intro[0] - verb[1] < 45 and not mention.is_owner:
                    return mention
        quoted = self._passages.quotation_at(verb[0])
        start = quoted.start if quoted else sentence.start
        ahead = [m for m in mentions if start <= m.start and m.end <= verb[0]]
        if not quoted:
            ahead = [m for m in ahead if not self._passages.quotation_at(m.start)]
        if plain[max(verb[0] - 4, 0) : verb[0]].lower() == "who ":
            return ahead[-1] if ahead else None
        cut = start
        first = plain[start : start + 12].split(" ")[0].lower()
        if first in self._passages.language.subordinate:
            cut = max(plain.find(", ", start, verb[0]), start)
        latest = max((m.start for m in ahead), default=-1)
        for match in _BOUNDARY.finditer(plain, start, verb[0]):
            if latest >= match.end() - 2:
                cut = match.end() - 2
        near = [m for m in ahead if m.start >= cut]
        free = [m for m in near if not m.is_owner and not m.is_of]
        if free:
            return free[0]
        fallback = [m for m in ahead if not m.is_of] or near
        return fallback[-1] if fallback else None

    @cached_property
    def accounts(self) -> list[Account]:
        """Every “according to”, and every sentence with a verb of saying and its subject."""
        return [*self.attributed, *self._said()]

    @cached_property
    def attributed(self) -> list[Account]:
        """Every “according to”."""
        found = []
        for index, sentence in enumerate(self._passages.sentences):
            for match in self._according.finditer(
                self._passages.plain, sentence.start, sentence.end
            ):
                mention = next(
                    (
                        m
                        for m in self._cast.by_sentence[index]
                        if m.end > match.end() and m.intro[0] - match.end() < _FAR
                    ),
                    None,
                )
                if speaker := self._who(mention):
                    words = (match.start(), mention.intro[1] if mention else match.end())
                    found.append(Account(sentence.start, sentence.end, speaker, words))
        return found

    def _said(self) -> Iterator[Account]:
        for index, sentence in enumerate(self._passages.sentences):
            for verb in islice(self._verbs(sentence.start, sentence.end), _MOST_VERBS):
                if speaker := self.subject(index, verb):
                    yield Account(sentence.start, sentence.end, speaker, verb)
                    break

    def _verbs(self, start: int, end: int) -> Iterator[Span]:
        """Verbs of saying outside quotations."""
        held = self._all_verbs
        for at in range(bisect_left(held, (start, 0)), len(held)):
            if held[at][1] > end:
                break
            yield held[at]

    @cached_property
    def _all_verbs(self) -> list[Span]:
        found = (match.span() for match in self._saying.finditer(self._passages.plain))
        return [span for span in found if not self._passages.quotation_at(span[0])]

    def teller(self, at: int) -> Found | None:
        """Whose account the sentence around an offset is; None for the reporter's own."""
        return next((a.speaker for a in self._by_sentence.get(self._start(at), ())), None)

    @cached_property
    def _by_sentence(self) -> dict[int, list[Account]]:
        held: dict[int, list[Account]] = {}
        for account in self.accounts:
            held.setdefault(account.start, []).append(account)
        return held

    def _start(self, at: int) -> int:
        sentence = self._passages.sentence_at(at)
        return sentence.start if sentence else -1

    @cached_property
    def speakers(self) -> list[tuple[Quotation, Found | None]]:
        """Every quotation with its speaker; None if the text does not say."""
        found: list[tuple[Quotation, Found | None]] = []
        for number, quoted in enumerate(self._passages.quotations):
            speaker = self._behind(number, quoted) or self._before(quoted)
            last, last_speaker = found[-1] if found else (None, None)
            speaker = speaker or self._attributed_to(quoted)
            if not speaker and last and (last.paragraph == quoted.paragraph or last.is_open):
                speaker = last_speaker
            found.append((quoted, speaker or self.teller(quoted.start)))
        # “…” “…,” she said: a speaker named after a quotation also said those just before it.
        for at in range(len(found) - 2, -1, -1):
            quoted, speaker = found[at]
            following, after = found[at + 1]
            if not speaker and (following.paragraph == quoted.paragraph or quoted.is_open):
                found[at] = (quoted, after)
        return found

    def _attributed_to(self, quoted: Quotation) -> Found | None:
        """Whose account the sentence around a quotation is, by an “according to”."""
        sentence = self._passages.sentence_at(quoted.start)
        return self._attributed_in.get(sentence.start) if sentence else None

    @cached_property
    def _attributed_in(self) -> dict[int, Found]:
        return {account.start: account.speaker for account in reversed(self.attributed)}

    def speaker_of(self, quoted: Quotation) -> Found | None:
        """The speaker of a quotation."""
        return self._speaker_by_start.get(quoted.start)

    @cached_property
    def _speaker_by_start(self) -> dict[int, Found | None]:
        return {quoted.start: speaker for quoted, speaker in self.speakers}

    def _behind(self, number: int, quoted: Quotation) -> Found | None:
        """The speaker named right after a quotation: “…,” said X, or “…,” X said."""
        plain = self._passages.plain
        following = self._passages.quotations[number + 1 : number + 2]
        stop = min(following[0].start if following else len(plain), quoted.end + 200)
        rest = plain[quoted.end + 1 : stop]
        is_ended = plain[quoted.end - 1 : quoted.end] == "." or rest[:1] in ".;"
        if is_ended or not rest.strip():
            return None
        end = _SENTENCE_END.search(rest)
        stop = quoted.end + 1 + (end.start() if end else len(rest))
        ends_in = plain[quoted.end - 1 : quoted.end]
        if ends_in not in ",?!-–—" and rest[:1] != ",":
            return None  # it is a part of the sentence, whose subject is before it
        for verb in self._verbs(quoted.end, stop):
            index = self._index(verb[0])
            if index < 0:
                return None
            between = plain[quoted.end + 1 : verb[0]]
            inner = [
                m
                for m in self._cast.by_sentence[index]
                if quoted.end <= m.start and m.end <= verb[0] and not m.is_owner
            ]
            if inner and len(between) < _FAR:
                named = [m for m in inner if not m.is_of] or inner
                return self._cast.who(named[0])
            return self.subject(index, verb)
        return None

    def _before(self, quoted: Quotation) -> Found | None:
        """The speaker named before a quotation, in its sentence."""
        sentence = self._passages.sentence_at(quoted.start - 1)
        if not sentence:
            return None
        verbs = list(self._verbs(sentence.start, quoted.start))
        for verb in reversed(verbs[-_MOST_VERBS:]):
            if speaker := self.subject(self._index(verb[0]), verb):
                return speaker
        return None

    def _index(self, at: int) -> int:
        """The number of the sentence around an offset; -1 for none."""
        return self._passages.sentence_number(at)
