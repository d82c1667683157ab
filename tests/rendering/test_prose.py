"""Prose shows emphasis, code and links, and everything else as typed."""

from __future__ import annotations

import pytest

from generator.model.text import Prose
from generator.rendering.escape import inline, opening, paragraphs, plain
from tests.markup import read_html, squeezed
from tests.naughty import ANYWHERE


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("*hard* and _fast_", "<em>hard</em> and <em>fast</em>"),
        ("**hard** and __fast__", "<strong>hard</strong> and <strong>fast</strong>"),
        ("***both***", "<em><strong>both</strong></em>"),
        ("`make site`", "<code>make site</code>"),
        ("`<b> *x* {{ y }}`", "<code>&lt;b&gt; *x* &#123;&#123; y &#125;&#125;</code>"),
        (
            "[*The* report](https://a.example/b)",
            '<a href="https://a.example/b"><em>The</em> report</a>',
        ),
        ("a snake_case_name", "a snake_case_name"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        (r"\*as typed\*", "*as typed*"),
        ("an [editor's] note", "an [editor&#39;s] note"),
        ("tickets [3] and [4]", "tickets [3] and [4]"),
    ],
)
def test_marks_of_prose_are_shown(typed: str, written: str) -> None:
    assert inline(Prose(typed)) == written


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example/",
        "https://a.example/?q=1&amp;r=2#s",
        "HTTPS://a.example/",
        "mailto:desk@a.example",
        "../putin/",
        "page.md",
        "a/b:c",
        "#risks",
        "/demands/",
        "?q=1",
    ],
)
def test_web_mail_and_relative_addresses_make_a_link(address: str) -> None:
    found = read_html(inline(Prose(f"see [this]({address})")))
    assert [tag for tag, _ in found.addresses] == ["a"]
    assert found.words == "see this"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "javascript&#58;alert(1)",
        "%6Aavascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://a.example/",
        "//a.example/",
        "blob:x",
        "x:y",
        "tel:1",
    ],
)
def test_any_other_address_stays_text(address: str) -> None:
    typed = f"see [this]({address})"
    found = read_html(inline(Prose(typed)))
    assert found.addresses == []
    assert found.words == typed


@pytest.mark.parametrize("address", ["/\\a.example", "\\\\a.example", "/\\/a.example"])
def test_no_relative_address_leads_to_another_host(address: str) -> None:
    for _, target in read_html(inline(Prose(f"[x]({address})"))).addresses:
        assert "\\" not in target
        assert not target.startswith("//")


@pytest.mark.parametrize("typed", ANYWHERE)
def test_everything_else_is_shown_as_typed(typed: str) -> None:
    # An odd backtick is a mark that makes no pair.
    assert squeezed(read_html(inline(Prose(typed))).words) == squeezed(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "<https://a.example/>",
        "https://a.example/",
        "<b>x</b>",
        "&amp;",
        "~~b~~",
        "# b",
        "| b | c |",
        "[b]: https://a.example/",
        "[b][c] [d]",
        "<!-- b -->",
    ],
)
def test_beside_a_mark_everything_else_is_shown_as_typed_too(typed: str) -> None:
    found = read_html(inline(Prose(f"*a* {typed}")))
    assert found.words == f"a {typed}"
    assert found.tags == ["em"]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("One.", ["One."]),
        ("One.\n\nTwo.\n \t\n\n  Three.", ["One.", "Two.", "Three."]),
        ("One\nline.", ["One&#10;line."]),
        ("*One\n\ntwo*", ["*One", "two*"]),
    ],
)
def test_an_empty_line_parts_paragraphs(typed: str, parts: list[str]) -> None:
    assert paragraphs(Prose(typed)) == "".join(f"<p>{part}</p>" for part in parts)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (Prose("*Hard* `x` [link](https://a.example/)"), "Hard x link"),
        ("*Hard* `x`", "*Hard* `x`"),
        (Prose("[x](javascript:1) & <b>"), "[x](javascript:1) & <b>"),
        (Prose("*one* line\\\nand another"), "one line\\\nand another"),
    ],
)
def test_a_description_has_the_words_without_the_marks(typed: str, words: str) -> None:
    assert plain(typed) == words


@pytest.mark.parametrize("text", ["short", "x" * 1_000, "word " * 200])
def test_prose_of_a_card_is_whole_as_far_as_anyone_reads(text: str) -> None:
    assert opening(text) == text


@pytest.mark.parametrize(("word", "shown"), [("word ", 999), ("\u6e2f", 1_000)])
def test_longer_prose_is_cut_behind_a_word_where_there_are_any(word: str, shown: int) -> None:
    text = word * 2_000
    assert opening(text) == f"{text[:shown]}\u2026"
