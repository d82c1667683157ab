"""How templates run: names found in one step, macros made once, and Jinja itself as a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import cache, cached_property
from types import CodeType
from typing import Any

from jinja2 import BytecodeCache, Environment, Template, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from jinja2.utils import missing
from markupsafe import Markup

from generator.rendering.compiling import QuickCompiler, Sayings
from generator.rendering.escape import escape, safe


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
        parsed = super()._parse(source, name, filename)
        return Sayings().visit(parsed) if self.code_generator_class is QuickCompiler else parsed


class Kept(BytecodeCache):
    """The Python of templates, kept for the next build of this process.

    What a filter says may stand in it already, so that no language takes another's.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find what was kept of the same text."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it."""
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


@cache
def kept(language: str) -> Kept:
    """What is kept of a language."""
    return Kept()
