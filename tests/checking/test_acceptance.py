"""A warning can be accepted for one entry, with a reason that the page shows."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.checking.acceptance import acceptable
from generator.diagnostics.codes import CODES, Severity
from generator.rendering.pages import render_pages
from tests.desks import NAME, TEXT, claim, corpus_at, desk, findings_at, sealed, told_at
from tests.markup import read_html, squeezed
from tests.told import told

HEAD = """\
title: The port stands still
date: 2021-12-03
summary: Dockers ask for fewer night shifts.
sources:
  gazette:
    title: Cranes at rest
    text: gazette.txt
  radio:
    title: Midday news
actors:
  dockers: {name: Dockers}
thread: strike
"""
REASON = "We looked at it and mean it."

RISK = "risks:\n  closure:\n    event: The port closes\n    horizon: 2021-12-31\n"
WARNED = {
    "unchecked-quote": "events:\n  - date: 2021\n    text: x\n"
    "    evidence: [{source: gazette, quote: a b c}]\n",
    "stale-seal": "",
    "no-horizon": "risks:\n  closure:\n    event: The port closes\n    likelihood: likely\n"
    "    basis: A vote.\n",
    "no-basis": f"{RISK}    likelihood: likely\n",
    "hedged-event": "risks:\n  closure:\n    event: The port may close\n",
    "foreign-likelihood": f"{RISK}    basis: It is highly likely.\n",
    "mixed-judgement": f"{RISK}    basis: With low confidence a strike is likely.\n",
    "overconfident": f"{RISK}    confidence: high\n",
    "overdue-risk": RISK.replace("-12-31", "-11-30"),
    "changed-meaning": "risks:\n  closure:\n    event: Wheat becomes twice as dear\n",
    "same-day": "",
    "hidden-character": f"{RISK}    basis: A\u200bvote.\n",
    "cut-text": f"{RISK}    basis: Vote #2 failed.\n",
    "undecided": "figures:\n  - measure: Not decided\n    value: 12\n",
    "conflicting-dates": RISK.replace("-12-31", "-11-30")
    + "    likelihood: likely\n    basis: A vote.\n",
    "joined-tags": "tags: trade, labour\n",
    "bad-link": f"{RISK}    basis: A [vote](ftp://a.example/).\n",
    "confirmed-by-one-origin": "demands:\n  closure:\n    by: dockers\n    text: More\n"
    "    credibility: 1\n",
}
"""For each warning, what brings it about."""
OF_ALL = ("same-day", "joined-tags")
"""Warnings of a briefing as a whole."""
IN_ENTRIES = sorted(set(WARNED) - {"unchecked-quote", "stale-seal", *OF_ALL})
"""Warnings that stand in an entry: not in a source, nor in the briefing as a whole."""


def desk_with(folder: Path, code: str, reasons: Mapping[str, str]) -> Path:
    """A desk with one warning, in which its entry accepts what it is told to."""
    accept = "".join(f"      {each}: {reason}\n" for each, reason in reasons.items())
    accept = f"    accept:\n{accept}" if reasons else ""
    head, body = HEAD, WARNED[code]
    if code in ("unchecked-quote", "stale-seal"):
        head = head.replace("    text: gazette.txt\n", f"    text: gazette.txt\n{accept}")
    elif code in OF_ALL:
        body += accept.replace("    accept", "accept")
    else:
        body += accept
    if code == "stale-seal":
        sealed(desk(folder, head, {NAME: TEXT}))
        return desk(folder, head + body, {NAME: f"{TEXT}More.\n"})
    return desk(folder, {"strike": head + body} | before(code))


def before(code: str) -> dict[str, str]:
    """The earlier briefing of the thread, where a warning needs one."""
    day = "2021-12-03" if code == "same-day" else "2021-12-02"
    head = HEAD.replace("2021-12-03", day)
    both = f"{RISK}  another:\n    event: The port closes\n    horizon: 2021-12-31\n"
    return {"before": head + both} if code in ("same-day", "changed-meaning") else {}


def codes_at(folder: Path) -> list[str]:
    return [line.split()[1] for line in told_at(folder)]


def test_every_warning_but_that_of_acceptances_themselves_can_be_accepted() -> None:
    warnings = {code.name for code in CODES.values() if code.severity is Severity.WARNING}
    assert set(acceptable()) == set(WARNED) == warnings - {"unused-acceptance"}


@pytest.mark.parametrize("code", WARNED)
def test_a_warning_comes_without_acceptance_and_not_with_one(tmp_path: Path, code: str) -> None:
    assert codes_at(desk_with(tmp_path / "without", code, {})) == [code]
    assert codes_at(desk_with(tmp_path / "with", code, {code: REASON})) == []


@pytest.mark.parametrize("code", WARNED)
def test_the_reason_stands_on_the_page_beside_what_it_is_for(tmp_path: Path, code: str) -> None:
    folder = desk_with(tmp_path, code, {code: REASON})
    (page,) = (p for p in render_pages(corpus_at(folder)) if p.uri == "briefings/strike.md")
    words = squeezed(read_html(page.markdown).words)
    assert words.count(squeezed(f"{code} {REASON}")) == 1


@pytest.mark.parametrize("code", WARNED)
def test_an_acceptance_of_what_does_not_occur_is_told(tmp_path: Path, code: str) -> None:
    other = "no-basis" if code != "no-basis" else "hedged-event"
    folder = desk_with(tmp_path, code, {code: REASON, other: REASON})
    (line,) = told_at(folder)
    assert line.endswith(f"“{other}”: the accepted warning “{other}” does not occur here")


@pytest.mark.parametrize("code", IN_ENTRIES)
def test_acceptance_in_one_entry_does_not_silence_another(tmp_path: Path, code: str) -> None:
    first = WARNED[code] + f"    accept: {{{code}: {REASON}}}\n"
    _, _, second = WARNED[code].partition("\n")
    both = first + second.replace("closure:", "another:")
    assert codes_at(desk(tmp_path, {"strike": HEAD + both} | before(code))) == [code]


SHORT = claim("the cranes")
"""A quote of so few words that a seal proves it only if it was sealed with it."""
NOT_SHARED = f"    accept: {{unchecked-quote: {REASON}}}\n"


def archived(folder: Path, body: str, accept: str = "") -> Path:
    """A desk whose one source has an archived text, and accepts something."""
    text = HEAD.replace("    text: gazette.txt\n", f"    text: gazette.txt\n{accept}")
    return desk(folder, text.replace("  radio:\n    title: Midday news\n", "") + body, {NAME: TEXT})


@pytest.mark.parametrize("accept", [NOT_SHARED, ""])
def test_an_acceptance_of_unchecked_quotes_is_of_use_wherever_the_text_is_or_is_not(
    tmp_path: Path, accept: str
) -> None:
    folder = archived(tmp_path, SHORT, accept)
    assert codes_at(folder) == []
    (folder / "sources" / NAME).unlink()
    assert codes_at(folder) == ([] if accept else ["unchecked-quote"])


def test_quotes_that_a_seal_proves_everywhere_need_no_acceptance(tmp_path: Path) -> None:
    folder = sealed(archived(tmp_path, SHORT, NOT_SHARED), keep_texts=True)
    assert codes_at(folder) == ["unused-acceptance"]
    (folder / "sources" / NAME).unlink()
    assert codes_at(folder) == ["unused-acceptance"]


def test_without_quotes_their_acceptance_is_unused_with_and_without_the_text(
    tmp_path: Path,
) -> None:
    folder = archived(tmp_path, "", NOT_SHARED)
    assert codes_at(folder) == ["unused-acceptance"]
    (folder / "sources" / NAME).unlink()
    assert codes_at(folder) == ["unused-acceptance"]


def test_a_seal_that_lacks_a_quote_can_be_accepted_with_and_without_the_text(
    tmp_path: Path,
) -> None:
    accept = f"    accept: {{unchecked-quote: {REASON}, stale-seal: {REASON}}}\n"
    folder = sealed(archived(tmp_path, "", accept), keep_texts=True)
    archived(folder, SHORT, accept)
    assert codes_at(folder) == []
    (folder / "sources" / NAME).unlink()
    assert codes_at(folder) == []


def test_confidence_in_quotes_that_are_unchecked_elsewhere_can_be_accepted(tmp_path: Path) -> None:
    risk = f"{RISK}    confidence: high\n    accept: {{overconfident: {REASON}}}\n    evidence:\n"
    quotes = "".join(f"      - {{source: {name}, quote: the cranes}}\n" for name in ("one", "two"))
    sources = "".join(f"  {name}: {{title: T, text: {NAME}}}\n" for name in ("one", "two"))
    text = HEAD.replace("actors:", f"{sources}actors:")
    folder = desk(tmp_path, text + risk + quotes, {NAME: TEXT})
    assert codes_at(folder) == []
    (folder / "sources" / NAME).unlink()
    assert set(codes_at(folder)) == {"unchecked-quote"}


def test_acceptance_for_one_source_does_not_silence_another(tmp_path: Path) -> None:
    accept = "    accept: {unchecked-quote: Not archived.}\n"
    two = claim("{source}").replace("quote: {source}", "{source: %s, quote: a b c}")
    body = two % "gazette" + two.partition("events:\n")[2] % "radio"
    head = HEAD.replace("    title: Midday news\n", f"    title: Midday news\n{accept}")
    assert [line.split()[:2] for line in told_at(desk(tmp_path, head + body))] == [
        ["5", "unchecked-quote"]
    ]


@pytest.mark.parametrize("code", sorted(set(WARNED) - {*OF_ALL}))
def test_acceptance_for_the_whole_briefing_does_not_silence_its_entries(
    tmp_path: Path, code: str
) -> None:
    folder = desk_with(tmp_path, code, {})
    path = folder / "strike.yml"
    path.write_text(f"{path.read_text('utf-8')}accept: {{{code}: {REASON}}}\n", encoding="utf-8")
    assert sorted(codes_at(folder)) == sorted([code, "unused-acceptance"])


def test_the_briefing_itself_accepts_what_stands_in_its_own_summary(tmp_path: Path) -> None:
    text = HEAD.replace("Dockers ask", "Most likely, with low confidence, dockers ask")
    assert codes_at(desk(tmp_path, text)) == ["mixed-judgement"]
    assert codes_at(desk(tmp_path, f"{text}accept: {{mixed-judgement: So said.}}\n")) == []


@pytest.mark.parametrize("is_first", [True, False])
def test_evidence_cannot_accept_for_its_claim(tmp_path: Path, is_first: bool) -> None:
    item = f"    evidence: [{{source: radio, accept: {{overconfident: {REASON}}}}}]\n"
    both = (item, "    confidence: high\n")
    text = f"{HEAD}{RISK}{''.join(both if is_first else reversed(both))}"
    assert sorted(codes_at(desk(tmp_path, text))) == ["overconfident", "unused-acceptance"]


def test_a_claim_accepts_for_itself_behind_its_evidence_too(tmp_path: Path) -> None:
    accept = f"    accept: {{overconfident: {REASON}}}\n"
    evidence = "    evidence: [{source: radio}]\n    indicators: [{text: Ships leave}]\n"
    text = f"{HEAD}{RISK}{accept}{evidence}    confidence: high\n"
    assert codes_at(desk(tmp_path, text)) == []


@pytest.mark.parametrize(
    ("code", "headline"),
    [
        ("altered-quote", "“altered-quote” is an error and cannot be accepted"),
        ("unknown-actor", "“unknown-actor” is an error and cannot be accepted"),
        ("cannot-accept", "“cannot-accept” is an error and cannot be accepted"),
        ("unused-acceptance", "“unused-acceptance” cannot be accepted"),
        ("no-horizn", "there is no code “no-horizn”"),
        ("everything", "there is no code “everything”"),
    ],
)
def test_what_cannot_be_accepted_is_a_mistake(tmp_path: Path, code: str, headline: str) -> None:
    folder = desk_with(tmp_path, "no-basis", {code: REASON})
    assert sorted(codes_at(folder)) == ["cannot-accept", "no-basis"]
    assert any(line.endswith(f"“{code}”: {headline}") for line in told_at(folder))


@pytest.mark.parametrize(
    ("code", "advice"),
    [
        ("hedged", "did you mean `hedged-event`?"),
        ("no-horizn", "did you mean `no-horizon`?"),
        ("everything", f"codes that can be accepted: {', '.join(acceptable())}"),
    ],
)
def test_for_a_code_that_there_is_not_the_one_that_is_meant_is_named(
    tmp_path: Path, code: str, advice: str
) -> None:
    found = findings_at(desk_with(tmp_path, "no-basis", {code: REASON}))
    assert [each.help for each in found if each.code == "cannot-accept"] == [advice]


def test_a_mistake_stays_one_where_an_entry_accepts_it(tmp_path: Path) -> None:
    item = "{source: gazette, quote: two night shifts every week, accept: {altered-quote: So.}}"
    text = f"{HEAD}{RISK}    evidence: [{item}]\n"
    assert codes_at(desk(tmp_path, text, {NAME: TEXT})) == ["altered-quote", "cannot-accept"]


def test_in_a_file_with_mistakes_no_acceptance_is_called_unused(tmp_path: Path) -> None:
    text = f"{HEAD}{RISK}    impact: huge\n    accept: {{no-basis: {REASON}}}\n"
    assert codes_at(desk(tmp_path, text)) == ["unknown-word"]


@pytest.mark.parametrize(
    ("accept", "codes"),
    [
        ("", []),
        (" {}", []),
        (" nothing", ["wrong-kind"]),
        (" [no-basis]", ["wrong-kind"]),
        (" {hedged-event: }", ["empty-value"]),
        (" {Hedged Event: So.}", ["bad-id"]),
    ],
)
def test_an_acceptance_that_says_nothing_accepts_nothing(accept: str, codes: list[str]) -> None:
    text = f"{HEAD}{RISK}    accept:{accept}\n"
    assert [line.split()[1].rstrip(":") for line in told(text)] == codes
