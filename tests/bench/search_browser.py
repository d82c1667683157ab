"""Questions asked of each search in a real Chromium: how long, how many bytes, what is found.

For `search.py`. A question is cold if its browser has never seen the site before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import nan
from statistics import median
from typing import Any, TypeAlias, TypedDict
from urllib.parse import urljoin

from playwright.sync_api import Browser, Error, sync_playwright
from playwright.sync_api import Page as Tab

from tests.bench.search_server import Server
from tests.pictures import CHROMIUM_OPTIONS, chromium

PATIENCE = 300
"""Seconds after which an engine that is not ready is given up."""
NEXT = "the next two words"
"""The kind of the questions that are not cold."""
SLOW = 3
"""Seconds to be ready from which on an engine is started once, not for each question."""

# Each makes `find`, which gives how many results there are once the first ten could be shown, and
# `list`, which says on how many briefings something is found, and the first of them.
OURS = """
const { ask } = await import(`${base}assets/search.js`);
const sure = async (question) => {
  const answer = await ask(question);
  if (answer.isBroken || answer.isMissing) throw new Error("a part of the index is missing");
  return answer;
};
const find = async (question) => (await sure({ ...question, to: 10 })).total;
const list = async (text) => {
  const { hits } = await sure({ text, to: 1e9 });
  const claims = hits.filter(({ type }) => !["actor", "source", "guide"].includes(type));
  const pages = [...new Set(claims.map(({ address }) => address.split("#")[0]))];
  return { count: pages.length, first: pages.slice(0, 10) };
};
"""
PAGEFIND = """
const pagefind = await import(`${base}pagefind.js`);
const search = async ({ text, filters = {}, sort }) => {
  const order = sort === "date" ? { sort: { date: "desc" } } : {};
  const { results } = await pagefind.search(text || null, { filters, ...order });
  const first = await Promise.all(results.slice(0, 10).map((result) => result.data()));
  return { count: results.length, first: first.map(({ raw_url }) => raw_url.slice(1)) };
};
const find = async (question) => (await search(question)).count;
const list = (text) => search({ text });
"""
MATERIAL = """
const worker = new Worker(`${base}worker.js`);
const told = (message) => new Promise((resolve, reject) => {
  worker.onmessage = ({ data }) => resolve(data.data);
  worker.onerror = () => reject(new Error("the worker has failed"));
  worker.postMessage(message);
});
const index = await (await fetch(`${base}search_index.json`)).json();
await told({ type: 0, data: { ...index, options: { suggest: false } } });
const find = async ({ text }) => (await told({ type: 2, data: text })).items.length;
const list = null;
"""
_OPEN = """
async ({ base, question, patience }) => {
  const started = performance.now();
  const open = async () => {
    %s
    Object.assign(globalThis, { find, list });
    const ready = performance.now();
    const found = await find(question);
    return { found, ready: (ready - started) / 1000, took: (performance.now() - started) / 1000 };
  };
  const late = new Promise((_, no) => setTimeout(() => no(new Error("late")), patience * 1000));
  return Promise.race([open(), late]);
}
"""
_FIND = """
async (question) => {
  const started = performance.now();
  const found = await find(question);
  return { found, ready: 0, took: (performance.now() - started) / 1000 };
}
"""
_LIST = """
async (texts) => {
  const found = [];
  for (const text of texts) found.push(await list(text));
  return found;
}
"""


class Question(TypedDict, total=False):
    """What is asked, as `ask` of `search.js` takes it."""

    text: str
    filters: dict[str, list[str]]
    sort: str
    count: list[str]


@dataclass(frozen=True, slots=True)
class Cost:
    """What a question costs."""

    seconds: float
    size: float
    """Bytes of all responses since the page was opened, or since the question before."""
    results: float


Costs: TypeAlias = dict[str, list[Cost]]
"""By the kind of the questions."""


@dataclass(frozen=True, slots=True)
class Found:
    """On how many briefings a word is found, and the first ten of them."""

    count: int
    first: list[str]


@contextmanager
def started() -> Iterator[Browser]:
    """A Chromium, until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(CHROMIUM_OPTIONS)
        )
        try:
            yield browser
        finally:
            browser.close()


