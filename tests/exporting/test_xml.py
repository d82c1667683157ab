"""Any text can be put into XML, and comes out as it went in, but for what XML cannot hold."""

from __future__ import annotations

from xml.etree.ElementTree import Element, fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.exporting.xml import DECLARATION, xml_bytes, xml_text

CAN_HOLD = (
    "\t\n\r",
    "\x7f\x80\x85\x9f\xa0",
    "\u2028\u2029\u202e\u200b\ufeff",
    "\ud7ff\ue000\ufffd",
    "\U00010000\U0001f6a2\U0001fffe\U0010ffff",
    "<b>&amp;\"']]>--><?xml?>",
)
CANNOT_HOLD = (*"\x00\x01\x08\x0b\x0c\x0e\x1b\x1f", "\ud800", "\udfff", "\ufffe", "\uffff")


def through_xml(text: str) -> tuple[str, str]:
    """A text as a parser finds it in an element and in an attribute."""
    element = Element("e", {"a": xml_text(text)})
    element.text = xml_text(text)
    read = fromstring(DECLARATION + xml_bytes(element))
    return read.text or "", read.get("a", "")


@pytest.mark.parametrize("text", CAN_HOLD)
def test_what_xml_can_hold_comes_out_as_it_went_in(text: str) -> None:
    assert through_xml(text) == (text, text)


@pytest.mark.parametrize("character", CANNOT_HOLD, ids=ascii)
def test_what_xml_cannot_hold_becomes_a_replacement_character(character: str) -> None:
    assert through_xml(f"a{character}z") == ("a\ufffdz", "a\ufffdz")


@given(st.text(st.characters()))
def test_any_text_is_the_same_but_for_replaced_characters(text: str) -> None:
    inside, attribute = through_xml(text)
    assert inside == attribute
    assert len(inside) == len(text)
    different = {old for old, new in zip(text, inside, strict=True) if old != new}
    assert all(ord(c) < 32 or 0xD800 <= ord(c) <= 0xDFFF or ord(c) >= 0xFFFE for c in different)
    assert not different & set("\t\n\r")
