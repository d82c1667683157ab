"""What pages tell of a story that several briefings tell."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from generator.linking.corpus import Corpus
from generator.rendering.pages import render_pages
from tests.found import all_found
from tests.markup import read_html
from tests.writing import briefing, linked

FIRE = {
    "event": "The port burns",
    "horizon": "2021-03-10",
    "likelihood": "likely",
    "impact": "high",
}


def words(corpus: Corpus) -> dict[str, str]:
    """The words of each page, by its Markdown file."""
    return {p.uri: " ".join(read_html(p.markdown).words.split()) for p in render_pages(corpus)}


def story(*told: dict[str, Any]) -> Corpus:
    return linked(
        {
            f"b{number}": briefing(thread="strike", date=f"2021-03-{5 * number + 1:02}") | said
            for number, said in enumerate(told)
        }
    )


def test_a_risk_whose_horizon_has_passed_is_due_on_every_page_that_lists_it() -> None:
    told = words(story({"risks": {"fire": FIRE}}, {}, {}))
    for uri in ("index.md", "risks/index.md", "threads/strike.md"):
        assert "due for review" in told[uri].casefold(), uri
    assert "due for review" not in told["briefings/b0.md"], "a briefing knows only its own day"


def test_the_front_page_shows_a_risk_once_be_it_open_or_due() -> None:
    flood = FIRE | {"event": "The quay floods", "horizon": "2022"}
    front = words(story({"risks": {"fire": FIRE, "flood": flood}}, {}, {}))["index.md"]
    risks, _, due = front.partition("Due for review")
    risks = risks.partition("Highest open risks")[2]
    assert "The quay floods" in risks
    assert "The port burns" not in risks
    assert "The port burns" in due.partition("What changed")[0]


def test_a_risk_that_is_resolved_or_not_yet_over_is_not_due() -> None:
    resolved = FIRE | {"resolution": {"outcome": "unclear"}}
    for corpus in (
        story({"risks": {"fire": FIRE}}, {}),
        story({"risks": {"fire": FIRE}}, {"risks": {"fire": resolved}}, {}),
    ):
        assert "due for review" not in " ".join(words(corpus).values()).casefold()


def test_the_ledger_tells_which_deadline_has_passed() -> None:
    pay = {"by": "union", "of": "port", "text": "More pay.", "deadline": "2021-03-08"}
    assert "passed" not in words(story({"demands": {"pay": pay}}, {}))["demands/index.md"]
    assert (
        "by 8 March 2021 (passed)"
        in words(story({"demands": {"pay": pay}}, {}, {}))["demands/index.md"]
    )


def test_the_ledger_shows_the_answers_of_all_briefings() -> None:
    pay = {"by": "union", "of": "port", "text": "More pay."}
    told = words(
        story(
            {"demands": {"pay": pay | {"responses": [{"by": "port", "answer": "deferred"}]}}},
            {"demands": {"pay": pay | {"responses": [{"by": "port", "answer": "rejected"}]}}},
        )
    )["demands/index.md"]
    assert told.index("deferred") < told.index("rejected")


def test_a_spokesmans_demand_stands_under_his_principal_and_is_marked() -> None:
    actors = {
        "union": {"name": "Union of Dockers"},
        "ada": {"name": "Ada Brandt", "speaks_for": "union"},
        "port": {"name": "Port of Aldmoor"},
    }
    told = words(
        story({"actors": actors, "demands": {"pay": {"by": "ada", "of": "port", "text": "Pay."}}})
    )
    assert "through Ada Brandt" in told["actors/union.md"]
    assert "through" not in told["actors/ada.md"]
    assert "Speaks for Union of Dockers" in told["actors/ada.md"]


def test_the_page_of_a_thread_tells_what_a_story_is_silent_about() -> None:
    told = words(story({"risks": {"fire": FIRE}}, {}))["threads/strike.md"]
    assert "No longer mentioned, with no reason given: The port burns" in told
    assert "not mentioned since 1 March 2021" in told


def test_figures_of_all_claimants_stand_side_by_side() -> None:
    def ships(value: str, by: str) -> dict[str, Any]:
        return {"figures": [{"measure": "Ships", "value": value, "claimed_by": by}]}

    told = words(story(ships("94300", "port"), ships("70000~", "union")))["figures/index.md"]
    for number in ("94,300", "about 70,000"):
        assert told.count(number) == 2, "in the picture and in the table"


def test_a_site_of_one_small_briefing_has_every_page() -> None:
    told = words(linked({"a": briefing()}))
    for uri, nothing in {
        "threads/index.md": "No briefing belongs to a thread yet.",
        "figures/index.md": "No briefing gives a figure yet.",
        "timeline/index.md": "No briefing reports an event yet.",
        "calibration/index.md": "No briefing judges a risk with a horizon yet.",
        "demands/index.md": "No briefing reports a demand yet.",
        "risks/index.md": "No briefing reports a risk yet.",
    }.items():
        assert nothing in told[uri]


def test_an_alias_of_an_actor_is_found_by_search(site: Path) -> None:
    found = [each for each in all_found(site) if "North Atlantic Treaty Organization" in each.text]
    assert "actors/nato/" in {each.address for each in found}


def test_no_two_pages_have_one_address_whatever_things_are_called() -> None:
    odd = ("index", "years", "names", "2021")
    actors = {name: {"name": name.title()} for name in odd}
    corpus = linked({name: briefing(thread=name, actors=actors) for name in odd})
    uris = [page.uri for page in render_pages(corpus)]
    assert len(set(uris)) == len(uris)
    assert "threads/index-.md" in uris


def test_a_briefing_of_its_own_and_a_thread_of_that_name_have_places_of_their_own() -> None:
    said: dict[str, Any] = {"risks": {"fire": FIRE}}
    corpus = linked({"x": briefing(**said), "y": briefing(thread="briefing-x", **said)})
    (page,) = (page for page in render_pages(corpus) if page.uri == "risks/index.md")
    ids = re.findall(r'<article[^>]* id="([^"]+)"', page.markdown)
    assert sorted(ids) == ["briefing-x--fire", "briefing.x--fire"]


def test_of_many_actors_a_list_names_some_and_the_briefing_all() -> None:
    many = [f"s{number}" for number in range(20)]
    states = {id_: {"name": f"State {id_}."} for id_ in many}
    told = words(
        story(
            {
                "actors": {"port": {"name": "Port"}} | states,
                "demands": {"pay": {"by": many, "of": "port", "text": "More pay."}},
                "risks": {"fire": FIRE | {"affects": many}},
                "events": [{"date": "2021-03-01", "text": "A vote", "actors": many}],
            },
            {"actors": {"port": {"name": "Port"}}, "events": []},
        )
    )
    for uri in ("demands/index.md", "risks/index.md", "timeline/index.md", "actors/port.md"):
        assert "State s11. and 8 others" in told[uri], uri
        assert "s11., State s12." not in told[uri], uri
    assert "State s19." in told["briefings/b0.md"]
    assert "others" not in told["briefings/b0.md"]
