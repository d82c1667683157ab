"""Run templates faster than Jinja: names found in one step, macros made once.

Plain Jinja is the fallback for templates that do not work this way.
"""

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
"""Length in bytes of the seal at the start of a cached file."""


class _Names(dict[str, Any]):
    """The names that a template can use."""

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
    """The texts of messages without values, each made when it is first needed."""

    def __init__(self, say: Callable[[str], Markup]) -> None:
        self._say = say

    def __missing__(self, message: str) -> Markup:
        self[message] = self._say(message)
        return self[message]


class QuickTemplate(Template):
    """A template whose macros are made only once, unless an owner's template may import them.

    This works for ours because those that are imported hold nothing but macros, and macros look
    names up when they are called.
    """

    environment: QuickEnvironment
    _made: tuple[Context, dict[str, Any], TemplateModule] | None = None

    def make_module(
        self,
        vars: dict[str, Any] | None = None,
        shared: bool = False,
        locals: Mapping[str, Any] | None = None,
    ) -> TemplateModule:
        """Its macros, set up to find the names of the page that is importing them."""
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
    """Whether the owner overrides no template. Ours import macros before they do anything else."""
    safe = staticmethod(safe)
    escape = staticmethod(escape)

    @cached_property
    def not_quick(self) -> set[str]:
        """Names of templates that only `careful` can render."""
        return set()

    @cached_property
    def said(self) -> _Said:
        """The texts of messages without values."""
        say: Any = self.globals["_"]
        return _Said(say)

    @cached_property
    def careful(self) -> Environment:
        """The same environment with plain Jinja, without our shortcuts."""
        made = self.overlay(bytecode_cache=None)
        made.code_generator_class = CodeGenerator
        made.context_class = Context
        made.template_class = Template
        return made

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The names that every template can use, merged for look-up in one step."""
        return {**self.globals, **(d or {})}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        parsed = self._joined(super()._parse(source, name, filename))
        return Sayings().visit(parsed) if self.code_generator_class is QuickCompiler else parsed

    def _joined(self, parsed: nodes.Template) -> nodes.Template:
        """Let the macros of an owner's template that extends one of ours replace ours.

        In plain Jinja, the extended template's own macros win, and they call each other rather
        than the owner's. If ours has blocks, nothing changes.
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
        except jinja2.TemplateNotFound:  # Jinja reports it when the template is rendered
            return "{% block missing %}{% endblock %}"


class Kept(BytecodeCache):
    """A cache of the Python of our templates, in the `__pycache__` of this package.

    The files are trusted as those of our modules are: whoever can write there can write the
    templates, too. If nothing can be written, the code is still kept for the next build of this
    process. Jinja may have put a filter's output into the code already, so languages do not share
    it, and nor do versions of our code.
    """

    def __init__(self, of: str) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}
        self._of = of
        self._maker = f"{jinja2.__version__} {code_version()} {of}"

    def load_bytecode(self, bucket: Bucket) -> None:
        """Find the code kept for the same source."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None:
            with suppress(OSError):
                data = self._file(bucket).read_bytes()
                seal, made = data[:_SEAL], data[_SEAL:]
                if seal == self._seal(bucket, made):
                    bucket.code = marshal.loads(made)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, in memory and, if possible, in a file."""
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
        """A hash of the code and of all that it depends on; one that is damaged does not match."""
        of = f"{self._maker} {bucket.key} {bucket.checksum} ".encode()
        return hashlib.blake2b(of + made, digest_size=_SEAL).digest()


@cache
def kept(of: str) -> Kept:
    """The cache for the templates of a language, or of the theme."""
    return Kept(of)
