"""The language server itself: it connects each request to the function that answers it."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer

from generator import __version__
from generator.authoring.lsp import say
from generator.authoring.lsp.actions import FIX_ALL, actions
from generator.authoring.lsp.bar import Bar
from generator.authoring.lsp.completion import proposals
from generator.authoring.lsp.diagnostics import diagnostics
from generator.authoring.lsp.hover import hover
from generator.authoring.lsp.known import KnownFile
from generator.authoring.lsp.navigation import definition, references
from generator.authoring.lsp.places import Places
from generator.authoring.lsp.tending import Tending
from generator.authoring.lsp.workspace import OpenDocument, Workspace, path_of
from generator.diagnostics.finding import Finding

NAME = "briefing"
_COMPLETION = types.CompletionOptions(trigger_characters=[" ", "[", "{", ",", "-"])
_ACTIONS = types.CodeActionOptions([types.CodeActionKind.QuickFix, FIX_ALL])
_SAVE = types.SaveOptions(include_text=False)
_WATCHED = "**/*.{yml,yaml,txt,seal}"


_AtPlace = (
    types.CompletionParams | types.DefinitionParams | types.HoverParams | types.ReferenceParams
)


class BriefingServer(LanguageServer):
    """A connection to one editor.

    Editors send the whole text at every change. Briefings are small, and pygls misapplies changes
    of a part after characters that it, unlike the protocol, takes for line ends.
    """

    def __init__(self, folder: Path | None = None) -> None:
        super().__init__(NAME, __version__, types.TextDocumentSyncKind.Full)
        self.briefings = Workspace(folder)
        self.tending = Tending(self.briefings, self.publish, lambda: Bar(self))

    @property
    def places(self) -> Places:
        """Converts places to the units agreed on with this editor."""
        return Places(self.workspace.position_encoding)

    def at(self, params: _AtPlace) -> tuple[OpenDocument, KnownFile, int] | None:
        """The open document that a request is about, what is known about it, and the offset."""
        document = self.briefings.documents.get(params.text_document.uri)
        file = document.file if document else None
        if document is None or file is None:
            return None
        return document, file, self.places.offset(file.source, params.position)

    def diagnostics(self, findings: Sequence[Finding]) -> list[types.Diagnostic]:
        """Findings in the form that this editor can show."""
        text = self.client_capabilities.text_document
        shown = text.publish_diagnostics if text else None
        related = bool(shown and shown.related_information)
        return diagnostics(findings, self.places, self.briefings.uri_at, related=related)

    def publish(self, uri: str, version: int | None, findings: tuple[Finding, ...]) -> None:
        """Send the editor the findings in a file."""
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, self.diagnostics(findings), version)
        )


def make_server(folder: Path | None = None) -> BriefingServer:
    """Make a server for one folder of briefings, or else for all that the editor's files are in."""
    logging.getLogger("pygls").setLevel(logging.ERROR)
    server = BriefingServer(folder)
    for name, function in _NOTIFICATIONS.items():
        server.feature(name)(function)
    server.feature(types.TEXT_DOCUMENT_DID_SAVE, _SAVE)(_saved)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, _COMPLETION)(_complete)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(_define)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(_refer)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_tell)
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, _ACTIONS)(_act)
    return server


# Notifications from the editor


def _initialized(ls: BriefingServer, params: types.InitializedParams) -> None:
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace else None
    if watching and watching.dynamic_registration:
        watchers = types.DidChangeWatchedFilesRegistrationOptions(
            [types.FileSystemWatcher(_WATCHED)]
        )
        name = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
        registration = types.Registration(str(uuid.uuid4()), name, watchers)
        ls.client_register_capability(types.RegistrationParams([registration]))
    roots = [*ls.workspace.folders, *([ls.workspace.root_uri] if ls.workspace.root_uri else [])]
    _settle(ls, roots)


def _folders_changed(ls: BriefingServer, params: types.DidChangeWorkspaceFoldersParams) -> None:
    _settle(ls, [folder.uri for folder in params.event.added])


