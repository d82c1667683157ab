"""Every actor that is referred to is someone, and is the same everywhere."""

import pytest

from tests.told import LEAST, advice, findings_in, told

DEMAND = LEAST + "demands:\n  pay: {by: dockers, of: "
UNION = "union: {name: Union of Dockers, kind: organization}\n"


@pytest.mark.parametrize(
    ("text", "mistake", "help_"),
    [
        (
            DEMAND + "port, text: x}\n",
            "11:26 unknown-actor: the actor “port” is defined nowhere",
            "add it to `actors:`, here or in the register",
        ),
        (
            DEMAND + "[dockers, doker], text: x}\n",
            "11:36 unknown-actor: the actor “doker” is defined nowhere",
            "did you mean `dockers`?",
        ),
        (
            LEAST + "    part_of: union\n",
            "10:14 unknown-actor: the actor “union” is defined nowhere",
            "add it to `actors:`, here or in the register",
        ),
        (
            LEAST + "    speaks_for: union\n",
            "10:17 unknown-actor: the actor “union” is defined nowhere",
            "add it to `actors:`, here or in the register",
        ),
        (
            LEAST + "risks: {r: {event: e, affects: [dockers, town]}}\n",
            "10:42 unknown-actor: the actor “town” is defined nowhere",
            "add it to `actors:`, here or in the register",
        ),
        (
            LEAST + "events: [{date: 2014, text: x, claimed_by: herald}]\n",
            "10:44 unknown-actor: the actor “herald” is defined nowhere",
            "add it to `actors:`, here or in the register",
        ),
        (
            LEAST + "events: [{date: 2014, text: x, evidence: [{speaker: hale}]}]\n",
            "10:53 unknown-actor: the actor “hale” is defined nowhere",
            "add it to `actors:`, here or in the register",
        ),
    ],
)
def test_an_actor_that_is_defined_nowhere_is_a_mistake(text: str, mistake: str, help_: str) -> None:
    assert (told(text), advice(text)) == ([mistake], [help_])


def test_an_actor_is_found_by_its_name_too() -> None:
    text = LEAST + "  port: {name: Harbour Board, part_of: harbour-bord}\n"
    assert advice(text) == ["did you mean `port`?"]


REGISTER = """\
lagarde: {name: Christine Lagarde}
ecb: {name: European Central Bank, aliases: [The Bank]}
bank: {name: First Bank, aliases: [The Bank]}
"""


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Christine Lagarde", "lagarde"),
        ("european  central bank", "ecb"),
        ("Dockers", "dockers"),
    ],
)
def test_whoever_is_called_by_name_is_told_the_id(name: str, id_: str) -> None:
    files = {"a.yml": DEMAND + f"dockers, text: x}}\n  tax: {{by: {name}, text: x}}\n"}
    (finding,) = findings_in(files | {"actors.yml": REGISTER})
    assert (finding.code, finding.help) == ("bad-id", f"did you mean `{id_}`?")
    assert finding.fix
    assert (finding.fix.title, finding.fix.safe) == (f"write `{id_}`", True)


def test_of_a_name_that_two_share_none_is_taken_for_the_one_meant() -> None:
    files = {"a.yml": DEMAND + "The Bank, text: x}\n", "actors.yml": REGISTER}
    assert advice(files) == ["write the id that the actor has under `actors:` or in the register"]


def test_an_actor_is_found_by_an_alias_too() -> None:
    files = {"a.yml": DEMAND + "the-bank-ag, text: x}\n"}
    register = "ecb: {name: European Central Bank, aliases: [The Bank AG]}\n"
    assert advice(files | {"actors.yml": register}) == ["did you mean `ecb`?"]


@pytest.mark.parametrize("aliases", ["Moscow", "[Moscow]"])
def test_whoever_is_called_by_an_alias_is_told_the_id(aliases: str) -> None:
    files = {"a.yml": DEMAND + "Moscow, text: x}\n"}
    register = f"russia: {{name: Russia, aliases: {aliases}}}\n"
    assert advice(files | {"actors.yml": register}) == ["did you mean `russia`?"]


def test_an_actor_may_be_defined_here_in_the_register_or_in_another_briefing() -> None:
    files = {
        "a.yml": DEMAND + "[dockers, union, port], text: x}\n",
        "b.yml": LEAST + "  port: {name: Port}\n",
        "actors.yml": UNION,
    }
    assert told(files) == []


