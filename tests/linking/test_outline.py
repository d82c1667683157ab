"""An outline comes back from its JSON as it was, and nothing else is taken for one."""

from __future__ import annotations

from typing import Any

import pytest

from generator.linking.outline import Outline
from generator.linking.storing import outline_from_json, outline_to_json
from tests.writing import briefing, linked

SAYS = briefing(
    thread="strike",
    tags=["ports", "wages"],
    demands={
        "pay": {
            "by": "union",
            "of": "port",
            "text": "More pay.",
            "responses": [{"by": "port", "answer": "rejected", "date": "2021-03-02"}],
        }
    },
    risks={"ruin": {"event": "The port fails", "likelihood": "likely", "affects": ["port"]}},
    events=[{"date": "2021", "text": "They met.", "evidence": [{"speaker": "union"}]}],
    figures=[{"measure": "Dockers out", "value": "1200~", "claimed_by": "union"}],
)
KINDS = ("sources", "actors", "demands", "risks", "events", "figures", "claims")


def outline() -> Outline:
    (ref,) = linked({"strike": SAYS}).refs
    return ref.outline


def listed(value: Any) -> Any:
    """Tuples as lists: JSON knows no others."""
    return [listed(each) for each in value] if isinstance(value, list | tuple) else value


def test_what_was_stored_comes_back() -> None:
    before, back = outline(), outline_from_json(outline_to_json(outline()))
    assert listed(back[:-1]) == listed(before[:-1])
    for kind in KINDS:
        of_kind = getattr(back, kind)
        assert of_kind
        assert listed(of_kind) == listed(getattr(before, kind))
        assert [type(gist) for gist in of_kind] == [type(g) for g in getattr(before, kind)]
    assert str(back.demands[0].responses[0].date) == "2021-03-02"


def test_it_is_stored_alike_whether_or_not_it_was_looked_at() -> None:
    data = outline_to_json(outline())
    back = outline_from_json(data)
    assert outline_to_json(back) == data
    assert all(getattr(back, kind) for kind in KINDS)
    assert outline_to_json(back) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b'{"title": "T"}',
        outline_to_json(outline()).rpartition(b"\n")[0],
        outline_to_json(outline()) + b"\n[]",
        outline_to_json(outline()).replace(b'["Dockers stop work",', b"[", 1),
        outline_to_json(outline()).replace(b'["Dockers stop work",', b'["One","too many",', 1),
        outline_to_json(outline()).replace(b"\n[", b"\n{", 1),
    ],
)
def test_what_is_no_outline_is_refused(data: bytes) -> None:
    with pytest.raises((ValueError, TypeError, IndexError)):
        outline_from_json(data)
