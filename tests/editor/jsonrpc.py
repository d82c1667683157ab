"""A program that is spoken with in JSON-RPC over its standard input and output.

Nothing is waited for longer than its time limit, and the program is ended by its own process,
never by name.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

TIMEOUT = 30.0
"""Seconds that any answer may take. Far more than one needs, even on a busy machine."""
_ERRORS_KEPT = 20_000

JsonObject = dict[str, Any]


class ServerError(Exception):
    """The program answered a request with an error, fell silent or ended."""


class Connection:
    """A running program, and what it says. Those who inherit say what is done with that."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self.command = [str(part) for part in command]
        self.folder = folder.resolve()
        self.environment = environment
        self._changed = threading.Condition()
        """Guards what the program has said."""
        self._answers: dict[int, JsonObject] = {}
        self._writing = threading.Lock()
        self._errors = bytearray()
        self._last_id = 0
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def process(self) -> subprocess.Popen[bytes]:
        """The program's process."""
        if self._process is None:
            raise ServerError("the server was not started")
        return self._process

    def start(self) -> None:
        """Start the program and listen to it."""
        self._process = subprocess.Popen(
            self.command,
            cwd=self.folder,
            env=None if self.environment is None else dict(self.environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for work, stream in (
            (self._listen, self._process.stdout),
            (self._collect_errors, self._process.stderr),
        ):
            threading.Thread(target=work, args=(stream,), daemon=True).start()

    def stop(self, patience: float = 5.0) -> int:
        """End the process, gently first, and return its exit code."""
        process = self.process
        with contextlib.suppress(OSError):
            if process.stdin:
                process.stdin.close()
        for end in (None, process.terminate, process.kill):
            if end:
                end()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(patience)
                break
        return process.wait(patience)

    def request(self, method: str, params: Any = None, timeout: float = TIMEOUT) -> Any:
        """Ask the program and return its answer. Raises `ServerError`."""
        self._last_id += 1
        id_ = self._last_id
        self._send({"id": id_, "method": method, "params": params})
        answer = self.wait(lambda: self._answers.pop(id_, None), f"an answer to {method}", timeout)
        if "error" in answer:
            raise ServerError(f"{method}: {answer['error'].get('message')}")
        return answer.get("result")

    def notify(self, method: str, params: Any = None) -> None:
        """Tell the program something that it does not answer."""
        self._send({"method": method, "params": params})

    def wait(
        self, ready: Callable[[], JsonObject | None], what: str, timeout: float = TIMEOUT
    ) -> JsonObject:
        """Wait until `ready` returns something, asked anew whenever the program has spoken."""
        until = time.monotonic() + timeout
        with self._changed:
            while True:
                if (found := ready()) is not None:
                    return found
                if self.process.poll() is not None:
                    raise ServerError(f"the server ended, without {what}\n{self.said}")
                left = until - time.monotonic()
                if left <= 0:
                    raise ServerError(f"no {what} within {timeout:g} s\n{self.said}")
                self._changed.wait(min(left, 0.5))

    def heard(self, method: str, params: Any) -> None:
        """Take note of what the program tells."""

    def asked(self, method: str, params: JsonObject) -> Any:
        """Answer what the program asks; null is good for most questions."""

    def _send(self, message: JsonObject) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        stream = self.process.stdin
        try:
            if stream is None:
                raise OSError("there is no way to the server")
            with self._writing:
                stream.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
                stream.flush()
        except (OSError, ValueError) as error:
            raise ServerError(f"the server does not listen: {error}\n{self.said}") from error

    def _listen(self, stream: IO[bytes]) -> None:
        with stream:
            while message := _read_message(stream):
                if "method" in message and "id" in message:
                    answer = self.asked(message["method"], message.get("params") or {})
                    with contextlib.suppress(ServerError):
                        self._send({"id": message["id"], "result": answer})
                else:
                    self._note(message)
        with self._changed:
            self._changed.notify_all()

    def _note(self, message: JsonObject) -> None:
        with self._changed:
            if "method" in message:
                self.heard(message["method"], message.get("params"))
            else:
                self._answers[message["id"]] = message
            self._changed.notify_all()

    def _collect_errors(self, stream: IO[bytes]) -> None:
        with stream:
            while data := stream.readline():
                self._errors += data
                del self._errors[:-_ERRORS_KEPT]

    @property
    def said(self) -> str:
        """What the program has written to its standard error."""
        return self._errors.decode(errors="replace")


def _read_message(stream: IO[bytes]) -> JsonObject | None:
    """Read one message; None at the end of the stream."""
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    body = stream.read(length) if length else b""
    message: JsonObject | None = json.loads(body) if body and len(body) == length else None
    return message
