"""Building a site: sets up a `Build`, and turns whatever stops it into a message."""

from __future__ import annotations

import errno
import logging
import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.utils.yaml import yaml_load

from generator.keeping.alone import BusyError
from generator.keeping.version import EPOCH
from generator.publishing.basis import Basis
from generator.publishing.building import Build, Built, NotBuiltError
from generator.publishing.genuine import NAME, Genuine
from generator.publishing.handwritten import inputs, last
from generator.publishing.intake import Progress
from generator.publishing.make import TROUBLES
from generator.publishing.plugin import BriefingsPlugin
from generator.publishing.state import State
from generator.publishing.tree import NotASiteError, Tree
from generator.publishing.unchanged import Wanted, note, noted_also
from generator.reading.collecting import no_collecting
from generator.reading.paths import shown_path

__all__ = ["Built", "NotBuiltError", "build_site", "options_of"]

_OF_WRITING = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EFBIG}
"""Errors that occur only on writing, whichever path they name."""


def build_site(
    config_file: Path,
    folder: Path | None,
    site: Path | None,
    *,
    strict: bool,
    verify: bool = False,
    told: Progress = lambda *_: None,
) -> Built:
    """Build a site and say what was done. An earlier site stays whole until the new one is.

    `verify` trusts no stamps: every file is read. Raises `NotBuiltError`.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    wanted, begun = Wanted.of(config_file, folder, site), time.time_ns()
    target: Path | None = None
    try:
        with no_collecting(), _genuine(config_file, folder, strict=strict) as genuine:
            target = (site or genuine.site_dir).absolute()
            home = wanted.state
            kept = (config_file.absolute().parent, Path(genuine.config.docs_dir))
            tree = Tree(target, home.with_suffix(".journal"), kept)
            tree.refuse_foreign()
            if genuine.foreign:
                return _by_mkdocs(genuine, tree, config_file, folder, target)
            of = (wanted.config, genuine.plugin.folder.absolute(), os.environ.get(EPOCH))
            noted = note(inputs(genuine), wanted, begun)
            version = " ".join(map(str, (noted["version"], *of)))
            with closing(State(home, version)) as state:
                built = Build(genuine, tree, state, config_file, target, told, verify, begun).run()
                done = asdict(built) | {"site": str(target)}
                basis = Basis.kept(state)
                read = {*last(state).read, *(basis.read if basis else ())}
                noted = noted_also(noted, map(Path, sorted(read)), begun)
                state.put("inputs", noted | {"built": done, "generation": tree.generation})
                state.commit()
            return built
    except (ConfigurationError, PluginError, BusyError, NotASiteError, *TROUBLES) as error:
        raise NotBuiltError(str(error)) from error
    except Abort as error:  # its reason is in the log already
        raise NotBuiltError("the site was not built") from error
    except OSError as error:
        raise NotBuiltError(_refused(error, wanted.state.parent, target)) from error
    except sqlite3.OperationalError as error:
        raise NotBuiltError(f"what is kept in {wanted.state} cannot be used: {error}") from error


def _refused(error: OSError, cache: Path, target: Path | None) -> str:
    """Say what cannot be written or read, and where; the error of a full disk names no path.

    `target` is None until it is known where the site goes; nothing is written to it before that.
    """
    place = os.fspath(error.filename) if isinstance(error.filename, str | Path) else ""
    at, why = Path(place), error.strerror or error
    is_kept = at == cache.parent or at.is_relative_to(cache)
    if place and error.errno not in _OF_WRITING and not is_kept and not _is_of_site(at, target):
        return f"{shown_path(at)} cannot be read: {why}"
    what = "what is kept between builds" if is_kept and cache.parents[1].is_dir() else "the site"
    return f"{what} cannot be written: {why}{place and f': {place}'}"


def _is_of_site(place: Path, target: Path | None) -> bool:
    """Whether a path is in a site, in a version about to take its place, or on the way to it."""
    if target is None:
        return False
    if not place.is_absolute():  # files are written by their uris in the site
        return True
    for site in (target, Path(os.path.realpath(target))):
        beside = (part.startswith(f".{site.name}.") for part in _below(place, site.parent)[:1])
        if place.is_relative_to(site) or site.is_relative_to(place) or any(beside):
            return True
    return False


def _below(place: Path, folder: Path) -> tuple[str, ...]:
    return place.relative_to(folder).parts if place.is_relative_to(folder) else ()


@contextmanager
def _genuine(config_file: Path, folder: Path | None, *, strict: bool) -> Iterator[Genuine]:
    options_of(config_file, folder)  # its messages say more than those of MkDocs
    genuine = Genuine(config_file, folder=folder, strict=strict)
    try:
        yield genuine
    finally:
        genuine.close()


def _by_mkdocs(
    genuine: Genuine, tree: Tree, config_file: Path, folder: Path | None, target: Path
) -> Built:
    """Let MkDocs make all pages, for plugins that want to see each of them."""
    names = ", ".join(genuine.foreign)
    logging.getLogger("mkdocs").warning(
        f"MkDocs makes every page, as these plugins work on pages: {names}"
    )
    with tree.begin(anew=True) as update, tempfile.TemporaryDirectory() as scratch:
        config = load_config(str(config_file), site_dir=scratch, **options_of(config_file, folder))
        config.strict = genuine.config.strict
        config.plugins.on_startup(command="build", dirty=False)
        build(config)  # closing `genuine` ends its plugins: they are the same
        update.write_folder(Path(scratch))
    made = config.plugins[NAME]
    assert isinstance(made, BriefingsPlugin)
    pages = sum(page.kind != "reference" for page in made.pages)
    return Built(target, len(made.corpus.refs) if made.corpus else 0, pages, pages, 0)


def options_of(config_file: Path, folder: Path | None) -> dict[str, Any]:
    """The settings that replace those in the file: the plugin with a different folder."""
    if folder is None:
        return {}
    with config_file.open("rb") as stream:
        settings = yaml_load(stream)
    if not isinstance(settings, dict):
        return {}  # MkDocs says what is wrong with it.
    plugins = settings.get("plugins")
    listed = plugins.items() if isinstance(plugins, dict) else map(_named, _list(plugins))
    changed = {name: values or {} for name, values in listed}
    if NAME not in changed:
        raise NotBuiltError(f"{config_file} does not list the plugin `{NAME}`")
    if not isinstance(changed[NAME], dict):
        raise NotBuiltError(f"{config_file}: the options of `{NAME}` need keys with values")
    changed[NAME] = {**changed[NAME], "folder": str(folder.absolute())}
    return {"plugins": changed}


def _list(plugins: Any) -> list[Any]:
    return plugins if isinstance(plugins, list) else []


def _named(item: Any) -> tuple[str, Any]:
    return next(iter(item.items()), ("", None)) if isinstance(item, dict) else (str(item), None)
