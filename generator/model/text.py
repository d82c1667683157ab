"""The kinds of text that a field can hold, and the errors of a value that does not fit.

Every scalar arrives here as the characters that the writer typed. The field decides what
they mean: YAML's own guesses (``NO`` is false, ``1.10`` is 1.1) never reach the model.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import Annotated, Any, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError, core_schema

from generator.model.shapes import (
    InSchema,
    Shape,
    any_text,
    in_any_case,
    or_alone,
    or_nothing,
    pattern,
    spaced,
)

T = TypeVar("T")

ID_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
ID_MAX = 64
_ID = re.compile(ID_PATTERN)
_LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_FILE_NAME = re.compile(r"[\w][\w.+() -]*(/[\w][\w.+() -]*)*")
_URL_FORBIDDEN = re.compile(r"[\s\x00-\x1f<>\"\\^`{|}]")
_USUAL_URL = re.compile(r"https?://[A-Za-z0-9.-]+(?:[/?#][^\s\x00-\x1f<>\"\\^`{|}]*)?")
"""Matches only valid web addresses, but not all of them."""


class Prose(str):
    """Text whose inline Markdown (emphasis, code, links) is shown as such.

    A plain ``str`` in the model shows every character as typed; a page tells the two apart
    by this type alone.
    """

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[Any], handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            lambda value: cls(typed(value)),
            serialization=core_schema.plain_serializer_function_ser_schema(str),
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> Shape:
        return any_text("Prose", "Text that may use Markdown within a line.")


def kind_of(value: object) -> str:
    """Name what stands in the YAML, in the words of a message to its writer."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping of keys"
    if isinstance(value, list | tuple):
        return "a list"
    return "text"


