"""XML 1.0 as bytes: any text can go in, and every parser can read what comes out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


def xml_text(text: str) -> str:
    """A text as XML can hold it.

    Characters that XML 1.0 does not have (section 2.2: most control characters, lone surrogates,
    U+FFFE and U+FFFF) cannot be written in it in any way, and become U+FFFD. Everything else is
    unchanged.
    """
    return _NO_CHARACTER.sub(REPLACEMENT, text)


def xml_bytes(element: Element) -> bytes:
    """An element in UTF-8, without a declaration; its texts have gone through `xml_text`.

    A carriage return is written as a reference: a parser would turn it into a line feed (section
    2.11). In attributes `tostring` does so itself.
    """
    return tostring(element, "unicode").replace("\r", "&#13;").encode()
