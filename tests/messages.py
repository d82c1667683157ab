"""Catalogues: `python tests/messages.py` brings every catalogue up to what the pages say now.

New messages come in without words of their own, changed ones too; what is said no more goes. A
test shows which are missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

import generator
from generator.evidence.proof import State
from generator.linking.forecasts import Verdict
from generator.model import vocabulary
from generator.model.scales import LIKELIHOOD_WORDS
from generator.model.vocabulary import Word
from generator.rendering.wording import LIKELIHOOD, spaced

ROOT = Path(generator.__file__).parent
ROOMS = ("rendering", "exporting", "publishing")
"""Those that say something on a page."""
CATALOGUES = ROOT / "rendering" / "catalogues"
_KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "message": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
_METHODS = [("**.py", "python"), ("**.jinja", "jinja2.ext.babel_extract")]
_OPTIONS = {"**.jinja": {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}}
_HEAD = """\
msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_EXPLAINED = (State, vocabulary.Reliability, vocabulary.Credibility)
"""Those of which a page says what a word means."""
_CLAIMS = ("demand", "risk", "event", "figure", "actor")


def said() -> Catalog:
    """Everything that the pages say, as a catalogue without translations."""
    found = Catalog()
    for room in ROOMS:
        for _, _, message, _, context in extract_from_dir(
            str(ROOT / room), _METHODS, _OPTIONS, _KEYWORDS
        ):
            found.add(message, context=context)
    for context, word in words():
        found.add(word, context=context)
    return found


def words() -> Iterator[tuple[str, str]]:
    """The words of all vocabularies, and what they mean, with what tells them apart."""
    vocabularies: list[type[StrEnum]] = [*_word_lists(), Verdict, State]
    for vocabulary_ in vocabularies:
        for word in vocabulary_:
            if len(word) > 1:  # letters and digits of a code are no words
                yield vocabulary_.__name__, spaced(word)
            if isinstance(word, _EXPLAINED):
                yield vocabulary_.__name__, word.meaning
    yield from ((LIKELIHOOD, word) for word in LIKELIHOOD_WORDS)
    yield from (("claim", kind) for kind in _CLAIMS)


def _word_lists() -> Iterator[type[Word]]:
    for value in vars(vocabulary).values():
        if isinstance(value, type) and issubclass(value, Word) and value is not Word:
            yield value


def read(language: str) -> Catalog:
    """A catalogue as it is."""
    return read_po(BytesIO((CATALOGUES / f"{language}.po").read_bytes()), locale=language)


def renew(path: Path) -> None:
    """Bring a catalogue up to what the pages say."""
    catalogue = read_po(BytesIO(path.read_bytes()), locale=path.stem)
    catalogue.update(said(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    target = BytesIO()
    write_po(target, catalogue, width=100, no_location=True, sort_output=True, omit_header=True)
    path.write_bytes(
        _HEAD.format(language=path.stem, plural=catalogue.plural_forms).encode() + target.getvalue()
    )


if __name__ == "__main__":
    for each in sorted(CATALOGUES.glob("*.po")):
        renew(each)
