"""Files of a megabyte, each the worst of its kind for a program that reads files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.reading.limits import MAX_BYTES, MAX_VALUES

_NO_SUMMARY = "title: T\ndate: 2021-12-03\nsources: {s: {title: T}}\nactors: {a: {name: A}}\n"
_HEAD = f"{_NO_SUMMARY}summary: S.\n"
ARCHIVED = " ".join(f"On day {day} the port stands still." for day in range(3_000))
"""The text that quotes are looked up in, `a.txt`."""
_ARCHIVED = f"{_HEAD}events:\n- evidence:\n".replace("title: T}", "title: T, text: a.txt}")


@dataclass(frozen=True)
class Worst:
    """A file that is hard to read."""

    name: str
    start: str
    unit: Callable[[int], str]
    """What it is full of, by its number."""
    most: int = MAX_BYTES
    """How often at most."""
    end: str = ""

    def __str__(self) -> str:
        return self.name

    def data(self) -> bytes:
        """As many bytes as a file may have."""
        parts, left = [self.start], MAX_BYTES - len((self.start + self.end).encode())
        for number in range(self.most):
            part = self.unit(number)
            left -= len(part.encode())
            if left < 0:
                break
            parts.append(part)
        return "".join([*parts, self.end]).encode()


def worst_files(*, everywhere: bool) -> Iterator[Worst]:
    """Files full of one sign, or of one kind of entry; `everywhere`: in every place of a file."""
    for sign in _SIGNS:
        for place, start in _PLACES.items() if everywhere else [("only", "")]:
            yield Worst(f"{place} {sign!r}", start, lambda _, sign=sign: sign)  # type: ignore[misc]
    for what, start, values, entry in _ENTRIES:
        yield Worst(f"as many {what} as are read", start, entry, (MAX_VALUES - 100) // values)
        if everywhere:
            yield Worst(f"{what} without end", start, entry)
    for what, start in _BEFORE_BLANKS.items():
        yield Worst(f"{what}, and blanks in it", start, lambda _: " ", end="x\n")
    for what, end in {"colons": "a: b: c\n", "tabs": "a:\n\tb: c\n"}.items():
        name = f"much that is good, then {what} in the wrong place"
        yield Worst(name, f"{_HEAD}events:\n", _event, 8_000, end * 1_000)


_SIGNS = (
    *("[", "{", "- ", "a: ", '"', "'", "&a ", "*a ", "!", "|", ">", "#", "\t", "\r", "\n", "?"),
    *("? ", ",", "[]", "{}", "[a, ", "{a: ", "- - ", "&a [", "!!str ", "%", "@", "\\", ":", ": "),
    *("-", "~", "---\n", "...\n", "%T\n", "\x00", "\x1b", "\ufeff", "\u2028", "\x85", " ", "x"),
    *("é", "\U0001f600", "- [\n", "a: {\n", "a:\n", "- a\n", "a: b\n", "a: 'b\n", 'a: "b\n'),
    *("a: |\n", "\ta: b\n", "a: b: c\n", "a\n", "*a\n", "&a\n", "!a\n", "[\n", "]\n", "{\n"),
    *("}\n", "<<: *a\n", "? a\n", "a: @\n", "a: b\n\tc\n"),
    *("\u200f", "a \u200f\n", "ש \u200f"),
)

_PLACES = {
    "only": "",
    "a good start, then": _HEAD,
    "a value of": f"{_NO_SUMMARY}summary: ",
    "a quoted value of": f'{_NO_SUMMARY}summary: "',
    "a block of": f"{_NO_SUMMARY}summary: >\n  ",
    "an item of": f"{_HEAD}events:\n  - text: ",
}


def _event(number: int) -> str:
    return f"- {{date: 2021, text: {number}}}\n"


_Entry = tuple[str, str, int, Callable[[int], str]]
"""What they are, how the file starts, how many keys and values each has, and each."""

_KEYS: tuple[_Entry, ...] = (
    ("unknown keys", _HEAD, 2, lambda n: f"key-{n}: v\n"),
    ("unknown keys with long names", _HEAD, 2, lambda n: f"{'likelihood' * 15}{n}: v\n"),
    ("near misses of a key", _HEAD, 2, lambda n: f"summry{n}: v\n"),
    ("sentences in place of keys", _HEAD, 2, lambda n: f"a key {n}:\n"),
    ("duplicate keys", _HEAD, 2, lambda n: "summary: again\n"),
    ("duplicate keys in flow", f"{_HEAD}extra: {{", 2, lambda n: "a: 1,"),
    ("anchors", _HEAD, 2, lambda n: f"key-{n}: &a{n} v\n"),
    ("aliases", _HEAD, 2, lambda n: f"key-{n}: *a{n}\n"),
    ("merge keys", _HEAD, 4, lambda n: f"key-{n}: {{<<: a}}\n"),
)
_FAULTS: tuple[_Entry, ...] = (
    ("lists never closed", _HEAD, 2, lambda n: f"key-{n}: [a\n"),
    ("colons in values", _HEAD, 2, lambda n: "summary: a: b\n"),
    ("commas in a number", f"{_HEAD}figures: [{{measure: m, value: 1", 2, lambda n: f",{n + 1000}"),
    ("tabs", _HEAD, 2, lambda n: f"key-{n}:\n\ta: b\n"),
    ("quotes never closed", _HEAD, 2, lambda n: f"key-{n}: 'a\n"),
    ("texts cut in lists", _HEAD, 2, lambda n: f"key-{n}: [{'a #b, ' * 2_000}]\n"),
    ("texts cut in lists never closed", f"{_HEAD}tags: [\n", 1, lambda n: "a #b,\n"),
    ("texts cut before their ends", _HEAD, 2, lambda n: f"key-{n}: a #b\n  c\n"),
    ("unknown escapes", _HEAD, 2, lambda n: f'key-{n}: "\\q"\n'),
    ("characters that start no value", _HEAD, 2, lambda n: f"key-{n}: @a\n"),
    ("long keys without a colon", _HEAD, 2, lambda n: f"{'a' * 1100}\n"),
    ("escaped control characters", f"{_HEAD}tags:\n", 1, lambda n: '- "\\x07"\n'),
)
_FITTING_NOT: tuple[_Entry, ...] = (
    ("empty events", f"{_HEAD}events:\n", 1, lambda n: "- {}\n"),
    ("words in place of events", f"{_HEAD}events:\n", 1, lambda n: "- x\n"),
    ("mappings in place of words", f"{_HEAD}tags:\n", 1, lambda n: "- {}\n"),
    ("impossible dates", f"{_HEAD}events:\n", 3, lambda n: "- {date: 2021-13-01}\n"),
    ("grouped numbers", f"{_HEAD}figures:\n", 3, lambda n: "- {value: '1,000'}\n"),
    ("empty demands", f"{_HEAD}demands:\n", 2, lambda n: f"  d{n}: {{}}\n"),
    ("unknown kinds", f"{_HEAD}demands:\n", 4, lambda n: f"  d{n}: {{kind: talk}}\n"),
    ("bad ids", f"{_HEAD}demands:\n", 2, lambda n: f"  D_{n}: {{}}\n"),
    ("bad ids of actors", f"{_HEAD}demands: {{d: {{of: [", 1, lambda n: f"A B {n}, "),
    ("odd likelihoods", f"{_HEAD}risks:\n", 4, lambda n: f"  r{n}: {{likelihood: likly}}\n"),
    ("phia words", f"{_HEAD}risks:\n", 4, lambda n: f"  r{n}: {{likelihood: highly likely}}\n"),
)
_REFERENCES: tuple[_Entry, ...] = (
    ("unknown actors", f"{_HEAD}demands: {{d: {{of: [", 1, lambda n: f"b{n}, "),
    ("near actors", f"{_HEAD}demands: {{d: {{of: [", 1, lambda n: f"aa{n % 9}, "),
    ("unnamed actors", _HEAD.replace("{a: {name: A}}", ""), 2, lambda n: f"  actor-{n}: {{}}\n"),
    ("demands by a stranger", f"{_HEAD}demands:\n", 4, lambda n: f"  d{n}: {{by: b}}\n"),
    ("unknown sources", f"{_HEAD}events:\n- evidence:\n", 3, lambda n: f"  - {{source: s{n}}}\n"),
    ("evidence without a source", f"{_HEAD}events:\n- evidence:\n", 1, lambda n: "  - {}\n"),
    ("known and unknown sources", "sources:\n", 6, lambda n: f" s{n}: {{accept: {{t{n}: x}}}}\n"),
    ("sources with texts", "sources:\n", 6, lambda n: f" s{n}: {{title: T, text: t{n}.txt}}\n"),
    ("quotes", f"{_HEAD}events:\n- evidence:\n", 3, lambda n: f"  - {{quote: the port {n}}}\n"),
    ("quotes that are nearly so", _ARCHIVED, 3, lambda n: f"  - {{quote: On day {n} it stands}}\n"),
    ("long quotes", _ARCHIVED, 3, lambda n: f"  - {{quote: {n} {'the port ' * 300}}}\n"),
    ("acceptances", f"{_HEAD}events:\n", 5, lambda n: f"- {{accept: {{code-{n}: b}}}}\n"),
)
_LAYOUT: tuple[_Entry, ...] = (
    ("tags", f"{_HEAD}tags:\n", 1, lambda n: f"- tag {n}\n"),
    ("lines of one value", f"{_NO_SUMMARY}summary: a\n", 1, lambda n: f"  b{n}\n"),
    ("blank lines", f"{_NO_SUMMARY}summary: a\n", 1, lambda n: "\n  \t\n"),
    ("comments", _HEAD, 1, lambda n: f"# {n}\n"),
    ("spaces at line ends", f"{_NO_SUMMARY}summary: >\n", 1, lambda n: f"  a{' ' * 200}\n"),
    ("sentences", f"{_NO_SUMMARY}summary: >\n", 1, lambda n: "  It is “likely” with “low.\n"),
    ("quotes in prose", f"{_NO_SUMMARY}summary: >\n", 1, lambda n: "  “ „ « » ‘ ’ ‚ likely\n"),
    ("quotes never closed in prose", f"{_NO_SUMMARY}summary: >\n", 1, lambda n: "  “ „ « ‘ ‚\n"),
    ("likely words", f"{_NO_SUMMARY}summary: >\n", 1, lambda n: "  likely, highly likely\n"),
)
_BEFORE_BLANKS = {
    "a tag": f"{_HEAD}tags: a",
    "a text that is cut": f"{_NO_SUMMARY}summary: Order #2",
    "a text": f"{_HEAD}events:\n- text: a",
    "a quoted text": f"{_HEAD}events:\n- text: 'a'",
    "a text with a colon": f"{_HEAD}thread: a: b",
    "a key without a space": f"{_HEAD}events:\n- text:a",
    "a dash for a hyphen": f"{_HEAD}events:\n  –",
    "a tab": f"{_HEAD}events:\n\t",
    "an indent": f"{_HEAD}events:\n- date: 2021\n  text: a\n",
}
_ENTRIES = (*_KEYS, *_FAULTS, *_FITTING_NOT, *_REFERENCES, *_LAYOUT)
