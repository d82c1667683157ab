"""How much of what a reader finds in a text `briefing draft` finds, and how much is right.

python tests/bench/draft.py            the texts that the rules were not written on
python tests/bench/draft.py --tuned    those that they were
python tests/bench/draft.py --misses   and what was missed, or found wrongly

The texts are invented. What a reader finds in each stands beside it, in a file of the same name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import yaml

from generator.authoring.drafting.candidates import Candidates, candidates
from generator.authoring.drafting.cast import Found
from generator.evidence.folding import fold
from generator.evidence.pieces import core

TEXTS = Path(__file__).parents[1] / "authoring" / "drafts"
KINDS = ("quotations", "speakers", "according to", "actors", "kinds", "figures", "dates")
STANCES = ("demand", "threat", "warning", "refusal")

Told = tuple[str, str, str]
"""A kind; `right`, `missed` or `wrong`; and the thing."""


@click.command()
@click.option("--tuned", is_flag=True)
@click.option("--misses", is_flag=True)
@click.option("--only", default="")
def main(tuned: bool, misses: bool, only: str) -> None:
    """Print a table."""
    counts = measured("tuned" if tuned else "held-out", misses=misses, only=only)
    click.echo(f"{'':14}{'found':>7}{'of':>5}{'recall':>9}{'precision':>11}")
    for kind in (*KINDS, *STANCES):
        right, missed, wrong = (counts[kind, which] for which in ("right", "missed", "wrong"))
        click.echo(
            f"{kind:14}{right:7}{right + missed:5}"
            f"{share(right, missed):8} %{share(right, wrong):9} %"
        )


def share(right: int, others: int) -> int:
    """Per cent."""
    return round(100 * right / (right + others)) if right + others else 100


def measured(folder: str, *, misses: bool = False, only: str = "") -> Counter[tuple[str, str]]:
    """How many things of each kind were found, missed and found wrongly in a folder's texts."""
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted((TEXTS / folder).glob("*.txt")):
        if only not in path.stem:
            continue
        gold = yaml.safe_load(path.with_suffix(".yml").read_text("utf-8"))
        found = candidates(path.read_text("utf-8"), date.fromisoformat(str(gold["date"])))
        for kind, which, what in compared(gold, found):
            counts[kind, which] += 1
            if misses and which != "right":
                click.echo(f"{path.stem:18} {kind:13} {which:7} {what}")
    return counts


def compared(gold: dict[str, Any], found: Candidates) -> Iterator[Told]:
    """What was found beside what there is: kind, `right`, `missed` or `wrong`, and the thing."""
    yield from _quotations(gold["quotes"], found)
    speakers = [account.speaker for account in found.attributed]
    yield from _matched("according to", gold["according_to"], speakers)
    yield from _matched("actors", gold["actors"], found.actors)
    yield from _kinds(gold["actors"], found.actors)
    figures = [figure.counted.value for figure in found.figures]
    yield from _counted("figures", map(str, gold["figures"]), figures)
    yield from _counted("dates", map(str, gold["dates"]), {h.dated.date for h in found.happenings})
    for kind in STANCES:
        words = [
            found.passages.words(s.sentence.start, s.sentence.end)
            for s in found.stances
            if s.kind == kind
        ]
        plural = {"refusal": "refusals"}.get(kind, f"{kind}s")
        yield from _sentences(kind, gold[plural], words)


def _quotations(gold: list[list[str]], found: Candidates) -> Iterator[Told]:
    there = {core(fold(q[0])): q for q in gold}
    for quoted, speaker in found.quotations:
        words = found.passages.words(quoted.start, quoted.end)
        match = there.pop(core(fold(words)), None)
        yield "quotations", "right" if match else "wrong", words
        if match and speaker:
            is_right = is_called(speaker, match[1])
            yield "speakers", "right" if is_right else "wrong", f"{words}: {speaker.name}"
        if match and not (speaker and is_called(speaker, match[1])):
            yield "speakers", "missed", f"{words}: {match[1]}"
    yield from (("quotations", "missed", words) for words in there)
    yield from (("speakers", "missed", q[1]) for q in there.values())


def _matched(kind: str, gold: Iterable[str], found: Iterable[Found]) -> Iterator[Told]:
    left = list(gold)
    for each in found:
        match = next((name for name in left if is_called(each, name)), None)
        if match:
            left.remove(match)
        yield kind, "right" if match else "wrong", each.name
    yield from ((kind, "missed", name) for name in left)


def _kinds(gold: dict[str, str | None], found: Iterable[Found]) -> Iterator[Told]:
    for name, kind in gold.items():
        each = next((each for each in found if is_called(each, name)), None)
        if each and kind:
            is_right = each.kind == kind
            yield "kinds", "right" if is_right else "missed", f"{name}: {each.kind}"
            if each.kind and not is_right:
                yield "kinds", "wrong", f"{name}: {each.kind}"


def is_called(found: Found, name: str) -> bool:
    """Whether one of the names of somebody is that one, or one of several with | between."""
    names = {plain_name(found.name), *(plain_name(m.name) for m in found.mentions)}
    return any(plain_name(one) in names for one in name.split("|"))


def plain_name(name: str) -> str:
    """A name as it is compared."""
    words = fold(name).text.lower().split()
    while words and words[0] in ("the", "a", "an", "one", "our", "its"):
        words = words[1:]
    return " ".join(words).rstrip(".")


def _counted(kind: str, gold: Iterable[str], found: Iterable[str]) -> Iterator[Told]:
    there, got = Counter(gold), Counter(found)
    yield from ((kind, "right", value) for value in (there & got).elements())
    yield from ((kind, "missed", value) for value in (there - got).elements())
    yield from ((kind, "wrong", value) for value in (got - there).elements())


def _sentences(kind: str, gold: list[str], found: list[str]) -> Iterator[Told]:
    left = [fold(words).text for words in gold]
    for sentence in found:
        match = next((words for words in left if words in fold(sentence).text), None)
        if match:
            left.remove(match)
        yield kind, "right" if match else "wrong", sentence
    yield from ((kind, "missed", words) for words in left)


if __name__ == "__main__":
    main()
