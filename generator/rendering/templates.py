"""The Jinja environment in which pages are written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, FileSystemLoader, PackageLoader, StrictUndefined
from markupsafe import Markup

from generator.rendering.escape import inline, paragraphs, plain, shown
from generator.rendering.wording import counted, date_words, quantity_words

_EMPTY_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_SURPLUS_LINES = re.compile(r"\n{3,}")


class BadTemplateError(Exception):
    """A template of the site's owner cannot be rendered; the message says which and where."""


def environment(overrides: Path | None = None) -> Environment:
    """Make the environment: undefined names fail, and every text is escaped as it is printed.

    A template in the folder `overrides` takes the place of ours of the same name; ours stays
    reachable as `briefings/NAME`, to be extended.
    """
    ours = PackageLoader("generator.rendering", "templates")
    loaders: list[jinja2.BaseLoader] = [FileSystemLoader(overrides)] if overrides else []
    made = Environment(
        loader=jinja2.ChoiceLoader([*loaders, ours, jinja2.PrefixLoader({"briefings": ours})]),
        undefined=StrictUndefined,
        autoescape=True,
        finalize=shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters |= {
        "block": block,
        "date": date_words,
        "inline": inline,
        "paragraphs": paragraphs,
        "plain": plain,
        "quantity": quantity_words,
    }
    made.globals["counted"] = counted
    return made


def block(html: str) -> Markup:
    """Make a block of HTML that Markdown leaves alone: no empty line, nothing indented."""
    text = _INDENT.sub("", _EMPTY_LINES.sub("\n", str(html))).strip()
    return Markup(f"\n{text}\n")


def render(env: Environment, name: str, values: dict[str, Any]) -> str:
    """Render a template into the Markdown of a page.

    Raises `BadTemplateError` where a template is wrong or names something that is not there.
    """
    try:
        text = env.get_template(name).render(values)
    except jinja2.TemplateSyntaxError as error:
        where = f"{error.filename or error.name}:{error.lineno}"
        raise BadTemplateError(f"{where}: {error.message}") from error
    except jinja2.TemplateError as error:
        raise BadTemplateError(f"{_where(error, name)}: {error}") from error
    except Exception as error:  # an owner's template can fail in any way
        what = f"{type(error).__name__}: {error}"
        raise BadTemplateError(f"{_where(error, name)}: {what}") from error
    return _SURPLUS_LINES.sub("\n\n", text).strip() + "\n"


def _where(error: BaseException, name: str) -> str:
    """The innermost line of a template that an error came from."""
    place, trace = name, error.__traceback__
    while trace:
        filename = trace.tb_frame.f_code.co_filename
        if filename.endswith(".jinja"):
            place = f"{filename}:{trace.tb_lineno}"
        trace = trace.tb_next
    return place
