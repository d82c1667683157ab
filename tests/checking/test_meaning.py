"""One key is one thing over time, and one thing has one key."""

from __future__ import annotations

from typing import Any

import pytest

from generator.checking.meaning import are_unlike
from generator.diagnostics.finding import Edit
from tests.checking.stories import ONE, THREE, TWO, found, story, the_finding, words

SAME = [
    ("The port stands still for a day or more", "For a day or more, the port stands still"),
    ("The port stands still for a day or more", "The port stands still for at least 24 hours"),
    ("The port closes", "The port stands closed because the crane crews have walked out"),
    ("Russia invades Ukraine", "Russian forces cross the border into Ukraine in strength"),
    ("Russia invades Ukraine", "An invasion begins in the east"),
    ("NATO admits Ukraine", "Ukraine becomes a member of NATO"),
    ("More than 100,000 soldiers stand there", "Over one hundred thousand soldiers stand there"),
    ("Prices rise by 5% by March", "Prices rise by five per cent before the end of March"),
    ("The strike lasts longer than a week", "The strike goes on for more than seven days"),
    ("Parliament rejects the budget", "The budget fails in parliament"),
    ("The bank raises its rate", "The central bank raises interest rates by a quarter point"),
    ("The talks break down", "Talks between the two sides end without an agreement"),
    ("The minister resigns", "The Minister of Transport leaves office"),
    ("The prime minister resigns", "Resignation of the head of government"),
    ("Die Regierung stürzt", "Die Regierung verliert die Vertrauensfrage"),
    ("Россия нападает на Украину", "Нападение России начинается ночью"),
    ("港口关闭一天", "港口关闭一天以上"),
    ("俄罗斯对乌克兰发动大规模军事进攻", "俄军大举进攻乌克兰全境"),
    ("ロシアがウクライナに大規模な攻撃を行う", "ウクライナ全土でロシア軍の攻撃が始まる"),
    ("NATO接纳乌克兰", "乌克兰成为NATO成员"),
    ("War", "War"),
    ("War", "War breaks out"),
    ("War", "A war"),
    ("Oil > $100", "Oil at $100 a barrel or more"),
    ("US war on Iran", "A war with the US"),
    ("The UN leaves", "UN exit from Mali"),
    ("The EU agrees", "A vote of the EU"),
    ("…", "?"),
]
OTHER = [
    ("The port stands still for a day or more", "The minister of transport resigns"),
    ("Russia invades Ukraine", "Gas prices in Europe double"),
    ("The strike lasts longer than a week", "The operator sells its share of the harbour"),
    ("The bank raises its rate", "The talks between the union and the operator break down"),
    ("The budget fails in parliament", "A cyber attack takes the power grid down"),
    ("NATO admits Ukraine", "The central bank raises interest rates by a quarter point"),
    ("The talks break down", "The price of wheat rises above 400 euros for a ton"),
    ("The president loses the election", "Wildfires reach the outskirts of the capital"),
    ("The two sides sign by the end of the year", "A vaccine is approved for use in children"),
    ("Die Regierung stürzt", "Der Ölpreis steigt über hundert Dollar"),
    ("Россия нападает на Украину", "Цены на газ удваиваются"),
    ("港口关闭一天", "总统辞职"),
    ("War", "Bad law"),
    ("War", "The minister was out"),
    ("The UN leaves", "The port stands still"),
    ("The US leaves", "The road is used again"),
    ("Oil > $100", "A run on the yen"),
    ("俄罗斯对乌克兰发动大规模军事进攻", "欧洲天然气价格翻一番"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_event_in_other_words_is_not_unlike(one: str, other: str) -> None:
    assert not are_unlike(one, other)
    assert not are_unlike(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_another_event_is_unlike(one: str, other: str) -> None:
    assert are_unlike(one, other)
    assert are_unlike(other, one)


CLOSES, WHEAT = "The port closes", "Wheat becomes twice as dear"


def risk(when: str, event: str, **more: Any) -> dict[str, Any]:
    return {"date": when, "risks": {"closure": {"event": event}}} | more


def demand(when: str, text: str, by: str = "union", **more: Any) -> dict[str, Any]:
    return {"date": when, "demands": {more.pop("key", "pay"): {"by": by, "text": text} | more}}


def test_a_risk_that_is_another_event_than_before_is_shown_with_both() -> None:
    finding = the_finding(story(risk(ONE, CLOSES), risk(TWO, WHEAT)))
    assert finding.code == "changed-meaning"
    assert (
        finding.headline
        == "the risk “closure” seems to mean something different from what it did on 2021-03-01"
    )
    assert (words(finding.place), finding.place.label) == (WHEAT, "now")
    (before,) = finding.further
    assert (words(before), before.label) == (CLOSES, "on 2021-03-01")
    assert "another key" in finding.help


def test_each_entry_is_compared_with_the_one_before_wherever_that_is() -> None:
    between = {"date": TWO}
    files = story(risk(ONE, CLOSES), between, risk(THREE, WHEAT), risk("2021-04-01", WHEAT))
    assert found(files) == [f"changed-meaning c {WHEAT}"]


def test_the_same_key_in_other_threads_may_mean_anything() -> None:
    other = story(risk(TWO, WHEAT), thread="other")["a.yml"]
    assert found(story(risk(ONE, CLOSES)) | {"b.yml": other}) == []


def test_texts_in_two_languages_are_not_compared() -> None:
    german = risk(TWO, "Weizen wird teuer", language="de")
    assert found(story(risk(ONE, CLOSES, language="en"), german)) == []


def test_a_demand_that_is_someone_elses_and_in_other_words_is_another_one() -> None:
    shifts, hush = "Two night shifts a week", "No word to newspapers before Easter"
    finding = the_finding(story(demand(ONE, shifts), demand(TWO, hush, "port")))
    assert (
        finding.headline
        == "the demand “pay” seems to mean something different from what it did on 2021-03-01"
    )
    assert words(finding.place) == hush
    assert found(story(demand(ONE, shifts), demand(TWO, hush))) == []
    assert found(story(demand(ONE, shifts), demand(TWO, "Two shifts a week", "port"))) == []


def test_the_entry_accepts_what_is_the_same_in_other_words() -> None:
    accept = {"accept": {"changed-meaning": "The price of bread is that of wheat."}}
    files = story(risk(ONE, CLOSES), {"date": TWO, "risks": {"closure": {"event": WHEAT} | accept}})
    assert found(files) == []
    files = story(risk(ONE, WHEAT), {"date": TWO, "risks": {"closure": {"event": WHEAT} | accept}})
    assert found(files) == ["unused-acceptance b changed-meaning"]


# Answers to demands that nobody made

ANSWERED: dict[str, Any] = {"responses": [{"by": "port", "answer": "rejected"}]}
SHIFTS = "Two night shifts a week at most"


def made(key: str = "night-shifts", text: str = SHIFTS, **more: Any) -> dict[str, Any]:
    return demand(ONE, text, key=key, **more)


def answered(key: str = "night-shift", text: str = SHIFTS, **more: Any) -> dict[str, Any]:
    return demand(TWO, text, key=key, **ANSWERED, **more)


def test_an_answer_under_a_key_but_for_a_slip_that_of_a_demand_is_a_mistake() -> None:
    finding = the_finding(story(made(), answered()))
    assert finding.code == "unmade-demand"
    assert finding.headline == (
        "this answers a demand, “night-shift”, that no earlier briefing of the thread contains"
    )
    assert words(finding.place) == "night-shift"
    (earlier,) = finding.further
    assert (words(earlier), earlier.label) == ("night-shifts", "the demand as it was made")
    assert finding.help == "did you mean `night-shifts`?"
    assert finding.fix
    assert not finding.fix.safe
    assert finding.fix.edits == (Edit(finding.place.start, finding.place.end, "night-shifts"),)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (made(), answered(by="port")),
        (made(), answered(text="Double pay on Sundays and holidays")),
        (made(), answered(key="double-pay")),
        (made(), demand(TWO, SHIFTS, key="night-shift")),
        (made(key="shifts-2021"), answered(key="shifts-2022")),
        (made(key="shifts-a"), answered(key="shifts-b")),
        ({"date": ONE}, answered()),
    ],
    ids=["other demander", "other words", "other key", "no answer", "year", "letter", "none"],
)
def test_what_may_be_a_demand_of_its_own_is_none(earlier: Any, later: Any) -> None:
    assert found(story(earlier, later)) == []


def test_a_demand_that_is_there_too_is_not_what_is_meant() -> None:
    both = answered()
    both["demands"]["night-shifts"] = {"by": "union", "text": SHIFTS}
    assert found(story(made(), both)) == []


def test_a_new_demand_may_be_made_and_answered_in_the_first_briefing() -> None:
    assert found(story(answered(), demand(THREE, SHIFTS, key="night-shift"))) == []


def test_one_of_several_demanders_is_enough() -> None:
    files = story(made(by=["union", "port"]), answered(by="port"))
    assert found(files) == ["unmade-demand b night-shift"]


def test_a_key_that_any_earlier_briefing_has_is_made() -> None:
    files = story(made("night-shift"), demand(TWO, SHIFTS, key="night-shifts"), answered())
    assert [line.split()[0] for line in found(files)] == ["same-day"]


@pytest.mark.parametrize("broken", ["thread: strike\ntitel: x\n", "{", ""])
def test_where_the_demand_may_stand_in_a_file_with_mistakes_nothing_is_told(broken: str) -> None:
    files = story(made(), answered()) | {"z.yml": broken}
    assert {line.split()[1] for line in found(files)} == {"z"}
