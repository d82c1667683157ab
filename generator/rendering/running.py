"""How templates run: names found in one step, macros made once, and Jinja itself as a way out."""

from __future__ import annotations

import hashlib
import marshal
import os
import sys
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from functools import cache, cached_property
from importlib.util import cache_from_source
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

from generator.keeping.version import code_version
from generator.rendering.compiling import QuickCompiler, Sayings
from generator.rendering.escape import escape, safe

_SEAL = 16
"""Bytes before what is kept of a template."""


class _Names(dict[str, Any]):
    """The names that a template finds."""

    def __missing__(self, name: str) -> Any:
        return missing


class QuickContext(Context):
    """A context that finds a name in one step."""

    def __init__(
        self, environment: Environment, parent: dict[str, Any], *rest: Any, **more: Any
    ) -> None:
        super().__init__(environment, parent, *rest, **more)
        self.vars: dict[str, Any] = _Names(parent)
        self.resolve_or_missing = self.vars.__getitem__  # type: ignore[method-assign,assignment]


class _Said(dict[str, Markup]):
    """What messages without values say."""

    def __init__(self, say: Callable[[str], Markup]) -> None:
        self._say = say

    def __missing__(self, message: str) -> Markup:
        self[message] = self._say(message)
        return self[message]


class QuickTemplate(Template):
    """A template whose macros are made once, where nothing of an owner's can import them.

    Ours hold nothing but macros, which look up what a page says when they are called.
    """

    environment: QuickEnvironment
    _made: tuple[Context, dict[str, Any], TemplateModule] | None = None

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """Its macros, which find the names of the page that imports them now."""
        is_on_top = shared and all(value is missing for value in (locals or {}).values())
        if not (self.environment.has_only_ours and is_on_top and vars):
            return super().make_module(vars, shared, locals)
        if self._made is None:
            made = self.new_context(vars, shared)
            module = TemplateModule(self, made)
            self._made = (made, made.get_exported(), module)
        context, own, module = self._made
        context.vars.clear()
        context.vars.update(vars)
        context.vars.update(own)
        return module


class QuickEnvironment(Environment):
    """An environment whose `finalize` returns text that is safe to print."""

    code_generator_class: type[CodeGenerator] = QuickCompiler
    context_class: type[Context] = QuickContext
    template_class: type[Template] = QuickTemplate
    has_only_ours = False
    """Whether no template is the owner's: ours import macros before anything else."""
    safe = staticmethod(safe)
    escape = staticmethod(escape)

    @cached_property
    def not_quick(self) -> set[str]:
        """Names of templates that `careful` alone could render."""
        return set()

    @cached_property
    def said(self) -> _Said:
        """What messages without values say."""
        say: Any = self.globals["_"]
        return _Said(say)

    @cached_property
    def careful(self) -> Environment:
        """The same environment, in which Jinja does as ever."""
        made = self.overlay(bytecode_cache=None)
        made.code_generator_class = CodeGenerator
        made.context_class = Context
        made.template_class = Template
        return made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template finds, looked up in one step."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = self._joined(super()._parse(source, name, filename))
        return Sayings().visit(parsed) if self.code_generator_class is QuickCompiler else parsed

    def _joined(self, parsed: nodes.Template) -> nodes.Template:
        """Let the macros of an owner's template that extends ours take their place in ours.

        Jinja itself lets those of the template that is extended win, and those beside them call
        each other. Of a template with blocks all stays as it is.
        """
        extended = parsed.find(nodes.Extends)
        if self.has_only_ours or not extended or not isinstance(extended.template, nodes.Const):
            return parsed
        ours = super()._parse(self._source_of(extended.template.value), None, None)
        if ours.find(nodes.Block):
            return parsed
        macros = {node.name: node for node in parsed.body if isinstance(node, nodes.Macro)}
        rest = [node for node in parsed.body if not isinstance(node, nodes.Macro | nodes.Extends)]
        taken = [
            macros.pop(node.name, node) if isinstance(node, nodes.Macro) else node
            for node in ours.body
        ]
        parsed.body = [*rest, *taken, *macros.values()]
        parsed.set_environment(self)
        return parsed

    def _source_of(self, name: str) -> str:
        assert self.loader
        try:
            return self.loader.get_source(self, name)[0]
        except jinja2.TemplateNotFound:  # Jinja says so when the template is rendered
            return "{% block missing %}{% endblock %}"


class Kept(BytecodeCache):
    """The Python of our templates, kept where Python keeps that of our modules.

    It is trusted as theirs is: who can write there can write the templates, too. Where nothing can
    be written, it is kept for the next build of this process. What a filter says may stand in it
    already, so that no language takes another's, and none what other code has made.
    """

    def __init__(self, of: str) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._of = of
        self._maker = f"{jinja2.__version__} {code_version()} {of}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was kept of the same text."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            with suppress(OSError):
                data = self._file(bucket).read_bytes()
                seal, made = data[:_SEAL], data[_SEAL:]
                if seal == self._seal(bucket, made):
                    bucket.code = marshal.loads(made)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if not bucket.code:
            return
        self._codes[bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode:
            file, made = self._file(bucket), marshal.dumps(bucket.code)
            beside = file.with_suffix(f".{os.getpid()}")
            with suppress(OSError):
                file.parent.mkdir(parents=True, exist_ok=True)
                beside.write_bytes(self._seal(bucket, made) + made)
                beside.replace(file)

    def _file(self, bucket: Bucket) -> Path:
        beside = Path(cache_from_source(__file__))
        return beside.with_name(f"{bucket.key[:20]}.{self._of}.{beside.name}")

    def _seal(self, bucket: Bucket, made: bytes) -> bytes:
        """Stands for all that it follows from, and for itself: a damaged one is none."""
        of = f"{self._maker} {bucket.key} {bucket.checksum} ".encode()
        return hashlib.blake2b(of + made, digest_size=_SEAL).digest()


@cache
def kept(of: str) -> Kept:
    """What is kept of the templates of a language, or of the theme."""
    return Kept(of)
