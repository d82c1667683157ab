"""The Jinja environment that renders pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.rendering.escape import escape, inline, opening, paragraphs, plain, safe, shown
from generator.rendering.running import QuickEnvironment, kept
from generator.rendering.wording import Wording

_LINE = "\n"
# Begins with plain characters, because those are quick to search for.
_SURPLUS_LINES = re.compile(r"\n\n\n+")
_LINE_STARTS = re.compile(r"\n[ \t\n]+")
_BAND = re.compile(r"\([0-9&a-z;#≈<>]*–[0-9&a-z;#≈<>]+\xa0%\)")


class BadTemplateError(Exception):
    """A template of the site's owner cannot be rendered. The message says which one, and where."""


def environment(
    words: Wording, overrides: Path | None = None, added: Mapping[str, Path] | None = None
) -> QuickEnvironment:
    """Make the environment: undefined names fail, and every text is escaped as it is printed.

    A template in the folder `overrides` replaces ours of the same name; ours can still be
    extended as `briefings/NAME`. `added` are the kinds of pages that packages add, each with the
    folder of its templates.
    """
    added = added or {}
    packages = (
        PackageLoader("generator.rendering", "templates"),
        *map(FileSystemLoader, added.values()),
    )
    ours = jinja2.ChoiceLoader(packages)
    loaders: list[jinja2.BaseLoader] = [FileSystemLoader(overrides)] if overrides else []
    made = QuickEnvironment(
        loader=jinja2.ChoiceLoader([*loaders, ours, jinja2.PrefixLoader({"briefings": ours})]),
        undefined=StrictUndefined,
        autoescape=True,
        auto_reload=False,
        # The code could include an owner's messages, which may change while the site is served.
        bytecode_cache=None if overrides else kept(words.language),
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.has_only_ours = overrides is None
    made.not_quick |= {f"{kind}.md.jinja" for kind in added}  # foreign, so nothing is assumed
    made.filters |= {
        "block": block,
        "claim_kind": lambda kind: words.pgettext("claim", kind),
        "date": words.date,
        "decimals": words.decimals,
        "inline": inline,
        "listed": lambda parts: Markup(words.listed([str(shown(part)) for part in parts])),
        "meaning": words.meaning,
        "month": words.month,
        "number": words.number,
        "paragraphs": paragraphs,
        "opening": opening,
        "plain": plain,
        "quantity": words.quantity,
        "sentences": sentences,
        "word": words.word,
    }
    made.globals |= {
        "_": _filled_in(words.message),
        "ngettext": _counted(words),
        "sep": Markup('<span class="bf-sep"> · </span>'),
        "words": words,
    }
    return made


def _filled_in(message: Callable[[str], str]) -> Callable[..., Markup]:
    """A function that puts a message on a page; its words and values are escaped as usual."""
    bare = lru_cache(maxsize=2000)(lambda text: filled(message(text), {}))
    return lambda text, /, **values: filled(message(text), values) if values else bare(text)


def _counted(words: Wording) -> Callable[..., Markup]:
    """A function that puts a message on a page, in the form for a number, which replaces `{n}`."""

    def ngettext(one: str, many: str, number: int, /, **values: object) -> Markup:
        form = words.message(one, many, number)
        return filled(form, {"n": words.number(number)} | values)

    return ngettext


def filled(message: str, values: dict[str, object]) -> Markup:
    """Put values into a message; values that are HTML already stay as they are."""
    parts = _parts(message)
    return safe("".join([shown(values[part]) if place else part for place, part in parts]))


@lru_cache(maxsize=2000)
def _parts(message: str) -> tuple[tuple[bool, str], ...]:
    """A message as escaped texts (False) and the names of placeholders (True)."""
    found: list[tuple[bool, str]] = []
    for text, place, *_ in Formatter().parse(message):
        found += [(False, str(escape(text)))] if text else []
        found += [(True, place)] if place else []
    return tuple(found)


def sentences(text: str) -> Markup:
    """Sentences in which no line break splits a band such as `(55–80 %)`."""
    # Works on a `str`: substituting in Markup would escape the replacement.
    return Markup(_BAND.sub(r'<span class="bf-band">\g<0></span>', str(escape(text))))


def block(html: str) -> Markup:
    """Make a block of HTML that Markdown leaves alone: without empty lines or indentation."""
    return safe(f"\n{_LINE_STARTS.sub(_LINE, str(html)).strip()}\n")


def render(env: QuickEnvironment, name: str, values: dict[str, Any]) -> str:
    """Render a template into the Markdown of a page.

    Raises `BadTemplateError` if a template is wrong or uses a name that is not defined.
    """
    if name in env.not_quick:
        text = _rendered(env.careful, name, values)
    else:
        try:
            text = env.get_template(name).render(values)
        except Exception:  # noqa: BLE001 # plain Jinja reports it, if it is a mistake
            text = _rendered(env.careful, name, values)
            env.not_quick.add(name)
    return _SURPLUS_LINES.sub("\n\n", text).strip() + "\n"


def _rendered(env: Environment, name: str, values: dict[str, Any]) -> str:
    try:
        return env.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise BadTemplateError(f"{where}: {error.message}") from error
    except jinja2.TemplateError as error:
        raise BadTemplateError(f"{_where(error, name)}: {error}") from error
    except Exception as error:  # an owner's template can raise anything
        what = f"{type(error).__name__}: {error}"
        raise BadTemplateError(f"{_where(error, name)}: {what}") from error


def _where(error: BaseException, name: str) -> str:
    """The innermost line of a template that raised an error."""
    place, trace = name, error.__traceback__
    while trace:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(".jinja"):
            place = f"{filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
