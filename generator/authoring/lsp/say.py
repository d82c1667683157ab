"""Translate proposals, hovers and changes into the protocol."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lsprotocol import types

from generator.authoring.lsp.completion import Kind, Proposal, Proposals
from generator.authoring.lsp.hover import Told
from generator.authoring.lsp.places import Places
from generator.diagnostics.finding import SourceText

_KINDS = {
    Kind.ACTOR: types.CompletionItemKind.Reference,
    Kind.SOURCE: types.CompletionItemKind.Reference,
    Kind.ENTRY: types.CompletionItemKind.Field,
    Kind.WORD: types.CompletionItemKind.Value,
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


def completion(found: Proposals, source: SourceText, places: Places) -> types.CompletionList:
    """The list of proposals that an editor shows."""
    stretch = places.stretch(source, found.start, found.end)
    items = [_item(number, each, stretch) for number, each in enumerate(found.items)]
    return types.CompletionList(is_incomplete=not found.is_complete, items=items)


def _item(number: int, proposal: Proposal, stretch: types.Range) -> types.CompletionItem:
    return types.CompletionItem(
        proposal.label,
        kind=_KINDS[proposal.kind],
        detail=proposal.detail or None,
        sort_text=f"{number:04}",
        filter_text=proposal.matched or None,
        text_edit=types.TextEdit(stretch, proposal.text),
    )


def hover(told: Told, kind: types.MarkupKind, places: Places) -> types.Hover:
    """What an editor shows about a word, with every character as it was typed."""
    if kind is types.MarkupKind.PlainText:
        value = "\n".join((told.title, *told.lines))
    else:
        lines = [_MARKDOWN.sub(r"\\\1", line) for line in (told.title, *told.lines)]
        value = "  \n".join((f"**{lines[0]}**", *lines[1:]))
    return types.Hover(types.MarkupContent(kind, value), places.range(told.place))


@dataclass(frozen=True, slots=True)
class Changes:
    """Changes of one open document."""

    uri: str
    version: int
    versioned: bool
    """Whether the editor can notice that a change is for an older text, and reject it."""

    def __call__(self, edits: list[types.TextEdit]) -> types.WorkspaceEdit:
        """The change for some edits."""
        if not self.versioned:
            return types.WorkspaceEdit(changes={self.uri: edits})
        document = types.OptionalVersionedTextDocumentIdentifier(self.uri, self.version)
        return types.WorkspaceEdit(document_changes=[types.TextDocumentEdit(document, list(edits))])
