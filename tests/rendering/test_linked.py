"""What pages say to machines, read by extruct and pyld, against what the briefings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.linking.corpus import Corpus
from generator.linking.sightings import Ref
from generator.model.dates import parse_date
from generator.publishing.meta import previews
from generator.rendering.addresses import Links
from generator.rendering.edition import EXPORTS, Edition
from generator.rendering.escape import plain
from generator.rendering.page import Page
from generator.rendering.pages import briefing_uri, render_pages
from generator.rendering.pages.linked.briefings import MOST
from generator.rendering.pages.linked.dates import ends, exact, period, until
from generator.rendering.pages.linked.graph import as_json
from generator.rendering.pages.site import actor_uri, source_uri
from tests.filling import ACTOR
from tests.hostile import hostile_briefing
from tests.jsonld import Node, nodes_in, of_type
from tests.real import real_corpus
from tests.writing import Keys, briefing, linked

SITE = "https://desk.example/news/"
EDITION = Edition(site_name="Harbour desk", site_url=SITE)
HERE = f"{SITE}briefings/strike/"


def html_of(page: Page, edition: Edition = EDITION) -> str:
    return f"<!doctype html><html><head>{previews(page, edition)}</head><body></body></html>"


def read(page: Page, edition: Edition = EDITION) -> dict[str, Node]:
    return nodes_in(html_of(page, edition), edition.permalink(page.uri) or SITE)


def pages_of(corpus: Corpus, edition: Edition = EDITION) -> dict[str, Page]:
    return {page.uri: page for page in render_pages(corpus, edition)}


def story(*told: Keys, register: Keys | None = None) -> Corpus:
    """Briefings of one thread, the first called `strike`, one a day."""
    ids = ["strike", *(f"strike-{number}" for number in range(2, len(told) + 1))]
    days = (f"2021-03-{number:02}" for number in range(1, len(told) + 1))
    found = {
        id_: briefing(date=day, thread="port-strike") | dict(said)
        for id_, day, said in zip(ids, days, told, strict=True)
    }
    return linked(found, register)


@pytest.fixture(scope="module")
def real() -> Corpus:
    return real_corpus()


def actor_at(id_: str) -> str:
    return f"{EDITION.permalink(actor_uri(id_))}#actor"


def sources_of(corpus: Corpus, ref: Ref, items: Any) -> list[str]:
    """Where the sources of some evidence items are named."""
    keys = dict.fromkeys(item.source or next(iter(ref.briefing.sources)) for item in items)
    ids = (corpus.source_ids[ref.id, key] for key in keys)
    return [f"{EDITION.permalink(source_uri(id_))}#source" for id_ in ids]


def test_a_real_briefing_says_what_it_says(real: Corpus) -> None:
    pages = pages_of(real)
    for ref in real.refs:
        said = ref.briefing
        here = EDITION.permalink(briefing_uri(ref.id))
        every = read(pages[briefing_uri(ref.id)])
        article = every[here]
        assert article.types == {"AnalysisNewsArticle"}
        assert article.one("headline") == said.title
        assert article.one("description") == plain(said.summary)
        assert article.one("datePublished") == said.date.isoformat()
        assert article.one("inLanguage") == said.language
        assert article.one("author").one("name") == said.author
        assert article.one("publisher").one("name") == "Harbour desk"
        assert article.all("keywords") == list(said.tags)
        assert article.ids("about") == [actor_at(id_) for id_ in said.actors]
        mentioned = {*article.ids("about"), *article.ids("mentions")}
        assert {actor_at(id_) for id_ in ref.outline.mentioned} <= mentioned
        names = {every[actor_at(id_)].one("name") for id_ in said.actors}
        assert names == {real.known[id_].name for id_ in said.actors}
        assert [
            (n.one("name"), n.one("url"), n.one("publisher") and n.one("publisher").one("name"))
            for n in article.all("citation")
        ] == [(s.title, s.url, s.publisher) for s in said.sources.values()]
        claims = {n.id: n for n in article.all("hasPart")}
        assert len(claims) == len(said.demands) + len(said.risks) + len(said.figures) <= MOST
        for key, demand in said.demands.items():
            claim = claims[f"{here}#demand-{key}"]
            assert claim.types == {"Claim"}
            assert claim.one("genre") == "demand"
            assert claim.one("text") == plain(demand.text)
            assert claim.ids("author") == [actor_at(id_) for id_ in demand.by]
            assert claim.ids("about") == [actor_at(id_) for id_ in demand.of]
            assert claim.ids("appearance") == sources_of(real, ref, demand.evidence)
        for key, risk in said.risks.items():
            claim = claims[f"{here}#risk-{key}"]
            assert claim.one("genre") == "risk"
            assert plain(risk.event) in claim.one("text")
            assert risk.likelihood is None or claim.one("text").startswith(
                ("Given that ", risk.likelihood)
            )
            assert claim.one("author").one("name") == said.author
            assert claim.ids("about") == [actor_at(id_) for id_ in risk.affects]
        for number, figure in enumerate(said.figures, start=1):
            claim = claims[f"{here}#figure-{number}"]
            assert claim.one("text").startswith(f"{figure.measure}: ")
            assert claim.ids("author") == [actor_at(id_) for id_ in [figure.claimed_by] if id_]
        for number, event in enumerate(said.events, start=1):
            node = every[f"{here}#event-{number}"]
            assert node in article.all("mentions")
            assert node.types == {"Claim" if event.claimed_by else "Event"}
            assert node.one("text" if event.claimed_by else "name") == plain(event.text)


RISK = {"event": "The port burns", "likelihood": "likely", "horizon": "2021-04"}


def test_a_risk_is_a_judgement_with_its_band_and_never_the_bare_event() -> None:
    corpus = story(
        {
            "risks": {
                "fire": RISK,
                "flood": {"event": "It floods", "given": "a *storm* comes", "likelihood": "remote"},
                "frost": {"event": "It freezes"},
                "thaw": {"event": "It thaws", "resolution": {"outcome": "did-not-occur"}},
            }
        }
    )
    every = read(pages_of(corpus)["briefings/strike.md"])
    assert {n.id: n.one("text") for n in of_type(every, "Claim")} == {
        f"{HERE}#risk-fire": "likely (55–80 %): The port burns",
        f"{HERE}#risk-flood": "Given that a storm comes: remote (1–5 %): It floods",
        f"{HERE}#risk-frost": "no likelihood given: It freezes",
        f"{HERE}#risk-thaw": "did not occur: It thaws",
    }
    assert every[f"{HERE}#risk-fire"].one("temporalCoverage") == "2021-03-01/2021-04"
    assert every[f"{HERE}#risk-frost"].one("temporalCoverage") is None


def test_a_claim_says_where_the_thread_told_of_it_first() -> None:
    demand = {"by": "union", "text": "Raise pay"}
    told = {"demands": {"pay": demand}, "risks": {"fire": RISK}}
    pages = pages_of(story(told, {}, told))
    first = read(pages["briefings/strike.md"])
    later = read(pages["briefings/strike-3.md"])
    for anchor in ("demand-pay", "risk-fire"):
        assert first[f"{HERE}#{anchor}"].one("firstAppearance") is None
        assert later[f"{SITE}briefings/strike-3/#{anchor}"].ids("firstAppearance") == [HERE]
    assert "briefing:strike" in pages["briefings/strike-3.md"].uses


def test_a_correction_is_told_with_its_day_and_is_the_last_change() -> None:
    fixed = [
        {"date": "2021-03-09", "text": "It was *two* ships"},
        {"date": "2021-03-04", "text": "x"},
    ]
    article = read(pages_of(story({"corrections": fixed}))["briefings/strike.md"])[HERE]
    assert article.one("dateModified") == "2021-03-09"
    assert [
        (n.types, n.one("datePublished"), n.one("text")) for n in article.all("correction")
    ] == [
        ({"CorrectionComment"}, "2021-03-09", "It was two ships"),
        ({"CorrectionComment"}, "2021-03-04", "x"),
    ]


def test_what_somebody_tells_is_a_claim_of_theirs_about_an_event() -> None:
    told = {"date": "199X", "text": "A promise", "claimed_by": "union", "actors": ["port"]}
    every = read(pages_of(story({"events": [told]}))["briefings/strike.md"])
    claim = every[f"{HERE}#event-1"]
    event = claim.one("about")
    assert (claim.types, claim.ids("author")) == ({"Claim"}, [actor_at("union")])
    assert (event.types, event.one("name")) == ({"Event"}, "A promise")
    assert event.one("startDate") is event.one("endDate") is None
    assert event.one("description") == "the 1990s"
    assert event.ids("about") == [actor_at("port")]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2021-12-03", ("2021-12-03", ("2021-12-03", ""), "2021-12-03", "2021-12-03")),
        ("2022-01", ("2022-01", ("2022-01", ""), "2022-01", "2022-01")),
        ("0800", ("0800", ("0800", ""), "0800", "0800")),
        ("199X", ("", ("", ""), "", "")),
        ("2014~", ("", ("", ""), "", "")),
        ("2014/2021-05", ("", ("2014", "2021-05"), "2021-05", "2014/2021-05")),
        ("2014/..", ("", ("2014", ""), "", "2014/..")),
        ("../2014", ("", ("", "2014"), "2014", "../2014")),
        ("2014~/2021", ("", ("", "2021"), "2021", "")),
        ("199X/..", ("", ("", ""), "", "")),
    ],
)
def test_a_date_is_never_more_exact_than_what_was_typed(typed: str, said: object) -> None:
    date = parse_date(typed)
    assert (exact(date), ends(date), until(date), period(date)) == said


WHO: dict[str, Keys] = {
    "eu": {"name": "The Union", "kind": "organization"},
    "land": {"name": "Aldland", "kind": "country", "part_of": "eu", "wikidata": "Q1"},
    "office": {"name": "Port Office", "kind": "government", "part_of": "land"},
    "firm": {"name": "Cranes Ltd", "kind": "company", "url": "https://cranes.example/"},
    "mob": {"name": "Some people", "kind": "group"},
    "chief": {
        "name": "A. Chief",
        "kind": "person",
        "part_of": "office",
        "office": "Head of port",
        "aliases": ["The Boss", "Chief"],
        "wikidata": "Q42",
        "url": "https://chief.example/",
    },
    "idea": {"name": "An idea", "kind": "other"},
    "who": {"name": "Who knows"},
}


@pytest.mark.parametrize(
    ("id_", "types", "said"),
    [
        ("eu", {"Organization"}, {}),
        (
            "land",
            {"Country", "Organization"},
            {"memberOf": actor_at("eu"), "sameAs": ["https://www.wikidata.org/entity/Q1"]},
        ),
        ("office", {"GovernmentOrganization"}, {"parentOrganization": actor_at("land")}),
        (
            "firm",
            {"Corporation"},
            {"url": "https://cranes.example/", "sameAs": ["https://cranes.example/"]},
        ),
        ("mob", {"Organization"}, {}),
        (
            "chief",
            {"Person"},
            {
                "memberOf": actor_at("office"),
                "jobTitle": "Head of port",
                "alternateName": ["The Boss", "Chief"],
                "url": "https://chief.example/",
                "sameAs": ["https://www.wikidata.org/entity/Q42", "https://chief.example/"],
            },
        ),
        ("idea", {"Thing"}, {}),
        ("who", {"Thing"}, {}),
    ],
)
def test_the_page_of_an_actor_says_who_it_is(
    id_: str, types: set[str], said: Mapping[str, Any]
) -> None:
    pages = pages_of(linked({"strike": briefing(actors=WHO)}))
    every = read(pages[actor_uri(id_)])
    page = every[EDITION.permalink(actor_uri(id_))]
    entity = page.one("mainEntity")
    assert page.types == {"ProfilePage"}
    assert (entity.id, entity.types, entity.one("name")) == (
        actor_at(id_), types, WHO[id_]["name"]
    )  # fmt: skip
    for term in ("memberOf", "parentOrganization", "jobTitle", "alternateName", "url", "sameAs"):
        found = [value.id if isinstance(value, Node) else value for value in entity.all(term)]
        wanted = said.get(term, [])
        assert found == (wanted if isinstance(wanted, list) else [wanted]), term


def test_every_page_tells_its_site_and_the_way_to_it(real: Corpus) -> None:
    edition = replace(EDITION, has_search=True)
    for uri, page in pages_of(real, edition).items():
        every = read(page, edition)
        (site,) = of_type(every, "WebSite")
        assert (site.id, site.one("name")) == (f"{SITE}#website", "Harbour desk")
        if uri == "index.md":
            assert site.one("url") == SITE
            continue
        me = every[edition.permalink(uri)]
        assert site in me.all("isPartOf"), uri
        assert me.one("name") == page.title
        assert me.one("description") == page.description
        (trail,) = of_type(every, "BreadcrumbList")
        steps = sorted(trail.all("itemListElement"), key=lambda step: step.one("position"))
        assert [step.one("position") for step in steps] == list(range(1, len(steps) + 1))
        where = [step.one("item") for step in steps]
        assert where[0] == SITE
        assert where[-1] == me.id
        assert steps[-1].one("name") == page.title
        folder = uri.partition("/")[0]
        if not uri.endswith("index.md") and "/" in uri:
            assert where[1] == f"{SITE}{folder}/"


@pytest.mark.parametrize("links", Links)
@pytest.mark.parametrize("address", [SITE, ""])
def test_whatever_is_named_is_a_page_of_the_site(real: Corpus, links: Links, address: str) -> None:
    edition = replace(EDITION, links=links, site_url=address)
    named = replace(edition, site_url=SITE)
    pages = pages_of(real, edition)
    there = {named.permalink(uri) for uri in pages}
    for uri, page in pages.items():
        every = nodes_in(html_of(page, edition), named.permalink(uri))
        names = {name for name in every if not name.startswith("_:")}
        assert {name.partition("#")[0] for name in names} <= there, uri
        assert named.permalink(uri) in names or uri == "index.md"


def test_parts_of_something_long_say_what_they_are_parts_of(tmp_path: Path) -> None:
    many = [{"title": f"Day {number}"} for number in range(1, 29)]
    pages = pages_of(story(*many))
    whole = f"{SITE}threads/port-strike/"
    part = pages["threads/port-strike/years/2021-2.md"]
    every = read(part)
    me = every[EDITION.permalink(part.uri)]
    assert whole in me.ids("isPartOf")
    assert [n.one("headline") for n in me.all("hasPart")] == [f"Day {n}" for n in range(13, 25)]
    (trail,) = of_type(every, "BreadcrumbList")
    assert [(step.one("item"), step.one("name")) for step in trail.all("itemListElement")] == [
        (SITE, "Harbour desk"),
        (f"{SITE}threads/", "Threads"),
        (whole, "Port strike"),
        (me.id, "Port strike: 2021, page 2"),
    ]
    newest = read(pages["threads/port-strike.md"])[whole].all("hasPart")
    assert [n.one("headline") for n in newest] == [f"Day {n}" for n in range(28, 0, -1)]
    assert part.whole == "Port strike"
    assert part.feed == "feeds/threads/port-strike"


def test_a_source_says_no_more_of_itself_than_was_typed() -> None:
    cited = {
        "title": "Cranes at rest",
        "url": "https://gazette.example/1",
        "publisher": "Gazette",
        "author": "A. Writer",
        "published": "2021-02",
        "text": "private-file-name.txt",
    }
    pages = pages_of(story({"sources": {"gazette": cited, "letter": {"title": "A letter"}}}))
    page = pages["sources/strike--gazette.md"]
    entity = read(page)[f"{SITE}sources/strike--gazette/"].one("mainEntity")
    assert entity.types == {"CreativeWork"}
    assert (entity.one("name"), entity.one("url")) == (cited["title"], cited["url"])
    assert entity.one("publisher").one("name") == "Gazette"
    assert entity.one("author").one("name") == "A. Writer"
    assert entity.one("datePublished") == "2021-02"
    assert not any("private-file-name" in html_of(each) for each in pages.values())


def test_a_draft_says_nothing_to_machines_and_nothing_names_it() -> None:
    told = {"demands": {"pay": {"by": "union", "text": "Raise pay"}}, "tags": ["port"]}
    drafted = briefing(thread="port-strike", status="draft") | told
    later = briefing(thread="port-strike", date="2021-03-02") | told
    pages = pages_of(linked({"strike": drafted, "strike-2": later}, drafts=True))
    assert pages["briefings/strike.md"].linked == ""
    assert "citation_" not in html_of(pages["briefings/strike.md"])
    for uri in ("briefings/strike-2.md", "threads/port-strike.md", "tags/port.md"):
        assert not any("briefings/strike/" in name for name in read(pages[uri])), uri


def test_without_the_export_no_page_says_anything_to_machines(real: Corpus) -> None:
    edition = replace(EDITION, exports=EXPORTS - {"jsonld"})
    for page in render_pages(real, edition):
        assert page.linked == ""
        assert "application/ld+json" not in html_of(page, edition)
        assert "citation_" not in html_of(page, edition)


def test_hostile_text_comes_back_as_typed_and_ends_no_script() -> None:
    said, typed = hostile_briefing()
    pages = pages_of(linked({"strike": said}))
    for page in pages.values():
        (script,) = html_of(page).split('<script type="application/ld+json">')[1:]
        script = script[: script.index("</script>")]
        assert not set("<>&\u2028\u2029") & set(script)
        assert script.endswith("]}")
    every = read(pages["briefings/strike.md"])
    article, person = every[HERE], read(pages[actor_uri(ACTOR)])[actor_at(ACTOR)]
    told = {
        "title": article.one("headline"),
        "summary": article.one("description"),
        "author": article.one("author").one("name"),
        "tags": article.one("keywords"),
        "sources.title": article.one("citation").one("name"),
        "sources.publisher": article.one("citation").one("publisher").one("name"),
        "sources.author": article.one("citation").one("author").one("name"),
        "actors.name": every[actor_at(ACTOR)].one("name"),
        "actors.aliases": person.one("alternateName"),
        "actors.office": person.one("jobTitle"),
        "demands.text": every[f"{HERE}#demand-pay"].one("text"),
        "events.text": every[f"{HERE}#event-1"].one("text"),
        "corrections.text": article.one("correction").one("text"),
    }
    assert told == {path: typed[path] for path in told}
    risk, figure = (every[f"{HERE}#{anchor}"].one("text") for anchor in ("risk-ruin", "figure-1"))
    given, event = typed["risks.given"], typed["risks.event"]
    assert risk == f"Given that {given}: very likely (80–95 %): {event}"
    assert figure == f"{typed['figures.measure']}: 94,300 {typed['figures.unit']}"


ODD = ("\ud800 half", "\u2028\u2029", "\x00\x01\x7f\x85", "</ScRiPt><!--<script>", "\U0001f6a2")


@pytest.mark.parametrize("text", ODD)
def test_characters_that_nobody_writes_come_back_as_typed(text: str) -> None:
    page = next(iter(render_pages(story({}), EDITION)))
    node = {"@type": "Thing", "@id": "#x", "name": text}
    html = html_of(replace(page, linked=as_json([node])))
    head = html.encode("utf-8", errors="xmlcharrefreplace").decode()
    (found,) = of_type(nodes_in(head, SITE), "Thing")
    assert found.one("name") == text


def test_a_page_does_not_tell_of_more_than_so_many_claims() -> None:
    many = {f"d{n}": {"by": "union", "text": f"Demand {n}"} for n in range(MOST + 9)}
    events = [{"date": "2021", "text": f"Event {n}"} for n in range(MOST + 9)]
    article = read(pages_of(story({"demands": many, "events": events}))["briefings/strike.md"])[
        HERE
    ]
    assert [n.one("text") for n in article.all("hasPart")] == [f"Demand {n}" for n in range(MOST)]
    assert len(article.all("mentions")) == MOST
