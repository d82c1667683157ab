"""What is proposed where, on a small desk."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.authoring.lsp.completion import Proposals, proposals
from generator.authoring.lsp.desk import Desk
from generator.model.briefing import Briefing
from generator.reading.paths import briefing_paths
from generator.reading.walk import references
from tests.authoring.lsp.small import FIRST, FIRST_PATH, REGISTER, with_cursor, write_desk
from tests.pictures import ROOT


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(write_desk(tmp_path / "briefings"))
    desk.rescan()
    desk.read_some(60)
    assert not desk.waiting
    assert desk.findings() == {}
    return desk


def proposed(desk: Desk, text: str, path: Path = FIRST_PATH) -> Proposals:
    """What is proposed at the cursor of a text that stands in the place of a file."""
    text, at = with_cursor(text)
    desk.write(desk.folder / path, text)
    file = desk.file(desk.folder / path)
    assert file is not None
    return proposals(desk, file, at)


def labels(found: Proposals) -> list[str]:
    return [each.label for each in found.items]


def behind(key: str, rest: str = "") -> str:
    """The first briefing with something new in its demands."""
    return FIRST.replace("    of: nato\n", f"    of: nato\n    {key}‸{rest}\n", 1)


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("put", "putin"),
        ("Put", "putin"),
        ("vlad", "putin"),
        ("Vladimir P", "putin"),
        ("wladi", "putin"),
        ("VVP", "putin"),
        ("yuri", "ushakov"),
        ("mosc", "russia"),
    ],
)
def test_an_actor_is_found_by_id_by_name_and_by_other_names(
    desk: Desk, typed: str, first: str
) -> None:
    found = proposed(desk, behind(f"by: {typed}"))
    assert labels(found)[0] == first
    assert found.items[0].matched.lower().startswith(typed.lower())


def test_an_actor_is_proposed_with_its_names(desk: Desk) -> None:
    (only,) = proposed(desk, behind("by: puti")).items
    assert (only.text, only.detail) == ("putin", "Vladimir Putin, also VVP, Wladimir Putin")


def test_the_actors_of_the_briefing_come_first_then_those_of_its_thread(desk: Desk) -> None:
    other = desk.folder / "2022" / "2022-01-01-other.yml"
    desk.write(other, "title: x\nactors: {aachen: {name: Aachen}}\n")
    desk.read_some(1)
    assert labels(proposed(desk, behind("by: "))) == [
        *("nato", "putin", "ushakov"),
        "russia",
        "aachen",
    ]


@pytest.mark.parametrize(
    "text",
    [
        behind("by: pu"),
        behind("by: [nato, pu"),
        behind("by:\n      - pu"),
        behind("by:\n      pu"),
        behind("responses: [{by: pu"),
        behind("responses:\n      - by: pu"),
        behind("evidence: [{speaker: pu"),
        behind('evidence: [{speaker: "pu'),
        FIRST + "events:\n  - {date: 2014, actors: [pu‸",
        FIRST + "events:\n  - claimed_by: pu‸",
        FIRST.replace("side: the west", "part_of: pu‸"),
        FIRST.replace("affects: russia", "affects: pu‸"),
        FIRST.replace("tags: [nato, eastern flank]", "tags: [nato").replace("by: [", "by: [pu‸"),
    ],
)
def test_actors_are_proposed_wherever_the_model_wants_one(desk: Desk, text: str) -> None:
    assert "putin" in labels(proposed(desk, text))


@pytest.mark.parametrize(
    "text",
    [
        behind("text: pu"),
        behind("note: >\n      pu"),
        behind("status: "),
        behind("pu"),
        behind("# by: pu"),
        behind("kind: {by: pu"),
        behind("evidence: [pu"),
        FIRST.replace("title: Moscow makes", "title: pu‸"),
        FIRST + "figures:\n  pu‸",
        FIRST + "nonsense:\n  by: pu‸",
        "pu‸\n" + FIRST,
    ],
)
def test_nothing_is_proposed_elsewhere(desk: Desk, text: str) -> None:
    assert labels(proposed(desk, text)) == []


def test_sources_are_those_of_the_briefing_in_its_order(desk: Desk) -> None:
    found = proposed(desk, behind("evidence: [{source: "))
    assert labels(found) == ["gazette", "wire"]
    assert found.items[0].detail == "The demands – The Gazette"
    assert labels(proposed(desk, behind("evidence: [{source: the other"))) == ["wire"]


def test_sources_are_known_while_their_own_part_is_broken(desk: Desk) -> None:
    proposed(desk, f"{FIRST}‸")
    text = FIRST.replace("  wire: {", "  wire: {{").replace("source: gazette", "source: ‸")
    assert labels(proposed(desk, text)) == ["gazette", "wire"]


def test_likelihood_words_are_those_of_the_scale_lowest_first_with_their_band(desk: Desk) -> None:
    text = FIRST.replace("likelihood: unlikely", "likelihood: ‸")
    found = proposed(desk, text)
    assert labels(found)[:2] == ["almost no chance", "remote"]
    assert found.items[0].detail == "1–5 %"
    phia = proposed(desk, text.replace("thread:", "scale: phia\nthread:"))
    assert labels(phia)[0] == "remote chance"
    assert phia.items[3].detail == "≈40–<50 %"


def test_a_likelihood_replaces_the_whole_phrase_that_the_cursor_is_in(desk: Desk) -> None:
    text = FIRST.replace("likelihood: unlikely", "likelihood: roughly‸ even chance  # why")
    found = proposed(desk, text)
    assert with_cursor(text)[0][found.start : found.end] == "roughly even chance"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (FIRST.replace("thread: talks", "thread: ‸"), ["talks"]),
        (FIRST.replace("tags: [nato,", "tags: [‸"), ["talks"]),
        (FIRST.replace("tags: [nato, eastern flank]", "tags: ta‸"), ["talks"]),
    ],
)
def test_threads_and_tags_are_those_of_the_other_briefings(
    desk: Desk, text: str, wanted: list[str]
) -> None:
    found = proposed(desk, text)
    assert labels(found) == wanted
    assert found.items[0].detail == "in 1 other briefing, last on 2021-12-07"


def test_words_that_bring_entries_together_are_proposed_as_others_wrote_them(desk: Desk) -> None:
    text = "thread: talks\nfigures:\n  - measure: tro‸"
    assert labels(proposed(desk, text, Path("new.yml"))) == ["Troops at the border"]
    text = "actors:\n  x: {side: ‸"
    assert labels(proposed(desk, text, Path("new.yml"))) == ["the west", "Moscow"]


def test_a_tag_is_quoted_where_yaml_needs_it(desk: Desk) -> None:
    desk.write(desk.folder / "other.yml", "tags: ['a, b: c', \"it's\"]\n")
    desk.read_some(1)
    found = {each.label: each.text for each in proposed(desk, "tags: [‸", Path("new.yml")).items}
    assert (found["a, b: c"], found["it's"]) == ('"a, b: c"', "it's")
    quoted = {each.label: each.text for each in proposed(desk, "tags: ['‸", Path("new.yml")).items}
    assert (quoted["a, b: c"], quoted["it's"]) == ("a, b: c", "it''s")


@pytest.mark.parametrize(
    ("text", "label", "written"),
    [
        ("actors:\n  vlad‸", "putin", "putin:"),
        ("actors: {vlad‸", "putin", "putin: "),
        ("actors:\n  vlad‸: {role: x}", "putin", "putin"),
        ("thread: talks\ndemands:\n  no‸", "no-expansion", "no-expansion:"),
        ("thread: talks\nrisks:\n  ‸", "invasion", "invasion:"),
    ],
)
def test_a_new_entry_may_take_up_a_key_that_others_know(
    desk: Desk, text: str, label: str, written: str
) -> None:
    found = proposed(desk, text, Path("new.yml"))
    assert [(each.label, each.text) for each in found.items] == [(label, written)]


def test_keys_that_the_briefing_has_already_are_not_proposed_again(desk: Desk) -> None:
    assert "putin" not in labels(proposed(desk, FIRST.replace("actors:\n", "actors:\n  ‸\n")))
    text = FIRST.replace("demands:\n", "demands:\n  ‸\n")
    assert labels(proposed(desk, text)) == []


def test_in_the_register_actors_are_proposed_where_one_belongs_to_another(desk: Desk) -> None:
    found = proposed(desk, REGISTER.replace("part_of: russia", "part_of: mos‸"), Path("actors.yml"))
    assert labels(found) == ["russia"]
    keys = proposed(desk, REGISTER + "‸", Path("actors.yml"))
    assert labels(keys) == ["ushakov"]


def test_a_proposal_replaces_the_rest_of_the_id_that_the_cursor_is_in(desk: Desk) -> None:
    text = behind("by: pu", "tin, nato")
    found = proposed(desk, text)
    assert with_cursor(text)[0][found.start : found.end] == "putin"


def test_before_a_word_a_proposal_is_put_in_and_replaces_nothing(desk: Desk) -> None:
    found = proposed(desk, behind("evidence: [{source: ", "quote: x}]"))
    assert found.start == found.end


def test_the_list_is_asked_for_again_with_every_letter(desk: Desk) -> None:
    assert not proposed(desk, behind("by: p")).is_complete


def test_every_id_in_real_briefings_is_proposed_where_it_stands() -> None:
    desk = Desk(ROOT / "briefings")
    desk.rescan()
    desk.read_some(60)
    count = 0
    for path in briefing_paths(desk.folder):
        desk.write(path, path.read_text("utf-8"))
        file = desk.file(path)
        assert file is not None
        assert file.document is not None
        for reference in references(file.document, Briefing):
            found = proposals(desk, file, reference.place.start + 2)
            assert reference.id in labels(found), reference.place
            assert (found.start, found.end) == (reference.place.start, reference.place.end)
            count += 1
    assert count > 100
