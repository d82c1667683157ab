"""XML 1.0 as bytes: any text goes in, and every parser takes what comes out."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"


def xml_text(text: str) -> str:
    """A text as XML can hold it.

    What is no character of XML 1.0 (section 2.2: most control characters, lone surrogates, U+FFFE
    and U+FFFF) has no way to be written in it, and becomes U+FFFD. All else stays as it is.
    """
    return _NO_CHARACTER.sub(REPLACEMENT, text)


def xml_bytes(element: Element) -> bytes:
    """An element in UTF-8, without a declaration; its texts went through `xml_text`.

    A carriage return is written as a reference: a parser would take it for a line feed (section
    2.11). In attributes it is written so already.
    """
    return tostring(element, "unicode").replace("\r", "&#13;").encode()