class Engine:
    """One search in the browser, opened in pages of its own."""

    def __init__(self, browser: Browser, base: str, server: Server, script: str) -> None:
        self.browser = browser
        self.base = base
        self.server = server
        self.script = _OPEN % script
        self.knows_filters = script is not MATERIAL

    def slow_costs(
        self, kinds: Mapping[str, Sequence[Question]], later: Sequence[Question]
    ) -> Costs | None:
        """What `costs_of` tells, of an engine that needs long to be ready; None of a quick one.

        It is started once: its first result is that long away for every kind. One that is never
        ready costs nothing known.
        """
        try:
            with self._opened(next(iter(kinds.values()))[0]) as (tab, ready, start):
                if ready < SLOW:
                    return None
                found: Costs = {}
                for kind, questions in kinds.items():
                    costs = [self._ask(tab, question) for question in questions]
                    found[kind] = [
                        Cost(ready + cost.seconds, start.size + cost.size, cost.results)
                        for cost in costs
                    ]
                return {**found, NEXT: [self._ask(tab, question) for question in later]}
        except Error as error:
            if "late" in str(error) or "crash" in str(error):
                return {}
            raise

    def costs(self, question: Question, later: Question) -> tuple[Cost, Cost]:
        """What a question costs cold, and what another one then costs."""
        with self._opened(question) as (tab, _, cost):
            return cost, self._ask(tab, later)

    def found(self, texts: Sequence[str]) -> list[Found]:
        """What is found for each of some texts."""
        with self._opened({"text": texts[0]}) as (tab, _, _):
            every: list[dict[str, Any]] = tab.evaluate(_LIST, list(texts))
        return [Found(**each) for each in every]

    @contextmanager
    def _opened(self, question: Question) -> Iterator[tuple[Tab, float, Cost]]:
        """A page in a fresh browser with the answer to its first question: its cost.

        Between: after how many seconds the engine was ready to be asked.
        """
        context = self.browser.new_context()
        try:
            tab = context.new_page()
            self.server.taken()
            tab.goto(urljoin(self.base, "/index.html"))
            asked = {"base": self.base, "question": question, "patience": PATIENCE}
            answer = tab.evaluate(self.script, asked)
            yield tab, answer["ready"], Cost(answer["took"], self.server.taken(), answer["found"])
        finally:
            context.close()

    def _ask(self, tab: Tab, question: Question) -> Cost:
        self.server.taken()
        answer = tab.evaluate(_FIND, question)
        return Cost(answer["took"], self.server.taken(), answer["found"])


def costs_of(
    engines: Sequence[Engine], kinds: Mapping[str, Sequence[Question]], later: Sequence[Question]
) -> list[Costs]:
    """For each engine what each kind of question costs cold, and other questions then (`NEXT`).

    The engines take turns, so that what else the machine does strikes them alike. The theme's
    is not asked for filters, which it does not know.
    """
    worded = {kind: some for kind, some in kinds.items() if "filters" not in some[0]}
    found: list[Costs] = []
    quick: list[tuple[Engine, Costs]] = []
    for engine in engines:
        slow = engine.slow_costs(worded, later)
        found.append(defaultdict(list) if slow is None else slow)
        if slow is None:
            quick.append((engine, found[-1]))
    for at, other in enumerate(later):
        for kind, questions in kinds.items():
            for engine, costs in quick:
                if engine.knows_filters or kind in worded:
                    cost, next_cost = engine.costs(questions[at], other)
                    costs[kind].append(cost)
                    costs[NEXT].append(next_cost)
    return found


def middle(costs: Sequence[Cost]) -> Cost:
    """The medians of what several questions cost."""
    if not costs:
        return Cost(nan, nan, nan)
    return Cost(
        median(cost.seconds for cost in costs),
        median(cost.size for cost in costs),
        median(cost.results for cost in costs),
    )
