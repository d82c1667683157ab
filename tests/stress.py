"""A made-up desk of hard briefings: whatever strains a page stands in one of them.

Every briefing is one that `briefing check` takes. No person, port or number is real.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import cycle
from typing import Any

from generator.model.scales import SCALES, ScaleName
from generator.model.vocabulary import (
    ActorKind,
    Answer,
    Confidence,
    Credibility,
    DemandKind,
    DemandStatus,
    Level,
    Outcome,
    Reliability,
)
from tests.writing import briefing

Told = dict[str, Any]

WORD = ("Hafenarbeitergewerkschaftsverhandlungs" * 4)[:120]
"""One word that no page is wide enough for."""
LONG_TITLE = f"{'The port that stood still stands still for as long as ever, ' * 5}"[:297] + "end"
ADDRESS = f"https://gazette.example/{'cranes-at-rest/' * 20}?page={'9' * 60}"
CODE = "let_the_cranes_rest(" + "until=" * 20 + "1)"
PROSE = (
    f"What *they* say in **bold**, in code `{CODE}`, behind [a link]({ADDRESS}), behind "
    f"[{WORD}](https://gazette.example/), and as an address alone: {ADDRESS}"
)
TAGS = (
    *("nato", "NATO", "C", "C++", "C#", "a/b", "a b", "#", "état d'urgence", "制裁", "إضراب"),
    *(WORD, "..", "%2F", "<b>", "&amp;", "index", "404", "Ærø", "🚢"),
    *(f"tag {number}" for number in range(20)),
)
"""Forty, some of which differ by little, or look like a way through folders."""

UNCHECKED = {"unchecked-quote": "The paper was read at the kiosk."}
"""There are no archived texts, so that no quote can be looked up."""

SAGA = "harbour-strike"
"""The thread of many briefings, and what the id of each begins with."""
CROWD = "crowd"
ALONE = "alone"


@dataclass(frozen=True)
class Tongue:
    """A language, and what a small briefing says in it."""

    tag: str
    title: str
    summary: str
    union: str
    port: str
    demand: str
    event: str
    quote: str

    @property
    def union_id(self) -> str:
        """The id of the one who demands."""
        return f"union-{self.tag}"

    def briefing(self, **said: Any) -> Told:
        """A briefing in this language alone, whether or not it says so."""
        union, port = self.union_id, f"port-{self.tag}"
        evidence = [{"source": "paper", "quote": self.quote, "speaker": union}]
        return briefing(
            title=self.title,
            summary=self.summary * 2,
            tags=[self.union],
            sources={"paper": {"title": self.title, "publisher": self.port, "accept": UNCHECKED}},
            actors={
                union: {"name": self.union, "role": self.demand, "side": self.union},
                port: {"name": self.port, "role": self.event, "side": self.port},
            },
            demands={"pay": {"by": union, "of": port, "text": self.demand, "evidence": evidence}},
            risks={
                "closure": {
                    "event": self.event,
                    "horizon": "2021-12-31",
                    "likelihood": "likely",
                    "impact": "high",
                    "basis": self.summary,
                }
            },
            events=[{"date": "2021-03-01", "text": self.title, "actors": [union]}],
            figures=[
                {"measure": self.union, "value": 12, "claimed_by": union},
                {"measure": self.union, "value": "3/5", "claimed_by": port},
            ],
            gaps=[{"text": self.summary}],
            **said,
        )


TONGUES = (
    Tongue(
        "ar",
        "عمال الميناء يوقفون العمل حتى رفع الأجور بنسبة 12 %",
        "توقف الميناء (Port of Aldmoor) عن العمل منذ الصباح، ولا يعرف أحد إلى متى. ",
        "اتحاد عمال الميناء",
        "إدارة ميناء ألدمور",
        "رفع الأجور بنسبة 12 % قبل 31 مارس 2021",
        "يُغلق الميناء أسبوعًا كاملًا",
        "لن نعود إلى العمل قبل رفع الأجور",
    ),
    Tongue(
        "he",
        "עובדי הנמל מפסיקים לעבוד עד שהשכר יעלה ב־12 %",
        "הנמל (Port of Aldmoor) עומד מאז הבוקר, ואיש אינו יודע עד מתי. ",
        "איגוד עובדי הנמל",
        "הנהלת נמל אלדמור",
        "העלאת השכר ב־12 % עד 31 במרץ 2021",
        "הנמל נסגר לשבוע שלם",
        "לא נחזור לעבודה לפני שהשכר יעלה",
    ),
    Tongue(
        "zh",
        "码头工人停工要求加薪百分之十二港口自清晨起全面停摆何时恢复无人知晓",
        "奥尔德莫尔港(Port of Aldmoor)自清晨起停摆,无人知道何时恢复。",
        "码头工人联合会",
        "奥尔德莫尔港务局",
        "在2021年3月31日前加薪百分之十二",
        "港口关闭整整一周",
        "不加薪我们就不复工",
    ),
    Tongue(
        "ja",
        "港湾労働者が十二パーセントの賃上げを求めて操業を停止し再開の見通しは立っていない",
        "アルドムーア港(Port of Aldmoor)は朝から止まっており、再開の時期は誰にもわからない。",
        "港湾労働者組合",
        "アルドムーア港湾局",
        "二〇二一年三月三十一日までに賃金を十二パーセント引き上げること",
        "港がまる一週間閉鎖される",
        "賃金が上がるまで仕事には戻らない",
    ),
    Tongue(
        "th",
        "คนงานท่าเรือหยุดงานจนกว่าค่าแรงจะเพิ่มขึ้นร้อยละสิบสอง",
        "ท่าเรือหยุดนิ่งตั้งแต่เช้าและไม่มีใครรู้ว่าจะเปิดอีกเมื่อใด ",
        "สหภาพคนงานท่าเรือ",
        "การท่าเรืออัลด์มัวร์",
        "เพิ่มค่าแรงร้อยละสิบสองก่อนสิ้นเดือนมีนาคม",
        "ท่าเรือปิดทั้งสัปดาห์",
        "เราจะไม่กลับไปทำงานก่อนขึ้นค่าแรง",
    ),
    Tongue(
        "hi",
        "बंदरगाह के मज़दूरों ने बारह प्रतिशत वेतन बढ़ने तक काम रोक दिया",
        "बंदरगाह सुबह से बंद है और कोई नहीं जानता कि वह कब खुलेगा। ",
        "बंदरगाह मज़दूर संघ",
        "एल्डमूर बंदरगाह प्रशासन",
        "इकतीस मार्च तक वेतन में बारह प्रतिशत की वृद्धि",
        "बंदरगाह पूरे सप्ताह बंद रहता है",
        "वेतन बढ़ने से पहले हम काम पर नहीं लौटेंगे",
    ),
)


def one_briefing() -> dict[str, Told]:
    """A corpus of one briefing, which says no more than it has to."""
    return {ALONE: briefing()}


def stress_register() -> Told:
    """Who the crowd is: some of one word, some of many, some part of another."""
    kinds = cycle(ActorKind)
    register: Told = {
        f"actor-{number:02}": {
            "name": f"Harbour Board {number}" + " of the Lower and the Upper Quays" * (number % 3),
            "kind": next(kinds),
            "aliases": [f"HB{number}", f"Board {number} ({WORD[:30]})"],
            "wikidata": f"Q{number}",
            "url": ADDRESS,
        }
        for number in range(1, 41)
    }
    register["actor-02"]["part_of"] = "actor-01"
    register["actor-03"] |= {"part_of": "actor-02", "office": "Keeper of the third quay"}
    return register


def stress_briefings() -> dict[str, Told]:
    """The whole desk, by id."""
    return {
        "long-title": briefing(title=LONG_TITLE, summary=PROSE, tags=list(TAGS)),
        "one-word": _one_word(),
        CROWD: _crowd(),
        **{f"in-{tongue.tag}": tongue.briefing(language=tongue.tag) for tongue in TONGUES},
        **{f"unset-{tongue.tag}": tongue.briefing() for tongue in TONGUES},
        "least-demand": briefing(
            actors={"union": {"name": "Union of Dockers"}},
            demands={"pay": {"by": "union", "text": "Pay"}},
        ),
        "least-risk": briefing(
            actors={"union": {"name": "Union of Dockers"}},
            risks={"fire": {"event": "It burns"}},
        ),
        "empty-sections": briefing(
            tags=[],
            demands={},
            risks={},
            events=[],
            figures=[],
            assumptions=[],
            alternatives=[],
            gaps=[],
            corrections=[],
        ),
        **{f"{SAGA}-{number:02}": _chapter(number) for number in range(15)},
    }


def _one_word() -> Told:
    """Every text is one word that cannot be broken, and every id as long as an id may be."""
    key = "x" * 64
    evidence = [{"source": key, "quote": WORD, "speaker": key, "note": WORD}]
    return briefing(
        title=WORD,
        summary=WORD,
        author=WORD,
        reviewed_by=WORD,
        tags=[WORD],
        sources={
            key: {
                "title": WORD,
                "publisher": WORD,
                "author": WORD,
                "url": ADDRESS,
                "accept": UNCHECKED,
            }
        },
        actors={
            key: {"name": WORD, "role": WORD, "side": WORD, "note": WORD, "evidence": evidence},
            "other": {"name": WORD[::-1], "aliases": [WORD], "office": WORD, "speaks_for": key},
        },
        demands={
            key: {
                "by": key,
                "of": "other",
                "text": WORD,
                "note": WORD,
                "evidence": evidence,
                "responses": [{"by": "other", "answer": "rejected", "text": WORD}],
            }
        },
        risks={
            key: {
                "event": WORD,
                "given": WORD,
                "horizon": "2021-12-31",
                "likelihood": "roughly even chance",
                "impact": "very-high",
                "basis": WORD,
                "affects": [key, "other"],
                "indicators": [{"text": WORD, "seen": "2021-02", "evidence": evidence}],
            }
        },
        events=[{"date": "2021-03-01", "text": WORD, "claimed_by": key, "evidence": evidence}],
        figures=[
            {"measure": WORD, "value": 10**17, "unit": WORD, "claimed_by": key, "note": WORD},
            {"measure": WORD, "value": 1, "unit": WORD, "claimed_by": "other", "note": WORD},
        ],
        assumptions=[{"text": WORD, "key": True}],
        alternatives=[{"text": WORD}],
        gaps=[{"text": WORD}],
        corrections=[{"date": "2021-03-02", "text": WORD}],
    )


def _crowd() -> Told:
    """Forty actors on five sides, who make thirty demands of each other."""
    sides = cycle(["The port", "The union", "The city", "Shippers and their agents", ""])
    statuses, kinds = cycle(DemandStatus), cycle(DemandKind)
    actors: Told = {}
    for number in range(1, 41):
        side = next(sides)
        actors[_actor(number)] = {"role": f"Speaks at table {number}"} | (
            {"side": side} if side else {}
        )
    return briefing(
        title="Forty boards ask thirty things of each other",
        actors=actors,
        demands={
            f"demand-{number}": {
                "by": [_actor(number + each) for each in range(1 + number % 4)],
                "of": [_actor(number + 10 + each) for each in range(number % 6)],
                "text": f"That quay {number} be given to those who stand on it"
                + number % 3 * ", now",
                "status": next(statuses),
                "kind": next(kinds),
                "red_line": number % 5 == 0,
                "deadline": f"2021-{1 + number % 12:02}",
            }
            for number in range(30)
        },
    )


def _actor(number: int) -> str:
    return f"actor-{1 + (number - 1) % 40:02}"


# The thread

_SOURCES: Told = {
    f"paper-{letter.lower()}": {
        "title": f"Cranes at rest, as paper {letter} has it",
        "publisher": f"Paper {letter}",
        "author": "Harbour desk",
        "url": f"https://paper-{letter.lower()}.example/cranes",
        "published": "2021-03",
        "accessed": "2021-03-05",
        "origin": "wire" if letter in "AB" else f"desk-{letter.lower()}",
        "reliability": letter,
        "note": PROSE,
    }
    for letter in Reliability
}
for _letter in "abc":
    _SOURCES[f"paper-{_letter}"]["accept"] = UNCHECKED
_CITED = {"source": "paper-a"}
_QUOTED = {
    "source": "paper-a",
    "quote": "We stop the cranes until every docker is paid what was promised in spring",
    "speaker": "union",
}
_DRIFTED = {
    "source": "paper-b",
    "quote": "We stop the cranes until each docker is paid what was agreed in spring",
    "speaker": "union",
    "note": "Another wording of *the same* words.",
}
_EVIDENCE = [
    _CITED,
    _QUOTED,
    _DRIFTED,
    {"source": "paper-c", "quote": "The cranes stand"},
    {"source": "paper-d", "note": PROSE},
]
_AMOUNTS = (
    *("94300", "-12", "0.000000001", "999999999999999999", "../5", "7/.."),
    *("70000~", "-5/3", "169000~/190000~", "0", "../-3~", "-999999999999999999.999999999"),
)
_DATES = (
    *("0005", "0044-03-15", "0476~", "../1066", "1492-10", "1848/1849", "1914-07-28/1918-11-11"),
    *("198X", "199X/2014~", "2014-05~", "2014-05-06~", "2014/..", "2021-03-01", "9990-12-31"),
)


def _chapter(number: int) -> Told:
    """One briefing of the thread; the fourth one says everything that can be said."""
    name = list(ScaleName)[number % 2]
    steps = SCALES[name].steps
    # Up to the top of the scale and down again, so that each step is taken both ways.
    place = number % 12
    word = steps[min(place, 12 - place, len(steps) - 1)].words[-1]
    told = briefing(
        title=f"Day {number} of the harbour strike",
        date=f"2021-03-{2 * number + 1:02}",
        thread=SAGA,
        scale=name,
        language="en",
        author="Harbour desk" if number % 3 else "Night desk",
        reviewed_by="Day desk",
        tags=["nato", *TAGS[number : number + 3]],
        summary=f"The cranes stand for day {number}.\n\nA second paragraph. {PROSE}",
        sources=_SOURCES,
        actors=_cast(),
        demands=_demands(number),
        risks={
            "closure": {
                "event": "The port of Aldmoor closes for a week",
                "given": "The talks end without a date for more",
                "horizon": "2021-12-31",
                "likelihood": word,
                "confidence": list(Confidence)[number % 3],
                "impact": list(Level)[number % 5],
                "basis": f"The cranes stood {number} days before.",
                "affects": ["port", "union"],
                "evidence": _EVIDENCE,
            },
            **_storms(number),
        },
        figures=[
            {"measure": "Dockers on strike", "value": amount, "claimed_by": _actor(place)}
            for place, amount in enumerate(_AMOUNTS[: 12 if number == 4 else 1 + number % 3], 1)
        ],
        events=[
            {"date": f"2021-03-{2 * number + 1:02}", "text": f"The talks of day {number} end."}
        ],
    )
    return told | (_everything() if number == 4 else {})


def _cast() -> Told:
    return {
        "port": {"name": "Port of Aldmoor", "kind": "company", "side": "The port"},
        "union": {
            "name": "Union of Dockers",
            "kind": "organization",
            "side": "The union",
            "note": PROSE,
            "evidence": _EVIDENCE,
        },
        "speaker": {"name": "Spokesman of the union", "side": "The union", "speaks_for": "union"},
        "fence": {"name": "Harbour Fence Ltd"},
    }


def _demands(number: int) -> Told:
    """A demand of each status, each of which moves on to another one in the next briefing."""
    statuses = list(DemandStatus)
    return {
        f"demand-{place}": {
            "by": ["union", "speaker"][: 1 + place % 2],
            "of": ["port", "fence"][: 1 + place % 2],
            "text": f"Pay for shift {place}, as it was *promised* in spring",
            "kind": list(DemandKind)[place],
            "red_line": place == 0,
            "deadline": f"2021-{place + 3:02}",
            "status": statuses[(place + number // 3) % len(statuses)],
            "credibility": Credibility.PROBABLE,
        }
        for place in range(len(statuses))
    }


def _storms(number: int) -> Told:
    """Risks that are judged early and settled later: enough of two words to draw a rate."""
    if number not in (0, 1, 6):
        return {}
    outcomes = [*[Outcome.OCCURRED] * 4, *[Outcome.DID_NOT_OCCUR] * 3, Outcome.UNCLEAR]
    word = "likely" if number == 0 else "highly likely"
    judged = {"likelihood": word, "horizon": "2021-03-10", "impact": "low", "basis": "Clouds."}
    settled = {
        place: {"resolution": {"outcome": outcome, "date": "2021-03-10", "text": PROSE}}
        for place, outcome in enumerate(outcomes)
    }
    return {
        f"storm-{place}": {"event": f"Storm {place} reaches the *inner* harbour"}
        | (settled[place] if number == 6 else judged)
        for place in settled
    }


def _everything() -> Told:
    """What one briefing of the thread has: every answer, every form of a date, every reason."""
    answers = [
        {"by": "port", "date": date, "answer": answer, "text": PROSE, "evidence": _EVIDENCE}
        for date, answer in zip(_DATES[-6:], Answer, strict=False)
    ]
    return {
        "demands": _demands(4)
        | {
            "answered": {
                "by": ["union", "speaker"],
                "of": ["port", "fence"],
                "text": PROSE,
                "note": f"{PROSE}\n\nA second paragraph.",
                "credibility": Credibility.CONFIRMED,
                "evidence": [_CITED, _QUOTED],
                "responses": answers,
                "accept": {"confirmed-by-one-origin": "Both papers sat in the room themselves."},
            }
        },
        "risks": {
            "bare": {"event": "Something else happens"},
            "sure": {
                "event": "The fence may fall",
                "likelihood": "almost certain",
                "confidence": "high",
                "accept": {
                    "no-horizon": "It has no end.",
                    "no-basis": "All can see it.",
                    "hedged-event": "So it was put.",
                    "overconfident": f"So it was put, too. {WORD}",
                },
            },
            "watched": {
                "event": "The port hires from *elsewhere*",
                "horizon": "2021-04",
                "likelihood": "unlikely",
                "impact": "very-high",
                "basis": PROSE,
                "note": f"{PROSE}\n\nA second paragraph.",
                "affects": ["port", "union", "speaker", "fence"],
                "indicators": [
                    {"text": PROSE, "seen": "2021-03~", "evidence": _EVIDENCE},
                    {"text": "Buses are ordered"},
                ],
                "evidence": _EVIDENCE,
            },
        },
        "events": [
            {
                "date": date,
                "text": f"What is told of {date}: {PROSE}",
                "actors": ["port", "union"],
                "claimed_by": "speaker",
                "credibility": credibility,
                "evidence": [_QUOTED],
            }
            for date, credibility in zip(_DATES, cycle(list(Credibility)[1:]), strict=False)
        ],
        "assumptions": [{"text": PROSE, "key": True}, {"text": "The tide turns."}],
        "alternatives": [{"text": PROSE}],
        "gaps": [{"text": PROSE}],
        "corrections": [
            {"date": "2021-03-10", "text": PROSE},
            {"date": "2021-03-11", "text": WORD},
        ],
    }
