"""JSON-LD as programs read it: found in HTML by extruct, expanded and flattened by pyld."""

from __future__ import annotations

from typing import Any

import extruct
from pyld import jsonld

SCHEMA = "https://schema.org/"


class Node:
    """A node of a page."""

    def __init__(self, said: dict[str, Any], every: dict[str, Node]) -> None:
        self._said, self._every = said, every
        self.id: str = said["@id"]
        self.types = {type_.removeprefix(SCHEMA) for type_ in said.get("@type", ())}

    def all(self, term: str) -> list[Any]:
        """The values of a term: texts and numbers, and nodes for what has a name."""
        values = self._said.get(f"{SCHEMA}{term}", ())
        return [self._every[v["@id"]] if "@id" in v else v["@value"] for v in values]

    def one(self, term: str) -> Any:
        """Its only value, None where there is none."""
        values = self.all(term)
        assert len(values) <= 1, (term, values)
        return values[0] if values else None

    def ids(self, term: str) -> list[str]:
        """The names of its values, which are nodes."""
        return [node.id for node in self.all(term)]

    @property
    def terms(self) -> set[str]:
        """The terms of it that have a value."""
        return {term for term in self._said if not term.startswith("@")}


def nodes_in(html: str, address: str) -> dict[str, Node]:
    """All nodes of a page at an address, by their names; one without gets a name of its own."""
    found = extruct.extract(html, base_url=address, syntaxes=["json-ld"])["json-ld"]
    assert len(found) == 1, "one script says all of it"
    said = jsonld.flatten(found[0], options={"base": address, "documentLoader": _load})
    every: dict[str, Node] = {}
    every.update({node["@id"]: Node(node, every) for node in said})
    for node in said:  # one that is only named says nothing of itself
        for values in node.values():
            for value in values if isinstance(values, list) else ():
                name = value.get("@id") if isinstance(value, dict) else None
                if name and name not in every:
                    every[name] = Node({"@id": name}, every)
    return every


def of_type(every: dict[str, Node], type_: str) -> list[Node]:
    """The nodes of a type."""
    return [node for node in every.values() if type_ in node.types]


def _load(url: str, _: object) -> dict[str, Any]:
    """The context of schema.org, as far as names go, without asking anybody for it."""
    assert url.rstrip("/") == SCHEMA.rstrip("/"), f"{url} is asked for"
    document = {"@context": {"@vocab": SCHEMA}}
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url} | {
        "document": document
    }
