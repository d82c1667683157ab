"""Corpora to make tables of, what their tables have to say, and how CSV is read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from enum import Enum
from typing import Any

from generator.evidence.archive import Archive
from generator.evidence.proof import unchecked
from generator.evidence.proofs import prove
from generator.exporting.columns import Kind, Row
from generator.exporting.tables import TABLES, identity_rows, rows_of
from generator.exporting.writing import csv_body, csv_head, jsonl_body, plain
from generator.linking.corpus import Corpus
from generator.linking.link import connect, link
from generator.linking.outline import outline_of
from generator.linking.sightings import Content, Ref
from generator.model.briefing import Briefing, Entry, Evidence
from generator.model.dates import PartialDate
from generator.model.quantities import Quantity
from generator.model.references import entries
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from tests.filling import filled_briefing
from tests.pictures import ROOT
from tests.writing import briefing, linked

SITE = "https://desk.example/news/"
EDITION = Edition(site_name="Desk", site_url=SITE)
Facts = dict[str, Any]

HOSTILE = (
    '=HYPERLINK("https://elsewhere.example";"x")',
    "+1+1",
    "-2/3",
    "@SUM(1)",
    "＝1+1",
    "＠x ＋x －x",
    "'=1+1",
    "''@x",
    "'quoted' words",
    "a\r\nb\nc\rd",
    '"a","b"\r\n=1',
    "a;b,c\td|e",
    '["a", 1]',
    "nul\x00 bell\x07 escape\x1b[31m delete\x7f next\x85 line\u2028 paragraph\u2029 end",
    "bidi \u202eevil\u202c \u2066x\u2069 \ufeffmark",
    "</script><script>alert(1)</script>",
    "NA",
    "null",
    "\\N",
    "1e5",
    "long " + "word " * 28_000 + "end",
)
LONE = "lone \ud800 and \udfff surrogates"


class Evil:
    """Gives each text field another hostile text."""

    def __init__(self, first: int, texts: tuple[str, ...]) -> None:
        self.turn, self.texts = first, texts

    def __call__(self, path: str, is_prose: bool) -> str:
        self.turn += 1
        text = self.texts[self.turn % len(self.texts)]
        # No address can lead to a lone surrogate; the reader lets none through.
        return "quoted" if path.endswith("quote") and text == LONE else text


def made(id_: str, said: Any) -> Ref:
    """A briefing of values that no YAML can bring."""
    told = Briefing.model_validate(said)
    proofs = tuple(unchecked(e.quote) for _, e in entries(told) if isinstance(e, Evidence))
    content = Content(told, proofs)
    return Ref(id_, f"{id_}.yml", outline_of(told, proofs), lambda: content)


def hostile(*texts: str) -> Corpus:
    """As many briefings as there are texts: each text stands in each field once."""
    refs = [
        made(f"evil-{n}", filled_briefing(Evil(n, texts)) | {"thread": f"story-{n}"})
        for n in range(len(texts))
    ]
    return connect(refs, None)


def real() -> Corpus:
    folder = read_folder(ROOT / "briefings")
    return link(folder, prove(folder, Archive(ROOT / "briefings")))


UNCERTAIN = briefing(
    thread="dock-strike",
    demands={
        "pay": {
            "by": ["union", "port"],
            "of": "port",
            "text": "More.",
            "deadline": "2021-02/..",
            "responses": [
                {"by": "port", "date": "199X", "answer": "rejected"},
                {"by": "port", "date": "2021-03~", "answer": "deferred", "evidence": [{}]},
            ],
        }
    },
    risks={
        "ruin": {
            "event": "The port closes.",
            "likelihood": "Very  Likely",
            "impact": "very-high",
            "resolution": {"outcome": "occurred", "date": "2021/2022", "evidence": [{}]},
            "indicators": [{"text": "Ships turn."}, {"text": "Cranes stop.", "evidence": [{}]}],
        },
        "calm": {"event": "Nothing happens."},
    },
    figures=[
        {"measure": "Ships", "value": "-5/5~"},
        {"measure": "Ships", "value": "../123456789012345678.123456789"},
        {"measure": "Ships", "value": "900719925474099301/.."},
    ],
    events=[{"date": "../2014", "text": "Founded.", "actors": ["port", "union"]}],
    gaps=[{"text": "Who pays?"}],
    alternatives=[{"text": "Bluff."}],
    assumptions=[{"text": "Law holds.", "key": True}],
    corrections=[{"date": "2021-03-02", "text": "Two, not three."}],
    tags=["pay", "semi;colon", 'a "b"'],
)


def uncertain() -> Corpus:
    return linked({"2021-03-01-strike": UNCERTAIN, "index": briefing(date="2021-01-01")})


CORPORA: Mapping[str, Callable[[], Corpus]] = {
    "real": real,
    "uncertain": uncertain,
    "hostile": lambda: hostile(*HOSTILE),
    "least": lambda: linked({"2021-03-01-least": briefing()}),
}


def every_row(corpus: Corpus, edition: Edition = EDITION) -> dict[str, list[Row]]:
    """The rows of a whole corpus, oldest briefing first."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for ref in reversed(corpus.refs):
        for name, found in rows_of(ref, edition).items():
            rows[name] += found
    rows["identities"] = identity_rows(corpus.known.values(), edition)
    return rows


