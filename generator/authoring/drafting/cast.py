"""The cast of a text: works out which of its mentions are of the same actor."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from generator.authoring.drafting.mentions import Form, Mention
from generator.authoring.drafting.passages import Passages, Sentence
from generator.authoring.drafting.spotting import mentions_in
from generator.authoring.drafting.words import Lexicon, Stretch, stretch
from generator.authoring.naming import words_of
from generator.model.briefing import Register
from generator.model.text import ID_MAX
from generator.model.vocabulary import ActorKind

_MOST = 50
"""How many names that share a word are tried, since one may be short for another."""


@dataclass(eq=False, slots=True)
class Found:
    """Somebody whom a text mentions."""

    id: str
    name: str
    form: Form
    kind: ActorKind | None = None
    """None if the words do not say it."""
    office: str = ""
    is_known: bool = False
    """Whether it is in the register."""
    mentions: list[Mention] = field(default_factory=list)

    @property
    def shown(self) -> Mention:
        """The mention that introduces it: the first with an office, or else the first of all."""
        return next((m for m in self.mentions if m.office), self.mentions[0])


class Cast:
    """Everybody whom a text mentions, each once."""

    def __init__(self, passages: Passages, register: Register | None = None) -> None:
        self.passages = passages
        self._lexicon = Lexicon(passages.language)
        self._ids: set[str] = set(register.root) if register else set()
        self._known = dict(_names(register)) if register else {}
        self._of: dict[tuple[int, int], Found] = {}
        """By the start and the end of a mention."""
        self.by_sentence = self._mentions()
        self.everybody = self._gathered()

    @cached_property
    def actors(self) -> list[Found]:
        """Those who take part, in the order of their first mention."""
        return [each for each in self.everybody if self._takes_part(each)]

    @cached_property
    def _acting(self) -> set[int]:
        return {id(each) for each in self.actors}

    def who(self, mention: Mention) -> Found | None:
        """Whom a mention refers to; for a pronoun or a title, most likely."""
        if mention.form in (Form.PRONOUN, Form.TITLE):
            return self._meant(mention)
        found = self._of.get((mention.start, mention.end))
        return found if found and id(found) in self._acting else None

    def _mentions(self) -> list[list[Mention]]:
        sentences = self.passages.sentences
        named = frozenset(self._inner_capitals(sentences))
        return [mentions_in(self._words(sentence), named) for sentence in sentences]

    def _words(self, sentence: Sentence) -> Stretch:
        return stretch(self.passages, self._lexicon, sentence.start, sentence.end)

    def _inner_capitals(self, sentences: Iterable[Sentence]) -> Iterable[str]:
        """Capitalized words inside the sentences of the body."""
        for sentence in sentences:
            if not sentence.is_title:
                inner = self._words(sentence).tokens[1:]
                yield from (token.text for token in inner if token.is_capital)

    def _gathered(self) -> list[Found]:
        every = [mention for mentions in self.by_sentence for mention in mentions]
        by_key: dict[str, Found] = {}
        starts: dict[str, list[Found]] = {}
        # The longest first, so that a short name finds the one that it is short for.
        named = [m for m in every if m.form not in (Form.PRONOUN, Form.TITLE)]
        rank = {Form.PERSON: 0, Form.BODY: 1, Form.NAME: 1}
        order = sorted(named, key=lambda m: (rank.get(m.form, 2), -len(m.name.split()), m.start))
        for mention in order:
            key = _key(mention.name)
            found = self._register(key) or by_key.get(key) or self._longer(mention, key, starts)
            if found is None:
                found = Found(self._new_id(mention), mention.name, mention.form)
            id_ = f" {found.id}"
            by_key.setdefault(id_, found)
            by_key[key] = by_key[id_]
            found = by_key[id_]
            found.mentions.append(mention)
            found.kind = found.kind or mention.kind
            found.office = found.office or mention.office
            if mention.form in (Form.PERSON, Form.BODY, Form.NAME):
                words = key.split()
                for end in {words[0], words[-1]} if words else ():
                    if found not in (held := starts.setdefault(end, []))[-_MOST:]:
                        held.append(found)
            self._of[mention.start, mention.end] = found
        everybody = {id(found): found for found in self._of.values()}.values()
        for each in everybody:
            each.mentions.sort(key=lambda mention: mention.start)
        return sorted(everybody, key=lambda each: each.mentions[0].start)

    def _register(self, key: str) -> Found | None:
        if id_ := self._known.get(key):
            return Found(id_, key, Form.NAME, is_known=True)
        return None

    def _longer(
        self, mention: Mention, key: str, starts: Mapping[str, list[Found]]
    ) -> Found | None:
        """Whom a short name stands for: it is a surname, or a part of a body's name."""
        words = key.split()
        if not words or mention.form not in (Form.PERSON, Form.NAME, Form.BODY):
            return None
        is_short = mention.form is not Form.PERSON
        for found in starts.get(words[-1], [])[:_MOST]:
            whole = _key(found.name).split()
            is_surname = len(words) == 1 and found.form is Form.PERSON and whole[-1] == words[0]
            if is_surname or (mention.form is not Form.PERSON and whole[: len(words)] == words):
                return found
        if mention.form is Form.BODY and mention.name.islower():
            for found in starts.get(words[-1], [])[:_MOST]:
                if _key(found.name).split()[-len(words) :] == words:
                    return found
        for found in starts.get(words[0], [])[:_MOST] if is_short else ():
            if _key(found.name).split()[: len(words)] == words and found.form is not Form.PERSON:
                return found
        return None

    def _new_id(self, mention: Mention) -> str:
        name = mention.name
        words = words_of(name.split()[-1] if mention.form is Form.PERSON and name else name)
        if words in self._ids:
            words = words_of(name)
        id_ = words[:ID_MAX].strip("-") or "actor"
        short, number = id_[: ID_MAX - 8].rstrip("-"), 2
        while id_ in self._ids:
            id_, number = f"{short}-{number}", number + 1
        self._ids.add(id_)
        return id_

    def _takes_part(self, found: Found) -> bool:
        """Whether somebody acts in the text: is not just a place, nor only in the title."""
        told = [m for m in found.mentions if not self._is_in_title(m)]
        if not told:
            return found.is_known and not all(m.is_placed for m in found.mentions)
        if found.form is not Form.NAME and not found.is_known:
            return True
        return any(not m.is_placed for m in told)

    def _is_in_title(self, mention: Mention) -> bool:
        sentence = self.passages.sentence_at(mention.start)
        return sentence is not None and sentence.is_title

    # Whom pronouns and titles stand for

    @cached_property
    def _order(self) -> list[tuple[int, Found]]:
        named = ((m.start, each) for each in self.actors for m in each.mentions)
        return sorted(named, key=lambda pair: pair[0])

    @cached_property
    def _places(self) -> list[int]:
        return [start for start, _ in self._order]

    def _meant(self, mention: Mention) -> Found | None:
        """The nearest fit among the 40 mentions before a pronoun or a title."""
        at = bisect_right(self._places, mention.start)
        before = self._order[max(at - 40, 0) : at]
        fits = [found for start, found in before if self._fits(mention, found, start)]
        if mention.form is Form.TITLE and not fits:
            # A title may come before the name that it belongs to.
            ahead = self._order[at : at + 40]
            fits = [found for start, found in ahead if self._fits(mention, found, start)][:1]
        return fits[-1] if fits else None

    def _fits(self, mention: Mention, found: Found, start: int) -> bool:
        if mention.form is Form.PRONOUN:
            wanted = self.passages.language.persons[mention.name]
            if wanted == "person":
                is_person = found.kind is ActorKind.PERSON or found.form is Form.ROLE
                return is_person and self.passages.quotation_at(start) is None
            if wanted == "body":
                return found.form in (Form.BODY, Form.NAME) and found.kind is not ActorKind.PERSON
            return found.form is Form.GROUP
        noun = mention.name.split()[-1].lower() if mention.name else ""
        told = f"{found.office} {found.name}" if found.form is not Form.GROUP else ""
        words = told.lower().split()
        if noun in words:
            return True
        title = mention.name.split()
        return len(title) > 2 and title[0].lower() in words


def _key(name: str) -> str:
    """The form in which names are compared."""
    return " ".join(name.casefold().removeprefix("the ").replace("’", "'").split())


def _names(register: Register) -> Iterable[tuple[str, str]]:
    """All names of the register, each with its id; surnames too, unless two people share one."""
    surnames: Counter[str] = Counter()
    for identity in register.root.values():
        if identity.kind is ActorKind.PERSON and identity.name:
            surnames[_key(identity.name).split()[-1]] += 1
    for id_, identity in register.root.items():
        names: Sequence[str] = (*((identity.name,) if identity.name else ()), *identity.aliases)
        for name in names:
            yield _key(name), id_
        if identity.kind is ActorKind.PERSON and identity.name:
            surname = _key(identity.name).split()[-1]
            if surnames[surname] == 1:
                yield surname, id_
