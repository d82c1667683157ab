"""Showing a site while somebody writes. Only `briefing serve` loads this."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import Abort, ConfigurationError, PluginError

from generator.keeping.alone import BusyError
from generator.publishing.building import NotBuiltError
from generator.publishing.live import Live
from generator.publishing.make import TROUBLES
from generator.publishing.serving import serve
from generator.publishing.site import options_of

__all__ = ["NotBuiltError", "serve_site"]

live_log = logging.getLogger("mkdocs.livereload")


def serve_site(config_file: Path, folder: Path | None, address: str | None) -> None:
    """Show the site in a browser and follow every change, until interrupted."""
    logging.getLogger("mkdocs").setLevel(logging.WARNING)
    live_log.setLevel(logging.INFO)
    live: Live | None = None
    try:
        live = Live(config_file, folder, address)
        if live.genuine.foreign:
            _serve_by_mkdocs(config_file, folder, address)
            return
        serve(live, lambda place: live_log.info(f"Serving on {place}"))
    except (Abort, ConfigurationError, PluginError, *TROUBLES) as error:
        raise NotBuiltError(str(error)) from error
    except (BusyError, OSError, OverflowError, ValueError, sqlite3.OperationalError) as error:
        raise NotBuiltError(f"the site cannot be served: {error}") from error
    finally:
        if live is not None:
            live.close()


def _serve_by_mkdocs(config_file: Path, folder: Path | None, address: str | None) -> None:
    """Let MkDocs build everything after each change, for plugins that want to see each page."""
    options = options_of(config_file, folder)
    if address:
        options["dev_addr"] = address
    mkdocs_serve(str(config_file), livereload=True, **options)
