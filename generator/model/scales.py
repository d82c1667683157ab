"""Words of likelihood with their bands, and the level of risk that follows from them.

Sources: Intelligence Community Directive 203 (2015), D.6.e(2)(a), for ``icd203``; the
Professional Head of Intelligence Assessment's probability yardstick (2025) for ``phia``;
NIST SP 800-30 rev. 1, table I-2, for the level of risk; STIX 2.1, appendix A, for the
confidence numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import WithJsonSchema
from pydantic_core import PydanticCustomError

from generator.model.shapes import NOTHING, Shape, any_text, in_any_case, spaced, words
from generator.model.text import scalar
from generator.model.vocabulary import Level, Word


class ScaleName(Word):
    """Which words of likelihood a briefing uses."""

    ICD203 = "icd203", "Intelligence Community Directive 203 (United States, 2015)"
    PHIA = "phia", "the probability yardstick of the PHIA (United Kingdom, 2025)"


@dataclass(frozen=True, slots=True)
class Likelihood:
    """One step of a scale: its words, and the band of probability that they stand for."""

    words: tuple[str, ...]
    """Either may be used; the first is the usual one."""
    low: int
    """Lower end of the band, per cent."""
    high: int
    """Upper end of the band, per cent."""
    band: str
    """The band as it is printed, with the marks that its source gives it, without the sign."""
    stix: int
    """STIX 2.1 confidence, 0 to 100."""
    level: Level
    """The row of the table of risk levels that the band falls into."""

    @property
    def middle(self) -> float:
        """The middle of the band, per cent: comparable across scales."""
        return (self.low + self.high) / 2


@dataclass(frozen=True, slots=True)
class Scale:
    """A likelihood scale, lowest step first."""

    name: ScaleName
    steps: tuple[Likelihood, ...]

    def step(self, word: str) -> Likelihood:
        """Find the step of a word. Raises `KeyError` for a word that is not of this scale."""
        for step in self.steps:
            if word in step.words:
                return step
        raise KeyError(word)

    @property
    def words(self) -> tuple[str, ...]:
        """Every word of the scale, lowest first."""
        return tuple(word for step in self.steps for word in step.words)


_VL, _L, _M, _H, _VH = Level

ICD203 = Scale(
    ScaleName.ICD203,
    (
        Likelihood(("almost no chance", "remote"), 1, 5, "1–5", 5, _VL),
        Likelihood(("very unlikely", "highly improbable"), 5, 20, "5–20", 15, _L),
        Likelihood(("unlikely", "improbable"), 20, 45, "20–45", 30, _M),
        Likelihood(("roughly even chance", "roughly even odds"), 45, 55, "45–55", 50, _M),
        Likelihood(("likely", "probable"), 55, 80, "55–80", 70, _M),
        Likelihood(("very likely", "highly probable"), 80, 95, "80–95", 85, _H),
        Likelihood(("almost certain", "nearly certain"), 95, 99, "95–99", 95, _VH),
    ),
)

PHIA = Scale(
    ScaleName.PHIA,
    (
        Likelihood(("remote chance",), 0, 5, ">0–≈5", 5, _VL),
        Likelihood(("highly unlikely",), 10, 20, "≈10–≈20", 15, _L),
        Likelihood(("unlikely",), 25, 35, "≈25–≈35", 30, _M),
        Likelihood(("realistic possibility",), 40, 50, "≈40–<50", 50, _M),
        Likelihood(("likely", "probable"), 55, 75, "≈55–≈75", 70, _M),
        Likelihood(("highly likely",), 80, 90, "≈80–≈90", 85, _H),
        Likelihood(("almost certain",), 95, 100, "≈95–<100", 95, _VH),
    ),
)

SCALES = {scale.name: scale for scale in (ICD203, PHIA)}

LIKELIHOOD_WORDS = tuple(dict.fromkeys((*ICD203.words, *PHIA.words)))
"""Every word of every scale, once."""

RISK_LEVELS = {
    _VH: (_VL, _L, _M, _H, _VH),
    _H: (_VL, _L, _M, _H, _VH),
    _M: (_VL, _L, _M, _M, _H),
    _L: (_VL, _L, _L, _L, _M),
    _VL: (_VL, _VL, _VL, _L, _L),
}
"""NIST SP 800-30 rev. 1, table I-2: likelihood → one level for each impact, lowest first."""


def scale_of(typed: str) -> Scale:
    """The scale of a name as typed; for an unknown name, the default."""
    return SCALES[ScaleName(typed) if typed in SCALES else ScaleName.ICD203]


def risk_level(likelihood: Likelihood, impact: Level) -> Level:
    """Combine a likelihood with an impact into the level of risk."""
    return RISK_LEVELS[likelihood.level][list(Level).index(impact)]


def as_word(text: str) -> str:
    """A word of likelihood as the scales spell it, whatever its capitals and spaces."""
    return " ".join(text.lower().split())


def _word(text: str) -> str:
    word = as_word(text)
    if word not in LIKELIHOOD_WORDS:
        raise PydanticCustomError(
            "unknown-word",
            "“{text}” is not a word of likelihood",
            {"text": text, "words": list(LIKELIHOOD_WORDS)},
        )
    return word


LikelihoodWord = Annotated[
    str, scalar(_word), WithJsonSchema(any_text("Likelihood", "A word of the chosen scale."))
]
"""A word of any scale; whether it belongs to the briefing's own is checked later."""


def likelihood_shape(scale: Scale) -> Shape:
    """How a likelihood looks in a briefing of a scale: its words with their bands."""
    bands = {word: step.band for step in scale.steps for word in step.words}
    variants = "|".join(map(in_any_case, scale.words))
    return {
        "title": f"LikelihoodOn{scale.name.capitalize()}",
        "anyOf": [
            words((word, f"{band} % on the scale {scale.name}") for word, band in bands.items()),
            {"type": "string", "pattern": f"^{spaced(variants)}$", "description": ""},
            NOTHING,
        ],
    }
