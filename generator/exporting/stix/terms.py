"""The words and numbers that STIX 2.1 has, and what our extension adds."""

from __future__ import annotations

from typing import Any

from generator.model.vocabulary import ActorKind, Confidence, Credibility

Object = dict[str, Any]
"""A STIX object, or a part of one."""

STANDING = "1970-01-01T00:00:00.000Z"
"""When something without a date of its own was created: an actor is the same in every bundle, so
this may not depend on which briefings there are. `modified` has the day of the briefing."""

TLP_CLEAR = "marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9"
"""The standard's marking for what everybody may read (section 7.2.1.4). It has the name that TLP 1
gives it, white; TLP 2 calls it clear."""

MARKING: Object = {
    "type": "marking-definition",
    "spec_version": "2.1",
    "id": TLP_CLEAR,
    "created": "2017-01-20T00:00:00.000Z",
    "definition_type": "tlp",
    "name": "TLP:WHITE",
    "definition": {"tlp": "white"},
}

EXTENSION = "extension-definition--d5372f7e-868c-4691-b0ab-c34cf0794963"
FACTS = {
    "subject": "What the object is of: briefing, actor, demand, answer or risk.",
    "key": "The desk's id of it; of a demand or a risk the same in all briefings of a thread.",
    "thread": "Id of the running story.",
    "kind": "What an actor is, or what a demand asks for.",
    "aliases": "Other names of an actor.",
    "by_refs": "The identities that demand or answer.",
    "of_refs": "The identities that something is demanded of.",
    "status": "Where a demand stands on the day of the briefing.",
    "red_line": "Whether a demand is called a line that must not be crossed.",
    "deadline": "By when a demand is to be met (EDTF, ISO 8601-2).",
    "answer": "The kind of answer.",
    "date": "When the answer was given, or when it was settled what became of a risk (EDTF).",
    "scale": "Which words of likelihood are used: icd203 or phia.",
    "likelihood": "How likely the event is, in a word of that scale.",
    "likelihood_value": "The word's number on the scale of appendix A, 0 to 100.",
    "likelihood_low": "The lower end of the word's band, in per cent.",
    "likelihood_high": "The upper end of the word's band, in per cent.",
    "impact": "How much would follow, very-low to very-high (NIST SP 800-30).",
    "level": "Likelihood and impact combined (NIST SP 800-30, table I-2).",
    "horizon": "By when the event would happen (EDTF).",
    "affects_refs": "The identities that would bear it.",
    "outcome": "What became of the risk: occurred, did-not-occur or unclear.",
}
"""The properties of our extension, and what each says."""

_MAKER = "identity--8b350ebb-fa27-4d4d-8c1a-3591e5bdec8b"
_DEFINED = {
    "spec_version": "2.1",
    "created_by_ref": _MAKER,
    "created": "2026-11-25T00:00:00.000Z",
    "modified": "2026-11-25T00:00:00.000Z",
    "object_marking_refs": [TLP_CLEAR],
}
DEFINITION: tuple[Object, ...] = (
    {
        "type": "identity",
        "id": _MAKER,
        **_DEFINED,
        "name": "briefing-generator",
        "identity_class": "system",
    },
    {
        "type": "extension-definition",
        "id": EXTENSION,
        **_DEFINED,
        "name": "Briefing facts",
        "description": "What a briefing says of its actors, demands, answers and risks.",
        "schema": "\n".join(f"{name}: {meaning}" for name, meaning in FACTS.items()),
        "version": "1.0.0",
        "extension_types": ["property-extension"],
    },
)
"""The same in every desk's bundles, so that a tool learns it once."""

CLASSES = {
    ActorKind.PERSON: "individual",
    ActorKind.GOVERNMENT: "organization",
    ActorKind.ORGANIZATION: "organization",
    ActorKind.GROUP: "group",
    ActorKind.COMPANY: "organization",
    ActorKind.COUNTRY: "organization",
    ActorKind.OTHER: "unknown",
}
"""The identity class for each kind of actor (section 10.7). A country acts as a body; as a piece of
land it would be a `location`, which nobody can demand anything of."""

CONFIDENCE = {Confidence.LOW: 15, Confidence.MODERATE: 50, Confidence.HIGH: 85}
CREDIBILITY = {
    Credibility.CONFIRMED: 90,
    Credibility.PROBABLE: 70,
    Credibility.POSSIBLE: 50,
    Credibility.DOUBTFUL: 30,
    Credibility.IMPROBABLE: 10,
}
"""From STIX 2.1, appendix A. What cannot be judged has no number."""
