"""Of many findings a build tells those that matter most, and how many others there are."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from generator.diagnostics.finding import FileText, Finding, Place
from generator.publishing.live import Live
from generator.publishing.reporting import MOST, report
from tests.projects import new_project
from tests.writing import briefing, written


def found(number: int, code: str = "no-basis") -> Finding:
    """A finding in a file of its own."""
    return Finding(code, f"number {number}", Place(FileText(f"{number}.yml", "", str), 0, 1))


def told(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The headlines that were logged, and what is no finding as it was said."""
    return [
        record.finding.headline if hasattr(record, "finding") else record.getMessage()
        for record in caplog.records
    ]


def test_a_few_are_all_told_in_their_order(caplog: pytest.LogCaptureFixture) -> None:
    report([found(n) for n in range(MOST)], {"7.yml"})
    assert told(caplog) == [f"number {n}" for n in range(MOST)]


def test_of_many_mistakes_come_first_then_what_has_changed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    every = [found(n) for n in range(1_300)]
    every[900] = found(900, "bad-yaml")
    report(every, {"800.yml", "500.yml"})
    *first, last = told(caplog)
    assert first[:4] == ["number 900", "number 500", "number 800", "number 0"]
    assert len(first) == MOST
    assert last.endswith(
        "and 1,250 warnings more in 1,250 files; `briefing check` of the folder shows all"
    )
    levels = [record.levelno for record in caplog.records]
    assert levels == [logging.ERROR, *[logging.WARNING] * MOST]


def test_who_edits_one_of_many_briefings_is_told_what_is_wrong_in_it(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    risk = {"event": "The port fails", "likelihood": "likely"}
    said = {f"day-{n:03}": briefing(risks={"ruin": risk}) for n in range(2 * MOST)}
    project = new_project(tmp_path, said)
    project.build(strict=False)
    assert "day-099" not in caplog.text
    caplog.clear()
    path = project.briefings / "day-099.yml"
    path.write_text(path.read_text("utf-8").replace("The port fails", "The port ails"), "utf-8")
    project.build(strict=False)
    of_file = [
        each.finding.place.source.path for each in caplog.records if hasattr(each, "finding")
    ]
    assert [Path(each).name for each in of_file[:3]] == ["day-099.yml"] * 2 + ["day-000.yml"]


def test_no_file_is_read_to_tell_findings_apart() -> None:
    text = FileText("a.yml", "1", lambda: pytest.fail("it was read"))
    one, other = (Finding("no-basis", "none", Place(text, 0, 1)) for _ in range(2))
    assert len({one, other}) == 1


def test_who_serves_is_told_what_is_new_wherever_it_stands(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    risk = {"event": "The port fails", "likelihood": "likely", "basis": "Rain."}
    ruin = {"ruin": risk | {"horizon": "2021-03-10"}}
    known = {"strike": briefing(risks=ruin), "flood": briefing(risks={"flood": risk})}
    project = new_project(tmp_path, known, register={"pilot": {"name": "Pilot"}})
    live = Live(project.config, None, None)
    try:
        assert [each.partition("“")[2][:5] for each in told(caplog)] == ["flood"]
        caplog.clear()
        path = written(project.briefings, {"later": briefing(date="2021-04-01")}) / "later.yml"
        live.take([path])
        assert ["2021-03-10 had passed" in each for each in told(caplog)] == [True]
        caplog.clear()
        path.write_text(path.read_text("utf-8").replace("2021-04-01", "2021-04-02"), "utf-8")
        live.take([path])
        assert not any("flood" in each for each in told(caplog))
        caplog.clear()
        register = project.briefings / "actors.yml"
        register.write_text("pilot: {name: Pi\u200blot}\n", "utf-8")
        live.take([register])
        assert any("nobody sees" in each or "U+200B" in each for each in told(caplog))
    finally:
        live.close()
