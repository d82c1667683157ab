"""Commands that make a site: once, and while you write."""

from __future__ import annotations

import gc
import re
import time
from pathlib import Path
from typing import Any

import click

from generator.keeping.version import code_version
from generator.publishing.tree import Tree
from generator.publishing.unchanged import Wanted, is_unchanged, noted_in
from generator.reading.collecting import no_collecting

_PORTS = 65_536
_FOLDER = click.option(
    "--briefings",
    "folder",
    type=click.Path(path_type=Path),
    help="Folder of briefings.  [default: as in mkdocs.yml]",
)
_CONFIG = click.option(
    "--config",
    "config_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="MkDocs' configuration.",
)


@click.command()
@_FOLDER
@click.option("--site", type=click.Path(path_type=Path), help="Folder of the site.")
@_CONFIG
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--verify", is_flag=True, help="Read every file, even those that look unchanged.")
def build(
    folder: Path | None, site: Path | None, config_file: Path, strict: bool, verify: bool
) -> None:
    """Build the site, or rebuild what has changed since the last time.

    If anything goes wrong, the existing site is left as it is.
    """
    begun = time.monotonic()
    wanted = Wanted.of(config_file, folder, site)
    done = None if strict or verify else _nothing_to_do(wanted)
    if done is None:
        done = _built(config_file, folder, site, strict=strict, verify=verify)
    told = f"{done['pages']:,} pages: {done['written']:,} rendered, {done['removed']:,} removed"
    seconds = time.monotonic() - begun
    briefings = f"{done['briefings']:,} briefing{'s' * (done['briefings'] != 1)}"
    click.echo(f"{briefings}, {told}, {seconds:.1f} s, in {done['site']}")
    gc.freeze()  # or a last search for cycles in all of a large desk takes seconds


def _nothing_to_do(wanted: Wanted) -> dict[str, Any] | None:
    """What the last build did, if a build now would do nothing more."""
    noted = noted_in(wanted.state)
    if noted is None or noted["version"] != code_version() or not is_unchanged(noted, wanted):
        return None
    built: dict[str, Any] = noted["built"]
    tree = Tree(Path(built["site"]), wanted.state.with_suffix(".journal"))
    if tree.generation != noted["generation"] or not tree.is_known:
        return None
    return built | {"written": 0, "removed": 0}


def _built(
    config_file: Path, folder: Path | None, site: Path | None, *, strict: bool, verify: bool
) -> dict[str, Any]:
    from dataclasses import asdict

    with no_collecting():
        from generator.authoring.progress import stages
        from generator.cli.options import errors
        from generator.publishing.site import NotBuiltError, build_site

    try:
        with stages(errors) as told:
            built = build_site(config_file, folder, site, strict=strict, verify=verify, told=told)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error
    return asdict(built)


def _an_address(_: click.Context, option: click.Parameter, text: str | None) -> str | None:
    """Take a host and a port. Only serving can tell whether the host exists."""
    match = re.fullmatch(r"[^\s/]+:(\d{1,5})", text or "")
    if text is not None and not (match and int(match[1]) < _PORTS):
        told = f"“{text}” is not a host and a port, such as localhost:8000"
        raise click.BadParameter(told, param=option)
    return text


@click.command(short_help="Serve the site while you write.")
@_FOLDER
@click.option(
    "--address",
    metavar="HOST:PORT",
    callback=_an_address,
    help="Host and port to serve the site at.  [default: as in mkdocs.yml]",
)
@_CONFIG
def serve(folder: Path | None, address: str | None, config_file: Path) -> None:
    """Serve the site at an address, and rebuild it after every change.

    Drafts are on it, marked as drafts. The address is printed; open it in a browser.
    """
    from generator.publishing.showing import NotBuiltError, serve_site

    try:
        serve_site(config_file, folder, address)
    except NotBuiltError as error:
        raise click.ClickException(str(error)) from error
