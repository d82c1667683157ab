"""Whether what a reader looks for comes first: a hundred questions with their answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from playwright.sync_api import Browser

from generator.linking.link import link
from generator.publishing.search.box import MODULE
from generator.publishing.search.records import Record, records_of
from generator.publishing.search.words import fold, words
from generator.reading.folder import read_folder
from generator.rendering.pages import PLAIN
from tests.bench.desk import make_desk
from tests.browser.test_answers import publish

pytestmark = pytest.mark.browser

ON_REAL_BRIEFINGS = (
    ("putin", "actors/putin/"),
    ("moscow", "actors/russia/"),
    ("nato", "actors/nato/"),
    ("North Atlantic Treaty Organization", "actors/nato/"),
    ("sergej lavrow", "actors/lavrov/"),
    ("reznikov", "actors/reznikov/"),
    ("osce", "actors/osce/"),
    ("white house", "actors/white-house/"),
    ("kremlin spokesman", "actors/peskov/"),
    ("defence minister ukraine", "actors/reznikov/"),
    ("chancellor", "actors/scholz/"),
    ("ambassador to russia", "actors/john-sullivan/"),
    ("large-scale military attack", "#risk-invasion"),
    ("will russia attack ukraine", "#risk-invasion"),
    ("heavy fighting donbas", "#risk-donbas-escalation"),
    ("separatists fighting breaks out", "#risk-donbas-escalation"),
    ("further sanctions against russia", "#risk-sanctions"),
    ("sanction announced", "#risk-sanctions"),
    ("more troops eastern flank", "#risk-flank-reinforcement"),
    ("negotiations failed", "#risk-talks-breakdown"),
    ("conversation between putin and biden does not take place", "#risk-call-falls-through"),
    ("refuse the guarantee", "#risk-guarantee-refused"),
    ("nuclear weapons brought home", "#demand-nuclear-weapons-home"),
    ("american military bases", "#demand-no-us-bases"),
    ("say in any expansion", "#demand-say-in-expansion"),
    ("binding guarantees in writing", "#demand-legally-binding-document"),
    ("legal force", "#demand-legally-binding-document"),
    ("ground-launched missiles", "#demand-no-threatening-weapons"),
    ("soldiers on ukrainian soil", "#demand-no-nato-presence"),
    ("return to diplomacy", "#demand-de-escalation"),
    ("negotiations on the drafts geneva", "#demand-security-talks"),
    ("no further enlargement", "#demand-no-expansion"),
    ("94300", "2021-12-03-nato-guarantees/#figure-1"),
    ("94,300 troops", "2021-12-03-nato-guarantees/#figure-1"),
    ("175,000", "2021-12-03-nato-guarantees/#figure-3"),
    ("people killed eastern ukraine", "2021-12-03-nato-guarantees/#figure-4"),
    ("length of the call", "2021-12-07-video-call/#figure-2"),
    ("190000 personnel", "2022-02-24-invasion/#event-1"),
    ("annexes crimea", "2021-12-03-nato-guarantees/#event-2"),
    ("nord stream", "2022-02-24-invasion/#event-3"),
    ("pipeline certification halted", "2022-02-24-invasion/#event-3"),
    ("recognises donetsk luhansk", "2022-02-24-invasion/#event-2"),
    ('"playing with fire"', "2021-12-03-nato-guarantees/#event-5"),
    ("video link biden", "2021-12-07-video-call/#event-1"),
    ("promise verbally", "2021-12-03-nato-guarantees/#event-1"),
    ("premeditated war", "2022-02-24-invasion/#event-5"),
    ("open-door policy", "2022-01-26-written-answers/#event-4"),
    ("newsweek", "sources/2021-12-03-nato-guarantees--newsweek/"),
    ("tass", "sources/2022-01-26-written-answers--tass/"),
    ("two-hour call", "briefings/2021-12-07-video-call/"),
)
"""What somebody would type, and the end of the address of what they look for."""

ASK = """async ([module, texts]) => {
    const { ask } = await import(module);
    const told = [];
    for (const text of texts) told.push((await ask({ text, to: 5 })).hits.map(hit => hit.address));
    return told;
}"""


def places(
    browser: Browser, address: str, questions: list[tuple[str, Callable[[str], bool]]]
) -> dict[str, int]:
    """Where among the first five results the right one of each question is; 0 where it is not."""
    page = browser.new_page()
    page.goto(address)
    told = page.evaluate(ASK, [f"/{MODULE}", [text for text, _ in questions]])
    page.close()
    return {
        text: next((place for place, hit in enumerate(hits, start=1) if is_right(hit)), 0)
        for (text, is_right), hits in zip(questions, told, strict=True)
    }


def on_a_desk(records: list[Record], random: Random) -> Iterator[tuple[str, Callable[[str], bool]]]:
    """Three or four telling words of a title, as they come to mind: one of them unfinished."""
    titled: dict[str, list[str]] = {}
    for record in records:
        titled[record.address] = sorted({fold(word) for word in words(record.title)})
    used = Counter(word for found in titled.values() for word in found)
    told: dict[str, set[str]] = {}
    for record in records:
        told.setdefault(record.subject or record.address, set()).add(record.address)
    types = ("demand", "risk", "event", "briefing", "source")
    by_type = {name: [r for r in records if r.type == name] for name in types}
    for number in range(50):
        record = random.choice(by_type[types[number % len(types)]])
        telling = sorted(titled[record.address], key=lambda word: used[word])[:4]
        random.shuffle(telling)
        if number % 3 == 0 and len(telling[-1]) > 4:
            telling[-1] = telling[-1][:-1]
        # Words that stand in another record just as well ask for either.
        alike = {
            other.address
            for other in records
            if other.type == record.type and titled[other.address] == titled[record.address]
        }
        right = told[record.subject or record.address] | alike
        yield " ".join(telling), right.__contains__


def test_what_is_looked_for_comes_first(
    browser: Browser,
    site: Path,
    tmp_path: Path,
    serve_folder: Callable[[Path], str],
) -> None:
    make_desk(tmp_path / "desk", 300)
    corpus = link(read_folder(tmp_path / "desk"))
    records = [replace(record) for record in records_of(corpus, PLAIN)]
    publish(tmp_path / "site", records)
    real = [(text, _ends(answer)) for text, answer in ON_REAL_BRIEFINGS]
    made = list(on_a_desk(records, Random(11)))
    found = places(browser, serve_folder(site), real)
    found |= places(browser, serve_folder(tmp_path / "site"), made)
    assert len(found) == 100
    late = {text: place for text, place in found.items() if place != 1}
    assert len(late) <= 10, late
    assert sum(place == 0 for place in late.values()) <= 1, late


def _ends(answer: str) -> Callable[[str], bool]:
    return lambda hit: hit.endswith(answer)
