"""Several tags written as one are told; one that is meant to have a comma is quoted."""

from __future__ import annotations

import pytest

from tests.told import LEAST, findings_in


@pytest.mark.parametrize(
    ("tags", "mended"),
    [
        ("trade, labour", "[trade, labour]"),
        ("trade;labour and pay ,ports", "[trade, labour and pay, ports]"),
        ("trade, , ports", "[trade, ports]"),
        ("trade, C#", None),
    ],
)
def test_tags_in_one_text_are_told_and_can_become_a_list(tags: str, mended: str | None) -> None:
    text = f"{LEAST}tags: {tags}\n"
    (finding,) = findings_in(text)
    assert finding.code == "joined-tags"
    if mended is None:
        assert finding.fix is None, "some of them may need quotes"
        return
    assert finding.fix
    assert not finding.fix.safe
    (edit,) = finding.fix.edits
    assert text[: edit.start] + edit.text + text[edit.end :] == f"{LEAST}tags: {mended}\n"


def test_in_a_list_of_lines_they_are_told_and_left() -> None:
    text = f"{LEAST}tags:\n  - pay\n  - trade, labour\n"
    (finding,) = findings_in(text)
    assert finding.code == "joined-tags"
    assert finding.place.source.text[finding.place.start : finding.place.end] == "trade, labour"
    assert finding.fix is None


@pytest.mark.parametrize(
    "tags", ["trade", "[trade, labour]", '"Washington, D.C."', "['Washington, D.C.', pay]"]
)
def test_one_tag_is_one(tags: str) -> None:
    assert findings_in(f"{LEAST}tags: {tags}\n") == ()
