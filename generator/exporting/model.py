"""A briefing as JSON that the model reads back, and the list of all briefings.

What was typed is under one key, in the shape of its published schema, so that one step loads it:
`Briefing.model_validate(json.load(file)["briefing"])`. What the site found (the briefing's id and
address, and what is known of each quote) is next to that key: the schema of what a writer types has
no room for it, nor for `$schema`, and a reader who wants the model wants nothing else in it.

The name of an archived text is kept (`sources.ID.text`): without it the model would not be the
same, and a quote can be proven with the seal that is committed under that name. The text itself is
never read here. Callers pass published briefings only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from generator.evidence.proof import State
from generator.linking.about import Claim
from generator.linking.claims import claims_of
from generator.linking.sightings import Ref
from generator.model.plain import as_json
from generator.model.references import Path
from generator.model.schema import BRIEFING_SCHEMA
from generator.model.shapes import Shape
from generator.model.text import ID_PATTERN
from generator.rendering.edition import Edition
from generator.rendering.pages.site import briefing_uri

PUBLISHED_SCHEMA = "published-1.json"
INDEX_SCHEMA = "index-1.json"
"""Names of the files with the schemas for these, next to that of a briefing."""


def briefing_json(ref: Ref, edition: Edition) -> bytes:
    """A published briefing, with what the site knows of it: the file `data/briefings/ID.json`."""
    content = ref.content  # held here, or each use might load it again
    made = {"$schema": f"../../schema/{PUBLISHED_SCHEMA}", "id": ref.id}
    if url := edition.permalink(briefing_uri(ref.id)):
        made["url"] = url
    proofs = [_found(path, claim) for path, claim in claims_at(ref).items()]
    return as_json({**made, "briefing": _plain(content.briefing), "proofs": proofs}) + b"\n"


def claims_at(ref: Ref) -> dict[Path, Claim]:
    """The evidence items of a briefing by the paths to them, in their order."""
    return dict(zip(ref.content.evidence_at, claims_of(ref), strict=True))


def _plain(value: Any) -> Any:
    """A part of the model as its writer could have typed it.

    Empty values are left out. Dates and numbers keep the characters that were typed: no other form
    says as much.
    """
    if isinstance(value, str):
        return str(value)  # not a subclass: `as_json` handles it at once
    if isinstance(value, bool):
        return value
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, BaseModel):
        given = ((field, getattr(value, field)) for field in type(value).model_fields)
        return {field: _plain(held) for field, held in given if held not in (None, (), {})}
    return str(value)


def _found(path: Path, claim: Claim) -> dict[str, str]:
    """What is known of an evidence item."""
    made = {"at": f"/{'/'.join(map(str, path))}", "source": claim.source_key}
    made["state"] = claim.state.value
    if address := claim.address:
        made["address"] = address
    return made


def index_head() -> bytes:
    """The start of `data/briefings.json`: the list of all briefings, or of those of a year."""
    return b'{"$schema":"../schema/%b","briefings":[\n' % INDEX_SCHEMA.encode()


def index_body(refs: Iterable[Ref], edition: Edition) -> bytes:
    """The items of some briefings, one on each line. Bodies are joined by `,` and a line end.

    They hold only what is known of a briefing without loading it.
    """
    return b",\n".join(as_json(_item(ref, edition)) for ref in refs)


def index_tail() -> bytes:
    """The end of the index."""
    return b"\n]}\n"


def _item(ref: Ref, edition: Edition) -> dict[str, Any]:
    outline = ref.outline
    made: dict[str, Any] = {"id": ref.id, "title": ref.title, "date": outline.date_text}
    if outline.thread:
        made["thread"] = outline.thread
    made["tags"] = list(outline.tags)
    if url := edition.permalink(briefing_uri(ref.id)):
        made["url"] = url
    return {**made, "file": f"briefings/{ref.id}.json"}


def export_schemas() -> dict[str, str]:
    """The files with the schemas (draft 2020-12), by name, to go next to that of a briefing."""
    return {
        name: json.dumps({**_head(name), **schema}, indent=2, ensure_ascii=False) + "\n"
        for name, schema in ((PUBLISHED_SCHEMA, _published()), (INDEX_SCHEMA, _index()))
    }


def _head(name: str) -> Shape:
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": name}


def _published() -> Shape:
    pointer = "Where the evidence stands in the briefing (a JSON pointer, RFC 6901)."
    proof = _object(
        "What was found for one evidence item.",
        {
            "at": {"type": "string", "pattern": "^/", "description": pointer},
            "source": _id("Id of its source, also where the briefing leaves it out."),
            "state": {"oneOf": list(_states())},
            "address": _text("Where the words stand in the source's own page."),
        },
        optional=("address",),
    )
    return _object(
        "A published briefing, and what its site knows of it.",
        {
            "$schema": _text("This schema."),
            "id": _id("Id of the briefing."),
            "url": _text("The address of its page; left out by a site that does not know its own."),
            "briefing": {"$ref": BRIEFING_SCHEMA, "description": "All that its writer typed."},
            "proofs": {
                "type": "array",
                "items": proof,
                "description": "One for each evidence item, in the order of the briefing.",
            },
        },
        optional=("url",),
    )


def _index() -> Shape:
    item = _object(
        "One briefing.",
        {
            "id": _id("Id of the briefing."),
            "title": _text("The headline."),
            "date": {"type": "string", "format": "date", "description": "The day it speaks from."},
            "thread": _id("Id of the running story that it belongs to."),
            "tags": {"type": "array", "items": {"type": "string"}, "description": "Its tags."},
            "url": _text("The address of its page; left out by a site that does not know its own."),
            "file": _text("The file that holds all of it, from where this index lies."),
        },
        optional=("thread", "url"),
    )
    listed = {"type": "array", "items": item, "description": "Oldest first."}
    parts = {"$schema": _text("This schema."), "briefings": listed}
    return _object("The published briefings of a site, or those of one year.", parts)


def _object(description: str, parts: Shape, *, optional: Iterable[str] = ()) -> Shape:
    return {
        "description": description,
        "type": "object",
        "properties": parts,
        "required": [name for name in parts if name not in optional],
        "additionalProperties": False,
    }


def _text(description: str) -> Shape:
    return {"type": "string", "description": description}


def _id(description: str) -> Shape:
    return {"type": "string", "pattern": ID_PATTERN, "description": description}


def _states() -> Iterator[Shape]:
    return ({"const": state.value, "description": state.meaning} for state in State)