def test_the_register_itself_refers_to_actors_that_are_there() -> None:
    files = {"a.yml": LEAST, "actors.yml": "hale: {name: Hale, part_of: unoin}\n" + UNION}
    assert told(files) == ["actors.yml:1:29 unknown-actor: the actor “unoin” is defined nowhere"]
    assert advice(files) == ["did you mean `union`?"]


def test_an_unknown_actor_is_mended_only_when_the_writer_says_so() -> None:
    """The nearest name may be someone else."""
    (finding,) = findings_in(DEMAND + "doker, text: x}\n")
    assert finding.fix
    assert (finding.fix.title, finding.fix.safe) == ("write `dockers`", False)


def test_an_actor_without_a_name_anywhere_is_a_mistake() -> None:
    text = LEAST + "  port: {role: stands still}\n"
    assert told(text) == ["10:3 unnamed-actor: the actor “port” has no name anywhere"]
    assert advice(text) == ["add a `name`, here or in the register"]


def test_an_actor_that_is_named_in_the_register_needs_no_name_here() -> None:
    assert told({"a.yml": LEAST + "  union: {role: strikes}\n", "actors.yml": UNION}) == []
    assert told({"a.yml": LEAST + "  union:\n", "actors.yml": UNION}) == []


def test_an_actor_without_a_name_in_several_places_is_one_mistake() -> None:
    unnamed = LEAST + "  port: {role: stands still}\n"
    assert told({"a.yml": unnamed, "b.yml": unnamed}) == [
        "a.yml:10:3 unnamed-actor: the actor “port” has no name anywhere"
    ]


def test_a_misspelt_actor_looks_like_one_without_a_name() -> None:
    files = {"a.yml": LEAST + "  unoin: {role: strikes}\n", "actors.yml": UNION}
    assert advice(files) == ["did you mean `union`?"]


@pytest.mark.parametrize("field", ["name", "kind", "part_of", "office", "wikidata", "url"])
def test_two_places_that_say_different_things_about_an_actor_are_shown_both(field: str) -> None:
    said = {
        "name": ("Union", "The Union"),
        "kind": ("group", "organization"),
        "part_of": ("dockers", "pilots"),
        "office": ("Hall", "Dock"),
        "wikidata": ("Q1", "Q2"),
        "url": ("https://a.example", "https://b.example"),
    }
    here, there = (f"{{name: Union, {field}: {value}}}" for value in said[field])
    if field == "name":
        here, there = here.replace("name: Union, ", "", 1), there.replace("name: Union, ", "", 1)
    register = f"union: {there}\npilots: {{name: Pilots}}\n"
    (finding,) = findings_in({"a.yml": f"{LEAST}  union: {here}\n", "actors.yml": register})
    assert finding.code == "conflicting-actor"
    assert finding.headline == f"two places give the actor “union” a different `{field}`"
    assert finding.help == "give it once, preferably in the register, and leave it out elsewhere"
    (first,) = finding.further
    assert (finding.place.source.path, finding.place.label) == ("desk/a.yml", "different here")
    assert (first.source.path, first.label) == ("desk/actors.yml", "first given here")
    texts = [place.source.text[place.start : place.end] for place in (finding.place, first)]
    assert texts == list(said[field])


@pytest.mark.parametrize(
    "here",
    [
        "Mu\u0308ller Union",
        "Müller\u00a0Union",
        "Müller\n      Union",
        "|\n      Müller\n      Union",
    ],
)
def test_two_names_that_look_the_same_say_the_same(here: str) -> None:
    files = {
        "a.yml": f"{LEAST}  union:\n    name: {here}\n",
        "actors.yml": "union: {name: Müller Union}\n",
    }
    assert told(files) == []


def test_an_actor_is_called_by_name_however_its_accents_are_encoded() -> None:
    files = {
        "a.yml": DEMAND + "Mu\u0308ller Union, text: x}\n",
        "actors.yml": "union: {name: Müller Union}\n",
    }
    assert advice(files) == ["did you mean `union`?"]


def test_what_is_special_to_a_story_may_differ() -> None:
    assert (
        told(
            {
                "a.yml": LEAST + "  union: {role: strikes, side: labour}\n",
                "b.yml": LEAST + "  union: {role: talks, side: none}\n",
                "actors.yml": UNION,
            }
        )
        == []
    )


