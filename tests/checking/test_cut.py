"""A text that goes on behind ` #` is told; comments and quoted text are left alone."""

from __future__ import annotations

import pytest

from tests.told import LEAST, findings_in


@pytest.mark.parametrize(
    ("line", "mended"),
    [
        ("Order #2 of the port", "'Order #2 of the port'"),
        ("The port's gate #2  # which one?", "'The port''s gate #2'  # which one?"),
        ("'Order #2'", None),
        ('"Order #2" #1', None),
        ("Order 2 # a comment", None),
        ("Order 2 ## a comment", None),
        ("C#2 and #", None),
        (">\n  Order #2\n  of the port", None),
    ],
)
def test_text_behind_a_glued_hash_is_told_and_can_be_quoted(line: str, mended: str | None) -> None:
    text = LEAST.replace("Dockers ask for more pay.", line)
    found = [finding for finding in findings_in(text) if finding.code == "cut-text"]
    if mended is None:
        assert found == []
        return
    (finding,) = found
    assert finding.fix
    assert not finding.fix.safe
    (edit,) = finding.fix.edits
    assert (text[: edit.start] + edit.text + text[edit.end :]) == LEAST.replace(
        "Dockers ask for more pay.", mended
    )


def test_where_braces_may_end_the_text_nothing_is_mended() -> None:
    text = LEAST + "gaps:\n  - text: Who paid {it} #2\n"
    (finding,) = [finding for finding in findings_in(text) if finding.code == "cut-text"]
    assert finding.fix is None