def _settle(ls: BriefingServer, roots: Sequence[str]) -> None:
    ls.briefings.settle(path for uri in dict.fromkeys(roots) if (path := path_of(uri)))
    ls.tending.soon()


def _opened(ls: BriefingServer, params: types.DidOpenTextDocumentParams) -> None:
    opened = params.text_document
    if document := ls.briefings.open(opened.uri, opened.text, opened.version):
        ls.tending.opened(document.path)
        ls.tending.soon(rescan=True)


def _changed(ls: BriefingServer, params: types.DidChangeTextDocumentParams) -> None:
    document = params.text_document
    text = params.content_changes[-1].text if params.content_changes else None
    if text is not None and ls.briefings.change(document.uri, text, document.version):
        ls.tending.soon()


def _closed(ls: BriefingServer, params: types.DidCloseTextDocumentParams) -> None:
    if ls.briefings.close(params.text_document.uri):
        ls.tending.soon()


def _saved(ls: BriefingServer, params: types.DidSaveTextDocumentParams) -> None:
    ls.tending.soon(rescan=True)


def _files_changed(ls: BriefingServer, params: types.DidChangeWatchedFilesParams) -> None:
    ls.briefings.look_again(path for each in params.changes if (path := path_of(each.uri)))
    ls.tending.soon(rescan=True)


_NOTIFICATIONS: dict[str, Callable[..., None]] = {
    types.INITIALIZED: _initialized,
    types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS: _folders_changed,
    types.WORKSPACE_DID_CHANGE_WATCHED_FILES: _files_changed,
    types.TEXT_DOCUMENT_DID_OPEN: _opened,
    types.TEXT_DOCUMENT_DID_CHANGE: _changed,
    types.TEXT_DOCUMENT_DID_CLOSE: _closed,
}


# Requests from the editor


def _complete(ls: BriefingServer, params: types.CompletionParams) -> types.CompletionList | None:
    if not (here := ls.at(params)):
        return None
    document, file, at = here
    return say.completion(proposals(document.desk, file, at), file.source, ls.places)


def _define(ls: BriefingServer, params: types.DefinitionParams) -> types.Location | None:
    if not (here := ls.at(params)):
        return None
    document, file, at = here
    place = definition(document.desk, file, at)
    return types.Location(ls.briefings.uri_at(place), ls.places.range(place)) if place else None


def _refer(ls: BriefingServer, params: types.ReferenceParams) -> list[types.Location] | None:
    if not (here := ls.at(params)):
        return None
    document, file, at = here
    with_entries = params.context.include_declaration
    found = references(document.desk, file, at, with_entries=with_entries)
    return [types.Location(ls.briefings.uri_at(place), ls.places.range(place)) for place in found]


def _tell(ls: BriefingServer, params: types.HoverParams) -> types.Hover | None:
    if not (here := ls.at(params)):
        return None
    document, file, at = here
    told = hover(document.desk, file, at)
    capability = ls.client_capabilities.text_document
    shown = capability.hover if capability else None
    kinds = (shown.content_format if shown else None) or [types.MarkupKind.Markdown]
    return say.hover(told, kinds[0], ls.places) if told else None


def _act(ls: BriefingServer, params: types.CodeActionParams) -> list[types.CodeAction] | None:
    document = ls.briefings.documents.get(params.text_document.uri)
    file = document.file if document else None
    if document is None or file is None:
        return None
    found = document.desk.findings_in(document.path)
    start, end = (
        ls.places.offset(file.source, at) for at in (params.range.start, params.range.end)
    )
    workspace = ls.client_capabilities.workspace
    edit = workspace.workspace_edit if workspace else None
    return actions(
        found,
        (start, end),
        params.context.only,
        ls.places,
        lambda finding: ls.diagnostics([finding])[0],
        say.Changes(document.uri, document.version, bool(edit and edit.document_changes)),
    )
