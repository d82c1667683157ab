"""A briefing as a bundle of STIX 2.1 (OASIS Standard, 10 June 2021) for threat-intelligence tools.

| of a briefing | in the bundle |
|---|---|
| the briefing | a `report` that refers to all below, with its page and its sources |
| an actor, and the desk itself | an `identity` |
| a demand, an answer, a risk | a `note` on whom it concerns, with its evidence |
| who is part of whom, speaks for whom, demands of whom | a `relationship` |

An answer is not an `opinion`: that is what one producer thinks of whether another's object is
correct (section 4.15), and tools count it as that. Whoever rejects a demand does not doubt that it
was made. A risk judgement is a note as well: no object of the standard is a forecast.

`confidence` is on the scales of appendix A: for a risk, the desk's confidence in its judgement; for
a demand, the credibility of the report that it was made. A likelihood is neither. It is in words,
with its band, in the note's content, and as numbers in our property extension (section 7.3), as is
everything else that a program may ask for and the standard has no place for.

An actor's role in one story, events, figures, assumptions and gaps are left out: the briefing's own
JSON has them. Texts are as typed. Callers pass published briefings only.
"""

from generator.exporting.stix.bundle import bundle_of, stix
from generator.exporting.stix.objects import made_uuid
from generator.exporting.stix.terms import (
    CONFIDENCE,
    CREDIBILITY,
    EXTENSION,
    FACTS,
    STANDING,
    TLP_CLEAR,
    Object,
)

__all__ = [
    "CONFIDENCE",
    "CREDIBILITY",
    "EXTENSION",
    "FACTS",
    "STANDING",
    "TLP_CLEAR",
    "Object",
    "bundle_of",
    "made_uuid",
    "stix",
]
