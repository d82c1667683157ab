"""Rules about the words of judgement."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics.finding import Finding
from generator.diagnostics.nearest import did_you_mean
from generator.model.briefing import Briefing, Risk
from generator.model.scales import LIKELIHOOD_WORDS, SCALES, Scale, ScaleName, as_word
from generator.reading.folder import ReadBriefing
from generator.reading.walk import text_at, walk


def words_of_another_scale(read: ReadBriefing) -> Iterator[Finding]:
    """A likelihood is a word of the scale that its briefing has chosen."""
    chosen = text_at(read.document.root, "scale") or ScaleName.ICD203
    if chosen not in SCALES:
        return
    scale = SCALES[ScaleName(chosen)]
    for path, model, node in walk(read.document, Briefing):
        if model is not Risk:
            continue
        word = as_word(text_at(node, "likelihood") or "")
        if word in LIKELIHOOD_WORDS and word not in scale.words:
            yield Finding(
                "unknown-word",
                f"“{word}” is not a word of the scale {scale.name}",
                read.document.place((*path, "likelihood")),
                help=_advice(word, scale),
            )


def _advice(word: str, scale: Scale) -> str:
    """What to write for a word of another scale."""
    other = next(name for name, each in SCALES.items() if word in each.words)
    if near := did_you_mean(word, scale.words):
        return f"{near} Or say `scale: {other}`, which has it"
    return f"choose from {', '.join(scale.words)}; or say `scale: {other}`, which has it"
