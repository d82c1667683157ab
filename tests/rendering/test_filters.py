"""What a list can be narrowed down by: all that its items say, and nothing that says nothing."""

from __future__ import annotations

from generator.rendering.pages.filters import Facet, Order, filter_of

ITEMS = [("open", "nato russia", 3), ("met", "nato", None), ("open", "", 1)]


def test_a_choice_has_every_value_once_in_its_order_and_an_item_says_all_of_its_own() -> None:
    made = filter_of(
        ITEMS,
        [
            Facet("status", "Status", lambda i: {i[0]: i[0].title()}, in_order=["open", "met"]),
            Facet("actor", "Actor", lambda i: {a: a.upper() for a in i[1].split()}),
        ],
        [Order("size", "largest first", lambda i: i[2], falling=True)],
    )
    assert [(choice.key, choice.options) for choice in made.choices] == [
        ("status", (("open", "Open"), ("met", "Met"))),
        ("actor", (("nato", "NATO"), ("russia", "RUSSIA"))),
    ]
    assert made.orders == (("-size", "largest first"),)
    assert [made.facts(item) for item in ITEMS] == [
        ' data-bf-item data-status="open" data-actor="nato russia" data-size="3"',
        ' data-bf-item data-status="met" data-actor="nato"',
        ' data-bf-item data-status="open" data-size="1"',
    ]


def test_a_question_that_all_answer_alike_is_not_asked() -> None:
    assert filter_of(ITEMS, [Facet("kind", "Kind", lambda _: {"same": "same"})]).choices == ()


def test_a_single_item_needs_no_order() -> None:
    assert filter_of(ITEMS[:1], [], [Order("size", "largest", lambda i: i[2])]).orders == ()


def test_what_a_value_holds_stays_within_its_attribute() -> None:
    made = filter_of(["x"], [Facet("by", "By", lambda _: {'"><b>{{': "words"})])
    assert made.facts("x") != ""
    assert '"><' not in made.facts("x").replace('data-by="', "")
