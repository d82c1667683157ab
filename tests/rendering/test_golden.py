"""One full page, exactly: what a change to the templates does to it stands in the diff.

After a wanted change: `make test ARGS=--renew-golden`, then read `git diff tests/rendering/golden`.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from generator.model.briefing import Briefing
from generator.model.references import entries, entry_in
from generator.publishing.make import make_pages
from generator.reading.folder import read_folder
from generator.rendering.edition import Edition
from generator.rendering.pages import briefing_uri

GOLDEN = Path(__file__).parent / "golden"
ID = "2021-03-09-harbour-strike"
EDITION = Edition(site_name="Harbour desk", site_url="https://desk.example/")


def test_the_page_of_a_full_briefing_is_exactly_this(request: pytest.FixtureRequest) -> None:
    made = make_pages(GOLDEN, EDITION)
    (page,) = (page for page in made.pages if page.uri == briefing_uri(ID))
    golden = GOLDEN / f"{ID}.md"
    if request.config.getoption("--renew-golden"):
        golden.write_text(page.markdown, encoding="utf-8", newline="\n")
    assert page.markdown == golden.read_text("utf-8")


def test_the_golden_briefing_uses_every_key_of_the_format() -> None:
    (briefing,) = (read.briefing for read in read_folder(GOLDEN).briefings if read.id == ID)
    assert briefing is not None
    used: set[tuple[type[BaseModel], str]] = set()
    for _, entry in entries(briefing):
        used |= {(_owner(type(entry), field), field) for field in entry.model_fields_set}
    keys = {(_owner(model, f), f) for model in models_of(Briefing) for f in model.model_fields}
    assert sorted(f"{model.__name__}.{field}" for model, field in keys - used) == []


def _owner(model: type[BaseModel], field: str) -> type[BaseModel]:
    """The model that a field is written down in: a key that several inherit is used once."""
    return next(
        each
        for each in reversed(model.__mro__)
        if issubclass(each, BaseModel) and field in each.model_fields
    )


def models_of(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A model and all models of entries inside it."""
    found = [model]
    for each in found:
        inner = (entry_in(each, field) for field in each.model_fields)
        found += [entry for entry in dict.fromkeys(inner) if entry and entry not in found]
    return found
