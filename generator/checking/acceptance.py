"""Warnings that a writer has looked at and accepts, with `accept: {code: reason}` in an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.checking.facts import Facts
from generator.checking.spans import Span, accepting, is_across, span_at, spans_of
from generator.diagnostics.codes import CODES, Code, Severity, code_named, codes
from generator.diagnostics.finding import Finding, Place
from generator.diagnostics.nearest import did_you_mean
from generator.model.briefing import Briefing, Register
from generator.model.text import is_identifier
from generator.reading.folder import ReadBriefing, ReadRegister


def _can_be_accepted(code: Code | None) -> bool:
    is_warning = code is not None and code.severity is Severity.WARNING
    return is_warning and code is not CODES["unused-acceptance"]


def acceptable() -> tuple[str, ...]:
    """Codes of the warnings that can be accepted."""
    return tuple(code.name for code in codes().values() if _can_be_accepted(code))


def settle(
    read: ReadBriefing | ReadRegister,
    findings: Iterable[Finding],
    elsewhere: Callable[[], Iterable[Finding]] = tuple,
) -> Iterator[Finding]:
    """Leave out the warnings of a file that an entry around them accepts.

    An acceptance of a warning that does not occur is itself a warning, because it would hide the
    next one. In a file with mistakes that is not checked, since not every rule has looked at it.

    `elsewhere`: what would be found on a computer with other archived texts.
    """
    is_register = isinstance(read, ReadRegister)
    spans = spans_of(read.document, Register if is_register else Briefing)
    used: set[Place] = set()
    yield from _meant(findings, lambda _: spans, used)
    unused: list[tuple[str, Place]] = []
    for code, key in accepting(spans):
        if not _can_be_accepted(code_named(code)):
            if is_identifier(code):
                yield _cannot(code, key)
        elif key not in used and _is_sound(read) and (is_register or not is_across(code)):
            unused.append((code, key))
    for _ in _meant(elsewhere() if unused else (), lambda _: spans, used):
        pass
    yield from (_unused(code, key) for code, key in unused if key not in used)


def _is_sound(read: ReadBriefing | ReadRegister) -> bool:
    return (read.register if isinstance(read, ReadRegister) else read.briefing) is not None


def settle_across(
    every: Sequence[Facts], findings: Iterable[Finding], ever: Callable[[], Iterable[Finding]]
) -> Iterator[Finding]:
    """The same for warnings that only show across several files.

    `ever` finds what would be found on any later day: an acceptance may be made before its day.
    """
    spans = {facts.head.source.path: facts.spans for facts in every if facts.spans}
    used: set[Place] = set()

    def of_file(path: str) -> Sequence[Span]:
        return spans.get(path, ())

    yield from _meant(findings, of_file, used)
    accepted = [
        (code, key) for each in spans.values() for code, key in accepting(each) if is_across(code)
    ]
    if all(key in used for _, key in accepted) or any(facts.has_mistakes for facts in every):
        return
    for _ in _meant(ever(), of_file, used):
        pass
    yield from (_unused(code, key) for code, key in accepted if key not in used)


def _meant(
    findings: Iterable[Finding], spans_in: Callable[[str], Sequence[Span]], used: set[Place]
) -> Iterator[Finding]:
    """The findings that nobody accepts; the acceptances of the others are added to `used`."""
    for finding in findings:
        span = span_at(spans_in(finding.place.source.path), finding.place.start)
        key = span.accepted.get(finding.code) if span else None
        if key and _can_be_accepted(finding.kind):
            used.add(key)
        else:
            yield finding


def _unused(code: str, key: Place) -> Finding:
    what = f"the accepted warning “{code}” does not occur here"
    return Finding("unused-acceptance", what, key, help="remove it")


def _cannot(code: str, key: Place) -> Finding:
    known = code_named(code)
    if known is None:
        what = f"there is no code “{code}”"
    elif known.severity is Severity.ERROR:
        what = f"“{code}” is an error and cannot be accepted"
    else:
        what = f"“{code}” cannot be accepted"
    every = acceptable()
    longer = [name for name in every if name.startswith(f"{code}-")]
    if len(longer) == 1:
        hint = f"did you mean `{longer[0]}`?"
    else:
        hint = did_you_mean(code, every, f"codes that can be accepted: {', '.join(every)}")
    return Finding("cannot-accept", what, key, help=hint)
