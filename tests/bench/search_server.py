"""A server on loopback that sends as hosts do and counts what it sends: for `search.py`."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from tests.pictures import QuietHandler

TEXTS = (".js", ".json", ".html", ".css")
"""What hosts pack before they send it."""


class Server(ThreadingHTTPServer):
    """Notes the size of each body that it sends."""

    sent: list[int]

    def taken(self) -> int:
        """Bytes sent since this was asked last. Waits for what is still being sent."""
        time.sleep(0.05)
        size = sum(self.sent)
        self.sent.clear()
        return size


class Handler(QuietHandler):
    """Sends files as hosts do: over lasting connections, texts packed, to be kept ten minutes."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: Server

    def send_head(self) -> BytesIO | None:
        """Send what comes before a file, and give what is in it."""
        path = Path(self.translate_path(urlsplit(self.path).path))
        if not path.is_file():
            self.send_error(404)
            return None
        packed = path.with_name(f"{path.name}.gz")
        is_packed = packed.exists()
        body = (packed if is_packed else path).read_bytes()
        self.server.sent.append(len(body))
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        if is_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        return BytesIO(body)


@contextmanager
def served(folder: Path) -> Iterator[tuple[str, Server]]:
    """Serve a folder on loopback until the block ends; texts in it are packed beforehand."""
    (folder / "index.html").write_text("<!doctype html><title>Search</title>", "utf-8")
    for path in folder.rglob("*"):
        if path.suffix in TEXTS:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes()))
    with Server(("127.0.0.1", 0), partial(Handler, directory=str(folder))) as server:
        server.sent = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/", server
        finally:
            server.shutdown()