def test_aliases_add_up() -> None:
    files = {
        "a.yml": LEAST + "  union: {aliases: [UD]}\n",
        "actors.yml": "union: {name: Union of Dockers, aliases: [DU]}\n",
    }
    assert told(files) == []


@pytest.mark.parametrize(
    ("register", "mistake"),
    [
        ("union: {name: [}\n", "actors.yml:1:16 bad-yaml: a value is expected here"),
        ("", "actors.yml:1:1 empty-file: the file is empty"),
        ("- union\n", "actors.yml:1:1 wrong-kind: the file contains a list, not keys with values"),
        ("union: *all\n", "actors.yml:1:8 unsupported-yaml: briefings cannot use the alias *all"),
    ],
)
def test_a_register_that_cannot_be_read_does_not_make_every_actor_unknown(
    register: str, mistake: str
) -> None:
    text = (
        LEAST + "  union: {role: strikes}\nevents: [{date: 2014, text: x, actors: [port, union]}]\n"
    )
    assert told({"a.yml": text, "actors.yml": register}) == [mistake]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (LEAST.replace("actors:", "actrs:"), "unknown-key"),
        (LEAST.replace("actors:\n  dockers:\n    name: Dockers\n", ""), "missing-key"),
        (LEAST.replace("actors:\n  dockers:\n    name: Dockers\n", "actors:\n"), "empty-value"),
        (
            LEAST.replace("actors:\n  dockers:\n    name: Dockers\n", "actors: dockers\n"),
            "wrong-kind",
        ),
        (
            LEAST.replace("actors:\n  dockers:\n    name: Dockers\n", "actors: [dockers]\n"),
            "wrong-kind",
        ),
        (LEAST.replace("    name: Dockers\n", "    name: Dockers: us\n"), "bad-yaml"),
        (LEAST.replace("    name: Dockers\n", "\tname: Dockers\n"), "tab-indentation"),
        (LEAST.replace("    name: Dockers\n", "    name: &d Dockers\n"), "unsupported-yaml"),
        (LEAST.replace("    name: Dockers\n", "    name: *d\n"), "unsupported-yaml"),
        (LEAST.replace("\n    name: Dockers\n", " Dockers\n"), "wrong-kind"),
        (LEAST.replace("\n    name: Dockers\n", " [Dockers]\n"), "wrong-kind"),
        (LEAST.replace("    name: Dockers\n", "    nmae: Dockers\n"), "unknown-key"),
        (LEAST.replace("    name: Dockers\n", "    name: [Dockers]\n"), "wrong-kind"),
        (LEAST.replace("    name: Dockers\n", "    name: ''\n"), "empty-value"),
        (LEAST.replace("  dockers:\n", "  Dockers:\n"), "bad-id"),
        (LEAST + "actors: {union: {name: Union}}\n", "duplicate-key"),
        (LEAST + "  dockers:\n    kind: group\n", "duplicate-key"),
        (LEAST + "---\n", "unsupported-yaml"),
    ],
)
def test_a_mistake_in_the_actors_is_one_mistake_however_often_they_are_named(
    text: str, code: str
) -> None:
    """Nothing is unknown or unnamed only because its definition cannot be read."""
    event = "events: [{date: 2014, text: x, actors: [dockers], claimed_by: dockers}]\n"
    head, separator, tail = text.partition("---\n")
    found = findings_in(head + event + separator + tail)
    assert [finding.code for finding in found] == [code]


def test_where_actors_cannot_be_read_a_misspelling_of_a_known_one_is_still_told() -> None:
    files = {
        "a.yml": LEAST.replace("    name: Dockers\n", "    name: Dockers: us\n"),
        "b.yml": DEMAND + "[doker, port], text: x}\n",
    }
    assert [finding.headline for finding in findings_in(files)] == [
        "a value contains a colon and a space",
        "the actor “doker” is defined nowhere",
    ]


@pytest.mark.parametrize("id_", ["The Port", '" dockers"', "Dockers"])
def test_what_is_no_id_is_not_unknown_as_well(id_: str) -> None:
    assert [finding.code for finding in findings_in(f"{DEMAND}{id_}, text: x}}\n")] == ["bad-id"]
