"""Applying fixes to files, beyond what `briefing check --fix` shows."""

from pathlib import Path

import pytest

from generator.authoring.mend import mend
from generator.diagnostics.finding import Edit, Finding, Fix, Place, SourceText

TEXT = "titel: Port\n"


def misspelt(path: Path, text: str = TEXT, *, safe: bool = True) -> Finding:
    place = Place(SourceText(str(path), text), 0, 5)
    return Finding(
        "unknown-key", "“titel”", place, fix=Fix("write `title`", (Edit(0, 5, "title"),), safe)
    )


def test_a_file_that_has_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "strike.yml"
    file.write_text("# new\n" + TEXT, encoding="utf-8")
    assert mend([misspelt(file)]) == 0
    assert file.read_text("utf-8") == "# new\n" + TEXT


def test_a_fix_that_needs_asking_is_not_made(tmp_path: Path) -> None:
    file = tmp_path / "strike.yml"
    file.write_text(TEXT, encoding="utf-8")
    assert mend([misspelt(file, safe=False)]) == 0
    assert file.read_text("utf-8") == TEXT


def test_where_writing_fails_the_file_stays_and_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "strike.yml"
    file.write_text(TEXT, encoding="utf-8")

    def full_disk(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full_disk)
    with pytest.raises(OSError, match="No space left"):
        mend([misspelt(file)])
    assert [each.name for each in tmp_path.iterdir()] == ["strike.yml"]
    assert file.read_text("utf-8") == TEXT
