"""Reading a desk for pages: what has changed since it was last read, file by file, on every core.

`keeping/desk.py` follows a desk for `briefing check`, in a database of its own. There are two
because each keeps what its task needs: this one also the outlines and contents that pages are made
from, that one only what a check needs.
"""

from __future__ import annotations

import json
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import chain
from pathlib import Path, PurePath
from typing import Any

from generator.checking import CORPUS_RULES, check_register, check_threads
from generator.checking.facts import Facts, facts_of_register
from generator.checking.kept import facts_from_json
from generator.checking.threads import last_day
from generator.diagnostics.finding import FileText, Finding, SourceText, errors_in, in_order
from generator.diagnostics.kept import findings_from_json
from generator.keeping.database import name_of, text_of
from generator.keeping.stamps import Stamp, settled, stamp_of
from generator.linking.sightings import Content, Ref
from generator.linking.storing import content_from_json, outline_from_json
from generator.model.briefing import Register
from generator.publishing.one_file import read_batch, scope_of, stamps_of_text
from generator.publishing.spread import spread
from generator.publishing.state import Kept, State
from generator.reading.collecting import no_collecting
from generator.reading.folder import ReadRegister, read_register
from generator.reading.paths import REGISTER_NAME, SOURCES_NAME, names_in, shown_path
from generator.reading.text import read_text

_BATCH = 40
"""Files that a process is given at a time."""
_FEW = 100
"""Up to this many reported changes are taken as complete; beyond that the watcher may have dropped
some, so every file is checked. Also the most files with mistakes whose threads are looked up."""
_AT_HAND = 1_000
"""Briefings that are kept in memory whole: those that were loaded last. `Ref` does not ask for one
that it still has, so uses are not seen here, only loads."""

Progress = Callable[[str, int, int], None]
"""Called with the stage of the work, how much of it is done, and how much there is."""


@dataclass
class _Edit:
    """What has changed since the files were last read, as far as checks depend on it."""

    keys: set[str] = field(default_factory=set)
    """The changed files, except those that are gone."""
    threads: set[str | None] = field(default_factory=set)
    """The threads of all changed files, before and now; None for one that is not known."""
    defines: bool = False
    """Whether any actor definition may have changed."""
    moved: list[Ref] = field(default_factory=list)
    """Briefings without mistakes that have been added or removed."""