def as_facts(name: str, rows: list[Row]) -> list[Facts]:
    """Rows as anyone reads them from JSON Lines."""
    return [json.loads(line) for line in jsonl_body(TABLES[name], rows).decode().split("\n")[:-1]]


def told(entry: Entry) -> Facts:
    """What an entry says by itself, as JSON would have it."""
    facts: Facts = {}
    for name in type(entry).model_fields:
        value = getattr(entry, name)
        if isinstance(value, PartialDate | Quantity):
            facts[name] = value.text
        elif isinstance(value, Enum):
            facts[name] = value.value
        elif isinstance(value, date):
            facts[name] = value.isoformat()
        elif isinstance(value, tuple) and all(isinstance(each, str) for each in value):
            facts[name] = list(value)
        elif value is None or isinstance(value, str | bool):
            facts[name] = value
    return facts


def without(facts: Facts, *names: str) -> Facts:
    return {name: value for name, value in facts.items() if name not in names}


def expected(ref: Ref) -> dict[str, list[Facts]]:
    """What the tables have to say of a briefing, taken from the model entry by entry."""
    b = ref.briefing
    page = f"{SITE}briefings/{'index-' if ref.id == 'index' else ref.id}/"

    def at(anchor: str) -> Facts:
        return {"id": f"{ref.id}#{anchor}", "page": f"{page}#{anchor.partition('/')[0]}"}

    facts: dict[str, list[Facts]] = {
        "briefings": [
            without(
                told(b),
                "date",
                "status",
                "events",
                "figures",
                "assumptions",
                "alternatives",
                "gaps",
                "corrections",
            )
            | {"page": page}
        ],
        "actors": [at(f"actor-{k}") | told(e) | {"actor": k} for k, e in b.actors.items()],
        "demands": [at(f"demand-{k}") | told(e) | {"demand": k} for k, e in b.demands.items()],
        "answers": [
            at(f"demand-{k}/answer-{n}")
            | told(e)
            | {"demand_id": f"{ref.id}#demand-{k}", "demand": k}
            for k, d in b.demands.items()
            for n, e in enumerate(d.responses, 1)
        ],
        "indicators": [
            at(f"risk-{k}/indicator-{n}") | told(e) | {"risk_id": f"{ref.id}#risk-{k}", "risk": k}
            for k, r in b.risks.items()
            for n, e in enumerate(r.indicators, 1)
        ],
        "sources": [
            at(f"source-{k}") | without(told(e), "text", "republish") | {"source": k}
            for k, e in b.sources.items()
        ],
        "events": [at(f"event-{n}") | told(e) for n, e in enumerate(b.events, 1)],
        "figures": [at(f"figure-{n}") | told(e) for n, e in enumerate(b.figures, 1)],
        "corrections": [
            told(e) | {"id": f"{ref.id}#correction-{n}", "page": f"{page}#corrections"}
            for n, e in enumerate(b.corrections, 1)
        ],
        "remarks": [
            {"key": None} | told(e) | {"id": f"{ref.id}#{k}-{n}", "page": page, "kind": k}
            for k, remarks in (
                ("gap", b.gaps),
                ("assumption", b.assumptions),
                ("alternative", b.alternatives),
            )
            for n, e in enumerate(remarks, 1)
        ],
    }
    facts["risks"] = [
        at(f"risk-{k}")
        | without(told(e), "likelihood", "confidence", "impact", "basis", "resolution")
        | {"risk": k}
        | {
            f"resolution_{f}": v
            for f, v in (told(e.resolution) if e.resolution else {}).items()
            if f != "evidence"
        }
        for k, e in b.risks.items()
    ]
    facts["assessments"] = [
        {
            "risk_id": f"{ref.id}#risk-{k}",
            "risk": k,
            "page": f"{page}#risk-{k}",
            "scale": b.scale.value,
        }
        | {f: told(e)[f] for f in ("likelihood", "confidence", "impact", "basis")}
        for k, e in b.risks.items()
        if e.likelihood or e.confidence or e.impact or e.basis
    ]
    facts["evidence"] = list(stands_on(ref, page))
    lists = {"evidence", "responses", "indicators"}
    return {
        name: [
            without(row, *lists)
            | {"briefing": ref.id, "thread": b.thread, "briefing_date": b.date.isoformat()}
            for row in rows
        ]
        for name, rows in facts.items()
    }


