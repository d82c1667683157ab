"""Every word that is ours comes from a catalogue, and every catalogue is complete."""

from __future__ import annotations

import re
from decimal import Decimal
from gettext import NullTranslations
from string import Formatter
from typing import Any
from unittest.mock import patch

import pytest
from babel.messages.catalog import Message

from generator.linking.corpus import Corpus
from generator.rendering import edition
from generator.rendering.catalogue import BadCatalogueError, language_of
from generator.rendering.edition import Edition
from generator.rendering.pages import render_pages
from generator.rendering.wording import Wording
from tests.filling import filled_briefing
from tests.markup import read_html
from tests.messages import CATALOGUES, read, said
from tests.writing import briefing, linked

LANGUAGES = sorted(path.stem for path in CATALOGUES.glob("*.po"))


def texts(message: Message, which: str) -> list[str]:
    """The forms of a message, or of its translation."""
    value = message.id if which == "id" else message.string
    return [value] if isinstance(value, str) else list(value or ("",))


def places(text: str) -> set[str]:
    return {name for _, name, *_ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_says_everything_and_nothing_more(language: str) -> None:
    wanted = {(message.context, str(message.id)) for message in said() if message.id}
    there = {(message.context, str(message.id)) for message in read(language) if message.id}
    assert wanted - there == set(), "python tests/messages.py adds them"
    assert there - wanted == set(), "python tests/messages.py removes them"
    untold = [m.id for m in read(language) if m.id and not all(texts(m, "string"))]
    assert untold == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_message(language: str) -> None:
    for message in read(language):
        for text in texts(message, "string") if message.id else ():
            assert places(text) == places(texts(message, "id")[-1]), message.id


class Brackets(NullTranslations):
    """A language whose every message can be told from what a writer typed."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"

    def pgettext(self, context: str, message: str) -> str:
        return f"⟦{message}⟧"


def typed(path: str, is_prose: bool) -> str:
    """What a writer types in these tests has no letter of ours."""
    return f"Ωμέγα {re.sub('[a-z]', 'λ', path)}"


DATES = r"\d* ?(?:January|February|March|April|May|Jan|Feb|Mar|Apr)\b"
BAND = r"\d+(?:–\d+)? ?%"
KEYS = "unchecked-quote|gazette|harbour-talks|Wikidata Q42|Harbour talks"
FORMATS = r"STIX 2\.1|FollowTheMoney"
KNOWN = re.compile(f"{DATES}|{BAND}|{KEYS}|{FORMATS}")
CODE = re.compile("<code>.*?</code>", re.DOTALL)


def story() -> Corpus:
    """A thread in which everything is said, and in which all of it changes."""
    first = filled_briefing(typed) | {"language": "el"}
    second = filled_briefing(typed) | {"date": "2021-04-02", "language": "el"}
    for field in ("name", "aliases", "office"):
        del second["actors"]["harbour-master"][field]
    for made in (first, second):
        made["actors"]["harbour-board"] = {"name": "Ωμέγα"}
        made["sources"]["two"] = {"title": "Ωμέγα", "origin": "gazette"}
    del second["actors"]["harbour-board"]["name"]
    second["demands"]["pay"] |= {"status": "rejected", "deadline": "2021-06", "text": "Ωμέγα!"}
    risk: dict[str, Any] = second["risks"]["ruin"]
    del risk["resolution"]
    risk |= {"likelihood": "unlikely", "impact": "low", "confidence": "high", "horizon": "2021-03"}
    third: dict[str, Any] = {
        "date": "2021-04-03",
        "thread": "harbour-talks",
        "title": "Ωμέγα",
        "summary": "Ωμέγα",
        "sources": {"gazette": {"title": "Ωμέγα"}},
        "actors": {"harbour-master": {}},
    }
    return linked({"a-1": first, "a-2": second, "a-3": third})


def unworded(page_words: str) -> list[str]:
    """Words of our own letters that stand outside the brackets of any message."""
    depth, outside = 0, []
    for character in page_words:
        depth += (character == "⟦") - (character == "⟧")
        outside.append(" " if depth or character == "⟧" else character)
    return re.findall(r"[A-Za-z]{2,}", KNOWN.sub(" ", "".join(outside)))


def test_no_word_of_ours_stands_on_a_page_without_a_message() -> None:
    with patch.object(edition, "catalogue_of", lambda *_: Brackets()):
        pages = list(render_pages(story(), Edition(site_name="Ωμέγα", has_search=True)))
    kinds = {page.kind for page in pages}
    assert {"front", "briefing", "thread", "actor", "source", "tag", "search"} <= kinds
    for page in pages:
        html = CODE.sub(" ", page.markdown)
        told = re.findall(r'(?:title|aria-label|data-label|data-bf-some|alt)="([^"]*)"', html)
        words = read_html(f"{html} {' '.join(told)} {page.title} {page.description}").words
        assert (page.uri, unworded(words)) == (page.uri, [])


def test_a_german_site_speaks_german_with_its_dates_and_numbers() -> None:
    corpus = linked(
        {
            "a": briefing(
                thread="strike",
                demands={"pay": {"by": "union", "of": "port", "text": "More pay."}},
                figures=[{"measure": "Ships", "value": "94300"}],
                risks={"ruin": {"event": "It fails", "likelihood": "very likely", "impact": "low"}},
            )
        }
    )
    pages = {page.uri: page for page in render_pages(corpus, Edition(language="de"))}
    words = " ".join(read_html(pages["briefings/a.md"].markdown).words.split())
    for told in (
        "1. März 2021",
        "## Wer was von wem will",
        "94.300",
        "sehr wahrscheinlich (80–95 %)",
        "Auswirkung gering",
        "1 von 1 Forderung offen",
    ):
        assert told in words, told
    assert pages["demands/index.md"].title == "Forderungen"
    assert pages["demands/index.md"].description == "Wer was von wem will, und was daraus wurde."


def test_a_language_without_words_of_its_own_speaks_english() -> None:
    assert [language_of(tag) for tag in ("en", "de", "de-AT", "de_CH", "xx", "", "fr")] == [
        "en", "de", "de", "de", "en", "en", "en",
    ]  # fmt: skip


def test_an_owner_can_bring_a_catalogue_and_change_words_of_ours(tmp_path: Any) -> None:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    (tmp_path / "fr.po").write_text(f'{head}msgid "Demands"\nmsgstr "Exigences"\n', "utf-8")
    (tmp_path / "de.po").write_text(f'{head}msgid "Demands"\nmsgstr "Ansprüche"\n', "utf-8")
    french = Edition(language="fr", templates=tmp_path).wording()
    german = Edition(language="de", templates=tmp_path).wording()
    assert (french.gettext("Demands"), french.gettext("Risks")) == ("Exigences", "Risks")
    assert (german.gettext("Demands"), german.gettext("Risks")) == ("Ansprüche", "Risiken")


@pytest.mark.parametrize("content", [b'msgid "x', b"\xff\xfe\x00", b'msgid "a"\nmsgstr "b"\nfoo'])
def test_a_catalogue_that_cannot_be_read_is_named(tmp_path: Any, content: bytes) -> None:
    (tmp_path / "de.po").write_bytes(content)
    with pytest.raises(BadCatalogueError, match=r"de\.po"):
        Edition(language="de", templates=tmp_path).wording()


@pytest.mark.parametrize(
    ("language", "said_as"),
    [
        (None, ""),
        ("en", ""),
        ("ar", ' lang="ar" dir="auto"'),
        ("pt-BR", ' lang="pt-BR" dir="auto"'),
    ],
)
def test_a_briefing_in_another_language_says_so_of_its_own_words(
    language: str | None, said_as: str
) -> None:
    keys = briefing(title="Ωμέγα") | ({"language": language} if language else {})
    pages = {page.uri: page.markdown for page in render_pages(linked({"a": keys}))}
    assert f'<h1 id="top"{said_as}>Ωμέγα</h1>' in pages["briefings/a.md"]
    assert f'<a href="briefings/a/"{said_as}>Ωμέγα</a>' in pages["index.md"]


def test_a_number_keeps_its_digits_in_every_language() -> None:
    english, german = Wording(), Wording("de")
    assert [english.number(Decimal(n)) for n in ("1.50", "1.5", "1234.10")] == [
        "1.50", "1.5", "1,234.10",
    ]  # fmt: skip
    assert german.number(Decimal("1234.10")) == "1.234,10"
