"""Show a site in a browser, and each change of its files at once in every open tab."""

from __future__ import annotations

import hashlib
import mimetypes
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, quote, unquote, urlsplit

from watchfiles import watch

from generator.publishing.live import Live
from generator.rendering.escape import escape

EVENTS = "/.livereload"
SCRIPT = "/.livereload.js"
_SCRIPT = f"""
new EventSource(
  `{EVENTS}?seen=${{document.currentScript.dataset.seen}}&path=${{encodeURIComponent(location.pathname)}}`
).onmessage = () => location.reload();
""".encode()
"""Waits for word that the page differs from the one that was seen. It is a file, because inline
scripts have to be named in the policy of a page."""
_WAITING = f'<script src="{SCRIPT}" data-seen="%s"></script>\n'
_HTML = "text/html; charset=utf-8"
_HEARTBEAT = 15
"""Seconds between writes to an open tab, which show whether it is gone."""
_SETTLING = 15
"""Milliseconds without further changes before a change is taken in."""
_STARTING = 1_000
"""Milliseconds after which to look for files that changed before they were watched."""


class Site:
    """A live site, for many browsers."""

    def __init__(self, live: Live) -> None:
        self._live = live
        self._lock = threading.Lock()
        self._changed = threading.Condition()
        self.version = 0
        """How often the site has changed."""
        self.root = unquote(urlsplit(live.genuine.config.site_url or "").path).rstrip("/") + "/"
        """The path that the site is below, without percent encoding."""

    def answer(self, path: str) -> tuple[HTTPStatus, str, bytes]:
        """What is at a path below the root: status, type and content."""
        with self._lock:
            if self._live.broken:
                told = f"<!doctype html><body><pre>{escape(self._live.broken)}</pre></body>"
                return HTTPStatus.SERVICE_UNAVAILABLE, _HTML, _with_script(told)
            html = self._live.page(path)
            if html is not None:
                return HTTPStatus.OK, _HTML, _with_script(html)
            place = f"{path}index.html" if not path or path.endswith("/") else path
            found = None
            with suppress(ValueError, OSError):  # no file can have such a name
                found = self._live.file(place)
            status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
            found = found or self._live.file("404.html")
            content = found.read_bytes() if found else b"There is no such page."
            type_, packed = mimetypes.guess_type(place)
            type_ = f"application/{packed}" if packed else type_ or "application/octet-stream"
            if status is HTTPStatus.NOT_FOUND or type_ == "text/html":
                text = content.decode("utf-8", errors="replace")
                return status, _HTML, _with_script(text)
            return status, type_, content

    def is_folder(self, path: str) -> bool:
        """Whether there is something at a path once a slash is added to it."""
        return self.answer(f"{path}/")[0] is HTTPStatus.OK

    def take(self, changed: set[Path]) -> None:
        """Take in all files that have changed, and wake all waiting tabs."""
        with self._lock:
            self._live.take(changed)
        with self._changed:
            self.version += 1
            self._changed.notify_all()

    def watched(self) -> list[Path]:
        """Where to look for changes."""
        with self._lock:
            return self._live.watched.there

    def missed(self) -> set[Path]:
        """What changed after it was read, but before it was watched."""
        with self._lock:
            return self._live.watched.changed()

    def changes_of(self, path: str, seen: str) -> Iterator[bool]:
        """Yield whether the page at a path differs from digest `seen`: now, and after each change.

        It also yields at each heartbeat, without making the page, so that many idle tabs cost
        nothing.
        """
        version, is_other = -1, False
        while True:
            if version != self.version:
                version = self.version
                is_other = f'data-seen="{seen}"'.encode() not in self.answer(path)[2]
            yield is_other
            with self._changed:
                self._changed.wait_for(lambda: self.version != version, _HEARTBEAT)  # noqa: B023


def serve(live: Live, ready: Callable[[str], None]) -> None:
    """Serve a site until interrupted; `ready` is called with its address."""
    site = Site(live)
    host, _, port = live.address.rpartition(":")
    server = _Server((host.strip("[]"), int(port)), _handler(site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    ready(f"http://{host}:{server.server_port}{quote(site.root)}")
    try:
        while True:
            _follow(site)
    finally:
        server.shutdown()
        server.server_close()


def _follow(site: Site) -> None:
    """Take in changes until different files may have to be watched.

    A file that is watched by itself is a different one once an editor has replaced it.
    """
    before = site.watched()
    files = {path.absolute() for path in before if not path.is_dir()}
    told = watch(
        *before,
        debounce=_SETTLING * 6,
        step=_SETTLING,
        rust_timeout=_STARTING,
        yield_on_timeout=True,
    )
    for number, changes in enumerate(told):
        changed = {Path(path) for _, path in changes}
        if not number:  # watching has begun by now; earlier changes go unreported
            changed |= site.missed()
        if changed:
            site.take(changed)
            if changed & files or site.watched() != before:
                return


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        # The body is sent right after the head, without waiting for the head to be acknowledged.
        disable_nagle_algorithm = True

        def do_GET(self) -> None:  # the name that Python calls
            """Answer a browser."""
            parts = urlsplit(self.path)
            path = unquote(parts.path)
            with suppress(ConnectionError):
                if path == EVENTS:
                    asked = parse_qs(parts.query)
                    self._tell(*(asked.get(name, [""])[0] for name in ("path", "seen")))
                elif path == SCRIPT:
                    self._send(HTTPStatus.OK, _SCRIPT, "text/javascript; charset=utf-8")
                elif not path.startswith(site.root):
                    self._send(HTTPStatus.FOUND, location=quote(site.root))
                else:
                    below = path.removeprefix(site.root)
                    status, type_, content = site.answer(below)
                    if status is HTTPStatus.NOT_FOUND and below and site.is_folder(below):
                        self._send(HTTPStatus.FOUND, location=f"{quote(path)}/")
                    else:
                        self._send(status, content, type_)

        def _send(
            self, status: HTTPStatus, content: bytes = b"", type_: str = "", location: str = ""
        ) -> None:
            self.send_response(status)
            for name, value in (("Content-Type", type_), ("Location", location)):
                if value:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(content)

        def _tell(self, path: str, seen: str) -> None:
            """Tell a browser about changes of its page, as server-sent events (HTML, 9.2)."""
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True
            for is_other in site.changes_of(path.removeprefix(site.root), seen):
                self.wfile.write(b"data: changed\n\n" if is_other else b": still\n\n")
                self.wfile.flush()

        def log_message(self, *_: object) -> None:
            """Leave requests out of the log."""

    return Handler


def _with_script(html: str) -> bytes:
    """A page with the script that waits for a new version of it."""
    script = _WAITING % _digest(html.encode("utf-8", errors="xmlcharrefreplace"))
    head, end, tail = html.rpartition("</body>")
    made = f"{head}{script}{end}{tail}" if end else html + script
    return made.encode("utf-8", errors="xmlcharrefreplace")


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]
