"""A site publishes the schemas of the format that it is written in."""

from pathlib import Path

import pytest

from generator.model.schema import schema_files


@pytest.mark.parametrize("name", list(schema_files()))
def test_a_site_publishes_the_schemas(site: Path, name: str) -> None:
    assert (site / "schema" / name).read_text("utf-8") == schema_files()[name]
