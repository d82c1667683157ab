"""Building a site beside the old one, and swapping it in when it is whole."""

from __future__ import annotations

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils.yaml import yaml_load

PLUGIN = "briefings"


class NotBuiltError(Exception):
    """The site could not be built; the message says why, unless the log has said so already."""


def build_site(config_file: Path, folder: Path | None, site: Path | None, *, strict: bool) -> Path:
    """Build a site and return its folder. An earlier site stays whole until the new one is.

    Raises `NotBuiltError`.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    try:
        options = _options(config_file, folder)
        set_up = load_config(str(config_file), **options)
        target = (site or Path(set_up.site_dir)).absolute()
        _refuse_foreign(target, config_file.parent, Path(set_up.docs_dir))
        with _beside(target) as fresh:
            config = load_config(str(config_file), site_dir=str(fresh), **options)
            if strict:
                config.strict = True
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        raise NotBuiltError(str(error)) from error
    except Abort as error:  # its reason is in the log already
        raise NotBuiltError("the site was not built") from error
    except OSError as error:
        raise NotBuiltError(f"the site cannot be written: {error}") from error
    return target


def serve_site(config_file: Path, folder: Path | None, address: str | None) -> None:
    """Show the site in a browser and follow every change, until interrupted."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.INFO)
    try:
        options = _options(config_file, folder)
        if address:
            options["dev_addr"] = address
        serve(str(config_file), livereload=True, **options)
    except (Abort, ConfigurationError) as error:
        raise NotBuiltError(str(error)) from error
    except (OSError, OverflowError) as error:
        raise NotBuiltError(f"the site cannot be served: {error}") from error


def _options(config_file: Path, folder: Path | None) -> dict[str, Any]:
    """The settings that take the place of the file's own: the plugin with another folder."""
    if folder is None:
        return {}
    with config_file.open("rb") as stream:
        settings = yaml_load(stream)
    if not isinstance(settings, dict):
        return {}  # MkDocs says what is wrong with it.
    plugins = settings.get("plugins")
    listed = plugins.items() if isinstance(plugins, dict) else map(_named, _list(plugins))
    changed = {name: values or {} for name, values in listed}
    if PLUGIN not in changed:
        raise NotBuiltError(f"{config_file} does not list the plugin `{PLUGIN}`")
    if not isinstance(changed[PLUGIN], dict):
        raise NotBuiltError(f"{config_file}: the options of `{PLUGIN}` need keys with values")
    changed[PLUGIN] = {**changed[PLUGIN], "folder": str(folder.absolute())}
    return {"plugins": changed}


def _list(plugins: Any) -> list[Any]:
    return plugins if isinstance(plugins, list) else []


def _named(item: Any) -> tuple[str, Any]:
    return next(iter(item.items()), ("", None)) if isinstance(item, dict) else (str(item), None)


def _refuse_foreign(target: Path, *kept: Path) -> None:
    """Never put a site in the place of something that is not one."""
    if any(folder.resolve().is_relative_to(target.resolve()) for folder in kept):
        raise NotBuiltError(f"{target} holds the project itself: name another folder for the site")
    if target.is_dir() and any(target.iterdir()) and not (target / "sitemap.xml").exists():
        raise NotBuiltError(f"{target} is not empty and holds no site: name another folder")
    if target.exists() and not target.is_dir():
        raise NotBuiltError(f"{target} is a file: name a folder for the site")


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """A folder beside the target, which takes its place when all has gone well."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        fresh, old = Path(scratch) / "new", Path(scratch) / "old"
        fresh.mkdir()
        yield fresh
        if target.exists():
            target.rename(old)
        shutil.move(fresh, target)
