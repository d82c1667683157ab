"""What the search answers in a browser: the same as a search that keeps no index."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, cycle, product
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from generator.linking.link import link
from generator.publishing.search.box import MODULE, module
from generator.publishing.search.index import Index
from generator.publishing.search.records import TYPES, Record, records_of
from generator.publishing.search.site import FOLDER
from generator.publishing.search.speech import FACETS, Speech
from generator.reading.folder import read_folder
from generator.rendering.pages import PLAIN
from tests.bench.desk import make_desk
from tests.conftest import PATIENCE
from tests.pictures import ROOT
from tests.publishing.search.oracle import Oracle, Question

pytestmark = pytest.mark.browser

QUESTIONS = 2_000
AT_ONCE = 200

TEXTS = (
    ("de", "Die Verhandlungen über 94.300 Stück", "Über die Verhandlung wird verhandelt."),
    ("de", "Straßen in Köln gesperrt", "Die Straße von Köln nach Düsseldorf ist gesperrt."),
    ("de", "Verhandlungen in Zürich", "1’200’000 Franken, sagt Müller; Mueller sagt: weniger."),
    ("fr", "Négociations à l'Élysée", "Le président négocie: 94 300 élèves, cœur et façade."),
    ("cs", "Žižek v Łodzi", "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl Øystein."),
    ("tr", "İstanbul'da görüşme", "Işık ve ışık, İzmir'de 2.500 kişi."),
    ("vi", "Việt Nam đàm phán", "Hà Nội nói: không. Đà Nẵng cũng không."),
    ("el", "Διαπραγμάτευση στην Αθήνα", "Ο λόγος του υπουργού· λόγοι και λόγους ἀρχῇ."),
    ("ru", "Переговоры в Москве", "Переговоров не будет, сказал посол. Ещё один переговор ждёт."),
    ("uk", "Перемовини у Києві", "Київ і Львів: 94’300 вояків, їжа й ґрунт."),
    ("ar", "مُفَاوَضَات فِي القاهرة", "قالت القاهرة إن المفاوضات ســـتبدأ في ٢٠٢١ يوم الأحد."),
    ("he", "שיחות בירושלים", "שָׁלוֹם אמר השר, והשיחות נמשכות."),
    ("zh", "北约东扩与俄罗斯的要求", "俄罗斯要求北约停止东扩。北约 东扩 94,300 NATO北约峰会 北"),
    ("zh", "北约峰会在华盛顿举行", "北约秘书长说东扩是北约的事。俄方不同意，要求会谈。"),
    ("ja", "北大西洋条約機構の会議", "ロシアは要求した。ﾛｼｱのﾊﾟｲﾌﾟﾗｲﾝ、が会議で話す。"),
    ("ja", "会議は東京で開かれた", "東京の会議で条約を話した。パイプラインは止まる。"),
    ("ko", "서울에서 열린 회담", "북한과 한국의 회담은 서울에서 열렸다."),
    ("th", "การเจรจาที่กรุงเทพ", "กรุงเทพเป็นเจ้าภาพการเจรจาน้ำมัน"),
    (
        "en",
        "ＮＡＴＯ ﬁnances “the east” ⚠️",
        "A cafe\u0301, a café, 1,200,000 and 1200000 naïve ½ m².",
    ),
    ("en", "Dockers negotiate", "They negotiated; negotiations. Negotiating 94,300 and 94,30 x²."),
    ("en", "They operate, educate, relate and create", "Operating, educating, relating, creating."),
    ("en", "Operationally, educationally, creatively", "Operations, creations, relationships."),
    (
        "en",
        "Sanctioned, sanctions, sanctioning",
        "They condition, conditioned. A ration, a rate, a station, a state, conditions.",
    ),
    ("", "Dockers negotiate again", "Nobody said in which language: négociations, Verhandlung."),
)
"""Languages, titles and texts of records made by hand."""
OF_TWO = ("rations", "stations")
"""Forms that could be of `ration` or `rate`, of `station` or `state`."""
FIRST_DAYS = (date(1, 1, 1), date(843, 8, 10), date(1969, 12, 31), date(1970, 1, 1), None)
BY_HAND = "by-hand/"
UNSPACED = ("zh", "ja", "ko", "th")

FILTERED = ("a word", "words of one record", "a start", "a phrase", "a number")
"""Sorts of questions that are asked with filters, too."""
FINAL = ("a start", "an open phrase", "a script without spaces", "odd", "filters alone")
"""Sorts of questions to which nothing is added."""

ASK = """async ([module, questions, patience]) => {
  const { ask } = await import(module);
  const late = new Promise((_, fail) => setTimeout(() => fail("no answer"), patience));
  return Promise.race([late, Promise.all(questions.map(async (question) => {
    const { hits, total, facets, isSome, isMissing } = await ask(question);
    if (isMissing) throw new Error("a file is missing");
    const counted = Object.entries(facets).map(([facet, values]) => [
      facet, Object.fromEntries(values.flatMap(({ id, count }) => count ? [[id, count]] : [])),
    ]);
    const addresses = hits.map(({ address }) => address);
    return { addresses, total, isSome, counts: Object.fromEntries(counted) };
  }))]);
}"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of some sort, and which of its results are wanted."""

    sort: str
    question: Question
    start: int = 0
    end: int = 20

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.question.text,
            "filters": {facet: list(chosen) for facet, chosen in self.question.filters.items()},
            "sort": self.question.sort,
            "from": self.start,
            "to": self.end,
            "count": list(FACETS),
        }


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of the results, on either side."""

    addresses: tuple[str, ...]
    total: int
    is_some: bool
    """Whether none of them has all words."""
    counts: Mapping[str, Mapping[str, int]]


class Curiosity:
    """Makes up questions about some records, the same for a seed."""

    def __init__(self, records: Sequence[Record], oracle: Oracle, random: Random) -> None:
        self.random = random
        self.one_of = random.choice
        self.oracle = oracle
        by_hand = [record for record in records if record.address.startswith(BY_HAND)]
        self.unspaced = [record for record in by_hand if record.language in UNSPACED]
        self.kinds = (by_hand, self.unspaced, records[len(by_hand) :][:150], records)
        self.known = sorted(oracle.forms)
        self.numbers = [each for each in self.known if each.isdecimal() and len(each) > 3]
        self.sorts: dict[str, Callable[[Record], str]] = {
            "a word": self.token,
            "several words": self.some,
            "words of one record": lambda about: self.several(about, 2, 6),
            "a start": self.a_start,
            "a phrase": self.a_phrase,
            "an open phrase": self.an_open_phrase,
            "another form": self.another_form,
            "a misspelling": self.a_misspelling,
            "a script without spaces": self.without_spaces,
            "written otherwise": self.written_otherwise,
            "a number": self.a_number,
            "too much": self.too_much,
            "odd": self.odd,
            "filters alone": lambda about: "",
            "words and filters": lambda about: self.sorts[self.one_of(FILTERED)](about),
        }

    def questions(self, count: int) -> Iterator[Asked]:
        for _, (sort, ask) in zip(range(count), cycle(self.sorts.items()), strict=False):
            about = self.record()
            text = ask(about)
            if sort not in FINAL:
                text += self.one_of(("", " ", "  ", "?"))  # then its last word is a whole one
            filters = self.filters(about) if "filters" in sort else {}
            order = self.one_of(("relevance", "relevance", "date"))
            start = self.one_of((0, 0, 0, 20, 7))
            end = start + self.one_of((20, 20, 3, 400))
            yield Asked(sort, Question(text, filters, order), start, end)

    def record(self) -> Record:
        return self.one_of(self.one_of(self.kinds))

    def passage(self, about: Record, least: int, most: int) -> list[str]:
        """What stands between some spaces of a record, one behind the other."""
        parts = filter(str.strip, (about.title, *about.facts, *about.text.split("\n")))
        typed = re.sub('["“”„«»]', "", self.one_of(list(parts))).split()
        length = min(self.random.randint(least, most), len(typed))
        start = self.random.randrange(len(typed) - length + 1)
        return typed[start : start + length]

    def token(self, about: Record) -> str:
        return self.one_of(self.passage(about, 1, 9))

    def several(self, about: Record, least: int, most: int) -> str:
        return " ".join(self.token(about) for _ in range(self.random.randint(least, most)))

    def some(self, about: Record) -> str:
        """Words of several records."""
        others = (self.record() for _ in range(self.one_of((1, 2, 4))))
        return " ".join(map(self.token, (about, *others)))

    def a_start(self, about: Record) -> str:
        start = self.token(about)[: self.random.randint(1, 6)]
        return f"{self.several(about, 0, 2)} {start}"

    def a_phrase(self, about: Record) -> str:
        quoted = " ".join(self.passage(about, 1, 5)).join(self.one_of(('""', "“”", "„“", "«»")))
        words = [quoted, *self.several(about, 0, 1).split(), quoted.upper()]
        return " ".join(self.random.sample(words, self.random.randint(1, len(words))))

    def an_open_phrase(self, about: Record) -> str:
        quoted = " ".join(self.passage(about, 1, 4))
        end = len(quoted) - self.random.randrange(min(5, len(quoted)))
        return f"{self.several(about, 0, 1)} {self.one_of('“„«')}{quoted[:end]}"

    def another_form(self, about: Record) -> str:
        """A form that no record has, of a word that one has."""
        while True:
            ending = self.one_of(list(self.oracle.endings))
            partner = self.one_of(list(self.oracle.endings[ending]))
            words = [word for word in self.known if word.endswith(partner)]
            form = self.one_of(words).removesuffix(partner) + ending
            form = self.one_of((*[form] * 8, *OF_TWO))
            if form not in self.oracle.forms:
                return f"{form} {self.several(about, 0, 1)}"

    def a_misspelling(self, about: Record) -> str:
        word = self.token(about)
        at = self.random.randrange(len(word))
        letter = self.one_of(("", "q", word[at] * 2))
        return f"{self.several(about, 1, 2)} {word[:at]}{letter}{word[at + 1 :]}"

    def without_spaces(self, about: Record) -> str:
        about = self.one_of(self.unspaced)
        text = self.one_of((about.title, about.text))
        length = self.random.randint(1, 4)
        start = self.random.randrange(len(text) - length)
        run, following = text[start : start + length], text[start + length]
        ways = ("{0}", "{0} ", '"{0}"', '"{0}', "{0} {1}", '"{0} {2}', '"{0}{2}', "{1}{0}")
        return self.one_of(ways).format(run, self.token(about), following)

    def written_otherwise(self, about: Record) -> str:
        """Without diacritics, in capitals, or in other shapes."""
        text = " ".join(self.passage(about, 1, 3))
        apart = unicodedata.normalize("NFKD", text)
        bare = "".join(each for each in apart if not unicodedata.combining(each))
        return self.one_of((bare, bare.upper(), text.upper(), text.title(), apart))

    def a_number(self, about: Record) -> str:
        number = f"{int(self.one_of(self.numbers)):,}".replace(",", self.one_of((*",.'’", "", " ")))
        return self.one_of((number, number, f'"{number}"', f"{number} {self.token(about)}"))

    def too_much(self, about: Record) -> str:
        """So many words that not all of them count, the last of another record."""
        words = self.several(about, 61, 66).split()[: self.random.randint(61, 66)]
        words[20:20] = self.one_of((('"',), (), ()))
        return " ".join([*words, self.token(self.record())])

    def odd(self, about: Record) -> str:
        """What is hardly a question."""
        marks = ('"', "“", "?!", "…", "⚠️", "\u0301", "ـ", "\n", "-", "’", "½", "ﾟ", "a")
        pieces = (marks, (" ", self.token(about)))
        some = (self.one_of(self.one_of(pieces)) for _ in range(self.random.randint(0, 5)))
        return "".join(some)

    def filters(self, about: Record) -> dict[str, tuple[str, ...]]:
        """What a record passes, mostly."""
        own = dict(about.facets) | ({"year": (str(about.day.year),)} if about.day else {})
        chosen: dict[str, tuple[str, ...]] = {}
        for facet in self.random.sample(sorted(own), self.random.randint(1, min(3, len(own)))):
            others = (*dict(self.record().facets).get(facet, ()), "1066", "unheard-of")
            more = self.random.sample(others, self.one_of((0, 0, 1, 2)))
            chosen[facet] = tuple(dict.fromkeys((self.one_of(own[facet]), *more)))
        never = {self.one_of(list(FACETS)): ("unheard-of",)}
        idle: dict[str, tuple[str, ...]] = {"colour": ("red",), "tag": ()}
        return chosen | self.random.choices(({}, idle, never), (10, 1, 1))[0]


def by_hand() -> Iterator[Record]:
    """Records in several scripts; some tell of the same thing, and differ in their facets."""
    types = list(TYPES)
    for at, (language, title, text) in enumerate(TEXTS):
        day = FIRST_DAYS[at] if at < len(FIRST_DAYS) else date(2021, 12, 1 + at // 3)
        yield Record(
            types[at % len(types)],
            f"{BY_HAND}{at}/",
            title,
            text=text,
            facts=("By hand", language),
            names=("94300",) if at % 5 == 0 else (),
            day=day,
            language=language,
            subject=f"hand {at // 2}" if at % 3 else "",
            facets=(
                ("type", (types[at % len(types)],)),
                ("status", (("open", "met")[at % 2],)),
                ("tag", (f"tag-{at % 4}", "by-hand")),
            ),
        )


def publish(folder: Path, records: Iterable[Record]) -> dict[int, Record]:
    """Write an index with the module that asks it, and give the records by their numbers."""
    index = Index()
    files = {f"{FOLDER}/{name}": each for name, each in index.update(records, Speech()).items()}
    files |= {MODULE: module().encode(), "index.html": b"<link rel=icon href=data:,>"}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return index.numbers()


def answers(page: Page, some: Sequence[Asked]) -> list[Told]:
    """What a page on the site answers."""
    told = page.evaluate(ASK, [f"/{MODULE}", [each.as_json() for each in some], PATIENCE])
    return [
        Told(tuple(each["addresses"]), each["total"], each["isSome"], each["counts"])
        for each in told
    ]


def expected(oracle: Oracle, asked: Asked) -> Told:
    answer = oracle.answer(asked.question)
    found = answer.addresses
    return Told(found[asked.start : asked.end], len(found), answer.is_some, answer.counts)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    desk = tmp_path_factory.mktemp("answers") / "desk"
    make_desk(desk, 150)
    corpora = (link(read_folder(folder)) for folder in (ROOT / "briefings", desk))
    return [*by_hand(), *chain.from_iterable(records_of(corpus, PLAIN) for corpus in corpora)]


@pytest.fixture(scope="module")
def both(
    records: list[Record],
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
    serve_folder: Callable[[Path], str],
) -> list[tuple[Asked, Told, Told]]:
    """All questions, each with what the browser answers and what the oracle does."""
    folder = tmp_path_factory.mktemp("site")
    oracle = Oracle(publish(folder, records))
    questions = list(Curiosity(records, oracle, Random(7)).questions(QUESTIONS))
    page = browser.new_page()
    page.goto(serve_folder(folder))
    told: list[Told] = []
    for at in range(0, QUESTIONS, AT_ONCE):
        told += answers(page, questions[at : at + AT_ONCE])
    page.close()
    return [(q, got, expected(oracle, q)) for q, got in zip(questions, told, strict=True)]


def test_a_browser_finds_what_a_search_without_an_index_finds(
    both: list[tuple[Asked, Told, Told]],
) -> None:
    wrong = [
        f"{asked}\n    in the browser: {got}\n    by the oracle:  {wanted}"
        for asked, got, wanted in both
        if got != wanted
    ]
    assert not wrong, f"{len(wrong)} answers differ:\n" + "\n".join(wrong[:5])


def test_the_questions_of_each_sort_are_telling(both: list[tuple[Asked, Told, Told]]) -> None:
    found = Counter(asked.sort for asked, got, _ in both if got.total)
    assert found.total() > QUESTIONS / 2
    assert {asked.sort for asked, *_ in both if found[asked.sort] < 100} == set()
    assert sum(got.is_some for _, got, _ in both) > 100
    assert sum(asked.start < got.total < asked.end for asked, got, _ in both) > 100


@pytest.mark.parametrize("count", [0, 2])
def test_a_site_that_says_little_is_searched_like_any_other(
    page: Page, tmp_path: Path, serve_folder: Callable[[Path], str], count: int
) -> None:
    """Nothing on it has a status, a likelihood, an actor, a source, a day."""
    guide = [
        Record("guide", f"guide/#{word}", word, facets=(("type", ("guide",)),))
        for word in ("Strikes", "Harbours")[:count]
    ]
    oracle = Oracle(publish(tmp_path, guide))
    page.goto(serve_folder(tmp_path))
    texts = ("", "strike", "har", "nothing")
    asked = [Asked("", Question(text)) for text in texts]
    asked += [Asked("", Question(text, {"likelihood": ("likely",)})) for text in texts]
    assert answers(page, asked) == [expected(oracle, each) for each in asked]


def test_an_address_may_ask_for_what_there_is_not(
    page: Page, tmp_path: Path, serve_folder: Callable[[Path], str], records: list[Record]
) -> None:
    """What is no facet narrows nothing down; what is no value of one, all."""
    oracle = Oracle(publish(tmp_path, records))
    page.goto(serve_folder(tmp_path))
    filters = (
        *product(("utm_source", "constructor", "toString", ""), ("x",)),
        *product(FACETS, [""]),
    )
    asked = [Asked("", Question("", {facet: (value,)})) for facet, value in filters]
    assert answers(page, asked) == [expected(oracle, each) for each in asked]
