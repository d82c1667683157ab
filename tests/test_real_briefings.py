"""The briefings of this repository, held to what they promise."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator.authoring.sealing import SealState, seals
from generator.checking import check
from generator.diagnostics.show import concise
from generator.evidence.archive import Archive
from generator.evidence.proof import State
from generator.evidence.proofs import prove
from generator.evidence.seals import WINDOW
from generator.linking.about import Claim, states
from generator.linking.corpus import Corpus
from generator.linking.link import link
from generator.model.briefing import Briefing, Evidence
from generator.model.references import entries
from generator.publishing.site import build_site
from generator.reading.folder import read_folder
from tests.markup import read_html
from tests.pictures import ROOT

FIRST = "2021-12-03-nato-guarantees"
FOLDER = ROOT / "briefings"
ARTICLE = "washington-newsday"
TEXT = "2021-12-03-legally-binding-agreement.txt"
"""The article's text, where it is at hand: one folder up, or where BRIEFING_ARTICLE says."""


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return link(read_folder(FOLDER), drafts=True)


@pytest.fixture(scope="module")
def first(corpus: Corpus) -> Briefing:
    return next(ref.briefing for ref in corpus.refs if ref.id == FIRST)


def test_they_are_without_mistakes_and_warnings() -> None:
    assert [concise(finding) for finding in check(read_folder(FOLDER))] == []


def test_they_are_so_without_the_private_texts_too(tmp_path: Path) -> None:
    clone = tmp_path / "briefings"
    shutil.copytree(FOLDER, clone, ignore=shutil.ignore_patterns("*.txt"))
    assert [concise(finding) for finding in check(read_folder(clone))] == []


@pytest.mark.parametrize(
    ("field", "least"),
    [("actors", 12), ("demands", 3), ("risks", 4), ("figures", 3), ("events", 5)],
)
def test_the_first_briefing_is_complete_and_all_of_it_stands_on_evidence(
    first: Briefing, field: str, least: int
) -> None:
    held = getattr(first, field)
    found = dict(held) if isinstance(held, dict) else dict(enumerate(held, start=1))
    assert len(found) >= least
    assert [key for key, entry in found.items() if not entry.evidence] == []


def test_everything_that_is_claimed_in_any_briefing_stands_on_evidence(corpus: Corpus) -> None:
    bare = [
        f"{ref.id}: {'.'.join(map(str, path))}"
        for ref in corpus.refs
        for path, entry in entries(ref.briefing)
        if path and path[0] in ("demands", "risks", "events", "figures")
        if len(path) == 2 and not getattr(entry, "evidence", ())
    ]
    assert bare == []


def test_no_quote_is_longer_than_thirty_words(corpus: Corpus) -> None:
    quotes = list(_quotes(corpus))
    assert len(quotes) >= 40
    assert [quote for quote in quotes if len(quote.split()) > 30] == []


def test_the_briefings_tell_one_story_in_the_order_of_its_days(corpus: Corpus) -> None:
    (thread,) = (thread.refs for thread in corpus.threads.values())
    assert len(thread) >= 5
    assert thread[0].id == FIRST
    assert thread[-1].date == date(2022, 2, 24)
    assert [ref.id for ref in thread] == sorted(ref.id for ref in thread), "files sort as the story"


def test_later_briefings_take_up_the_demands_and_risks_of_the_first(
    corpus: Corpus, first: Briefing
) -> None:
    assert "no-expansion" in [line.key for line in corpus.demands if len(line.sightings) > 1]
    (invasion,) = (line for line in corpus.risks if line.key == "invasion")
    assert invasion.first.entry == first.risks["invasion"]
    assert invasion.latest.entry.resolution is not None


def _quotes(corpus: Corpus) -> Iterator[str]:
    for ref in corpus.refs:
        for _, entry in entries(ref.briefing):
            if isinstance(entry, Evidence) and entry.quote:
                yield entry.quote


# Evidence: what a fresh checkout proves, to which no private text belongs


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of briefings as anybody gets it."""
    clone = tmp_path_factory.mktemp("checkout") / "briefings"
    return shutil.copytree(FOLDER, clone, ignore=shutil.ignore_patterns("*.txt"))


def claims_at(folder: Path) -> tuple[Claim, ...]:
    read = read_folder(folder)
    return link(read, prove(read, Archive(folder))).claims


def states_of_the_article(folder: Path) -> Counter[State]:
    quoting = (claim for claim in claims_at(folder) if claim.source_key == ARTICLE)
    return Counter(claim.proof.state for claim in quoting if claim.evidence.quote)


def test_every_quote_of_the_first_article_is_proven_by_its_seal_alone(checkout: Path) -> None:
    found = states_of_the_article(checkout)
    assert set(found) == {State.SEALED}
    assert found[State.SEALED] >= 40


def test_quotes_too_short_for_a_run_of_words_are_proven_through_their_record(
    checkout: Path,
) -> None:
    quotes = {claim.evidence.quote or "" for claim in claims_at(checkout)}
    short = {quote for quote in quotes if 0 < len(quote.split()) < WINDOW}
    found = {
        claim.proof.state
        for claim in claims_at(checkout)
        if claim.source_key == ARTICLE and claim.evidence.quote in short
    }
    assert found == {State.SEALED}


def test_later_briefings_claim_no_more_than_they_can_show(checkout: Path) -> None:
    later = [claim for claim in claims_at(checkout) if claim.ref.id != FIRST]
    assert len(later) > 100
    for claim in later:
        assert claim.proof.state is (State.UNCHECKED if claim.evidence.quote else State.CITED)


def test_the_front_page_counts_what_was_found_and_the_strict_build_passes(
    checkout: Path, tmp_path: Path
) -> None:
    site = build_site(ROOT / "mkdocs.yml", checkout, tmp_path / "site", strict=True).site
    words = " ".join(read_html((site / "index.html").read_text("utf-8")).words.split())
    counts = states(claims_at(checkout))
    assert counts[State.PROVEN] == counts[State.ALTERED] == counts[State.ABSENT] == 0
    assert " ".join(f"{count} {state}" for state, count in counts.items() if count) in words


@pytest.fixture
def with_article(checkout: Path, tmp_path: Path) -> Path:
    """The folder of briefings on a desk that has the first article."""
    article = Path(os.environ.get("BRIEFING_ARTICLE", ROOT.parent / "shared" / "articles" / TEXT))
    if not article.is_file():
        pytest.skip("the first article is private, and not here")
    folder = shutil.copytree(checkout, tmp_path / "briefings")
    shutil.copyfile(article, folder / "sources" / f"2021-12-03-{ARTICLE}.txt")
    return folder


def test_with_the_article_the_same_quotes_are_proven_and_its_seal_is_current(
    with_article: Path, checkout: Path
) -> None:
    found = states_of_the_article(with_article)
    assert set(found) == {State.PROVEN}
    assert found[State.PROVEN] == states_of_the_article(checkout)[State.SEALED]
    assert [concise(finding) for finding in check(read_folder(with_article))] == []
    (report,) = seals(read_folder(with_article), Archive(with_article))
    assert report.state is SealState.CURRENT
