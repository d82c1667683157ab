"""Rules of tradecraft: what makes a judgement one that can be trusted, and later scored.

All are warnings. They follow the analytic standards of Intelligence Community Directive 203
(2015): a likelihood in words of one scale, kept apart from the confidence in the judgement,
with its basis told; and the Admiralty code (NATO AJP-2.1) for what counts as confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from generator.diagnostics.finding import Finding
from generator.evidence.archive import Archive
from generator.evidence.proof import State
from generator.evidence.proofs import text_names
from generator.model.briefing import Briefing, Evidence, Risk
from generator.model.origins import origins
from generator.model.references import Path
from generator.model.scales import LIKELIHOOD_WORDS, SCALES, ScaleName
from generator.model.vocabulary import Confidence, Credibility
from generator.reading.folder import ReadBriefing
from generator.reading.inside import inside

_HEDGE = re.compile(
    # Power, not possibility: “the might of”, “military might”.
    r"(?P<noun>(?:\b(?:the|its|their|his|her|our|all|military|naval|economic|by|of)|['’]s)\s+might\b"
    r"|\bmight(?=\s+(?:of|and|or|is|was|in|on|at|to|against|over|has|had|will)\b|\s*(?:[^\w\s]|$)))"
    r"|\b(?:may|might|could)\b"
)
"""Lower case only: May is a month."""
_CONFIDENCE = re.compile(
    r"\b(?:low|moderate|medium|high)[\s-]confidence\b(?!-)"
    r"|(?<!consumer )(?<!business )(?<!investor )(?<!market )(?<!public )"
    r"\bconfidence\s(?:in\s[\w\s]{1,60}\s)?is\s(?:only\s|very\s)?(?:low|moderate|medium|high)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?:[^.!?]|[.!?](?!\s))+[.!?]?")
_SAID_BY_OTHERS = re.compile(
    r"„[^„“”]*[“”]|“[^“”]*(?:”|(?=“))|\"[^\"]*\"|«[^«»]*»|(?<!\w)»(?=\S)[^«»]*«"
    # An apostrophe ends nothing: a letter follows it.
    r"|(?<!\w)‘(?!\d)[^‘]*?’(?!\w)|\u201a[^\u201a‘]*?[‘’](?!\w)"
)
"""What stands in quotation marks: English, German, French and Swiss ones. Each stops where the next
one opens, or a text full of them would be gone through again and again."""
_EVERYDAY = ("remote", "probable", "improbable", "likely", "unlikely")
"""Words of a scale that prose also uses in their everyday meaning."""


def check_judgement(read: ReadBriefing, archive: Archive) -> Iterator[Finding]:
    """Every rule of tradecraft, over a briefing that is otherwise sound."""
    briefing = read.briefing
    if briefing is None:
        return
    for key, risk in briefing.risks.items():
        yield from _risk(read, key, risk)
        if risk.confidence is Confidence.HIGH:
            yield from _confidence(read, briefing, key, archive)
    yield from _confirmed(read, briefing)
    for path, text in _prose(briefing):
        yield from _wording(read, path, text, briefing.scale)


def _risk(read: ReadBriefing, key: str, risk: Risk) -> Iterator[Finding]:
    document, path = read.document, ("risks", key)
    if risk.likelihood and not risk.horizon:
        yield Finding(
            "no-horizon",
            f"the risk “{key}” has a likelihood but no horizon",
            document.place((*path, "likelihood")),
            help="add `horizon: …` to say by when",
        )
    if risk.likelihood and not risk.basis and not risk.evidence:
        yield Finding(
            "no-basis",
            f"the judgement of “{key}” has no basis or evidence",
            document.place((*path, "likelihood")),
            help="say why in `basis`, or add `evidence`",
        )
    hedges = _HEDGE.finditer(_own_words(risk.event))
    if hedge := next((found for found in hedges if not found["noun"]), None):
        yield Finding(
            "hedged-event",
            f"the event says “{hedge.group()}”, which repeats what the likelihood already says",
            inside(document.place((*path, "event")), risk.event, *hedge.span()),
            help="state the event as a plain fact: “the port closes”",
        )


def _confidence(
    read: ReadBriefing, briefing: Briefing, key: str, archive: Archive
) -> Iterator[Finding]:
    names = text_names(read)
    evidence = briefing.risks[key].evidence
    keys = briefing.sources_of(evidence)
    states = {
        archive.look_up(names.get(source), item.quote).state if item.quote else State.CITED
        for source, item in zip(keys, evidence, strict=True)
    }
    if not keys:
        why = "on no evidence"
    elif len(origins(briefing.sources, keys)) < 2:
        why = "on a single origin"
    elif states == {State.UNCHECKED}:
        why = "on unchecked quotes alone"
    else:
        return
    yield Finding(
        "overconfident",
        f"high confidence rests {why}",
        read.document.place(("risks", key, "confidence")),
        help="lower the confidence, or add independent evidence",
    )


def _confirmed(read: ReadBriefing, briefing: Briefing) -> Iterator[Finding]:
    """An item that other sources confirm has more than one origin."""
    claims: list[tuple[Path, Credibility | None, tuple[Evidence, ...]]] = [
        *((("demands", k), d.credibility, d.evidence) for k, d in briefing.demands.items()),
        *((("events", i), e.credibility, e.evidence) for i, e in enumerate(briefing.events)),
        *((("figures", i), f.credibility, f.evidence) for i, f in enumerate(briefing.figures)),
    ]
    for path, credibility, evidence in claims:
        if credibility is not Credibility.CONFIRMED:
            continue
        found = origins(briefing.sources, briefing.sources_of(evidence))
        if len(found) < 2:
            yield Finding(
                "confirmed-by-one-origin",
                "credibility 1 means confirmed by other sources, but there is "
                f"{'only one origin' if found else 'no evidence'}",
                read.document.place((*path, "credibility")),
                help="write 2, or add evidence from another origin",
            )


def _prose(briefing: Briefing) -> Iterator[tuple[Path, str]]:
    """The prose in which a desk judges, rather than reports."""
    yield ("summary",), briefing.summary
    for key, risk in briefing.risks.items():
        for field in ("given", "basis", "note"):
            if text := getattr(risk, field):
                yield ("risks", key, field), text
    for index, assumption in enumerate(briefing.assumptions):
        yield ("assumptions", index, "text"), assumption.text
    for index, alternative in enumerate(briefing.alternatives):
        yield ("alternatives", index, "text"), alternative.text


def _wording(read: ReadBriefing, path: Path, text: str, scale: ScaleName) -> Iterator[Finding]:
    own = _own_words(text)
    for match in _foreign(scale).finditer(own):
        yield Finding(
            "foreign-likelihood",
            f"“{' '.join(match.group().split())}” is not a word of the scale {scale}",
            inside(read.document.place(path), text, *match.span()),
            help=f"use one of {', '.join(SCALES[scale].words)}",
        )
    # Most texts do not speak of confidence at all: only one that does is cut into sentences.
    for sentence in _SENTENCE.finditer(own) if "confidence" in own.lower() else ():
        confidence = _CONFIDENCE.search(own, *sentence.span())
        if confidence and _likely(scale).search(own, *sentence.span()):
            yield Finding(
                "mixed-judgement",
                "one sentence states both a likelihood and a confidence",
                inside(read.document.place(path), text, *confidence.span()),
                help="write two sentences: how likely it is, and how sure the judgement is",
            )


def _own_words(text: str) -> str:
    """A text with its quotations blanked out: others may use any words they like."""
    return _SAID_BY_OTHERS.sub(lambda quoted: " " * len(quoted.group()), text)


@cache
def _likely(scale: ScaleName) -> re.Pattern[str]:
    """The words of a scale."""
    return _any_of(SCALES[scale].words)


@cache
def _foreign(scale: ScaleName) -> re.Pattern[str]:
    """Words of likelihood that a scale does not have, except those with an everyday meaning."""
    known = (*SCALES[scale].words, *_EVERYDAY)
    return _any_of(word for word in LIKELIHOOD_WORDS if word not in known)


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    phrases = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)
