"""Find where a new entry goes in the file of a briefing: after the last one of its section."""

from __future__ import annotations

from generator.reading import nodes
from generator.reading.folder import ReadBriefing


def insertion(read: ReadBriefing, section: str, lines: list[str]) -> tuple[int, str]:
    """The offset in characters at which to insert entries into a section, and the text to insert.

    `lines` are the entries without the section's indentation. They go after the last entry; a
    section that is not there yet is added at the end of the file.
    """
    text, root = read.document.source.text, read.document.root
    newline = "\r\n" if "\r\n" in text else "\n"
    held = root.items.get(section)
    if held is None:
        start = "" if text.endswith("\n") or not text else newline
        body = newline.join([f"{newline}{section}:", *(f"  {line}" for line in lines)])
        return len(text), f"{start}{body}{newline}"
    key, node = held
    first = (
        next(iter(node.items.values()))[0]
        if isinstance(node, nodes.Mapping) and node.items
        else None
    )
    indent = " " * (read.document.source.position(first.start).column - 1 if first else 2)
    at = _last(text, node, key)
    end = text.find("\n", at)
    at = len(text) if end < 0 else end + 1
    body = "".join(f"{indent}{line}{newline}" for line in lines)
    return at, body if end >= 0 else newline + body


def _last(text: str, node: nodes.Node, key: nodes.Scalar) -> int:
    """Where the last value in a node ends, not counting white space after it."""
    if isinstance(node, nodes.Scalar):
        end = key.end if node.value is None else node.end
        near = text[max(end - 1_000, 0) : end]  # enough, and quick if the value is long
        return max(end - 1 - len(near) + len(near.rstrip()), 0)
    if text[node.start : node.start + 1] in ("{", "["):
        return max(node.end - 1, 0)
    if isinstance(node, nodes.Mapping):
        return max((_last(text, value, k) for k, value in node.items.values()), default=key.end)
    return max((_last(text, value, key) for value in node.items), default=key.end)