@dataclass
class Desk:
    """A folder of briefings as it was last read."""

    folder: Path
    state: State
    refs: dict[str, Ref] = field(default_factory=dict)
    """The briefings without mistakes, by their keys in the state."""
    register: Register | None = None
    findings: tuple[Finding, ...] = ()
    """All that is wrong, in order."""
    hashes: dict[str, str] = field(default_factory=dict)
    """Which content each file had: `Kept.hash`."""
    changed: frozenset[str] = frozenset()
    """The files in which something has changed, by their paths as users see them."""
    _at_hand: OrderedDict[tuple[str, str], Content] = field(default_factory=OrderedDict)
    _own: dict[tuple[str, str], tuple[Finding, ...]] = field(default_factory=dict)
    """What is wrong in each file by itself, by its key and the content that it had."""
    _across_before: Any = None
    """What was noted of the checks across files when these had the contents of `hashes`."""
    _outside: Sequence[Finding] = ()
    """What is wrong with the folder itself."""
    _register_read: tuple[Stamp, ReadRegister | None, Sequence[Finding]] | None = None
    """The register as it was last read, after the stamp that it had then."""

    def __post_init__(self) -> None:
        self.hashes = self.state.published()
        self._across_before = self.state.across()
        with no_collecting():
            for key, id_, outline in self.state.outlines(self.hashes):
                self.refs[key] = self._ref(key, id_, self.hashes[key], outline)

    def take_in(
        self, told: Progress, *, verify: bool = False, changed: Collection[Path] | None = None
    ) -> None:
        """Read what has changed. `verify` looks into every file, whatever its stamp says.

        `changed` are all files and folders that have changed since the last time; if it is None,
        every file is looked at.
        """
        edit = _Edit()
        keys = self._edited(changed) if changed is not None else None
        known = self.state.stamps(keys)
        if keys is None:
            names, self._outside = names_in(self.folder)
            keys = {text_of(name): f"{self.folder}{os.sep}{name}" for name in names}
            for key in self.hashes.keys() - keys.keys():
                edit.threads.add(self._thread(key))
                if key in self.refs:
                    edit.moved.append(self.refs[key])
                else:
                    edit.defines = True
                self._forget(key)
        stale: list[tuple[str, Path]] = []
        for key, path in keys.items():
            hash_ = None if verify else self._as_stamped(path, known.get(key, {}))
            if hash_ is None:
                stale.append((key, Path(path)))
            elif hash_ != self.hashes.get(key) and (kept := self.state.briefing(key, hash_)):
                self._take(kept, edit)
        batches = [
            [(path, frozenset(known.get(key, ()))) for key, path in stale[at : at + _BATCH]]
            for at in range(0, len(stale), _BATCH)
        ]
        done = 0
        for batch in spread(partial(read_batch, self.folder), batches):
            for read in batch:
                done += 1
                told("reading", done, len(stale))
                if read.facts:
                    self.state.put_briefing(read)
                else:
                    self.state.put_stamps(read.path, read.hash, read.stamps)
                if read.hash != self.hashes.get(read.path):
                    kept = read if read.facts else self.state.briefing(read.path, read.hash)
                    assert kept
                    self._take(kept, edit)
        self.changed = frozenset(map(self._shown, edit.keys))
        self._check(edit)
        self.state.commit()

    def _edited(self, changed: Collection[Path]) -> dict[str, str] | None:
        """The briefings among what has changed, by key; None if every file has to be looked at.

        What an editor writes next to a file while saving does not count: it is hidden, or gone by
        now.
        """
        found: dict[str, str] = {}
        if self._outside:  # it may be gone
            return None
        for path in changed if len(changed) <= _FEW else ():
            key = text_of(os.path.relpath(path, self.folder))
            if key in self.hashes and path.is_file():
                found[key] = f"{self.folder}{os.sep}{name_of(key)}"
            elif key.startswith(SOURCES_NAME) or (
                not _is_hidden(key) and (os.path.lexists(path) or self._has_below(key))
            ):
                return None
        return found or None

    def _has_below(self, key: str) -> bool:
        """Whether there was something at a path, or below it."""
        return any(each == key or each.startswith(f"{key}{os.sep}") for each in self.hashes)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The mistakes that stop a build."""
        return errors_in(self.findings)

    def sound(self) -> list[Ref]:
        """The briefings without mistakes, by themselves or together with others."""
        wrong = {error.place.source.path for error in self.errors}
        if not wrong:
            return list(self.refs.values())
        return [ref for key, ref in self.refs.items() if self._shown(key) not in wrong]

    def _as_stamped(self, path: str, known: Mapping[str, str]) -> str | None:
        """The hash that a file had when it last had these stamps; None if it has to be read."""
        stamp = list(stamp_of(path)) if known else []
        for hash_, stamps in known.items():
            if stamps == f"[{stamp}, {{}}]":  # for most, nothing has to be parsed
                return hash_
            own, texts = json.loads(stamps)
            if own == stamp and all(
                [list(each) for each in stamps_of_text(self.folder, name)] == there
                for name, there in texts.items()
            ):
                return hash_
        return None

    def _thread(self, key: str) -> str | None:
        kept = self.state.briefing(key, self.hashes[key]) if key in self.hashes else None
        return kept.thread if kept else ""

    def _take(self, kept: Kept, edit: _Edit) -> None:
        """Take in a file that has changed."""
        key = kept.path
        before = self.state.briefing(key, self.hashes[key]) if key in self.hashes else None
        self._forget(key)
        self.hashes[key] = kept.hash
        if kept.outline is not None:
            self.refs[key] = self._ref(key, kept.id, kept.hash, kept.outline)
        edit.keys.add(key)
        edit.threads |= {before.thread if before else "", kept.thread}
        if before is None and key in self.refs:
            edit.moved.append(self.refs[key])
        elif before is None or before.defines != kept.defines or before.id != kept.id:
            edit.defines = True
        else:  # unreadable actors keep rules from reporting unknown ones
            one, other = map(self._facts_of, (before, kept))
            edit.defines |= one.actors_unread != other.actors_unread

    def _forget(self, key: str) -> None:
        self.hashes.pop(key, None)
        self.refs.pop(key, None)

    def _ref(self, key: str, id_: str, hash_: str, outline: bytes) -> Ref:
        load = partial(self._content, key, hash_)
        return Ref(id_, name_of(key), outline_from_json(outline), load)

    def _content(self, key: str, hash_: str) -> Content:
        """All of a briefing, from memory or from the state."""
        name = (key, hash_)
        content = self._at_hand.get(name)
        if content is None:
            content = self._at_hand[name] = content_from_json(self.state.content(key, hash_))
            if len(self._at_hand) > _AT_HAND:
                self._at_hand.popitem(last=False)
        return content

    # What is wrong.

    def _check(self, edit: _Edit) -> None:
        """Find all that is wrong. Across files, only what an edit may affect is checked again."""
        before = self._register_read
        read, found = self._read_register()
        if self._register_read is not before:
            self.changed |= {shown_path(self.folder / REGISTER_NAME)}
        self.register = read.register if read else None
        self._own = {
            (key, self.hashes[key]): self._own.get((key, self.hashes[key]))
            or findings_from_json(data, self._text(key))
            for key, data in self.state.found_in(self.hashes)
        }
        own = chain.from_iterable(self._own.values())
        across = self._across(read, edit)
        self.findings = in_order([*self._outside, *found, *own, *across])

    def _read_register(self) -> tuple[ReadRegister | None, Sequence[Finding]]:
        """The register, read again if it has changed."""
        stamp = settled(stamp_of(self.folder / REGISTER_NAME), time.time_ns())
        is_young = stamp[0] < 0  # two changes in one moment would look the same
        if is_young or self._register_read is None or self._register_read[0] != stamp:
            read, found = read_register(self.folder)
            found += check_register(read) if read else ()
            self._register_read = (stamp, read, found)
        return self._register_read[1:]

    def _across(self, register: ReadRegister | None, edit: _Edit) -> list[Finding]:
        day = max((ref.date for ref in self.refs.values() if not ref.is_draft), default=None)
        before = self._across_before
        stated = [register.document.source.text if register else "", day.isoformat() if day else ""]
        wrong = self.hashes.keys() - self.refs.keys()
        # The thread of a file with mistakes may be unknown. If many are wrong, all are rechecked.
        doubtful = {self._thread(key) for key in wrong} if len(wrong) <= _FEW else {None}
        is_same = before and before["stated"] == stated and not edit.defines
        if is_same and self._knows_all(edit.keys) and self._define_nobody(edit.moved):
            threads = {*before["threads"], *edit.threads, *doubtful}
            if None not in threads:
                found = list(check_threads([*self._facts(threads)], day))
                # What a mistake keeps from being found now may be found once it is mended.
                self._note_across(stated, found, threads if wrong else ())
                return found
        every = [*([facts_of_register(register)] if register else []), *self._facts(None)]
        of_all = [finding for rule in CORPUS_RULES for finding in rule(every)]
        found = [*of_all, *check_threads(every, last_day(every))]
        if of_all or None in doubtful:  # then the next check cannot build on this one
            self._across_before = None
            self.state.note_across(None)
        else:
            # While any file has mistakes, unused acceptances are not reported: recheck later.
            doubtful |= {scope_of(facts) for facts in every if facts.spans and wrong}
            self._note_across(stated, found, doubtful)
        return found

    def _define_nobody(self, moved: Collection[Ref]) -> bool:
        """Whether adding or removing some briefings cannot affect what is found in other files.

        That is so if no two briefings have the same id, and these list only actors that the
        register has, and say nothing of who they are. Their own threads are another matter.
        """
        if not moved:
            return True
        known = self.register.root if self.register else {}
        ids = {ref.id for ref in self.refs.values()}
        return len(ids) == len(self.refs) and all(
            ref.outline.actors
            and all(
                actor.key in known and not actor.identity and not actor.speaks_for
                for actor in ref.outline.actors
            )
            for ref in moved
        )

    def _knows_all(self, keys: Collection[str]) -> bool:
        """Whether every actor named in these files is defined, assuming that all others' are."""
        strange: set[str] = set()
        for key in keys:
            if key in self.refs:
                outline = self.refs[key].outline
                strange |= set(outline.mentioned) - {actor.key for actor in outline.actors}
            else:
                facts = self._facts_of(self.state.briefing(key, self.hashes[key]))
                strange |= {id_ for id_, *_ in facts.named} - {it.id for it in facts.definitions}
        others = (ref for key, ref in self.refs.items() if key not in keys)
        while strange and (ref := next(others, None)):
            strange.difference_update(ref.outline.mentioned)
        return not strange.difference(self.register.root if self.register else ())

    def _note_across(
        self, stated: list[str], found: Sequence[Finding], threads: Collection[str | None]
    ) -> None:
        """Note the threads in which something was found, and more in which something may be."""
        places = {finding.place.source.path for finding in found}
        noisy = {
            ref.scope for key, ref in self.refs.items() if places and self._shown(key) in places
        }
        self._across_before = {"stated": stated, "threads": sorted(noisy.union(threads))}
        self.state.note_across(self._across_before)

    def _facts(self, threads: Iterable[str] | None) -> Iterator[Facts]:
        for key, data in self.state.facts(self.hashes, threads):
            yield facts_from_json(data, self._text(key))

    def _facts_of(self, kept: Kept | None) -> Facts:
        assert kept
        return facts_from_json(kept.facts, self._text(kept.path))

    def _text(self, key: str) -> SourceText:
        shown = self._shown(key)
        hash_ = self.hashes.get(key, "")
        return FileText(
            shown, hash_, lambda: read_text(self._path(key), shown, self.folder)[0].text
        )

    def _shown(self, key: str) -> str:
        """The path of a file as findings show it; `shown_path` for each would slow a large desk."""
        return self._above + name_of(key).replace(os.sep, "/")

    @cached_property
    def _above(self) -> str:
        return shown_path(self.folder / "-")[:-1]

    def _path(self, key: str) -> Path:
        return self.folder / name_of(key)


def _is_hidden(key: str) -> bool:
    return any(part[0] in "._" and part.strip(".") for part in PurePath(key).parts)
