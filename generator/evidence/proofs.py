"""What is found when the quotes of a folder are looked up in their sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.diagnostics.finding import Place
from generator.evidence.archive import Archive
from generator.evidence.proof import Proof, State
from generator.model.briefing import Briefing, Evidence
from generator.model.references import Path
from generator.model.text import is_file_name
from generator.reading import nodes
from generator.reading.folder import Folder, ReadBriefing
from generator.reading.walk import text_at, walk


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote in a file."""

    path: Path
    """Of the evidence item."""
    text: str
    source: str
    """Id of its source; if it names none, the only source; empty if there are several."""
    place: Place


Proofs = Mapping[tuple[str, Path], Proof]
"""By the briefing's id and the path of the evidence item."""


def prove(folder: Folder, archive: Archive) -> dict[tuple[str, Path], Proof]:
    """Look up every quote of every briefing."""
    return {
        (read.id, path): proof
        for read in folder.briefings
        for path, proof in prove_briefing(read, archive)
    }


def prove_briefing(read: ReadBriefing, archive: Archive) -> Iterator[tuple[Path, Proof]]:
    """Look up every quote of a briefing; evidence without one is cited."""
    names = text_names(read)
    quotes = {quoted.path: quoted for quoted in quotes_in(read)}
    for path, model, _ in walk(read.document, Briefing):
        if model is Evidence:
            quoted = quotes.get(path)
            if quoted is None:
                yield path, Proof(State.CITED)
            else:
                yield path, archive.look_up(names.get(quoted.source), quoted.text)


def quotes_in(read: ReadBriefing) -> Iterator[Quoted]:
    """Every quote in a file, valid or not, with the source that it is from."""
    document = read.document
    known = list(source_nodes(read))
    only = known[0] if len(known) == 1 else ""
    for path, model, node in walk(document, Briefing):
        _, said = node.items.get("quote", (None, None)) if model is Evidence else (None, None)
        if isinstance(said, nodes.Scalar) and said.value and (quote := said.value.strip()):
            place = Place(document.source, said.start, said.end)
            yield Quoted(path, quote, text_at(node, "source") or only, place)


def text_names(read: ReadBriefing) -> dict[str, str]:
    """The archived text that each source names; a name that cannot be is left out."""
    found = {}
    for id_, node in source_nodes(read).items():
        name = text_at(node, "text") if isinstance(node, nodes.Mapping) else None
        if name and is_file_name(name.strip()):
            found[id_] = name.strip()
    return found


def source_nodes(read: ReadBriefing) -> dict[str, nodes.Node]:
    """The sources of a file by their ids, valid or not."""
    _, sources = read.document.root.items.get("sources", (None, None))
    items = sources.items if isinstance(sources, nodes.Mapping) else {}
    return {id_: node for id_, (_, node) in items.items()}