def typed(value: object) -> str:
    """Return the characters of a scalar, without white space around them.

    Raises the ``empty-value`` and ``wrong-kind`` mistakes if there are none.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        raise PydanticCustomError("empty-value", "nothing is written here")
    if not isinstance(value, str):
        raise PydanticCustomError(
            "wrong-kind", "expected text, found {found}", {"found": kind_of(value)}
        )
    return value.strip()


_FROM_A_FILE = (str, dict, list, tuple)


def scalar(parse: Callable[[str], T], *, exactly: bool = False) -> PlainValidator:
    """Validate a scalar with a function of its characters.

    White space around them is removed, unless `exactly` is set.
    """

    def validate(value: object) -> T:
        # Nearly every value is text, and a large desk has a million of them.
        if type(value) is str and (characters := value.strip()):
            return parse(value if exactly else characters)
        # A value that is already of the field's type comes from Python, not from a file.
        if value is not None and not isinstance(value, _FROM_A_FILE):
            return value  # type: ignore[return-value]
        characters = typed(value)
        return parse(str(value) if exactly else characters)

    return PlainValidator(validate)


@lru_cache(maxsize=10_000)  # a desk repeats the same few ids in thousands of places
def _identifier(text: str) -> str:
    if len(text) > ID_MAX:
        raise PydanticCustomError(
            "bad-id",
            "the id has {length} characters; the limit is {most}",
            {"length": len(text), "most": ID_MAX},
        )
    if not _ID.fullmatch(text):
        raise PydanticCustomError("bad-id", "“{text}” is not an id", {"text": text})
    return text


def is_identifier(text: str) -> bool:
    """Tell whether a text may serve as an id."""
    return len(text) <= ID_MAX and _ID.fullmatch(text) is not None


def _url(text: str) -> str:
    if _USUAL_URL.fullmatch(text):  # takes a tenth of the time
        return text
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        host = None
        parts = None
    if parts is None or parts.scheme not in ("http", "https") or not host:
        raise PydanticCustomError("bad-url", "“{text}” is not a web address", {"text": text})
    if _URL_FORBIDDEN.search(text):
        raise PydanticCustomError(
            "bad-url",
            "“{text}” contains a character that is not allowed in a web address",
            {"text": text},
        )
    return text


def _boolean(text: str) -> bool:
    word = text.lower()
    if word not in ("true", "false"):
        raise PydanticCustomError(
            "bad-boolean", "expected true or false, found “{text}”", {"text": text}
        )
    return word == "true"


def _language(text: str) -> str:
    if not _LANGUAGE.match(text):
        raise PydanticCustomError("bad-language", "“{text}” is not a language tag", {"text": text})
    return text


def _wikidata(text: str) -> str:
    if not re.fullmatch(r"Q[1-9][0-9]{0,11}", text):
        raise PydanticCustomError("bad-wikidata", "“{text}” is not a Wikidata item", {"text": text})
    return text


def is_file_name(text: str) -> bool:
    """Tell whether a text may name a file in the folder of sources."""
    # A mark is a part of its letter, as a vowel of Hindi, and an accent that is written behind it.
    letters = "".join("-" if unicodedata.category(char)[0] == "M" else char for char in text)
    return _FILE_NAME.fullmatch(letters) is not None and ".." not in text


def _file_name(text: str) -> str:
    if not is_file_name(text):
        raise PydanticCustomError(
            "bad-file-name",
            "“{text}” is not the name of a file in the sources folder",
            {"text": text},
        )
    return text


def _nothing_is(empty: Callable[[], object]) -> BeforeValidator:
    return BeforeValidator(lambda value: empty() if value is None else value)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Plain = Annotated[
    str, scalar(str), WithJsonSchema(any_text("Text", "Text that shows character by character."))
]
Identifier = Annotated[
    str,
    # Exactly, because two keys that differ by a space must not become one entry.
    scalar(_identifier, exactly=True),
    pattern(
        "Id",
        "What an entry is referred to by.",
        rf"(?=.{{1,{ID_MAX}}}$){ID_PATTERN.strip('^$')}",
        "bad-id",
    ),
]
Url = Annotated[
    str,
    scalar(_url),
    pattern(
        "Url",
        "An address on the web.",
        spaced(r'[Hh][Tt][Tt][Pp][Ss]?://[^\x00-\x20<>"\\^`{|}]+'),
        "bad-url",
        type="string",
    ),
]
Flag = Annotated[
    bool,
    scalar(_boolean),
    pattern(
        "Flag",
        "True or false.",
        spaced("|".join(map(in_any_case, ("true", "false")))),
        "bad-boolean",
        type=["boolean", "string"],
    ),
]
Language = Annotated[
    str,
    scalar(_language),
    pattern(
        "Language",
        "A language tag (BCP 47).",
        spaced(_LANGUAGE.pattern.strip("^$")),
        "bad-language",
        examples=["en", "pt-BR"],
    ),
]
WikidataId = Annotated[
    str,
    scalar(_wikidata),
    pattern(
        "WikidataItem",
        "The number of an item of Wikidata.",
        spaced("Q[1-9][0-9]{0,11}"),
        "bad-wikidata",
        type="string",
        examples=["Q7747", "Q159"],
    ),
]
FileName = Annotated[
    str, scalar(_file_name), WithJsonSchema(any_text("FileName", "The name of a file."))
]

Many = Annotated[tuple[T, ...], _nothing_is(tuple), InSchema(or_nothing)]
"""A list; a key with nothing after it gives an empty one."""

OneOrMany = Annotated[
    tuple[T, ...], BeforeValidator(_listed), _nothing_is(tuple), InSchema(or_alone)
]
"""A list, or its one item written alone."""

OneOrSome = Annotated[
    tuple[T, ...],
    Field(min_length=1),
    BeforeValidator(_listed),
    _nothing_is(tuple),
    InSchema(or_alone),
]
"""The same, with at least one item."""

Keyed = Annotated[dict[Identifier, T], _nothing_is(dict), InSchema(or_nothing)]
"""A mapping whose keys are ids."""

KeyedSome = Annotated[dict[Identifier, T], Field(min_length=1), _nothing_is(dict)]
"""A mapping whose keys are ids, with at least one entry."""
