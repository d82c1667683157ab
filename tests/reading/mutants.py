"""Briefings with something broken in them: a seed says which file, what is broken and how.

The kinds of damage are those that happen to files that people write, merge and send, and those
that happen to no file unless someone means harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Damage = Callable[[Random, str], str]

SPECIAL: tuple[str, ...] = (
    *"[]{}:,#&*!|>'\"%@`?-~=\\.0 \t\r\n",
    *(
        "\x00",
        "\x07",
        "\x1b",
        "\x7f",
        "\x85",
        "\xa0",
        "\xad",
        "\u0301",
        "\u200b",
        "\u2028",
        "\u2029",
    ),
    *("\u202e", "\ufeff", "\ufffe", "\U0001f600", "ß", "ﬁ"),
    *(
        ": ",
        "- ",
        " #",
        "? ",
        "&a ",
        "*a ",
        "!t ",
        "!!binary ",
        "<<: *a",
        "|9",
        ">-",
        '"\\x"',
        "''",
    ),
    *("---\n", "...\n", "%YAML 1.2\n", "{}", "[]", "[[", "}}", "null", "~", "yes", "0x1F", "1e999"),
    *(
        "9999-99-99",
        "2021-02-30",
        "-1",
        "१२",
        "{{ x }}",
        "{% x %}",
        "<script>",
        "${x}",
        "%s",
        "\\u0000",
    ),
)
"""What means something to YAML, to a terminal, to a template or to a careless programmer."""

_TOKEN = re.compile(r"[^\s:,\[\]{}]+")
_VALUE = re.compile(r"(?m)(?<=: )(\S.*)$")
_EDGE = re.compile(r"(?m)(?<=: )|^|$")
_ENTRY = re.compile(r"(?m)^(?= {0,2}\S)")


def mutant(bases: Sequence[str], seed: int, most: int = 20_000) -> bytes:
    """Make the mutant of a seed from some texts; cut off behind `most` characters."""
    rng = Random(seed)
    text = _excerpt(rng, rng.choice(bases))
    for _ in range(rng.choice((1, 1, 1, 2, 3, 8))):
        text = rng.choice(_DAMAGES)(rng, text)[:most]
    if rng.random() < 0.1:
        text = _halved(rng, text, _excerpt(rng, rng.choice(bases)))[:most]
    data = text.encode("utf-8", errors="surrogatepass")
    return _damaged_bytes(rng, data) if rng.random() < 0.1 else data


def _excerpt(rng: Random, text: str) -> str:
    """A text with a few of its claims, so that mutants are small and many."""
    head, claims, rest = text.partition("\ndemands:")
    most, some = rng.choice((0.3, 0.6, 1.0)), rng.choice((0.02, 0.05, 0.1, 0.2, 0.3, 1.0))
    return _thinned(rng, head, most) + claims + _thinned(rng, rest, some)


def _thinned(rng: Random, text: str, share: float) -> str:
    entries = (entry for entry in _ENTRY.split(text) if entry[:1] != " " or rng.random() < share)
    return "".join(entries)


def _span(rng: Random, text: str, most: int = 40) -> tuple[int, int]:
    start = rng.randint(0, len(text))
    return start, min(len(text), start + rng.randint(1, most))


def _put(text: str, at: int, what: str) -> str:
    return text[:at] + what + text[at:]


# Characters


def _delete(rng: Random, text: str) -> str:
    start, end = _span(rng, text)
    return text[:start] + text[end:]


def _double(rng: Random, text: str) -> str:
    start, end = _span(rng, text)
    return _put(text, end, text[start:end])


def _swap(rng: Random, text: str) -> str:
    a, b = _span(rng, text)
    c = min(len(text), b + rng.randint(0, 30))
    d = min(len(text), c + (b - a))
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def _insert(rng: Random, text: str) -> str:
    return _put(text, rng.randint(0, len(text)), rng.choice(SPECIAL))


def _insert_where_it_counts(rng: Random, text: str) -> str:
    """Put special characters at the start or end of a value or of a line."""
    edges = [match.start() for match in _EDGE.finditer(text)]
    for at in sorted(rng.sample(edges, min(len(edges), rng.randint(1, 4))), reverse=True):
        text = _put(text, at, rng.choice(SPECIAL))
    return text


def _replace(rng: Random, text: str) -> str:
    start, end = _span(rng, text, 3)
    return text[:start] + rng.choice(SPECIAL) + text[end:]


def _cut_off(rng: Random, text: str) -> str:
    return text[: rng.randint(0, len(text))]


def _storm(rng: Random, text: str) -> str:
    """Repeat something very often in one place."""
    what = rng.choice(
        ("[", "{", "- ", "? ", "[{", "}", "]", "!a ", "&a ", "\t", " ", "'", '"', "a: ")
    )
    return _put(text, rng.randint(0, len(text)), what * rng.choice((2, 15, 17, 100, 2_000)))


# Lines


def _lines(rng: Random, text: str) -> str:
    lines = text.splitlines(keepends=True) or ["\n"]
    at, other = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(8):
        case 0:
            del lines[at]
        case 1:
            lines.insert(other, lines[at])
        case 2:
            lines[at], lines[other] = lines[other], lines[at]
        case 3:
            lines[at] = lines[at].rstrip("\r\n")
        case 4:
            del lines[min(at, other) : max(at, other)]
        case 5:
            lines[at:at] = lines[min(at, other) : max(at, other)]
        case 6:
            lines[at] = lines[at] * rng.choice((2, 5, 30))
        case _:
            lines[at] = _put(lines[at], rng.randint(0, len(lines[at])), "\n")
    return "".join(lines)


def _indent(rng: Random, text: str) -> str:
    """Move some lines in or out, by spaces or tabs."""
    lines = text.splitlines(keepends=True) or ["\n"]
    at = rng.randrange(len(lines))
    shift = rng.choice((" ", "  ", "   ", "\t", " \t", "\xa0", "\u3000", ""))
    for number in range(at, min(len(lines), at + rng.choice((1, 1, 2, 5, 40)))):
        lines[number] = shift + (lines[number] if shift else lines[number].lstrip(" "))
    return "".join(lines)


def _line_ends(rng: Random, text: str) -> str:
    ends = ("\r\n", "\r", "\n\n", "\x85", "\u2028", "\n\t", "\n \n", " \n", "\n# c\n")
    end = rng.choice(ends)
    share = rng.choice((0.05, 1.0))
    return re.sub("\n", lambda _: end if rng.random() < share else "\n", text)


# Tokens and values


def _tokens(rng: Random, text: str) -> str:
    found = list(_TOKEN.finditer(text))
    if not found:
        return text
    one, other = rng.choice(found), rng.choice(found)
    word = one.group()
    at = rng.randrange(len(word))
    becomes = rng.choice(
        (
            "",
            f"{word} {word}",
            other.group(),
            word[:at] + word[at + 1 :],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            word.upper(),
            word * 50,
            f"'{word}'",
            f'"{word}',
        )
    )
    return text[: one.start()] + becomes + text[one.end() :]


def _values(rng: Random, text: str) -> str:
    """Swap the values of two keys, or put something else in the place of one."""
    found = list(_VALUE.finditer(text))
    if not found:
        return text
    one, other = sorted(rng.sample(found, 2) if len(found) > 1 else found * 2, key=re.Match.start)
    first, second = other.group(), one.group()
    if rng.random() < 0.5:
        odd = (
            "",
            "[]",
            "{}",
            "[a, [b]]",
            "{a: {b: c}}",
            "&a x",
            "*a",
            "!t x",
            "|",
            ">",
            "- a",
            "x" * 300,
        )
        first = rng.choice(odd)
    if one.start() == other.start():
        return text[: one.start()] + first + text[one.end() :]
    between = text[one.end() : other.start()]
    return text[: one.start()] + first + between + second + text[other.end() :]


def _properties(rng: Random, text: str) -> str:
    """Put anchors, aliases and tags in front of some values."""
    marks = ("&a ", "&b ", "*a ", "*b ", "!t ", "!!str ", "!<x> ", "!!map ", "<<: ")
    share = rng.choice((0.02, 0.3))
    return _VALUE.sub(
        lambda match: (rng.choice(marks) if rng.random() < share else "") + match.group(), text
    )


def _halved(rng: Random, text: str, other: str) -> str:
    """The start of one text and the end of another."""
    return text[: rng.randint(0, len(text))] + other[rng.randint(0, len(other)) :]


def _damaged_bytes(rng: Random, data: bytes) -> bytes:
    """Damage that only bytes can have."""
    at = rng.randint(0, len(data))
    noise = rng.randbytes(rng.choice((1, 1, 2, 8, 64)))
    match rng.randrange(6):
        case 0:
            return data[:at] + noise + data[at:]
        case 1:
            return data[:at] + noise + data[at + len(noise) :]
        case 2:
            return data[:at]
        case 3:
            return (
                rng.choice((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf" * 2)) + data
            )
        case 4:
            return data.decode("utf-8", errors="replace").encode(
                rng.choice(("utf-16", "cp037")), "replace"
            )
        case _:
            return (
                data[:at]
                + rng.choice((b"\xed\xa0\x80", b"\xc0\x80", b"\xf5", b"\xe2\x80"))
                + data[at:]
            )


_DAMAGES: tuple[Damage, ...] = (
    *(_delete, _double, _swap, _insert, _insert_where_it_counts, _replace, _cut_off, _storm),
    *(_lines, _lines, _lines, _indent, _indent, _line_ends),
    *(_tokens, _tokens, _values, _values, _properties),
)