def stands_on(ref: Ref, page: str) -> Iterator[Facts]:
    """Every evidence item of a briefing, found by going where evidence may stand."""
    b, proofs = ref.briefing, iter(ref.content.proofs)
    number = 0

    def items(kind: str, anchor: str, part: str, holder: Any) -> Iterator[Facts]:
        nonlocal number
        for item in holder.evidence if holder else ():
            proof = next(proofs)
            source = item.source or next(iter(b.sources))
            url = b.sources[source].url
            number += 1
            text = f":~:text={proof.fragment}"
            yield {
                "id": f"{ref.id}#evidence-{number}",
                "page": f"{page}#{anchor}",
                "claim_kind": kind,
                "claim_id": f"{ref.id}#{anchor}{part}",
                "source_id": f"{ref.id}#source-{source}",
                "quote": item.quote,
                "speaker": item.speaker,
                "note": item.note,
                "state": proof.state.value,
                "url": url and (f"{url}#{text}" if proof.fragment else url),
            }

    for key, actor in b.actors.items():
        yield from items("actor", f"actor-{key}", "", actor)
    for key, demand in b.demands.items():
        yield from items("demand", f"demand-{key}", "", demand)
        for n, response in enumerate(demand.responses, 1):
            yield from items("answer", f"demand-{key}", f"/answer-{n}", response)
    for key, risk in b.risks.items():
        for n, indicator in enumerate(risk.indicators, 1):
            yield from items("indicator", f"risk-{key}", f"/indicator-{n}", indicator)
        yield from items("risk", f"risk-{key}", "", risk)
        yield from items("resolution", f"risk-{key}", "", risk.resolution)
    for n, event in enumerate(b.events, 1):
        yield from items("event", f"event-{n}", "", event)
    for n, figure in enumerate(b.figures, 1):
        yield from items("figure", f"figure-{n}", "", figure)


def csv_facts(name: str, content: bytes) -> list[Facts]:
    """What a reader makes of CSV who knows the table's description only."""
    header, *lines = csv.reader(io.StringIO(content.decode(), newline=""), strict=True)
    kinds = {column.name: column.kind for column in TABLES[name].columns}
    assert header == list(kinds)
    return [
        {column: read_cell(kinds[column], cell) for column, cell in zip(header, line, strict=True)}
        for line in lines
    ]


def read_cell(kind: Kind, cell: str) -> Any:
    if kind in (Kind.IDS, Kind.TEXTS) or not cell:
        empty: list[str] | None = [] if kind in (Kind.IDS, Kind.TEXTS) else None
        parted = cell.split(";") if kind is Kind.IDS else json.loads(cell or "[]")
        return parted if cell else empty
    if kind in (Kind.WHOLE, Kind.NUMBER):
        return float(cell) if "." in cell else int(cell)
    return cell == "true" if kind is Kind.FLAG else plain(cell)


def as_csv(name: str, rows: list[Row]) -> bytes:
    return csv_head(TABLES[name]) + csv_body(TABLES[name], rows)
