"""Find out which kinds of pages a changed template affects."""

from __future__ import annotations

import hashlib

from jinja2 import Environment, TemplateError, TemplateNotFound
from jinja2.meta import find_referenced_templates

_SUFFIX = ".md.jinja"


def versions(env: Environment) -> dict[str, str]:
    """By kind of page, a hash of its template and of all templates that this one uses."""
    every = {name for name in env.list_templates() if not name.startswith("briefings/")}
    kinds = sorted(name for name in every if name.endswith(_SUFFIX))
    return {name.removesuffix(_SUFFIX): _version(env, name) for name in kinds}


def _version(env: Environment, name: str) -> str:
    """The hash; a template that works out a name while rendering counts as using them all."""
    found: dict[str, str] = {}
    pending = [name]
    for each in pending:
        if each in found:
            continue
        found[each] = _source(env, each)
        for other in _named_in(env, found[each]):
            pending += [other] if other else env.list_templates()
    text = repr(sorted(found.items()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _source(env: Environment, name: str) -> str:
    assert env.loader
    try:
        return env.loader.get_source(env, name)[0]
    except (TemplateNotFound, OSError, UnicodeDecodeError):
        return ""


def _named_in(env: Environment, source: str) -> list[str | None]:
    try:
        return list(find_referenced_templates(env.parse(source)))
    except TemplateError:
        return []
