"""The page about all closed lists of words, and about the scales."""

from __future__ import annotations

from generator.model import vocabulary
from generator.model.scales import RISK_LEVELS, SCALES, Likelihood, Scale, ScaleName
from generator.model.vocabulary import Level, Word
from generator.rendering.page import Page
from generator.rendering.reference.tables import code, reference_page, section, table

LISTS: tuple[type[Word], ...] = (
    *(
        each
        for each in vars(vocabulary).values()
        if isinstance(each, type) and issubclass(each, Word) and each is not Word
    ),
    ScaleName,
)
"""Every closed list of words, in the order of the code."""


def vocabularies_page() -> Page:
    """The words of every closed list with their meaning, and the bands of each scale."""
    opening = (
        "The words that a field takes, each with its meaning. A misspelt word is an error, and "
        "the message names the nearest. [The format](format.md) says which key takes which list."
    )
    parts = [
        *(section(each.__name__, each.__doc__ or "", _words(each)) for each in LISTS),
        *(_scale(scale) for scale in SCALES.values()),
        _risk_levels(),
    ]
    return reference_page("vocabularies", "Words and scales", opening, "\n".join(parts))


def _words(words: type[Word]) -> str:
    return table(("word", "meaning"), ((code(word), word.meaning) for word in words))


def _scale(scale: Scale) -> str:
    head = ("word", "per cent", "STIX", "row of the level of risk")
    said = f"Words of `likelihood`, lowest first, of {scale.name.meaning}."
    return section(f"Likelihood: {scale.name}", said, table(head, map(_step, scale.steps)))


def _step(step: Likelihood) -> tuple[str, ...]:
    return " or ".join(map(code, step.words)), step.band, str(step.stix), step.level


def _risk_levels() -> str:
    """The table of risk levels from NIST SP 800-30."""
    said = (
        "The row follows from the likelihood, the column from `impact`. Source: NIST SP 800-30 "
        "rev. 1, table I-2."
    )
    rows = ((f"**{row}**", *levels) for row, levels in RISK_LEVELS.items())
    return section("Level of risk", said, table(("likelihood", *Level), rows))
